//! What a local council publishes of a deliberation beside its vote (délibération).

use async_graphql::SimpleObject;
use store::entities::deliberation;

use super::Date;

/// What a local council publishes of a deliberation beside its vote (délibération): the columns of SCDL Délibérations,
/// as printed.
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct Deliberation {
    /// The SIRET of the body that deliberated (COLL_SIRET).
    siret: Option<String>,
    /// The matter's code in the nomenclature ACTES (code de matière), such as "7.10".
    matter_code: Option<String>,
    /// The matter's name (nom de matière), such as "finances locales/subventions".
    matter_name: Option<String>,
    /// The budget's year, or two of them (année du budget), such as "2017/2018".
    budget_year: Option<String>,
    /// The budget's name (nom du budget).
    budget_name: Option<String>,
    /// Who controls whether it is legal (préfecture), such as "PREF038".
    prefecture: Option<String>,
    /// The day on which they received it (date de transmission).
    received_on: Option<Date>,
    /// Where its text is published (lien).
    url: Option<String>,
}

impl From<deliberation::Model> for Deliberation {
    fn from(row: deliberation::Model) -> Self {
        Self {
            siret: row.siret,
            matter_code: row.matter_code,
            matter_name: row.matter_name,
            budget_year: row.budget_year,
            budget_name: row.budget_name,
            prefecture: row.prefecture,
            received_on: row.received_on.map(Date),
            url: row.url,
        }
    }
}
