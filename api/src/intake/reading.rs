//! What is said of a document that was read, to people and to machines.

use ingest::{Problem, Severity};
use serde_json::{Value, json};
use store::{Preview, Rival};

use super::{
    Taken,
    excerpt::excerpt,
    found::{counts, missing},
    votes,
};

/// What is said of every document that was read, whatever it holds.
pub(crate) struct Reading<'a> {
    pub(crate) media_type: &'a str,
    pub(crate) text: Option<&'a str>,
    pub(crate) problems: &'a [Problem],
    pub(crate) rival: Option<&'a Rival>,
    pub(crate) done: Done<'a>,
}

/// What was done with it.
pub(crate) enum Done<'a> {
    /// So many changes were written.
    Wrote(usize),
    Previewed(&'a Preview),
}

impl<'a> Reading<'a> {
    /// None where the document was not read.
    pub(crate) fn of(taken: &'a Taken) -> Option<Self> {
        let (done, rival) = match taken {
            Taken::Imported(_, applied) | Taken::Roll(_, applied) => {
                (Done::Wrote(applied.revisions), applied.rival.as_ref())
            }
            Taken::Previewed(_, preview) | Taken::PreviewedRoll(_, preview) => {
                (Done::Previewed(preview), preview.rival.as_ref())
            }
            Taken::Before => return None,
        };
        let (media_type, text, problems) = match taken {
            Taken::Imported(parsed, _) | Taken::Previewed(parsed, _) => {
                (&parsed.media_type, &parsed.text, &parsed.problems)
            }
            Taken::Roll(parsed, _) | Taken::PreviewedRoll(parsed, _) => {
                (&parsed.media_type, &parsed.text, &parsed.problems)
            }
            Taken::Before => return None,
        };
        Some(Self { media_type, text: text.as_deref(), problems, rival, done })
    }
}

/// Adds what became of a document, for machines.
pub(crate) fn describe(taken: &Taken, object: &mut Value) {
    let Some(reading) = Reading::of(taken) else {
        object["status"] = "accepted".into();
        object["changes"] = 0.into();
        return;
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
    object["status"] = if taken.refused() { "refused" } else { "accepted" }.into();
    object["mediaType"] = json!(reading.media_type);
    object["problems"] =
        reading.problems.iter().map(|problem| problem_object(reading.text, problem)).collect();
    match taken {
        Taken::Imported(parsed, _) | Taken::Previewed(parsed, _) => {
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
        Taken::Roll(parsed, _) | Taken::PreviewedRoll(parsed, _) => {
            parsed.roll.iter().for_each(|roll| votes::object(roll, object));
        }
        Taken::Before => {}
    }
}

fn problem_object(text: Option<&str>, problem: &Problem) -> Value {
    json!({
        "severity": match problem.severity { Severity::Error => "ERROR", Severity::Warning => "WARNING" },
        "code": problem.code, "message": problem.message, "line": problem.line, "column": problem.column,
        "excerpt": excerpt(text, problem).map(|excerpt| excerpt.text),
    })
}
