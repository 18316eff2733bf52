//! What one client may spend in a while.

use serde_json::json;
use tests::{Database, Exchange, Server};

/// Costs 10, and 24 for its query.
const QUERY: &str = "{ rateLimit { cost } opinions { nodes { id } } }";

#[test]
fn a_client_that_has_spent_its_share_waits_and_others_do_not() {
    let options = ["--rate-limit", "60/60s", "--trusted-proxies", "127.0.0.0/8,::1"];
    let database = Database::sqlite();
    let server = Server::start_with(&database, &options);
    let ask = |client: &str| Exchange::query(&server, QUERY).header("x-forwarded-for", client).send();
    let first = ask("192.0.2.1");
    assert_eq!((first.status, first.json()["data"]["rateLimit"]["cost"].as_u64()), (200, Some(34)));
    assert_eq!(first.header("ratelimit-policy"), "\"cost\";q=60;w=60");
    assert_eq!(first.header("ratelimit"), "\"cost\";r=26;t=34");
    let second = ask("192.0.2.1");
    assert_eq!((second.status, second.code().as_str()), (429, "RATE_LIMITED"));
    let wait: u64 = second.header("retry-after").parse().unwrap();
    assert!((1..=24).contains(&wait), "{second:?}");
    assert_eq!(second.extension("maximum"), json!(60));
    assert!(second.header("ratelimit").starts_with("\"cost\";r="), "{second:?}");
    assert_eq!(ask("192.0.2.2").status, 200, "another address has its own");
    assert_eq!(ask("2001:db8::1").status, 200);
    assert_eq!(ask("2001:db8::2").status, 429, "a subscriber of IPv6 has one share");
    assert_eq!(ask("192.0.2.9, 198.51.100.7").status, 200);
    assert_eq!(
        ask("192.0.2.8, 198.51.100.7").status,
        429,
        "what a client writes itself before its address counts for nothing"
    );
}

#[test]
fn nobody_is_believed_who_is_no_trusted_proxy() {
    let database = Database::sqlite();
    let server = Server::start_with(&database, &["--rate-limit", "40/60s"]);
    let ask = |client: &str| Exchange::query(&server, QUERY).header("forwarded", client).send().status;
    assert_eq!((ask("for=192.0.2.1"), ask("for=192.0.2.2")), (200, 429));
}

#[test]
fn a_query_that_no_client_could_ever_pay_is_too_large() {
    let database = Database::sqlite();
    let server = Server::start_with(&database, &["--rate-limit", "30/60s"]);
    let answer = Exchange::query(&server, QUERY).send();
    assert_eq!((answer.status, answer.code().as_str()), (400, "QUERY_TOO_LARGE"));
    assert_eq!(
        (answer.extension("limit"), answer.extension("maximum"), answer.extension("actual")),
        (json!("cost"), json!(20), json!(24))
    );
}

#[test]
fn without_a_limit_there_is_none() {
    let database = Database::sqlite();
    let server = Server::start_with(&database, &["--rate-limit", "0"]);
    let answer = Exchange::query(&server, "{ rateLimit { cost } }").send();
    assert_eq!(answer.json(), json!({ "data": { "rateLimit": null } }));
    assert_eq!(answer.header("ratelimit"), "");
}
