//! PDF to text: lines in the order in which the file draws them, a form feed at the end of each page.

use std::panic::{AssertUnwindSafe, catch_unwind};

use pdf_extract::{
    Document, Error, MediaBox, OutputDev, OutputError, Transform, encryption::DecryptionError, output_doc,
};

use super::refusal;
use crate::Problem;

/// Lines whose distance is this many times the usual one have a blank line between them.
const BLOCK: f64 = 1.25;

/// The usual distance of lines, in sizes of their letters, is believed within these bounds.
const USUAL: (f64, f64) = (1.1, 2.2);

/// The text of a PDF.
pub(super) fn text(bytes: &[u8]) -> Result<String, Problem> {
    // Broken files make the library panic. What it cannot survive, its process does not either.
    let text = catch_unwind(AssertUnwindSafe(|| pages(bytes)))
        .unwrap_or_else(|_| Err(broken("its reader gave up in the middle")))?;
    if text.trim().is_empty() {
        return Err(refusal::whole(
            "NO_TEXT_LAYER",
            "The PDF has pages and no text: it was scanned, or its letters are drawn as pictures. Run text \
             recognition on it, with `ocrmypdf -l fra` say, and import the result.",
        ));
    }
    Ok(text)
}

fn pages(bytes: &[u8]) -> Result<String, Problem> {
    let mut document = Document::load_mem(bytes).map_err(|error| refused(&error))?;
    if document.is_encrypted() {
        // Most locked files open without a password, and only forbid to print or copy.
        document.decrypt("").map_err(|error| refused(&error))?;
    }
    let mut drawn = Drawn::default();
    output_doc(&document, &mut drawn).map_err(|error| match error {
        OutputError::PdfError(error) => refused(&error),
        error => broken(&error.to_string()),
    })?;
    Ok(drawn.text())
}

fn refused(error: &Error) -> Problem {
    match error {
        Error::InvalidPassword
        | Error::Decryption(DecryptionError::IncorrectPassword)
        | Error::UnsupportedSecurityHandler(_) => refusal::whole(
            "ENCRYPTED",
            "The PDF is locked with a password. Open it, save it without one, with `qpdf --decrypt` say, and import \
             that.",
        ),
        error => broken(&error.to_string()),
    }
}

fn broken(why: &str) -> Problem {
    refusal::whole(
        "EXTRACTION_FAILED",
        format!(
            "The PDF cannot be read: {why}. Open it in a viewer, print it to a new PDF, and import that."
        ),
    )
}

/// What the pages of a file drew.
#[derive(Default)]
struct Drawn {
    lines: Vec<Line>,
    /// How many pages ended; a page without text is one too.
    pages: usize,
    /// Whether the next character begins a string of the file.
    first: bool,
    /// Where the last character ended, and how far down the page it stands.
    end: f64,
    down: f64,
}

/// A line of a page.
struct Line {
    text: String,
    page: usize,
    /// How far below the line before it stands, in sizes of its letters; none where it begins a page or a column.
    below: Option<f64>,
    /// Where the last space stands that the file does not hold: a gap was seen there.
    gap: Option<usize>,
}

impl OutputDev for Drawn {
    fn begin_page(
        &mut self,
        _: u32,
        _: &MediaBox,
        _: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        self.pages += 1;
        Ok(())
    }

    /// The rules of the library's own plain text, but for the lines, which are kept apart.
    fn output_character(
        &mut self,
        place: &Transform,
        width: f64,
        _: f64,
        size: f64,
        text: &str,
    ) -> Result<(), OutputError> {
        let (x, down) = (place.m31, -place.m32);
        // The side of a square of the same area: letters may be stretched or turned.
        let size = ((place.m11 + place.m21) * (place.m12 + place.m22)).abs().sqrt() * size.abs();
        let (page, moved) = (self.pages, down - self.down);
        let begun = self.lines.last().is_some_and(|line| line.page == page);
        let left = x < self.end && moved.abs() > size * 0.5;
        if !begun || (self.first && (left || moved.abs() > size * 1.5)) {
            let below = (begun && moved > 0.0 && size > 0.0).then(|| moved / size);
            self.lines.push(Line { text: String::new(), page, below, gap: None });
        }
        if let Some(line) = self.lines.last_mut() {
            let apart = self.first && x > self.end + size * 0.1;
            if apart && !line.text.is_empty() && !line.text.ends_with(char::is_whitespace) {
                line.gap = Some(line.text.len());
                line.text.push(' ');
            }
            line.text.push_str(text);
        }
        (self.first, self.down, self.end) = (false, down, x + width * size);
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        self.first = true;
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}

impl Drawn {
    /// The pages as text.
    fn text(&self) -> String {
        let mut distances: Vec<f64> = self.lines.iter().filter_map(|line| line.below).collect();
        distances.sort_by(f64::total_cmp);
        let usual = distances.get(distances.len() / 2).copied().unwrap_or(USUAL.0).clamp(USUAL.0, USUAL.1);
        let mut text = String::new();
        let mut page = 0;
        for line in &self.lines {
            text.extend(std::iter::repeat_n('\u{c}', line.page - page));
            page = line.page;
            if line.below.is_some_and(|below| below > usual * BLOCK) {
                text.push('\n');
            }
            text.push_str(&line.text());
            text.push('\n');
        }
        text.extend(std::iter::repeat_n('\u{c}', self.pages - page));
        text
    }
}

impl Line {
    /// The line with its ligatures as letters, and a hyphen at its end where it belongs.
    fn text(&self) -> String {
        let mut text = String::with_capacity(self.text.len());
        let printed = self.text.trim_end();
        // A hyphen that cuts a word is drawn apart from it: "pu -" at the end of a line is "pu-".
        let cut = self.gap.filter(|gap| {
            let (word, hyphen) =
                (&printed[..*gap.min(&printed.len())], printed.get(*gap..).unwrap_or_default());
            word.ends_with(char::is_lowercase) && matches!(hyphen, " -" | " \u{ad}" | " \u{2010}")
        });
        for char in printed[..cut.unwrap_or(printed.len())].chars() {
            match char {
                '\u{fb00}' => text.push_str("ff"),
                '\u{fb01}' => text.push_str("fi"),
                '\u{fb02}' => text.push_str("fl"),
                '\u{fb03}' => text.push_str("ffi"),
                '\u{fb04}' => text.push_str("ffl"),
                '\u{fb05}' | '\u{fb06}' => text.push_str("st"),
                // A form feed ends a page here, and nothing else.
                '\n' | '\r' | '\u{c}' => text.push(' '),
                char => text.push(char),
            }
        }
        if cut.is_some() {
            text.push('-');
        } else if text.ends_with('\u{ad}') {
            text.pop();
            text.push('-');
        }
        text
    }
}
