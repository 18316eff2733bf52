//! What is written while it is resolved, and what is taken from memory, is what the library and the database say.

use std::collections::BTreeSet;

use api::App;
use serde_json::json;
use store::{
    Filter, List, Page, Sort, Store,
    entities::{opinion, session},
};
use tests::{Database, Editor, Server, block_on, limits, lists::Schema, on_both, sample, talk};

/// Asks for a query and gives the answer as it came.
fn text(server: &Server, query: &str) -> String {
    let body = json!({ "query": query }).to_string();
    let mut answer = ureq::post(format!("{}/graphql", server.url))
        .header("content-type", "application/json")
        .send(body)
        .unwrap_or_else(|error| panic!("{query}: {error}"));
    answer.body_mut().read_to_string().unwrap()
}

fn imported(database: &Database) {
    block_on(async {
        let store = database.store().await;
        talk::told(&store).await;
    });
}

#[test]
fn an_answer_is_the_same_text_where_fields_are_merged_and_where_none_is() {
    on_both(|database| {
        imported(database);
        let wide = [
            "--max-cost",
            "100000000",
            "--max-fields",
            "100000",
            "--max-tokens",
            "100000",
            "--rate-limit",
            "0",
        ];
        let server = Server::start_with(database, &wide);
        let schema = block_on(async { Schema::of(&App::new(database.store().await, limits())).await });
        let mut known = BTreeSet::new();
        for list in schema.lists("Query") {
            let selected = schema.children(&list.of);
            let page = format!(
                "{}(first: 3) {{ totalCount pageInfo {{ endCursor hasNextPage }} \
                 edges {{ cursor node {{ again: id __typename ... on {} {{ {selected} }} }} }} }}",
                list.name, list.of
            );
            let straight = text(&server, &format!("{{ {page} }}"));
            // A field that stands twice is merged with itself, by the library.
            let merged = text(&server, &format!("{{ {page} {page} }}"));
            assert_eq!(straight, merged, "{page}");
            assert!(straight.starts_with("{\"data\":{"), "{straight}");
            known.insert((list.name.clone(), straight.contains("\"cursor\":")));
        }
        for list in schema.lists("Query") {
            // All that a record says, what it leads to and what that says.
            let page = format!("{}(first: 3) {{ nodes {{ {} }} }}", list.name, schema.whole(&list.of, 1));
            let straight = text(&server, &format!("{{ {page} }}"));
            let merged = text(&server, &format!("{{ {page} {page} }}"));
            assert_eq!(straight, merged, "{page}");
            assert!(straight.starts_with("{\"data\":{"), "{straight}");
        }
        let empty: Vec<&String> = known.iter().filter(|(_, some)| !some).map(|(name, _)| name).collect();
        assert_eq!(empty, ["themes"], "no document of these carries one, and all else is there");
        known
    });
}

#[test]
fn errors_and_nulls_stand_where_the_library_has_them() {
    on_both(|database| {
        imported(database);
        let server = Server::start(database);
        let failing = "{ opinions(first: 2) { nodes { title mentions(after: \"x\") { totalCount } vote { outcome } } } }";
        let twice = failing.replacen("title", "title title", 1);
        let plain = |query: &str| {
            let answer: serde_json::Value = serde_json::from_str(&text(&server, query)).unwrap();
            let errors = answer["errors"].as_array().cloned().unwrap_or_default();
            let errors = errors.into_iter().map(|error| json!([error["message"], error["path"]]));
            (answer["data"].clone(), errors.collect::<Vec<_>>())
        };
        let (straight, merged) = (plain(failing), plain(&twice));
        assert_eq!(straight, merged);
        assert!(!straight.1.is_empty(), "nothing failed");
        straight
    });
}

#[test]
fn a_name_that_another_server_corrects_is_read_at_once() {
    on_both(|database| {
        imported(database);
        let (one, other) = (Server::start(database), Server::start(database));
        let editor = Editor::new(database, &one);
        let query = "{ opinions(first: 1) { nodes { assembly { id name } } } }";
        let before = other.data(query)["opinions"]["nodes"][0]["assembly"].clone();
        for number in 0..20 {
            let name = format!("Conseil des Deux-Lacs, {number}");
            let input = json!({ "id": before["id"], "name": name, "reason": "nouveau nom" });
            editor.edit("updateOrganisation { organisation { name } userErrors { message } }", &input);
            let after = other.data(query)["opinions"]["nodes"][0]["assembly"]["name"].clone();
            assert_eq!(after, json!(name), "an older name came from memory");
        }
        before
    });
}

#[test]
fn what_is_written_while_a_request_reads_is_found_though_memory_lacks_it() {
    on_both(|database| {
        block_on(async {
            let writer = database.store().await;
            sample::import(&writer, sample::opinion(1)).await;
            let read = database.store().await.reading();
            let page = Page { limit: 100, backward: false, after: None, before: None };
            let list = List {
                sort: Sort::NEWEST,
                filter: &Filter::default(),
                joins: &[],
                without: store::Without::NOTHING,
            };
            let sessions = async |store: &Store| {
                let opinions = store.page::<opinion::Model>(&list, &page).await.unwrap().rows;
                opinions.iter().filter_map(|row| row.model.session_id).collect::<Vec<_>>()
            };
            let first = sessions(&read).await;
            assert_eq!(read.by_ids::<session::Model>(&first).await.unwrap().len(), 1);
            assert!(read.held::<session::Model>(first[0]).is_some(), "nothing is in memory");
            sample::import(&writer, sample::opinion(2)).await;
            let both = sessions(&read).await;
            assert_eq!(both.len(), 2);
            assert_eq!(read.by_ids::<session::Model>(&both).await.unwrap().len(), 2);
        });
    });
}
