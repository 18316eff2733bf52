//! The texts of reads that are alike but for the ids that they are for: each is made once. To make one took longer than to
//! read a record by it.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError},
};

use sea_orm::{
    DbBackend, Value, Values,
    sea_query::{self, Expr, SelectStatement},
};
use uuid::Uuid;

use super::{columns::Without, gathering::Part, held, join::Joining, page::Page, page::Sort, parent::Parent};
use crate::Store;

/// So many texts are kept, of a few kilobytes each; where there are more, all are made anew.
const MOST: usize = 512;

/// What a read is made of.
#[derive(Clone, Debug)]
pub(super) struct Made {
    /// The statement, in no order.
    pub(super) select: SelectStatement,
    /// How many columns it has.
    pub(super) columns: usize,
    /// What its rows are ordered by; none where that says nothing.
    pub(super) order: Option<Ordered>,
    /// At most so many rows, where that is so for all that are alike. It stands in the text as a figure: of a limit that is
    /// bound PostgreSQL expects a tenth of the table, and plans the statement anew.
    pub(super) limit: Option<u64>,
}

/// The order of a list: by a column, and by the id of those that are the same in it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ordered {
    pub(super) by: By,
    pub(super) id: Column,
    pub(super) descending: bool,
}

/// A column that orders.
#[derive(Clone, Copy, Debug)]
pub(super) enum By {
    /// A figure.
    Rank(Column),
    /// A sort key.
    Key(Column),
}

/// A table, or its alias, and a column of it.
type Column = (&'static str, &'static str);

/// What tells reads apart that differ in more than their ids.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Alike {
    pub(super) what: What,
    pub(super) table: &'static str,
    pub(super) joins: Vec<Joining>,
    pub(super) without: Without,
}

/// What is read of a table.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum What {
    Records,
    Children(Parent),
    Links(Parent),
    Count(Parent),
    /// A page from the start or the end of each list, or of the whole table.
    Page(Option<Parent>, Sort, Page),
}

/// A read's text.
#[derive(Debug)]
pub(super) struct Text {
    made: Made,
    alone: OnceLock<String>,
    beside: OnceLock<String>,
    /// Whether it is kept for those that are alike.
    kept: bool,
}

/// The texts that were made.
#[derive(Debug, Default)]
pub(crate) struct Wording {
    texts: Mutex<HashMap<Key, Arc<Text>>>,
    joint: Mutex<HashMap<Vec<usize>, Joint>>,
}

/// What else the text depends on: how many ids it has places for, and whether it asks for the state of the data.
type Key = (Alike, usize, bool);

/// The text of several, and those, so that their places in memory are nobody else's.
type Joint = (Vec<Arc<Text>>, Arc<str>);

impl Store {
    /// A read for some ids, whose values are those of [`Store::is_among`] and no others.
    pub(super) fn alike(&self, alike: Alike, ids: &[Uuid], make: impl FnOnce() -> Made) -> Part {
        let values = if ids.is_empty() { Vec::new() } else { self.id_values(ids) };
        let places = if self.is_postgres() { ids.len().min(2) } else { ids.len() };
        let key = (alike, places, self.asks_state());
        let mut texts = lock(&self.wording.texts);
        let text = match texts.get(&key) {
            Some(text) => Arc::clone(text),
            None => {
                let text = Arc::new(Text::new(make(), true));
                debug_assert_eq!(text.made.build(self.connection.get_database_backend()).1, values);
                if texts.len() >= MOST {
                    texts.clear();
                }
                texts.insert(key, Arc::clone(&text));
                text
            }
        };
        Part { text, values }
    }

    /// A read that is like no other.
    pub(super) fn unlike(&self, made: Made) -> Part {
        let text = Text::new(made, false);
        let (sql, values) = text.made.build(self.connection.get_database_backend());
        let _ = text.alone.set(sql);
        Part { text: Arc::new(text), values }
    }
}

impl Wording {
    /// One text of several: of each row the number of its part, its place in that, and its columns. PostgreSQL wants the same
    /// columns in all parts, and a record is one; SQLite takes what there is.
    pub(super) fn joint(&self, parts: Vec<Arc<Text>>, backend: DbBackend) -> Arc<str> {
        if !parts.iter().all(|part| part.kept) {
            return joint(&parts, backend).into();
        }
        let key: Vec<usize> = parts.iter().map(|part| Arc::as_ptr(part).addr()).collect();
        let mut known = lock(&self.joint);
        if let Some((_, sql)) = known.get(&key) {
            return Arc::clone(sql);
        }
        let sql: Arc<str> = joint(&parts, backend).into();
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(key, (parts, Arc::clone(&sql)));
        sql
    }
}

impl Text {
    fn new(made: Made, kept: bool) -> Self {
        Self { made, alone: OnceLock::new(), beside: OnceLock::new(), kept }
    }

    pub(super) fn order(&self) -> Option<Ordered> {
        self.made.order
    }

    /// As a statement of its own.
    pub(super) fn alone(&self, backend: DbBackend) -> &str {
        self.alone.get_or_init(|| self.made.build(backend).0)
    }

    /// With the places of its rows as the last two columns.
    fn beside(&self, backend: DbBackend) -> &str {
        self.beside.get_or_init(|| {
            let mut made = self.made.clone();
            let (by, id) = match made.order {
                Some(order) => (Expr::col(order.by.column()), Expr::col(order.id)),
                None => (Expr::cust("NULL"), Expr::cust("NULL")),
            };
            made.select.expr_as(by, "place_by").expr_as(id, "place_id");
            // Without a limit, who puts the rows together puts them in order too.
            made.order = made.order.filter(|_| made.limit.is_some());
            made.build(backend).0
        })
    }
}

impl Made {
    fn build(&self, backend: DbBackend) -> (String, Vec<Value>) {
        let mut select = self.select.clone();
        if let Some(order) = self.order {
            let direction = if order.descending { sea_query::Order::Desc } else { sea_query::Order::Asc };
            select.order_by(order.by.column(), direction.clone()).order_by(order.id, direction);
        }
        let statement = backend.build(&select);
        let mut sql = statement.sql;
        if let Some(limit) = self.limit {
            sql += &format!(" LIMIT {limit}");
        }
        (sql, statement.values.map(|Values(values)| values).unwrap_or_default())
    }
}

impl By {
    fn column(self) -> Column {
        match self {
            Self::Rank(column) | Self::Key(column) => column,
        }
    }
}

fn joint(parts: &[Arc<Text>], backend: DbBackend) -> String {
    let is_postgres = backend == DbBackend::Postgres;
    let most = parts.iter().map(|part| part.made.columns).max().unwrap_or_default();
    let filled = |columns: usize| ", NULL".repeat(most - columns);
    let mut sql = String::with_capacity(4_096);
    let mut values = 0;
    let mut state = false;
    for (number, part) in parts.iter().enumerate() {
        let (begin, place) = (if number == 0 { "" } else { " UNION ALL " }, place(part.made.order));
        let columns =
            if is_postgres { "ROW(p.*)".to_owned() } else { format!("p.*{}", filled(part.made.columns)) };
        sql += &format!("{begin}SELECT {number} AS part, {place}, {columns} FROM (");
        let own = part.beside(backend);
        state |= own.contains(held::HEAD);
        let own = own.replacen(held::HEAD, held::no_state(backend), 1);
        values += renumbered(&own, values, &mut sql);
        sql += ") AS p";
    }
    // Once for all of them.
    if state {
        let head = held::HEAD;
        let columns =
            if is_postgres { format!("ROW({head})") } else { format!("{head}, NULL, NULL{}", filled(1)) };
        sql += &format!(" UNION ALL SELECT -1, {}, {columns}", place(None));
    }
    sql
}

/// The columns that say at which place a row is.
fn place(order: Option<Ordered>) -> &'static str {
    match order.map(|order| order.by) {
        None => "CAST(NULL AS bigint), CAST(NULL AS bytea), CAST(NULL AS uuid)",
        Some(By::Rank(_)) => "CAST(p.place_by AS bigint), CAST(NULL AS bytea), p.place_id",
        Some(By::Key(_)) => "CAST(NULL AS bigint), p.place_by, p.place_id",
    }
}

/// Writes a text whose values come after so many others, where values have numbers; says how many it has. No literal text
/// stands in it, so that a dollar sign is of a value's number.
fn renumbered(sql: &str, before: usize, to: &mut String) -> usize {
    let mut pieces = sql.split('$');
    to.push_str(pieces.next().unwrap_or_default());
    let mut most = 0;
    for piece in pieces {
        let digits = piece.bytes().take_while(u8::is_ascii_digit).count();
        let number = piece[..digits].parse::<usize>().unwrap_or_default();
        most = most.max(number);
        *to += &format!("${}{}", number + before, &piece[digits..]);
    }
    most
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::renumbered;

    #[test]
    fn the_values_of_a_statement_are_counted_on_from_those_before_it() {
        let mut sql = String::new();
        let values = renumbered("SELECT a FROM t WHERE b = $1 AND c IN ($2, $10)", 3, &mut sql);
        assert_eq!((sql.as_str(), values), ("SELECT a FROM t WHERE b = $4 AND c IN ($5, $13)", 10));
    }
}
