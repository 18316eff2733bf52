//! Which initiatives.

use async_graphql::ID;
use store::{
    Filter, Parent,
    entities::{initiative, mention, territory},
};

use super::{filter, ids, words};
use crate::graphql::InitiativeKind;

filter! {
    /// Which initiatives: all terms hold. A list holds where one of its values does.
    InitiativeFilter {
        /// What it is (nature).
        kind: Vec<InitiativeKind> => |terms, kinds| terms.kinds(
            kinds.into_iter().map(initiative::InitiativeKind::from),
        );
        /// The acronym, whatever its case and accents (sigle).
        acronym: String => |terms, acronym| terms.acronym(&acronym);
        /// The whole long name or one of the other names, whatever their case and accents (nom).
        name: String => |terms, name| terms.initiative(&name);
        /// What the long name begins with, whatever its case and accents (début du nom).
        name_begins: String => |terms, beginning| terms.name_begins(&beginning);
        /// The code of a territory (territoire), such as "27".
        territory: String => |terms, code| terms.whose::<territory::Model>(
            Parent::TERRITORY,
            Filter::default().code(&code),
        );
        /// The ids of bodies that they have become (organisations).
        organisation: Vec<ID> => |terms, of| terms.of(Parent::ORGANISATION, ids(&of));
        /// The ids of opinions that name them (avis).
        mentioned_in: Vec<ID> => |terms, of| terms.has::<mention::Model>(
            Parent::INITIATIVE,
            Filter::default().of(Parent::OPINION, ids(&of)),
        );
        /// Words of their names, as `search` reads them (recherche).
        text: String => |terms, text| terms.found(words(&text)?);
    }
}
