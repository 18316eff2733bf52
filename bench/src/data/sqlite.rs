//! Rows into a file of SQLite, in one transaction.

use std::fs;

use rusqlite::{Connection, ToSql, params_from_iter, types::ToSqlOutput};

use super::{
    Sizes, TALLY, forget_index,
    row::{Cell, Rows},
};

/// The least that is held in memory, in kibibytes.
const LEAST: u64 = 1 << 20;

/// An open file, whose secondary indexes are made again at the end.
pub(super) struct Sink {
    file: String,
    connection: Connection,
    indexes: Vec<String>,
}

impl Sink {
    /// Begins.
    ///
    /// # Errors
    /// Where the file is none of `hemicycle migrate`, or has records.
    pub(super) fn open(file: &str, sizes: &Sizes) -> Result<Self, String> {
        let wrong = |error: rusqlite::Error| format!("{file}: {error}");
        let connection = Connection::open(file).map_err(wrong)?;
        let records: u32 = connection
            .query_row("SELECT count(*) FROM (SELECT 1 FROM node LIMIT 1)", [], |row| row.get(0))
            .map_err(|error| {
                format!("{file}: {error}. Run `hemicycle migrate --database sqlite://{file}`")
            })?;
        if records > 0 {
            return Err(format!("{file} has records. Fill a new one"));
        }
        // A file that a crash spoils is filled again.
        let settings = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF;";
        connection.execute_batch(&format!("{settings} PRAGMA cache_size = -{};", cache())).map_err(wrong)?;
        let made = indexes(&connection).map_err(wrong)?;
        let drops: String = made.iter().map(|(name, _)| format!("DROP INDEX {name};\n")).collect();
        connection.execute_batch(&format!("BEGIN;\n{drops}{}", forget_index(sizes))).map_err(wrong)?;
        let indexes = made.into_iter().map(|(_, sql)| sql).collect();
        Ok(Self { file: file.to_owned(), connection, indexes })
    }
}

/// Kibibytes of the file that are held in memory: half of what is there. Keys come in no order, and their indexes cannot be
/// made at the end: where they have no room, their pages are written again and again.
fn cache() -> u64 {
    let known = fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let line = known.lines().find_map(|line| line.strip_prefix("MemAvailable:"));
    let available = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<u64>().ok());
    available.map_or(LEAST, |available| (available / 2).max(LEAST))
}

/// The secondary indexes: their names, and what makes them.
fn indexes(connection: &Connection) -> rusqlite::Result<Vec<(String, String)>> {
    let sql = "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL";
    let mut listed = connection.prepare(sql)?;
    let made = listed.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    made.collect()
}

impl super::Sink for Sink {
    fn write(&mut self, rows: &Rows) -> Result<(), String> {
        for (table, columns, rows) in rows.each() {
            let wrong = |error: rusqlite::Error| format!("{table}: {error}");
            let names: Vec<String> = columns.iter().map(|column| format!("\"{column}\"")).collect();
            let places = vec!["?"; columns.len()].join(", ");
            let sql = format!("INSERT INTO \"{table}\" ({}) VALUES ({places})", names.join(", "));
            let mut insert = self.connection.prepare(&sql).map_err(wrong)?;
            for row in rows {
                insert.execute(params_from_iter(row)).map_err(wrong)?;
            }
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<(), String> {
        let made = self.indexes.join(";\n");
        let end = format!("{made};\n{TALLY};\nCOMMIT;\nPRAGMA journal_mode = WAL;");
        self.connection.execute_batch(&end).map_err(|error| format!("indexes: {error}"))?;
        // What the system has yet to write would be written while something is measured.
        let written = fs::File::open(&self.file).and_then(|file| file.sync_all());
        written.map_err(|error| format!("{}: {error}", self.file))
    }
}

impl ToSql for Cell {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::Null => ToSqlOutput::from(rusqlite::types::Null),
            Self::Id(id) => ToSqlOutput::from(&id.as_bytes()[..]),
            Self::Int(figure) => ToSqlOutput::from(*figure),
            Self::Bool(yes) => ToSqlOutput::from(*yes),
            Self::Text(text) => ToSqlOutput::from(text.as_str()),
            Self::Bytes(bytes) => ToSqlOutput::from(&bytes[..]),
        })
    }
}
