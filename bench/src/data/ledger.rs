//! The history of the opinions: a revision each, chained as the program chains them (docs/ledger.md). Other records have none
//! here, so that `hemicycle verify` finds them missing.

use chrono::{DateTime, Days, NaiveDate, SecondsFormat, TimeDelta, Utc};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::row::{Cell, Rows, TABLES, Table, row};

/// Who wrote it.
const ACTOR: &str = "hemicycle import";

/// The chain as far as it goes.
pub(super) struct Ledger {
    sequence: i64,
    head: Vec<u8>,
    begun: DateTime<Utc>,
}

impl Ledger {
    /// An empty one.
    pub(super) fn new() -> Self {
        let day = NaiveDate::default().checked_add_days(Days::new(20_000)).unwrap_or_default();
        // No moment is a whole second, so that all are written with as many digits.
        let begun = day.and_hms_micro_opt(8, 0, 0, 207_198).unwrap_or_default().and_utc();
        Self { sequence: 0, head: vec![0; 32], begun }
    }

    /// The moment of the next write, as both databases keep it.
    pub(super) fn next(&self) -> String {
        self.at(self.sequence + 1).to_rfc3339_opts(SecondsFormat::AutoSi, false)
    }

    /// Tells of the last row of a table, whose record is new.
    pub(super) fn tell(&mut self, rows: &mut Rows, table: Table, record: Uuid, reason: &str) {
        let (_, name, columns) = TABLES[table as usize];
        let Some(row) = rows.last(table) else { return };
        let after = json(columns, row);
        let at = self.next();
        self.sequence += 1;
        let lines = [
            "hemicycle-revision-1".to_owned(),
            hex(&self.head),
            self.sequence.to_string(),
            name.to_owned(),
            record.to_string(),
            self.at(self.sequence).to_rfc3339_opts(SecondsFormat::Micros, true),
            hex(&Sha256::digest(reason)),
            hex(&Sha256::digest(ACTOR)),
            "-".to_owned(),
            hex(&Sha256::digest(&after)),
            String::new(),
        ];
        self.head = Sha256::digest(lines.join("\n")).to_vec();
        let row = row![self.sequence, name, record, reason, ACTOR, at, Cell::Null, after, self.head.clone()];
        rows.add(Table::Revision, row);
    }

    /// One write a second.
    fn at(&self, sequence: i64) -> DateTime<Utc> {
        self.begun + TimeDelta::seconds(sequence)
    }
}

/// A row as revisions write it.
fn json(columns: &[&str], row: &[Cell]) -> String {
    let cells = columns.iter().zip(row).map(|(column, cell)| {
        let value = match cell {
            Cell::Null => "null".to_owned(),
            Cell::Id(id) => format!("\"{id}\""),
            Cell::Int(figure) => figure.to_string(),
            Cell::Bool(yes) => yes.to_string(),
            Cell::Text(text) => serde_json::Value::from(text.as_str()).to_string(),
            Cell::Bytes(bytes) => format!("\"{}\"", hex(bytes)),
        };
        format!("\"{column}\":{value}")
    });
    format!("{{{}}}", cells.collect::<Vec<_>>().join(","))
}

/// Lower-case hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |half: u8| char::from(DIGITS[usize::from(half)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}
