//! Memberships: who sits where, on whose behalf.

use crate::{OrganisationKey, PersonKey, Span};

/// A seat in the assembly, inferred from speaking in it on behalf of an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    /// Who sits.
    pub person: PersonKey,
    /// In which organisation: the assembly.
    pub organisation: OrganisationKey,
    /// On behalf of which organisation.
    pub on_behalf_of: Option<OrganisationKey>,
    /// The place that it rests on.
    pub source: Span,
}
