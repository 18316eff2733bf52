//! JSON-LD 1.1: a context that gives every column its term, and the rows as a graph, one a line. What is unknown is left
//! out, for null says nothing there.

use std::io::Write;

use serde_json::{Map, Value, json};

use crate::{Cell, Column, Dataset, Error, Kind, ndjson};

/// The vocabularies whose terms the columns have, by their prefixes.
pub(crate) const PREFIXES: [(&str, &str); 8] = [
    ("dcterms", "http://purl.org/dc/terms/"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("oa", "http://www.w3.org/ns/oa#"),
    ("org", "http://www.w3.org/ns/org#"),
    ("popolo", "http://www.w3.org/ns/opengov#"),
    ("schema", "http://schema.org/"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// Terms that no shared vocabulary has: our own.
const OWN: &str = "urn:hemicycle:";

pub(crate) struct Rows<W: Write> {
    dataset: &'static Dataset,
    into: W,
    line: Vec<u8>,
    first: bool,
}

impl<W: Write> Rows<W> {
    pub(crate) fn new(dataset: &'static Dataset, mut into: W) -> Result<Self, Error> {
        write!(into, "{{\"@context\":{},\"@graph\":[", context(dataset))?;
        Ok(Self { dataset, into, line: Vec::new(), first: true })
    }

    pub(crate) fn write(&mut self, row: &[Cell<'_>]) -> Result<(), Error> {
        self.line.clear();
        self.line.extend_from_slice(if self.first { b"\n{" } else { b",\n{" });
        self.first = false;
        let mut first = true;
        if let Some(record) = self.dataset.record {
            write!(self.line, "\"@type\":\"{OWN}{record}\"")?;
            first = false;
        }
        for (column, cell) in self.dataset.columns.iter().zip(row) {
            if matches!(cell, Cell::Null) {
                continue;
            }
            if !first {
                self.line.push(b',');
            }
            first = false;
            write!(self.line, "\"{}\":", column.name)?;
            match (column.kind, cell) {
                (Kind::Id, Cell::Id(id)) => write!(self.line, "\"urn:uuid:{id}\"")?,
                (Kind::Ids, Cell::Ids(ids)) => {
                    let ids: Vec<String> = ids.iter().map(|id| format!("urn:uuid:{id}")).collect();
                    serde_json::to_writer(&mut self.line, &ids).map_err(std::io::Error::from)?;
                }
                _ => ndjson::value(cell, &mut self.line)?,
            }
        }
        self.line.push(b'}');
        self.into.write_all(&self.line)?;
        Ok(())
    }

    pub(crate) fn finish(mut self) -> Result<W, Error> {
        self.into.write_all(b"\n]}\n")?;
        Ok(self.into)
    }
}

/// A term written out: "dcterms:title" is "http://purl.org/dc/terms/title".
pub(crate) fn iri(term: &str) -> String {
    let (prefix, name) = term.split_once(':').unwrap_or(("", term));
    let known = PREFIXES.iter().find(|(each, _)| *each == prefix);
    known.map_or_else(|| term.to_owned(), |(_, iri)| format!("{iri}{name}"))
}

/// What the names in the graph mean.
fn context(dataset: &Dataset) -> Value {
    let mut context = Map::new();
    for (prefix, iri) in PREFIXES {
        context.insert(prefix.to_owned(), json!(iri));
    }
    for column in dataset.columns {
        context.insert(column.name.to_owned(), meaning(column));
    }
    Value::Object(context)
}

fn meaning(column: &Column) -> Value {
    if column.name == "id" {
        return json!("@id");
    }
    let term = column.term.map_or_else(|| format!("{OWN}{}", column.name), str::to_owned);
    match column.kind {
        Kind::Id => json!({ "@id": term, "@type": "@id" }),
        Kind::Ids => json!({ "@id": term, "@type": "@id", "@container": "@list" }),
        Kind::Texts => json!({ "@id": term, "@container": "@list" }),
        Kind::Date => json!({ "@id": term, "@type": "xsd:date" }),
        Kind::Moment => json!({ "@id": term, "@type": "xsd:dateTime" }),
        Kind::Text | Kind::Word(_) | Kind::Integer | Kind::Boolean | Kind::PartialDate => {
            json!({ "@id": term })
        }
    }
}
