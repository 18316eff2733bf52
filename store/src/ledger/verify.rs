//! A look through the whole ledger: the chain from its first revision to its last, then the tables beside what it says of
//! them, then the bytes of documents. A part at a time, so that memory stays flat.

use std::collections::{HashMap, HashSet};

use entities::{blob, document, redaction, revision};
use sea_orm::{
    AccessMode, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbBackend, EntityTrait, FromQueryResult,
    IsolationLevel, QueryFilter, QueryOrder, QueryResult, QuerySelect, QueryTrait, Select, TransactionTrait,
};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{
    chain::{Chain, Digests, hash, hex, redacted_digest},
    finding::{Finding, Parted},
    head::Head,
};
use crate::{
    Error, Store,
    recorded::{Records, Table, tables},
};

/// Revisions of one part.
const PART: u64 = 2_000;

/// Findings that are kept; the rest is counted.
const KEPT: usize = 100;

/// What a look through the ledger found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// The head that the ledger has.
    pub head: Head,
    /// How many rows stood beside what the history says of them.
    pub rows: u64,
    /// How many documents' bytes were hashed.
    pub documents: u64,
    /// Where the history or the tables are not what they were; the first hundred.
    pub findings: Vec<Finding>,
    /// How many there are beyond them.
    pub more: u64,
}

/// How far a look through the ledger is.
#[derive(Clone, Copy, Debug)]
pub struct Progress {
    /// Revisions that were looked at, each twice: in the chain, and beside the tables.
    pub done: u64,
    /// Twice the revisions that there are.
    pub of: u64,
}

impl Store {
    /// Walks the chain and compares it with the tables, all in one state of the data. `pinned` is a head that the
    /// ledger had once, kept elsewhere.
    ///
    /// # Errors
    /// [`Error::Unavailable`], [`Error::Database`]. Whatever does not fit is no error but a finding.
    pub async fn verify(
        &self,
        pinned: Option<&Head>,
        mut heard: impl FnMut(Progress),
    ) -> Result<Verified, Error> {
        let postgres = self.connection.get_database_backend() == DbBackend::Postgres;
        let isolation = postgres.then_some(IsolationLevel::RepeatableRead);
        let access = postgres.then_some(AccessMode::ReadOnly);
        let on = self.connection.begin_with_config(isolation, access).await?;
        let head = Head::from(&super::head::chain(&on).await?);
        let of = 2 * head.size.unsigned_abs();
        let verified = Verified { head, rows: 0, documents: 0, findings: Vec::new(), more: 0 };
        let mut look = Look { on, verified, done: 0, of };
        look.chain(pinned, &mut heard).await?;
        look.tables(&mut heard).await?;
        look.documents().await?;
        Ok(look.verified)
    }
}

struct Look {
    on: DatabaseTransaction,
    verified: Verified,
    done: u64,
    of: u64,
}

impl Look {
    fn found(&mut self, finding: Finding) {
        if self.verified.findings.len() < KEPT {
            self.verified.findings.push(finding);
        } else {
            self.verified.more += 1;
        }
    }

    fn looked(&mut self, revisions: usize, heard: &mut impl FnMut(Progress)) {
        self.done += revisions as u64;
        heard(Progress { done: self.done, of: self.of });
    }

    /// Revisions, those among them that cannot be read any more.
    async fn revisions(&self, asked: Select<revision::Entity>) -> Result<Vec<Stored>, Error> {
        let rows = self.on.query_all_raw(asked.build(self.on.get_database_backend())).await?;
        let stored = |row: &QueryResult| {
            Ok(Stored {
                sequence: row.try_get_by("sequence")?,
                hash: row.try_get_by("hash").unwrap_or_default(),
                whole: revision::Model::from_query_result(row, "").ok(),
            })
        };
        rows.iter().map(stored).collect()
    }

    /// Each revision's hash, and that none is missing.
    async fn chain(&mut self, pinned: Option<&Head>, heard: &mut impl FnMut(Progress)) -> Result<(), Error> {
        let mut chain = Chain::default();
        let mut held = pinned.is_none();
        // Those of which a name was taken out, each with what is kept of what it said.
        let gaps: HashMap<i64, redaction::Model> = redaction::Entity::find()
            .all(&self.on)
            .await?
            .into_iter()
            .map(|row| (row.revision, row))
            .collect();
        loop {
            let part = revision::Entity::find()
                .filter(revision::Column::Sequence.gt(chain.size))
                .order_by_asc(revision::Column::Sequence)
                .limit(PART);
            let part = self.revisions(part).await?;
            for row in &part {
                if row.sequence != chain.next() {
                    self.found(Finding::Gap { first: chain.next(), next: row.sequence });
                }
                let right = row.whole.as_ref().is_some_and(|whole| {
                    let gap = gaps.get(&row.sequence);
                    let digests = gap.map_or_else(|| Digests::of(whole), Digests::kept);
                    let now = gap.is_none_or(|gap| gap.redacted_digest == redacted_digest(whole));
                    now && hash(&chain.head, &whole.into(), &digests)[..] == row.hash[..]
                });
                if !right {
                    self.found(Finding::Changed { sequence: row.sequence });
                }
                // What is stored goes on, so that one change is one finding.
                chain = Chain { size: row.sequence, head: row.hash.clone(), at: None };
                held |= pinned.is_some_and(|head| *head == Head::from(&chain));
            }
            if part.is_empty() {
                break;
            }
            self.looked(part.len(), heard);
        }
        if let Some(head) = pinned.filter(|_| !held) {
            self.found(Finding::Pinned { size: head.size, now: chain.size });
        }
        Ok(())
    }

    /// The rows of every table beside what the history says of them, some records at a time.
    async fn tables(&mut self, heard: &mut impl FnMut(Progress)) -> Result<(), Error> {
        let tables = tables();
        let mut records = Records { after: None, last: None };
        loop {
            records.last = self.last(records).await?;
            let told = revision::Entity::find()
                .filter(records.condition(revision::Column::RecordId))
                .order_by_asc(revision::Column::Sequence);
            let told = self.revisions(told).await?;
            let count = told.len();
            let mut expected = self.fold(told.into_iter().filter_map(|row| row.whole));
            for table in &tables {
                self.compare(table.as_ref(), records, &mut expected).await?;
            }
            // What is left is of tables that are not there.
            for ((table, record), rows) in expected {
                for sequence in rows.rows.into_values() {
                    let (table, parted) = (table.clone(), Parted::Missing);
                    self.found(Finding::Row { table, record, parted, sequence: Some(sequence) });
                }
            }
            self.looked(count, heard);
            match records.last {
                Some(last) => records.after = Some(last),
                None => return Ok(()),
            }
        }
    }

    /// The last record of the part that begins after a record; none where that part is the last one.
    async fn last(&self, records: Records) -> Result<Option<Uuid>, Error> {
        let after = Records { last: None, ..records };
        Ok(revision::Entity::find()
            .select_only()
            .column(revision::Column::RecordId)
            .filter(after.condition(revision::Column::RecordId))
            .order_by_asc(revision::Column::RecordId)
            .offset(PART - 1)
            .into_tuple()
            .one(&self.on)
            .await?)
    }

    /// The rows that revisions leave, by table and record.
    fn fold(&mut self, told: impl Iterator<Item = revision::Model>) -> HashMap<(String, Uuid), Left> {
        let mut left: HashMap<(String, Uuid), Left> = HashMap::new();
        for row in told {
            let rows = left.entry((row.record_type.clone(), row.record_id)).or_default();
            rows.last = row.sequence;
            let was = row.before.is_none_or(|before| rows.rows.remove(&before).is_some());
            let new = row.after.is_none_or(|after| rows.rows.insert(after, row.sequence).is_none());
            if !was || !new {
                let (sequence, table, record) = (row.sequence, row.record_type, row.record_id);
                self.found(Finding::Start { sequence, table, record });
            }
        }
        left
    }

    /// One table's rows of some records beside what is expected of them, which it takes out.
    async fn compare(
        &mut self,
        table: &dyn Table,
        records: Records,
        expected: &mut HashMap<(String, Uuid), Left>,
    ) -> Result<(), Error> {
        let name = table.name();
        let mut stored: HashMap<Uuid, Vec<String>> = HashMap::new();
        for (record, row) in table.rows(&self.on, records).await? {
            self.verified.rows += 1;
            stored.entry(record).or_default().push(row);
        }
        let of_table: Vec<_> = expected.keys().filter(|(table, _)| table == name).cloned().collect();
        for key in of_table {
            let left = expected.remove(&key).unwrap_or_default();
            let rows = stored.remove(&key.1).unwrap_or_default();
            self.part(name, key.1, left, rows);
        }
        for (record, rows) in stored {
            self.part(name, record, Left::default(), rows);
        }
        Ok(())
    }

    /// One record's rows in one table beside what is expected of them.
    fn part(&mut self, table: &str, record: Uuid, mut left: Left, rows: Vec<String>) {
        let untold = rows.into_iter().filter(|row| left.rows.remove(row).is_none()).count();
        let missing = left.rows.len();
        let sequence = (left.last > 0).then_some(left.last);
        for at in 0..untold.max(missing) {
            let parted = match at {
                at if at < untold.min(missing) => Parted::Other,
                _ if untold > missing => Parted::Untold,
                _ => Parted::Missing,
            };
            self.found(Finding::Row { table: table.to_owned(), record, parted, sequence });
        }
    }

    /// The bytes of each document.
    async fn documents(&mut self) -> Result<(), Error> {
        let bare: Vec<String> = document::Entity::find()
            .select_only()
            .column(document::Column::Sha256)
            .left_join(blob::Entity)
            .filter(blob::Column::Sha256.is_null())
            .order_by_asc(document::Column::Sha256)
            .into_tuple()
            .all(&self.on)
            .await?;
        for sha256 in bare {
            self.found(Finding::NoBytes { sha256 });
        }
        // Bytes that had a person's name are gone, and the document says so.
        let gaps: HashSet<String> = document::Entity::find()
            .select_only()
            .column(document::Column::Sha256)
            .filter(document::Column::Redacted.eq(true))
            .into_tuple::<String>()
            .all(&self.on)
            .await?
            .into_iter()
            .collect();
        let mut after = String::new();
        loop {
            let next = blob::Entity::find()
                .filter(blob::Column::Sha256.gt(after.as_str()))
                .order_by_asc(blob::Column::Sha256)
                .one(&self.on)
                .await?;
            let Some(kept) = next else { return Ok(()) };
            self.verified.documents += 1;
            let gap = kept.bytes.is_empty() && gaps.contains(&kept.sha256);
            if !gap && hex(&Sha256::digest(&kept.bytes)) != kept.sha256 {
                self.found(Finding::Bytes { sha256: kept.sha256.clone() });
            }
            after = kept.sha256;
        }
    }
}

/// A revision as it stands there.
struct Stored {
    sequence: i64,
    hash: Vec<u8>,
    /// None where another program wrote what is none.
    whole: Option<revision::Model>,
}

/// The rows that the history leaves of one record in one table.
#[derive(Default)]
struct Left {
    /// Each with the sequence of the revision that wrote it.
    rows: HashMap<String, i64>,
    /// The sequence of the last revision that tells of them.
    last: i64,
}
