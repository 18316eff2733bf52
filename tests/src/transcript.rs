//! What a test asked a server and what it was answered, so that no test has to return it to have it compared.

use std::cell::RefCell;

use serde_json::{Value, json};

thread_local! {
    static ASKED: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Notes a query that this test asked. Addresses and request ids are a run's own: the data, and of each error the
/// message, the path and the code, are what the databases must agree on.
pub(crate) fn note(query: &str, answer: &Value) {
    let errors = answer["errors"].as_array().into_iter().flatten();
    let errors: Vec<Value> = errors
        .map(|error| {
            json!([error["message"], error["path"], error["extensions"]["code"], error["extensions"]["ids"]])
        })
        .collect();
    let asked = format!("{query}\n{}\n{}", answer["data"], Value::from(errors));
    ASKED.with_borrow_mut(|all| all.push(asked));
}

/// Takes what was noted since.
pub(crate) fn take() -> Vec<String> {
    ASKED.take()
}
