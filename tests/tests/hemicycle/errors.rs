//! Errors: a closed list of codes, each described in docs/errors.md and provoked here.

use std::{
    collections::BTreeSet,
    fs,
    io::{Read, Write},
    net::TcpStream,
};

use api::Code;
use sea_orm::{ConnectionTrait, TransactionTrait};
use serde_json::{Value, json};
use tests::{Answer, Database, Exchange, Program, Server, block_on, on_both, sample};

const COUNT: &str = "{ opinions { totalCount } }";

#[test]
fn the_page_describes_each_code_and_no_other() {
    let page = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/errors.md")).unwrap();
    let described: Vec<&str> =
        page.lines().filter_map(|line| line.strip_prefix("## `")?.strip_suffix('`')).collect();
    let known: Vec<&str> = Code::ALL.iter().map(|code| code.name()).collect();
    assert_eq!(described, known, "docs/errors.md and api/src/error.rs differ");
    for section in page.split("\n## `").skip(1) {
        for part in ["When", "Status", "What to do"] {
            assert!(section.contains(&format!("**{part}:**")), "{part} is missing in: {section}");
        }
    }
}

/// The first answer's code, and that its error names the request.
fn code(answer: &Answer) -> String {
    assert_eq!(answer.extension("requestId"), answer.header("x-request-id"), "{answer:?}");
    answer.code()
}

#[test]
fn each_code_is_the_answer_to_something() {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let database = Database::sqlite();
    block_on(async {
        let store = database.store().await;
        for territory in ["98", "99"] {
            let text = sample::opinion(1) + territory;
            let options = ingest::Options { territory: Some(territory.to_owned()), ..sample::options() };
            store::import(&store, text.into_bytes(), &options, "test").await.unwrap();
        }
    });
    let server = Server::start(&database);
    let hash = json!({ "persistedQuery": { "version": 1, "sha256Hash": "0".repeat(64) } });
    let ask = |query: &str| code(&Exchange::query(&server, query).send());
    let send = |body: Value| code(&Exchange::post(&server, body.to_string()).send());
    seen.insert(code(&Exchange::post(&server, "nonsense").send()));
    seen.insert(code(&Exchange::query(&server, COUNT).method("DELETE").send()));
    seen.insert(code(&Exchange::query(&server, COUNT).header("accept", "text/html").send()));
    seen.insert(code(&Exchange::query(&server, COUNT).header("content-type", "text/plain").send()));
    seen.insert(ask(&format!("{{ {} }}", "__typename ".repeat(100))));
    seen.insert(ask("{ nonsense }"));
    seen.insert(ask("{ opinions(first: 101) { totalCount } }"));
    seen.insert(ask("{ opinions(after: \"nonsense\") { totalCount } }"));
    // A token of a ledger that has more revisions than this one.
    let further = "dAAAAAAA____AAAAAAAAAAA";
    seen.insert(ask(&format!("{{ changes(after: \"{further}\") {{ nodes {{ nodeId }} }} }}")));
    seen.insert(ask("{ organisation(by: { acronym: \"CGT\" }) { id } }"));
    let import = "mutation($f: Upload!) { importDocument(input: { file: $f }) { changes } }";
    seen.insert(ask(import));
    let made = Program::new(&database).args(&["keys", "create", "edits", "--scopes", "edit", "--json"]).run();
    let made: Value = serde_json::from_str(&made.stdout).unwrap();
    let key = format!("Bearer {}", made["key"].as_str().unwrap());
    seen.insert(code(&Exchange::query(&server, import).header("authorization", &key).send()));
    seen.insert(send(json!({ "query": "query($n: Int!) { opinions(first: $n) { totalCount } }" })));
    seen.insert(send(json!({ "extensions": hash })));
    seen.insert(send(json!({ "query": COUNT, "extensions": hash })));
    seen.insert(send(json!({ "documentId": "nonsense" })));
    let with = |options: &[&str], query: &str, times: usize| {
        let server = Server::start_with(&database, options);
        let answers: Vec<_> = (0..times).map(|_| Exchange::query(&server, query).send()).collect();
        answers.last().map(code).unwrap()
    };
    seen.insert(with(&["--rate-limit", "15/600s"], "{ __typename }", 2));
    seen.insert(with(&["--introspection", "off"], "{ __schema { types { name } } }", 1));
    seen.insert(stopped());
    let folder = tempfile::tempdir().unwrap();
    let manifest = folder.path().join("manifest.json").display().to_string();
    fs::write(&manifest, json!({ "count": COUNT }).to_string()).unwrap();
    let trusted = ["--trusted-documents", manifest.as_str(), "--trusted-only"];
    seen.insert(with(&trusted, "{ __typename }", 1));
    let off = Server::start_with(&database, &["--persisted-queries", "off"]);
    seen.insert(code(&Exchange::post(&off, json!({ "extensions": hash }).to_string()).send()));
    seen.insert(slow(&Server::start_with(&database, &["--body-time", "200ms"])));
    block_on(database.execute("ALTER TABLE opinion RENAME TO gone"));
    let internal = Exchange::query(&server, COUNT).send();
    assert_eq!(
        internal.json()["errors"][0]["message"],
        "internal error",
        "the database's words are not shown"
    );
    let id = internal.header("x-request-id");
    let tells = |log: String| log.lines().any(|line| line.contains(&id) && line.contains("no such table"));
    // What the server writes is read beside this test.
    let logged = (0..500).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(20));
        tells(server.log())
    });
    assert!(logged, "{}", server.log());
    seen.insert(code(&internal));
    seen.insert(unavailable());
    let known: BTreeSet<String> = Code::ALL.iter().map(|code| code.name().to_owned()).collect();
    assert_eq!(seen, known);
}

/// The code that a body which does not come gets.
fn slow(server: &Server) -> String {
    let mut stream = TcpStream::connect(server.url.trim_start_matches("http://")).unwrap();
    let head = "POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 9\r\nconnection: close\r\n\r\n";
    stream.write_all(head.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let (_, body) = answer.split_once("\r\n\r\n").unwrap();
    let body: Value = serde_json::from_str(body.trim()).unwrap();
    body["errors"][0]["extensions"]["code"].as_str().unwrap().to_owned()
}

/// The code where the database takes too long.
fn stopped() -> String {
    let database = Database::postgres();
    block_on(async {
        database.store().await;
        let server = Server::start_with(&database, &["--query-time", "300ms"]);
        let busy = database.connect().await.begin().await.unwrap();
        busy.execute_unprepared("LOCK TABLE opinion IN ACCESS EXCLUSIVE MODE").await.unwrap();
        let answer = Exchange::query(&server, COUNT).send();
        assert_eq!((answer.status, answer.extension("maximum")), (503, json!(300)));
        busy.rollback().await.unwrap();
        assert_eq!(Exchange::query(&server, COUNT).send().status, 200);
        code(&answer)
    })
}

/// The code where the database ends the connection.
fn unavailable() -> String {
    let database = Database::postgres();
    block_on(database.store());
    let server = Server::start(&database);
    block_on(database.execute(
        "ALTER TABLE opinion RENAME TO gone;
         CREATE VIEW opinion AS SELECT gone.* FROM gone RIGHT JOIN pg_terminate_backend(pg_backend_pid()) ON true",
    ));
    let answer = Exchange::query(&server, COUNT).send();
    assert_eq!(answer.json()["errors"][0]["message"], "the database does not answer; try again");
    code(&answer)
}

#[test]
fn what_is_out_of_range_has_its_answer() {
    on_both(|database| {
        let server = Server::start(database);
        let ask = |query: &str| {
            let answer = Exchange::query(&server, query).send();
            let errors = answer.json()["errors"].clone();
            let said = errors[0]["message"].as_str().unwrap_or_default().to_owned();
            (answer.status, answer.code(), said, answer.json()["data"].clone())
        };
        let answers = [
            ask("{ opinions(first: -1) { totalCount } }"),
            ask("{ opinions(first: 101) { totalCount } }"),
            ask("{ opinions(after: \"bm9uc2Vuc2U\") { totalCount } }"),
            ask(
                "{ node(id: \"nonsense\") { id } other: node(id: \"00000000-0000-5000-8000-000000000000\") { id } }",
            ),
            ask("{ organisation(by: { name: \"a\\u0000b\" }) { id } __typename }"),
            ask("{ organisation(by: {}) { id } }"),
            ask("{ organisation(by: { name: null }) { id } }"),
            ask("{ opinions(first: 99999999999) { totalCount } }"),
            ask("{ opinions(first: \"3\") { totalCount } }"),
            ask("{ opinions(orderBy: { field: \"TITLE\", direction: ASC }) { totalCount } }"),
            ask("{ opinions(orderBy: { field: TITLE }) { totalCount } }"),
            ask("{ opinions { totalCount "),
        ];
        insta::assert_json_snapshot!("out_of_range", answers);
        answers
    });
}

#[test]
fn an_error_that_climbs_names_the_field_that_failed() {
    let database = Database::sqlite();
    block_on(async { sample::import(&database.store().await, sample::opinion(1)).await });
    let server = Server::start(&database);
    block_on(database.execute(
        "ALTER TABLE paragraph RENAME TO gone; ALTER TABLE mention RENAME TO lost; ALTER TABLE rapporteur RENAME TO away",
    ));
    for (query, path) in [
        (
            "{ opinions { nodes { sections { paragraphs { id } } } } }",
            json!(["opinions", "nodes", 0, "sections", 0, "paragraphs"]),
        ),
        (
            "{ opinions { edges { node { m: mentions { nodes { id } } } } } }",
            json!(["opinions", "edges", 0, "node", "m"]),
        ),
        (
            "{ sessions { nodes { opinions { nodes { mentions { totalCount } } } } } }",
            json!(["sessions", "nodes", 0, "opinions", "nodes", 0, "mentions", "totalCount"]),
        ),
        // The nearest field that may be null is, and its siblings stay.
        (
            "{ votes { nodes { id opinion { rapporteurs { id } } } } }",
            json!(["votes", "nodes", 0, "opinion", "rapporteurs"]),
        ),
    ] {
        let answer = Exchange::query(&server, query).send();
        assert_eq!((answer.status, code(&answer).as_str()), (200, "INTERNAL"), "{query}");
        assert_eq!(answer.json()["errors"][0]["path"], path, "{query}");
    }
    let climbed = server.ask("{ votes { nodes { id opinion { rapporteurs { id } } } } }");
    let vote = &climbed["data"]["votes"]["nodes"][0];
    assert!(vote["id"].is_string() && vote["opinion"].is_null(), "{climbed}");
}

#[test]
fn a_query_that_does_not_parse_is_told_where_and_what_was_expected() {
    let database = Database::sqlite();
    let server = Server::start(&database);
    let queries = [
        "{",
        "{ a(b: ) }",
        "{ a } }",
        "query Q($a Int) { a }",
        "fragment F on Query { a }",
        "{ a(b: \"x) }",
        "{ a } query Q { b }",
        "query Q { a } query Q { b }",
        "{ \"a\" }",
        "{\n  a @ b\n}",
        "query { }",
        "{ ...on }",
        "{ é }",
        "{ a(b: $) }",
        "type A { b: Int }",
        r#"{ a(b: "\u{1F600}") }"#,
        r#"{ a(b: "\uD83D\uDE00") }"#,
        r#"{ a(b: "x\ude00") }"#,
        r#"{ a(b: "\u12") }"#,
        r#"{ a(b: "\x") }"#,
        "{ a\u{0} }",
        "\u{0}",
    ];
    let said = queries.map(|query| {
        let answer = Exchange::query(&server, query).send();
        assert_eq!((answer.status, answer.code().as_str()), (400, "INVALID_QUERY"), "{query}");
        format!("{query:?}\n    {}", answer.json()["errors"][0]["message"].as_str().unwrap())
    });
    insta::assert_snapshot!("syntax", said.join("\n"));
}

#[test]
fn each_answer_and_each_line_of_the_log_names_its_request() {
    let database = Database::sqlite();
    let server = Server::start(&database);
    let id = |given: &str| {
        Exchange::query(&server, COUNT).header("x-request-id", given).send().header("x-request-id")
    };
    let own = "6f1c7d5e-3a52-4c1b-9f0e-8a7b6c5d4e3f";
    assert_eq!(id(own), own);
    for token in ["6f1c7d5e3a524c1b9f0e8a7b6c5d4e3f", "page-7.opinions_3", &"a".repeat(64)] {
        assert_eq!(id(token), token);
    }
    for wrong in ["", "x\"y", "a b", "é", "a\tb", &"a".repeat(65), "{6f1c7d5e-3a52-4c1b-9f0e-8a7b6c5d4e3f}"]
    {
        let made = id(wrong);
        assert!(made != wrong && made.len() == 36, "{made}");
    }
    let health = ureq::get(format!("{}/health/live", server.url)).call().unwrap();
    assert_eq!(health.headers()["x-request-id"].len(), 36);
}
