//! The formats, and how rows are written in each.

use std::{fmt, io::Write, str::FromStr};

use chrono::{DateTime, Utc};

use crate::{Cell, Dataset, Error, atom, csv, json, json_ld, ndjson, parquet};

/// How a dataset is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// RFC 4180, with a header line, in UTF-8.
    Csv,
    /// One JSON object a line.
    Ndjson,
    /// Apache Parquet, compressed with Snappy.
    Parquet,
    /// JSON-LD 1.1: a context, and the rows as a graph.
    JsonLd,
    /// One JSON array of objects.
    Json,
    /// A feed: RFC 4287. Of publications alone.
    Atom,
}

/// What a file says beside its rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Whether a CSV begins with a byte order mark, by which older spreadsheets know UTF-8.
    pub mark: bool,
    /// Of a feed: what people call it.
    pub title: String,
    /// Of a feed: where it is.
    pub address: String,
    /// Of a feed: when the data changed.
    pub updated: Option<DateTime<Utc>>,
}

impl Format {
    /// Those that every dataset comes in.
    pub const ALL: [Self; 4] = [Self::Csv, Self::Ndjson, Self::Parquet, Self::JsonLd];

    /// How its files' names end.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Ndjson => "ndjson",
            Self::Parquet => "parquet",
            Self::JsonLd => "jsonld",
            Self::Json => "json",
            Self::Atom => "atom",
        }
    }

    /// Its media type, with the charset where it has one.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::Ndjson => "application/x-ndjson",
            Self::Parquet => "application/vnd.apache.parquet",
            Self::JsonLd => "application/ld+json",
            Self::Json => "application/json",
            Self::Atom => "application/atom+xml; charset=utf-8",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.extension())
    }
}

impl FromStr for Format {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Self::ALL
            .into_iter()
            .find(|format| format.extension() == text)
            .ok_or_else(|| Error::Format(text.to_owned()))
    }
}

/// Writes the rows of a dataset, one at a time. Memory does not grow with their number.
pub struct Writer<W: Write + Send>(Kind<W>);

enum Kind<W: Write + Send> {
    Csv(Box<csv::Rows<W>>),
    Ndjson(ndjson::Rows<W>),
    Parquet(Box<parquet::Rows<W>>),
    JsonLd(json_ld::Rows<W>),
    Json(json::Rows<W>),
    Atom(Box<atom::Rows<W>>),
}

impl<W: Write + Send> Writer<W> {
    /// Begins a file.
    ///
    /// # Errors
    /// [`Error::Written`] where the file takes no bytes.
    pub fn new(format: Format, dataset: &'static Dataset, options: &Options, into: W) -> Result<Self, Error> {
        Ok(Self(match format {
            Format::Csv => Kind::Csv(Box::new(csv::Rows::new(dataset, options.mark, into)?)),
            Format::Ndjson => Kind::Ndjson(ndjson::Rows::new(dataset, into)),
            Format::Parquet => Kind::Parquet(Box::new(parquet::Rows::new(dataset, into)?)),
            Format::JsonLd => Kind::JsonLd(json_ld::Rows::new(dataset, into)?),
            Format::Json => Kind::Json(json::Rows::new(dataset, into)),
            Format::Atom => Kind::Atom(Box::new(atom::Rows::new(dataset, options, into)?)),
        }))
    }

    /// Adds a row: as many cells as the dataset has columns.
    ///
    /// # Errors
    /// [`Error::Cell`] where a cell is not what its column holds; [`Error::Written`].
    pub fn write(&mut self, row: &[Cell<'_>]) -> Result<(), Error> {
        match &mut self.0 {
            Kind::Csv(rows) => rows.write(row),
            Kind::Ndjson(rows) => rows.write(row),
            Kind::Parquet(rows) => rows.write(row),
            Kind::JsonLd(rows) => rows.write(row),
            Kind::Json(rows) => rows.write(row),
            Kind::Atom(rows) => rows.write(row),
        }
    }

    /// Ends the file and gives back what it was written into.
    ///
    /// # Errors
    /// [`Error::Written`].
    pub fn finish(self) -> Result<W, Error> {
        match self.0 {
            Kind::Csv(rows) => rows.finish(),
            Kind::Ndjson(rows) => rows.finish(),
            Kind::Parquet(rows) => rows.finish(),
            Kind::JsonLd(rows) => rows.finish(),
            Kind::Json(rows) => rows.finish(),
            Kind::Atom(rows) => rows.finish(),
        }
    }
}
