//! What the pages of a PDF draw, as lines.

use pdf_extract::{MediaBox, OutputDev, OutputError, Transform};

/// Lines whose distance is this many times the usual one have a blank line between them.
const BLOCK: f64 = 1.25;

/// The usual distance of lines, in sizes of their letters, is believed within these bounds.
const USUAL: (f64, f64) = (1.1, 2.2);

/// What the pages of a file drew.
#[derive(Default)]
pub(super) struct Drawn {
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
    pub(super) fn text(&self) -> String {
        let mut distances: Vec<f64> = self.lines.iter().filter_map(|line| line.below).collect();
        distances.sort_by(f64::total_cmp);
        // A fifth of all lines at least go on within a paragraph, even where most paragraphs are short.
        let usual = distances.get(distances.len() / 5).copied().unwrap_or(USUAL.0).clamp(USUAL.0, USUAL.1);
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
