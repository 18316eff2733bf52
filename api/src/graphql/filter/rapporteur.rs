//! Which rapporteurs.

use async_graphql::ID;
use store::{Filter, Parent, entities::opinion};

use super::{DateRange, filter, ids};

filter! {
    /// Which rapporteurs: all terms hold. A list holds where one of its values does.
    RapporteurFilter {
        /// The ids of those who report (personnes).
        person: Vec<ID> => |terms, of| terms.of(Parent::PERSON, ids(&of));
        /// The ids of opinions on which they report (avis).
        opinion: Vec<ID> => |terms, of| terms.of(Parent::OPINION, ids(&of));
        /// The ids of commissions that drafted the opinion (commissions).
        commission: Vec<ID> => |terms, of| terms.whose::<opinion::Model>(
            Parent::OPINION,
            Filter::default().of(Parent::COMMISSION, ids(&of)),
        );
        /// The day of the session (date de séance).
        held_on: DateRange => |terms, days| terms.whose::<opinion::Model>(
            Parent::OPINION,
            days.held(Filter::default())?,
        );
    }
}
