//! A document's own row, and its problems.

use chrono::NaiveDate;
use entities::{
    document::{self, DocumentStatus},
    problem,
};
use ingest::{PARSER_VERSION, Problem, REFERENCE_VERSION};
use uuid::Uuid;

use super::{plan::int, words};
use crate::sort_key::SortKey;

/// What is known of a document once it is read.
pub(crate) struct Read<'a> {
    pub(crate) sha256: &'a str,
    pub(crate) byte_size: i64,
    pub(crate) at: chrono::DateTime<chrono::Utc>,
    pub(crate) accepted: bool,
    pub(crate) title: Option<&'a str>,
    pub(crate) media_type: &'a str,
    pub(crate) text: Option<&'a str>,
    /// The day of its session; of several, the first.
    pub(crate) day: Option<NaiveDate>,
}

impl Read<'_> {
    /// The row, with what is stored of the document and no reading changes.
    pub(crate) fn row(&self, id: Uuid, stored: Option<document::Model>) -> document::Model {
        document::Model {
            id,
            sha256: self.sha256.to_owned(),
            status: if self.accepted { DocumentStatus::Accepted } else { DocumentStatus::Refused },
            title: self.title.map(str::to_owned),
            media_type: self.media_type.to_owned(),
            byte_size: self.byte_size,
            // A refused text may be anything: its bytes are kept, and no answer repeats them.
            text: self.text.filter(|_| self.accepted).map(str::to_owned),
            url: stored.as_ref().and_then(|stored| stored.url.clone()),
            licence: stored.as_ref().and_then(|stored| stored.licence.clone()),
            parser_version: PARSER_VERSION.to_owned(),
            reference_version: REFERENCE_VERSION.to_owned(),
            redacted: stored.as_ref().is_some_and(|stored| stored.redacted),
            imported_at: stored.map_or(self.at, |stored| stored.imported_at),
            newest_first: SortKey::newest(self.day).text(self.sha256).bytes(),
            oldest_first: SortKey::oldest(self.day).text(self.sha256).bytes(),
        }
    }
}

/// What was not understood, in the order of the text.
pub(crate) fn problems(problems: &[Problem], document_id: Uuid) -> Vec<problem::Model> {
    let problems = problems.iter().zip(1..);
    problems
        .map(|(problem, rank)| problem::Model {
            document_id,
            rank,
            severity: words::severity(problem.severity),
            code: problem.code.to_owned(),
            message: problem.message.clone(),
            line: int(problem.line),
            column: int(problem.column),
        })
        .collect()
}
