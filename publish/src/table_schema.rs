//! Descriptions for machines: Table Schema and Data Package, by which frictionless, Validata and others check a file.

use serde_json::{Map, Value, json};

use crate::{Column, Dataset, Format, Kind};

/// What a partial date looks like.
pub(crate) const PARTIAL_DATE: &str = "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?";

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

/// A file of a Data Package.
#[derive(Debug)]
pub struct Packed {
    /// What it holds.
    pub dataset: &'static Dataset,
    /// How.
    pub format: Format,
    /// Its size in bytes, and their SHA-256 in hexadecimal, where the file is written.
    pub whole: Option<(u64, String)>,
}

impl Packed {
    /// A dataset's CSV, of which nothing more is known.
    #[must_use]
    pub fn csv(dataset: &'static Dataset) -> Self {
        Self { dataset, format: Format::Csv, whole: None }
    }

    fn resource(&self) -> Value {
        let dataset = self.dataset;
        let mut resource = json!({
            "name": dataset.name,
            "title": dataset.title,
            "description": dataset.description,
            "profile": "data-resource",
            "path": format!("{}.{}", dataset.name, self.format),
            "format": self.format.to_string(),
            "mediatype": self.format.media_type().split(';').next(),
            "encoding": "utf-8",
        });
        // What is no table of text has no rows that a schema could be held against.
        if matches!(self.format, Format::Csv | Format::Ndjson) {
            resource["profile"] = json!("tabular-data-resource");
            resource["schema"] = table_schema(dataset);
        }
        if self.format == Format::Csv {
            resource["dialect"] = json!({ "delimiter": ",", "lineTerminator": "\r\n", "header": true });
        }
        if let Some((size, sha256)) = &self.whole {
            resource["bytes"] = json!(size);
            resource["hash"] = json!(format!("sha256:{sha256}"));
        }
        resource
    }
}

/// The Data Package of files beside it, as JSON. Specification: <https://specs.frictionlessdata.io/data-package/>.
#[must_use]
pub fn data_package(files: &[Packed]) -> String {
    let tables = files.iter().all(|file| matches!(file.format, Format::Csv | Format::Ndjson));
    let package = json!({
        "profile": if tables { "tabular-data-package" } else { "data-package" },
        "name": "hemicycle",
        "title": "Avis des assemblées consultatives",
        "description": "Opinions of regional assemblies as records that carry their sources.",
        "resources": files.iter().map(Packed::resource).collect::<Vec<_>>(),
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
            constraints.insert("pattern".to_owned(), json!(PARTIAL_DATE));
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
