//! Clients that follow a running server, with the packages that people use for it.

use std::process::Command;

use rustix::process::Signal;
use serde_json::{Value, json};
use tests::{Event, Events, Exchange, Packages, Server, Subscriber, on_both, said, sample};

const FOLLOW: &str = "subscription($after: String, $first: Int) { changes(after: $after, types: [OPINION], first: $first) \
                      { operation type cursor node { ... on Opinion { title } } } }";

/// The place where the ledger ends now.
fn now(server: &Server) -> String {
    let page = Exchange::path(server, "/changes?after=now").send();
    page.json()["next"].as_str().unwrap_or_else(|| panic!("{page:?}")).to_owned()
}

/// The title of the opinion that was told of, and its place.
fn told(line: &Value) -> (String, String) {
    let change = &line["next"]["data"]["changes"];
    assert_eq!((&change["operation"], &change["type"]), (&json!("CREATED"), &json!("OPINION")), "{line}");
    let text = |value: &Value| value.as_str().unwrap_or_else(|| panic!("{line}")).to_owned();
    (text(&change["node"]["title"]), text(&change["cursor"]))
}

fn title(number: u32) -> String {
    format!("Le canal numéro {number} des Deux-Lacs")
}

#[test]
fn what_a_command_line_imports_reaches_all_who_follow_a_running_server() {
    let Some(packages) = Packages::of("tests/clients") else { return };
    on_both(|database| {
        let server = Server::start(database);
        sample::import_by_command(database, 1);
        let after = now(&server);
        let variables = json!({ "after": after, "first": 1 });
        let start = |kind| Subscriber::start(&packages, kind, &server, FOLLOW, &variables);
        let (socket, events) = (start("ws"), start("sse"));
        let plain = Events::of(&server, &format!("/changes?types=Opinion&first=1&after={after}"), None);
        sample::import_by_command(database, 2);
        for subscriber in [&socket, &events] {
            assert_eq!(told(&subscriber.next()).0, title(2));
            assert_eq!(subscriber.next(), json!({ "complete": true }), "it ends after the first");
        }
        let event = std::iter::from_fn(|| plain.next()).find(|event| !event.data.is_empty()).unwrap();
        let change: Value = serde_json::from_str(&event.data).unwrap();
        assert_eq!((&change["type"], &change["operation"]), (&json!("Opinion"), &json!("CREATED")));
        assert_eq!(change["token"], event.id);
        assert_eq!(std::iter::from_fn(|| plain.next()).find(|event| !event.data.is_empty()), None);
    });
}

#[test]
fn one_who_meets_a_restart_goes_on_where_it_was() {
    let Some(packages) = Packages::of("tests/clients") else { return };
    on_both(|database| {
        let mut server = Server::start(database);
        let after = now(&server);
        let variables = json!({ "after": after });
        let mut subscribers =
            ["ws", "sse"].map(|kind| Subscriber::start(&packages, kind, &server, FOLLOW, &variables));
        let plain = Events::of(&server, &format!("/changes?types=Opinion&after={after}"), None);
        let next = |events: &Events| -> Option<Event> {
            std::iter::from_fn(|| events.next()).find(|event| !event.data.is_empty())
        };
        sample::import_by_command(database, 3);
        let seen: Vec<String> = subscribers
            .iter()
            .map(|subscriber| {
                let (name, cursor) = told(&subscriber.next());
                assert_eq!(name, title(3));
                cursor
            })
            .collect();
        let first = next(&plain).unwrap();
        assert!(seen.iter().all(|cursor| *cursor == first.id), "one change has one token: {seen:?}");
        assert_eq!(server.stop(Signal::TERM), Some(0), "those who follow do not hold a server back");
        assert_eq!(next(&plain), None);
        sample::import_by_command(database, 4);
        server = Server::start(database);
        for subscriber in &mut subscribers {
            let lost = subscriber.next();
            assert!(lost["lost"] == 1001 || lost["lost"].is_string(), "{lost}");
            subscriber.find(&server);
            assert_eq!(told(&subscriber.next()).0, title(4), "nothing is missed, and nothing comes twice");
        }
        let again = Events::of(&server, &format!("/changes?types=Opinion&after={after}"), Some(&first.id));
        let second = next(&again).unwrap();
        assert!(second.id != first.id && second.data.contains("CREATED"), "{second:?}");
    });
}

#[test]
fn a_websocket_closes_with_the_codes_of_its_protocol() {
    let Some(packages) = Packages::of("tests/clients") else { return };
    on_both(|database| {
        let server = Server::start_with(
            database,
            &["--init-time", "500ms", "--max-operations", "2", "--max-fields", "300"],
        );
        let talks = packages.run("socket.js", &[&format!("{}/graphql", server.url)]);
        let code =
            |talk: &str| talks[talk]["code"].as_u64().unwrap_or_else(|| panic!("{talk}: {}", talks[talk]));
        let closed = [
            "noProtocol",
            "nonsense",
            "unknown",
            "binary",
            "early",
            "long",
            "silent",
            "twice",
            "sameId",
            "wrongKey",
        ];
        let codes = [4406, 4400, 4400, 4400, 4401, 1009, 4408, 4429, 4409, 4403];
        assert_eq!(closed.map(code), codes, "{talks}");
        assert!(talks["oldProtocol"]["error"].is_string(), "{talks}");
        let kinds = |talk: &str| -> Vec<String> {
            let heard = talks[talk]["heard"].as_array().unwrap_or_else(|| panic!("{talk}: {talks}"));
            heard.iter().map(|message| message["type"].as_str().unwrap().to_owned()).collect()
        };
        assert_eq!(
            talks["ping"]["heard"],
            json!([{ "type": "pong", "payload": { "n": 1 } }, { "type": "pong" }])
        );
        assert_eq!(kinds("query"), ["connection_ack", "next", "complete"]);
        assert_eq!(talks["query"]["heard"][1]["payload"], json!({ "data": { "__typename": "Query" } }));
        assert_eq!(kinds("again"), ["connection_ack", "next", "complete"]);
        let refused = |talk: &str| -> String {
            assert_eq!(kinds(talk), ["connection_ack", "error"]);
            talks[talk]["heard"][1]["payload"][0]["extensions"]["code"].as_str().unwrap().to_owned()
        };
        assert_eq!(
            ["mutation", "wrong", "dear", "many"].map(refused),
            ["METHOD_NOT_ALLOWED", "INVALID_QUERY", "QUERY_TOO_LARGE", "QUERY_TOO_LARGE"]
        );
        assert_eq!(talks["many"]["heard"][1]["payload"][0]["extensions"]["limit"], "operations");
    });
}

#[test]
fn so_many_follow_at_once_and_a_place_is_free_again_once_one_has_gone() {
    on_both(|database| {
        let server = Server::start_with(database, &["--max-followers", "1"]);
        let one = Events::of(&server, "/changes?after=now", None);
        assert!(one.next().is_some(), "it tells the place where it begins");
        let follow = || {
            Exchange::path(&server, "/changes?after=now&first=0").header("accept", "text/event-stream").send()
        };
        let full = follow();
        assert_eq!((full.status, full.header("retry-after").as_str()), (429, "5"), "{full:?}");
        let socket = Exchange::path(&server, "/graphql").header("upgrade", "websocket").send();
        assert_eq!((socket.status, socket.code().as_str()), (429, "RATE_LIMITED"));
        assert_eq!(socket.extension("limit"), "followers");
        assert_eq!(Exchange::query(&server, "{ __typename }").send().status, 200, "reads take no place");
        drop(one);
        // The server hears of it when it has something to say, and it says something when something is written.
        let mut number = 10;
        while follow().status == 429 {
            sample::import_by_command(database, number);
            number += 1;
            assert!(number < 20, "the place is not free again");
        }
    });
}

#[test]
fn a_subscription_is_refused_where_it_cannot_go_on_or_is_none() {
    on_both(|database| {
        let server = Server::start_with(database, &["--max-cost", "50", "--rate-limit", "300/600s"]);
        let follow = "subscription { changes { nodeId } }";
        let plain = Exchange::query(&server, follow).send();
        assert_eq!((plain.status, plain.code().as_str()), (406, "NOT_ACCEPTABLE"), "{plain:?}");
        let ask = |query: &str| Exchange::query(&server, query).header("accept", "text/event-stream").send();
        let refused = |query: &str| {
            let answer = ask(query);
            assert_eq!(answer.status, 200, "{answer:?}");
            let data = answer.body.lines().find_map(|line| line.strip_prefix("data: ")).unwrap();
            let data: Value = serde_json::from_str(data).unwrap();
            assert!(answer.body.ends_with("event: complete\ndata: null\n\n"), "{answer:?}");
            data["errors"][0]["extensions"]["code"].as_str().unwrap_or_default().to_owned()
        };
        assert_eq!(refused("subscription { changes { nodeId } other: changes { nodeId } }"), "INVALID_QUERY");
        assert_eq!(
            refused("subscription { ...F } fragment F on Subscription { changes { nodeId } }"),
            "INVALID_QUERY"
        );
        assert_eq!(refused("subscription { changes(after: \"nonsense\") { nodeId } }"), "INVALID_CURSOR");
        assert_eq!(refused("subscription { changes(types: []) { nodeId } }"), "INVALID_ARGUMENT");
        assert_eq!(refused("subscription { changes(first: -1) { nodeId } }"), "INVALID_ARGUMENT");
        let dear = (0..60).map(|number| format!("f{number}: nodeId ")).collect::<String>();
        assert_eq!(refused(&format!("subscription {{ changes {{ {dear} }} }}")), "QUERY_TOO_LARGE");
        assert_eq!(refused("{ __typename }"), "", "a query is answered by an event, too");
        // However many events it asks for, each is paid for when it comes.
        assert_eq!(refused("subscription { changes(first: 0) { nodeId operation at } }"), "");
        let mut last = 200;
        for _ in 0..40 {
            last = ask(follow.replace("changes", "changes(first: 0)").as_str()).status;
        }
        assert_eq!(last, 429, "who has spent what it may does not follow");
    });
}

#[test]
fn the_page_about_changes_works_as_printed() {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/changes.md");
    let page = std::fs::read_to_string(page).unwrap();
    let block = |language: &str| {
        let (_, rest) = page.split_once(&format!("```{language}\n")).unwrap();
        rest.split("```").next().unwrap().to_owned()
    };
    on_both(|database| {
        let server = Server::start(database);
        sample::import_by_command(database, 5);
        let folder = tempfile::tempdir().unwrap();
        let printed = block("python").replace("http://127.0.0.1:8080", &server.url);
        let run = |program: &str, option: &str, text: &str| {
            let mut command = Command::new(program);
            let ran = command.args([option, text]).current_dir(folder.path()).output().unwrap();
            (ran.status.success(), said(&ran))
        };
        let copy = || -> Vec<String> {
            let (succeeded, said) = run("python3", "-c", &printed);
            assert!(succeeded, "{said}");
            said.lines().map(str::to_owned).collect()
        };
        let first = copy();
        assert!(first.iter().any(|line| line.starts_with("CREATED Opinion ")), "{first:?}");
        assert_eq!(copy(), Vec::<String>::new());
        sample::import_by_command(database, 6);
        let second = copy();
        assert!(!second.is_empty() && second.iter().all(|line| !first.contains(line)), "{second:?}");
        std::fs::write(folder.path().join("changes.token"), "dAAAAAAA____AAAAAAAAAAA").unwrap();
        let (succeeded, lost) = run("python3", "-c", &printed);
        assert!(!succeeded && lost.contains("forget the copy"), "{lost}");

        let (succeeded, event) =
            run("bash", "-c", &block("sh").replace("http://127.0.0.1:8080", &server.url));
        let (id, data) = (event.find("id: "), event.find("data: {\"at\":"));
        assert!(succeeded && id.is_some() && data.is_some(), "{event}");
        (first, second)
    });
}
