//! Which follow-ups.

use async_graphql::ID;
use store::Parent;

use super::{DateRange, filter, ids};
use crate::graphql::FollowUpStatus;

filter! {
    /// Which follow-ups: all terms hold. A list holds where one of its values does.
    FollowUpFilter {
        /// What became of the recommendation (suite).
        status: Vec<FollowUpStatus> => |terms, statuses| terms.follow_up_statuses(statuses.into_iter().map(Into::into));
        /// The day of the session (date de séance) of the opinion that says it.
        held_on: DateRange => |terms, days| days.held(terms)?;
        /// The ids of recommendations (préconisations).
        recommendation: Vec<ID> => |terms, of| terms.of(Parent::RECOMMENDATION, ids(&of));
        /// The ids of opinions that say it (avis).
        opinion: Vec<ID> => |terms, of| terms.of(Parent::OPINION, ids(&of));
    }
}
