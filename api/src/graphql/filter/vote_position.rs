//! Which positions.

use async_graphql::ID;
use store::{
    Filter, Parent,
    entities::{declaration, vote, vote_position},
};

use super::{DateRange, filter, ids};
use crate::graphql::{VoteChoice, VotePositionKind};

filter! {
    /// Which positions: all terms hold. A list holds where one of its values does.
    VotePositionFilter {
        /// Recorded or announced (nature).
        kind: Vec<VotePositionKind> => |terms, kinds| terms.kinds(
            kinds.into_iter().map(vote_position::VotePositionKind::from),
        );
        /// What (choix).
        choice: Vec<VoteChoice> => |terms, choices| terms.choices(choices.into_iter().map(Into::into));
        /// Whether the announcement names reservations (avec réserves).
        with_reservations: bool => |terms, reserved| terms.with_reservations(reserved);
        /// The day of the session (date de séance).
        held_on: DateRange => |terms, days| days.held(terms)?;
        /// The ids of votes (votes).
        vote: Vec<ID> => |terms, of| terms.of(Parent::VOTE, ids(&of));
        /// Whether a vote is printed (avec vote); else a declaration announces it, and no text says how it came.
        with_vote: bool => |terms, voted| terms.voted_on(voted);
        /// The ids of opinions that were put to the vote, or that they are announced on (avis).
        opinion: Vec<ID> => |terms, of| {
            let of = Filter::default().of(Parent::OPINION, ids(&of));
            terms.either::<vote_position::Model>(
                Filter::default().whose::<vote::Model>(Parent::VOTE, of.clone()),
                Filter::default().whose::<declaration::Model>(Parent::DECLARATION, of),
            )
        };
        /// The ids of organisations (organisations).
        organisation: Vec<ID> => |terms, of| terms.of(Parent::ORGANISATION, ids(&of));
        /// The ids of persons whose ballots they are (personnes).
        person: Vec<ID> => |terms, of| terms.of(Parent::PERSON, ids(&of));
        /// The ids of declarations that announce them (déclarations).
        declaration: Vec<ID> => |terms, of| terms.of(Parent::DECLARATION, ids(&of));
    }
}
