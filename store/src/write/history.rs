//! The rows that a history tells of: of each table, read back from its revisions.

use entities::{
    citation, declaration, declaration_organisation, declaration_speaker, deliberation, document, follow_up,
    initiative, initiative_alias, initiative_body, membership, mention, mention_candidate, milestone,
    milestone_opinion, node, opinion, organisation, organisation_alias, organisation_identifier, paragraph,
    person, person_identifier, priority, problem, rapporteur, recommendation, recommendation_maker, report,
    revision, section, session, source, telling, telling_maker, territory, theme, theme_assignment, vote,
    vote_position,
};
use sea_orm::{
    ActiveModelBehavior, ActiveModelTrait, EntityTrait, FromQueryResult, IntoActiveModel, ModelTrait,
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use super::{
    restore::Unrestored,
    table::{Difference, Mend},
};

/// Reads what revisions of one table change.
type Read = fn(&[revision::Model]) -> Result<Box<dyn Mend>, Unrestored>;

/// The tables that have a history, in the order in which a change tells of them: that of [`super::tables`].
const TABLES: [(&str, Read); 39] = [
    ("node", read::<node::Model>),
    ("document", read::<document::Model>),
    ("problem", read::<problem::Model>),
    ("territory", read::<territory::Model>),
    ("organisation", read::<organisation::Model>),
    ("organisation_alias", read::<organisation_alias::Model>),
    ("organisation_identifier", read::<organisation_identifier::Model>),
    ("person", read::<person::Model>),
    ("person_identifier", read::<person_identifier::Model>),
    ("membership", read::<membership::Model>),
    ("session", read::<session::Model>),
    ("report", read::<report::Model>),
    ("priority", read::<priority::Model>),
    ("opinion", read::<opinion::Model>),
    ("rapporteur", read::<rapporteur::Model>),
    ("section", read::<section::Model>),
    ("declaration", read::<declaration::Model>),
    ("declaration_organisation", read::<declaration_organisation::Model>),
    ("declaration_speaker", read::<declaration_speaker::Model>),
    ("paragraph", read::<paragraph::Model>),
    ("vote", read::<vote::Model>),
    ("deliberation", read::<deliberation::Model>),
    ("vote_position", read::<vote_position::Model>),
    ("citation", read::<citation::Model>),
    ("initiative", read::<initiative::Model>),
    ("initiative_alias", read::<initiative_alias::Model>),
    ("initiative_body", read::<initiative_body::Model>),
    ("mention", read::<mention::Model>),
    ("mention_candidate", read::<mention_candidate::Model>),
    ("milestone", read::<milestone::Model>),
    ("milestone_opinion", read::<milestone_opinion::Model>),
    ("recommendation", read::<recommendation::Model>),
    ("recommendation_maker", read::<recommendation_maker::Model>),
    ("theme", read::<theme::Model>),
    ("theme_assignment", read::<theme_assignment::Model>),
    ("telling", read::<telling::Model>),
    ("telling_maker", read::<telling_maker::Model>),
    ("follow_up", read::<follow_up::Model>),
    ("source", read::<source::Model>),
];

/// Where a revision stands in the order of one write: its table, then what goes, what differs, what is new. None where no
/// table of that name has a history.
pub(super) fn place(revision: &revision::Model) -> Option<(usize, u8)> {
    let table = TABLES.iter().position(|(name, _)| *name == revision.record_type)?;
    let kind = match (&revision.before, &revision.after) {
        (_, None) => 0,
        (Some(_), Some(_)) => 1,
        (None, Some(_)) => 2,
    };
    Some((table, kind))
}

/// What revisions of the table at that place change.
pub(super) fn difference(table: usize, revisions: &[revision::Model]) -> Result<Box<dyn Mend>, Unrestored> {
    TABLES[table].1(revisions)
}

fn read<M>(revisions: &[revision::Model]) -> Result<Box<dyn Mend>, Unrestored>
where
    M: ModelTrait + FromQueryResult + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static,
    M::Entity: EntityTrait<Model = M>,
    M: IntoActiveModel<<M::Entity as EntityTrait>::ActiveModel>,
    <M::Entity as EntityTrait>::ActiveModel:
        ActiveModelTrait<Entity = M::Entity> + ActiveModelBehavior + Send,
{
    let (mut removed, mut changed, mut added) = (Vec::<M>::new(), Vec::<(M, M)>::new(), Vec::<M>::new());
    for revision in revisions {
        let before = revision.before.as_deref().map(|text| row(text, revision)).transpose()?;
        let after = revision.after.as_deref().map(|text| row(text, revision)).transpose()?;
        match (before, after) {
            (Some(before), Some(after)) => changed.push((before, after)),
            (Some(before), None) => removed.push(before),
            (None, Some(after)) => added.push(after),
            (None, None) => return Err(unread(revision)),
        }
    }
    Ok(Box::new(Difference::told(removed, changed, added)))
}

/// The row of a text. A member that no column has, or a value that the column would not give back, is another version's,
/// and nothing of it is let fall.
fn row<M: Serialize + DeserializeOwned>(text: &str, revision: &revision::Model) -> Result<M, Unrestored> {
    let row: M = serde_json::from_str(text).map_err(|_| unread(revision))?;
    let again = serde_json::to_string(&row).map_err(|_| unread(revision))?;
    if again == text {
        return Ok(row);
    }
    let object = |text: &str| match serde_json::from_str(text) {
        Ok(Value::Object(members)) => Some(members),
        _ => None,
    };
    let (Some(told), Some(again)) = (object(text), object(&again)) else { return Err(unread(revision)) };
    let whole = told.iter().all(|(name, value)| again.get(name) == Some(value));
    if whole { Ok(row) } else { Err(unread(revision)) }
}

fn unread(revision: &revision::Model) -> Unrestored {
    Unrestored::Row { sequence: revision.sequence, table: revision.record_type.clone() }
}
