//! Whole datasets, a row after the other: one statement each, in one state of the data.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use entities::blob;
use futures_util::{
    Stream, StreamExt, TryStreamExt,
    stream::{self, BoxStream},
};
use sea_orm::{
    AccessMode, ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, EntityTrait, IsolationLevel,
    QueryResult, Statement, StreamTrait, TransactionTrait,
};
use uuid::Uuid;

use super::{
    dialect::fill,
    direct::{self, Direct},
    version::Version,
};
use crate::{Error, Store};

/// What a column of an export holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// A text, or a word.
    Text,
    /// A whole figure.
    Integer,
    /// Yes or no.
    Boolean,
    /// A day.
    Date,
    /// A moment.
    Moment,
    /// An id.
    Id,
    /// Ids in their order.
    Ids,
    /// Texts in their order.
    Texts,
}

/// One value of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Field {
    /// Nothing is known.
    Null,
    /// A text, or a word.
    Text(String),
    /// A whole figure.
    Integer(i64),
    /// Yes or no.
    Boolean(bool),
    /// A day.
    Date(chrono::NaiveDate),
    /// A moment.
    Moment(chrono::DateTime<chrono::Utc>),
    /// An id.
    Id(Uuid),
    /// Ids in their order; none where there are none.
    Ids(Vec<Uuid>),
    /// Texts in their order.
    Texts(Vec<String>),
}

/// The statements, by the names of the datasets.
const STATEMENTS: [(&str, &str); 37] = [
    ("territories", include_str!("../../sql/territory.sql")),
    ("organisations", include_str!("../../sql/organisation.sql")),
    ("persons", include_str!("../../sql/person.sql")),
    ("memberships", include_str!("../../sql/membership.sql")),
    ("sessions", include_str!("../../sql/session.sql")),
    ("reports", include_str!("../../sql/report.sql")),
    ("priorities", include_str!("../../sql/priority.sql")),
    ("opinions", include_str!("../../sql/opinion.sql")),
    ("rapporteurs", include_str!("../../sql/rapporteur.sql")),
    ("sections", include_str!("../../sql/section.sql")),
    ("paragraphs", include_str!("../../sql/paragraph.sql")),
    ("declarations", include_str!("../../sql/declaration.sql")),
    ("votes", include_str!("../../sql/vote.sql")),
    ("vote-positions", include_str!("../../sql/vote_position.sql")),
    ("deliberations", include_str!("../../sql/deliberation.sql")),
    ("initiatives", include_str!("../../sql/initiative.sql")),
    ("mentions", include_str!("../../sql/mention.sql")),
    ("milestones", include_str!("../../sql/milestone.sql")),
    ("recommendations", include_str!("../../sql/recommendation.sql")),
    ("follow-ups", include_str!("../../sql/follow_up.sql")),
    ("themes", include_str!("../../sql/theme.sql")),
    ("theme-assignments", include_str!("../../sql/theme_assignment.sql")),
    ("documents", include_str!("../../sql/document.sql")),
    ("problems", include_str!("../../sql/problem.sql")),
    ("sources", include_str!("../../sql/source.sql")),
    ("originals", include_str!("../../sql/original.sql")),
    ("decisions", include_str!("../../sql/decision.sql")),
    ("revisions", include_str!("../../sql/revision.sql")),
    ("opinions-flat", include_str!("../../sql/opinions_flat.sql")),
    ("publications", include_str!("../../sql/publication.sql")),
    ("scdl-deliberations", include_str!("../../sql/scdl.sql")),
    ("scdl-extended", include_str!("../../sql/scdl.sql")),
    ("popolo-organisations", include_str!("../../sql/popolo_organisation.sql")),
    ("popolo-persons", include_str!("../../sql/popolo_person.sql")),
    ("popolo-votes", include_str!("../../sql/popolo_vote.sql")),
    ("popolo-ballots", include_str!("../../sql/popolo_ballot.sql")),
    ("popolo-speeches", include_str!("../../sql/popolo_speech.sql")),
];

/// What parts the values of a list in the databases' answers: no text holds it, for documents lose their controls.
const SEPARATOR: char = '\u{1f}';

/// Rows that go on together, where the rows come one by one.
const BATCH: usize = 1_000;

/// One state of the data: whatever is written meanwhile, all that is read of it belongs together.
pub struct Snapshot {
    source: Source,
    version: Version,
    statements: Arc<AtomicU64>,
}

/// What holds the state.
enum Source {
    /// A transaction of the driver's.
    Transaction(DatabaseTransaction),
    /// A file that is read directly.
    File(Direct),
}

impl Store {
    /// The state that the data has now. It holds a connection until it is dropped.
    ///
    /// # Errors
    /// [`Error::Unavailable`], [`Error::Database`].
    pub async fn snapshot(&self) -> Result<Snapshot, Error> {
        let statements = Arc::clone(&self.statements);
        if let Some(file) = self.file.clone() {
            // A file may be open in a manner that a second connection does not know: then the first reads it.
            let opened = tokio::task::spawn_blocking(move || Direct::open(&file)).await;
            if let Ok(Ok((direct, version))) = opened {
                return Ok(Snapshot { source: Source::File(direct), version, statements });
            }
        }
        // SQLite's transactions see one state anyway, and it knows no other isolation.
        let isolation = (self.connection.get_database_backend() == DbBackend::Postgres)
            .then_some((IsolationLevel::RepeatableRead, AccessMode::ReadOnly));
        let (level, access) = (isolation.map(|(level, _)| level), isolation.map(|(_, access)| access));
        let transaction = self.connection.begin_with_config(level, access).await?;
        let version = super::version::of(&transaction).await?;
        Ok(Snapshot { source: Source::Transaction(transaction), version, statements })
    }
}

impl Snapshot {
    /// The version of the data.
    #[must_use]
    pub fn version(&self) -> Version {
        self.version
    }

    /// The rows of a dataset, some at a time, with these columns, in its order: by id, but for those that have none.
    /// `values` are what its statement asks for: of publications the territory's code, the theme's slug, the first and
    /// the last day; of Popolo's votes the id after which they come, of its ballots the first and the last vote.
    ///
    /// # Errors
    /// [`Error::Unavailable`], [`Error::Database`]; also of a dataset or column that there is not, which is a fault of
    /// the program.
    pub async fn batches<'a>(
        &'a self,
        dataset: &str,
        columns: &'a [(&'a str, FieldKind)],
        values: &[Option<String>],
    ) -> Result<BoxStream<'a, Result<Vec<Vec<Field>>, Error>>, Error> {
        let sql = STATEMENTS.iter().find(|(name, _)| *name == dataset).map(|(_, sql)| *sql);
        let sql = sql.ok_or_else(|| unknown(dataset))?;
        // As many as the statement names: SQLite and PostgreSQL both want no other number.
        let named = (1..).take_while(|place| sql.contains(&format!(" {place}}}"))).count();
        let values = (0..named).map(|place| values.get(place).cloned().flatten());
        match &self.source {
            Source::File(direct) => {
                self.statements.fetch_add(1, Ordering::Relaxed);
                let batches = direct.begin(fill(sql, DbBackend::Sqlite), values.collect(), columns);
                // The last batch is short, be it empty: a thread that ended before it has read some of the rows.
                let read = (batches, false);
                Ok(stream::unfold(read, async |(mut batches, ended)| match batches.recv().await {
                    Some(batch) => {
                        let ended = batch.as_ref().map_or(true, |rows| rows.len() < direct::BATCH);
                        Some((batch, (batches, ended)))
                    }
                    None if ended => None,
                    None => Some((Err(unknown("end of its rows")), (batches, true))),
                })
                .boxed())
            }
            Source::Transaction(transaction) => {
                let backend = ConnectionTrait::get_database_backend(transaction);
                let values = values.map(Into::into);
                let statement = Statement::from_sql_and_values(backend, fill(sql, backend), values);
                let rows = transaction.stream_raw(statement).await?;
                let mut places: Option<Vec<usize>> = None;
                let rows = rows.map(move |row| {
                    let row = row?;
                    let places = match &places {
                        Some(places) => places,
                        None => places.insert(placed(&row, columns)?),
                    };
                    columns.iter().zip(places).map(|((_, kind), place)| field(&row, *place, *kind)).collect()
                });
                Ok(rows.try_chunks(BATCH).map_err(|cut| cut.1).boxed())
            }
        }
    }

    /// The same, a row at a time.
    ///
    /// # Errors
    /// As [`Snapshot::batches`].
    pub async fn rows<'a>(
        &'a self,
        dataset: &str,
        columns: &'a [(&'a str, FieldKind)],
        values: &[Option<String>],
    ) -> Result<impl Stream<Item = Result<Vec<Field>, Error>> + 'a, Error> {
        let batches = self.batches(dataset, columns, values).await?;
        Ok(batches.map_ok(|batch| stream::iter(batch.into_iter().map(Ok))).try_flatten())
    }

    /// The bytes of a document, by their SHA-256; none where they are not kept.
    ///
    /// # Errors
    /// [`Error::Unavailable`], [`Error::Database`].
    pub async fn original(&self, sha256: &str) -> Result<Option<Vec<u8>>, Error> {
        match &self.source {
            Source::File(direct) => {
                self.statements.fetch_add(1, Ordering::Relaxed);
                direct.original(sha256.to_owned()).await
            }
            Source::Transaction(transaction) => {
                let kept = blob::Entity::find_by_id(sha256.to_owned()).one(transaction).await?;
                Ok(kept.map(|kept| kept.bytes))
            }
        }
    }
}

/// Where the columns stand in a row.
fn placed(row: &QueryResult, columns: &[(&str, FieldKind)]) -> Result<Vec<usize>, Error> {
    let names = row.column_names();
    let place = |(name, _): &(&str, FieldKind)| {
        names.iter().position(|each| each == name).ok_or_else(|| unknown(name))
    };
    columns.iter().map(place).collect()
}

fn field(row: &QueryResult, place: usize, kind: FieldKind) -> Result<Field, Error> {
    let read = match kind {
        FieldKind::Text => row.try_get_by_index::<Option<String>>(place)?.map(Field::Text),
        FieldKind::Integer => integer(row, place)?.map(Field::Integer),
        FieldKind::Boolean => row.try_get_by_index::<Option<bool>>(place)?.map(Field::Boolean),
        FieldKind::Date => row.try_get_by_index::<Option<_>>(place)?.map(Field::Date),
        FieldKind::Moment => row.try_get_by_index::<Option<_>>(place)?.map(Field::Moment),
        FieldKind::Id => row.try_get_by_index::<Option<Uuid>>(place)?.map(Field::Id),
        FieldKind::Texts => {
            let joined: Option<String> = row.try_get_by_index(place)?;
            let each = joined.map(|joined| texts(&joined).map(str::to_owned).collect());
            Some(Field::Texts(each.unwrap_or_default()))
        }
        FieldKind::Ids => {
            let joined: Option<String> = row.try_get_by_index(place)?;
            let ids = joined.iter().flat_map(|ids| texts(ids));
            let ids: Result<Vec<Uuid>, _> = ids.map(Uuid::parse_str).collect();
            Some(Field::Ids(ids.map_err(|_| unknown("an id in a list"))?))
        }
    };
    Ok(read.unwrap_or(Field::Null))
}

/// The texts of a list in a database's answer.
pub(super) fn texts(joined: &str) -> impl Iterator<Item = &str> {
    joined.split(SEPARATOR)
}

pub(super) fn unknown(what: &str) -> Error {
    Error::Database(DbErr::Custom(format!("the export has no {what}")))
}

/// PostgreSQL tells 32 bits from 64.
fn integer(row: &QueryResult, place: usize) -> Result<Option<i64>, Error> {
    match row.try_get_by_index::<Option<i64>>(place) {
        Ok(figure) => Ok(figure),
        Err(_) => Ok(row.try_get_by_index::<Option<i32>>(place)?.map(i64::from)),
    }
}

#[cfg(test)]
mod tests {
    use super::STATEMENTS;

    #[test]
    fn every_statement_has_an_order() {
        for (name, sql) in STATEMENTS {
            assert!(sql.contains("\nORDER BY "), "{name}");
        }
    }
}
