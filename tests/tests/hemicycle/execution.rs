//! What clients rely on and the GraphQL library decides: pinned here, so that another version shows what it changes.

use async_graphql::{
    EmptyMutation, EmptySubscription, InputObject, MaybeUndefined, Object, Schema, SimpleObject, Variables,
    value,
};
use serde_json::json;
use tests::block_on;

struct Query;

#[derive(SimpleObject)]
struct Inner {
    name: &'static str,
}

#[derive(InputObject)]
struct Patch {
    name: MaybeUndefined<String>,
}

#[Object]
impl Query {
    async fn slow(&self) -> i32 {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        1
    }

    async fn fast(&self) -> i32 {
        2
    }

    async fn nullable(&self) -> Option<Result<Inner, String>> {
        Some(Err("broken".to_owned()))
    }

    async fn required(&self) -> Result<Inner, String> {
        Err("broken".to_owned())
    }

    async fn outer(&self) -> Option<Outer> {
        Some(Outer)
    }

    async fn patch(&self, patch: Patch) -> &'static str {
        match patch.name {
            MaybeUndefined::Undefined => "omitted",
            MaybeUndefined::Null => "null",
            MaybeUndefined::Value(_) => "given",
        }
    }
}

struct Outer;

#[Object]
impl Outer {
    async fn name(&self) -> &'static str {
        Inner { name: "outer" }.name
    }

    async fn required(&self) -> Result<Inner, String> {
        Err("broken".to_owned())
    }
}

fn run(query: &str, variables: Variables) -> (String, Vec<String>) {
    let schema = Schema::new(Query, EmptyMutation, EmptySubscription);
    let response = block_on(schema.execute(async_graphql::Request::new(query).variables(variables)));
    (
        serde_json::to_string(&response.data).unwrap(),
        response.errors.into_iter().map(|error| error.message).collect(),
    )
}

#[test]
fn keys_stand_in_the_order_of_the_query() {
    assert_eq!(run("{ slow fast again: slow }", Variables::default()).0, r#"{"slow":1,"fast":2,"again":1}"#);
}

#[test]
fn a_failing_nullable_field_is_null_with_an_error_and_its_siblings_stay() {
    let (data, errors) = run("{ fast nullable { name } }", Variables::default());
    assert_eq!((data.as_str(), errors.len()), (r#"{"fast":2,"nullable":null}"#, 1));
}

#[test]
fn a_failing_required_field_nulls_its_nearest_nullable_parent() {
    let (data, errors) = run("{ fast outer { name required { name } } }", Variables::default());
    assert_eq!((data.as_str(), errors.len()), (r#"{"fast":2,"outer":null}"#, 1));
    assert_eq!(run("{ fast required { name } }", Variables::default()).0, "null");
}

#[test]
fn an_omitted_input_field_is_told_from_a_null_one() {
    let query = "query($name: String) { patch(patch: { name: $name }) }";
    assert_eq!(run("{ patch(patch: {}) }", Variables::default()).0, r#"{"patch":"omitted"}"#);
    assert_eq!(run("{ patch(patch: { name: null }) }", Variables::default()).0, r#"{"patch":"null"}"#);
    assert_eq!(run(query, Variables::default()).0, r#"{"patch":"omitted"}"#);
    let null = Variables::from_json(json!({ "name": null }));
    assert_eq!(run(query, null).0, r#"{"patch":"null"}"#);
    assert_eq!(run(query, Variables::from_value(value!({ "name": "x" }))).0, r#"{"patch":"given"}"#);
}
