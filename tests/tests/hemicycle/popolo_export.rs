//! Votes in the terms of Popolo, as they go out and come back: in JSON, and in JSON-LD.

use std::{fs, path::Path};

use flate2::read::GzDecoder;
use serde_json::{Value, json};
use tests::{Database, Exchange, Python, Server, block_on, corpus, on_both, said, sample};

use crate::popolo::{import, parliament};

/// What a server's file holds.
fn exported(server: &Server, file: &str) -> String {
    let answer = Exchange::path(server, &format!("/export/{file}")).send();
    assert_eq!(answer.status, 200, "{answer:?}");
    answer.body
}

/// The datasets of a server without the places of the documents that they were read in.
fn told(server: &Server) -> Vec<String> {
    let datasets =
        ["territories", "organisations", "persons", "memberships", "sessions", "votes", "vote-positions"];
    let lines = datasets.iter().flat_map(|dataset| {
        let file = exported(server, &format!("{dataset}.ndjson"));
        file.lines().map(str::to_owned).collect::<Vec<_>>()
    });
    let records = lines.map(|line| {
        let mut record: Value = serde_json::from_str(&line).unwrap();
        record.as_object_mut().unwrap().retain(|name, _| !name.starts_with("source_"));
        record.to_string()
    });
    records.collect()
}

/// Exports, imports into an empty database, and exports again: the same votes, under the same ids, in JSON and in
/// JSON-LD.
fn comes_back(database: &Database) -> String {
    let server = Server::start(database);
    let files = ["popolo.json", "popolo.jsonld"].map(|name| (name, exported(&server, name)));
    let folder = tempfile::tempdir().unwrap();
    for (name, file) in &files {
        let path = folder.path().join(name);
        fs::write(&path, file).unwrap();
        let other = Database::sqlite();
        let run = import(&other, &path);
        assert_eq!(run.code, Some(0), "{run:?}");
        for code in ["under \"@", "the file says of votes", "DUPLICATE"] {
            assert!(!run.stderr.contains(code), "{name}: {code}: {run:?}");
        }
        let again = Server::start(&other);
        assert_eq!(told(&again), told(&server), "{name}");
        for (name, file) in &files {
            assert!(exported(&again, name) == *file, "{name} is another");
        }
    }
    let [(_, json), _] = files;
    json
}

#[test]
fn what_went_out_comes_in_again_under_the_same_ids_and_goes_out_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("parliament.json");
    fs::write(&path, parliament().to_string()).unwrap();
    on_both(|database| {
        assert_eq!(import(database, &path).code, Some(0));
        let file: Value = serde_json::from_str(&comes_back(database)).unwrap();
        let event = file["motions"].as_array().unwrap().iter().map(|motion| &motion["vote_events"][0]);
        let event = event.clone().find(|event| event["identifier"] == "v1").unwrap();
        assert_eq!(
            event["counts"],
            json!([{ "option": "yes", "value": 1 }, { "option": "absent", "value": 1 }])
        );
        assert_eq!(event["votes"].as_array().unwrap().len(), 2);
        file
    });
}

#[test]
fn in_rdf_a_record_has_the_iri_that_it_has_in_the_other_files_and_a_motion_is_no_vote_event() {
    let Some(python) = Python::here() else { return };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("parliament.json");
    fs::write(&path, parliament().to_string()).unwrap();
    on_both(|database| {
        block_on(async { sample::import(&database.store().await, sample::opinion(5)).await });
        assert_eq!(import(database, &path).code, Some(0));
        let server = Server::start(database);
        let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("exports/popolo.py");
        let ran = python.program("python").arg(program).arg(&server.url).output().unwrap();
        assert!(ran.status.success(), "{}", said(&ran));
        let read: Value = serde_json::from_slice(&ran.stdout).unwrap();
        // Two votes of the parliament, of which one motion each, and an opinion's.
        assert_eq!(
            (&read["Motion"], &read["VoteEvent"], &read["opinions"]),
            (&json!(3), &json!(3), &json!(1))
        );
        assert_eq!((&read["Vote"], &read["Person"]), (&json!(4), &read["persons"]));
        read
    });
}

#[test]
fn an_export_of_nothing_is_an_empty_list_in_either_form() {
    let database = Database::sqlite();
    let server = Server::start(&database);
    let folder = tempfile::tempdir().unwrap();
    for name in ["popolo.json", "popolo.jsonld"] {
        let path = folder.path().join(name);
        fs::write(&path, exported(&server, name)).unwrap();
        let run = import(&Database::sqlite(), &path);
        assert!(run.code == Some(0) && run.stderr.contains("EMPTY_LIST"), "{name}: {run:?}");
    }
}

#[test]
fn a_vote_that_nobody_names_is_known_by_its_id_whichever_form_states_it() {
    let vote = |prefix: &str| {
        let id = |id: &str| format!("{prefix}{id}");
        json!({ "motions": [{
            "id": id("5f3c1d0e-0000-4000-8000-000000000001"), "organization_id": "house", "text": "Budget",
            "vote_events": [{ "id": id("5f3c1d0e-0000-4000-8000-000000000002"), "start_date": "2030-03-01",
                              "counts": [{ "option": "yes", "value": 1 }] }],
        }] })
    };
    let folder = tempfile::tempdir().unwrap();
    let told: Vec<Vec<String>> = ["", "urn:uuid:"]
        .iter()
        .map(|prefix| {
            let path = folder.path().join("vote.json");
            fs::write(&path, vote(prefix).to_string()).unwrap();
            let database = Database::sqlite();
            assert_eq!(import(&database, &path).code, Some(0));
            told(&Server::start(&database))
        })
        .collect();
    assert!(told[0].iter().any(|line| line.contains("5f3c1d0e-0000-4000-8000-000000000002")), "{told:?}");
    assert_eq!(told[0], told[1]);
}

#[test]
fn votes_of_a_real_parliament_come_back() {
    let Some(archive) = corpus("eduskunta-popolo.tar.gz") else { return };
    let folder = tempfile::tempdir().unwrap();
    let mut files = tar::Archive::new(GzDecoder::new(fs::File::open(archive).unwrap()));
    let mut taken = 0;
    for file in files.entries().unwrap() {
        let mut file = file.unwrap();
        if taken < 3 && file.size() > 100_000 && file.size() < 2_000_000 {
            file.unpack(folder.path().join(format!("{taken}.json"))).unwrap();
            taken += 1;
        }
    }
    assert_eq!(taken, 3);
    let database = Database::sqlite();
    let run = import(&database, folder.path());
    assert!(run.code == Some(0), "{run:?}");
    let file = comes_back(&database);
    assert!(file.matches("\"voter_id\"").count() > 1_000);
}

#[test]
fn opinions_go_out_as_motions_and_declarations_as_speeches() {
    on_both(|database| {
        block_on(async { sample::import(&database.store().await, sample::opinion(5)).await });
        let file: Value = serde_json::from_str(&exported(&Server::start(database), "popolo.json")).unwrap();
        let motion = &file["motions"][0];
        assert_eq!(motion["text"], "Le canal numéro 5 des Deux-Lacs");
        assert_eq!(motion["vote_events"][0]["counts"][0], json!({ "option": "yes", "value": 45 }));
        // A stance that a declaration announces is nobody's vote.
        assert_eq!(motion["vote_events"][0]["votes"], json!([]));
        let speeches = file["speeches"].as_array().unwrap();
        let joint = speeches.iter().find(|speech| speech["position"] == 2).unwrap();
        assert_eq!(
            joint["attribution_text"],
            "Ligue des mariniers; Confédération française démocratique du travail"
        );
        assert_eq!(joint["text"], "Nous nous abstiendrons.");
        file
    });
}
