//! JSON-LD 1.1: the prefixes as its context, the nodes as its graph.

use serde_json::{Map, Value, json};

use super::graph::{Node, Object, PREFIXES};

pub(super) fn write(nodes: &[Node]) -> String {
    let context: Map<String, Value> =
        PREFIXES.into_iter().map(|(prefix, iri)| (prefix.to_owned(), json!(iri))).collect();
    let graph: Vec<Value> = nodes.iter().map(node).collect();
    format!("{:#}\n", json!({ "@context": context, "@graph": graph }))
}

fn node(node: &Node) -> Value {
    let mut written = Map::new();
    if let Some(iri) = &node.iri {
        written.insert("@id".to_owned(), json!(iri));
    }
    for (term, object) in &node.said {
        let (key, value) = match object {
            Object::Term(kind) if *term == "rdf:type" => ("@type", json!(kind)),
            object => (*term, value(object)),
        };
        // One value stands alone, several in a list.
        match written.get_mut(key) {
            None => {
                written.insert(key.to_owned(), value);
            }
            Some(Value::Array(values)) => values.push(value),
            Some(first) => *first = json!([first.take(), value]),
        }
    }
    Value::Object(written)
}

fn value(object: &Object) -> Value {
    match object {
        Object::Iri(iri) => json!({ "@id": iri }),
        Object::Term(term) => json!({ "@id": term }),
        Object::Text(text) => json!(text),
        Object::Tagged(text, tongue) => json!({ "@value": text, "@language": tongue }),
        Object::Typed(value, kind) => json!({ "@value": value, "@type": kind }),
        Object::Node(nested) => node(nested),
    }
}
