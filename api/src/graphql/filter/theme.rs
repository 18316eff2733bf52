//! Which themes.

use async_graphql::ID;
use store::Parent;

use super::{filter, ids};

filter! {
    /// Which themes: all terms hold. A list holds where one of its values does.
    ThemeFilter {
        /// The slug (nom abrégé), such as "commerce-exterieur".
        slug: String => |terms, slug| terms.slug(&slug);
        /// What the name begins with, whatever its case and accents (début du nom).
        name_begins: String => |terms, beginning| terms.name_begins(&beginning);
        /// The ids of opinions that carry them (avis).
        opinion: Vec<ID> => |terms, of| terms.of(Parent::CARRIES, ids(&of));
    }
}
