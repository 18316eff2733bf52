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
    // Texts in the order of their bytes, and a table that a read of its key's index alone answers.
    let (bytewise, covering, clustered) = match backend {
        DbBackend::Postgres => ("text COLLATE \"C\"", "INCLUDE (impact, noun)", ""),
        _ => ("text", "", "WITHOUT ROWID"),
    };
    sql.replace("{uuid}", uuid)
        .replace("{bytes}", bytes)
        .replace("{time}", time)
        .replace("{date}", date)
        .replace("{bytewise}", bytewise)
        .replace("{covering impact, noun}", covering)
        .replace("{clustered}", clustered)
        .replace("{basis}", "text NOT NULL CHECK (basis IN ('TEXT', 'INFERRED', 'REFERENCE', 'EDITOR'))")
}
