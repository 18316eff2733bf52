//! What SCDL says of a deliberation beside its vote.

use chrono::NaiveDate;

/// A deliberation as its body publishes it: each text as printed. The names are SCDL Délibérations 2.1.5's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deliberation {
    /// COLL_SIRET.
    pub siret: Option<String>,
    /// DELIB_MATIERE_CODE: "7.1" is not "7.10".
    pub matter_code: Option<String>,
    /// DELIB_MATIERE_NOM.
    pub matter_name: Option<String>,
    /// BUDGET_ANNEE: a year, or two such as "2017/2018".
    pub budget_year: Option<String>,
    /// BUDGET_NOM.
    pub budget_name: Option<String>,
    /// PREF_ID.
    pub prefecture: Option<String>,
    /// PREF_DATE.
    pub received_on: Option<NaiveDate>,
    /// DELIB_URL.
    pub url: Option<String>,
}
