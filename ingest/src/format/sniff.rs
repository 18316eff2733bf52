//! What a document is, told by its first bytes.

use std::io::Cursor;

/// The formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text in any encoding, and whatever no other format claims.
    Text,
    /// A page of the web.
    Html,
    /// A PDF.
    Pdf,
    /// A Word document of 2007 or later.
    Docx,
    /// A format that we know and do not read, by the words for it: "an OpenDocument file".
    Unread(&'static str),
}

/// Tags that begin a page without a doctype, as the MIME Sniffing standard lists them, and those of pages of today.
const TAGS: [&str; 24] = [
    "!doctype html",
    "html",
    "head",
    "script",
    "iframe",
    "h1",
    "div",
    "font",
    "table",
    "a",
    "style",
    "title",
    "b",
    "body",
    "br",
    "p",
    "meta",
    "link",
    "main",
    "article",
    "section",
    "header",
    "ul",
    "span",
];

const OLD_WORD: &str = "a Word document of before 2007, or another file of its kind";

impl Format {
    /// The format of some bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
        if start.starts_with(b"%PDF-") {
            Self::Pdf
        } else if bytes.starts_with(b"PK\x03\x04") {
            archive(bytes)
        } else if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
            Self::Unread(OLD_WORD)
        } else if bytes.starts_with(b"{\\rtf") {
            Self::Unread("an RTF document")
        } else if is_html(start) {
            Self::Html
        } else {
            Self::Text
        }
    }

    /// The media type, without a charset. Bytes that turn out to be no text have this one too.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Html => "text/html",
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Text | Self::Unread(_) => "application/octet-stream",
        }
    }
}

/// An archive is what it holds.
fn archive(bytes: &[u8]) -> Format {
    let Ok(archive) = zip::ZipArchive::new(Cursor::new(bytes)) else {
        // Without its table of contents it may still be a DOCX, cut short: its reader says so.
        return Format::Docx;
    };
    let holds = |start: &str| archive.file_names().flatten().any(|name| name.starts_with(start));
    if holds("word/") {
        Format::Docx
    } else if holds("content.xml") {
        Format::Unread("an OpenDocument file")
    } else if holds("xl/") || holds("ppt/") {
        Format::Unread("a workbook or a slide show")
    } else {
        Format::Unread("a ZIP archive")
    }
}

fn is_html(start: &[u8]) -> bool {
    // In UTF-16, every other byte of a tag is NUL.
    let utf16 = start.starts_with(b"\xff\xfe") || start.starts_with(b"\xfe\xff");
    let first = start.iter().skip(if utf16 { 2 } else { 0 }).filter(|byte| !utf16 || **byte != 0);
    let first: Vec<u8> = first.take(2000).map(u8::to_ascii_lowercase).collect();
    let mut rest = first.trim_ascii_start();
    // A declaration of XML and comments may stand before the doctype.
    while let Some(end) = [("<?xml", "?>"), ("<!--", "-->")].iter().find_map(|(open, close)| {
        let inside = rest.strip_prefix(open.as_bytes())?;
        let end = inside.windows(close.len()).position(|window| window == close.as_bytes())?;
        Some(open.len() + end + close.len())
    }) {
        rest = rest[end..].trim_ascii_start();
    }
    let Some(tag) = rest.strip_prefix(b"<") else { return false };
    TAGS.iter().any(|name| {
        tag.strip_prefix(name.as_bytes()).is_some_and(|after| {
            after.first().is_some_and(|byte| matches!(byte, b'>' | b'/') || byte.is_ascii_whitespace())
        })
    })
}
