//! The data dictionary: what the exports say, held against what the API says.

use std::{collections::BTreeSet, fs, path::Path};

use publish::{DATASETS, Dataset, Kind};
use tests::{Database, Program, block_on, lists::Schema};

/// Types whose fields are of the API and of no record: figures that are worked out, pages, the search.
const NO_RECORDS: [&str; 16] = [
    "Conflict",
    "Query",
    "Mutation",
    "Subscription",
    "Change",
    "UserError",
    "Webhook",
    "Ledger",
    "PageInfo",
    "SearchHit",
    "RateLimit",
    "Statistics",
    "StatisticsFigures",
    "StatisticsGroup",
    "StatisticsValue",
    "_Service",
];

/// Lists of the API that two datasets tell together, or the ids of a column that names several kinds of records.
const TOGETHER: [(&str, &str); 6] = [
    ("Theme.opinions", "theme-assignments, column theme_id"),
    ("Organisation.mentions", "mentions, column target_id"),
    ("Person.mentions", "mentions, column target_id"),
    ("Initiative.mentions", "mentions, column target_id"),
    ("Opinion.citedBy", "mentions, column target_id"),
    ("Opinion.themes", "theme-assignments, column opinion_id"),
];

fn schema() -> Schema {
    let database = Database::sqlite();
    block_on(async { Schema::of(&api::App::new(database.store().await, tests::limits())).await })
}

fn of(record: &str) -> Option<&'static Dataset> {
    DATASETS.into_iter().find(|dataset| dataset.record == Some(record))
}

/// Whether a list of a record is the other end of a column: the dataset of its rows refers to the record's.
fn is_other_end(owner: &str, of_rows: &str) -> bool {
    let (Some(owner), Some(rows)) = (of(owner), of(of_rows)) else { return false };
    rows.columns.iter().any(|column| column.refers_to == Some(owner.name))
}

#[test]
fn every_field_of_the_api_is_in_a_dataset() {
    let schema = schema();
    let told: BTreeSet<&str> = DATASETS
        .iter()
        .flat_map(|dataset| dataset.columns)
        .flat_map(|column| column.fields)
        .copied()
        .collect();
    let mut fields = BTreeSet::new();
    for record in schema.objects() {
        let machinery = ["Connection", "Edge", "Facet", "Facets"].iter().any(|end| record.ends_with(end));
        let machinery = machinery || record.ends_with("Payload");
        if machinery || NO_RECORDS.contains(&record.as_str()) {
            continue;
        }
        for (field, of_rows) in schema.fields_of(&record) {
            let name = format!("{record}.{field}");
            let rows = of_rows.strip_suffix("Connection").unwrap_or(&of_rows);
            // The changes of any record, and what was decided of it: revisions and decisions, column record_id.
            if ["history", "lastRevision", "decisions"].contains(&field.as_str()) {
                continue;
            }
            let together = TOGETHER.iter().any(|(each, _)| *each == name);
            assert!(
                told.contains(name.as_str()) || together || is_other_end(&record, rows),
                "{name} is in no dataset: give a column of publish/src its name, or say in TOGETHER where it is"
            );
            fields.insert(name);
        }
    }
    assert!(fields.len() > 150, "only {} fields were looked at", fields.len());
    for name in told {
        assert!(fields.contains(name), "a column says that it shows {name}, which the API does not have");
    }
}

#[test]
fn a_column_of_words_has_those_of_the_api() {
    let schema = schema();
    let mut words = BTreeSet::new();
    for column in DATASETS.iter().flat_map(|dataset| dataset.columns) {
        let (Kind::Word(own), Some(field)) = (column.kind, column.fields.first()) else { continue };
        let (record, name) = field.split_once('.').unwrap();
        let fields = schema.fields_of(record);
        let (_, of) = fields.iter().find(|(field, _)| field == name).unwrap();
        // A rule's kind stands within the rule.
        let of = if of == "ThemeRule" { "ThemeRuleKind" } else { of };
        assert_eq!(schema.values(of), own, "{field}");
        words.insert(of.to_owned());
    }
    assert!(words.len() > 10, "only {words:?}");
}

#[test]
fn what_columns_refer_to_is_there_and_names_are_lower_case() {
    for dataset in DATASETS {
        let mut names = BTreeSet::new();
        for column in dataset.columns {
            let place = format!("{}.{}", dataset.name, column.name);
            assert!(names.insert(column.name), "{place} is there twice");
            // SCDL writes its names in capitals.
            let name = if dataset.name.starts_with("scdl-") {
                column.name.to_lowercase()
            } else {
                column.name.to_owned()
            };
            let sign = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
            assert!(name.bytes().all(sign), "{place}");
            assert!(column.description.ends_with(['.', ')']) && column.description.contains('('), "{place}");
            if let Some(other) = column.refers_to {
                let other = publish::dataset(other).unwrap_or_else(|| panic!("{place} refers to no dataset"));
                assert!(other.column("id").is_some(), "{place}");
            }
        }
    }
}

#[test]
fn the_page_is_what_the_program_prints() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/data-dictionary.md");
    let printed = Program::bare().arg("dictionary").run();
    assert_eq!(printed.code, Some(0));
    assert!(
        fs::read_to_string(&page).unwrap_or_default() == printed.stdout,
        "docs/data-dictionary.md is old: run `hemicycle dictionary > docs/data-dictionary.md`"
    );
}
