//! GraphQL over HTTP: media types, refusals, limits, other origins.

use serde_json::{Value, json};
use tests::{Database, Server};

/// A status, the content type and the body of an answer.
fn send(request: ureq::http::Request<String>) -> (u16, String, Value) {
    let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
    let mut response = agent.run(request).unwrap();
    let media = response.headers().get("content-type").map(|value| value.to_str().unwrap().to_owned());
    let body = response.body_mut().read_to_string().unwrap();
    (
        response.status().as_u16(),
        media.unwrap_or_default(),
        serde_json::from_str(&body).unwrap_or(Value::Null),
    )
}

fn post(server: &Server, body: &str) -> (u16, String, Value) {
    let request = ureq::http::Request::post(format!("{}/graphql", server.url));
    let request = request
        .header("content-type", "application/json")
        .header("accept", "application/graphql-response+json");
    send(request.body(body.to_owned()).unwrap())
}

fn code(answer: &Value) -> &str {
    answer["errors"][0]["extensions"]["code"].as_str().unwrap_or_default()
}

#[test]
fn what_cannot_run_is_a_bad_request_with_a_code() {
    let server = Server::start(&Database::sqlite());
    let query = |query: &str| post(&server, &json!({ "query": query }).to_string());
    let expect = |answer: (u16, String, Value), status: u16, expected: &str| {
        assert_eq!((answer.0, code(&answer.2)), (status, expected), "{answer:?}");
    };
    expect(post(&server, "{"), 400, "INVALID_REQUEST");
    expect(post(&server, "{}"), 400, "INVALID_REQUEST");
    expect(query("{ nonsense }"), 400, "INVALID_QUERY");
    expect(query("{ opinions"), 400, "INVALID_QUERY");
    expect(
        query(&format!("{{ opinions(first: {}1{}) }}", "[".repeat(50_000), "]".repeat(50_000))),
        400,
        "QUERY_TOO_LARGE",
    );
    expect(query(&"a".repeat(400_000)), 413, "QUERY_TOO_LARGE");
    expect(query(&format!("{{ {} }}", "a ".repeat(20_000))), 400, "QUERY_TOO_LARGE");
    let request =
        ureq::http::Request::post(format!("{}/graphql", server.url)).header("content-type", "text/plain");
    expect(send(request.body("{}".to_owned()).unwrap()), 415, "INVALID_REQUEST");
    assert_eq!(query("{ opinions { totalCount } }").0, 200, "the server still answers");
}

#[test]
fn a_get_reads_and_the_media_type_is_the_one_that_the_client_knows() {
    let server = Server::start(&Database::sqlite());
    let get = |address: &str, accept: &str| {
        let request = ureq::http::Request::get(format!("{}{address}", server.url)).header("accept", accept);
        send(request.body(String::new()).unwrap())
    };
    let address =
        "/graphql?query=query(%24n:Int)%7Bopinions(first:%24n)%7BtotalCount%7D%7D&variables=%7B%22n%22:3%7D";
    let modern = get(address, "application/graphql-response+json");
    assert_eq!(modern.1, "application/graphql-response+json; charset=utf-8");
    let legacy = get(address, "application/json");
    assert_eq!((legacy.0, legacy.1.as_str()), (200, "application/json; charset=utf-8"));
    assert_eq!(legacy.2, json!({ "data": { "opinions": { "totalCount": 0 } } }));
}

#[test]
fn any_origin_may_read_without_credentials() {
    let server = Server::start(&Database::sqlite());
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .allow_non_standard_methods(true)
        .build()
        .into();
    let preflight = ureq::http::Request::options(format!("{}/graphql", server.url))
        .header("origin", "https://example.org")
        .header("access-control-request-method", "POST")
        .header("access-control-request-headers", "content-type")
        .body(String::new());
    let response = agent.run(preflight.unwrap()).unwrap();
    let header = |name: &str| response.headers().get(name).map(|value| value.to_str().unwrap().to_owned());
    assert_eq!(header("access-control-allow-origin").as_deref(), Some("*"));
    assert!(header("access-control-allow-methods").unwrap().contains("POST"));
    assert!(header("access-control-allow-headers").unwrap().contains("content-type"));
    assert_eq!(header("access-control-allow-credentials"), None);
}
