//! Where in a document's text something was read.

/// A stretch of a document's text, counted in Unicode code points (W3C Web Annotation, TextPositionSelector).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first code point, counted from 0.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// The page, counted from 1; none where the document has no pages.
    pub page: Option<u32>,
}
