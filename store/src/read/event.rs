//! What happened to records, as those who follow the ledger read it: one event for each record that a write touched.

use std::time::Duration;

use chrono::{DateTime, Utc};
use entities::node;
use sea_orm::{ConnectionTrait, DbBackend, DbErr, QueryResult, Statement, Value};
use tokio::time::timeout;
use uuid::Uuid;

use crate::{
    Error, Store,
    ledger::{Token, chain},
};

/// So many revisions are looked at for a page, whether or not one of them is of a wanted type: what a page may cost.
const WINDOW: i64 = 5_000;

/// How long a page may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// From where events are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    /// From the first of all.
    Beginning,
    /// From now on.
    Now,
    /// What comes after a place.
    Token(Token),
}

/// What a write did to a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Operation {
    /// It was not there.
    Created,
    /// It was there: a value of it changed, or of what is told with it, such as its sources.
    Updated,
    /// It is there no more, or another record answers for it.
    Deleted,
}

/// What one write did to one record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its place: what comes after it comes later.
    pub token: Token,
    /// The record.
    pub record: Uuid,
    /// Its type, as the schema names it: "Opinion".
    pub kind: String,
    /// What happened.
    pub operation: Operation,
    /// The record that answers for it from then on, where this write merged it.
    pub merged_into: Option<Uuid>,
    /// When the write was.
    pub at: DateTime<Utc>,
}

/// A page of events, in the order in which they happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Events {
    /// The events; none where nothing that was looked at is of a wanted type.
    pub events: Vec<Event>,
    /// Where to go on from. It is further than the last event where what comes after that was looked at and not wanted.
    pub end: Token,
    /// Whether there is more to look at by now. With wanted types, a page may have no event and still more after it.
    pub more: bool,
}

impl Store {
    /// At most `first` events, in their order, of records of the given types; of all types where none is given. One
    /// statement, which looks at some thousand revisions at most.
    ///
    /// # Errors
    /// [`Error::UnknownToken`]; [`Error::Unavailable`], [`Error::Database`].
    pub async fn changes(&self, since: Since, types: &[&str], first: u64) -> Result<Events, Error> {
        // A server that is silent keeps a connection open, and says nothing on it.
        let read = timeout(PATIENCE, self.events(since, types, first)).await;
        read.unwrap_or_else(|_| Err(Error::Unavailable(DbErr::Custom("it is silent".to_owned()))))
    }

    async fn events(&self, since: Since, types: &[&str], first: u64) -> Result<Events, Error> {
        let after = match since {
            Since::Beginning => Token::default(),
            Since::Token(token) => token,
            Since::Now => {
                let end = Token::from(&chain(&self.connection).await?);
                return Ok(Events { events: Vec::new(), end, more: false });
            }
        };
        let rows = self.line().query_all_raw(self.page_of_events(after, types, first)).await?;
        let mut read = Events { events: Vec::new(), end: after, more: false };
        let Some(row) = rows.first() else { return Ok(read) };
        let known: Option<Vec<u8>> = row.try_get("", "known")?;
        if !after.is_of(known.as_deref()) {
            return Err(Error::UnknownToken);
        }
        for row in &rows {
            if let Some(sequence) = row.try_get::<Option<i64>>("", "sequence")? {
                read.events.push(event(row, sequence)?);
            }
        }
        read.more = read.events.len() as u64 > first;
        if read.more {
            read.events.truncate(usize::try_from(first).unwrap_or(usize::MAX));
            read.end = read.events.last().map_or(after, |last| last.token);
        } else if let Some(looked) = row.try_get::<Option<i64>>("", "looked")? {
            let last: i64 = row.try_get("", "last")?;
            let hash: Vec<u8> = row.try_get("", "looked_hash")?;
            (read.end, read.more) = (Token::new(looked, &hash), looked < last);
        }
        Ok(read)
    }

    /// The statement of a page: one row for each event and one more than is wanted, or a row without an event. Each says
    /// besides which hash the token's place has, how far was looked, and where the ledger ends.
    ///
    /// A write's revisions of a record follow each other in the record's own history, so the one before tells whether a
    /// revision is its write's first.
    fn page_of_events(&self, after: Token, types: &[&str], first: u64) -> Statement {
        let (after, until) = (after.sequence, after.sequence.saturating_add(WINDOW));
        let limit = i64::try_from(first).unwrap_or(i64::MAX).saturating_add(1);
        let of_types = match types.len() {
            0 => String::new(),
            many => format!("AND n.type IN ({})", vec!["?"; many].join(", ")),
        };
        let sql = format!(
            "SELECT page_end.*, events.* FROM (
                SELECT (SELECT hash FROM revision WHERE sequence = ?) AS known,
                    (SELECT max(sequence) FROM revision) AS last,
                    (SELECT max(sequence) FROM revision WHERE sequence <= ?) AS looked,
                    (SELECT hash FROM revision WHERE sequence <= ? ORDER BY sequence DESC LIMIT 1) AS looked_hash
            ) page_end LEFT JOIN (
                SELECT r.sequence, r.record_id, r.record_type, r.at, r.hash, n.type AS kind,
                    r.before IS NULL AS made, r.after IS NULL AS gone,
                    CASE WHEN r.record_type = 'node' THEN r.before END AS node_before,
                    CASE WHEN r.record_type = 'node' THEN r.after END AS node_after
                FROM revision r JOIN node n ON n.id = r.record_id
                WHERE r.sequence > ? AND r.sequence <= ? {of_types} AND NOT EXISTS (
                    SELECT 1 FROM (
                        SELECT p.at FROM revision p WHERE p.record_id = r.record_id AND p.sequence < r.sequence
                        ORDER BY p.sequence DESC LIMIT 1
                    ) previous WHERE previous.at = r.at
                ) ORDER BY r.sequence LIMIT ?
            ) events ON 1 = 1 ORDER BY events.sequence"
        );
        let figures = [after, until, until, after, until].map(Value::from).into_iter();
        let types = types.iter().map(|name| Value::from(*name));
        let values = figures.chain(types).chain([Value::from(limit)]);
        let backend = self.connection.get_database_backend();
        Statement::from_sql_and_values(backend, numbered(&sql, backend), values)
    }
}

/// PostgreSQL counts the places of values.
fn numbered(sql: &str, backend: DbBackend) -> String {
    if backend != DbBackend::Postgres {
        return sql.to_owned();
    }
    let mut parts = sql.split('?');
    let begun = parts.next().unwrap_or_default().to_owned();
    parts.zip(1..).fold(begun, |sql, (part, place)| format!("{sql}${place}{part}"))
}

fn event(row: &QueryResult, sequence: i64) -> Result<Event, Error> {
    let hash: Vec<u8> = row.try_get("", "hash")?;
    let (table, kind): (String, String) = (row.try_get("", "record_type")?, row.try_get("", "kind")?);
    let merged = |column: &str| -> Result<Option<Uuid>, DbErr> {
        let text: Option<String> = row.try_get("", column)?;
        let node = text.map(|text| serde_json::from_str::<node::Model>(&text)).transpose();
        Ok(node.map_err(|error| DbErr::Json(error.to_string()))?.and_then(|node| node.merged_into))
    };
    let merged_into = merged("node_after")?;
    // A node's own row comes before all others of its record, and then the row that is the record.
    let is_main = table == "node" || table == table_of(&kind);
    let operation = if merged_into.is_some() || is_main && row.try_get("", "gone")? {
        Operation::Deleted
    } else if merged("node_before")?.is_some() || is_main && row.try_get("", "made")? {
        Operation::Created
    } else {
        Operation::Updated
    };
    let token = Token::new(sequence, &hash);
    let record = row.try_get("", "record_id")?;
    Ok(Event { token, record, kind, operation, merged_into, at: row.try_get("", "at")? })
}

/// The table of a type: "VotePosition" is in `vote_position`.
fn table_of(kind: &str) -> String {
    let mut table = String::new();
    for letter in kind.chars() {
        if letter.is_uppercase() && !table.is_empty() {
            table.push('_');
        }
        table.extend(letter.to_lowercase());
    }
    table
}

#[cfg(test)]
mod tests {
    use super::table_of;
    use crate::recorded::tables;

    #[test]
    fn each_type_has_its_table() {
        let tables = tables();
        let known = |kind: &str| tables.iter().any(|table| table.name() == table_of(kind));
        assert!(["Opinion", "VotePosition", "ThemeAssignment", "FollowUp"].into_iter().all(known));
    }
}
