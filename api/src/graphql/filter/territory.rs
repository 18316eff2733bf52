//! Which territories.

use super::filter;
use crate::graphql::TerritoryLevel;

filter! {
    /// Which territories: all terms hold. A list holds where one of its values does.
    TerritoryFilter {
        /// What their codes count (niveau).
        level: Vec<TerritoryLevel> => |terms, levels| terms.levels(levels.into_iter().map(Into::into));
        /// The INSEE code (code officiel géographique), such as "27".
        code: String => |terms, code| terms.code(&code);
    }
}
