//! A history that is restored: whole and of this version, or not at all.

use std::fs;

use serde_json::{Value, json};
use tests::{Database, Program, block_on, chained, on_both};

use crate::backup::{demo, export, import, retell, rows, sha256};

/// What is done to a history.
type Change = fn(&str) -> String;

/// Changes to a history, whether its hash is changed with it, and what is said of each.
const BROKEN: [(&str, Change, bool, &str); 8] = [
    ("cut", |history| history[..history.len() / 2].to_owned(), false, "its revisions.ndjson is no revision"),
    (
        "short by a line",
        |history| history[..history.trim_end().rfind('\n').unwrap() + 1].to_owned(),
        false,
        "its revisions.ndjson is not the file that its datapackage.json tells of",
    ),
    (
        "with a gap",
        |history| history.split_once('\n').unwrap().1.to_owned(),
        true,
        "expected revision 1, found 2",
    ),
    (
        "of another table",
        |history| chained(&history.replace("\"record_type\":\"vote\"", "\"record_type\":\"ballot\"")),
        true,
        "is of a table \"ballot\" that this version does not have",
    ),
    (
        "with another column",
        |history| {
            chained(&history.replace("\"after\":\"{\\\"id\\\"", "\"after\":\"{\\\"mood\\\":1,\\\"id\\\""))
        },
        true,
        "that this version does not understand",
    ),
    (
        "with a row twice",
        |history| {
            let mut lines: Vec<String> = history.lines().map(str::to_owned).collect();
            lines[1] = lines[0].replacen(":1,", ":2,", 1);
            chained(&(lines.join("\n") + "\n"))
        },
        true,
        "change rows that are not what the revisions before them say",
    ),
    (
        "that says something else",
        |history| history.replacen("hemicycle import", "somebody", 1),
        true,
        "revision 1 does not follow from the one before it",
    ),
    ("of nothing", |_| String::new(), false, "its revisions.ndjson is not the file"),
];

#[test]
fn a_history_that_is_not_whole_or_of_another_version_is_refused_and_leaves_the_database_empty() {
    let folder = tempfile::tempdir().unwrap();
    let source = Database::sqlite();
    assert_eq!(import(&source, "2026-01-05T08:00:00Z", &["--territory", "99"], &demo()).code, Some(0));
    export(&source, folder.path());
    let path = folder.path().join("revisions.ndjson");
    let whole = fs::read_to_string(&path).unwrap();
    on_both(|database| {
        for (what, change, told, expected) in BROKEN {
            let history = change(&whole);
            assert_ne!(history, whole, "{what}");
            fs::write(&path, &history).unwrap();
            retell(
                folder.path(),
                "revisions",
                &sha256(if told { history.as_bytes() } else { whole.as_bytes() }),
            );
            let run = import(database, "2026-02-05T08:00:00Z", &[], folder.path());
            assert_eq!(run.code, Some(1), "{what}: {run:?}");
            assert!(run.stderr.contains(expected), "{what}: {run:?}");
            assert!(rows(database, "revision").is_empty() && rows(database, "document").is_empty(), "{what}");
        }
        // The bytes are kept by now, and the same folder, mended, is restored all the same.
        fs::write(&path, &whole).unwrap();
        retell(folder.path(), "revisions", &sha256(whole.as_bytes()));
        let dry = Program::new(database).args(&["import", "--dry-run"]).arg(folder.path()).run();
        assert!(dry.stdout.contains("would restore 6 documents, with ") && dry.code == Some(0), "{dry:?}");
        assert!(rows(database, "revision").is_empty());
        let run = import(database, "2026-02-05T08:00:00Z", &["--json"], folder.path());
        let said: Value = serde_json::from_str(&run.stdout).unwrap();
        assert_eq!((run.code, &said["status"], &said["documents"]), (Some(0), &json!("restored"), &json!(6)));
        assert!(block_on(database.dump()) == block_on(source.dump()), "the tables differ");
    });
}
