//! The data dictionary: a page for people, from the same descriptions as every file.

use std::fmt::Write;

use crate::{Column, DATASETS, Kind};

/// The page, as Markdown.
#[must_use]
pub fn dictionary() -> String {
    let mut page = String::from(
        "# Data dictionary\n\n\
         Each dataset is a file at `/export/{dataset}.{csv,ndjson,parquet,jsonld}`, and what `hemicycle export` writes.\n\
         Rows come by id, so that two states of a file can be compared. What the sources do not say is empty in CSV,\n\
         `null` in NDJSON and Parquet, and left out in JSON-LD. Lists are JSON arrays, in CSV too. Ids are UUIDs; in\n\
         JSON-LD, `urn:uuid:` stands before them. This page is made by `hemicycle dictionary`.\n",
    );
    for dataset in DATASETS {
        // Writing to a text does not fail.
        let _ = write!(page, "\n## {}\n\n{}\n\n", dataset.name, dataset.description);
        page.push_str("| column | values | what it says | in the API |\n|---|---|---|---|\n");
        for column in dataset.columns {
            let fields: Vec<String> = column.fields.iter().map(|field| format!("`{field}`")).collect();
            let _ = writeln!(
                page,
                "| `{}` | {} | {} | {} |",
                column.name,
                values(column),
                column.description.replace('|', "\\|"),
                fields.join(", ")
            );
        }
    }
    page
}

fn values(column: &Column) -> String {
    let mut values = match column.kind {
        Kind::Text => "text".to_owned(),
        Kind::Word(words) => words.join(" "),
        Kind::Integer => "whole figure".to_owned(),
        Kind::Boolean => "true or false".to_owned(),
        Kind::Date => "day".to_owned(),
        Kind::PartialDate => "day, month or year".to_owned(),
        Kind::Moment => "moment in UTC".to_owned(),
        Kind::Id => "id".to_owned(),
        Kind::Ids => "list of ids".to_owned(),
        Kind::Texts => "list of texts".to_owned(),
    };
    if let Some(dataset) = column.refers_to {
        let _ = write!(values, " of [{dataset}](#{dataset})");
    }
    if column.required {
        values.push_str(", always");
    }
    values
}
