//! JSON: one array, an object a line, each as NDJSON has it.

use std::io::Write;

use crate::{Cell, Dataset, Error, ndjson};

pub(crate) struct Rows<W: Write> {
    dataset: &'static Dataset,
    into: W,
    line: Vec<u8>,
    first: bool,
}

impl<W: Write> Rows<W> {
    pub(crate) fn new(dataset: &'static Dataset, into: W) -> Self {
        Self { dataset, into, line: Vec::new(), first: true }
    }

    pub(crate) fn write(&mut self, row: &[Cell<'_>]) -> Result<(), Error> {
        self.line.clear();
        self.line.extend_from_slice(if self.first { b"[\n" } else { b",\n" });
        self.first = false;
        ndjson::object(self.dataset, row, &mut self.line)?;
        self.into.write_all(&self.line)?;
        Ok(())
    }

    pub(crate) fn finish(mut self) -> Result<W, Error> {
        self.into.write_all(if self.first { b"[]\n" } else { b"\n]\n" })?;
        Ok(self.into)
    }
}
