//! A backup: all datasets as NDJSON with the documents as they came, and what an import makes of it.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tests::{Database, Output, Program, assert_whole, block_on, corpus, on_both, sample, talk};
use walkdir::WalkDir;

/// How many tables a database has rows in, once it is filled.
const TABLES: usize = 47;

/// Runs the import of something, at a moment of its own.
pub(crate) fn import(database: &Database, at: &str, options: &[&str], path: &Path) -> Output {
    Program::new(database).args(&["--now", at, "import"]).args(options).arg(path).run()
}

pub(crate) fn demo() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../api/demo")
}

/// A database with a past: opinions, votes in both forms, a document that was refused, one that was read in two ways, and
/// two that state the same opinion.
fn fill(database: &Database) {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        path
    };
    let taken = |at: &str, options: &[&str], path: &Path| {
        let run = import(database, at, options, path);
        assert_eq!(run.code, Some(0), "{run:?}");
    };
    taken("2026-01-05T08:00:00.123456Z", &["--territory", "99"], &demo());
    let themes =
        file("themes.tsv", "theme\tscheme\tkind\tvalue\tat least\tnote\nEau\tessai\tTERM\tlac\t1\t\n");
    taken("2026-01-06T08:00:00Z", &["--territory", "99", "--themes", themes.to_str().unwrap()], &demo());
    let odd = file("avis.txt", &sample::opinion(40));
    let refused = import(database, "2026-01-07T08:00:00Z", &[], &odd);
    assert_eq!(refused.code, Some(1), "{refused:?}");
    taken("2026-01-08T08:00:00Z", &["--territory", "99"], &odd);
    let second = file("second.txt", &sample::opinion(40).replace("les digues", "les quais"));
    taken("2026-01-08T09:00:00Z", &["--territory", "99"], &second);
    let nothing = file("rien.txt", "Ceci n'est l'avis de personne.\n");
    assert_eq!(import(database, "2026-01-09T08:00:00Z", &["--territory", "99"], &nothing).code, Some(1));
    let rows = "COLL_NOM,COLL_SIRET,DELIB_ID,DELIB_DATE,DELIB_MATIERE_CODE,DELIB_MATIERE_NOM,DELIB_OBJET,BUDGET_ANNEE,\
                BUDGET_NOM,PREF_ID,PREF_DATE,VOTE_EFFECTIF,VOTE_REEL,VOTE_POUR,VOTE_CONTRE,VOTE_ABSTENTION,DELIB_URL\n\
                Région Hautes-Brumes,21860194600013,D-1,2024-03-07,7.10,finances locales/divers,\"Le budget, voté\",,,,,\
                43,40,25,10,5,\n";
    taken("2026-01-10T08:00:00Z", &["--territory", "99"], &file("rows.csv", rows));
    let parliament = json!({
        "organizations": [{ "id": "house", "name": "Chambre de Sable", "other_names": [{ "name": "La Chambre" }] },
                          { "id": "dunes", "name": "Parti des dunes", "parent_id": "house" }],
        "persons": [{ "id": "p1", "name": "Ana Dorel", "memberships": [
            { "organization_id": "house", "on_behalf_of_id": "dunes", "role": "députée" }] }],
        "motions": [{ "id": "m1", "organization_id": "house", "text": "Le budget", "vote_events": [
            { "identifier": "7", "start_date": "2024-03-07", "votes": [
                { "voter_id": "p1", "option": "yes", "group_id": "dunes" }, { "voter_id": "p2", "option": "no" }] }] }],
    });
    let parliament = file("parliament.json", &parliament.to_string());
    taken("2026-01-11T08:00:00Z", &["--territory", "COUNTRY:FI"], &parliament);
    if let Some(real) = corpus("ceser-bfc-2020-10-06-avis-4-1.txt") {
        taken("2026-01-12T08:00:00Z", &["--territory", "27"], &real);
    }
}

/// Everything that is exported as NDJSON, and Popolo, in a folder.
pub(crate) fn export(database: &Database, folder: &Path) {
    let whole = Program::new(database).args(&["export", "all", "--format", "ndjson", "--output"]);
    let whole = whole.arg(folder).run();
    assert_eq!(whole.code, Some(0), "{whole:?}");
    for format in ["json", "jsonld"] {
        let file = folder.join(format!("popolo.{format}"));
        let popolo = Program::new(database).args(&["export", "popolo", "--format", format, "--output"]);
        assert_eq!(popolo.arg(file).run().code, Some(0));
    }
}

/// The files of a folder and below, by their paths.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let entries = WalkDir::new(folder).into_iter().map(Result::unwrap);
    let files = entries.filter(|entry| entry.file_type().is_file());
    let file = |entry: walkdir::DirEntry| {
        (entry.path().strip_prefix(folder).unwrap().to_owned(), fs::read(entry.path()).unwrap())
    };
    files.map(file).collect()
}

#[test]
fn an_export_imported_into_an_empty_database_is_exported_again_byte_for_byte() {
    on_both(|database| {
        fill(database);
        // Readings that are written out, so that every table has rows.
        talk::import(database, &talk::story().iter().collect::<Vec<_>>());
        let folder = tempfile::tempdir().unwrap();
        let first = folder.path().join("first");
        export(database, &first);
        let exported = files(&first);
        let refused = fs::read_to_string(first.join("originals.ndjson")).unwrap();
        assert_eq!(refused.matches("\"REFUSED\"").count(), 1);
        let history = fs::read_to_string(first.join("revisions.ndjson")).unwrap();
        for kind in ["\"before\":null", "\"after\":null", "\"before\":\"{"] {
            assert!(history.contains(kind), "nothing in the history is {kind}");
        }
        let dump = block_on(database.dump());
        let tables: BTreeSet<&str> = dump.iter().map(|row| row.split_once(": ").unwrap().0).collect();
        assert_eq!(tables.len(), TABLES, "not every table has rows: {tables:?}");
        for other in [Database::sqlite(), Database::postgres()] {
            let run = import(&other, "2031-05-05T05:05:05Z", &[], &first);
            assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{run:?}");
            assert!(run.stdout.contains(" documents, 1 of them refused, with "), "{run:?}");
            let second = folder.path().join("second");
            export(&other, &second);
            let again = files(&second);
            assert!(exported.keys().eq(again.keys()), "{:?} {:?}", exported.keys(), again.keys());
            let differing: Vec<_> = exported.iter().filter(|(path, bytes)| again[*path] != **bytes).collect();
            assert!(differing.is_empty(), "{:?}", differing.iter().map(|(path, _)| path).collect::<Vec<_>>());
            // Also what no dataset shows, and the search index.
            let restored = block_on(other.dump());
            assert!(restored == dump, "the tables differ");
            assert_whole(&restored);
            fs::remove_dir_all(second).unwrap();
        }
        exported
    });
}

#[test]
fn the_documents_of_a_backup_are_the_bytes_as_they_came() {
    let database = Database::sqlite();
    fill(&database);
    let folder = tempfile::tempdir().unwrap();
    export(&database, folder.path());
    let listed = fs::read_to_string(folder.path().join("originals.ndjson")).unwrap();
    let mut names = Vec::new();
    for line in listed.lines() {
        let row: Value = serde_json::from_str(line).unwrap();
        let path =
            publish::original_path(row["sha256"].as_str().unwrap(), row["media_type"].as_str()).unwrap();
        let bytes = fs::read(folder.path().join(&path)).unwrap();
        assert_eq!(row["byte_size"], bytes.len());
        assert_eq!(row["sha256"], sha256(&bytes));
        names.push(path);
    }
    for entry in fs::read_dir(demo()).unwrap() {
        let hash = sha256(&fs::read(entry.unwrap().path()).unwrap());
        assert!(names.contains(&format!("originals/{hash}.txt")), "{names:?}");
    }
    for ending in [".csv", ".json"] {
        assert!(names.iter().any(|name| name.ends_with(ending)), "{names:?}");
    }
    // Only the form that `import` takes holds them.
    let csv = folder.path().join("csv");
    let run = Program::new(&database).args(&["export", "all", "--output"]).arg(&csv).run();
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(!csv.join("originals").exists() && !csv.join("originals.csv").exists());
}

#[test]
fn a_backup_adds_to_a_database_with_records_the_documents_that_it_lacks() {
    let source = Database::sqlite();
    fill(&source);
    let folder = tempfile::tempdir().unwrap();
    export(&source, folder.path());
    on_both(|database| {
        let first = demo().join("2024-10-15-voeu.txt");
        assert_eq!(import(database, "2026-03-01T00:00:00Z", &["--territory", "99"], &first).code, Some(0));
        let before = block_on(database.dump());
        let run = import(database, "2026-03-02T00:00:00Z", &[], folder.path());
        // One document is refused again.
        assert_eq!(run.code, Some(1), "{run:?}");
        assert!(run.stderr.contains("the database has records already"), "{run:?}");
        assert_eq!(run.stdout.matches("imported before").count(), 1, "{run:?}");
        let after = block_on(database.dump());
        assert_whole(&after);
        let revisions = |dump: &[String]| -> Vec<Value> {
            let revisions = dump.iter().filter_map(|line| line.strip_prefix("revision: "));
            let mut revisions: Vec<Value> =
                revisions.map(|revision| serde_json::from_str(revision).unwrap()).collect();
            revisions.sort_by_key(|revision| revision["sequence"].as_i64());
            revisions
        };
        let (before, after) = (revisions(&before), revisions(&after));
        assert_eq!(after[..before.len()], before, "the history that was there has changed");
        let moment =
            |revision: &Value| revision["at"].as_str().unwrap().parse::<chrono::DateTime<chrono::Utc>>();
        let times: Vec<_> = after.iter().map(|revision| moment(revision).unwrap()).collect();
        assert!(times.is_sorted(), "time goes backwards");
        // The same records, but for themes: a mapping of one's own is not in a backup.
        for table in ["vote", "vote_position", "opinion", "person", "organisation", "paragraph", "milestone"]
        {
            assert_eq!(rows(database, table), rows(&source, table));
        }
        let again = import(database, "2026-03-03T00:00:00Z", &[], folder.path());
        assert_eq!(again.code, Some(0), "{again:?}");
        assert!(revisions(&block_on(database.dump())) == after, "a second import changed something");
        run.stdout
    });
}

/// A table's rows.
pub(crate) fn rows(database: &Database, table: &str) -> Vec<String> {
    let mut rows = block_on(database.dump());
    rows.retain(|row| row.starts_with(&format!("{table}: ")));
    rows
}

#[test]
fn a_document_that_is_missing_or_damaged_is_told_and_the_others_come_in() {
    on_both(|database| {
        let source = Database::sqlite();
        assert_eq!(import(&source, "2026-01-05T08:00:00Z", &["--territory", "99"], &demo()).code, Some(0));
        let folder = tempfile::tempdir().unwrap();
        export(&source, folder.path());
        let mut originals: Vec<PathBuf> = fs::read_dir(folder.path().join("originals"))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        originals.sort();
        fs::remove_file(&originals[0]).unwrap();
        let mut longer = fs::read(&originals[1]).unwrap();
        longer.push(b'\n');
        fs::write(&originals[1], longer).unwrap();
        let mut other = fs::read(&originals[2]).unwrap();
        other[10] ^= 1;
        fs::write(&originals[2], other).unwrap();

        let run = import(database, "2026-02-05T08:00:00Z", &["--json"], folder.path());
        assert_eq!(run.code, Some(1), "{run:?}");
        let said: Vec<Value> = run.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let message = |path: &Path| {
            let of = |said: &&Value| said["path"] == path.to_str().unwrap();
            let said: Vec<&Value> = said.iter().filter(of).collect();
            assert_eq!((said.len(), &said[0]["status"]), (1, &json!("failed")), "{said:?}");
            said[0]["message"].as_str().unwrap().to_owned()
        };
        let hash = originals[0].file_stem().unwrap().to_str().unwrap();
        assert!(
            message(&originals[0])
                .starts_with(&format!("is missing. Expected the document with the SHA-256 {hash}"))
        );
        for path in &originals[1..3] {
            assert!(message(path).contains("is not the document that was exported"), "{said:?}");
        }
        let accepted = said.iter().filter(|said| said["status"] == "accepted").count();
        assert_eq!((accepted, originals.len()), (3, 6), "{said:?}");
        assert!(said.iter().any(|said| said["status"] == "merged"), "{said:?}");
        let dump = block_on(database.dump());
        assert_whole(&dump);
        assert_eq!(rows(database, "document").len(), 3);
        assert_eq!(rows(database, "blob").len(), 3);
        accepted
    });
}

#[test]
fn a_list_of_documents_leads_out_of_its_folder_nowhere() {
    let source = Database::sqlite();
    assert_eq!(import(&source, "2026-01-05T08:00:00Z", &["--territory", "99"], &demo()).code, Some(0));
    let folder = tempfile::tempdir().unwrap();
    let backup = folder.path().join("backup");
    export(&source, &backup);
    let secret = sample::opinion(7);
    fs::write(folder.path().join("secret.txt"), &secret).unwrap();
    let list = fs::read_to_string(backup.join("originals.ndjson")).unwrap();
    let first: Value = serde_json::from_str(list.lines().next().unwrap()).unwrap();
    for path in ["../../secret", "/etc/passwd", ""] {
        let mut led = first.clone();
        led["sha256"] = json!(path);
        let list = format!("{led}\n");
        let database = Database::sqlite();
        let changed = |hash: Option<String>| {
            fs::write(backup.join("originals.ndjson"), &list).unwrap();
            if let Some(hash) = hash {
                retell(&backup, "originals", &hash);
            }
            import(&database, "2026-02-05T08:00:00Z", &[], &backup)
        };
        // Whoever changes the list alone is told so; whoever changes its hash too gets no further than its folder.
        let run = changed(None);
        assert_eq!(run.code, Some(1), "{run:?}");
        assert!(
            run.stderr.contains("its originals.ndjson is not the file that its datapackage.json tells of"),
            "{run:?}"
        );
        let run = changed(Some(sha256(list.as_bytes())));
        assert_eq!(run.code, Some(1), "{run:?}");
        assert!(run.stderr.contains("originals: refused: is missing"), "{run:?}");
        assert!(rows(&database, "blob").is_empty() && rows(&database, "document").is_empty());
    }
}

/// Gives a file another hash in the package.
pub(crate) fn retell(backup: &Path, name: &str, hash: &str) {
    let path = backup.join("datapackage.json");
    let mut package: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    let resources = package["resources"].as_array_mut().unwrap();
    let resource = resources.iter_mut().find(|resource| resource["name"] == name).unwrap();
    resource["hash"] = json!(format!("sha256:{hash}"));
    fs::write(path, package.to_string()).unwrap();
}

pub(crate) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
