//! What ARCHITECTURE.md says about the sources, as far as it can be tested.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::Value;

/// Which crate of ours may name which; ARCHITECTURE.md says why. `tests` names what it needs.
const BORDERS: [(&str, &[&str]); 8] = [
    ("migration", &[]),
    ("entities", &[]),
    ("ingest", &[]),
    ("store", &["entities", "ingest", "migration"]),
    ("publish", &[]),
    ("api", &["ingest", "publish", "store"]),
    ("bench", &["ingest"]),
    ("xtask", &[]),
];

/// The nouns that a document's records are made of: each has a file of its name in every layer.
const NOUNS: [&str; 19] = [
    "declaration",
    "deliberation",
    "initiative",
    "membership",
    "mention",
    "milestone",
    "opinion",
    "organisation",
    "person",
    "rapporteur",
    "recommendation",
    "report",
    "section",
    "session",
    "territory",
    "theme",
    "theme_assignment",
    "vote",
    "vote_position",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The Rust files below a folder of the project, with what stands in them.
fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    let mut folders = vec![root().join(folder)];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() && name != "target" && name != "node_modules" {
                folders.push(path);
            } else if name.ends_with(".rs") {
                let text = fs::read_to_string(&path).unwrap();
                files.push((path, text));
            }
        }
    }
    files
}

/// Each package of the workspace with what it depends on outside its tests.
fn packages() -> BTreeMap<String, BTreeSet<String>> {
    let cargo = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--offline", "--format-version", "1"])
        .current_dir(root())
        .output()
        .unwrap();
    let metadata: Value = serde_json::from_slice(&cargo.stdout).unwrap();
    let package = |package: &Value| {
        let dependencies = package["dependencies"].as_array().unwrap().iter();
        let named = dependencies.filter(|dependency| dependency["kind"] != "dev");
        let named = named.map(|dependency| dependency["name"].as_str().unwrap().to_owned());
        (package["name"].as_str().unwrap().to_owned(), named.collect())
    };
    metadata["packages"].as_array().unwrap().iter().map(package).collect()
}

#[test]
fn crates_name_each_other_only_where_the_borders_say_so() {
    let packages = packages();
    let own: BTreeSet<_> = packages.keys().cloned().collect();
    let listed: BTreeSet<_> = BORDERS.iter().map(|(name, _)| (*name).to_owned()).collect();
    let unlisted: Vec<_> = own.difference(&listed).filter(|name| *name != "tests").collect();
    assert!(unlisted.is_empty(), "say in BORDERS which crates {unlisted:?} may name");
    for (name, may) in BORDERS {
        let named: BTreeSet<_> = packages[name].intersection(&own).map(String::as_str).collect();
        assert_eq!(named, may.iter().copied().collect(), "{name}");
    }
}

#[test]
fn only_the_store_speaks_sql_and_ingest_touches_nothing_outside() {
    let packages = packages();
    let speaking = packages.iter().filter(|(_, names)| names.iter().any(|name| name.starts_with("sea-orm")));
    let speaking: Vec<_> = speaking.map(|(name, _)| name.as_str()).collect();
    assert_eq!(speaking, ["entities", "migration", "store", "tests"]);
    for (path, text) in [sources("ingest/src"), sources("publish/src")].concat() {
        for outside in
            ["std::fs", "std::net", "std::process", "std::env", "SystemTime", "Instant::now", "Utc::now"]
        {
            assert!(!text.contains(outside), "{} names {outside}", path.display());
        }
    }
    let ingest = &packages["ingest"];
    for outside in ["tokio", "sea-orm", "ureq", "axum", "tracing"] {
        assert!(!ingest.contains(outside), "ingest depends on {outside}");
    }
}

#[test]
fn no_source_file_is_longer_than_four_hundred_lines() {
    for (path, text) in sources(".") {
        let lines = text.lines().count();
        assert!(lines <= 400, "{} has {lines} lines: what is its second noun?", path.display());
    }
}

#[test]
fn one_noun_has_one_file_name_in_every_layer() {
    for noun in NOUNS {
        let read = ["ingest/src", "ingest/src/roll"].map(|folder| root().join(format!("{folder}/{noun}.rs")));
        assert!(read.iter().any(|file| file.is_file()), "none of {read:?} is there");
        for file in [
            format!("migration/sql/{noun}.sql"),
            format!("entities/src/{noun}.rs"),
            format!("store/sql/{noun}.sql"),
            format!("publish/src/{noun}.rs"),
            format!("api/src/graphql/{noun}.rs"),
        ] {
            assert!(root().join(&file).is_file(), "{file} is missing");
        }
    }
}

#[test]
fn no_file_is_named_after_nothing() {
    for (path, _) in sources(".") {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let vague =
            ["utils", "util", "helpers", "helper", "common", "services", "service", "manager", "misc"];
        assert!(!vague.contains(&name.as_str()), "{}: name it after its noun", path.display());
    }
}

#[test]
fn every_dependency_is_chosen_with_its_reason_beside_it() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let (_, dependencies) = manifest.split_once("[workspace.dependencies]\n").unwrap();
    let (dependencies, _) = dependencies.split_once("\n[").unwrap();
    // A comment speaks for all lines up to the next empty line.
    for group in dependencies.split("\n\n") {
        let own = group.lines().all(|line| line.contains("{ path = "));
        assert!(own || group.trim_start().starts_with('#'), "no reason stands above:\n{group}");
    }
}
