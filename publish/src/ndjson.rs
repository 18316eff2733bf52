//! NDJSON: one JSON object a line, its members in the order of the columns, all of them in every line.

use std::io::Write;

use uuid::Uuid;

use crate::{
    Cell, Dataset, Error,
    cell::{day, moment},
};

pub(crate) struct Rows<W: Write> {
    dataset: &'static Dataset,
    into: W,
    /// The line being written, kept for its room.
    line: Vec<u8>,
}

impl<W: Write> Rows<W> {
    pub(crate) fn new(dataset: &'static Dataset, into: W) -> Self {
        Self { dataset, into, line: Vec::new() }
    }

    pub(crate) fn write(&mut self, row: &[Cell<'_>]) -> Result<(), Error> {
        self.line.clear();
        object(self.dataset, row, &mut self.line)?;
        self.line.push(b'\n');
        self.into.write_all(&self.line)?;
        Ok(())
    }

    pub(crate) fn finish(self) -> Result<W, Error> {
        Ok(self.into)
    }
}

/// A row as one JSON object.
pub(crate) fn object(dataset: &Dataset, row: &[Cell<'_>], into: &mut Vec<u8>) -> Result<(), Error> {
    for (place, (column, cell)) in dataset.columns.iter().zip(row).enumerate() {
        into.extend_from_slice(if place == 0 { b"{\"" } else { b",\"" });
        // Names of columns need no escapes.
        into.extend_from_slice(column.name.as_bytes());
        into.extend_from_slice(b"\":");
        value(cell, into)?;
    }
    into.push(b'}');
    Ok(())
}

/// A cell as JSON.
pub(crate) fn value(cell: &Cell<'_>, into: &mut Vec<u8>) -> Result<(), Error> {
    match *cell {
        Cell::Null => into.extend_from_slice(b"null"),
        Cell::Boolean(value) => into.extend_from_slice(if value { b"true" } else { b"false" }),
        Cell::Text(text) => serde_json::to_writer(into, text).map_err(std::io::Error::from)?,
        Cell::Integer(figure) => write!(into, "{figure}")?,
        Cell::Moment(at) => write!(into, "\"{}\"", moment(at))?,
        Cell::Date(date) => {
            let mut text = String::with_capacity(12);
            day(date, &mut text);
            write!(into, "\"{text}\"")?;
        }
        Cell::Id(each) => id(each, into),
        Cell::Ids(ids) => list(ids, into, |each, into| {
            id(*each, into);
            Ok(())
        })?,
        Cell::Texts(texts) => list(texts, into, |text, into| {
            serde_json::to_writer(into, text).map_err(|error| Error::Written(error.into()))
        })?,
    }
    Ok(())
}

fn id(id: Uuid, into: &mut Vec<u8>) {
    into.push(b'"');
    into.extend_from_slice(id.as_hyphenated().encode_lower(&mut Uuid::encode_buffer()).as_bytes());
    into.push(b'"');
}

fn list<T>(
    values: &[T],
    into: &mut Vec<u8>,
    each: impl Fn(&T, &mut Vec<u8>) -> Result<(), Error>,
) -> Result<(), Error> {
    into.push(b'[');
    for (place, value) in values.iter().enumerate() {
        if place > 0 {
            into.push(b',');
        }
        each(value, into)?;
    }
    into.push(b']');
    Ok(())
}
