//! Queries that do not fit the schema are refused before anything runs, as the specification's "Validation" asks for.

use serde_json::{Value, json};
use tests::{Database, Exchange, Server};

/// What is said of a query, in order: it must be refused and nothing may have run.
fn said(server: &Server, query: &str) -> Vec<String> {
    // A variable that does not fit must be refused whatever is sent for it.
    let variables = json!({ "n": null });
    let body = json!({ "query": query, "variables": variables }).to_string();
    let answer = Exchange::post(server, body).send();
    assert_eq!((answer.status, answer.code().as_str()), (400, "INVALID_QUERY"), "{query} {answer:?}");
    let answer = answer.json();
    assert_eq!(answer.get("data"), None, "{query}: nothing ran");
    let errors = answer["errors"].as_array().unwrap();
    errors.iter().map(|error| error["message"].as_str().unwrap().to_owned()).collect()
}

fn answered(server: &Server, query: &str, variables: &Value) {
    let body = json!({ "query": query, "variables": variables }).to_string();
    let answer = Exchange::post(server, body).send();
    assert_eq!(answer.status, 200, "{query} {answer:?}");
    assert_eq!(answer.json().get("errors"), None, "{query}");
}

#[test]
fn a_variable_stands_where_its_type_fits_and_nowhere_else() {
    let database = Database::sqlite();
    let server = Server::start(&database);
    for (query, declared, at, wanted) in [
        ("query($n: ID) { node(id: $n) { id } }", "ID", "id", "ID!"),
        ("query($n: ID!) { nodes(ids: $n) { id } }", "ID!", "ids", "[ID!]!"),
        ("query($n: ID) { nodes(ids: [$n]) { id } }", "ID", "ids[0]", "ID!"),
        ("query($n: String!) { opinions(first: $n) { totalCount } }", "String!", "first", "Int"),
        ("query($n: [Int]) { opinions(first: $n) { totalCount } }", "[Int]", "first", "Int"),
        // The one field of an object that takes exactly one is never null.
        ("query($n: String) { person(by: { name: $n }) { id } }", "String", "by.name", "String!"),
        (
            "query($n: OpinionFilter!) { opinions(filter: { and: $n }) { totalCount } }",
            "OpinionFilter!",
            "filter.and",
            "[OpinionFilter!]",
        ),
        (
            "query($n: OpinionKind) { ...F } fragment F on Query { opinions(filter: { not: { kind: [$n] } }) { totalCount } }",
            "OpinionKind",
            "filter.not.kind[0]",
            "OpinionKind!",
        ),
        (
            "query($n: String!) { __type(name: $n) { fields(includeDeprecated: $n) { name } } }",
            "String!",
            "includeDeprecated",
            "Boolean!",
        ),
        (
            "query($n: [_Any]) { _entities(representations: $n) { __typename } }",
            "[_Any]",
            "representations",
            "[_Any!]!",
        ),
    ] {
        let expected = format!(
            "the variable `$n` is declared as `{declared}`, and stands at `{at}`, which takes `{wanted}`: declare it so"
        );
        assert_eq!(said(&server, query), [expected], "{query}");
    }
    for (query, variables) in [
        ("query($n: ID!) { node(id: $n) { id } }", json!({ "n": "a" })),
        ("query($n: ID = \"a\") { node(id: $n) { id } }", json!({})),
        ("query($n: Int) { opinions { facets { year(first: $n) { count } } } }", json!({})),
        ("query($n: String!) { person(by: { name: $n }) { id } }", json!({ "n": "a" })),
        ("query($n: [ID!]!) { nodes(ids: $n) { id } }", json!({ "n": "a" })),
        ("query($n: ID!) { nodes(ids: [$n]) { id } }", json!({ "n": "a" })),
        ("query($n: [OpinionFilter!]) { opinions(filter: { and: $n }) { totalCount } }", json!({ "n": {} })),
        ("query($n: OpinionFilter!) { opinions(filter: { and: [$n] }) { totalCount } }", json!({ "n": {} })),
    ] {
        answered(&server, query, &variables);
    }
}

#[test]
fn a_variable_is_declared_once_it_is_used_and_used_once_it_is_declared() {
    let database = Database::sqlite();
    let server = Server::start(&database);
    let unused = ["the variable `$n` is declared and not used: use it, or take it out"];
    assert_eq!(said(&server, "query($n: Int) { __typename }"), unused);
    let undeclared = ["the variable `$n` is not declared: declare it in the operation"];
    assert_eq!(said(&server, "{ __typename @skip(if: $n) }"), undeclared);
    assert_eq!(said(&server, "{ opinions(first: $n) { totalCount } }"), undeclared);
    assert_eq!(
        said(&server, "query($n: Nope) { opinions(first: $n) { totalCount } }"),
        ["Unknown type \"Nope\""]
    );
    assert_eq!(
        said(&server, "query($n: Int @skip(if: true)) { opinions(first: $n) { totalCount } }"),
        ["`@skip` cannot stand at a variable: take it out"]
    );
    answered(&server, "query($n: Boolean!) { __typename @skip(if: $n) }", &json!({ "n": true }));
}

#[test]
fn a_condition_is_true_false_or_a_variable_that_is_never_null() {
    let database = Database::sqlite();
    let server = Server::start(&database);
    let expected = "expected true, false, or a variable of the type `Boolean!`";
    for (directive, what) in [
        ("@skip", "`@skip` has no `if`"),
        ("@include(unless: true)", "`@include` has no `if`"),
        ("@include(if: null)", "`@include` has the condition null"),
        ("@include(if: \"true\")", "`@include` has the condition \"true\""),
        ("@skip(if: 1)", "`@skip` has the condition 1"),
        ("@skip(if: [true])", "`@skip` has the condition [true]"),
        ("@skip(if: true, if: false)", "`@skip` takes nothing but one `if`"),
    ] {
        for query in [
            format!("{{ __typename {directive} }}"),
            format!("{{ opinions {directive} {{ totalCount }} }}"),
            format!("{{ ... {directive} {{ __typename }} }}"),
            format!("{{ ...F {directive} }} fragment F on Query {{ __typename }}"),
        ] {
            assert_eq!(said(&server, &query), [format!("{what}: {expected}")], "{query}");
        }
    }
    let variable = "the variable `$n` is declared as `Boolean`, and stands at `@skip(if:)`, which takes `Boolean!`: declare it so";
    assert_eq!(said(&server, "query($n: Boolean) { __typename @skip(if: $n) }"), [variable]);
    assert_eq!(
        said(&server, "{ __typename @skip(if: true) @skip(if: false) }"),
        ["`@skip` stands twice in one place: keep one of them"]
    );
    assert_eq!(said(&server, "{ __typename @nope }"), ["there is no directive `@nope`: take it out"]);
    assert_eq!(said(&server, "{ __typename { a } }"), ["`__typename` takes no arguments and has no fields"]);
    answered(&server, "query($n: Boolean = true) { __typename @skip(if: $n) }", &json!({}));
}

#[test]
fn fields_that_share_a_name_are_one_field_of_one_shape() {
    let database = Database::sqlite();
    let server = Server::start(&database);
    let alias = "give one of them another alias";
    for (query, what) in [
        (
            "{ a: opinions { totalCount } a: votes { totalCount } }",
            "`a` stands for `opinions` and for `votes`",
        ),
        // Merged selections, in fragments too.
        (
            "{ opinions { a: totalCount } ...F } fragment F on Query { opinions { a: nodes { id } } }",
            "`a` is of the type `Int!` in one place and of `[Opinion!]!` in another",
        ),
        (
            "{ opinions(first: 1) { totalCount } ... on Query { opinions(first: 2) { totalCount } } }",
            "`opinions` stands for `opinions` with different arguments",
        ),
        (
            "{ opinions { totalCount } opinions(first: 2) { totalCount } }",
            "`opinions` stands for `opinions` with different arguments",
        ),
        // Of different types the fields may differ, their shapes may not.
        (
            "{ nodes(ids: []) { ... on Opinion { a: title } ... on Session { a: heldOn } } }",
            "`a` is of the type `String` in one place and of `Date!` in another",
        ),
        (
            "{ nodes(ids: []) { ... on Opinion { a: id } ... on Person { a: sources { quote } } } }",
            "`a` is of the type `ID!` in one place and of `[Source!]!` in another",
        ),
        (
            "{ nodes(ids: []) { ... on Declaration { a: opinion { b: title } } ... on Rapporteur { a: opinion { b: id } } } }",
            "`b` is of the type `String` in one place and of `ID!` in another",
        ),
        (
            "{ node(id: \"a\") { a: id ... on Opinion { a: basis } } }",
            "`a` is of the type `ID!` in one place and of `Basis!` in another",
        ),
        (
            "{ node(id: \"a\") { a: id ... on Opinion { ...F } } } fragment F on Opinion { a: __typename }",
            "`a` is of the type `ID!` in one place and of `String!` in another",
        ),
        (
            "{ __type(name: \"a\") { name } __type(name: \"b\") { name } }",
            "`__type` stands for `__type` with different arguments",
        ),
    ] {
        let said = said(&server, query);
        assert_eq!(said[0], format!("{what}: {alias}"), "{query} {said:?}");
    }
    for query in [
        "{ a: opinions { b: totalCount } a: opinions { c: totalCount b: totalCount } }",
        "{ opinions(first: 1, filter: { text: \"a\", kind: [WISH] }) { totalCount } ...F } \
         fragment F on Query { opinions(filter: { kind: [WISH], text: \"a\" }, first: 1) { pageInfo { endCursor } } }",
        "{ nodes(ids: []) { ... on Opinion { a: title sources(first: 1) { quote } } ... on Vote { a: subject } \
           ... on Person { sources(first: 2) { quote } } } }",
        "{ nodes(ids: []) { ... on Declaration { a: opinion { b: title } } ... on Rapporteur { a: opinion { b: title } } } }",
    ] {
        answered(&server, query, &json!({}));
    }
}

#[test]
fn an_error_is_listed_once() {
    let database = Database::sqlite();
    let server = Server::start(&database);
    assert_eq!(said(&server, "mutation { a }"), ["Unknown field \"a\" on type \"Mutation\"."]);
    // Events are no single answer: whoever asks for JSON is told so before anything else.
    let plain = Exchange::query(&server, "subscription { a }").send();
    assert_eq!((plain.status, plain.code().as_str()), (406, "NOT_ACCEPTABLE"), "{plain:?}");
    let fields: String = (0..30).map(|at| format!("a{at} ")).collect();
    let listed = said(&server, &format!("{{ {fields} }}"));
    assert_eq!((listed.len(), listed[9].as_str()), (10, "21 more errors are not listed"));
}
