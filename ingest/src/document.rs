//! A document: its bytes in, its records out.

use crate::{
    Citation, Extracted, Initiative, Membership, Mention, Milestone, Opinion, Organisation, Person, Problem,
    Recommendation, Session, Territory, ThemeAssignment, ThemeMapping, extract, lines::Lines, reader,
};

/// What the caller knows and the text may not say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The INSEE code of the assembly's territory, used where the text names none.
    pub territory: Option<String>,
    /// Which themes what an opinion says gives it.
    pub themes: ThemeMapping,
}

/// What was read of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parsed {
    /// The media type, such as `text/plain; charset=utf-8`; without a charset where the bytes are refused.
    pub media_type: String,
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
    /// The themes that the opinion carries, each once.
    pub themes: Vec<ThemeAssignment>,
}

/// What reads documents; a record says by which version it was read.
pub const PARSER_VERSION: &str = concat!("hemicycle ", env!("CARGO_PKG_VERSION"));

/// The version of the bundled reference tables.
pub const REFERENCE_VERSION: &str = "2026-11-25";

/// Reads a document: [`extract`], then [`read`]. Any bytes may come: what is no opinion has no records and a problem
/// that says why.
#[must_use]
pub fn parse(bytes: &[u8], options: &Options) -> Parsed {
    read(extract(bytes), options)
}

/// Reads the text of a document.
#[must_use]
pub fn read(extracted: Extracted, options: &Options) -> Parsed {
    let Extracted { media_type, text } = extracted;
    let mut parsed = Parsed { media_type, text: None, title: None, records: None, problems: Vec::new() };
    let text = match text {
        Ok(text) => text,
        Err(problem) => {
            parsed.problems.push(problem);
            return parsed;
        }
    };
    let lines = Lines::new(&text);
    parsed.records = reader::records(&lines, options, &mut parsed.problems);
    parsed.title = parsed.records.as_ref().map(|records| records.opinion.title.clone());
    parsed.problems.sort_by_key(|problem| problem.at);
    for problem in &mut parsed.problems {
        (problem.line, problem.column) = lines.position(problem.at as usize);
    }
    parsed.text = Some(text);
    parsed
}
