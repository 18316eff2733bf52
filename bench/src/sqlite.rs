//! The shell of SQLite, as the ceiling: it writes the rows of a database as CSV, and loads them into an empty one.

use std::{
    fs::File,
    io::{BufWriter, Seek, Write},
    path::Path,
    process::{Command, Stdio},
};

use crate::process::{Cost, run};

/// What stands for nothing in the CSV, which knows only empty texts. No text of a record holds it.
const NOTHING: &str = "\u{1a}";

/// What the program gives its own connection while it imports votes (`store/src/connect.rs`).
const ROOM: &str = "PRAGMA cache_size = -32768; PRAGMA wal_autocheckpoint = 16384;";

/// A table of a database.
pub(crate) struct Table {
    pub(crate) name: String,
    columns: Vec<Column>,
}

struct Column {
    name: String,
    bytes: bool,
}

/// The tables with their columns, in the order in which they were made.
///
/// # Errors
/// Where the shell cannot be run.
pub(crate) fn tables(database: &Path) -> Result<Vec<Table>, String> {
    let listed = answer(
        database,
        "SELECT t.name, c.name, c.type LIKE '%blob%' FROM sqlite_schema t JOIN pragma_table_info(t.name) c
        WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name <> 'seaql_migrations'
        ORDER BY t.rowid, c.cid",
    )?;
    let mut tables: Vec<Table> = Vec::new();
    for line in listed.lines() {
        let [table, column, bytes] = line.split('|').collect::<Vec<_>>()[..] else {
            return Err(format!("sqlite3: {line:?} is no column"));
        };
        if tables.last().is_none_or(|last| last.name != table) {
            tables.push(Table { name: table.to_owned(), columns: Vec::new() });
        }
        if let Some(table) = tables.last_mut() {
            table.columns.push(Column { name: column.to_owned(), bytes: bytes == "1" });
        }
    }
    Ok(tables)
}

/// Writes a table's rows as CSV, and says how many there are. Bytes go as they are, but for those that are 0, which
/// `.import` takes for an end: they become 1, and no row grows or shrinks.
///
/// # Errors
/// Where the shell cannot be run, or the file not be written.
pub(crate) fn dump(database: &Path, table: &Table, file: &Path) -> Result<u64, String> {
    let columns: Vec<String> = table
        .columns
        .iter()
        .map(|Column { name, bytes }| {
            let value = if *bytes { format!("hex(\"{name}\")") } else { format!("\"{name}\"") };
            format!("CASE WHEN \"{name}\" IS NULL THEN '{NOTHING}' ELSE {value} END")
        })
        .collect();
    let sql = format!("SELECT {} FROM \"{}\"", columns.join(", "), table.name);
    let mut shell = shell(database)
        .args(["-csv", &sql])
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| missing(&error))?;
    let output = shell.stdout.take().ok_or("sqlite3: no output")?;
    let written = (|| {
        let mut from = csv::ReaderBuilder::new().has_headers(false).from_reader(output);
        let mut into = csv::WriterBuilder::new().from_writer(BufWriter::new(File::create(file)?));
        let (mut row, mut bytes, mut rows) = (csv::ByteRecord::new(), Vec::new(), 0);
        while from.read_byte_record(&mut row)? {
            for (cell, column) in row.iter().zip(&table.columns) {
                if column.bytes && cell != NOTHING.as_bytes() {
                    unpack(cell, &mut bytes);
                    into.write_field(&bytes)?;
                } else {
                    into.write_field(cell)?;
                }
            }
            into.write_record(None::<&[u8]>)?;
            rows += 1;
        }
        into.flush()?;
        Ok::<u64, csv::Error>(rows)
    })();
    let rows = written.map_err(|error| format!("{}: {error}", file.display()))?;
    let status = shell.wait().map_err(|error| missing(&error))?;
    if status.success() { Ok(rows) } else { Err(format!("sqlite3 {sql}: {status}")) }
}

/// Hexadecimal digits to bytes that `.import` takes.
fn unpack(digits: &[u8], into: &mut Vec<u8>) {
    let value = |digit: u8| match digit {
        b'0'..=b'9' => digit - b'0',
        _ => digit - b'A' + 10,
    };
    into.clear();
    into.extend(digits.as_chunks::<2>().0.iter().map(|[high, low]| (value(*high) * 16 + value(*low)).max(1)));
}

/// Reads the file with `.import`, into a table of texts without keys or indexes: it takes nothing else.
///
/// # Errors
/// Where the shell cannot be run.
pub(crate) fn import(Table { name, columns }: &Table, file: &Path, staged: &Path) -> Result<Cost, String> {
    let columns: Vec<String> = columns.iter().map(|column| format!("\"{}\"", column.name)).collect();
    let script = format!(
        "PRAGMA synchronous = OFF;\n{ROOM}\nCREATE TABLE \"{name}\" ({});\n.mode csv\n.import '{}' \"{name}\"\n",
        columns.join(", "),
        file.display()
    );
    run_script(staged, &script)
}

/// Puts the rows into the table as the program made it, with all keys, checks and indexes. In SQLite's default journal,
/// which keeps of a growing file nothing: the log beside it would take as much room again.
///
/// # Errors
/// Where the shell cannot be run.
pub(crate) fn insert(Table { name, columns }: &Table, staged: &Path, into: &Path) -> Result<Cost, String> {
    let value = |Column { name, bytes }: &Column| {
        let value = format!("nullif(\"{name}\", '{NOTHING}')");
        if *bytes { format!("CAST({value} AS BLOB)") } else { value }
    };
    let values: Vec<String> = columns.iter().map(value).collect();
    let script = format!(
        "PRAGMA journal_mode = DELETE;\n{ROOM}\nATTACH '{}' AS staged;\nDELETE FROM main.\"{name}\";
        INSERT INTO main.\"{name}\" SELECT {} FROM staged.\"{name}\" ORDER BY rowid;\n",
        staged.display(),
        values.join(", ")
    );
    run_script(into, &script)
}

/// Rows of the table, as the shell writes them in CSV: with ids in hexadecimal, and nothing done to the rest.
///
/// # Errors
/// Where the shell cannot be run.
pub(crate) fn positions(database: &Path, taken: impl FnMut(&[u8])) -> Result<Cost, String> {
    let sql = "SELECT hex(t.id), hex(t.vote_id), t.kind, t.choice, t.with_reservations, hex(t.person_id),
        hex(t.organisation_id), hex(t.declaration_id), t.basis
        FROM vote_position t ORDER BY t.id";
    run(shell(database).args(["-csv", sql]), taken)
}

/// What the shell prints.
///
/// # Errors
/// Where it cannot be run.
pub(crate) fn answer(database: &Path, sql: &str) -> Result<String, String> {
    let mut printed = Vec::new();
    run(shell(database).arg(sql), |bytes| printed.extend_from_slice(bytes))?;
    Ok(String::from_utf8_lossy(&printed).into_owned())
}

fn run_script(database: &Path, script: &str) -> Result<Cost, String> {
    let mut file = tempfile::tempfile().map_err(|error| error.to_string())?;
    let written = write!(file, ".bail on\n{script}").and_then(|()| file.rewind());
    written.map_err(|error| error.to_string())?;
    run(Command::new("sqlite3").arg("-batch").arg(database).stdin(file), |_| ())
}

fn shell(database: &Path) -> Command {
    let mut shell = Command::new("sqlite3");
    shell.args(["-batch", "-readonly"]).arg(database);
    shell
}

fn missing(error: &std::io::Error) -> String {
    format!("sqlite3: {error}. Run `cargo xtask setup`")
}
