//! What was not understood, and where.

use crate::Span;

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
    /// Where it stands in the text, until the line and column are known.
    pub(crate) at: u32,
}

impl Problem {
    /// A problem for which the document is refused.
    pub(crate) fn error(code: &'static str, message: String, span: Span) -> Self {
        Self { severity: Severity::Error, code, message, line: 1, column: 1, at: span.start }
    }

    /// A problem that leaves the rest of the document understood.
    pub(crate) fn warning(code: &'static str, message: String, span: Span) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, message, span) }
    }
}

/// How much a problem weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Severity {
    /// The document is refused.
    Error,
    /// The rest of the document was understood.
    Warning,
}
