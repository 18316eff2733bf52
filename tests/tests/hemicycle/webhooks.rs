//! Webhooks: whoever has a key has changes sent to an address, signed, in order, and at least once.

use std::{collections::BTreeSet, process::Command};

use rustix::process::{Signal, kill_process};
use serde_json::{Value, json};
use tests::{Database, Exchange, Program, Python, Receiver, Received, Server, block_on, on_both, sample, said};

/// What every server here is started with: deliveries to this machine, and attempts that follow each other fast.
const OPTIONS: [&str; 4] = ["--webhook-allow", "127.0.0.0/8", "--webhook-retry", "50ms"];

const CREATE: &str = "mutation($input: CreateWebhookInput!) { createWebhook(input: $input) { secret webhook { webhookId \
                      url types cursor disabledAt failures } userErrors { field message code } } }";

fn key(database: &Database, name: &str) -> String {
    let made = Program::new(database).args(&["keys", "create", name, "--scopes", "webhooks", "--json"]).run();
    assert_eq!(made.code, Some(0), "{made:?}");
    let made: Value = serde_json::from_str(&made.stdout).unwrap();
    made["key"].as_str().unwrap().to_owned()
}

/// A change by a key.
fn change(server: &Server, key: &str, query: &str, input: &Value) -> Value {
    let asked = json!({ "query": query, "variables": { "input": input } });
    let answer = Exchange::path(server, "/graphql")
        .method("POST")
        .json(&asked)
        .header("authorization", &format!("Bearer {key}"))
        .send()
        .json();
    assert_eq!(answer.get("errors"), None, "{answer}");
    answer["data"].as_object().unwrap().values().next().unwrap().clone()
}

/// How a key's webhooks fare.
fn state(server: &Server, key: &str) -> Vec<Value> {
    let answer =
        Exchange::path(server, "/webhooks").header("authorization", &format!("Bearer {key}")).send();
    answer.json()["webhooks"].as_array().unwrap().clone()
}

/// Waits until a key's only webhook fares as is wanted.
fn wait_for(server: &Server, key: &str, wanted: impl Fn(&Value) -> bool) -> Value {
    for _ in 0..900 {
        let hook = state(server, key).remove(0);
        if wanted(&hook) {
            return hook;
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    panic!("it did not come to that: {:?}", state(server, key));
}

/// Imports a sample by a process of its own.
fn import(database: &Database, number: u32) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("avis.txt"), sample::opinion(number)).unwrap();
    let imported = Program::new(database).args(&["import", "--territory", "99"]).arg(folder.path()).run();
    assert_eq!(imported.code, Some(0), "{imported:?}");
}

/// The cursors of all changes after one, in their order.
fn changes(server: &Server, after: &Value) -> Vec<Value> {
    let (mut cursors, mut after) = (Vec::new(), after.clone());
    loop {
        let page = server.data(&format!(
            "{{ changes(first: 100, after: {after}) {{ nodes {{ cursor }} pageInfo {{ endCursor hasNextPage }} }} }}"
        ));
        let page = &page["changes"];
        cursors.extend(page["nodes"].as_array().unwrap().iter().map(|change| change["cursor"].clone()));
        after = page["pageInfo"]["endCursor"].clone();
        if page["pageInfo"]["hasNextPage"] == false {
            return cursors;
        }
    }
}

fn cursors(received: &[Received]) -> Vec<Value> {
    received.iter().filter(|one| one.status == 200).map(|one| one.json()["data"]["token"].clone()).collect()
}

/// Holds each delivery against the library that receivers use.
fn verify(secret: &Value, received: &[Received]) {
    let Some(python) = Python::here() else { return };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("received.json");
    let all: Vec<Value> =
        received.iter().map(|one| json!({ "headers": one.headers, "body": one.body })).collect();
    std::fs::write(&file, json!({ "secret": secret, "received": all }).to_string()).unwrap();
    let script = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("webhooks/verify.py");
    let mut command: Command = python.program("python");
    let ran = command.arg(script).arg(file).output().unwrap();
    assert!(ran.status.success(), "{}", said(&ran));
    assert_eq!(String::from_utf8_lossy(&ran.stdout).trim(), received.len().to_string());
}

#[test]
fn every_change_is_delivered_once_in_order_and_signed() {
    on_both(|database| {
        let server = Server::start_with(database, &OPTIONS);
        let receiver = Receiver::start();
        let key = key(database, "DataBFC");
        let made = change(&server, &key, CREATE, &json!({ "url": receiver.url }));
        assert_eq!(made["userErrors"], json!([]));
        let (hook, secret) = (&made["webhook"], &made["secret"]);
        assert!(secret.as_str().unwrap().starts_with("whsec_"));
        // Another process writes.
        import(database, 5);
        import(database, 6);
        let expected = changes(&server, &hook["cursor"]);
        assert!(expected.len() > 50, "{}", expected.len());
        let received = receiver.wait(|received| received.len() >= expected.len());
        assert_eq!(cursors(&received), expected);
        let ids: BTreeSet<&str> = received.iter().map(Received::id).collect();
        assert_eq!(ids.len(), received.len());
        let first = received[0].json();
        assert_eq!(first["data"]["operation"], "CREATED");
        let opinion = received.iter().map(Received::json).find(|one| one["data"]["type"] == "Opinion").unwrap();
        assert_eq!(opinion["type"], "opinion.created");
        assert_eq!(opinion["timestamp"], opinion["data"]["at"]);
        verify(secret, &received);
        let state = wait_for(&server, &key, |hook| hook["cursor"] == *expected.last().unwrap());
        assert_eq!((&state["failures"], &state["disabledAt"]), (&json!(0), &Value::Null));
        assert!(!state.to_string().contains("secret"), "{state}");
        received.len()
    });
}

#[test]
fn what_was_refused_comes_again_with_the_same_id_before_what_follows() {
    on_both(|database| {
        let server = Server::start_with(database, &OPTIONS);
        let receiver = Receiver::start();
        receiver.answer(|before| if before < 3 { [500, 301, 404][before] } else { 200 });
        let key = key(database, "DataBFC");
        let made = change(&server, &key, CREATE, &json!({ "url": receiver.url, "types": ["OPINION", "VOTE"] }));
        import(database, 5);
        let received = receiver.wait(|received| received.len() >= 5);
        let ids: Vec<&str> = received.iter().map(Received::id).collect();
        assert!(ids[..4].iter().all(|id| *id == ids[0]) && ids[4] != ids[0], "{ids:?}");
        let kinds: BTreeSet<String> =
            received.iter().map(|one| one.json()["type"].as_str().unwrap().to_owned()).collect();
        assert_eq!(kinds, ["opinion.created", "vote.created"].map(str::to_owned).into());
        verify(&made["secret"], &received);
        let state = wait_for(&server, &key, |hook| hook["failures"] == 0);
        assert_eq!(state["types"], json!(["Opinion", "Vote"]));
    });
}

#[test]
fn an_address_that_is_gone_or_fails_for_long_is_left_alone_until_it_is_enabled() {
    on_both(|database| {
        let patience = ["--webhook-patience", "300ms"];
        let server = Server::start_with(database, &[&OPTIONS[..], &patience[..]].concat());
        let receiver = Receiver::start();
        let key = key(database, "DataBFC");
        let made = change(&server, &key, CREATE, &json!({ "url": receiver.url }));
        let after = &made["webhook"]["cursor"];
        let id = made["webhook"]["webhookId"].clone();
        receiver.answer(|_| 410);
        import(database, 5);
        let gone = wait_for(&server, &key, |hook| !hook["disabledAt"].is_null());
        assert_eq!((&gone["disabledBecause"], receiver.received().len()), (&json!("GONE"), 1));
        receiver.answer(|_| 503);
        let enable = "mutation($input: UpdateWebhookInput!) { updateWebhook(input: $input) { webhook { disabledAt failures } \
                      userErrors { message } } }";
        let enabled = change(&server, &key, enable, &json!({ "webhookId": id, "enabled": true }));
        assert_eq!(enabled["webhook"], json!({ "disabledAt": null, "failures": 0 }));
        let failing = wait_for(&server, &key, |hook| !hook["disabledAt"].is_null());
        assert_eq!(failing["disabledBecause"], "FAILING");
        assert_eq!(failing["failure"], "the address answered 503");
        assert!(!failing["failingSince"].is_null());
        receiver.answer(|_| 200);
        change(&server, &key, enable, &json!({ "webhookId": id, "enabled": true }));
        let expected = changes(&server, after);
        let received = receiver.wait(|received| cursors(received).len() >= expected.len());
        assert_eq!(cursors(&received), expected);
        let off = change(&server, &key, enable, &json!({ "webhookId": id, "enabled": false }));
        assert!(!off["webhook"]["disabledAt"].is_null());
        let delete = "mutation($input: DeleteWebhookInput!) { deleteWebhook(input: $input) { userErrors { message } } }";
        let deleted = change(&server, &key, delete, &json!({ "webhookId": id }));
        assert_eq!((deleted, state(&server, &key).len()), (json!({ "userErrors": [] }), 0));
    });
}

#[test]
fn a_replay_delivers_again_what_came_after_a_place() {
    on_both(|database| {
        let server = Server::start_with(database, &OPTIONS);
        import(database, 5);
        let receiver = Receiver::start();
        let key = key(database, "DataBFC");
        let made = change(&server, &key, CREATE, &json!({ "url": receiver.url }));
        let id = made["webhook"]["webhookId"].clone();
        let replay = "mutation($input: ReplayWebhookInput!) { replayWebhook(input: $input) { webhook { cursor } userErrors { \
                      field message } } }";
        change(&server, &key, replay, &json!({ "webhookId": id }));
        let all = changes(&server, &Value::Null);
        let first = receiver.wait(|received| received.len() >= all.len());
        assert_eq!(cursors(&first), all);
        let after = &all[all.len() - 4];
        change(&server, &key, replay, &json!({ "webhookId": id, "after": after }));
        let again = receiver.wait(|received| received.len() >= all.len() + 3);
        let ids = |received: &[Received]| -> Vec<String> {
            received.iter().map(|one| one.id().to_owned()).collect()
        };
        assert_eq!(ids(&again[all.len()..]), ids(&first[all.len() - 3..]), "a repeat is told by its id");
        for wrong in ["nonsense", "dAAAAAAAAAAJAQEBAQEBAQE"] {
            let refused = change(&server, &key, replay, &json!({ "webhookId": id, "after": wrong }));
            assert_eq!(refused["userErrors"][0]["field"], json!(["after"]), "{refused}");
        }
    });
}

#[test]
fn a_server_that_is_killed_in_mid_delivery_misses_nothing_and_two_deliver_nothing_twice() {
    on_both(|database| {
        let server = Server::start_with(database, &OPTIONS);
        let receiver = Receiver::start();
        let key = key(database, "DataBFC");
        let made = change(&server, &key, CREATE, &json!({ "url": receiver.url }));
        import(database, 5);
        receiver.wait(|received| received.len() >= 10);
        kill_process(server.pid(), Signal::KILL).unwrap();
        drop(server);
        let servers = [Server::start_with(database, &OPTIONS), Server::start_with(database, &OPTIONS)];
        let expected = changes(&servers[0], &made["webhook"]["cursor"]);
        let whole = |received: &[Received]| cursors(received).last() == expected.last();
        let received = cursors(&receiver.wait(whole));
        let before = received.len();
        // At most the one under way when it was killed came twice, one after the other.
        let mut once = received.clone();
        once.dedup();
        assert_eq!(once, expected);
        assert!(before <= expected.len() + 1, "{before}");
        import(database, 6);
        let more = changes(&servers[1], expected.last().unwrap());
        let received = cursors(&receiver.wait(|received| cursors(received).last() == more.last()));
        assert_eq!(received[before..], more);
    });
}

#[test]
fn no_address_of_this_machine_is_reached_unless_it_is_allowed_nor_a_webhook_by_another_key() {
    on_both(|database| {
        let receiver = Receiver::start();
        let port = receiver.url.split([':', '/']).nth(4).unwrap().to_owned();
        let server = Server::start_with(database, &["--webhook-retry", "50ms"]);
        let key = key(database, "DataBFC");
        for wrong in [receiver.url.as_str(), "https://user:secret@example.org/", "nonsense", "ftp://example.org/"] {
            let refused = change(&server, &key, CREATE, &json!({ "url": wrong }));
            assert_eq!((&refused["webhook"], &refused["userErrors"][0]["field"]), (&Value::Null, &json!(["url"])));
        }
        for host in ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0x7f.1", "169.254.169.254"] {
            change(&server, &key, CREATE, &json!({ "url": format!("https://{host}:{port}/") }));
        }
        import(database, 5);
        let refused = |hook: &Value| hook["failure"] == "the host leads to an address that is not of the public internet";
        wait_for(&server, &key, |_| state(&server, &key).iter().all(refused));
        assert_eq!(receiver.received().len(), 0);
        let other = self::key(database, "Autre");
        assert_eq!(state(&server, &other).len(), 0);
        let id = state(&server, &key)[0]["webhookId"].clone();
        let enable = "mutation($input: UpdateWebhookInput!) { updateWebhook(input: $input) { webhook { url } userErrors { field } } }";
        let refused = change(&server, &other, enable, &json!({ "webhookId": id, "url": "https://example.org/" }));
        assert_eq!(refused, json!({ "webhook": null, "userErrors": [{ "field": ["webhookId"] }] }));
        block_on(async {
            let store = database.store().await;
            store.revoke_key("DataBFC").await.unwrap();
            assert!(store.take_webhook(uuid::Uuid::new_v4()).await.unwrap().is_none(), "its key is none any more");
        });
    });
}
