//! What is written of a record without waiting: its own columns, and the records in memory that they lead to.
//!
//! Most of an answer is of this kind, and a resolver's state took more than what it resolved. Each line says the same as the
//! resolver of its field; `memory::an_answer_is_the_same_text…` holds the two ways against each other, field by field. A
//! field that is not here is resolved.

use std::sync::Arc;

use async_graphql::{
    ContextSelectionSet, InputType, OutputType, Positioned,
    parser::types::{Field, Selection, SelectionSet},
    resolver_utils::ContainerType,
};
use store::Parent;
use uuid::Uuid;

use super::{
    change::{Change, ChangeEdge},
    connection::Edge,
    decision::Decision,
    facet::{OrganisationFacet, ThemeFacet, WordFacet, YearFacet},
    later::{self, At, Later, Siblings},
    leaf::{Leaf, Word},
    opinion::OpinionKind,
    organisation::OrganisationKind,
    revision::{Revision, RevisionEdge},
    search::{SearchEdge, SearchHit},
    session::SessionKind,
    statistics::StatisticsGroup,
    territory::TerritoryLevel,
    vote::{VoteCounts, VoteMajority, VoteOutcome},
    vote_position::{VoteChoice, VotePositionKind},
    written::{json, within},
    *,
};
use crate::loader::Loaders;

/// A record of which something may be at hand.
pub(crate) trait AtHand: ContainerType {
    /// Writes a field's value where it is at hand. Where it is not, what was written of it is to be taken back.
    fn write(&self, _ctx: &ContextSelectionSet<'_>, _field: &Positioned<Field>, _text: &mut Vec<u8>) -> bool {
        false
    }

    /// Asks for a whole list that a field shows, where it is one that is written when it comes: with its siblings, which have
    /// just asked for theirs.
    fn later<'a>(
        &self,
        _at: At<'a>,
        _field: &'a Positioned<Field>,
        _siblings: &mut Siblings<'a>,
    ) -> Option<Box<dyn Later<'a> + 'a>> {
        None
    }
}

/// Writes a field's value, or nothing where it is not at hand.
pub(super) fn value<T: AtHand>(
    ctx: &ContextSelectionSet<'_>,
    root: &T,
    field: &Positioned<Field>,
    text: &mut Vec<u8>,
) -> bool {
    let before = text.len();
    let written = root.write(ctx, field, text);
    if !written {
        text.truncate(before);
    }
    written
}

/// Writes all that is selected of a record, or nothing where some of it is not at hand.
pub(super) fn record<T: AtHand>(
    ctx: &ContextSelectionSet<'_>,
    root: &T,
    set: &SelectionSet,
    text: &mut Vec<u8>,
) -> bool {
    // Of an interface, the record behind it knows its fields.
    if root.introspection_type_name() != T::type_name() {
        return false;
    }
    let before = text.len();
    text.push(b'{');
    let written = fields(ctx, root, set, text);
    text.push(b'}');
    if !written {
        text.truncate(before);
    }
    written
}

fn fields<'a, T: AtHand>(
    ctx: &ContextSelectionSet<'a>,
    root: &T,
    set: &'a SelectionSet,
    text: &mut Vec<u8>,
) -> bool {
    set.items.iter().all(|selection| match &selection.node {
        Selection::Field(field) => {
            key(text, field);
            match field.node.name.node.as_str() {
                "__typename" => {
                    json(text, &*root.introspection_type_name());
                    true
                }
                _ => root.write(ctx, field, text),
            }
        }
        fragment => within::<T>(ctx, fragment).is_none_or(|set| fields(ctx, root, &set.node, text)),
    })
}

/// Writes what comes before a field's value.
pub(super) fn key(text: &mut Vec<u8>, field: &Positioned<Field>) {
    if text.last() != Some(&b'{') {
        text.push(b',');
    }
    // A name of GraphQL has letters, digits and underscores.
    text.push(b'"');
    text.extend_from_slice(field.node.response_key().node.as_bytes());
    text.extend_from_slice(b"\":");
}

/// Writes a record that another one leads to, from what was joined to it or from memory; null where it leads to none.
fn leads<T>(
    ctx: &ContextSelectionSet<'_>,
    id: impl Into<Option<Uuid>>,
    joined: Option<Option<&Arc<T::Noun>>>,
    field: &Positioned<Field>,
    text: &mut Vec<u8>,
) -> bool
where
    T: Listed + From<Arc<T::Noun>>,
{
    let Some(id) = id.into() else {
        text.extend_from_slice(b"null");
        return true;
    };
    let row = match joined {
        Some(Some(row)) => Some(Arc::clone(row)),
        _ => ctx.data_unchecked::<Loaders>().held(id),
    };
    row.is_some_and(|row| record(ctx, &T::from(row), &field.node.selection_set.node, text))
}

/// Writes a record that is made of another; null where that says of none, and nothing where that is not known.
fn made<T: AtHand>(
    ctx: &ContextSelectionSet<'_>,
    made: Option<Option<T>>,
    field: &Positioned<Field>,
    text: &mut Vec<u8>,
) -> bool {
    match made {
        None => false,
        Some(None) => {
            text.extend_from_slice(b"null");
            true
        }
        Some(Some(made)) => record(ctx, &made, &field.node.selection_set.node, text),
    }
}

/// Writes what is at hand of each type: fields with the columns that they show, and fields with the types of the records that
/// they lead to, the columns that hold their ids, and what may have been joined; then what has more joined to it, and last the
/// whole lists, by what makes a record one of theirs.
macro_rules! at_hand {
    ($($type:ident as $it:ident {
        $($field:literal: $leaf:expr;)*
        $(to $record:literal: $noun:ident by $id:expr $(, $joined:expr)?;)*
        $(of $made:literal: $with:expr;)*
        $(all $list:literal: $item:ident of $parent:ident;)*
    })*) => {$(
        impl AtHand for $type {
            fn write(
                &self,
                ctx: &ContextSelectionSet<'_>,
                field: &Positioned<Field>,
                text: &mut Vec<u8>,
            ) -> bool {
                let $it = self;
                // Of some types nothing leads on.
                let _ = ctx;
                match field.node.name.node.as_str() {
                    $($field => $leaf.leaf(text),)*
                    $($record => {
                        let joined = None $(.or($joined.as_ref().map(|joined| joined.as_ref())))?;
                        return leads::<$noun>(ctx, $id, joined, field, text);
                    })*
                    $($made => {
                        return made(ctx, $with, field, text);
                    })*
                    _ => return false,
                }
                true
            }

            fn later<'a>(
                &self,
                at: At<'a>,
                field: &'a Positioned<Field>,
                siblings: &mut Siblings<'a>,
            ) -> Option<Box<dyn Later<'a> + 'a>> {
                let $it = self;
                // Some types have no lists.
                let _ = ($it, at, &siblings);
                match field.node.name.node.as_str() {
                    $($list => later::whole::<$item>(at, field, Parent::$parent, $it.row.id, siblings),)*
                    _ => None,
                }
            }
        }
    )*};
}

at_hand! {
    Territory as it {
        "id": it.row.id;
        "code": it.row.code;
        "level": Word(TerritoryLevel::from(it.row.level));
        "name": it.row.name;
        "basis": Word(Basis::from(it.row.basis));
    }
    Organisation as it {
        "id": it.row.id;
        "acronym": it.row.acronym;
        "name": it.row.name;
        "kind": Word(OrganisationKind::from(it.row.kind));
        "basis": Word(Basis::from(it.row.basis));
        to "parent": Organisation by it.row.parent_id;
        to "territory": Territory by it.row.territory_id;
    }
    Person as it {
        "id": it.row.id;
        "name": it.row.name;
        "givenName": it.row.given_name;
        "familyName": it.row.family_name;
        "redacted": it.row.redacted;
        "basis": Word(Basis::from(it.row.basis));
        to "assembly": Organisation by it.row.assembly_id;
    }
    Membership as it {
        "id": it.row.id;
        "role": it.row.role;
        "startDate": it.row.start_date;
        "endDate": it.row.end_date;
        "basis": Word(Basis::from(it.row.basis));
        to "person": Person by it.row.person_id, it.joined.person;
        to "organisation": Organisation by it.row.organisation_id, it.joined.organisation;
        to "onBehalfOf": Organisation by it.row.on_behalf_of_id, it.joined.on_behalf_of;
    }
    Session as it {
        "id": it.row.id;
        "heldOn": it.row.held_on;
        "kind": Word(SessionKind::from(it.row.kind));
        "basis": Word(Basis::from(it.row.basis));
        to "assembly": Organisation by it.row.assembly_id, it.joined.assembly;
    }
    Report as it {
        "id": it.row.id;
        "number": it.row.number;
        "title": it.row.title;
        "summary": it.row.summary;
        "basis": Word(Basis::from(it.row.basis));
        to "session": Session by it.row.session_id, it.joined.session;
        to "submittedBy": Organisation by it.row.submitted_by_id;
        all "priorities": Priority of REPORT;
    }
    Opinion as it {
        "id": it.row.id;
        "kind": Word(OpinionKind::from(it.row.kind));
        "title": it.row.title;
        "adoptedOn": it.row.adopted_on;
        "reportNumber": it.row.report_number;
        "basis": Word(Basis::from(it.row.basis));
        to "assembly": Organisation by it.row.assembly_id, it.joined.assembly;
        to "session": Session by it.row.session_id, it.joined.session;
        to "commission": Organisation by it.row.commission_id, it.joined.commission;
        to "report": Report by it.row.report_id, it.joined.report;
        of "vote": it.joined.vote.clone().map(|vote| vote.map(Vote::from));
        all "rapporteurs": Rapporteur of OPINION;
        all "sections": Section of OPINION;
        all "declarations": Declaration of OPINION;
        all "themes": ThemeAssignment of OPINION;
    }
    Rapporteur as it {
        "id": it.row.id;
        "rank": it.row.rank;
        "basis": Word(Basis::from(it.row.basis));
        to "person": Person by it.row.person_id, it.joined.person;
        to "opinion": Opinion by it.row.opinion_id, it.joined.opinion;
    }
    Section as it {
        "id": it.row.id;
        "rank": it.row.rank;
        "heading": it.row.heading;
        "basis": Word(Basis::from(it.row.basis));
        all "paragraphs": Paragraph of SECTION;
    }
    Paragraph as it {
        "id": it.row.id;
        "rank": it.row.rank;
        "text": it.row.text;
        "basis": Word(Basis::from(it.row.basis));
    }
    Declaration as it {
        "id": it.row.id;
        "rank": it.row.rank;
        "basis": Word(Basis::from(it.row.basis));
        to "opinion": Opinion by it.row.opinion_id, it.joined.opinion;
        to "speaker": Person by it.row.speaker_id, it.joined.speaker;
        all "speakers": Person of SPEAKERS;
        all "organisations": Organisation of MAKES;
        all "paragraphs": Paragraph of DECLARATION;
    }
    Vote as it {
        "id": it.row.id;
        "subject": it.row.subject;
        "identifier": it.row.identifier;
        "heldOn": it.row.held_on;
        "outcome": it.row.outcome.map(|outcome| Word(VoteOutcome::from(outcome)));
        "majority": it.row.majority.map(|majority| Word(VoteMajority::from(majority)));
        "formula": it.row.formula;
        "inconsistent": it.row.inconsistent;
        "basis": Word(Basis::from(it.row.basis));
        to "session": Session by it.row.session_id, it.joined.session;
        to "opinion": Opinion by it.row.opinion_id, it.joined.opinion;
        of "counts": Some(it.counted());
    }
    VoteCounts as it {
        "for": it.r#for;
        "against": it.against;
        "abstentions": it.abstentions;
        "notParticipating": it.not_participating;
        "absent": it.absent;
        "present": it.present;
        "cast": it.cast;
        "eligible": it.eligible;
    }
    VotePosition as it {
        "id": it.row.id;
        "kind": Word(VotePositionKind::from(it.row.kind));
        "choice": Word(VoteChoice::from(it.row.choice));
        "withReservations": it.row.with_reservations;
        "basis": Word(Basis::from(it.row.basis));
        to "person": Person by it.row.person_id, it.joined.person;
        to "organisation": Organisation by it.row.organisation_id, it.joined.organisation;
        to "declaration": Declaration by it.row.declaration_id, it.joined.declaration;
        of "vote": it.voted_on().map(Some);
    }
    Recommendation as it {
        "id": it.row.id;
        "number": it.row.number;
        "subject": it.row.subject;
        "text": it.row.text;
        "basis": Word(Basis::from(it.row.basis));
        to "origin": Opinion by it.row.origin_id, it.joined.origin;
        to "declaration": Declaration by it.row.declaration_id, it.joined.declaration;
        all "madeBy": Organisation of ASKS;
        all "followUps": FollowUp of RECOMMENDATION;
    }
    Theme as it {
        "id": it.row.id;
        "slug": it.row.slug;
        "name": it.row.name;
        "scheme": it.row.scheme;
        "basis": Word(Basis::from(it.row.basis));
    }
    ThemeAssignment as it {
        "id": it.row.id;
        "basis": Word(Basis::from(it.row.basis));
        to "theme": Theme by it.row.theme_id, it.joined.theme;
        to "opinion": Opinion by it.row.opinion_id, it.joined.opinion;
    }
}

/// Of these all fields are resolved.
macro_rules! resolved {
    ($($type:ty),*) => { $(impl AtHand for $type {})* };
}

resolved! {
    Document, Initiative, Mention, Milestone, FollowUp, Priority, Source, Decision, StatisticsGroup,
    Change, ChangeEdge, Revision, RevisionEdge, SearchEdge, SearchHit, Node, YearFacet,
    OrganisationFacet, ThemeFacet
}
impl<T: Listed> AtHand for Edge<T> {}
impl<W: InputType + OutputType> AtHand for WordFacet<W> where Self: ContainerType {}
