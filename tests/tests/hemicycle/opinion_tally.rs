//! What is counted of each opinion is what its vote, its declarations and their positions say, whatever was written.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use tests::{Database, Editor, Program, Server, block_on, everything, on_both, sample};

/// The rows of a dump's table.
fn rows(dump: &[String], table: &str) -> Vec<Value> {
    let rows = dump.iter().filter_map(|row| row.strip_prefix(table)?.strip_prefix(": "));
    rows.map(|row| serde_json::from_str(row).unwrap()).collect()
}

/// What there is to count, by the opinions' ids.
fn counted(dump: &[String]) -> BTreeMap<String, Value> {
    let (votes, positions) = (rows(dump, "vote"), rows(dump, "vote_position"));
    let declarations = rows(dump, "declaration");
    let opinions = rows(dump, "opinion").into_iter().map(|opinion| {
        let id = &opinion["id"];
        let vote = votes.iter().find(|vote| vote["opinion_id"] == *id);
        let of: Vec<&Value> = declarations.iter().filter(|each| each["opinion_id"] == *id).collect();
        let announcing = |which: fn(&Value) -> bool| {
            let announces = |declaration: &&&Value| {
                let mut own = positions.iter().filter(|each| each["declaration_id"] == declaration["id"]);
                own.any(|position| which(&position["with_reservations"]))
            };
            of.iter().filter(announces).count()
        };
        let tally = json!({
            "opinion_id": id,
            "voted": vote.is_some(),
            "outcome": vote.map(|vote| &vote["outcome"]),
            "majority": vote.map(|vote| &vote["majority"]),
            "declarations": of.len(),
            "with_reservations": announcing(|reserved| *reserved == true),
            "reservations_known": announcing(|reserved| !reserved.is_null()),
        });
        (id.to_string(), tally)
    });
    opinions.collect()
}

/// What was counted, which is what there is to count.
fn tally(database: &Database, after: &str) -> BTreeMap<String, Value> {
    let dump = block_on(database.dump());
    let tallies = rows(&dump, "opinion_tally").into_iter();
    let tallies: BTreeMap<String, Value> =
        tallies.map(|tally| (tally["opinion_id"].to_string(), tally)).collect();
    assert_eq!(tallies, counted(&dump), "after {after}");
    tallies
}

fn import(database: &Database, text: String) {
    block_on(async { sample::import(&database.store().await, text).await });
}

#[test]
fn the_tally_is_what_there_is_to_count_after_every_kind_of_write() {
    on_both(|database| {
        everything(database);
        let mut told = vec![tally(database, "imports")];
        let mut check = |after: &str| {
            let tally = tally(database, after);
            assert_ne!(told.last(), Some(&tally), "{after} changed nothing that is counted");
            told.push(tally);
        };
        let text = sample::opinion(3);
        import(database, text.clone());
        check("an import");
        let server = Server::start(database);
        let editor = Editor::new(database, &server);
        let asked = "{ opinions(filter: { heldOn: { from: \"2020-01-04\", to: \"2020-01-04\" } }) { nodes { id vote { id } \
                     declarations { id positions { nodes { id withReservations } } } } } }";
        let opinion = server.data(asked)["opinions"]["nodes"][0].clone();
        let vote = &opinion["vote"]["id"];
        let cgt = server.data("{ organisation(by: { acronym: \"CGT\" }) { id } }")["organisation"].clone();
        let errors = "{ userErrors { field code message } }";
        let write = |mutation: &str, input: Value| editor.edit(&format!("{mutation} {errors}"), &input);
        write("updateVote", json!({ "id": vote, "outcome": "REJECTED", "majority": "NARROW_MAJORITY" }));
        check("another outcome");
        let declaration = &opinion["declarations"][0];
        let position = &declaration["positions"]["nodes"][0];
        assert_eq!(position["withReservations"], true, "{opinion}");
        write("updateVotePosition", json!({ "id": position["id"], "withReservations": false }));
        check("a position without reservations");
        write("deleteRecord", json!({ "id": position["id"] }));
        check("a position that is gone");
        write("deleteRecord", json!({ "id": vote }));
        check("a vote that is gone");
        let last = server.data("{ ledger { size } }")["ledger"]["size"].clone();
        write("undoRevision", json!({ "sequence": last }));
        check("a vote that is back");
        write("createDeclaration", json!({ "opinionId": opinion["id"], "organisationIds": [cgt["id"]] }));
        check("a declaration by hand");
        // The same document again, and another that states the same opinion.
        import(database, text.clone());
        tally(database, "the same import");
        import(database, text.replace("Nous nous abstiendrons.", "Le canal est beau."));
        tally(database, "another text of the opinion");
        write("deleteRecord", json!({ "id": opinion["id"] }));
        check("an opinion that is gone");
        let admin = Editor::admin(database, &server);
        let person = server.data("{ person(by: { name: \"Zoé Arnac\" }) { id } }")["person"]["id"].clone();
        admin.edit("redactPerson { userErrors { message } }", &json!({ "id": person }));
        tally(database, "a redaction");
        told
    });
}

#[test]
fn the_tally_is_made_anew_with_the_search_index_and_of_a_backup() {
    on_both(|database| {
        everything(database);
        let before = tally(database, "imports");
        let folder = tempfile::tempdir().unwrap();
        let export = Program::new(database).args(&["export", "all", "--format", "ndjson", "--output"]);
        assert_eq!(export.arg(folder.path()).run().code, Some(0));
        let other = Database::sqlite();
        assert_eq!(Program::new(&other).args(&["import"]).arg(folder.path()).run().code, Some(0));
        assert_eq!(tally(&other, "a restoration"), before);
        block_on(async {
            database.execute("UPDATE opinion_tally SET declarations = 7").await;
            database.execute("UPDATE search_index SET analyser = '0'").await;
        });
        assert_eq!(Program::new(database).arg("migrate").run().code, Some(0));
        assert_eq!(tally(database, "another analyser"), before);
        before
    });
}
