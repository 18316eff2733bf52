//! Formats: a document's bytes to its text. What a document is, its bytes say, never a file's name.

mod docx;
mod encoding;
mod html;
mod pdf;
mod refusal;
mod sheet;
mod sniff;

use unicode_normalization::UnicodeNormalization;

pub use refusal::REFUSALS;
pub use sniff::Format;

use crate::Problem;

/// The text of a document, or why there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extracted {
    /// The media type with the charset that was read, such as `text/plain; charset=windows-1252`.
    pub media_type: String,
    /// The text that spans count in, without a byte order mark. A form feed ends each page of a format with pages.
    pub text: Result<String, Problem>,
}

/// Takes the text out of a document's bytes. Any bytes may come.
///
/// PDFs, DOCX and HTML are programs of a kind: a hostile PDF can exhaust the stack or the memory, which ends the
/// process. Whoever reads documents of others calls this in a process with limits.
#[must_use]
pub fn extract(bytes: &[u8]) -> Extracted {
    let format = Format::of(bytes);
    let text = match format {
        Format::Text | Format::Html => return decoded(bytes, format),
        Format::Pdf => pdf::text(bytes),
        Format::Docx => docx::text(bytes),
        Format::Unread(name) => Err(refusal::unread(name, bytes)),
    };
    Extracted { media_type: format.media_type().to_owned(), text: text.and_then(|text| clean(&text)) }
}

/// The text of bytes that are text themselves, as it is, and its charset.
pub(crate) fn decode_text(bytes: &[u8]) -> Result<(String, &'static str), Problem> {
    encoding::decode(bytes, None)
}

/// Formats that are text themselves: the charset is a part of the media type.
fn decoded(bytes: &[u8], format: Format) -> Extracted {
    let declared = if format == Format::Html { html::declared(bytes) } else { None };
    match encoding::decode(bytes, declared) {
        Err(problem) => Extracted { media_type: format.media_type().to_owned(), text: Err(problem) },
        Ok((text, charset)) => {
            let (kind, text) = match format {
                Format::Html => ("text/html", html::text(&text)),
                _ => ("text/plain", text),
            };
            let charset = charset.to_ascii_lowercase();
            Extracted { media_type: format!("{kind}; charset={charset}"), text: clean(&text) }
        }
    }
}

/// The text with "é" as one character, as people count them, and without what neither a reader nor a database takes.
fn clean(text: &str) -> Result<String, Problem> {
    if text.trim().is_empty() {
        return Err(refusal::empty());
    }
    let control = |char: char| char < ' ' && !matches!(char, '\n' | '\r' | '\t' | '\u{c}');
    Ok(text.nfc().filter(|char| !control(*char)).collect())
}
