//! Keys, and what is written with them.

use serde_json::{Value, json};

use crate::{Database, Exchange, Program, Server};

/// A key that the command line makes.
pub fn key(database: &Database, name: &str, scopes: &str) -> String {
    let made = Program::new(database).args(&["keys", "create", name, "--scopes", scopes, "--json"]).run();
    assert_eq!(made.code, Some(0), "{made:?}");
    let made: Value = serde_json::from_str(&made.stdout).unwrap();
    made["key"].as_str().unwrap().to_owned()
}

/// A request with a key.
pub fn with_key(exchange: Exchange, key: &str) -> Exchange {
    exchange.header("authorization", &format!("Bearer {key}"))
}

/// Whoever writes to a server with a key.
pub struct Editor<'a> {
    pub server: &'a Server,
    pub key: String,
}

impl<'a> Editor<'a> {
    /// With a key of its own, which has the scope `edit`.
    pub fn new(database: &Database, server: &'a Server) -> Self {
        Self { server, key: key(database, "Greffe", "edit") }
    }

    /// With a key that may do all.
    pub fn admin(database: &Database, server: &'a Server) -> Self {
        Self { server, key: key(database, "Direction", "admin") }
    }

    /// What a mutation answers, with variables.
    pub fn write(&self, mutation: &str, input: &Value) -> Value {
        let query = mutation.trim();
        let name = query.split(['(', ' ']).next().unwrap();
        let kind = format!("{}{}Input", name[..1].to_uppercase(), &name[1..]);
        let kind = if name.starts_with("merge") { "MergeInput".to_owned() } else { kind };
        let query = query.replacen(name, &format!("{name}(input: $input)"), 1);
        let body = json!({
            "query": format!("mutation($input: {kind}!) {{ {query} }}"),
            "variables": { "input": input },
        });
        let answer = with_key(Exchange::post(self.server, body.to_string()), &self.key).send();
        assert_eq!(answer.status, 200, "{}", answer.body);
        let json = answer.json();
        assert!(json.get("errors").is_none(), "{json}\n{}", self.server.log());
        json["data"][name].clone()
    }

    /// The same where nothing may be wrong with it.
    pub fn edit(&self, mutation: &str, input: &Value) -> Value {
        let answer = self.write(mutation, input);
        assert_eq!(answer["userErrors"], json!([]), "{mutation} {input}");
        answer
    }

    /// The codes and fields of what is wrong with it.
    pub fn refused(&self, mutation: &str, input: &Value) -> Vec<(String, String)> {
        let answer = self.write(mutation, input);
        let errors = answer["userErrors"].as_array().unwrap();
        assert!(!errors.is_empty(), "{mutation} {input} was done: {answer}");
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let field = |error: &Value| {
            let names = error["field"].as_array().cloned().unwrap_or_default();
            names.iter().map(text).collect::<Vec<_>>().join(".")
        };
        errors.iter().map(|error| (text(&error["code"]), field(error))).collect()
    }
}
