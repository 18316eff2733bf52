//! How a record came to be: every change of it, by the API.

use api::App;
use serde_json::{Value, json};
use tests::{Database, Server, block_on, limits, on_both, sample};

const DIFFERENCES: &str = "sequence operation part actor reason differences { name before after } hash";

/// An opinion of the assembly's, as one document states it and then another, which decides.
fn changed(database: &Database) -> Server {
    block_on(async {
        let store = database.store().await;
        let draft = sample::opinion(5);
        sample::import(&store, draft.replace("Deux-Lacs", "Trois-Lacs")).await;
        sample::import(&store, draft).await;
    });
    Server::start(database)
}

#[test]
fn every_change_of_a_record_is_told_value_by_value() {
    on_both(|database| {
        let server = changed(database);
        let ids = server.data(
            "{ sessions { nodes { id history { nodes { part operation } } } } opinions { nodes { id } } }",
        );
        let session = &ids["sessions"]["nodes"][0];
        // The second document states it too, and changes nothing of it but where it is stated.
        let told: Vec<&Value> = session["history"]["nodes"].as_array().unwrap().iter().collect();
        assert!(
            told.iter().any(|change| change["part"] == "session" && change["operation"] == "CREATED"),
            "{told:?}"
        );
        assert!(told.iter().filter(|change| change["part"] == "source").count() >= 2, "{told:?}");

        let texts = server.data(
            "{ opinions(first: 1) { nodes { sections { paragraphs { history(first: 5) { nodes { differences { name after } } } } } } } }",
        );
        let told = |data: &Value| data.to_string().contains("\"name\":\"text\"");
        assert!(told(&texts), "a paragraph's text is what its history tells: {texts}");
        let documents =
            server.data("{ documents { nodes { history { nodes { differences { name after } } } } } }");
        assert!(!told(&documents) && documents.to_string().contains("\"sha256\""), "{documents}");
        let all = server.data(&format!(
            "{{ opinions {{ nodes {{ id title history(first: 100) {{ nodes {{ {DIFFERENCES} }} }} }} }} }}"
        ));
        let mut seen = 0;
        for opinion in all["opinions"]["nodes"].as_array().unwrap() {
            let changes = opinion["history"]["nodes"].as_array().unwrap();
            let sequences: Vec<i64> =
                changes.iter().map(|change| change["sequence"].as_i64().unwrap()).collect();
            assert!(sequences.is_sorted_by(|one, next| one > next), "{sequences:?}");
            let created =
                changes.iter().find(|change| change["part"] == "opinion" && change["operation"] == "CREATED");
            let created = created.unwrap_or_else(|| panic!("{changes:?}"));
            let title = created["differences"]
                .as_array()
                .unwrap()
                .iter()
                .find(|difference| difference["name"] == "title");
            assert_eq!(title.unwrap()["before"], Value::Null);
            for difference in changes.iter().flat_map(|change| change["differences"].as_array().unwrap()) {
                assert_ne!(difference["before"], difference["after"], "{difference}");
                assert!(!difference["name"].as_str().unwrap().ends_with("First"), "{difference}");
            }
            seen += changes.len();
        }
        assert!(seen > 3, "{seen} changes");
        all
    });
}

#[test]
fn a_history_is_read_page_by_page_and_in_one_statement_for_all_records() {
    on_both(|database| {
        let server = changed(database);
        let whole = server.data(
            "{ sessions { nodes { history(first: 100) { nodes { sequence } pageInfo { hasNextPage } } } } }",
        );
        let whole = &whole["sessions"]["nodes"][0]["history"];
        assert_eq!(whole["pageInfo"]["hasNextPage"], false);
        let (mut read, mut after) = (Vec::new(), Value::Null);
        loop {
            let page = server.data(&format!(
                "{{ sessions {{ nodes {{ history(first: 2, after: {after}) {{ edges {{ node {{ sequence }} cursor }} pageInfo {{ \
                 hasNextPage hasPreviousPage endCursor }} }} }} }} }}"
            ));
            let page = &page["sessions"]["nodes"][0]["history"];
            let edges = page["edges"].as_array().unwrap();
            read.extend(edges.iter().map(|edge| edge["node"].clone()));
            assert_eq!(page["pageInfo"]["hasPreviousPage"], json!(!after.is_null()));
            assert_eq!(page["pageInfo"]["endCursor"], edges.last().unwrap()["cursor"]);
            after = page["pageInfo"]["endCursor"].clone();
            if page["pageInfo"]["hasNextPage"] == false {
                break;
            }
        }
        assert_eq!(json!(read), whole["nodes"]);
        let wrong =
            server.ask("{ sessions { nodes { history(after: \"nonsense\") { nodes { sequence } } } } }");
        assert_eq!(wrong["errors"][0]["extensions"]["code"], "INVALID_CURSOR");

        let taken = block_on(async {
            let store = database.store().await;
            let app = App::new(store.clone(), limits());
            let mut taken = Vec::new();
            for first in [1, 100] {
                let before = store.statements();
                let query = format!(
                    "{{ paragraphs: mentions(first: {first}) {{ nodes {{ history {{ nodes {{ sequence }} }} }} }} }}"
                );
                let answer = app.execute(&query).await.unwrap();
                assert!(answer["errors"].is_null(), "{answer}");
                taken.push(store.statements() - before);
            }
            taken
        });
        assert_eq!(taken, [2, 2]);
        read
    });
}
