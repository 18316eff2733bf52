//! Files of votes: what councils and parliaments publish as tables and as JSON, to records with sources. What is put to
//! the vote there is a subject, and a member's vote is a ballot.

mod ballot;
mod bodies;
mod body;
mod cell;
mod codes;
mod column;
mod count;
mod csv;
mod day;
mod deliberation;
mod faults;
mod form;
mod json;
mod motion;
mod not_taken;
mod object;
mod people;
mod places;
mod popolo;
mod scdl;
mod seat;
mod seats;
mod sheet;
mod sitting;
mod voted;
mod voter;

pub use ballot::Ballot;
pub use body::{Body, Identifier};
pub use codes::{Matter, ScdlCodes, ScdlCodesError, Siret};
pub use deliberation::Deliberation;
pub use faults::scdl_faults;
pub use form::Form;
pub use seat::Seat;
pub use sitting::Sitting;
pub use voted::Voted;
pub use voter::Voter;

use self::{places::Places, sheet::Sheet};
use crate::{Options, Problem, Severity, Territory, format::decode_text, territory};

/// More problems of one file are counted, not told.
const TOLD: usize = 1_000;

/// What was read of a file of votes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ParsedRoll {
    /// The media type, such as `application/json; charset=utf-8`.
    pub media_type: String,
    /// The text that spans count in: the file's, decoded; none where the bytes are no text.
    pub text: Option<String>,
    /// The records; none where the file is refused.
    pub roll: Option<Roll>,
    /// What was not understood, in the order of the text.
    pub problems: Vec<Problem>,
}

/// The records of a file of votes. Where one refers to another of its lists, it says its place there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roll {
    /// Of all its bodies; the caller's.
    pub territory: Territory,
    /// Each body that the file states or refers to, once.
    pub bodies: Vec<Body>,
    /// Each person that it states or refers to, once in each assembly.
    pub voters: Vec<Voter>,
    /// Who sits where.
    pub seats: Vec<Seat>,
    /// Each sitting of a vote, once.
    pub sittings: Vec<Sitting>,
    /// What was put to the vote.
    pub votes: Vec<Voted>,
}

/// Reads a file of votes. Any bytes may come: what is no such file has no records and a problem that says why.
#[must_use]
pub fn parse_roll(bytes: &[u8], form: Form, options: &Options) -> ParsedRoll {
    let mut parsed =
        ParsedRoll { media_type: form.media_type().to_owned(), text: None, roll: None, problems: Vec::new() };
    let (text, charset) = match decode_text(bytes) {
        Ok(decoded) => decoded,
        Err(problem) => {
            parsed.problems.push(problem);
            return parsed;
        }
    };
    parsed.media_type = format!("{}; charset={}", form.media_type(), charset.to_ascii_lowercase());
    let mut sheet = Sheet::default();
    if charset != "utf-8" {
        let message = format!(
            "The file is written in {charset}, and a file of its kind shall be UTF-8. It was read all the same; check its accents, and publish it in UTF-8."
        );
        sheet.warn("NOT_UTF8", message, sheet::WHOLE);
    }
    if let Some(territory) = territory::stated(options, &mut sheet.problems) {
        match form {
            Form::Popolo => popolo::read(&text, &mut sheet),
            Form::Scdl => scdl::read(&text, &mut sheet),
        }
        let refused = sheet.problems.iter().any(|problem| problem.severity == Severity::Error);
        parsed.roll = (!refused).then(|| sheet.roll(territory));
    }
    parsed.problems = placed(std::mem::take(&mut sheet.problems), &text);
    parsed.text = Some(text);
    parsed
}

/// The territory that a file of votes is read for; none where the options name none that reads.
#[must_use]
pub fn roll_territory(options: &Options) -> Option<Territory> {
    territory::stated(options, &mut Vec::new())
}

/// The problems in the order of the text, with their lines and columns; of very many, the first.
fn placed(mut problems: Vec<Problem>, text: &str) -> Vec<Problem> {
    problems.sort_by_key(|problem| (problem.severity != Severity::Error, problem.at));
    if let Some(more) = problems.len().checked_sub(TOLD).filter(|more| *more > 0) {
        let message = format!(
            "The file has {more} more problems of the kinds that stand before this one. Mend these and import it again: it says the next."
        );
        let span = crate::Span { start: problems[TOLD].at, end: problems[TOLD].at + 1, page: None };
        problems.truncate(TOLD);
        problems.push(Problem::warning("MORE_PROBLEMS", message, span));
    }
    problems.sort_by_key(|problem| problem.at);
    let places = Places::new(text);
    for problem in &mut problems {
        (problem.line, problem.column) = places.position(problem.at);
    }
    problems
}
