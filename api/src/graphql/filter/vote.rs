//! Which votes.

use async_graphql::ID;
use store::{
    Filter, Parent,
    entities::{opinion, session},
};

use super::{DateRange, filter, ids, in_territory};
use crate::graphql::{VoteMajority, VoteOutcome};

filter! {
    /// Which votes: all terms hold. A list holds where one of its values does.
    VoteFilter {
        /// What became of it (résultat).
        outcome: Vec<VoteOutcome> => |terms, outcomes| terms.outcomes(outcomes.into_iter().map(Into::into));
        /// By what majority (majorité).
        majority: Vec<VoteMajority> => |terms, majorities| terms.majorities(majorities.into_iter().map(Into::into));
        /// Whether the figures contradict each other (incohérent).
        inconsistent: bool => |terms, inconsistent| terms.inconsistent(inconsistent);
        /// The day of the session (date de séance).
        held_on: DateRange => |terms, days| days.held(terms)?;
        /// The ids of sessions (séances).
        session: Vec<ID> => |terms, of| terms.of(Parent::SESSION, ids(&of));
        /// The ids of opinions that were put to the vote (avis).
        opinion: Vec<ID> => |terms, of| terms.of(Parent::OPINION, ids(&of));
        /// The ids of commissions that drafted the opinion (commissions).
        commission: Vec<ID> => |terms, of| terms.whose::<opinion::Model>(
            Parent::OPINION,
            Filter::default().of(Parent::COMMISSION, ids(&of)),
        );
        /// The code of a territory (territoire), such as "27".
        territory: String => |terms, code| terms.whose::<session::Model>(
            Parent::SESSION,
            in_territory(Parent::ASSEMBLY, &code, Filter::default()),
        );
    }
}
