//! Webhooks: changes delivered to whoever has a key, signed, in order, and at least once.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    thread::sleep,
    time::Duration,
};

use rustix::process::{Signal, kill_process};
use serde_json::{Value, json};
use tests::{
    Database, Exchange, Program, Python, Received, Receiver, SecureReceiver, Server, key, on_both, said,
    sample, with_key,
};

/// What servers here are started with: deliveries to this machine, and attempts that follow each other fast.
const OPTIONS: [&str; 4] = ["--webhook-allow", "127.0.0.0/8", "--webhook-retry", "50ms"];

/// A key that has webhooks.
struct Holder<'a> {
    server: &'a Server,
    key: String,
}

impl<'a> Holder<'a> {
    fn new(database: &Database, server: &'a Server) -> Self {
        Self { server, key: key(database, "DataBFC", "webhooks") }
    }

    /// What a change answers.
    fn write(&self, change: &str, input: &Value) -> Value {
        let kind = format!("{}{}Input", change[..1].to_uppercase(), &change[1..]);
        let secret = if change == "createWebhook" { "secret" } else { "" };
        let query = format!(
            "mutation($input: {kind}!) {{ {change}(input: $input) {{ {secret} webhook {{ id url types cursor disabledAt \
             failures }} userErrors {{ field message code }} }} }}"
        );
        let body = json!({ "query": query, "variables": { "input": input } });
        let answer = with_key(Exchange::post(self.server, body.to_string()), &self.key).send();
        let json = answer.json();
        assert!(answer.status == 200 && json.get("errors").is_none(), "{json}\n{}", self.server.log());
        json["data"][change].clone()
    }

    fn create(&self, input: &Value) -> Value {
        let made = self.write("createWebhook", input);
        assert_eq!(made["userErrors"], json!([]));
        made
    }

    /// How its webhooks fare.
    fn list(&self) -> Vec<Value> {
        let answer = with_key(Exchange::path(self.server, "/webhooks"), &self.key).send();
        assert_eq!(answer.status, 200, "{}", answer.body);
        answer.json()["webhooks"].as_array().unwrap().clone()
    }

    /// Waits until each of its webhooks fares as is wanted, and returns the first.
    fn wait(&self, wanted: impl Fn(&Value) -> bool) -> Value {
        for _ in 0..900 {
            let hooks = self.list();
            if hooks.iter().all(&wanted) {
                return hooks[0].clone();
            }
            sleep(Duration::from_millis(100));
        }
        panic!("it did not come to that: {:?}\n{}", self.list(), self.server.log());
    }
}

/// The tokens of all changes after one, in their order.
fn changes(server: &Server, after: &Value) -> Vec<Value> {
    let after = after.as_str().map(|after| format!("&after={after}")).unwrap_or_default();
    let page = Exchange::path(server, &format!("/changes?first=1000{after}")).send().json();
    assert_eq!(page["more"], false);
    page["changes"].as_array().unwrap().iter().map(|change| change["token"].clone()).collect()
}

/// The tokens of what was taken.
fn tokens(received: &[Received]) -> Vec<Value> {
    received.iter().filter(|one| one.status == 200).map(|one| one.json()["data"]["token"].clone()).collect()
}

fn script(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("webhooks").join(name)
}

/// Holds each delivery against the library that receivers use.
fn verify(secret: &Value, received: &[Received]) {
    let Some(python) = Python::here() else { return };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("received.json");
    let all: Vec<Value> =
        received.iter().map(|one| json!({ "headers": one.headers, "body": one.body })).collect();
    std::fs::write(&file, json!({ "secret": secret, "received": all }).to_string()).unwrap();
    let ran = python.program("python").arg(script("verify.py")).arg(file).output().unwrap();
    assert!(ran.status.success(), "{}", said(&ran));
    assert_eq!(String::from_utf8_lossy(&ran.stdout).trim(), received.len().to_string());
}

#[test]
fn every_change_is_delivered_once_in_order_and_signed() {
    on_both(|database| {
        let server = Server::start_with(database, &OPTIONS);
        let receiver = Receiver::start();
        let holder = Holder::new(database, &server);
        let made = holder.create(&json!({ "url": receiver.url }));
        assert!(made["secret"].as_str().unwrap().starts_with("whsec_"));
        // Another process writes.
        sample::import_by_command(database, 5);
        sample::import_by_command(database, 6);
        let expected = changes(&server, &made["webhook"]["cursor"]);
        assert!(expected.len() > 50, "{}", expected.len());
        let received = receiver.wait(|received| received.len() >= expected.len());
        assert_eq!(tokens(&received), expected);
        let ids: BTreeSet<&str> = received.iter().map(Received::id).collect();
        assert_eq!(ids.len(), received.len());
        let opinion =
            received.iter().map(Received::json).find(|one| one["data"]["type"] == "Opinion").unwrap();
        assert_eq!(opinion["type"], "opinion.created");
        assert_eq!(opinion["timestamp"], opinion["data"]["at"]);
        verify(&made["secret"], &received);
        let next = Exchange::path(&server, "/changes?after=now").send().json()["next"].clone();
        let state = holder.wait(|hook| hook["cursor"] == next);
        assert_eq!((&state["failures"], &state["disabledAt"]), (&json!(0), &Value::Null));
        assert!(!state.to_string().contains("secret"), "{state}");
        assert_eq!(receiver.received().len(), expected.len());
        received.iter().map(|one| one.json()["data"].clone()).collect::<Vec<_>>()
    });
}

#[test]
fn what_was_refused_comes_again_with_the_same_id_before_what_follows() {
    on_both(|database| {
        let server = Server::start_with(database, &OPTIONS);
        let receiver = Receiver::start();
        receiver.answer(|before| if before < 3 { [500, 301, 404][before] } else { 200 });
        let holder = Holder::new(database, &server);
        let made = holder.create(&json!({ "url": receiver.url, "types": ["OPINION", "VOTE"] }));
        sample::import_by_command(database, 5);
        let received = receiver.wait(|received| received.len() >= 5);
        let ids: Vec<&str> = received.iter().map(Received::id).collect();
        assert!(ids[..4].iter().all(|id| *id == ids[0]) && ids[4] != ids[0], "{ids:?}");
        let kinds: BTreeSet<String> =
            received.iter().map(|one| one.json()["type"].as_str().unwrap().to_owned()).collect();
        assert_eq!(kinds, ["opinion.created", "vote.created"].map(str::to_owned).into());
        verify(&made["secret"], &received);
        let state = holder.wait(|hook| hook["failures"] == 0);
        assert_eq!(state["types"], json!(["Opinion", "Vote"]));
    });
}

#[test]
fn an_address_that_is_gone_or_fails_for_long_is_left_alone_until_it_is_enabled() {
    on_both(|database| {
        let patience = ["--webhook-patience", "300ms"];
        let server = Server::start_with(database, &[&OPTIONS[..], &patience[..]].concat());
        let receiver = Receiver::start();
        let holder = Holder::new(database, &server);
        let made = holder.create(&json!({ "url": receiver.url }));
        let after = &made["webhook"]["cursor"];
        let id = &made["webhook"]["id"];
        receiver.answer(|_| 410);
        sample::import_by_command(database, 5);
        let gone = holder.wait(|hook| !hook["disabledAt"].is_null());
        assert_eq!((&gone["disabledBecause"], &gone["failures"]), (&json!("GONE"), &json!(1)));
        assert_eq!(receiver.received().len(), 1);
        receiver.answer(|_| 503);
        let enabled = holder.write("updateWebhook", &json!({ "id": id, "enabled": true }));
        assert_eq!(enabled["webhook"]["disabledAt"], Value::Null);
        let failing = holder.wait(|hook| !hook["disabledAt"].is_null());
        assert_eq!(failing["disabledBecause"], "FAILING");
        assert_eq!(failing["failure"], "the address answered 503");
        assert!(!failing["failingSince"].is_null());
        receiver.answer(|_| 200);
        holder.write("updateWebhook", &json!({ "id": id, "enabled": true }));
        let expected = changes(&server, after);
        let received = receiver.wait(|received| tokens(received).len() >= expected.len());
        assert_eq!(tokens(&received), expected);
        let off = holder.write("updateWebhook", &json!({ "id": id, "enabled": false }));
        assert!(!off["webhook"]["disabledAt"].is_null());
        let deleted = holder.write("deleteWebhook", &json!({ "id": id }));
        assert_eq!((deleted, holder.list().len()), (json!({ "webhook": null, "userErrors": [] }), 0));
        let again = holder.write("deleteWebhook", &json!({ "id": id }));
        assert_eq!(again["userErrors"][0]["code"], "NOT_FOUND");
    });
}

#[test]
fn a_replay_delivers_again_what_came_after_a_place() {
    on_both(|database| {
        let server = Server::start_with(database, &OPTIONS);
        sample::import_by_command(database, 5);
        let receiver = Receiver::start();
        let holder = Holder::new(database, &server);
        let made = holder.create(&json!({ "url": receiver.url }));
        let id = &made["webhook"]["id"];
        holder.write("replayWebhook", &json!({ "id": id }));
        let all = changes(&server, &Value::Null);
        let first = receiver.wait(|received| received.len() >= all.len());
        assert_eq!(tokens(&first), all);
        let after = &all[all.len() - 4];
        holder.write("replayWebhook", &json!({ "id": id, "after": after }));
        let again = receiver.wait(|received| received.len() >= all.len() + 3);
        let ids = |received: &[Received]| -> Vec<String> {
            received.iter().map(|one| one.id().to_owned()).collect()
        };
        assert_eq!(ids(&again[all.len()..]), ids(&first[all.len() - 3..]), "a repeat is told by its id");
        let other = Database::sqlite();
        sample::import_by_command(&other, 7);
        let other = changes(&Server::start(&other), &Value::Null)[0].clone();
        for wrong in [json!("nonsense"), other] {
            let refused = holder.write("replayWebhook", &json!({ "id": id, "after": wrong }));
            assert_eq!(refused["userErrors"][0]["field"], json!(["after"]), "{refused}");
        }
    });
}

#[test]
fn a_server_that_is_killed_in_mid_delivery_misses_nothing_and_two_deliver_nothing_twice() {
    on_both(|database| {
        let server = Server::start_with(database, &OPTIONS);
        let receiver = Receiver::start();
        let made = Holder::new(database, &server).create(&json!({ "url": receiver.url }));
        sample::import_by_command(database, 5);
        receiver.wait(|received| received.len() >= 10);
        kill_process(server.pid(), Signal::KILL).unwrap();
        drop(server);
        let servers = [Server::start_with(database, &OPTIONS), Server::start_with(database, &OPTIONS)];
        let expected = changes(&servers[0], &made["webhook"]["cursor"]);
        let whole = |received: &[Received]| tokens(received).last() == expected.last();
        let received = tokens(&receiver.wait(whole));
        let before = received.len();
        // At most the one under way when it was killed came twice, one after the other.
        let mut once = received.clone();
        once.dedup();
        assert_eq!(once, expected);
        assert!(before <= expected.len() + 1, "{before}");
        sample::import_by_command(database, 6);
        let more = changes(&servers[1], expected.last().unwrap());
        let received = tokens(&receiver.wait(|received| tokens(received).last() == more.last()));
        assert_eq!(received[before..], more);
    });
}

#[test]
fn no_address_of_this_machine_is_reached_unless_it_is_allowed() {
    on_both(|database| {
        let receiver = Receiver::start();
        let port = receiver.url.split([':', '/']).nth(4).unwrap().to_owned();
        let allowing = ["--webhook-allow", "127.0.0.0/8, ::1, 169.254.169.254"];
        let server = Server::start_with(database, &allowing);
        let holder = Holder::new(database, &server);
        let hosts = ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0x7f.1", "169.254.169.254"];
        for host in hosts {
            holder.create(&json!({ "url": format!("https://{host}:{port}/") }));
        }
        let plain = holder.create(&json!({ "url": receiver.url }));
        let key = holder.key;
        drop(server);
        // Whoever runs it allows none of them any more.
        let server = Server::start_with(database, &["--webhook-retry", "50ms"]);
        let holder = Holder { server: &server, key };
        sample::import_by_command(database, 5);
        let closed = "the host leads to an address that is not of the public internet";
        holder.wait(|hook| hook["failure"] == closed);
        assert_eq!((holder.list().len(), receiver.received().len()), (hosts.len() + 1, 0));
        holder.write("deleteWebhook", &json!({ "id": plain["webhook"]["id"] }));
        let long = format!("https://example.org/{}", "a".repeat(2_000));
        let literal = format!("https://127.0.0.1:{port}/");
        for wrong in [
            receiver.url.as_str(),
            "https://user:secret@example.org/",
            "nonsense",
            "ftp://example.org/",
            &long,
            &literal,
        ] {
            let refused = holder.write("createWebhook", &json!({ "url": wrong }));
            let [webhook, field] = [&refused["webhook"], &refused["userErrors"][0]["field"]];
            assert_eq!((webhook, field), (&Value::Null, &json!(["url"])));
        }
        for _ in hosts.len()..20 {
            holder.create(&json!({ "url": "https://example.org/" }));
        }
        let more = holder.write("createWebhook", &json!({ "url": "https://example.org/" }));
        assert!(more["userErrors"][0]["message"].as_str().unwrap().contains("20 webhooks"), "{more}");
    });
}

#[test]
fn a_webhook_is_its_keys_own_and_ends_with_it() {
    on_both(|database| {
        let server = Server::start_with(database, &OPTIONS);
        let receiver = Receiver::start();
        let holder = Holder::new(database, &server);
        let made = holder.create(&json!({ "url": receiver.url, "types": ["OPINION"] }));
        let id = &made["webhook"]["id"];
        let other = Holder { server: &server, key: key(database, "Autre", "webhooks") };
        assert_eq!(other.list().len(), 0);
        for (change, input) in [
            ("updateWebhook", json!({ "id": id, "url": "https://example.org/" })),
            ("replayWebhook", json!({ "id": id })),
            ("deleteWebhook", json!({ "id": id })),
            ("deleteWebhook", json!({ "id": "nonsense" })),
        ] {
            let refused = other.write(change, &input);
            let error = &refused["userErrors"][0];
            assert_eq!((&error["code"], &error["field"]), (&json!("NOT_FOUND"), &json!(["id"])));
        }
        let admin = Holder { server: &server, key: key(database, "Direction", "admin") };
        assert_eq!(admin.list().len(), 1);
        let narrowed = admin.write("updateWebhook", &json!({ "id": id, "types": [] }));
        assert_eq!(narrowed["webhook"]["types"], Value::Null);
        sample::import_by_command(database, 5);
        let expected = changes(&server, &made["webhook"]["cursor"]);
        receiver.wait(|received| tokens(received) == expected);
        let revoked = Program::new(database).args(&["keys", "revoke", "DataBFC"]).run();
        assert_eq!(revoked.code, Some(0));
        // Of an import one hears and the other does not.
        let heard = Receiver::start();
        admin.create(&json!({ "url": heard.url }));
        let last = changes(&server, &Value::Null).last().unwrap().clone();
        let before = receiver.received().len();
        sample::import_by_command(database, 6);
        let expected = changes(&server, &last);
        heard.wait(|received| tokens(received) == expected);
        assert_eq!(receiver.received().len(), before, "its key is none any more");
        let ended = admin.list().into_iter().find(|hook| hook["url"] == *receiver.url).unwrap();
        assert_eq!((&ended["key"], &ended["disabledBecause"]), (&json!("DataBFC"), &json!("KEY_ENDED")));
    });
}

#[test]
fn a_receiver_with_tls_is_known_by_its_certificate() {
    let Some(python) = Python::here() else { return };
    on_both(|database| {
        let folder = tempfile::tempdir().unwrap();
        let authority = folder.path().join("authority.pem");
        // Another authority's, which nobody trusts.
        let mut stranger = SecureReceiver::start(&python, "localhost", &folder.path().join("other.pem"));
        let mut receiver = SecureReceiver::start(&python, "localhost", &authority);
        let program = Program::new(database).args(&["serve"]).args(&OPTIONS);
        let program = program.args(&["--webhook-allow", "::1"]).env("SSL_CERT_FILE", &authority);
        let server = Server::of(program);
        let holder = Holder::new(database, &server);
        let [port, other] = [&receiver, &stranger].map(|receiver| receiver.port.clone());
        let made = holder.create(&json!({ "url": format!("https://localhost:{port}/") }));
        let wrong = format!("https://127.0.0.1:{port}/");
        let wrong = [wrong, format!("https://localhost:{other}/")];
        for url in &wrong {
            holder.create(&json!({ "url": url }));
        }
        for receiver in [&mut receiver, &mut stranger] {
            receiver.verify_with(&made["secret"]);
        }
        sample::import_by_command(database, 5);
        let expected = changes(&server, &made["webhook"]["cursor"]);
        let ids: BTreeSet<String> = receiver.ids(expected.len()).into_iter().collect();
        assert_eq!(ids.len(), expected.len());
        let trusted = "the host has no certificate for its name that is trusted";
        holder.wait(|hook| wrong.iter().all(|url| hook["url"] != **url) || hook["failure"] == trusted);
    });
}

#[test]
fn guesses_at_keys_are_paid_for_by_the_address() {
    on_both(|database| {
        let server = Server::start_with(database, &["--rate-limit", "30/10m"]);
        let guess = || with_key(Exchange::path(&server, "/webhooks"), "hemicycle_0_0").send().status;
        assert_eq!([guess(), guess(), guess(), guess()], [401, 401, 401, 429]);
    });
}
