//! The words that SQLite and PostgreSQL do not share.

use sea_orm_migration::sea_orm::DbBackend;

/// Fills the braces of a statement in for one database.
///
/// SQLite gives a column its affinity by the words in its type: the names here keep dates, times and ids
/// as they were written, where a bare `timestamptz` would have numeric affinity.
pub(crate) fn fill(sql: &str, backend: DbBackend) -> String {
    let (uuid, bytes, time, date) = match backend {
        DbBackend::Postgres => ("uuid", "bytea", "timestamptz", "date"),
        _ => ("uuid_blob", "blob", "timestamp_with_timezone_text", "date_text"),
    };
    // Texts in the order of their bytes, and a table whose rows stand in the order of its key.
    let (bytewise, clustered) = match backend {
        DbBackend::Postgres => ("text COLLATE \"C\"", ""),
        _ => ("text", "WITHOUT ROWID"),
    };
    covered(sql, backend)
        .replace("{uuid}", uuid)
        .replace("{bytes}", bytes)
        .replace("{time}", time)
        .replace("{date}", date)
        .replace("{bytewise}", bytewise)
        .replace("{clustered}", clustered)
        .replace("{basis}", "text NOT NULL CHECK (basis IN ('TEXT', 'INFERRED', 'REFERENCE', 'EDITOR'))")
}

/// Fills in `{covering a, b}` after a key, and `{carrying a, b}` as the last columns of an index: a read of the index alone
/// answers what asks for these columns. The first is for PostgreSQL, where in SQLite the rows of a clustered table are that
/// index; the second is for SQLite, where a row of a clustered table is looked up by its key.
fn covered(sql: &str, backend: DbBackend) -> String {
    let (covering, carrying): (Words, Words) = match backend {
        DbBackend::Postgres => (|columns| format!("INCLUDE ({columns})"), |_| String::new()),
        _ => (|_| String::new(), |columns| format!(", {columns}")),
    };
    let sql = listed(sql, "{covering ", covering);
    listed(&sql, "{carrying ", carrying)
}

/// What is said of columns.
type Words = fn(&str) -> String;

/// Says something of the columns in each pair of braces that begins so.
fn listed(sql: &str, begin: &str, words: Words) -> String {
    let mut parts = sql.split(begin);
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (columns, rest) = part.split_once('}').unwrap_or((part, ""));
        filled.push_str(&words(columns));
        filled.push_str(rest);
    }
    filled
}
