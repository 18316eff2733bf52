//! One request over HTTP, and its answer as it came.

use serde_json::{Value, json};
use ureq::http::{HeaderMap, Request};

use crate::Server;

/// A request to `/graphql`.
pub struct Exchange {
    method: &'static str,
    url: String,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: String,
    /// The body as it came, where it is no text.
    pub bytes: Vec<u8>,
}

impl Exchange {
    /// A POST of JSON from a client that knows the newer media type.
    pub fn post(server: &Server, body: impl Into<Vec<u8>>) -> Self {
        let url = format!("{}/graphql", server.url);
        let exchange = Self { method: "POST", url, headers: Vec::new(), body: body.into() };
        exchange
            .header("content-type", "application/json")
            .header("accept", "application/graphql-response+json")
    }

    /// A POST of a query.
    pub fn query(server: &Server, query: &str) -> Self {
        Self::post(server, json!({ "query": query }).to_string())
    }

    /// A GET with these parameters.
    pub fn get(server: &Server, parameters: &[(&str, &str)]) -> Self {
        let pairs: Vec<String> =
            parameters.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        let url = format!("{}/graphql?{}", server.url, pairs.join("&"));
        Self { method: "GET", url, headers: Vec::new(), body: Vec::new() }
            .header("accept", "application/graphql-response+json")
    }

    /// A GET of another path of the server, such as "/export/opinions.csv".
    pub fn path(server: &Server, path: &str) -> Self {
        Self { method: "GET", url: format!("{}{path}", server.url), headers: Vec::new(), body: Vec::new() }
    }

    /// A GET of an address whose query is as it is written.
    pub fn address(server: &Server, query: &str) -> Self {
        let url = format!("{}/graphql?{query}", server.url);
        Self { method: "GET", url, headers: Vec::new(), body: Vec::new() }
            .header("accept", "application/graphql-response+json")
    }

    /// With another method.
    pub fn method(mut self, method: &'static str) -> Self {
        self.method = method;
        self
    }

    /// With a body.
    pub fn bytes(mut self, body: Vec<u8>) -> Self {
        self.body = body;
        self
    }

    /// With a header; one without a value is left out.
    pub fn header(mut self, name: &'static str, value: &str) -> Self {
        self.headers.retain(|(known, _)| *known != name);
        if !value.is_empty() {
            self.headers.push((name, value.to_owned()));
        }
        self
    }

    pub fn send(self) -> Answer {
        let agent: ureq::Agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .allow_non_standard_methods(true)
            .build()
            .into();
        let mut request = Request::builder().method(self.method).uri(self.url);
        for (name, value) in self.headers {
            request = request.header(name, value);
        }
        let mut response = agent.run(request.body(self.body).unwrap()).unwrap();
        let bytes = response.body_mut().read_to_vec().unwrap();
        let body = String::from_utf8_lossy(&bytes).into_owned();
        Answer { status: response.status().as_u16(), headers: response.headers().clone(), body, bytes }
    }
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }

    /// The code of the first error; empty where there is none.
    pub fn code(&self) -> String {
        self.extension("code").as_str().unwrap_or_default().to_owned()
    }

    /// One of the first error's extensions.
    pub fn extension(&self, name: &str) -> Value {
        let json: Value = serde_json::from_str(&self.body).unwrap_or_default();
        json["errors"][0]["extensions"][name].clone()
    }

    pub fn header(&self, name: &str) -> String {
        self.headers.get(name).map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default()
    }
}

fn encoded(text: &str) -> String {
    text.bytes()
        .map(
            |byte| {
                if byte.is_ascii_alphanumeric() {
                    char::from(byte).to_string()
                } else {
                    format!("%{byte:02X}")
                }
            },
        )
        .collect()
}
