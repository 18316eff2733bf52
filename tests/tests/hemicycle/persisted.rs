//! Queries that a client does not send: by their hash, or by the id of a trusted document.

use std::fs;

use serde_json::{Value, json};
use tests::{Answer, Database, Exchange, Program, Server};

const QUERY: &str = "{ opinions { totalCount } }";
/// The SHA-256 of [`QUERY`], by `sha256sum`.
const HASH: &str = "4ee1179c39608c541943d9df23638b4a96d4436e12f2a708532a3f79efcb6458";

fn data() -> Value {
    json!({ "data": { "opinions": { "totalCount": 0 } } })
}

fn extensions(hash: &str) -> Value {
    json!({ "persistedQuery": { "version": 1, "sha256Hash": hash } })
}

fn post(server: &Server, body: &Value) -> Answer {
    Exchange::post(server, body.to_string()).send()
}

#[test]
fn a_query_is_sent_once_and_asked_for_by_its_hash_from_then_on() {
    let database = Database::sqlite();
    let server = Server::start(&database);
    let by_hash = json!({ "extensions": extensions(HASH) });
    let unknown = post(&server, &by_hash);
    assert_eq!((unknown.status, unknown.code().as_str()), (400, "PERSISTED_QUERY_NOT_FOUND"));
    // What Apollo's clients look for, with the status that they expect.
    assert_eq!(unknown.json()["errors"][0]["message"], "PersistedQueryNotFound");
    let apollo = Exchange::post(&server, by_hash.to_string()).header("accept", "*/*").send();
    assert_eq!((apollo.status, apollo.header("cache-control").as_str()), (200, "no-store"));
    assert_eq!(post(&server, &json!({ "query": QUERY, "extensions": extensions(HASH) })).json(), data());
    assert_eq!(post(&server, &by_hash).json(), data());
    let get = [("extensions", extensions(HASH).to_string())];
    let get: Vec<(&str, &str)> = get.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(Exchange::get(&server, &get).send().json(), data());
}

#[test]
fn a_get_may_teach_the_server_a_query_too() {
    let database = Database::sqlite();
    let server = Server::start(&database);
    let extensions = extensions(HASH).to_string();
    let get = |parameters: &[(&str, &str)]| Exchange::get(&server, parameters).send();
    assert_eq!(get(&[("extensions", &extensions)]).code(), "PERSISTED_QUERY_NOT_FOUND");
    assert_eq!(get(&[("query", QUERY), ("extensions", &extensions)]).json(), data());
    assert_eq!(get(&[("extensions", &extensions)]).json(), data());
}

#[test]
fn a_hash_of_another_query_is_refused_and_teaches_nothing() {
    let database = Database::sqlite();
    let server = Server::start(&database);
    let other = post(&server, &json!({ "query": "{ __typename }", "extensions": extensions(HASH) }));
    assert_eq!((other.status, other.code().as_str()), (422, "PERSISTED_QUERY_HASH_MISMATCH"));
    assert_eq!(post(&server, &json!({ "extensions": extensions(HASH) })).code(), "PERSISTED_QUERY_NOT_FOUND");
    assert_eq!(post(&server, &json!({ "extensions": extensions("nonsense") })).code(), "INVALID_REQUEST");
    let version = json!({ "persistedQuery": { "version": 2, "sha256Hash": HASH } });
    assert_eq!(post(&server, &json!({ "extensions": version })).code(), "PERSISTED_QUERY_NOT_SUPPORTED");
    let broken = "{ nonsense }";
    let hash = "4192c01ccf5574e380efb7a52661db6adc2d9cc27133b858407daa9bf7de783a";
    let invalid = post(&server, &json!({ "query": broken, "extensions": extensions(hash) }));
    assert_eq!(invalid.code(), "INVALID_QUERY");
    assert_eq!(post(&server, &json!({ "extensions": extensions(hash) })).code(), "PERSISTED_QUERY_NOT_FOUND");
}

#[test]
fn what_is_kept_for_clients_is_bounded_by_its_bytes() {
    let database = Database::sqlite();
    let server = Server::start_with(&database, &["--query-cache", "20000"]);
    let taught = |number: usize| format!("{{ opinions {{ totalCount }} }} # {number} {}", "x".repeat(2_000));
    let hash = |text: &str| {
        use sha2::{Digest, Sha256};
        Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect::<String>()
    };
    for number in 0..50 {
        let text = taught(number);
        let answer = post(&server, &json!({ "query": text, "extensions": extensions(&hash(&text)) }));
        assert_eq!(answer.status, 200);
    }
    let known = (0..50).filter(|number| {
        post(&server, &json!({ "extensions": extensions(&hash(&taught(*number))) })).status == 200
    });
    let known = known.count();
    assert!((1..=10).contains(&known), "{known} of 50 are kept");
}

#[test]
fn persisted_queries_can_be_off() {
    let database = Database::sqlite();
    let server = Server::start_with(&database, &["--persisted-queries", "off"]);
    let answer = post(&server, &json!({ "query": QUERY, "extensions": extensions(HASH) }));
    assert_eq!(answer.code(), "PERSISTED_QUERY_NOT_SUPPORTED");
    assert_eq!(post(&server, &json!({ "query": QUERY })).json(), data());
}

/// A server over the documents of a manifest.
fn trusting(manifest: &Value, options: &[&str]) -> (tempfile::TempDir, Database, Server) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("manifest.json");
    fs::write(&path, manifest.to_string()).unwrap();
    let path = path.display().to_string();
    let options = [&["--trusted-documents", path.as_str()], options].concat();
    let database = Database::sqlite();
    let server = Server::start_with(&database, &options);
    (folder, database, server)
}

#[test]
fn a_trusted_document_is_asked_for_by_its_id() {
    let manifest = json!({ format!("sha256:{HASH}"): QUERY, "page": "query($n: Int!) { opinions(first: $n) { totalCount } }" });
    let (_folder, _database, server) = trusting(&manifest, &[]);
    assert_eq!(post(&server, &json!({ "documentId": format!("sha256:{HASH}") })).json(), data());
    assert_eq!(post(&server, &json!({ "documentId": HASH })).json(), data());
    assert_eq!(post(&server, &json!({ "documentId": "page", "variables": { "n": 3 } })).json(), data());
    assert_eq!(post(&server, &json!({ "documentId": "page" })).code(), "INVALID_VARIABLES");
    assert_eq!(
        Exchange::get(&server, &[("documentId", "page"), ("variables", "{\"n\":1}")]).send().json(),
        data()
    );
    // Apollo's client sends the same as a hash, whatever the ids of the manifest are.
    assert_eq!(post(&server, &json!({ "extensions": extensions(HASH) })).json(), data());
    let page = json!({ "extensions": extensions("page"), "variables": { "n": 3 } });
    assert_eq!(post(&server, &page).json(), data());
    let other = post(&server, &json!({ "extensions": extensions("other") }));
    assert_eq!((other.status, other.code().as_str()), (400, "INVALID_REQUEST"), "{other:?}");
    let unknown = post(&server, &json!({ "documentId": "other" }));
    assert_eq!((unknown.status, unknown.code().as_str()), (404, "DOCUMENT_NOT_FOUND"));
    assert_eq!(post(&server, &json!({ "query": "{ __typename }" })).status, 200, "others run beside them");
}

#[test]
fn a_server_that_trusts_its_documents_only_refuses_all_else() {
    let apollo = json!({
        "format": "apollo-persisted-query-manifest", "version": 1,
        "operations": [{ "id": "count", "body": QUERY, "name": "Count", "type": "query" }],
    });
    let (_folder, _database, server) = trusting(&apollo, &["--trusted-only"]);
    assert_eq!(post(&server, &json!({ "documentId": "count" })).json(), data());
    assert_eq!(post(&server, &json!({ "query": QUERY })).json(), data());
    assert_eq!(post(&server, &json!({ "extensions": extensions("count") })).json(), data());
    for body in [
        json!({ "extensions": extensions("other") }),
        json!({ "query": "{ __typename }" }),
        json!({ "query": "{ __schema { types { name } } }" }),
        json!({ "query": "{ __typename }", "extensions": extensions(HASH) }),
        json!({}),
    ] {
        let refused = post(&server, &body);
        assert_eq!((refused.status, refused.code().as_str()), (403, "DOCUMENT_NOT_TRUSTED"), "{body}");
    }
}

#[test]
fn a_manifest_that_cannot_be_served_is_refused_at_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("manifest.json");
    let start = |text: &str| {
        fs::write(&path, text).unwrap();
        let run = Program::new(&Database::sqlite())
            .args(&["serve", "--listen", "127.0.0.1:0", "--trusted-documents"])
            .arg(&path)
            .run();
        assert_eq!(run.code, Some(1), "{run:?}");
        run.stderr
    };
    assert!(start("{").contains("are no JSON: line 1"));
    assert!(start("[1]").contains("are no manifest"));
    let broken = start(r#"{ "page": "{ nonsense }" }"#);
    assert!(broken.contains("\"page\" cannot run: Unknown field") && broken.contains("Mend it"), "{broken}");
    let alone = Program::new(&Database::sqlite()).args(&["serve", "--trusted-only"]).run();
    assert_eq!(alone.code, Some(2), "{alone:?}");
}
