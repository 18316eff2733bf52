//! Limits: each says which it is, its figure and the query's, and the process survives what exceeds them.

use std::{
    io::{Read, Write},
    net::TcpStream,
    time::{Duration, Instant},
};

use serde_json::json;
use tests::{Answer, Database, Exchange, Server, block_on, sample};

fn limited(answer: &Answer) -> (String, u64, u64) {
    assert_eq!(answer.code(), "QUERY_TOO_LARGE", "{answer:?}");
    let figure = |name| answer.extension(name).as_u64().unwrap();
    let message = answer.json()["errors"][0]["message"].as_str().unwrap().to_owned();
    let (maximum, actual) = (figure("maximum"), figure("actual"));
    assert!(message.contains(&maximum.to_string()) && message.contains(&actual.to_string()), "{message}");
    (answer.extension("limit").as_str().unwrap().to_owned(), maximum, actual)
}

#[test]
fn each_limit_is_an_option_and_says_its_figures() {
    let options = "--max-depth 3 --max-fields 12 --max-root-fields 4 --max-aliases 2 --max-directives 1 --max-list 2 \
                   --max-cost 40 --max-tokens 80 --max-body 600";
    let database = Database::sqlite();
    let server = Server::start_with(&database, &options.split_whitespace().collect::<Vec<_>>());
    let ask = |query: &str| limited(&Exchange::query(&server, query).send());
    let limit = |name: &str, maximum: u64, actual: u64| (name.to_owned(), maximum, actual);
    assert_eq!(ask("{ opinions { nodes { session { heldOn } } } }"), limit("depth", 3, 4));
    assert_eq!(
        ask(
            "{ opinions(first: 1) { nodes { id title basis kind } edges { cursor } pageInfo { endCursor startCursor hasNextPage hasPreviousPage } } }"
        ),
        limit("fields", 12, 13)
    );
    assert_eq!(ask("{ __typename __typename __typename __typename __typename }"), limit("rootFields", 4, 5));
    assert_eq!(
        ask("{ a: __typename b: __typename ...F } fragment F on Query { c: __typename }"),
        limit("aliases", 2, 3)
    );
    assert_eq!(ask("{ __typename @skip(if: false) @include(if: true) }"), limit("directives", 1, 2));
    assert_eq!(ask("{ nodes(ids: [\"a\", \"b\", \"c\"]) { id } }"), limit("list", 2, 3));
    assert_eq!(ask("{ opinions(first: 20) { nodes { id title } } }"), limit("cost", 40, 42));
    assert_eq!(ask(&format!("{{ {} }}", "a ".repeat(100))), limit("tokens", 80, 81));
    let (name, maximum, actual) = ask(&format!("{{ __typename }} #{}", "x".repeat(700)));
    assert_eq!((name.as_str(), maximum), ("body", 600));
    assert!(actual > 700);
    let listed = json!({ "query": "query($ids: [ID!]!) { nodes(ids: $ids) { id } }", "variables": { "ids": ["a", "b", "c"] } });
    assert_eq!(limited(&Exchange::post(&server, listed.to_string()).send()), limit("list", 2, 3));
    assert_eq!(Exchange::query(&server, "{ opinions(first: 2) { nodes { id } } }").send().status, 200);
}

#[test]
fn the_cost_follows_the_pages_the_lists_and_what_is_left_out() {
    let database = Database::sqlite();
    let server = Server::start(&database);
    let cost = |query: &str, variables: serde_json::Value| {
        let body = json!({ "query": query, "variables": variables }).to_string();
        let answer = Exchange::post(&server, body).send().json();
        answer["data"]["rateLimit"]["cost"].as_u64().unwrap_or_else(|| panic!("{answer}")) - 10
    };
    let none = json!({});
    // `rateLimit` and its `cost` are two themselves.
    assert_eq!(cost("{ rateLimit { cost } }", none.clone()), 2);
    assert_eq!(cost("{ rateLimit { cost } opinions { nodes { id } } }", none.clone()), 2 + 1 + 1 + 20);
    assert_eq!(
        cost("{ rateLimit { cost } opinions(last: 7) { edges { node { id } } } }", none.clone()),
        2 + 1 + 1 + 7 * 2
    );
    let query = "query($n: Int, $more: Boolean!) { rateLimit { cost } opinions(first: $n) { nodes { ...F } } } \
                 fragment F on Opinion { id title @include(if: $more) sources(first: 2) { quote } }";
    assert_eq!(cost(query, json!({ "n": 3, "more": false })), 2 + 1 + 1 + 3 * (1 + 1 + 2));
    assert_eq!(cost(query, json!({ "n": 3, "more": true })), 2 + 1 + 1 + 3 * (2 + 1 + 2));
    assert_eq!(cost("{ rateLimit { cost } nodes(ids: [\"a\", \"b\"]) { id } }", none), 2 + 1 + 2);
}

/// Fragments of which each spreads the next one twice.
fn doubling(levels: usize, last: &str) -> String {
    let mut query = "query { ...F0 }".to_owned();
    for level in 0..levels {
        let next = level + 1;
        query += &format!(" fragment F{level} on Query {{ ...F{next} ...F{next} }}");
    }
    query + &format!(" fragment F{levels} on Query {{ {last} }}")
}

#[test]
fn what_was_made_to_hurt_is_refused_at_once_and_the_process_lives() {
    let database = Database::sqlite();
    let server = Server::start(&database);
    let begun = Instant::now();
    let ask = |query: &str| Exchange::query(&server, query).send();
    let limit = |query: &str| limited(&ask(query)).0;
    assert_eq!(limit(&doubling(15, "a: __typename b: __typename")), "rootFields");
    assert_eq!(limit(&doubling(200, "a: __typename")), "depth");
    let nested = |level: usize| {
        format!(
            " fragment G{level} on Opinion {{ a{level}: vote {{ opinion {{ ...G{0} }} }} b{level}: vote {{ opinion {{ ...G{0} }} }} }}",
            level + 1
        )
    };
    let bomb = format!(
        "{{ opinions {{ nodes {{ ...G0 }} }} }} {} fragment G8 on Opinion {{ id }}",
        (0..8).map(nested).collect::<String>()
    );
    assert!(["aliases", "fields"].contains(&limit(&bomb).as_str()));
    let circle = ask("{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }");
    assert_eq!(circle.code(), "INVALID_QUERY");
    assert!(circle.body.contains("spreads itself"), "{circle:?}");
    assert_eq!(ask("{ __typename } fragment A on Query { ...A }").code(), "INVALID_QUERY");
    assert_eq!(limit(&format!("{{ {} }}", "a ".repeat(50_000))), "tokens");
    assert_eq!(
        limit(&format!("{{ opinions(first: {}1{}) }}", "[".repeat(50_000), "]".repeat(50_000))),
        "brackets"
    );
    assert_eq!(limit(&format!("{}a{}", "{ a ".repeat(1_000), "}".repeat(1_000))), "brackets");
    let deep = "fields { type { ".repeat(6);
    assert_eq!(
        limit(&format!("{{ __schema {{ types {{ {deep} name {} }} }} }}", "} }".repeat(6))),
        "introspection"
    );
    assert_eq!(limit(&format!("{{ {} }}", "__typename ".repeat(4_000))), "rootFields");
    assert_eq!(limit(&format!("{{ opinions {{ nodes {{ {} }} }} }}", "__typename ".repeat(4_000))), "fields");
    assert_eq!(limit(&format!("{{ __typename {} }}", "@unknown ".repeat(300))), "directives");
    assert_eq!(limit(&format!("{{ {} }}", "a".repeat(5_000))), "name");
    let unknown = ask(&format!(
        "query({}) {{ __typename }}",
        (0..300).map(|at| format!("$v{at}: Int @unknown ")).collect::<String>()
    ));
    assert_eq!(unknown.code(), "INVALID_QUERY");
    let errors = unknown.json()["errors"].as_array().unwrap().clone();
    assert_eq!(errors.len(), 10);
    assert!(errors[9]["message"].as_str().unwrap().ends_with("more errors are not listed"));
    // Each of the fields shares its name with all others.
    let same = format!("{{ opinions {{ nodes {{ {} }} }} }}", "mentions { totalCount } ".repeat(900));
    assert_eq!(ask(&same).status, 200);
    let big = ask(&"a".repeat(10 * 1024 * 1024));
    assert_eq!((big.status, limited(&big).0.as_str()), (413, "body"));
    let nested = format!(
        "{{\"query\": \"{{ __typename }}\", \"variables\": {}{}}}",
        "[".repeat(50_000),
        "]".repeat(50_000)
    );
    assert_eq!(Exchange::post(&server, nested).send().code(), "INVALID_REQUEST");
    assert_eq!(ask("{ opinions { totalCount } }").status, 200, "the server still answers");
    assert!(begun.elapsed() < Duration::from_secs(30), "{:?}", begun.elapsed());
}

/// Sends some bytes, then nothing, and reads what comes back.
fn stalled(server: &Server, bytes: &str) -> String {
    let mut stream = TcpStream::connect(server.url.trim_start_matches("http://")).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    stream.write_all(bytes.as_bytes()).unwrap();
    let mut answer = String::new();
    // The server closes what it has given up.
    let _ = stream.read_to_string(&mut answer);
    answer
}

#[test]
fn a_client_that_sends_too_slowly_is_given_up() {
    let database = Database::sqlite();
    let server = Server::start_with(&database, &["--body-time", "300ms", "--header-time", "300ms"]);
    let head = "POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n\
                content-length: 100\r\nconnection: close\r\n\r\n{";
    let answer = stalled(&server, head);
    assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
    assert!(answer.contains("\"REQUEST_TIMEOUT\""), "{answer}");
    let answer = stalled(&server, "POST /graphql HTTP/1.1\r\nhost: localhost\r\nx-slow");
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 408 "), "{answer}");
    assert_eq!(Exchange::query(&server, "{ __typename }").send().status, 200);
}

#[test]
fn a_body_that_a_client_asks_about_is_refused_before_it_is_sent() {
    let database = Database::sqlite();
    let server = Server::start(&database);
    let answer = stalled(
        &server,
        "POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\nexpect: 100-continue\r\n\
         content-length: 10000000\r\nconnection: close\r\n\r\n",
    );
    assert!(answer.starts_with("HTTP/1.1 413 "), "{answer}");
}

#[test]
fn the_schema_and_what_is_like_its_names_can_be_kept_back() {
    let database = Database::sqlite();
    let (open, closed) = (
        Server::start(&database),
        Server::start_with(&database, &["--introspection", "off", "--suggestions", "off"]),
    );
    let ask = |server: &Server, query: &str| Exchange::query(server, query).send();
    assert_eq!(ask(&open, "{ __type(name: \"Opinion\") { name } }").status, 200);
    for query in [
        "{ __schema { types { name } } }",
        "{ ...F } fragment F on Query { __type(name: \"Opinion\") { name } }",
    ] {
        assert_eq!(ask(&closed, query).code(), "INTROSPECTION_OFF");
    }
    assert_eq!(ask(&closed, "{ __typename }").status, 200);
    assert!(ask(&open, "{ opinionz { totalCount } }").body.contains("opinions"));
    assert!(!ask(&closed, "{ opinionz { totalCount } }").body.contains("opinions"));
}

#[test]
fn the_deepest_query_that_is_allowed_runs_over_records_at_every_level() {
    let database = Database::sqlite();
    block_on(async { sample::import(&database.store().await, sample::opinion(5)).await });
    let server = Server::start(&database);
    let deep = |begin: &str, level: &str, end: &str| {
        let levels = 5;
        let close = " } } }".repeat(levels) + &" }".repeat(begin.matches('{').count());
        format!("{begin} {} {end}{close}", format!("{level} ").repeat(levels))
    };
    let end = "votePositions(first: 1, filter: { not: { choice: FOR } }) { totalCount }";
    for query in [
        deep(
            "{ opinions(first: 1) { nodes { assembly {",
            "givenOpinions(first: 1) { nodes { assembly {",
            end,
        ),
        deep("{ memberships(first: 1) { nodes { person {", "memberships(first: 1) { nodes { person {", end),
    ] {
        let answer = server.ask(&query);
        assert_eq!(answer.get("errors"), None, "{query}: {answer}");
        let deepest = answer.to_string();
        assert!(deepest.contains("\"totalCount\":"), "{query}: {answer}");
    }
}
