//! What an import says: to people, in colour on a terminal, or to machines, one JSON object a document.

use std::{
    fmt::Write as _,
    io::{self, ErrorKind, Write as _},
    path::Path,
};

use anstyle::{AnsiColor, Style};
use ingest::{Parsed, Problem, Severity};
use serde_json::{Value, json};
use store::{Preview, Rival};

use super::{
    Outcome,
    difference::lines,
    excerpt::{excerpt, shown},
    found::{count, counts, missing},
    restore::Restored,
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
    let Some(reading) = Reading::of(outcome) else {
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
    let summary = match outcome {
        Outcome::Imported(parsed, _) | Outcome::Previewed(parsed, _) => summary(name, parsed, dry),
        Outcome::Roll(parsed, _) | Outcome::PreviewedRoll(parsed, _) => votes::summary(name, parsed, dry),
        Outcome::Taken | Outcome::Restored(_) | Outcome::Failed(_) => String::new(),
    };
    if outcome.refused() {
        let kept = if dry { "Nothing was kept." } else { "Its bytes are kept; nothing else changed." };
        complaints.push(format!("{refused}. {kept}"));
        return (complaints, None);
    }
    (complaints, Some(format!("{summary}{changes}")))
}

/// What is said of every document that was read, whatever it holds.
struct Reading<'a> {
    media_type: &'a str,
    text: Option<&'a str>,
    problems: &'a [Problem],
    rival: Option<&'a Rival>,
    done: Done<'a>,
}

/// What was done with it.
enum Done<'a> {
    /// So many changes were written.
    Wrote(usize),
    Previewed(&'a Preview),
}

impl<'a> Reading<'a> {
    /// None where the document was not read.
    fn of(outcome: &'a Outcome) -> Option<Self> {
        let (done, rival) = match outcome {
            Outcome::Imported(_, applied) | Outcome::Roll(_, applied) => {
                (Done::Wrote(applied.revisions), applied.rival.as_ref())
            }
            Outcome::Previewed(_, preview) | Outcome::PreviewedRoll(_, preview) => {
                (Done::Previewed(preview), preview.rival.as_ref())
            }
            Outcome::Taken | Outcome::Restored(_) | Outcome::Failed(_) => return None,
        };
        let (media_type, text, problems) = match outcome {
            Outcome::Imported(parsed, _) | Outcome::Previewed(parsed, _) => {
                (&parsed.media_type, &parsed.text, &parsed.problems)
            }
            Outcome::Roll(parsed, _) | Outcome::PreviewedRoll(parsed, _) => {
                (&parsed.media_type, &parsed.text, &parsed.problems)
            }
            Outcome::Taken | Outcome::Restored(_) | Outcome::Failed(_) => return None,
        };
        Some(Self { media_type, text: text.as_deref(), problems, rival, done })
    }
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

/// A document for machines.
fn object(path: &Path, outcome: &Outcome) -> Value {
    let mut object = json!({ "path": path.to_string_lossy() });
    if let Outcome::Failed(message) = outcome {
        object["status"] = "failed".into();
        object["message"] = message.as_str().into();
        return object;
    }
    if let Outcome::Restored(restored) = outcome {
        object["status"] = "restored".into();
        object["documents"] = restored.documents.into();
        object["refused"] = restored.refused.into();
        object["revisions"] = restored.revisions.into();
        return object;
    }
    let Some(reading) = Reading::of(outcome) else {
        object["status"] = "accepted".into();
        object["changes"] = 0.into();
        return object;
    };
    match reading.done {
        Done::Wrote(changes) => object["changes"] = changes.into(),
        Done::Previewed(preview) => {
            let differences = preview.differences.iter().map(|difference| {
                json!({
                    "type": difference.record_type, "id": difference.record_id,
                    "before": difference.before, "after": difference.after,
                })
            });
            object["differences"] = differences.collect();
        }
    }
    object["status"] = if outcome.refused() { "refused" } else { "accepted" }.into();
    object["mediaType"] = json!(reading.media_type);
    object["problems"] =
        reading.problems.iter().map(|problem| problem_object(reading.text, problem)).collect();
    match outcome {
        Outcome::Imported(parsed, _) | Outcome::Previewed(parsed, _) => {
            object["title"] = json!(parsed.title);
            object["secondDocumentOf"] = json!(reading.rival.map(|rival| &rival.sha256));
            if let Some(records) = &parsed.records {
                object["heldOn"] = records.session.held_on.to_string().into();
                object["vote"] = json!(records.opinion.vote.as_ref().map(|vote| &vote.formula));
                object["found"] =
                    counts(records).into_iter().map(|(noun, figure)| (noun, Value::from(figure))).collect();
                object["notFound"] = json!(missing(records));
            }
        }
        Outcome::Roll(parsed, _) | Outcome::PreviewedRoll(parsed, _) => {
            parsed.roll.iter().for_each(|roll| votes::object(roll, &mut object));
        }
        Outcome::Taken | Outcome::Restored(_) | Outcome::Failed(_) => {}
    }
    object
}

fn problem_object(text: Option<&str>, problem: &Problem) -> Value {
    json!({
        "severity": match problem.severity { Severity::Error => "ERROR", Severity::Warning => "WARNING" },
        "code": problem.code, "message": problem.message, "line": problem.line, "column": problem.column,
        "excerpt": excerpt(text, problem).map(|excerpt| excerpt.text),
    })
}
