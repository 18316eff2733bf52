//! An SQLite file read for exports, in a thread of its own and with a connection of its own: a row's values are taken
//! where SQLite has them, and rows go on in batches.

use std::{
    path::Path,
    sync::{Arc, Mutex, PoisonError},
};

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, OpenFlags, OptionalExtension, Row, Rows, params_from_iter, types::ValueRef};
use tokio::sync::mpsc;
use uuid::Uuid;

use super::{
    export::{Field, FieldKind, texts},
    version::Version,
};
use crate::Error;

/// Rows that go on together; the last of them are fewer.
pub(super) const BATCH: usize = 1_000;

/// Batches that may wait: what the reader may be ahead by.
const WAITING: usize = 2;

/// The version's statement, as `version::of` makes it.
const VERSION: &str = "SELECT sequence, record_id, at FROM revision ORDER BY sequence DESC LIMIT 1";

/// The statement of a document's bytes.
const ORIGINAL: &str = "SELECT bytes FROM blob WHERE sha256 = ?1";

/// A connection in one state of the data.
pub(super) struct Direct(Arc<Mutex<Connection>>);

/// A column that is wanted: its name, and what it holds.
type Wanted = (String, FieldKind);

impl Direct {
    /// Opens the file, and says which state it is in from now on.
    ///
    /// # Errors
    /// Where it cannot be opened or read.
    pub(super) fn open(file: &Path) -> Result<(Self, Version), Error> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(file, flags)?;
        connection.execute_batch("BEGIN")?;
        let last = connection.query_row(VERSION, [], |row| Ok(version(row))).optional()?;
        let version = last.transpose()?.unwrap_or_default();
        Ok((Self(Arc::new(Mutex::new(connection))), version))
    }

    /// Begins a statement; its rows come in batches, and an error is the last.
    pub(super) fn begin(
        &self,
        sql: String,
        values: Vec<Option<String>>,
        columns: &[(&str, FieldKind)],
    ) -> mpsc::Receiver<Result<Vec<Vec<Field>>, Error>> {
        let (send, receive) = mpsc::channel(WAITING);
        let connection = Arc::clone(&self.0);
        let columns: Vec<Wanted> = columns.iter().map(|(name, kind)| ((*name).to_owned(), *kind)).collect();
        tokio::task::spawn_blocking(move || {
            let connection = connection.lock().unwrap_or_else(PoisonError::into_inner);
            if let Err(error) = read(&connection, &sql, values, &columns, &send) {
                // Whoever asked may have gone.
                let _ = send.blocking_send(Err(error));
            }
        });
        receive
    }

    /// The bytes of a document, by their SHA-256; none where they are not kept.
    ///
    /// # Errors
    /// Where they cannot be read.
    pub(super) async fn original(&self, sha256: String) -> Result<Option<Vec<u8>>, Error> {
        let connection = Arc::clone(&self.0);
        let read = tokio::task::spawn_blocking(move || {
            let connection = connection.lock().unwrap_or_else(PoisonError::into_inner);
            let bytes = connection.query_row(ORIGINAL, [sha256], |row| row.get(0)).optional()?;
            Ok(bytes)
        });
        read.await.map_err(|_| super::export::unknown("a thread to read it"))?
    }
}

fn read(
    connection: &Connection,
    sql: &str,
    values: Vec<Option<String>>,
    columns: &[Wanted],
    send: &mpsc::Sender<Result<Vec<Vec<Field>>, Error>>,
) -> Result<(), Error> {
    let mut statement = connection.prepare(sql)?;
    let place = |(name, kind): &Wanted| Ok((statement.column_index(name)?, *kind));
    let places = columns.iter().map(place).collect::<Result<Vec<_>, Error>>()?;
    let mut rows = statement.query(params_from_iter(values))?;
    loop {
        let batch = batch(&mut rows, &places)?;
        let last = batch.len() < BATCH;
        if send.blocking_send(Ok(batch)).is_err() || last {
            return Ok(());
        }
    }
}

fn batch(rows: &mut Rows<'_>, places: &[(usize, FieldKind)]) -> Result<Vec<Vec<Field>>, Error> {
    let mut batch = Vec::with_capacity(BATCH);
    while batch.len() < BATCH
        && let Some(row) = rows.next()?
    {
        let mut fields = Vec::with_capacity(places.len());
        for (place, kind) in places {
            fields.push(field(row.get_ref(*place)?, *kind)?);
        }
        batch.push(fields);
    }
    Ok(batch)
}

fn field(value: ValueRef<'_>, kind: FieldKind) -> Result<Field, Error> {
    Ok(match (kind, value) {
        (FieldKind::Texts, ValueRef::Null) => Field::Texts(Vec::new()),
        (FieldKind::Ids, ValueRef::Null) => Field::Ids(Vec::new()),
        (_, ValueRef::Null) => Field::Null,
        (FieldKind::Integer, ValueRef::Integer(figure)) => Field::Integer(figure),
        (FieldKind::Boolean, ValueRef::Integer(figure)) => Field::Boolean(figure != 0),
        (FieldKind::Id, ValueRef::Blob(bytes)) => {
            Field::Id(Uuid::from_slice(bytes).map_err(|_| strange(kind, value))?)
        }
        (_, ValueRef::Text(bytes)) => {
            let text = str::from_utf8(bytes).map_err(|_| strange(kind, value))?;
            written(text, kind).ok_or_else(|| strange(kind, value))?
        }
        _ => return Err(strange(kind, value)),
    })
}

/// What a text says.
fn written(text: &str, kind: FieldKind) -> Option<Field> {
    match kind {
        FieldKind::Text => Some(Field::Text(text.to_owned())),
        FieldKind::Date => text.parse::<NaiveDate>().ok().map(Field::Date),
        FieldKind::Moment => moment(text).map(Field::Moment),
        FieldKind::Texts => Some(Field::Texts(texts(text).map(str::to_owned).collect())),
        FieldKind::Ids => texts(text).map(Uuid::parse_str).collect::<Result<_, _>>().ok().map(Field::Ids),
        FieldKind::Integer | FieldKind::Boolean | FieldKind::Id => None,
    }
}

/// A moment as the driver writes it: RFC 3339.
fn moment(text: &str) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(text).ok().map(|at| at.to_utc())
}

fn version(row: &Row<'_>) -> Result<Version, Error> {
    let column = |place: usize, kind| field(row.get_ref(place)?, kind);
    match (column(0, FieldKind::Integer)?, column(1, FieldKind::Id)?, column(2, FieldKind::Moment)?) {
        (Field::Integer(sequence), Field::Id(record), Field::Moment(at)) => {
            Ok(Version::new(sequence, record, at))
        }
        _ => Err(super::export::unknown("a version")),
    }
}

fn strange(kind: FieldKind, value: ValueRef<'_>) -> Error {
    super::export::unknown(&format!("{kind:?} in a value of type {}", value.data_type()))
}
