//! Sections of an opinion, and their paragraphs.

use crate::Span;

/// A part of an opinion under one heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its place in the opinion, from 1.
    pub rank: u32,
    /// The heading as printed; none for text before any heading.
    pub heading: Option<String>,
    /// What it says.
    pub paragraphs: Vec<Paragraph>,
    /// From the heading to the end of the last paragraph.
    pub source: Span,
}

/// A paragraph, or an item of a list, with its lines joined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Its place in the section or declaration, from 1.
    pub rank: u32,
    /// The text, re-flowed, without a list's bullet.
    pub text: String,
    /// Where it stands.
    pub source: Span,
}
