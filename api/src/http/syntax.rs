//! Queries that do not parse: what was read, where, and what was expected, in words of ours.

use async_graphql::{
    Pos,
    parser::{Error, parse_query, types::ExecutableDocument},
};

use super::refusal::Refusal;
use crate::error::Code;

/// Parses a query that [`super::scan::scan`] has let through.
pub(super) fn parse(query: &str) -> Result<ExecutableDocument, Refusal> {
    parse_query(query).map_err(|error| {
        let places: Vec<Pos> = error.positions().collect();
        let message = match &error {
            Error::Syntax { message, start, .. } => {
                let found = found(query, *start);
                let Pos { line, column } = start;
                let expected = expected(message).map(|what| format!(", expected {what}")).unwrap_or_default();
                format!("the query cannot be read at line {line}, column {column}: found {found}{expected}")
            }
            Error::MultipleOperations { .. } => {
                "an operation without a name stands beside another: give each its name".to_owned()
            }
            Error::OperationDuplicated { operation, .. } => {
                format!("two operations have the name `{operation}`: rename one of them")
            }
            Error::FragmentDuplicated { fragment, .. } => {
                format!("two fragments have the name `{fragment}`: rename one of them")
            }
            Error::MissingOperation => "the query has fragments and no operation: add one".to_owned(),
            Error::RecursionLimitExceeded => "the query nests too deep to be read".to_owned(),
            // Errors of a schema's text, which a query is not; the library may add some.
            _ => "the query cannot be read".to_owned(),
        };
        Refusal::at(Code::InvalidQuery, message, places)
    })
}

/// The token at a place, cut where it is long.
fn found(query: &str, place: Pos) -> String {
    let mut lines = query.split('\n').skip(place.line.saturating_sub(1));
    let line = lines.next().unwrap_or_default();
    let rest: String = line.chars().skip(place.column.saturating_sub(1)).collect();
    let rest = rest.trim_start();
    let word = |char: char| char.is_alphanumeric() || char == '_';
    let end = match rest.chars().next() {
        None if lines.all(|line| line.trim().is_empty()) => return "the end of the query".to_owned(),
        None => return "the end of the line".to_owned(),
        Some(first) if word(first) => rest.find(|char| !word(char)).unwrap_or(rest.len()),
        Some(first) => first.len_utf8(),
    };
    let mut token = String::new();
    for char in rest[..end].chars().take(40) {
        match u32::from(char) {
            code if char.is_control() => token += &format!("\\u{code:04X}"),
            _ => token.push(char),
        }
    }
    format!("`{token}`")
}

/// What the parser could have gone on with, from the names of its rules.
fn expected(message: &str) -> Option<String> {
    let (_, rules) = message.rsplit_once("expected ")?;
    let rules = rules.replace(" or ", ", ");
    let mut words: Vec<&str> = Vec::new();
    for rule in rules.split(',').map(str::trim).filter(|rule| !rule.is_empty()) {
        let word = match rule {
            "EOI" => "the end of the query",
            "executable_document"
            | "executable_definition"
            | "operation_definition"
            | "named_operation_definition"
            | "fragment_definition"
            | "operation_type" => "an operation or a fragment",
            "selection_set" => "`{` with fields",
            "selection" | "field" | "alias" | "fragment_spread" | "inline_fragment" => "a field or `...`",
            "name" | "name_start" => "a name",
            "variable_definitions" | "variable_definition" => "variables in `( )`",
            "variable" => "a variable such as `$name`",
            "arguments" | "const_arguments" => "arguments in `( )`",
            "argument" | "const_argument" => "an argument such as `name: value`",
            "directives" | "directive" | "const_directives" | "const_directive" => {
                "a directive such as `@name`"
            }
            "type_condition" => "`on` and a type",
            "type_" => "a type",
            "default_value" => "a default value",
            "string"
            | "string_content"
            | "string_character"
            | "block_string_content"
            | "unicode_scalar_value_hex" => "a string in quotes",
            "object_field" | "const_object_field" => "a key with its value",
            _ => "a value",
        };
        if !words.contains(&word) {
            words.push(word);
        }
    }
    let (last, others) = words.split_last()?;
    Some(if others.is_empty() { (*last).to_owned() } else { format!("{} or {last}", others.join(", ")) })
}
