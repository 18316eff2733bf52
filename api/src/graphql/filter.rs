//! Filters of lists, and what look-ups go by.

use async_graphql::{InputObject, OneofObject};
use store::Filter;

use super::*;

/// A range of days (période), both ends inclusive; an end that is not given is open.
#[derive(Clone, Copy, Debug, InputObject)]
pub(crate) struct DateRange {
    /// The first day (du).
    from: Option<Date>,
    /// The last day (au).
    to: Option<Date>,
}

impl DateRange {
    /// Its ends, for the store.
    pub(crate) fn ends(self) -> (Option<chrono::NaiveDate>, Option<chrono::NaiveDate>) {
        (self.from.map(|day| day.0), self.to.map(|day| day.0))
    }

    /// The term of a list that is ordered by a day.
    pub(crate) fn held(terms: Filter, range: Self) -> Filter {
        terms.held(range.from.map(|day| day.0), range.to.map(|day| day.0))
    }
}

/// Which organisations: all terms hold.
#[derive(Clone, Debug, Default, InputObject)]
pub(crate) struct OrganisationFilter {
    /// What kind of body (nature).
    kind: Option<OrganisationKind>,
    /// The acronym, whatever its case and accents (sigle).
    acronym: Option<String>,
}

impl OrganisationFilter {
    /// The terms, for the store.
    pub(crate) fn terms(self) -> Filter {
        let terms = Filter::default();
        let terms = optional(terms, self.kind, |terms, word| terms.organisation_kind(word.into()));
        optional(terms, self.acronym, |terms, word: String| terms.acronym(&word))
    }
}

/// Which persons: all terms hold.
#[derive(Clone, Debug, Default, InputObject)]
pub(crate) struct PersonFilter {
    /// The whole name, whatever its case and accents (nom).
    name: Option<String>,
}

impl PersonFilter {
    /// The terms, for the store.
    pub(crate) fn terms(self) -> Filter {
        let terms = Filter::default();
        optional(terms, self.name, |terms, word: String| terms.person(&word))
    }
}

/// Which sessions: all terms hold.
#[derive(Clone, Debug, Default, InputObject)]
pub(crate) struct SessionFilter {
    /// Who sat (nature).
    kind: Option<SessionKind>,
    /// The day of the session (date de séance).
    held_on: Option<DateRange>,
}

impl SessionFilter {
    /// The terms, for the store.
    pub(crate) fn terms(self) -> Filter {
        let terms = Filter::default();
        let terms = optional(terms, self.kind, |terms, word| terms.session_kind(word.into()));
        optional(terms, self.held_on, DateRange::held)
    }
}

/// Which reports: all terms hold.
#[derive(Clone, Debug, Default, InputObject)]
pub(crate) struct ReportFilter {
    /// The number (numéro), such as "4-1".
    number: Option<String>,
    /// The day of the session (date de séance).
    held_on: Option<DateRange>,
}

impl ReportFilter {
    /// The terms, for the store.
    pub(crate) fn terms(self) -> Filter {
        let terms = Filter::default();
        let terms = optional(terms, self.number, |terms, word: String| terms.number(&word));
        optional(terms, self.held_on, DateRange::held)
    }
}

/// Which opinions: all terms hold.
#[derive(Clone, Debug, Default, InputObject)]
pub(crate) struct OpinionFilter {
    /// What gave rise to them (nature).
    kind: Option<OpinionKind>,
    /// The day of the session (date de séance).
    held_on: Option<DateRange>,
}

impl OpinionFilter {
    /// The terms, for the store.
    pub(crate) fn terms(self) -> Filter {
        let terms = Filter::default();
        let terms = optional(terms, self.kind, |terms, word| terms.opinion_kind(word.into()));
        optional(terms, self.held_on, DateRange::held)
    }
}

/// Which declarations: all terms hold.
#[derive(Clone, Debug, Default, InputObject)]
pub(crate) struct DeclarationFilter {
    /// The day of the session (date de séance).
    held_on: Option<DateRange>,
}

impl DeclarationFilter {
    /// The terms, for the store.
    pub(crate) fn terms(self) -> Filter {
        let terms = Filter::default();
        optional(terms, self.held_on, DateRange::held)
    }
}

/// Which votes: all terms hold.
#[derive(Clone, Debug, Default, InputObject)]
pub(crate) struct VoteFilter {
    /// What became of it (résultat).
    outcome: Option<VoteOutcome>,
    /// By what majority (majorité).
    majority: Option<VoteMajority>,
    /// Whether the figures contradict each other (incohérent).
    inconsistent: Option<bool>,
    /// The day of the session (date de séance).
    held_on: Option<DateRange>,
}

impl VoteFilter {
    /// The terms, for the store.
    pub(crate) fn terms(self) -> Filter {
        let terms = Filter::default();
        let terms = optional(terms, self.outcome, |terms, word| terms.outcome(word.into()));
        let terms = optional(terms, self.majority, |terms, word| terms.majority(word.into()));
        let terms = optional(terms, self.inconsistent, |terms, word| terms.inconsistent(word));
        optional(terms, self.held_on, DateRange::held)
    }
}

/// Which positions: all terms hold.
#[derive(Clone, Debug, Default, InputObject)]
pub(crate) struct VotePositionFilter {
    /// Recorded or announced (nature).
    kind: Option<VotePositionKind>,
    /// What (choix).
    choice: Option<VoteChoice>,
    /// Whether the announcement names reservations (avec réserves).
    with_reservations: Option<bool>,
}

impl VotePositionFilter {
    /// The terms, for the store.
    pub(crate) fn terms(self) -> Filter {
        let terms = Filter::default();
        let terms = optional(terms, self.kind, |terms, word| terms.position_kind(word.into()));
        let terms = optional(terms, self.choice, |terms, word| terms.choice(word.into()));
        optional(terms, self.with_reservations, |terms, word| terms.with_reservations(word))
    }
}

/// What a territory is known by: exactly one of these.
#[derive(Clone, Debug, OneofObject)]
pub(crate) enum TerritoryBy {
    /// The INSEE code (code officiel géographique), such as "27".
    Code(String),
}

impl TerritoryBy {
    /// The terms, for the store.
    pub(crate) fn terms(self) -> Filter {
        match self {
            Self::Code(by) => Filter::default().code(&by),
        }
    }
}

/// What an organisation is known by: exactly one of these.
#[derive(Clone, Debug, OneofObject)]
pub(crate) enum OrganisationBy {
    /// The acronym, whatever its case and accents (sigle).
    Acronym(String),
    /// The whole long name, whatever its case and accents (nom).
    Name(String),
}

impl OrganisationBy {
    /// The terms, for the store.
    pub(crate) fn terms(self) -> Filter {
        match self {
            Self::Acronym(by) => Filter::default().acronym(&by),
            Self::Name(by) => Filter::default().name(&by),
        }
    }
}

/// What a person is known by: exactly one of these.
#[derive(Clone, Debug, OneofObject)]
pub(crate) enum PersonBy {
    /// The whole name, whatever its case and accents (nom).
    Name(String),
}

impl PersonBy {
    /// The terms, for the store.
    pub(crate) fn terms(self) -> Filter {
        match self {
            Self::Name(by) => Filter::default().person(&by),
        }
    }
}

/// What a session is known by: exactly one of these.
#[derive(Clone, Debug, OneofObject)]
pub(crate) enum SessionBy {
    /// The day (date).
    HeldOn(Date),
}

impl SessionBy {
    /// The terms, for the store.
    pub(crate) fn terms(self) -> Filter {
        match self {
            Self::HeldOn(by) => Filter::default().held(Some(by.0), Some(by.0)),
        }
    }
}

/// What a report is known by: exactly one of these.
#[derive(Clone, Debug, OneofObject)]
pub(crate) enum ReportBy {
    /// The number and the day of the session (numéro et date).
    Number(ReportNumber),
}

impl ReportBy {
    /// The terms, for the store.
    pub(crate) fn terms(self) -> Filter {
        match self {
            Self::Number(by) => {
                Filter::default().number(&by.number).held(Some(by.held_on.0), Some(by.held_on.0))
            }
        }
    }
}

/// What a document is known by: exactly one of these.
#[derive(Clone, Debug, OneofObject)]
pub(crate) enum DocumentBy {
    /// The SHA-256 of its bytes, 64 hexadecimal digits (empreinte).
    Sha256(String),
}

impl DocumentBy {
    /// The terms, for the store.
    pub(crate) fn terms(self) -> Filter {
        match self {
            Self::Sha256(by) => Filter::default().sha256(&by),
        }
    }
}

/// A report's number, and the session that it was submitted to.
#[derive(Clone, Debug, InputObject)]
pub(crate) struct ReportNumber {
    /// The number (numéro), such as "4-1".
    number: String,
    /// The day of the session (date de séance).
    held_on: Date,
}

/// Adds a term where the client gave one. An explicit null is no term, as an omitted one is.
pub(crate) fn optional<T>(terms: Filter, given: Option<T>, add: impl FnOnce(Filter, T) -> Filter) -> Filter {
    match given {
        Some(given) => add(terms, given),
        None => terms,
    }
}
