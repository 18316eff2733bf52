//! What happened to records, as those who follow the ledger read it.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    time::Duration,
};

use api::App;
use serde_json::{Value, json};
use store::{Events, Operation, Since, Store, Token};
use tests::{Database, Exchange, Program, Server, block_on, limits, on_both, sample};

/// Documents one after the other: the second opinion comes in two states, of which the later one says less.
async fn written(database: &Database) -> Store {
    let store = database.store().await;
    sample::import(&store, sample::opinion(3)).await;
    let draft = sample::opinion(5).replace("Deux-Lacs", "Trois-Lacs");
    sample::import(
        &store,
        draft.replace("Il salue la Région.", "Il salue MOBIGO et l'avis 1-2 du 4 mars 2019."),
    )
    .await;
    sample::import(&store, sample::opinion(5).replace(", au nom de la CGT", "")).await;
    sample::import(&store, sample::opinion(5)).await;
    store
}

/// All events, page by page.
async fn followed(store: &Store, since: Since, types: &[&str], first: u64) -> (Vec<Value>, Token) {
    let (mut told, mut since) = (Vec::new(), since);
    loop {
        let Events { events, end, more } = store.changes(since, types, first).await.unwrap();
        assert!(events.len() as u64 <= first, "a page of {first} has {} events", events.len());
        told.extend(events.iter().map(|event| {
            let merged = event.merged_into.map(|id| id.to_string());
            json!([event.at.to_rfc3339(), event.record, event.kind, name(event.operation), merged])
        }));
        if !more {
            return (told, end);
        }
        assert_ne!(since, Since::Token(end), "a page that has more after it goes on");
        since = Since::Token(end);
    }
}

fn name(operation: Operation) -> &'static str {
    match operation {
        Operation::Created => "CREATED",
        Operation::Updated => "UPDATED",
        Operation::Deleted => "DELETED",
    }
}

/// What the revisions say, told without the store: records that are there after each write, and were there before it.
async fn told(database: &Database) -> Vec<Value> {
    let dump = database.dump().await;
    let rows = |table: &str| -> Vec<Value> {
        let lines = dump.iter().filter_map(|line| line.strip_prefix(&format!("{table}: ")));
        lines.map(|line| serde_json::from_str(line).unwrap()).collect()
    };
    let word = |row: &Value, name: &str| row[name].as_str().unwrap().to_owned();
    let types: HashMap<String, String> =
        rows("node").iter().map(|node| (word(node, "id"), word(node, "type"))).collect();
    let mut revisions = rows("revision");
    revisions.sort_by_key(|row| row["sequence"].as_i64());
    let mut writes: BTreeMap<chrono::DateTime<chrono::Utc>, Vec<Value>> = BTreeMap::new();
    for revision in revisions {
        writes.entry(word(&revision, "at").parse().unwrap()).or_default().push(revision);
    }
    let (mut there, mut told) = (BTreeSet::new(), Vec::new());
    for (at, revisions) in writes {
        let (before, mut seen) = (there.clone(), Vec::new());
        for revision in &revisions {
            let record = word(revision, "record_id");
            let Some(kind) = types.get(&record) else { continue };
            if !seen.contains(&record) {
                seen.push(record.clone());
            }
            if word(revision, "record_type").replace('_', "") == kind.to_lowercase() {
                if revision["after"].is_null() {
                    there.remove(&record)
                } else {
                    there.insert(record)
                };
            }
        }
        for record in seen {
            let operation = match (before.contains(&record), there.contains(&record)) {
                (false, true) => "CREATED",
                (true, true) => "UPDATED",
                (true, false) => "DELETED",
                (false, false) => panic!("{record} was told of and is nowhere"),
            };
            told.push(json!([at.to_rfc3339(), record, types[&record], operation, null]));
        }
    }
    told
}

#[test]
fn each_write_tells_once_of_each_record_what_became_of_it() {
    on_both(|database| {
        block_on(async {
            let store = written(database).await;
            let expected = told(database).await;
            for operation in ["CREATED", "UPDATED", "DELETED"] {
                assert!(expected.iter().any(|event| event[3] == operation), "nothing was {operation}");
            }
            for first in [1, 7, 100] {
                let (events, _) = followed(&store, Since::Beginning, &[], first).await;
                assert_eq!(events, expected, "in pages of {first}");
            }
            let (votes, end) = followed(&store, Since::Beginning, &["Vote", "VotePosition"], 3).await;
            let wanted = |event: &&Value| event[2] == "Vote" || event[2] == "VotePosition";
            assert_eq!(votes, expected.iter().filter(wanted).cloned().collect::<Vec<_>>());
            assert!(!votes.is_empty());
            // A follower is as far as the ledger, whatever it asked for: it does not look at all of it again.
            let now = store.changes(Since::Now, &[], 10).await.unwrap();
            assert_eq!((now.end, now.events.len(), now.more), (end, 0, false));
            let none = store.changes(Since::Beginning, &[], 0).await.unwrap();
            assert_eq!((none.events.len(), none.more, none.end), (0, true, Token::default()));
            let before = store.statements();
            store.changes(Since::Beginning, &["Vote"], 100).await.unwrap();
            assert_eq!(store.statements() - before, 1);
            expected
        })
    });
}

#[test]
fn a_token_of_another_ledger_is_told_from_one_of_this() {
    on_both(|database| {
        block_on(async {
            let store = written(database).await;
            let (_, end) = followed(&store, Since::Beginning, &[], 100).await;
            let same: Token = end.to_string().parse().unwrap();
            assert!(store.changes(Since::Token(same), &[], 10).await.unwrap().events.is_empty());
            // Another database that has as many revisions, and one that has fewer.
            let other = Database::sqlite();
            let others = other.store().await;
            let refused = async |store: &Store| {
                let refused = store.changes(Since::Token(end), &[], 10).await;
                assert!(matches!(refused, Err(store::Error::UnknownToken)), "{refused:?}");
            };
            refused(&others).await;
            for number in 10..16 {
                sample::import(&others, sample::opinion(number)).await;
            }
            assert!(others.head().await.unwrap().size > store.head().await.unwrap().size);
            refused(&others).await;
            end.to_string()
        })
    });
}

#[test]
fn whoever_follows_hears_of_what_another_process_writes_and_of_what_this_one_does() {
    on_both(|database| {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("avis.txt");
        std::fs::write(&file, sample::opinion(9)).unwrap();
        block_on(async {
            let store = database.store().await;
            let mut others = [store.followed(), store.followed()];
            let mut followed = store.followed();
            let mut since = Since::Beginning;
            // Reads to the end, then waits for more, until so many documents are there.
            let mut until = async |documents: usize| {
                let mut seen = Vec::new();
                let read = async {
                    while seen.len() < documents {
                        let page = store.changes(since, &["Document"], 100).await.unwrap();
                        seen.extend(page.events.iter().map(|event| (event.record, name(event.operation))));
                        since = Since::Token(page.end);
                        if !page.more && seen.len() < documents {
                            followed.grew().await;
                        }
                    }
                };
                tokio::time::timeout(Duration::from_secs(60), read)
                    .await
                    .expect("what was written is heard of");
                seen
            };
            let writing = async {
                tokio::task::yield_now().await;
                sample::import(&store, sample::opinion(8)).await;
            };
            let (own, ()) = tokio::join!(until(1), writing);
            let import = Program::new(database).args(&["import", "--territory", "99"]).arg(&file);
            let importing = tokio::task::spawn_blocking(|| import.run());
            let (foreign, ran) = tokio::join!(until(1), importing);
            assert_eq!(ran.unwrap().code, Some(0));
            for other in &mut others {
                tokio::time::timeout(Duration::from_secs(60), other.grew())
                    .await
                    .expect("all who follow hear it");
            }
            (own, foreign)
        })
    });
}

/// Asks for all changes by GraphQL, page by page.
fn by_graphql(server: &Server, first: u32, types: &str) -> Vec<Value> {
    let (mut changes, mut after) = (Vec::new(), Value::Null);
    loop {
        let page = server.data(&format!(
            "{{ changes(first: {first}, after: {after}{types}) {{ nodes {{ nodeId type operation at mergedInto node {{ \
             __typename id }} cursor }} edges {{ cursor node {{ nodeId }} }} pageInfo {{ endCursor hasNextPage }} }} }}"
        ));
        let page = &page["changes"];
        let nodes = page["nodes"].as_array().unwrap();
        for (node, edge) in nodes.iter().zip(page["edges"].as_array().unwrap()) {
            assert_eq!((&node["cursor"], &node["nodeId"]), (&edge["cursor"], &edge["node"]["nodeId"]));
        }
        changes.extend(nodes.iter().cloned());
        after = page["pageInfo"]["endCursor"].clone();
        if page["pageInfo"]["hasNextPage"] == false {
            return changes;
        }
    }
}

#[test]
fn changes_are_read_by_graphql_and_by_plain_http_alike() {
    on_both(|database| {
        block_on(written(database));
        let server = Server::start(database);
        let changes = by_graphql(&server, 100, "");
        assert_eq!(by_graphql(&server, 13, ""), changes);
        assert_eq!(changes.len(), block_on(told(database)).len());
        let there = |change: &&Value| change["node"].is_object();
        assert!(changes.iter().filter(there).count() > 50);
        for change in &changes {
            if change["operation"] == "DELETED" {
                assert!(change["node"].is_null(), "{change}");
            } else if there(&change) {
                assert_eq!(change["node"]["id"], change["nodeId"]);
            }
        }
        let votes = by_graphql(&server, 2, ", types: [VOTE, VOTE_POSITION]");
        let of = |change: &&Value| change["type"].as_str().unwrap().starts_with("VOTE");
        assert_eq!(votes, changes.iter().filter(of).cloned().collect::<Vec<_>>());

        let (mut plain, mut next) = (Vec::new(), String::new());
        loop {
            let answer = Exchange::path(&server, &format!("/changes?first=50{next}")).send();
            assert_eq!((answer.status, answer.header("cache-control").as_str()), (200, "no-store"));
            let page = answer.json();
            plain.extend(page["changes"].as_array().unwrap().clone());
            next = format!("&after={}", page["next"].as_str().unwrap());
            if page["more"] == false {
                break;
            }
        }
        let same = plain.iter().zip(&changes).all(|(plain, change)| {
            (&plain["id"], &plain["token"], &plain["operation"])
                == (&change["nodeId"], &change["cursor"], &change["operation"])
        });
        assert!(same && plain.len() == changes.len());
        let status = |query: &str| Exchange::path(&server, &format!("/changes?{query}")).send().status;
        let unknown = "after=dAAAAAAA____AAAAAAAAAAA";
        assert_eq!(
            ["types=Nonsense", "first=1001", "first=x", "after=nonsense", "since=1", unknown].map(status),
            [400, 400, 400, 400, 400, 410]
        );
        let events =
            Exchange::path(&server, &format!("/changes?{unknown}")).header("accept", "text/event-stream");
        assert_eq!(events.send().status, 410, "a client that comes again hears it, too");
        let anywhere =
            Exchange::path(&server, "/changes?first=0").header("origin", "https://a.example").send();
        assert_eq!(anywhere.header("access-control-allow-origin"), "*");
        changes
    });
}

#[test]
fn a_page_of_changes_takes_a_statement_and_one_for_its_records_whatever_their_types() {
    on_both(|database| {
        block_on(async {
            let store = written(database).await;
            let app = App::new(store.clone(), limits());
            let taken = async |query: &str| {
                let before = store.statements();
                let answer = app.execute(query).await.unwrap();
                assert_eq!(answer.get("errors"), None, "{answer}");
                store.statements() - before
            };
            assert_eq!(taken("{ changes(first: 100) { nodes { nodeId type operation } } }").await, 1);
            let of = async |first: u32| {
                taken(&format!(
                    "{{ changes(first: {first}, types: [DECLARATION, VOTE]) {{ nodes {{ node {{ id }} }} }} }}"
                ))
                .await
            };
            assert_eq!((of(2).await, of(100).await), (2, 2));
        });
    });
}

#[test]
fn whoever_follows_hears_again_after_all_connections_were_cut() {
    on_both(|database| {
        block_on(async {
            let store = database.store().await;
            let mut follower = store.follow(Since::Beginning, vec!["Document".to_owned()]);
            // Who is cut off while it reads asks again, as every follower does.
            let mut hear = async || {
                let reading = async {
                    loop {
                        match follower.next(10).await {
                            Ok(page) if page.events.is_empty() => {}
                            Ok(page) => return page.events.len(),
                            Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
                        }
                    }
                };
                tokio::time::timeout(Duration::from_secs(60), reading)
                    .await
                    .expect("what was written is heard of")
            };
            sample::import(&store, sample::opinion(8)).await;
            let before = hear().await;
            if database.address.starts_with("postgres") {
                let cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() \
                           AND pid <> pg_backend_pid()";
                database.execute(cut).await;
            }
            let other = database.store().await;
            sample::import(&other, sample::opinion(9)).await;
            (before, hear().await)
        })
    });
}
