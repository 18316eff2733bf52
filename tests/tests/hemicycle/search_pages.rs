//! Search: its pages hold together, whatever is imported between them.

use serde_json::Value;
use tests::{Server, block_on, on_both, sample};

/// One page: its cursor where there is a next one, and ids with scores.
fn page(server: &Server, query: &str, after: &Value) -> (Value, Vec<(String, i64)>) {
    let data = server.data(&format!(
        "{{ search(query: {query:?}, first: 7, after: {after}) {{ edges {{ cursor node {{ score node {{ id }} }} }} pageInfo {{ hasNextPage endCursor }} }} }}"
    ));
    let edges = data["search"]["edges"].as_array().unwrap();
    let info = &data["search"]["pageInfo"];
    assert_eq!(
        edges.last().map(|edge| &edge["cursor"]),
        info["endCursor"].as_str().map(|_| &info["endCursor"])
    );
    let hit = |edge: &Value| {
        let hit = &edge["node"];
        (hit["node"]["id"].as_str().unwrap().to_owned(), hit["score"].as_i64().unwrap())
    };
    let next = if info["hasNextPage"] == true { info["endCursor"].clone() } else { Value::Null };
    (next, edges.iter().map(hit).collect())
}

#[test]
fn pages_walk_every_hit_once_and_in_order() {
    let texts: Vec<String> = (0..30).map(sample::opinion).collect();
    let order = std::cell::Cell::new(true);
    on_both(|database| {
        block_on(async {
            let store = database.store().await;
            // The order of imports does not matter.
            let forth = order.replace(false);
            let ordered: Vec<&String> =
                if forth { texts.iter().collect() } else { texts.iter().rev().collect() };
            for text in ordered {
                sample::import(&store, text.clone()).await;
            }
        });
        let server = Server::start(database);
        ["canal", "canal numéro", "\"réserve de ces remarques\""].map(|query| {
            let (mut hits, mut after) = (Vec::new(), Value::Null);
            loop {
                let (next, page) = page(&server, query, &after);
                hits.extend(page);
                after = next;
                if after.is_null() {
                    break;
                }
            }
            let key = |hit: &(String, i64)| (-hit.1, hit.0.clone());
            assert!(hits.windows(2).all(|pair| key(&pair[0]) < key(&pair[1])), "{query}: {hits:?}");
            let total = server.data(&format!("{{ search(query: {query:?}) {{ totalCount }} }}"));
            assert_eq!(total["search"]["totalCount"], hits.len(), "{query}");
            assert!(hits.len() >= 30, "{query}: {hits:?}");
            hits
        })
    });
}

#[test]
fn an_import_between_two_pages_moves_no_hit() {
    on_both(|database| {
        let texts: Vec<String> = (0..20).map(sample::opinion).collect();
        block_on(async {
            let store = database.store().await;
            for text in &texts {
                sample::import(&store, text.clone()).await;
            }
        });
        let server = Server::start(database);
        let walk = |server: &Server, between: &dyn Fn()| {
            let (next, mut hits) = page(server, "canal transformation", &Value::Null);
            between();
            let (next, more) = page(server, "canal transformation", &next);
            hits.extend(more);
            hits.extend(page(server, "canal transformation", &next).1);
            hits
        };
        let still = walk(&server, &|| {});
        assert_eq!(still.len(), 20);
        let moved = walk(&server, &|| {
            block_on(async {
                let store = database.store().await;
                for number in 40..60 {
                    // Every one of them makes "canal" commoner, and none is found by both words.
                    sample::import(&store, sample::opinion_about(number, "Un canal encore", "Rien d'autre."))
                        .await;
                }
            });
        });
        assert_eq!(still, moved);
    });
}

#[test]
fn pages_from_the_end_hold_the_same_hits_in_the_same_order() {
    on_both(|database| {
        block_on(async {
            let store = database.store().await;
            for number in 0..20 {
                sample::import(&store, sample::opinion(number)).await;
            }
        });
        let server = Server::start(database);
        let ask = |query: &str, arguments: &str| {
            let data = server.data(&format!(
                "{{ search(query: {query:?}, {arguments}) {{ edges {{ cursor node {{ node {{ id }} }} }} \
                 pageInfo {{ hasNextPage hasPreviousPage startCursor }} }} }}"
            ));
            let ids = data["search"]["edges"]
                .as_array()
                .unwrap()
                .iter()
                .map(|edge| edge["node"]["node"]["id"].clone());
            (ids.collect::<Vec<_>>(), data["search"]["pageInfo"].clone())
        };
        ["canal", "\"réserve de ces remarques\""].map(|query| {
            let (all, _) = ask(query, "first: 100");
            assert!(all.len() >= 20, "{query}: {all:?}");
            let (mut walked, mut before) = (Vec::new(), String::new());
            loop {
                let (mut page, info) = ask(query, &format!("last: 7{before}"));
                assert_eq!(info["hasNextPage"], !before.is_empty());
                page.append(&mut walked);
                walked = page;
                if info["hasPreviousPage"] == false {
                    break;
                }
                before = format!(", before: {}", info["startCursor"]);
            }
            assert_eq!(walked, all, "{query}");
            walked
        })
    });
}
