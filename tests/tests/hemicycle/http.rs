//! GraphQL over HTTP: methods, media types, statuses, other origins.

use std::{
    io::{self, Write},
    path::Path,
    process::Command,
};

use serde_json::{Value, json};
use tests::{Database, Exchange, Server, not_run};

const COUNT: &str = "{ opinions { totalCount } }";

#[test]
fn every_audit_of_the_specifications_authors_is_passed() {
    let database = Database::sqlite();
    let server = Server::start(&database);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("audits");
    if !folder.join("node_modules/graphql-http").is_dir() {
        return not_run("no graphql-http: `cargo xtask test` installs it");
    }
    let run = Command::new("node")
        .arg(folder.join("http.js"))
        .arg(format!("{}/graphql", server.url))
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let audits: Vec<Value> = serde_json::from_slice(&run.stdout).unwrap();
    let failed: Vec<&Value> = audits.iter().filter(|audit| audit["status"] != "ok").collect();
    assert_eq!(failed, Vec::<&Value>::new());
    assert_eq!(audits.len(), 61);
    // Not by `println`, which a test that passes shows to nobody.
    writeln!(io::stdout(), "{} audits of GraphQL over HTTP passed", audits.len()).unwrap();
}

#[test]
fn each_case_has_its_status_in_the_newer_media_type_and_200_in_the_older_where_the_request_is_well_formed() {
    let database = Database::sqlite();
    let server = Server::start(&database);
    let query = |query: &str| json!({ "query": query }).to_string();
    let variables = |value: Value| {
        json!({ "query": "query($n: Int!) { opinions(first: $n) { totalCount } }", "variables": value })
            .to_string()
    };
    for (body, newer, older, code) in [
        ("{".to_owned(), 400, 400, "INVALID_REQUEST"),
        (String::new(), 400, 400, "INVALID_REQUEST"),
        ("{}".to_owned(), 400, 400, "INVALID_REQUEST"),
        (r#"{"query": 5}"#.to_owned(), 400, 400, "INVALID_REQUEST"),
        (r#"{"query": "{ a }", "documentId": "a"}"#.to_owned(), 422, 422, "INVALID_REQUEST"),
        (r#"[{"query": "{ a }"}]"#.to_owned(), 422, 422, "INVALID_REQUEST"),
        (query("{ opinions"), 400, 200, "INVALID_QUERY"),
        (query("{ nonsense }"), 400, 200, "INVALID_QUERY"),
        (query("query A { __typename } query B { __typename }"), 400, 200, "INVALID_QUERY"),
        (variables(json!({})), 400, 200, "INVALID_VARIABLES"),
        (variables(json!({ "n": null })), 400, 200, "INVALID_VARIABLES"),
        (variables(json!({ "n": 99_999_999_999_u64 })), 400, 200, "INVALID_VARIABLES"),
    ] {
        let answer = Exchange::post(&server, body.clone()).send();
        assert_eq!((answer.status, answer.code().as_str()), (newer, code), "{body} {answer:?}");
        assert_eq!(answer.json().get("data"), None, "{body}: nothing ran");
        let answer = Exchange::post(&server, body.clone()).header("accept", "application/json").send();
        assert_eq!((answer.status, answer.code().as_str()), (older, code), "{body} {answer:?}");
    }
}

#[test]
fn the_answers_media_type_is_the_one_that_the_client_likes_best() {
    let database = Database::sqlite();
    let server = Server::start(&database);
    for (accept, status, media) in [
        ("application/graphql-response+json", 200, "application/graphql-response+json; charset=utf-8"),
        (
            "application/json;q=0.2, application/graphql-response+json;q=0.3",
            200,
            "application/graphql-response+json; charset=utf-8",
        ),
        ("application/json, application/graphql-response+json;q=0.9", 200, "application/json; charset=utf-8"),
        ("text/html, */*;q=0.1", 200, "application/json; charset=utf-8"),
        ("", 200, "application/json; charset=utf-8"),
        ("text/html", 406, "application/json; charset=utf-8"),
    ] {
        let answer = Exchange::query(&server, COUNT).header("accept", accept).send();
        assert_eq!((answer.status, answer.header("content-type").as_str()), (status, media), "{accept:?}");
        assert!(answer.header("vary").contains("accept"));
    }
}

#[test]
fn a_body_is_json_in_utf_8_with_or_without_its_mark() {
    let database = Database::sqlite();
    let server = Server::start(&database);
    let body = json!({ "query": COUNT }).to_string();
    for (media, status) in [
        ("application/json", 200),
        ("Application/JSON; charset=\"UTF-8\"", 200),
        ("application/json; charset=utf-16", 415),
        ("application/json; charset=iso-8859-1", 415),
        ("application/x-www-form-urlencoded", 415),
        ("text/plain", 415),
        ("application/graphql", 415),
    ] {
        let answer = Exchange::post(&server, body.clone()).header("content-type", media).send();
        assert_eq!(answer.status, status, "{media}");
        if status == 415 {
            assert_eq!(answer.code(), "UNSUPPORTED_MEDIA_TYPE");
        }
    }
    let marked = [b"\xef\xbb\xbf", body.as_bytes()].concat();
    assert_eq!(Exchange::post(&server, marked).send().status, 200);
    assert_eq!(
        Exchange::post(&server, body.replace("opinions", "opinions\u{e9}").into_bytes()).send().status,
        400
    );
    assert_eq!(Exchange::post(&server, b"{\"query\": \"\xff\"}".to_vec()).send().code(), "INVALID_REQUEST");
}

#[test]
fn a_body_is_read_as_it_is_and_says_which_limit_of_json_it_exceeds() {
    let database = Database::sqlite();
    let server = Server::start(&database);
    let said = |body: &str| {
        let answer = Exchange::post(&server, body).send();
        assert_eq!((answer.status, answer.code().as_str()), (400, "INVALID_REQUEST"), "{answer:?}");
        answer.json()["errors"][0]["message"].as_str().unwrap().to_owned()
    };
    let with =
        |variable: &str| format!(r#"{{"query": "{{ __typename }}", "variables": {{"a": {variable}}}}}"#);
    let nested = |depth: usize| with(&("[".repeat(depth) + &"]".repeat(depth)));
    // The body and its variables are two.
    assert_eq!(Exchange::post(&server, nested(125)).send().status, 200);
    assert!(said(&nested(126)).starts_with("the body nests deeper than the 127 lists and objects"));
    assert!(said(&with("1e400")).starts_with("the body has a number beyond those of 64 bits: line 1"));
    assert!(said(&with("1e")).starts_with("the body is no JSON: line 1, column"));
    assert!(said("").starts_with("the body is empty"));
    for (name, value) in [("query", "\"{ __typename }\""), ("variables", "{}"), ("operationName", "null")] {
        let twice = format!(r#"{{"query": "{{ __typename }}", "{name}": {value}, "{name}": {value}}}"#);
        assert!(said(&twice).starts_with(&format!("`{name}` is given twice: line 1")), "{}", said(&twice));
    }
    assert_eq!(Exchange::post(&server, with(r#"{"b": 1, "b": 2}"#)).send().status, 200);
    for coding in ["gzip", "br", "identity, gzip"] {
        let answer = Exchange::post(&server, with("1")).header("content-encoding", coding).send();
        assert_eq!((answer.status, answer.code().as_str()), (415, "UNSUPPORTED_MEDIA_TYPE"));
        let named = coding.rsplit(' ').next().unwrap();
        assert!(answer.body.contains(&format!("encoded as \\\"{named}\\\"")), "{answer:?}");
    }
    assert_eq!(Exchange::post(&server, with("1")).header("content-encoding", "identity").send().status, 200);
}

#[test]
fn a_whole_number_is_an_int_however_json_writes_it() {
    let database = Database::sqlite();
    let server = Server::start(&database);
    let code = |query: &str, number: &str| {
        let body = format!(r#"{{"query": "{query}", "variables": {{"n": {number}}}}}"#);
        Exchange::post(&server, body).send().code()
    };
    let query = "query($n: Int) { opinions(first: $n) { totalCount } }";
    for whole in ["3", "3.0", "3e0", "0.3e1"] {
        assert_eq!(code(query, whole), "", "{whole}");
    }
    for other in ["3.5", "1e10", "-3e9", "\"3\"", "true"] {
        assert_eq!(code(query, other), "INVALID_VARIABLES", "{other}");
    }
    assert_eq!(code("query($n: ID!) { node(id: $n) { id } }", "3.0"), "INVALID_VARIABLES");
    let inside = "query($n: [OpinionFilter!]!) { opinions(filter: { and: $n }, first: 1) { totalCount } }";
    assert_eq!(code(inside, "[3.0]"), "INVALID_VARIABLES");
    let literal = Exchange::query(&server, "{ opinions(first: 3.0) { totalCount } }").send();
    assert_eq!(literal.code(), "INVALID_QUERY", "a float in a query is none");
}

#[test]
fn a_get_reads_with_variables_and_writes_nothing() {
    let database = Database::sqlite();
    let server = Server::start(&database);
    let get = |parameters: &[(&str, &str)]| Exchange::get(&server, parameters).send();
    let query = "query Q($n: Int) { opinions(first: $n) { totalCount } } query R { __typename }";
    let answer = get(&[("query", query), ("variables", r#"{"n": 3}"#), ("operationName", "Q")]);
    assert_eq!((answer.status, answer.json()), (200, json!({ "data": { "opinions": { "totalCount": 0 } } })));
    let answer = get(&[("query", "mutation { __typename }")]);
    assert_eq!(
        (answer.status, answer.code().as_str(), answer.header("allow").as_str()),
        (405, "METHOD_NOT_ALLOWED", "POST")
    );
    assert_eq!(get(&[("query", COUNT), ("variables", "[1]")]).code(), "INVALID_REQUEST");
    assert_eq!(get(&[("query", COUNT), ("variables", "{")]).code(), "INVALID_REQUEST");
    assert_eq!(get(&[("query", COUNT), ("query", COUNT)]).code(), "INVALID_REQUEST");
    assert_eq!(get(&[]).code(), "INVALID_REQUEST");
    for address in ["query=%ff", "query=%7B__typename%7D&x=%c3", "query=%7B__typename%7D%ed%a0%80"] {
        let answer = Exchange::address(&server, address).send();
        assert_eq!((answer.status, answer.code().as_str()), (400, "INVALID_REQUEST"), "{address}");
        assert!(answer.body.contains("no query string in UTF-8"), "{answer:?}");
    }
    assert_eq!(Exchange::address(&server, "query=%7B__typename%7D&x=%c3%a9&y=%").send().status, 200);
    let head = Exchange::get(&server, &[("query", COUNT)]).method("HEAD").send();
    assert_eq!((head.status, head.body.as_str()), (200, ""));
}

#[test]
fn another_method_is_told_which_there_are() {
    let database = Database::sqlite();
    let server = Server::start(&database);
    for method in ["DELETE", "PUT", "PATCH", "BREW"] {
        let answer = Exchange::query(&server, COUNT).method(method).send();
        assert_eq!((answer.status, answer.code().as_str()), (405, "METHOD_NOT_ALLOWED"), "{method}");
        assert_eq!(answer.header("allow"), "GET,HEAD,POST,OPTIONS");
    }
}

#[test]
fn a_batch_is_answered_in_its_order_where_batches_are_on() {
    let database = Database::sqlite();
    let server = Server::start_with(&database, &["--max-batch", "3"]);
    let body = format!(
        r#"[{{"query": "{COUNT}"}}, {{"query": "{{ nonsense }}"}}, {{"query": "{{ __typename }}"}}]"#
    );
    let answer = Exchange::post(&server, body).send();
    assert_eq!(answer.status, 200);
    let answers = answer.json();
    assert_eq!(answers[0], json!({ "data": { "opinions": { "totalCount": 0 } } }));
    assert_eq!(answers[1]["errors"][0]["extensions"]["code"], "INVALID_QUERY");
    assert_eq!(answers[2], json!({ "data": { "__typename": "Query" } }));
    let long = Exchange::post(&server, format!("[{}]", ["{}"; 4].join(","))).send();
    assert_eq!((long.status, long.code().as_str()), (422, "QUERY_TOO_LARGE"));
    assert_eq!(
        (long.extension("limit"), long.extension("maximum"), long.extension("actual")),
        (json!("batch"), json!(3), json!(4))
    );
    assert_eq!(Exchange::post(&server, "[]").send().status, 400);
}

#[test]
fn a_variable_that_is_left_out_lets_the_default_hold() {
    let database = Database::sqlite();
    let server = Server::start(&database);
    let ask = |query: &str, variables: Value| {
        Exchange::post(&server, json!({ "query": query, "variables": variables }).to_string()).send()
    };
    // The schema's: `sources(first: Int! = 100)`.
    let query = "query($n: Int) { opinions { nodes { sources(first: $n) { quote } } } }";
    assert_eq!(ask(query, json!({})).status, 200, "{:?}", ask(query, json!({})));
    let null = ask(query, json!({ "n": null }));
    assert_eq!(null.code(), "INVALID_VARIABLES", "{null:?}");
    // The query's own.
    let query = "query($n: Int! = 5) { opinions(first: $n) { totalCount } }";
    assert_eq!(ask(query, json!({})).json(), json!({ "data": { "opinions": { "totalCount": 0 } } }));
    assert_eq!(ask(query, json!({ "n": null })).code(), "INVALID_VARIABLES");
    let twice = ask("{ organisation(by: { name: \"a\", name: \"b\" }) { id } }", json!({}));
    assert_eq!(
        twice.json()["errors"][0]["message"],
        "the input object has the key `name` twice: keep one of them"
    );
}

#[test]
fn any_origin_may_read_without_credentials() {
    let database = Database::sqlite();
    let server = Server::start(&database);
    let answer = Exchange::query(&server, "")
        .method("OPTIONS")
        .header("origin", "https://example.org")
        .header("access-control-request-method", "POST")
        .header("access-control-request-headers", "content-type")
        .send();
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    assert!(answer.header("access-control-allow-methods").contains("POST"));
    for name in ["content-type", "x-request-id", "x-apollo-operation-name", "apollo-require-preflight"] {
        assert!(answer.header("access-control-allow-headers").contains(name), "{name}");
    }
    assert_eq!(answer.header("access-control-allow-credentials"), "");
    let answer = Exchange::query(&server, COUNT).header("origin", "https://example.org").send();
    for name in ["etag", "retry-after", "ratelimit", "ratelimit-policy", "x-request-id"] {
        assert!(answer.header("access-control-expose-headers").contains(name), "{name}");
    }
}
