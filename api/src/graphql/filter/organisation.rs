//! Which organisations.

use async_graphql::ID;
use store::{
    Filter, Parent,
    entities::{organisation, territory},
};

use super::{filter, ids, words};
use crate::graphql::OrganisationKind;

filter! {
    /// Which organisations: all terms hold. A list holds where one of its values does.
    OrganisationFilter {
        /// What kind of body (nature).
        kind: Vec<OrganisationKind> => |terms, kinds| terms.kinds(
            kinds.into_iter().map(organisation::OrganisationKind::from),
        );
        /// The acronym, whatever its case and accents (sigle).
        acronym: String => |terms, acronym| terms.acronym(&acronym);
        /// The whole long name or one of the other names, whatever their case and accents (nom).
        name: String => |terms, name| terms.organisation(&name);
        /// What the long name begins with, whatever its case and accents (début du nom).
        name_begins: String => |terms, beginning| terms.name_begins(&beginning);
        /// The code of a territory (territoire), such as "27".
        territory: String => |terms, code| terms.whose::<territory::Model>(
            Parent::TERRITORY,
            Filter::default().code(&code),
        );
        /// The ids of bodies that they belong to (organisations mères).
        parent: Vec<ID> => |terms, of| terms.of(Parent::PARENT, ids(&of));
        /// Words of their names, as `search` reads them (recherche).
        text: String => |terms, text| terms.found(words(&text)?);
    }
}
