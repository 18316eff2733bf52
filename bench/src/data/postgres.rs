//! Rows into PostgreSQL by COPY, in one transaction. Keys, foreign keys and indexes are taken away before and made again after:
//! PostgreSQL then builds and checks each in one pass.

use std::{
    fmt::Write as _,
    io::{BufWriter, Write},
    process::{Child, ChildStdin, Command, Stdio},
};

use super::{
    Sizes, TALLY, forget_index,
    row::{Cell, Rows},
};

/// What takes all keys away, with what makes them again, in the order in which either can be done.
const KEYS: &str = "SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname),
    format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
    FROM pg_constraint WHERE connamespace = current_schema()::regnamespace AND contype IN ('p', 'u', 'f')
    AND conrelid::regclass::text <> 'seaql_migrations' ORDER BY position(contype IN 'fup'), 1";
/// The same for indexes that are no keys.
const INDEXES: &str = "SELECT format('DROP INDEX %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
    FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
    WHERE relnamespace = current_schema()::regnamespace
    AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid) ORDER BY 1";

/// A running `psql` that reads a script.
pub(super) struct Sink {
    shell: Child,
    script: BufWriter<ChildStdin>,
    make: Vec<String>,
}

impl Sink {
    /// Begins.
    ///
    /// # Errors
    /// Where the database is none of `hemicycle migrate`, has records, or cannot be reached.
    pub(super) fn open(database: &str, sizes: &Sizes) -> Result<Self, String> {
        let records = answer(database, "SELECT count(*) FROM (SELECT 1 FROM node LIMIT 1) found")
            .map_err(|error| format!("{error}. Run `hemicycle migrate` first"))?;
        if records != [["0"]] {
            return Err("the database has records. Fill a new one".to_owned());
        }
        let (mut take, mut make) = (Vec::new(), Vec::new());
        let (keys, indexes) = (answer(database, KEYS)?, answer(database, INDEXES)?);
        for pair in keys.iter().chain(&indexes) {
            let [drop, add] = &pair[..] else { return Err(format!("{pair:?} is no key")) };
            take.push(drop.clone());
            make.push(add.clone());
        }
        // Keys before what refers to them.
        make[..keys.len()].reverse();
        let mut shell = psql(database)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .map_err(|error| missing(&error))?;
        let script = shell.stdin.take().ok_or("psql: no input")?;
        let mut sink = Self { shell, script: BufWriter::with_capacity(1 << 20, script), make };
        let settings = "SET maintenance_work_mem = '512MB';\nSET max_parallel_maintenance_workers = 0;\n";
        let forgotten = forget_index(sizes);
        sink.say(&format!("BEGIN;\n{settings}{};\n{forgotten}\n", take.join(";\n")))?;
        Ok(sink)
    }

    fn say(&mut self, words: &str) -> Result<(), String> {
        let said = self.script.write_all(words.as_bytes());
        said.map_err(|error| format!("psql ended before its script did ({error}): it says why above"))
    }
}

impl super::Sink for Sink {
    fn write(&mut self, rows: &Rows) -> Result<(), String> {
        let mut copied = String::new();
        for (table, columns, rows) in rows.each() {
            let names: Vec<String> = columns.iter().map(|column| format!("\"{column}\"")).collect();
            copied.clear();
            let _ = writeln!(copied, "COPY \"{table}\" ({}) FROM STDIN;", names.join(", "));
            for row in rows {
                for (cell, at) in row.iter().zip(0..) {
                    if at > 0 {
                        copied.push('\t');
                    }
                    put(cell, &mut copied);
                }
                copied.push('\n');
            }
            copied.push_str("\\.\n");
            self.say(&copied)?;
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<(), String> {
        let made = self.make.join(";\n");
        self.say(&format!("{made};\n{TALLY};\nCOMMIT;\nANALYZE;\n"))?;
        let Self { mut shell, script, .. } = *self;
        drop(script.into_inner().map_err(|error| format!("psql: {error}"))?);
        let status = shell.wait().map_err(|error| missing(&error))?;
        if status.success() { Ok(()) } else { Err(format!("psql: {status}")) }
    }
}

/// A cell as COPY reads it.
fn put(cell: &Cell, into: &mut String) {
    match cell {
        Cell::Null => into.push_str("\\N"),
        Cell::Id(id) => into.push_str(id.hyphenated().encode_lower(&mut [0; 36])),
        Cell::Int(figure) => into.push_str(&figure.to_string()),
        Cell::Bool(yes) => into.push(if *yes { 't' } else { 'f' }),
        Cell::Bytes(bytes) => {
            into.push_str("\\\\x");
            into.push_str(&super::ledger::hex(bytes));
        }
        Cell::Text(text) => {
            for char in text.chars() {
                match char {
                    '\\' => into.push_str("\\\\"),
                    '\n' => into.push_str("\\n"),
                    '\r' => into.push_str("\\r"),
                    '\t' => into.push_str("\\t"),
                    char => into.push(char),
                }
            }
        }
    }
}

/// The rows that a statement answers.
fn answer(database: &str, sql: &str) -> Result<Vec<Vec<String>>, String> {
    let output = psql(database)
        .args(["-A", "-t", "-F", "\u{1f}", "-c", sql])
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| missing(&error))?;
    if !output.status.success() {
        return Err(format!("psql: {}", output.status));
    }
    let printed = String::from_utf8_lossy(&output.stdout);
    Ok(printed.lines().map(|line| line.split('\u{1f}').map(str::to_owned).collect()).collect())
}

fn psql(database: &str) -> Command {
    let mut psql = Command::new("psql");
    psql.args(["-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", database]);
    psql
}

fn missing(error: &std::io::Error) -> String {
    format!("psql: {error}. Run `cargo xtask setup`")
}
