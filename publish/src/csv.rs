//! CSV: RFC 4180 with a header line, in UTF-8. What is unknown is empty; lists are JSON arrays, as Table Schema has them.

use std::io::Write;

use csv::{Terminator, WriterBuilder};

use crate::{
    Cell, Dataset, Error,
    cell::{day, moment},
    ndjson,
};

/// What tells a spreadsheet that UTF-8 follows.
const MARK: &[u8] = "\u{feff}".as_bytes();

pub(crate) struct Rows<W: Write> {
    into: csv::Writer<W>,
    /// What the last cell was written into, kept for its room.
    text: String,
}

impl<W: Write> Rows<W> {
    pub(crate) fn new(dataset: &Dataset, mark: bool, mut into: W) -> Result<Self, Error> {
        if mark {
            into.write_all(MARK)?;
        }
        let mut into =
            WriterBuilder::new().terminator(Terminator::CRLF).buffer_capacity(64 * 1024).from_writer(into);
        into.write_record(dataset.columns.iter().map(|column| column.name))?;
        Ok(Self { into, text: String::new() })
    }

    pub(crate) fn write(&mut self, row: &[Cell<'_>]) -> Result<(), Error> {
        for cell in row {
            match *cell {
                Cell::Null => self.into.write_field("")?,
                Cell::Text(text) => self.into.write_field(text)?,
                Cell::Boolean(value) => self.into.write_field(if value { "true" } else { "false" })?,
                Cell::Integer(figure) => self.into.write_field(figure.to_string())?,
                Cell::Moment(at) => self.into.write_field(moment(at))?,
                Cell::Id(id) => {
                    self.into
                        .write_field(id.as_hyphenated().encode_lower(&mut uuid::Uuid::encode_buffer()))?;
                }
                Cell::Date(date) => {
                    self.text.clear();
                    day(date, &mut self.text);
                    self.into.write_field(&self.text)?;
                }
                Cell::Ids(_) | Cell::Texts(_) => {
                    let mut list = Vec::new();
                    ndjson::value(cell, &mut list)?;
                    self.into.write_field(list)?;
                }
            }
        }
        self.into.write_record(None::<&[u8]>)?;
        Ok(())
    }

    pub(crate) fn finish(self) -> Result<W, Error> {
        self.into.into_inner().map_err(|error| Error::Written(error.into_error()))
    }
}
