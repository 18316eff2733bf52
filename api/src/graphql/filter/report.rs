//! Which reports.

use async_graphql::ID;
use store::{Filter, Parent, entities::session};

use super::{DateRange, filter, ids, in_territory, words};

filter! {
    /// Which reports: all terms hold. A list holds where one of its values does.
    ReportFilter {
        /// The number (numéro), such as "4-1".
        number: String => |terms, number| terms.number(&number);
        /// The day of the session (date de séance).
        held_on: DateRange => |terms, days| days.held(terms)?;
        /// The ids of sessions (séances).
        session: Vec<ID> => |terms, of| terms.of(Parent::SESSION, ids(&of));
        /// The ids of who submitted them (auteurs).
        submitted_by: Vec<ID> => |terms, of| terms.of(Parent::SUBMITTED_BY, ids(&of));
        /// The code of a territory (territoire), such as "27".
        territory: String => |terms, code| terms.whose::<session::Model>(
            Parent::SESSION,
            in_territory(Parent::ASSEMBLY, &code, Filter::default()),
        );
        /// Words of the title, the summary or the priorities, as `search` reads them (recherche).
        text: String => |terms, text| terms.found(words(&text)?);
    }
}
