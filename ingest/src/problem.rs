//! What was not understood, and where.

/// Something in a document that was not understood, at the place where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Whether the document is refused for it.
    pub severity: Severity,
    /// A stable name in capitals, such as `NOT_AN_OPINION`.
    pub code: &'static str,
    /// What was read, what was expected, what to do.
    pub message: String,
    /// The line, counted from 1.
    pub line: u32,
    /// The column in code points (bytes where the text cannot be decoded), counted from 1.
    pub column: u32,
}

/// How much a problem weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Severity {
    /// The document is refused.
    Error,
    /// The rest of the document was understood.
    Warning,
}
