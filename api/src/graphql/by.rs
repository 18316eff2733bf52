//! What look-ups go by.

use async_graphql::{ID, InputObject, OneofObject};
use store::Filter;

use super::{filter::ids, *};

/// What a territory is known by: exactly one of these.
#[derive(Clone, Debug, OneofObject)]
pub(crate) enum TerritoryBy {
    /// The id (identifiant).
    Id(ID),
    /// The INSEE code (code officiel géographique), such as "27".
    Code(String),
}

impl TerritoryBy {
    /// The terms, for the store.
    pub(crate) fn terms(self) -> Filter {
        match self {
            Self::Id(by) => Filter::default().ids(ids(&[by])),
            Self::Code(by) => Filter::default().code(&by),
        }
    }
}

/// What an organisation is known by: exactly one of these.
#[derive(Clone, Debug, OneofObject)]
pub(crate) enum OrganisationBy {
    /// The id (identifiant).
    Id(ID),
    /// The acronym, whatever its case and accents (sigle).
    Acronym(String),
    /// The whole long name or one of the other names, whatever their case and accents (nom).
    Name(String),
}

impl OrganisationBy {
    /// The terms, for the store.
    pub(crate) fn terms(self) -> Filter {
        match self {
            Self::Id(by) => Filter::default().ids(ids(&[by])),
            Self::Acronym(by) => Filter::default().acronym(&by),
            Self::Name(by) => Filter::default().organisation(&by),
        }
    }
}

/// What a person is known by: exactly one of these.
#[derive(Clone, Debug, OneofObject)]
pub(crate) enum PersonBy {
    /// The id (identifiant).
    Id(ID),
    /// The whole name, whatever its case and accents (nom).
    Name(String),
}

impl PersonBy {
    /// The terms, for the store.
    pub(crate) fn terms(self) -> Filter {
        match self {
            Self::Id(by) => Filter::default().ids(ids(&[by])),
            Self::Name(by) => Filter::default().person(&by),
        }
    }
}

/// What a session is known by: exactly one of these.
#[derive(Clone, Debug, OneofObject)]
pub(crate) enum SessionBy {
    /// The id (identifiant).
    Id(ID),
    /// The day (date).
    HeldOn(Date),
}

impl SessionBy {
    /// The terms, for the store.
    pub(crate) fn terms(self) -> Filter {
        match self {
            Self::Id(by) => Filter::default().ids(ids(&[by])),
            Self::HeldOn(by) => Filter::default().held(Some(by.0), Some(by.0)),
        }
    }
}

/// What a report is known by: exactly one of these.
#[derive(Clone, Debug, OneofObject)]
pub(crate) enum ReportBy {
    /// The id (identifiant).
    Id(ID),
    /// The number and the day of the session (numéro et date).
    Number(ReportNumber),
}

impl ReportBy {
    /// The terms, for the store.
    pub(crate) fn terms(self) -> Filter {
        match self {
            Self::Id(by) => Filter::default().ids(ids(&[by])),
            Self::Number(by) => {
                Filter::default().number(&by.number).held(Some(by.held_on.0), Some(by.held_on.0))
            }
        }
    }
}

/// What a document is known by: exactly one of these.
#[derive(Clone, Debug, OneofObject)]
pub(crate) enum DocumentBy {
    /// The id (identifiant).
    Id(ID),
    /// The SHA-256 of its bytes, 64 hexadecimal digits (empreinte).
    Sha256(String),
}

impl DocumentBy {
    /// The terms, for the store.
    pub(crate) fn terms(self) -> Filter {
        match self {
            Self::Id(by) => Filter::default().ids(ids(&[by])),
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

/// What an initiative is known by: exactly one of these.
#[derive(Clone, Debug, OneofObject)]
pub(crate) enum InitiativeBy {
    /// The id (identifiant).
    Id(ID),
    /// The acronym, whatever its case and accents (sigle).
    Acronym(String),
    /// The whole long name or one of the other names, whatever their case and accents (nom).
    Name(String),
}

impl InitiativeBy {
    /// The terms, for the store.
    pub(crate) fn terms(self) -> Filter {
        match self {
            Self::Id(by) => Filter::default().ids(ids(&[by])),
            Self::Acronym(by) => Filter::default().acronym(&by),
            Self::Name(by) => Filter::default().initiative(&by),
        }
    }
}
