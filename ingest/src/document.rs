//! A document: its bytes in, its records out.

use unicode_normalization::UnicodeNormalization;

use crate::{
    Citation, Initiative, Membership, Mention, Milestone, Opinion, Organisation, Person, Problem,
    Recommendation, Session, Span, Territory, lines::Lines, reader,
};

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
    /// The initiatives that the text names, each once.
    pub initiatives: Vec<Initiative>,
    /// Other opinions that the text names, each once.
    pub citations: Vec<Citation>,
    /// Every place where the text names something, in its order.
    pub mentions: Vec<Mention>,
    /// The dated steps that the text tells of.
    pub milestones: Vec<Milestone>,
    /// What was asked for, here or in an earlier text that this one tells of.
    pub recommendations: Vec<Recommendation>,
}

/// What reads documents; a record says by which version it was read.
pub const PARSER_VERSION: &str = concat!("hemicycle ", env!("CARGO_PKG_VERSION"));

/// The version of the bundled reference tables.
pub const REFERENCE_VERSION: &str = "2026-11-24";

/// Reads a document. Any bytes may come: what is no opinion has no records and a problem that says why.
#[must_use]
pub fn parse(bytes: &[u8], options: &Options) -> Parsed {
    let mut parsed = Parsed {
        media_type: media_type(bytes),
        text: None,
        title: None,
        records: None,
        problems: Vec::new(),
    };
    let text = match decode(bytes) {
        Ok(text) => text,
        Err(problem) => {
            parsed.problems.push(problem);
            return parsed;
        }
    };
    parsed.media_type = "text/plain; charset=utf-8";
    let lines = Lines::new(&text);
    parsed.records = reader::records(&lines, options.territory.as_deref(), &mut parsed.problems);
    parsed.title = parsed.records.as_ref().map(|records| records.opinion.title.clone());
    parsed.problems.sort_by_key(|problem| problem.at);
    place(&mut parsed.problems, &lines);
    parsed.text = Some(text);
    parsed
}

/// Gives problems, in the order of the text, their lines and columns: one pass, however many there are.
fn place(problems: &mut [Problem], lines: &Lines) {
    let (mut line, mut column, mut at) = (1, 1, 0);
    for problem in problems {
        for char in &lines.chars[at..(problem.at as usize).min(lines.chars.len()).max(at)] {
            (line, column) = if *char == '\n' { (line + 1, 1) } else { (line, column + 1) };
            at += 1;
        }
        (problem.line, problem.column) = (line, column);
    }
}

/// The text, without a byte order mark; or the first byte that makes it none.
fn decode(bytes: &[u8]) -> Result<String, Problem> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let problem = |code, at: usize, message: String| {
        let before = &bytes[..at];
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        let column = before.iter().rev().take_while(|byte| **byte != b'\n').count() + 1;
        let span = Span { start: 0, end: 1, page: None };
        let figure = |figure| u32::try_from(figure).unwrap_or(u32::MAX);
        Problem { line: figure(line), column: figure(column), ..Problem::error(code, message, span) }
    };
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(problem(
            "EMPTY",
            0,
            "The file holds no text. Expected the text of an opinion.".to_owned(),
        ));
    }
    if bytes.starts_with(b"%PDF-") {
        let message = "The file is a PDF, which this version cannot read. Extract its text and import that.";
        return Err(problem("NOT_TEXT", 0, message.to_owned()));
    }
    let control = |byte: &u8| *byte < 0x20 && !matches!(byte, b'\n' | b'\r' | b'\t' | 0x0c);
    if let Some(at) = bytes.iter().position(control) {
        let message = format!(
            "The file holds the byte 0x{:02x}, which no text has. Expected the text of an opinion, in UTF-8.",
            bytes[at]
        );
        return Err(problem("NOT_TEXT", at, message));
    }
    match std::str::from_utf8(bytes) {
        // Extracted texts may hold "é" as "e" and an accent: one character here, as people count them.
        Ok(text) => Ok(text.nfc().collect()),
        Err(error) => {
            let at = error.valid_up_to();
            let message = format!(
                "The byte 0x{:02x} is not UTF-8. Convert the file, with `iconv -f WINDOWS-1252 -t UTF-8` say, and import it again.",
                bytes[at]
            );
            Err(problem("INVALID_UTF8", at, message))
        }
    }
}

fn media_type(bytes: &[u8]) -> &'static str {
    if bytes.starts_with(b"%PDF-") { "application/pdf" } else { "application/octet-stream" }
}
