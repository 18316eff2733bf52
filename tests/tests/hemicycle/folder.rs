//! Imports of many documents: folders, a summary, differences, and lines for machines.

use std::{fs, path::Path, process::Command};

use serde_json::Value;
use tempfile::TempDir;
use tests::{Database, Output, Program, block_on, on_both, sample};

/// Two opinions, one of them below, a file that is empty, one that is no document, and a hidden one.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    fs::create_dir(folder.path().join("below")).unwrap();
    put("a.txt", &sample::opinion(1));
    put("below/b.TXT", &sample::opinion(2));
    put("c.txt", "");
    put("d.xls", "1;2");
    put(".e.txt", "");
    folder
}

fn import(database: &Database, options: &[&str], path: &Path) -> Output {
    Program::new(database).args(&["import", "--territory", "99"]).args(options).arg(path).run()
}

#[test]
fn a_folder_is_read_with_all_below_it_and_one_bad_file_stops_nothing() {
    let folder = folder();
    on_both(|database| {
        let run = import(database, &[], folder.path());
        assert_eq!(run.code, Some(1));
        assert!(run.stdout.ends_with("3 documents: 2 read, 1 refused, 1 left out.\n"), "{run:?}");
        assert!(run.stderr.contains("c.txt:1:1: error EMPTY: "), "{run:?}");
        assert!(run.stderr.contains("d.xls: left out: "), "{run:?}");
        assert!(!run.stderr.contains(".e.txt"), "{run:?}");
        let empty = tempfile::tempdir().unwrap();
        let none = import(database, &[], empty.path());
        assert_eq!(none.code, Some(1));
        assert!(none.stderr.contains("refused: holds no files. Expected documents"), "{none:?}");
    });
}

#[test]
fn a_pipe_in_a_folder_is_told_and_not_waited_for() {
    let folder = folder();
    assert!(Command::new("mkfifo").arg(folder.path().join("a-pipe.txt")).status().unwrap().success());
    on_both(|database| {
        let run = import(database, &[], folder.path());
        assert_eq!(run.code, Some(1));
        assert!(run.stderr.contains("a-pipe.txt: refused: is a pipe, a socket or a device."), "{run:?}");
        assert!(run.stdout.contains("2 read"), "{run:?}");
    });
}

#[test]
fn a_machine_reads_one_object_a_document_and_no_other_words() {
    let folder = folder();
    on_both(|database| {
        let run = import(database, &["--json"], folder.path());
        assert_eq!((run.code, run.stderr.as_str()), (Some(1), ""));
        let lines: Vec<Value> = run.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let statuses: Vec<_> = lines.iter().map(|line| line["status"].as_str().unwrap()).collect();
        assert_eq!(statuses, ["accepted", "accepted", "refused", "left out"]);
        assert_eq!(lines[0]["found"]["rapporteur"], 2);
        assert_eq!(lines[0]["heldOn"], "2020-01-02");
        assert!(lines[0]["changes"].as_u64().unwrap() > 50);
        assert_eq!(lines[2]["problems"][0]["code"], "EMPTY");
        let again = import(database, &["--json"], &folder.path().join("a.txt"));
        assert_eq!(serde_json::from_str::<Value>(&again.stdout).unwrap()["changes"], 0);
        let missing = import(database, &["--json"], &folder.path().join("no.txt"));
        let missing: Value = serde_json::from_str(&missing.stdout).unwrap();
        assert_eq!(missing["status"], "failed");
        assert!(missing["message"].as_str().unwrap().starts_with("cannot be opened: "), "{missing}");
    });
}

#[test]
fn a_dry_run_shows_the_difference_with_what_is_stored_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("avis.txt");
    let changed = sample::opinion(1).replace("41 voix pour", "14 voix pour").replace(" et Paul Vriès", "");
    on_both(|database| {
        fs::write(&path, sample::opinion(1)).unwrap();
        assert_eq!(import(database, &[], &path).code, Some(0));
        let before = block_on(database.dump());
        let same = import(database, &["--dry-run"], &path);
        assert!(same.stdout.ends_with("Nothing would change. Nothing was stored.\n"), "{same:?}");
        fs::write(&path, &changed).unwrap();
        let run = import(database, &["--dry-run"], &path);
        let second = run.stderr.contains("SECOND_DOCUMENT");
        let decides = run.stderr.contains("this one says what the records hold");
        let vote = "~ vote: count for 41 -> 14, formula \"adopté par 41 voix";
        assert!(second && run.stdout.contains(vote) == decides, "{run:?}");
        assert!(run.stdout.contains("- rapporteur: person \"Paul Vriès\"") || !decides, "{run:?}");
        assert!(block_on(database.dump()) == before, "a dry run changed a row");
    });
}

#[test]
fn a_dry_run_without_a_database_shows_all_records_and_makes_none() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("avis.txt");
    fs::write(&path, sample::opinion(1)).unwrap();
    let file = folder.path().join("none.db");
    let run = Program::bare()
        .args(&["import", "--dry-run", "--territory", "99", "--database"])
        .arg(format!("sqlite://{}", file.display()))
        .arg(&path)
        .run();
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{run:?}");
    assert!(run.stdout.contains("+ rapporteur: person \"Anne Lormeau\", rank 1"), "{run:?}");
    assert!(!file.exists(), "a dry run made a database");
}

#[test]
fn the_text_around_a_problem_is_shown_without_what_a_terminal_would_obey() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("avis\u{1b}[31m.txt");
    let long = format!("adopté par x voix pour{}", " encore".repeat(40));
    fs::write(&path, sample::opinion(1).replace("adopté par 41 voix pour", &long)).unwrap();
    let run = import(&Database::sqlite(), &[], &path);
    assert!(!run.stderr.contains('\u{1b}') && !run.stdout.contains('\u{1b}'), "{run:?}");
    let lines: Vec<&str> = run.stderr.lines().collect();
    let at = lines.iter().position(|line| line.contains("warning UNFILLED_VOTE")).unwrap();
    let (text, mark) = (lines[at + 1], lines[at + 2]);
    let column = mark.chars().position(|char| char == '^').unwrap();
    assert!(text.chars().count() < 130, "{text}");
    assert!(text.chars().skip(column).collect::<String>().starts_with("adopté par x"), "{text}\n{mark}");
}

#[test]
fn a_copy_of_a_file_of_sqlite_alone_has_what_was_imported() {
    let folder = tempfile::tempdir().unwrap();
    let (path, copy) = (folder.path().join("avis.txt"), folder.path().join("copy.db"));
    fs::write(&path, sample::opinion(1)).unwrap();
    let address = |file: &Path| format!("sqlite://{}", file.display());
    let own = folder.path().join("own.db");
    let run =
        Program::bare().args(&["import", "--territory", "99", "--database", &address(&own)]).arg(&path).run();
    assert_eq!(run.code, Some(0), "{run:?}");
    fs::copy(&own, &copy).unwrap();
    let all = |file: &Path| {
        let run = Program::bare()
            .args(&["export", "opinions", "--format", "csv", "--database", &address(file)])
            .run();
        assert_eq!(run.code, Some(0), "{run:?}");
        run.stdout
    };
    assert!(all(&own).lines().count() == 2 && all(&own) == all(&copy), "{}", all(&copy));
}
