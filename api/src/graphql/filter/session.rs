//! Which sessions.

use async_graphql::ID;
use store::{Parent, entities::session};

use super::{DateRange, filter, ids, in_territory};
use crate::graphql::SessionKind;

filter! {
    /// Which sessions: all terms hold. A list holds where one of its values does.
    SessionFilter {
        /// Who sat (nature).
        kind: Vec<SessionKind> => |terms, kinds| terms.kinds(kinds.into_iter().map(session::SessionKind::from));
        /// The day of the session (date de séance).
        held_on: DateRange => |terms, days| days.held(terms)?;
        /// The ids of assemblies that sat (assemblées).
        assembly: Vec<ID> => |terms, of| terms.of(Parent::ASSEMBLY, ids(&of));
        /// The code of a territory (territoire), such as "27".
        territory: String => |terms, code| in_territory(Parent::ASSEMBLY, &code, terms);
    }
}
