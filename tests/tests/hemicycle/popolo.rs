//! Files of votes in Popolo's JSON, as they come in.

use std::{fs, io::Write, path::Path};

use flate2::{Compression, write::GzEncoder};
use serde_json::{Value, json};
use tests::{Database, Output, Program, Server, assert_whole, block_on, corpus, on_both};

pub(crate) fn import(database: &Database, path: &Path) -> Output {
    Program::new(database).args(&["import", "--territory", "COUNTRY:FI"]).arg(path).run()
}

/// A parliament of an island that is on no map.
pub(crate) fn parliament() -> Value {
    json!({
        "organizations": [
            { "id": "house", "name": "Chambre de Sable", "classification": "parliament" },
            { "id": "dunes", "name": "Parti des dunes", "classification": "party", "parent_id": "house",
              "identifiers": [{ "scheme": "registre", "identifier": "P-7" }] },
        ],
        "persons": [
            { "id": "p/1", "name": "Ana Dorel", "given_name": "Ana", "family_name": "Dorel",
              "memberships": [{ "organization_id": "house", "on_behalf_of_id": "dunes", "role": "députée",
                                "start_date": "2030-01-15" }] },
            { "id": "p/2", "name": "Ivo Marle" },
        ],
        "motions": [{ "id": "m1", "organization_id": "house", "text": "Budget", "result": "adopted" },
                    { "id": "m2", "organization_id": "house", "text": "Budget" }],
        "vote_events": [
            { "id": "v1", "motion_id": "m1", "start_date": "2030-03-01T09:30:00",
              "counts": [{ "option": "yes", "value": 1 }, { "option": "absent", "value": 1 }],
              "votes": [{ "voter_id": "p/1", "option": "yes", "group_id": "dunes" },
                        { "voter_id": "p/2", "option": "absent" }] },
            { "id": "v2", "motion_id": "m2", "start_date": "2030-03-01T09:40:00", "result": "1 contre 2",
              "counts": [{ "option": "yes", "value": 7 }],
              "votes": [{ "voter_id": "p/1", "option": "no" }, { "voter_id": "p/3", "option": "yes" },
                        { "voter_id": "p/1", "option": "yes" }, { "voter_id": "p/2", "option": "maybe" }] },
        ],
        "speeches": [{ "text": "Chers collègues" }],
    })
}

const VOTES: &str = "{ votes(orderBy: { field: HELD_ON, direction: ASC }) { totalCount nodes { subject identifier heldOn \
    outcome formula inconsistent counts { for against abstentions absent cast } session { kind assembly { name } } \
    source { quote } positions { nodes { kind choice withReservations organisation { name kind } \
    person { name identifiers { scheme value } assembly { name } } source { quote } } } } } }";

#[test]
fn a_parliament_comes_in_with_its_votes_and_its_members() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("parliament.json");
    fs::write(&path, serde_json::to_string_pretty(&parliament()).unwrap()).unwrap();
    on_both(|database| {
        let run = import(database, &path);
        assert_eq!(run.code, Some(0), "{run:?}");
        for code in ["COUNTS_DIFFER", "DUPLICATE_VOTER", "UNKNOWN_OPTION", "NOT_TAKEN", "\"speeches\""] {
            assert!(run.stderr.contains(code), "{code}: {run:?}");
        }
        let server = Server::start(database);
        let votes = server.data(VOTES);
        insta::assert_json_snapshot!("parliament", votes["votes"]["nodes"][0]);
        let second = &votes["votes"]["nodes"][1];
        assert_eq!((&second["subject"], &second["identifier"]), (&json!("Budget"), &json!("v2")));
        // What its figures say and what its votes say are two things; its result is no word that says an outcome.
        assert_eq!((&second["inconsistent"], &second["counts"]["for"]), (&json!(true), &json!(7)));
        assert_eq!((&second["outcome"], &second["formula"]), (&json!(null), &json!("1 contre 2")));
        let stranger = &second["positions"]["nodes"][1]["person"];
        assert_eq!(stranger["name"], json!(null));
        assert_eq!(stranger["identifiers"], json!([{ "scheme": "popolo", "value": "p/3" }]));
        let members = "{ memberships { nodes { role startDate person { name } organisation { name } onBehalfOf { name \
            parent { name } identifiers { scheme value } } } } territories { nodes { code level } } }";
        let members = server.data(members);
        assert_eq!(members["memberships"]["nodes"][0]["onBehalfOf"]["identifiers"][1]["value"], "P-7");
        assert_eq!(members["territories"]["nodes"], json!([{ "code": "FI", "level": "COUNTRY" }]));
        assert_whole(&block_on(database.dump()));
        members
    });
}

#[test]
fn a_list_of_persons_or_of_bodies_is_told_by_what_they_say() {
    let parliament = parliament();
    let folder = tempfile::tempdir().unwrap();
    on_both(|database| {
        for (list, found) in [("persons", "1 person"), ("organizations", "2 organisations")] {
            let path = folder.path().join(format!("{list}.json"));
            let mut items = parliament[list].as_array().unwrap().clone();
            items.push(json!({ "id": "p/9" }));
            fs::write(&path, json!(items).to_string()).unwrap();
            let run = import(database, &path);
            assert_eq!(run.code, Some(0), "{run:?}");
            assert!(run.stdout.contains(found), "{run:?}");
            assert!(run.stderr.contains("UNKNOWN_ITEM"), "{run:?}");
        }
    });
}

#[test]
fn broken_json_is_refused_with_its_line_and_column() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("broken.json");
    fs::write(&path, "{\"motions\": [\n  {\"id\": \"é\",}\n]}\n").unwrap();
    on_both(|database| {
        let run = import(database, &path);
        assert_eq!(run.code, Some(1), "{run:?}");
        assert!(run.stderr.contains("broken.json:2:14: error INVALID_JSON: "), "{run:?}");
        let without = Program::new(database).arg("import").arg(&path).run();
        assert!(without.stderr.contains("UNKNOWN_TERRITORY"), "{without:?}");
    });
}

/// Files, each by its name.
type Files = Vec<(String, Vec<u8>)>;

/// Some of the real files, an empty one among them.
fn real() -> Option<(Vec<u8>, Files)> {
    let archive = corpus("eduskunta-popolo.tar.gz")?;
    let mut archive = tar::Archive::new(flate2::read::GzDecoder::new(fs::File::open(archive).unwrap()));
    let mut files = Vec::new();
    for entry in archive.entries().unwrap() {
        let mut entry = entry.unwrap();
        let path = entry.path().unwrap().to_string_lossy().into_owned();
        let (size, wanted) = (entry.size(), ["session-83.json", "session-614.json", "session-1794.json"]);
        let small = path.contains("/2014/") && size < 120_000 && files.len() < 6;
        if path.ends_with(".json") && (small || wanted.iter().any(|name| path.ends_with(name))) {
            let mut bytes = Vec::new();
            std::io::Read::read_to_end(&mut entry, &mut bytes).unwrap();
            files.push((path, bytes));
        }
    }
    let mut packed = tar::Builder::new(GzEncoder::new(Vec::new(), Compression::fast()));
    for (path, bytes) in &files {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        packed.append_data(&mut header, path, bytes.as_slice()).unwrap();
    }
    Some((packed.into_inner().unwrap().finish().unwrap(), files))
}

/// All rows but their history: ids were given in another order.
fn rows(database: &Database) -> Vec<String> {
    let mut rows = block_on(database.dump());
    rows.retain(|row| !tests::is_history(row));
    rows
}

#[test]
fn a_real_archive_and_its_files_in_a_folder_are_the_same_and_go_on_where_they_stopped() {
    let Some((archive, files)) = real() else { return };
    let folder = tempfile::tempdir().unwrap();
    let packed = folder.path().join("votes.tar.gz");
    fs::write(&packed, archive).unwrap();
    let unpacked = folder.path().join("unpacked");
    for (path, bytes) in &files {
        let path = unpacked.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    let other = Database::sqlite();
    // One of them alone first, as where an import was stopped.
    let (first, _) = files.iter().find(|(_, bytes)| bytes.len() > 1_000).unwrap();
    assert_eq!(import(&other, &unpacked.join(first)).code, Some(0));
    let run = import(&other, &unpacked);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.stdout.contains("imported before. Nothing changed."), "{run:?}");
    let expected = rows(&other);
    on_both(|database| {
        let run = import(database, &packed);
        // Two of them are empty: one of bytes, one of votes.
        assert!(run.stderr.contains("session-614.json:1:1: error EMPTY"), "{run:?}");
        assert!(run.stderr.contains("session-83.json:1:1: warning EMPTY_LIST"), "{run:?}");
        assert!(!run.stderr.contains("COUNTS_DIFFER"), "{run:?}");
        let rows = rows(database);
        let count = |table: &str| rows.iter().filter(|row| row.starts_with(table)).count();
        let votes: usize = files.iter().map(|(_, bytes)| counted(bytes, "\"start_date\"")).sum();
        let ballots: usize = files.iter().map(|(_, bytes)| counted(bytes, "\"voter_id\"")).sum();
        assert_eq!((count("vote: "), count("vote_position: ")), (votes, ballots));
        assert!(rows == expected, "the archive and the folder differ");
        assert_whole(&block_on(database.dump()));
        let again = import(database, &packed);
        assert_eq!(
            again.stdout.matches("imported before. Nothing changed.").count(),
            files.len() - 2,
            "{again:?}"
        );
    });
}

fn counted(bytes: &[u8], word: &str) -> usize {
    String::from_utf8_lossy(bytes).matches(word).count()
}

#[test]
fn what_states_a_person_decides_whichever_file_comes_first() {
    let parliament = parliament();
    let votes = json!({ "motions": parliament["motions"], "vote_events": parliament["vote_events"] });
    let people = json!({ "organizations": parliament["organizations"], "persons": parliament["persons"] });
    let folder = tempfile::tempdir().unwrap();
    let [votes, people] = [("votes.json", votes), ("people.json", people)].map(|(name, file)| {
        let path = folder.path().join(name);
        fs::write(&path, file.to_string()).unwrap();
        path
    });
    let read = |database: &Database, paths: [&Path; 2]| {
        for path in paths {
            let run = import(database, path);
            assert_eq!(run.code, Some(0), "{run:?}");
        }
        rows(database)
    };
    let forth = read(&Database::sqlite(), [&votes, &people]);
    assert!(forth.iter().any(|row| row.starts_with("person: ") && row.contains("Ana Dorel")));
    assert!(forth == read(&Database::postgres(), [&people, &votes]), "the order of files matters");
}

#[test]
fn a_broken_archive_is_told_and_what_stood_before_the_break_is_in() {
    let mut packed = tar::Builder::new(GzEncoder::new(Vec::new(), Compression::none()));
    for name in ["one.json", "two.json"] {
        let mut file = parliament();
        file["vote_events"][0]["id"] = json!(name);
        let bytes = file.to_string().into_bytes();
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        packed.append_data(&mut header, name, bytes.as_slice()).unwrap();
    }
    let bytes = packed.into_inner().unwrap().finish().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cut.tar.gz");
    fs::File::create(&path).unwrap().write_all(&bytes[..bytes.len() * 2 / 3]).unwrap();
    on_both(|database| {
        let run = import(database, &path);
        assert_eq!(run.code, Some(1), "{run:?}");
        assert!(run.stdout.contains("one.json: read a file of votes of 2030-03-01"), "{run:?}");
        assert!(run.stderr.contains("cut.tar.gz"), "{run:?}");
        assert!(run.stderr.contains("refused"), "{run:?}");
    });
}
