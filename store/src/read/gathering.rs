//! Statements that go together: what the loaders of a request ask for in one turn is one statement. Each statement that goes
//! by itself takes about as long to send, to begin and to answer as it takes to read its rows.
//!
//! A database promises no order of rows that come together, so each says where it stands among those that were asked for
//! with it.

use std::{
    mem::take,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use sea_orm::{ConnectionTrait, DbErr, Statement, Value};
use tokio::sync::oneshot;
use uuid::Uuid;

use super::{
    columns::{Columns, Stored},
    wording::{Ordered, Text},
};
use crate::{Error, Store};

/// So many go together at most: each set of them is a statement that the database has to plan.
const MOST: usize = 12;

/// What one read asks for.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) text: Arc<Text>,
    pub(super) values: Vec<Value>,
}

/// Where a row stands among those of its statement.
type Place = (Option<i64>, Option<Vec<u8>>, Option<Uuid>);

/// The reads of a request that wait to go together.
#[derive(Debug, Default)]
pub(crate) struct Gathering(Mutex<Vec<Waiting>>);

#[derive(Debug)]
struct Waiting {
    part: Part,
    answer: oneshot::Sender<Result<Vec<Stored>, DbErr>>,
}

impl Store {
    /// The same store for one request, whose reads wait until [`Store::together`] sends them: whoever reads from it must be
    /// beside somebody who does that, or waits for ever.
    #[must_use]
    pub fn gathering(&self) -> Self {
        Self { gathering: self.past.is_none().then(Default::default), ..self.reading() }
    }

    /// How many reads wait to be sent.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.gathering.as_ref().map_or(0, |gathering| gathering.lock().len())
    }

    /// Sends the reads that wait, as one statement where there are several. None where none waits.
    #[must_use]
    pub fn together(&self) -> Option<impl Future<Output = ()> + Send + use<>> {
        let waiting = take(&mut *self.gathering.as_ref()?.lock());
        if waiting.is_empty() {
            return None;
        }
        let store = self.clone();
        Some(async move {
            let mut waiting = waiting.into_iter().peekable();
            while waiting.peek().is_some() {
                store.send(waiting.by_ref().take(MOST).collect()).await;
            }
        })
    }

    /// The rows that a read asks for, in its order.
    pub(super) async fn rows(&self, part: Part) -> Result<Vec<Stored>, Error> {
        let Some(gathering) = &self.gathering else { return self.alone(part).await };
        let (answer, answered) = oneshot::channel();
        gathering.lock().push(Waiting { part, answer });
        let rows = answered.await.map_err(|_| DbErr::Custom("a read was given up".to_owned()))?;
        Ok(rows?)
    }

    /// The rows of a read that goes by itself whatever others wait, in its order.
    pub(super) async fn alone(&self, part: Part) -> Result<Vec<Stored>, Error> {
        Ok(self.single(part).await?)
    }

    async fn send(&self, waiting: Vec<Waiting>) {
        let mut failed = None;
        if waiting.len() > 1 {
            match self.beside(&waiting).await {
                Ok(rows) => {
                    for (waiting, rows) in waiting.into_iter().zip(rows) {
                        // Who asked may have gone.
                        let _ = waiting.answer.send(Ok(rows));
                    }
                    return;
                }
                Err(error) => {
                    tracing::warn!(%error, "reads that went together go one by one");
                    failed = Some(error);
                }
            }
        }
        for waiting in waiting {
            // Each gets its own error, or its rows. Where nothing was reached, each would wait as long as all of them have.
            let rows = match failed.as_ref().and_then(unreached) {
                Some(same) => Err(same),
                None => self.single(waiting.part).await,
            };
            let _ = waiting.answer.send(rows);
        }
    }

    async fn single(&self, Part { text, values }: Part) -> Result<Vec<Stored>, DbErr> {
        let backend = self.connection.get_database_backend();
        let statement = Statement::from_sql_and_values(backend, text.alone(backend), values);
        let rows = self.line().query_all_raw(statement).await?;
        Ok(rows.into_iter().map(Stored::Whole).collect())
    }

    /// The rows of each, by one statement.
    async fn beside(&self, waiting: &[Waiting]) -> Result<Vec<Vec<Stored>>, DbErr> {
        let backend = self.connection.get_database_backend();
        let parts: Vec<Arc<Text>> = waiting.iter().map(|waiting| Arc::clone(&waiting.part.text)).collect();
        let values: Vec<Value> =
            waiting.iter().flat_map(|waiting| waiting.part.values.iter().cloned()).collect();
        let sql = self.wording.joint(parts, backend);
        let mut rows: Vec<Vec<(Place, Stored)>> = waiting.iter().map(|_| Vec::new()).collect();
        for row in self.line().query_all_raw(Statement::from_sql_and_values(backend, &*sql, values)).await? {
            let mut columns = Columns::of(&row);
            let part: i32 = columns.next()?;
            let place = (columns.next()?, columns.next()?, columns.next()?);
            let row = Stored::Beside(row);
            match usize::try_from(part) {
                Ok(part) => rows.get_mut(part).ok_or_else(unknown)?.push((place, row)),
                // The state of the data, which all of them are of.
                Err(_) => self.saw(Columns::stored(&row)?.next()?),
            }
        }
        let ordered = rows.into_iter().zip(waiting).map(|(mut rows, Waiting { part, .. })| {
            rows.sort_by(|(one, _), (other, _)| match part.text.order() {
                Some(Ordered { descending: true, .. }) => other.cmp(one),
                _ => one.cmp(other),
            });
            rows.into_iter().map(|(_, row)| row).collect()
        });
        Ok(ordered.collect())
    }
}

impl Gathering {
    fn lock(&self) -> MutexGuard<'_, Vec<Waiting>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The same error once more, where it says that there is no connection.
fn unreached(error: &DbErr) -> Option<DbErr> {
    match error {
        DbErr::ConnectionAcquire(cause) => Some(DbErr::ConnectionAcquire(*cause)),
        DbErr::Conn(cause) => Some(DbErr::Conn(cause.clone())),
        _ => None,
    }
}

fn unknown() -> DbErr {
    DbErr::Type("a row is of no statement that was sent".to_owned())
}
