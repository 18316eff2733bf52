//! Which mentions.

use async_graphql::ID;
use store::{Parent, Target};

use super::{DateRange, filter, ids};
use crate::graphql::MentionTargetKind;

filter! {
    /// Which mentions: all terms hold. A list holds where one of its values does.
    MentionFilter {
        /// What they name (nature); what has no target but candidates is none of them.
        target: Vec<MentionTargetKind> => |terms, kinds| terms.targets(kinds.into_iter().map(target));
        /// The day of the session (date de séance) of the opinion that they stand in.
        held_on: DateRange => |terms, days| days.held(terms)?;
        /// The ids of opinions that they stand in (avis).
        opinion: Vec<ID> => |terms, of| terms.of(Parent::OPINION, ids(&of));
        /// The ids of declarations that they stand in (déclarations).
        declaration: Vec<ID> => |terms, of| terms.of(Parent::DECLARATION, ids(&of));
        /// The ids of organisations that they name (organisations).
        organisation: Vec<ID> => |terms, of| terms.of(Parent::ORGANISATION, ids(&of));
        /// The ids of persons whom they name (personnes).
        person: Vec<ID> => |terms, of| terms.of(Parent::PERSON, ids(&of));
        /// The ids of initiatives that they name (dispositifs).
        initiative: Vec<ID> => |terms, of| terms.of(Parent::INITIATIVE, ids(&of));
        /// The ids of opinions that they name (avis cités).
        cites: Vec<ID> => |terms, of| terms.of(Parent::CITED, ids(&of));
    }
}

fn target(kind: MentionTargetKind) -> Target {
    match kind {
        MentionTargetKind::Organisation => Target::Organisation,
        MentionTargetKind::Person => Target::Person,
        MentionTargetKind::Initiative => Target::Initiative,
        MentionTargetKind::Opinion => Target::Opinion,
    }
}
