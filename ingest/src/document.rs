//! A document: its bytes in, its records out.

use crate::{Membership, Opinion, Organisation, Person, Problem, Session, Territory};

/// What the caller knows and the text may not say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The INSEE code of the assembly's territory, used where the text names none.
    pub territory: Option<String>,
}

/// What was read of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parsed {
    /// The media type, such as `text/plain; charset=utf-8`.
    pub media_type: &'static str,
    /// The text that spans count in; none where the bytes are no text.
    pub text: Option<String>,
    /// The document's title: the title of what it holds.
    pub title: Option<String>,
    /// The records; none where the document is refused.
    pub records: Option<Records>,
    /// What was not understood, in the order of the text.
    pub problems: Vec<Problem>,
}

/// The records of a document that holds one opinion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Records {
    /// The assembly's territory.
    pub territory: Territory,
    /// Each body that the text names, once; the assembly among them.
    pub organisations: Vec<Organisation>,
    /// Each person in a public role, once.
    pub persons: Vec<Person>,
    /// Who sits on whose behalf.
    pub memberships: Vec<Membership>,
    /// The sitting that voted.
    pub session: Session,
    /// What the assembly said.
    pub opinion: Opinion,
}
