//! GraphiQL, in a browser.

use std::{path::Path, process::Command};

use api::EXAMPLES;
use serde_json::Value;
use tests::{Database, Program, Server, corpus, on_both};

#[test]
fn a_browser_runs_the_first_example_and_asks_nobody_else() {
    let Some(document) = corpus("ceser-bfc-2020-10-06-avis-4-1.txt") else { return };
    let database = Database::sqlite();
    assert_eq!(Program::new(&database).arg("import").arg(&document).run().code, Some(0));
    let server = Server::start(&database);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let screenshot = root.join("../target/graphiql.png");
    let run = Command::new("node")
        .arg(root.join("browser/graphiql.js"))
        .arg(format!("{}/graphiql", server.url))
        .arg(&screenshot)
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let seen: Value = serde_json::from_slice(&run.stdout).unwrap();
    let opinion = &seen["answer"]["data"]["opinions"]["nodes"][0];
    assert_eq!(opinion["vote"]["formula"], "adopté à l’unanimité");
    assert_eq!(seen["tabs"].as_array().unwrap().len(), EXAMPLES.len());
    assert_eq!(seen["outside"], Value::Array(Vec::new()));
    assert_eq!(seen["complaints"], Value::Array(Vec::new()));
}

#[test]
fn every_example_answers_on_a_real_opinion() {
    let Some(document) = corpus("ceser-bfc-2020-10-06-avis-4-1.txt") else { return };
    on_both(|database| {
        assert_eq!(Program::new(database).arg("import").arg(&document).run().code, Some(0));
        let server = Server::start(database);
        EXAMPLES.map(|query| {
            let data = server.data(query);
            let lists = data.as_object().unwrap();
            assert!(
                lists.values().all(|list| list["nodes"].as_array().is_some_and(|nodes| !nodes.is_empty()))
            );
            data
        })
    });
}

#[test]
fn assets_are_compressed_for_those_who_ask_and_plain_for_others() {
    let server = Server::start(&Database::sqlite());
    let get = |encoding: &str, tag: &str| {
        ureq::get(format!("{}/graphiql/page.js", server.url))
            .header("accept-encoding", encoding)
            .header("if-none-match", tag)
            .call()
            .unwrap()
    };
    let plain = get("identity", "");
    assert!(plain.headers().get("content-encoding").is_none());
    let policy = plain.headers()["content-security-policy"].to_str().unwrap();
    assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
    let gzip = get("br, gzip;q=0.5", "");
    assert_eq!(gzip.headers()["content-encoding"], "gzip");
    let tag = gzip.headers()["etag"].to_str().unwrap().to_owned();
    assert_eq!(get("gzip", &tag).status(), 304);
    assert!(plain.into_body().read_to_string().unwrap().contains("GraphiQL"));
}
