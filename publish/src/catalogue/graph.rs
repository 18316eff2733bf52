//! A graph of RDF as nodes, each with what is said of it. A node without an address stands where it is spoken of.

use chrono::{DateTime, NaiveDate, Utc};

use super::{json_ld, turtle};

/// The vocabularies that the catalogue's terms are of, by their prefixes.
pub(super) const PREFIXES: [(&str, &str); 11] = [
    ("dcat", "http://www.w3.org/ns/dcat#"),
    ("dct", "http://purl.org/dc/terms/"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("hydra", "http://www.w3.org/ns/hydra/core#"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("spdx", "http://spdx.org/rdf/terms#"),
    ("vcard", "http://www.w3.org/2006/vcard/ns#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// A graph of RDF.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Graph {
    nodes: Vec<Node>,
}

/// What is said of one thing: terms with their prefixes, and what each leads to.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Node {
    /// None of a thing that has no address.
    pub(super) iri: Option<String>,
    pub(super) said: Vec<(&'static str, Object)>,
}

/// What a term leads to.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Object {
    /// An address, in full.
    Iri(String),
    /// A term with its prefix.
    Term(&'static str),
    Text(String),
    /// A text in a tongue.
    Tagged(String, &'static str),
    /// A value of a datatype, which is a term.
    Typed(String, &'static str),
    /// A thing without an address.
    Node(Node),
}

impl Graph {
    /// Adds a node, unless its address is there already.
    pub(super) fn add(&mut self, mut node: Node) {
        node.iri = node.iri.as_deref().map(written);
        if node.iri.is_none() || self.nodes.iter().all(|known| known.iri != node.iri) {
            self.nodes.push(node);
        }
    }

    /// In Turtle (RDF 1.1).
    #[must_use]
    pub fn turtle(&self) -> String {
        turtle::write(&self.nodes)
    }

    /// In JSON-LD 1.1.
    #[must_use]
    pub fn json_ld(&self) -> String {
        json_ld::write(&self.nodes)
    }
}

impl Node {
    pub(super) fn new(iri: impl Into<String>, kind: &'static str) -> Self {
        Self { iri: Some(iri.into()), said: vec![("rdf:type", Object::Term(kind))] }
    }

    pub(super) fn blank(kind: &'static str) -> Self {
        Self { iri: None, said: vec![("rdf:type", Object::Term(kind))] }
    }

    pub(super) fn with(mut self, term: &'static str, object: Object) -> Self {
        let object = match object {
            Object::Iri(iri) => Object::Iri(written(&iri)),
            object => object,
        };
        self.said.push((term, object));
        self
    }

    pub(super) fn and(self, said: Vec<(&'static str, Object)>) -> Self {
        said.into_iter().fold(self, |node, (term, object)| node.with(term, object))
    }
}

impl Object {
    pub(super) fn french(text: &str) -> Self {
        Self::Tagged(text.to_owned(), "fr")
    }

    pub(super) fn english(text: &str) -> Self {
        Self::Tagged(text.to_owned(), "en")
    }

    pub(super) fn whole(figure: u64) -> Self {
        Self::Typed(figure.to_string(), "xsd:nonNegativeInteger")
    }

    pub(super) fn day(day: NaiveDate) -> Self {
        Self::Typed(day.to_string(), "xsd:date")
    }

    pub(super) fn moment(at: DateTime<Utc>) -> Self {
        Self::Typed(at.format("%Y-%m-%dT%H:%M:%S%.6fZ").to_string(), "xsd:dateTime")
    }
}

/// An address as every serialisation takes it: what may not stand in one (Turtle's IRIREF, RFC 3987) is escaped.
fn written(iri: &str) -> String {
    let mut written = String::with_capacity(iri.len());
    for letter in iri.chars() {
        match letter {
            '\0'..=' ' | '<' | '>' | '"' | '{' | '}' | '|' | '^' | '`' | '\\' => {
                written.push_str(&format!("%{:02X}", u32::from(letter)));
            }
            _ => written.push(letter),
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::{Graph, Node, Object};

    #[test]
    fn a_node_is_there_once_and_nothing_breaks_out_of_its_place() {
        let mut graph = Graph::default();
        let title = "a \"b\" \\ c\nd\te\u{1}";
        let node = || Node::new("http://h/a b>", "dcat:Dataset").with("dct:title", Object::french(title));
        graph.add(node());
        graph.add(node());
        let turtle = graph.turtle();
        assert_eq!(turtle.matches("<http://h/a%20b%3E> a dcat:Dataset").count(), 1, "{turtle}");
        assert!(turtle.contains(r#""a \"b\" \\ c\nd\te\u0001"@fr"#), "{turtle}");
        let json: serde_json::Value = serde_json::from_str(&graph.json_ld()).expect("JSON");
        assert_eq!(json["@graph"][0]["dct:title"]["@value"], title);
        assert_eq!(json["@graph"][0]["@id"], "http://h/a%20b%3E");
    }
}
