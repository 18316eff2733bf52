//! Which milestones.

use async_graphql::ID;
use store::Parent;

use super::{DateRange, filter, ids};

filter! {
    /// Which milestones: all terms hold. A list holds where one of its values does.
    MilestoneFilter {
        /// The earliest day that the date may mean (date): of "2018" the first of January.
        date: DateRange => |terms, days| days.held(terms)?;
        /// The ids of initiatives (dispositifs).
        initiative: Vec<ID> => |terms, of| terms.of(Parent::INITIATIVE, ids(&of));
        /// The ids of organisations (organisations).
        organisation: Vec<ID> => |terms, of| terms.of(Parent::ORGANISATION, ids(&of));
        /// The ids of opinions that tell of them (avis).
        opinion: Vec<ID> => |terms, of| terms.of(Parent::TELLS, ids(&of));
    }
}
