//! Orders of lists.

use async_graphql::{Enum, InputObject};
use store::Sort;

/// Which end of an order comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub(crate) enum OrderDirection {
    /// The smallest, the oldest, A (croissant).
    Asc,
    /// The greatest, the newest, Z (décroissant).
    Desc,
}

/// What organisations can be ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub(crate) enum OrganisationOrderField {
    /// The name, whatever its case and accents (nom).
    Name,
}

/// An order of organisations.
#[derive(Clone, Copy, Debug, InputObject)]
pub(crate) struct OrganisationOrder {
    /// By what.
    field: OrganisationOrderField,
    /// Which end comes first.
    direction: OrderDirection,
}

impl Default for OrganisationOrder {
    fn default() -> Self {
        Self { field: OrganisationOrderField::Name, direction: OrderDirection::Asc }
    }
}

impl OrganisationOrder {
    /// The column that keeps it.
    pub(crate) fn sort(self) -> Sort {
        match self.field {
            OrganisationOrderField::Name => named(self.direction),
        }
    }
}

/// What persons can be ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub(crate) enum PersonOrderField {
    /// The family name, then the given name (nom de famille).
    Name,
}

/// An order of persons.
#[derive(Clone, Copy, Debug, InputObject)]
pub(crate) struct PersonOrder {
    /// By what.
    field: PersonOrderField,
    /// Which end comes first.
    direction: OrderDirection,
}

impl Default for PersonOrder {
    fn default() -> Self {
        Self { field: PersonOrderField::Name, direction: OrderDirection::Asc }
    }
}

impl PersonOrder {
    /// The column that keeps it.
    pub(crate) fn sort(self) -> Sort {
        match self.field {
            PersonOrderField::Name => named(self.direction),
        }
    }
}

/// What memberships can be ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub(crate) enum MembershipOrderField {
    /// The name of who sits (nom).
    Name,
}

/// An order of memberships.
#[derive(Clone, Copy, Debug, InputObject)]
pub(crate) struct MembershipOrder {
    /// By what.
    field: MembershipOrderField,
    /// Which end comes first.
    direction: OrderDirection,
}

impl Default for MembershipOrder {
    fn default() -> Self {
        Self { field: MembershipOrderField::Name, direction: OrderDirection::Asc }
    }
}

impl MembershipOrder {
    /// The column that keeps it.
    pub(crate) fn sort(self) -> Sort {
        match self.field {
            MembershipOrderField::Name => named(self.direction),
        }
    }
}

/// What sessions can be ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub(crate) enum SessionOrderField {
    /// The day of the session (date de séance).
    HeldOn,
}

/// An order of sessions.
#[derive(Clone, Copy, Debug, InputObject)]
pub(crate) struct SessionOrder {
    /// By what.
    field: SessionOrderField,
    /// Which end comes first.
    direction: OrderDirection,
}

impl Default for SessionOrder {
    fn default() -> Self {
        Self { field: SessionOrderField::HeldOn, direction: OrderDirection::Desc }
    }
}

impl SessionOrder {
    /// The column that keeps it.
    pub(crate) fn sort(self) -> Sort {
        match self.field {
            SessionOrderField::HeldOn => dated(self.direction),
        }
    }
}

/// What reports can be ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub(crate) enum ReportOrderField {
    /// The day of the session (date de séance).
    SessionDate,
}

/// An order of reports.
#[derive(Clone, Copy, Debug, InputObject)]
pub(crate) struct ReportOrder {
    /// By what.
    field: ReportOrderField,
    /// Which end comes first.
    direction: OrderDirection,
}

impl Default for ReportOrder {
    fn default() -> Self {
        Self { field: ReportOrderField::SessionDate, direction: OrderDirection::Desc }
    }
}

impl ReportOrder {
    /// The column that keeps it.
    pub(crate) fn sort(self) -> Sort {
        match self.field {
            ReportOrderField::SessionDate => dated(self.direction),
        }
    }
}

/// What opinions can be ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub(crate) enum OpinionOrderField {
    /// The day of the session (date de séance).
    SessionDate,
    /// The title, whatever its case and accents (objet).
    Title,
}

/// An order of opinions.
#[derive(Clone, Copy, Debug, InputObject)]
pub(crate) struct OpinionOrder {
    /// By what.
    field: OpinionOrderField,
    /// Which end comes first.
    direction: OrderDirection,
}

impl Default for OpinionOrder {
    fn default() -> Self {
        Self { field: OpinionOrderField::SessionDate, direction: OrderDirection::Desc }
    }
}

impl OpinionOrder {
    /// The column that keeps it.
    pub(crate) fn sort(self) -> Sort {
        match self.field {
            OpinionOrderField::SessionDate => dated(self.direction),
            OpinionOrderField::Title => titled(self.direction),
        }
    }
}

/// What declarations can be ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub(crate) enum DeclarationOrderField {
    /// The day of the session (date de séance).
    SessionDate,
}

/// An order of declarations.
#[derive(Clone, Copy, Debug, InputObject)]
pub(crate) struct DeclarationOrder {
    /// By what.
    field: DeclarationOrderField,
    /// Which end comes first.
    direction: OrderDirection,
}

impl Default for DeclarationOrder {
    fn default() -> Self {
        Self { field: DeclarationOrderField::SessionDate, direction: OrderDirection::Desc }
    }
}

impl DeclarationOrder {
    /// The column that keeps it.
    pub(crate) fn sort(self) -> Sort {
        match self.field {
            DeclarationOrderField::SessionDate => dated(self.direction),
        }
    }
}

/// What votes can be ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub(crate) enum VoteOrderField {
    /// The day of the session (date de séance).
    HeldOn,
}

/// An order of votes.
#[derive(Clone, Copy, Debug, InputObject)]
pub(crate) struct VoteOrder {
    /// By what.
    field: VoteOrderField,
    /// Which end comes first.
    direction: OrderDirection,
}

impl Default for VoteOrder {
    fn default() -> Self {
        Self { field: VoteOrderField::HeldOn, direction: OrderDirection::Desc }
    }
}

impl VoteOrder {
    /// The column that keeps it.
    pub(crate) fn sort(self) -> Sort {
        match self.field {
            VoteOrderField::HeldOn => dated(self.direction),
        }
    }
}

fn dated(direction: OrderDirection) -> Sort {
    match direction {
        OrderDirection::Asc => Sort::OLDEST,
        OrderDirection::Desc => Sort::NEWEST,
    }
}

fn named(direction: OrderDirection) -> Sort {
    turned(Sort::NAME, direction)
}

fn titled(direction: OrderDirection) -> Sort {
    turned(Sort::TITLE, direction)
}

fn turned(sort: Sort, direction: OrderDirection) -> Sort {
    match direction {
        OrderDirection::Asc => sort,
        OrderDirection::Desc => sort.reversed(),
    }
}
