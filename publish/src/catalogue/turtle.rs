//! Turtle (W3C, RDF 1.1): terms by their prefixes, things without an address in brackets.

use std::fmt::Write;

use super::graph::{Node, Object, PREFIXES};

pub(super) fn write(nodes: &[Node]) -> String {
    let mut text = String::new();
    for (prefix, iri) in PREFIXES {
        text.push_str(&format!("@prefix {prefix}: <{iri}> .\n"));
    }
    for node in nodes {
        text.push('\n');
        let iri = node.iri.as_deref();
        text.push_str(&iri.map_or_else(|| "[]".to_owned(), |iri| format!("<{iri}>")));
        said(node, " ;\n    ", &mut text);
        text.push_str(" .\n");
    }
    text
}

fn said(node: &Node, between: &str, text: &mut String) {
    for (place, (term, value)) in node.said.iter().enumerate() {
        text.push_str(if place == 0 { " " } else { between });
        text.push_str(if *term == "rdf:type" { "a" } else { term });
        text.push(' ');
        object(value, text);
    }
}

fn object(value: &Object, text: &mut String) {
    match value {
        Object::Iri(iri) => text.push_str(&format!("<{iri}>")),
        Object::Term(term) => text.push_str(term),
        Object::Text(value) => literal(value, text),
        Object::Tagged(value, tongue) => {
            literal(value, text);
            text.push_str(&format!("@{tongue}"));
        }
        Object::Typed(value, kind) => {
            literal(value, text);
            text.push_str(&format!("^^{kind}"));
        }
        Object::Node(node) => {
            text.push('[');
            said(node, " ; ", text);
            text.push_str(" ]");
        }
    }
}

/// In one line: what ends a quoted string, or may not stand in one, is escaped.
fn literal(value: &str, text: &mut String) {
    text.push('"');
    for letter in value.chars() {
        match letter {
            '"' | '\\' => text.extend(['\\', letter]),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            '\0'..='\u{1f}' | '\u{7f}' => {
                let _ = write!(text, "\\u{:04X}", u32::from(letter));
            }
            _ => text.push(letter),
        }
    }
    text.push('"');
}
