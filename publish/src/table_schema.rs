//! Descriptions for machines: Table Schema and Data Package, by which frictionless, Validata and others check a file.

use serde_json::{Map, Value, json};

use crate::{Column, Dataset, Kind};

/// The Table Schema of a dataset's CSV, as JSON.
#[must_use]
pub fn table_schema(dataset: &Dataset) -> Value {
    let fields: Vec<Value> = dataset.columns.iter().map(field).collect();
    let mut schema = json!({
        "$schema": "https://specs.frictionlessdata.io/schemas/table-schema.json",
        "name": dataset.name,
        "title": dataset.title,
        "description": dataset.description,
        "fields": fields,
        "missingValues": [""],
    });
    if dataset.columns.first().is_some_and(|column| column.name == "id") {
        schema["primaryKey"] = json!("id");
    }
    let keys: Vec<Value> = dataset.columns.iter().filter_map(foreign_key).collect();
    if !keys.is_empty() {
        schema["foreignKeys"] = json!(keys);
    }
    schema
}

/// The Data Package of datasets as CSV files beside it, as JSON.
#[must_use]
pub fn data_package(datasets: &[&Dataset]) -> String {
    let resources: Vec<Value> = datasets
        .iter()
        .map(|dataset| {
            json!({
                "name": dataset.name,
                "title": dataset.title,
                "description": dataset.description,
                "profile": "tabular-data-resource",
                "path": format!("{}.csv", dataset.name),
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "dialect": { "delimiter": ",", "lineTerminator": "\r\n", "header": true },
                "schema": table_schema(dataset),
            })
        })
        .collect();
    let package = json!({
        "profile": "tabular-data-package",
        "name": "hemicycle",
        "title": "Avis des assemblées consultatives",
        "description": "Opinions of regional assemblies as records that carry their sources.",
        "resources": resources,
    });
    format!("{package:#}\n")
}

fn field(column: &Column) -> Value {
    let mut field = Map::new();
    field.insert("name".to_owned(), json!(column.name));
    let (kind, format) = match column.kind {
        Kind::Text | Kind::Word(_) | Kind::PartialDate => ("string", None),
        Kind::Id => ("string", Some("uuid")),
        Kind::Integer => ("integer", None),
        Kind::Boolean => ("boolean", None),
        Kind::Date => ("date", None),
        Kind::Moment => ("datetime", Some("%Y-%m-%dT%H:%M:%S.%fZ")),
        Kind::Ids | Kind::Texts => ("array", None),
    };
    field.insert("type".to_owned(), json!(kind));
    if let Some(format) = format {
        field.insert("format".to_owned(), json!(format));
    }
    field.insert("description".to_owned(), json!(column.description));
    if let Some(term) = column.term {
        field.insert("rdfType".to_owned(), json!(crate::json_ld::iri(term)));
    }
    let mut constraints = Map::new();
    if column.required {
        constraints.insert("required".to_owned(), json!(true));
    }
    match column.kind {
        Kind::Word(words) => {
            constraints.insert("enum".to_owned(), json!(words));
        }
        Kind::PartialDate => {
            constraints.insert("pattern".to_owned(), json!("[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"));
        }
        _ => {}
    }
    if !constraints.is_empty() {
        field.insert("constraints".to_owned(), Value::Object(constraints));
    }
    Value::Object(field)
}

/// To the one value of a column; lists have no keys there.
fn foreign_key(column: &Column) -> Option<Value> {
    let dataset = column.refers_to.filter(|_| column.kind == Kind::Id)?;
    Some(json!({ "fields": column.name, "reference": { "resource": dataset, "fields": "id" } }))
}
