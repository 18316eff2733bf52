//! The committed schema is what the program prints, and explains itself.

use std::fs;

use serde_json::Value;
use tests::{Database, Program, Server};

#[test]
fn schema_graphql_is_what_the_program_prints() {
    let printed = Program::bare().arg("schema").run();
    let committed = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../schema.graphql")).unwrap();
    assert!(
        printed.stdout == committed,
        "schema.graphql is old: run `hemicycle schema > schema.graphql` and look at the difference"
    );
}

const INTROSPECTION: &str = "{ __schema { types { name kind description \
    fields(includeDeprecated: true) { name description args(includeDeprecated: true) { name description } } \
    inputFields(includeDeprecated: true) { name description } enumValues(includeDeprecated: true) { name description } } } }";

#[test]
fn everything_in_the_schema_has_a_description() {
    let data = Server::start(&Database::sqlite()).data(INTROSPECTION);
    let mut bare = Vec::new();
    // `ID` is the specification's, and no schema document may describe it anew.
    let own =
        |each: &&Value| !each["name"].as_str().is_some_and(|name| name.starts_with("__") || name == "ID");
    let types: Vec<&Value> = data["__schema"]["types"].as_array().unwrap().iter().filter(own).collect();
    assert!(types.len() > 60, "only {} types were seen", types.len());
    for each in types {
        look(each, each["name"].as_str().unwrap(), &mut bare);
    }
    assert_eq!(bare, Vec::<String>::new(), "these lack a description");
}

/// Notes the path of what has no description, here and below.
fn look(item: &Value, path: &str, bare: &mut Vec<String>) {
    if item["description"].as_str().is_none_or(|text| text.trim().is_empty()) {
        bare.push(path.to_owned());
    }
    for list in ["fields", "args", "inputFields", "enumValues"] {
        for inner in item[list].as_array().into_iter().flatten() {
            look(inner, &format!("{path}.{}", inner["name"].as_str().unwrap()), bare);
        }
    }
}
