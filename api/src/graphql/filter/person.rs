//! Which persons.

use async_graphql::ID;
use store::{
    Filter, Parent,
    entities::{membership, rapporteur},
};

use super::{filter, ids, words};

filter! {
    /// Which persons: all terms hold. A list holds where one of its values does.
    PersonFilter {
        /// The whole name, whatever its case and accents (nom).
        name: String => |terms, name| terms.person(&name);
        /// What the family name begins with, whatever its case and accents (début du nom de famille).
        name_begins: String => |terms, beginning| terms.name_begins(&beginning);
        /// The ids of assemblies in which they are known (assemblées).
        assembly: Vec<ID> => |terms, of| terms.of(Parent::ASSEMBLY, ids(&of));
        /// The ids of organisations in which they sit (mandats).
        organisation: Vec<ID> => |terms, of| terms.has::<membership::Model>(
            Parent::PERSON,
            Filter::default().of(Parent::ORGANISATION, ids(&of)),
        );
        /// The ids of opinions on which they report (avis).
        reports_on: Vec<ID> => |terms, of| terms.has::<rapporteur::Model>(
            Parent::PERSON,
            Filter::default().of(Parent::OPINION, ids(&of)),
        );
        /// Words of the name, as `search` reads them (recherche).
        text: String => |terms, text| terms.found(words(&text)?);
    }
}
