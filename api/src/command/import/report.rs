//! What an import says: to people, in colour on a terminal, or to machines, one JSON object a document.

use std::{
    fmt::Write as _,
    io::{self, ErrorKind, Write as _},
    path::Path,
};

use anstyle::{AnsiColor, Style};
use ingest::{Parsed, ParsedRoll, Problem, Severity};
use serde_json::{Value, json};
use store::Rival;

use super::{Outcome, difference::lines, restore::Restored};
use crate::intake::{
    Done, Reading, Taken, describe,
    excerpt::{excerpt, shown},
    found::{count, counts, missing},
    votes,
};

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const ERROR: Style = AnsiColor::Red.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();

/// What is said of all documents of an import.
pub(super) struct Report {
    json: bool,
    read: usize,
    /// How many were refused, or could not be read or written.
    pub(super) refused: usize,
    left_out: usize,
    /// What kept a line from being written.
    lost: Option<io::Error>,
}

impl Report {
    pub(super) fn new(json: bool) -> Self {
        Self { json, read: 0, refused: 0, left_out: 0, lost: None }
    }

    /// Says what became of a document.
    pub(super) fn document(&mut self, path: &Path, outcome: &Outcome) {
        if outcome.refused() {
            self.refused += 1;
        } else {
            self.read += 1;
        }
        if self.json {
            self.say(&object(path, outcome).to_string());
        } else {
            let (complaints, summary) = said(&printable(path), outcome);
            complaints.iter().for_each(|complaint| complain(complaint));
            summary.iter().for_each(|summary| self.say(summary));
        }
    }

    /// Says how a folder's documents are imported.
    pub(super) fn note(&mut self, path: &Path, why: &str) {
        if self.json {
            let note = json!({ "path": path.to_string_lossy(), "status": "merged", "message": why });
            self.say(&note.to_string());
        } else {
            complain(&format!("{BOLD}{}{BOLD:#}: {WARNING}note{WARNING:#}: {why}.", printable(path)));
        }
    }

    /// Says that a file in a folder is no document by its name.
    pub(super) fn left_out(&mut self, path: &Path) {
        self.left_out += 1;
        if self.json {
            self.say(&json!({ "path": path.to_string_lossy(), "status": "left out" }).to_string());
        } else {
            let name = printable(path);
            complain(&format!(
                "{DIM}{name}: left out: its name is no document's. To read it all the same, name it itself.{DIM:#}"
            ));
        }
    }

    /// Says how many there were, where there were several.
    ///
    /// # Errors
    /// Something could not be written to standard output. Nobody waiting for it any more is no error.
    pub(super) fn end(mut self) -> Result<(), String> {
        let Self { read, refused, left_out, .. } = self;
        if !self.json && read + refused + left_out > 1 {
            let left_out = if left_out > 0 { format!(", {left_out} left out") } else { String::new() };
            let documents = count(read + refused, "document");
            self.say(&format!("{documents}: {read} read, {refused} refused{left_out}."));
        }
        match self.lost.filter(|error| error.kind() != ErrorKind::BrokenPipe) {
            Some(error) => Err(format!(
                "all documents were imported, but not all that was to be said of them could be written: {error}. Make \
                 room for it, and import them again: that changes nothing"
            )),
            None => Ok(()),
        }
    }

    /// Prints to standard output. The import goes on whoever listens.
    fn say(&mut self, text: &str) {
        if let Err(error) = writeln!(anstream::stdout(), "{text}") {
            self.lost.get_or_insert(error);
        }
    }
}

/// Prints to standard error, where somebody reads it.
fn complain(text: &str) {
    let _ = writeln!(anstream::stderr(), "{text}");
}

/// A file's name without what a terminal would obey.
pub(super) fn printable(path: &Path) -> String {
    path.display().to_string().chars().map(shown).collect()
}

/// What there is to complain of, and a summary where the document was read.
fn said(name: &str, outcome: &Outcome) -> (Vec<String>, Option<String>) {
    let refused = format!("{BOLD}{name}{BOLD:#}: {ERROR}refused{ERROR:#}");
    if let Outcome::Failed(message) = outcome {
        return (vec![format!("{refused}: {message}.")], None);
    }
    if let Outcome::Restored(restored) = outcome {
        return (Vec::new(), Some(format!("{BOLD}{name}{BOLD:#}: {}", restoration(restored))));
    }
    let Outcome::Read(taken) = outcome else { return (Vec::new(), None) };
    let Some(reading) = Reading::of(taken) else {
        return (Vec::new(), Some(format!("{BOLD}{name}{BOLD:#}: imported before. Nothing changed.")));
    };
    let mut complaints: Vec<String> =
        reading.problems.iter().map(|problem| described(name, reading.text, problem)).collect();
    let second = reading.rival.map(second);
    complaints.extend(second.map(|second| {
        format!("{BOLD}{name}{BOLD:#}: {WARNING}warning{WARNING:#} SECOND_DOCUMENT: {second}")
    }));
    let (changes, dry) = match reading.done {
        Done::Wrote(0) => ("Nothing changed.".to_owned(), false),
        Done::Wrote(changes) => (format!("{}.", count(changes, "change")), false),
        Done::Previewed(preview) => (previewed(&lines(preview)), true),
    };
    let summary = match taken {
        Taken::Imported(parsed, _) | Taken::Previewed(parsed, _) => summary(name, parsed, dry),
        Taken::Roll(parsed, _) | Taken::PreviewedRoll(parsed, _) => roll_summary(name, parsed, dry),
        Taken::Before => String::new(),
    };
    if outcome.refused() {
        let kept = if dry { "Nothing was kept." } else { "Its bytes are kept; nothing else changed." };
        complaints.push(format!("{refused}. {kept}"));
        return (complaints, None);
    }
    (complaints, Some(format!("{summary}{changes}")))
}

/// What came of a backup.
fn restoration(restored: &Restored) -> String {
    let Restored { documents, refused, dry, .. } = *restored;
    let revisions = usize::try_from(restored.revisions).unwrap_or(usize::MAX);
    let refused = if refused > 0 { format!(", {refused} of them refused") } else { String::new() };
    let (would, end) = if dry { ("would restore", " Nothing was stored.") } else { ("restored", "") };
    let documents = count(documents, "document");
    format!("{would} {documents}{refused}, with {}.{end}", count(revisions, "revision"))
}

fn previewed(lines: &[String]) -> String {
    if lines.is_empty() {
        return "Nothing would change. Nothing was stored.".to_owned();
    }
    format!("would change:\n    {}\n  Nothing was stored.", lines.join("\n    "))
}

/// A problem with its place and the text around it.
fn described(name: &str, document: Option<&str>, problem: &Problem) -> String {
    let (word, style) = match problem.severity {
        Severity::Error => ("error", ERROR),
        Severity::Warning => ("warning", WARNING),
    };
    let (line, column) = (problem.line, problem.column);
    let mut text = format!(
        "{BOLD}{name}:{line}:{column}{BOLD:#}: {style}{word}{style:#} {}: {}",
        problem.code, problem.message
    );
    if let Some(excerpt) = excerpt(document, problem) {
        let margin = line.to_string().len().max(5);
        let mark = " ".repeat(excerpt.column - 1);
        let _ = write!(
            text,
            "\n{DIM}{line:margin$} |{DIM:#} {}\n{DIM}{:margin$} |{DIM:#} {mark}{style}^{style:#}",
            excerpt.text, ""
        );
    }
    text
}

fn second(rival: &Rival) -> String {
    let (decides, adds) = if rival.decides { ("that one", "this one") } else { ("this one", "that one") };
    format!(
        "The same opinion was imported from the document {}. Of two of the same day the smaller SHA-256 decides: \
         {decides} says what the records hold, and {adds} stands among their sources. Compare the two, and import no \
         draft beside its final text.",
        rival.sha256
    )
}

/// What was found and what was not, up to what changed.
fn summary(name: &str, parsed: &Parsed, dry: bool) -> String {
    let Some(records) = &parsed.records else { return String::new() };
    let opinion = &records.opinion;
    let found = counts(records).into_iter().filter(|(_, figure)| *figure > 0);
    let found: Vec<String> = found.map(|(noun, figure)| count(figure, noun)).collect();
    let mut text = format!(
        "{BOLD}{name}{BOLD:#}: {} the opinion {:?} of {}\n  found: {}\n",
        if dry { "would read" } else { "read" },
        opinion.title,
        records.session.held_on,
        found.join(", "),
    );
    if let Some(vote) = &opinion.vote {
        let _ = writeln!(text, "  vote: {:?}", vote.formula);
    }
    let missing = missing(records);
    if !missing.is_empty() {
        let _ = writeln!(text, "  {WARNING}not found{WARNING:#}: {}", missing.join(", "));
    }
    text.push_str("  ");
    text
}

/// What was found in a file of votes, up to what changed.
fn roll_summary(name: &str, parsed: &ParsedRoll, dry: bool) -> String {
    let Some(roll) = &parsed.roll else { return String::new() };
    let found = votes::counts(roll).into_iter().filter(|(_, figure)| *figure > 0);
    let found: Vec<String> = found.map(|(noun, figure)| count(figure, noun)).collect();
    let read = if dry { "would read" } else { "read" };
    let days = roll.sittings.iter().map(|sitting| sitting.held_on);
    let days = match (days.clone().min(), days.max()) {
        (Some(first), Some(last)) if first == last => format!(" of {first}"),
        (Some(first), Some(last)) => format!(" of {first} to {last}"),
        _ => String::new(),
    };
    let found = if found.is_empty() { "nothing".to_owned() } else { found.join(", ") };
    format!("{BOLD}{name}{BOLD:#}: {read} a file of votes{days}\n  found: {found}\n  ")
}

/// A document for machines.
fn object(path: &Path, outcome: &Outcome) -> Value {
    let mut object = json!({ "path": path.to_string_lossy() });
    match outcome {
        Outcome::Failed(message) => {
            object["status"] = "failed".into();
            object["message"] = message.as_str().into();
        }
        Outcome::Restored(restored) => {
            object["status"] = "restored".into();
            object["documents"] = restored.documents.into();
            object["refused"] = restored.refused.into();
            object["revisions"] = restored.revisions.into();
        }
        Outcome::Read(taken) => describe(taken, &mut object),
    }
    object
}
