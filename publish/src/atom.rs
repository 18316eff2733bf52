//! A feed of publications: RFC 4287. Each entry has the record's id, so that a reader knows it again.

use std::io::Write;

use chrono::{DateTime, Utc};
use quick_xml::{
    Writer,
    events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event},
};

use crate::{Cell, Dataset, Error, Options, cell::moment};

/// Of what namespace a feed's elements are.
const NAMESPACE: &str = "http://www.w3.org/2005/Atom";

pub(crate) struct Rows<W: Write> {
    dataset: &'static Dataset,
    into: Writer<W>,
}

impl<W: Write> Rows<W> {
    pub(crate) fn new(dataset: &'static Dataset, options: &Options, into: W) -> Result<Self, Error> {
        let mut rows = Self { dataset, into: Writer::new(into) };
        rows.event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
        rows.event(Event::Start(BytesStart::new("feed").with_attributes([("xmlns", NAMESPACE)])))?;
        rows.element("id", &options.address)?;
        rows.element("title", &options.title)?;
        rows.element("updated", &moment(options.updated.unwrap_or(DateTime::<Utc>::UNIX_EPOCH)))?;
        rows.empty("link", &[("rel", "self"), ("href", &options.address)])?;
        rows.element("generator", concat!("hemicycle ", env!("CARGO_PKG_VERSION")))?;
        Ok(rows)
    }

    pub(crate) fn write(&mut self, row: &[Cell<'_>]) -> Result<(), Error> {
        let dataset = self.dataset;
        let cell = |name: &str| {
            let place = dataset.columns.iter().position(|column| column.name == name);
            place.and_then(|place| row.get(place)).copied().unwrap_or(Cell::Null)
        };
        self.event(Event::Start(BytesStart::new("entry")))?;
        if let Cell::Id(id) = cell("id") {
            self.element("id", &format!("urn:uuid:{id}"))?;
        }
        if let Cell::Text(title) = cell("title") {
            self.element("title", title)?;
        }
        if let Cell::Date(day) = cell("published_on") {
            self.element("published", &format!("{day}T00:00:00Z"))?;
        }
        if let Cell::Moment(at) = cell("changed_at") {
            self.element("updated", &moment(at))?;
        }
        if let Cell::Text(producer) = cell("producer") {
            self.event(Event::Start(BytesStart::new("author")))?;
            self.element("name", producer)?;
            self.event(Event::End(BytesEnd::new("author")))?;
        }
        for (name, scheme) in [("themes", "theme"), ("keywords", "keyword")] {
            if let Cell::Texts(terms) = cell(name) {
                for term in terms {
                    self.empty(
                        "category",
                        &[("term", term), ("scheme", &format!("urn:hemicycle:{scheme}"))],
                    )?;
                }
            }
        }
        if let Cell::Text(link) = cell("link") {
            self.empty("link", &[("rel", "alternate"), ("href", link)])?;
        }
        // An entry without a link must have content (RFC 4287, 4.1.2): the title, where no summary is known.
        if let Cell::Text(summary) = cell("summary") {
            self.element("summary", summary)?;
        }
        if let (Cell::Null, Cell::Text(title)) = (cell("link"), cell("title")) {
            self.element("content", title)?;
        }
        self.event(Event::End(BytesEnd::new("entry")))
    }

    pub(crate) fn finish(mut self) -> Result<W, Error> {
        self.event(Event::End(BytesEnd::new("feed")))?;
        Ok(self.into.into_inner())
    }

    fn element(&mut self, name: &str, text: &str) -> Result<(), Error> {
        self.event(Event::Start(BytesStart::new(name)))?;
        self.event(Event::Text(BytesText::new(&allowed(text))))?;
        self.event(Event::End(BytesEnd::new(name)))
    }

    fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) -> Result<(), Error> {
        let attributes: Vec<(&str, String)> =
            attributes.iter().map(|(name, value)| (*name, allowed(value))).collect();
        let attributes = attributes.iter().map(|(name, value)| (*name, value.as_str()));
        self.event(Event::Empty(BytesStart::new(name).with_attributes(attributes)))
    }

    fn event(&mut self, event: Event<'_>) -> Result<(), Error> {
        Ok(self.into.write_event(event)?)
    }
}

/// Without the characters that XML 1.0 has no way to write.
fn allowed(text: &str) -> String {
    let is_allowed = |char: &char| {
        matches!(char, '\t' | '\n' | '\r') || (*char >= ' ' && !matches!(char, '\u{fffe}' | '\u{ffff}'))
    };
    text.chars().filter(is_allowed).collect()
}
