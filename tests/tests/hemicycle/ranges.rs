//! Arguments that are out of their range are refused before anything runs: no field that cannot be null takes its siblings
//! with it.

use api::App;
use serde_json::{Value, json};
use tests::{Answer, Database, Exchange, Server, block_on, limits, lists::Schema, sample};

/// What is said of a query that must be refused before it runs.
fn refused(answer: &Answer, query: &str) -> Vec<(String, Value)> {
    assert_eq!(answer.status, 400, "{query} {answer:?}");
    let answer = answer.json();
    assert_eq!(answer.get("data"), None, "{query}: nothing ran");
    let errors = answer["errors"].as_array().unwrap();
    errors.iter().map(|error| (error["message"].as_str().unwrap().to_owned(), error.clone())).collect()
}

#[test]
fn every_list_refuses_a_page_too_large_and_a_cursor_that_is_none_before_it_runs() {
    let database = Database::sqlite();
    let schema = block_on(async { Schema::of(&App::new(database.store().await, limits())).await });
    let server = Server::start(&database);
    let mut lists = 0;
    for root in schema.lists("Query") {
        let list = &root.name;
        let mut queries = vec![("{ LIST { totalCount } }".to_owned(), list.clone(), json!([list]))];
        for child in schema.lists(&root.of) {
            let query = format!("{{ __typename {list} {{ nodes {{ c: LIST {{ totalCount }} }} }} }}");
            queries.push((query, child.name, json!([list, "nodes", "c"])));
        }
        for facet in schema.facets(&root.of) {
            let query = format!("{{ {list} {{ facets {{ LIST {{ count }} }} }} }}");
            queries.push((query, facet, json!([list, "facets", "LIST"])));
        }
        for (query, name, path) in queries {
            let facet = query.contains("facets");
            let path: Value = serde_json::from_str(&path.to_string().replace("LIST", &name)).unwrap();
            for (argument, code) in [
                ("first: 101", "INVALID_ARGUMENT"),
                ("first: -1", "INVALID_ARGUMENT"),
                ("last: 101", "INVALID_ARGUMENT"),
                ("first: 1, last: 1", "INVALID_ARGUMENT"),
                ("after: \"bm9uc2Vuc2U\"", "INVALID_CURSOR"),
                ("before: \"\"", "INVALID_CURSOR"),
            ] {
                if facet && !argument.starts_with("first: 101") {
                    continue;
                }
                let query = query.replace("LIST", &format!("{name}({argument})"));
                let said = refused(&Exchange::query(&server, &query).send(), &query);
                let (_, error) = &said[0];
                assert_eq!((error["extensions"]["code"].as_str(), said.len()), (Some(code), 1), "{query}");
                assert_eq!(error["path"], path, "{query}");
                assert!(error["locations"][0]["column"].is_u64(), "{query}");
            }
            lists += 1;
        }
    }
    assert!(lists > 60, "{lists}");
}

#[test]
fn what_is_out_of_its_range_says_the_limit_its_figure_and_the_arguments() {
    let database = Database::sqlite();
    let server = Server::start_with(&database, &["--max-list", "5000", "--max-cost", "1000000"]);
    let figures = |query: &str| {
        let said = refused(&Exchange::query(&server, query).send(), query);
        let extensions = &said[0].1["extensions"];
        assert_eq!(extensions["code"], "INVALID_ARGUMENT", "{query}");
        let (maximum, actual) =
            (extensions["maximum"].as_i64().unwrap(), extensions["actual"].as_i64().unwrap());
        (extensions["limit"].as_str().unwrap().to_owned(), maximum, actual)
    };
    let limit = |name: &str, maximum, actual| (name.to_owned(), maximum, actual);
    let deep = "not: { ".repeat(9) + "kind: WISH" + &" }".repeat(9);
    let words: Vec<String> = (0..13).map(|word| format!("mot{word}")).collect();
    let ids = |count: usize| vec!["\"a\""; count].join(", ");
    assert_eq!(figures("{ opinions(first: 101) { totalCount } }"), limit("first", 100, 101));
    assert_eq!(figures("{ opinions(last: -3) { totalCount } }"), limit("last", 100, -3));
    assert_eq!(figures("{ opinions { nodes { sources(first: 101) { quote } } } }"), limit("first", 100, 101));
    assert_eq!(
        figures("{ statistics { groups(first: 1001) { figures { votes } } } }"),
        limit("first", 1000, 1001)
    );
    let three = "{ statistics(groupBy: [YEAR, KIND, THEME]) { groupCount } }";
    assert_eq!(figures(three), limit("groupBy", 2, 3));
    assert_eq!(
        figures(&format!("{{ votes {{ nodes {{ id }} }} opinions(filter: {{ {deep} }}) {{ totalCount }} }}")),
        limit("filterDepth", 8, 9)
    );
    assert_eq!(
        figures(
            &format!("{{ opinions(filter: {{ commission: [{}] }}) {{ totalCount }} }}", ids(1))
                .replace("commission: [\"a\"]", &format!("kind: [{}]", vec!["WISH"; 101].join(", ")))
        ),
        limit("filterValues", 100, 101)
    );
    assert_eq!(
        figures(&format!("{{ search(query: \"{}\") {{ totalCount }} }}", words.join(" "))),
        limit("searchWords", 12, 13)
    );
    assert_eq!(
        figures(&format!("{{ search(query: \"{}\") {{ totalCount }} }}", "a".repeat(301))),
        limit("searchCharacters", 300, 301)
    );
    assert_eq!(
        figures(&format!("{{ opinions(filter: {{ text: \"{}\" }}) {{ totalCount }} }}", "a".repeat(301))),
        limit("searchCharacters", 300, 301)
    );
    assert_eq!(figures(&format!("{{ nodes(ids: [{}]) {{ id }} }}", ids(101))), limit("ids", 100, 101));
    // More tokens than a query may have: a gateway sends them as a variable.
    let query = "query($r: [_Any!]!) { _entities(representations: $r) { __typename } }";
    let many = vec![json!({ "__typename": "Opinion", "id": "a" }); 1_001];
    let answer =
        Exchange::post(&server, json!({ "query": query, "variables": { "r": many } }).to_string()).send();
    assert_eq!(
        (answer.status, answer.extension("limit"), answer.extension("actual")),
        (400, json!("representations"), json!(1001))
    );
}

#[test]
fn an_argument_that_a_variable_puts_out_of_its_range_is_refused_too() {
    let database = Database::sqlite();
    block_on(async { sample::import(&database.store().await, sample::opinion(1)).await });
    let server = Server::start(&database);
    let ask = |query: &str, variables: Value| {
        Exchange::post(&server, json!({ "query": query, "variables": variables }).to_string()).send()
    };
    let query = "query($n: Int, $more: String, $text: String) { __typename opinions { ...F } search(query: \"canal\") { totalCount } } \
                 fragment F on OpinionConnection { nodes { mentions(first: $n, after: $more) { totalCount } } \
                 facets { year { count } } ...G } fragment G on OpinionConnection { e: edges { node { citedBy(filter: { opinion: [] }, \
                 before: $text) { totalCount } } } }";
    assert_eq!(ask(query, json!({ "n": 3 })).status, 200, "{:?}", ask(query, json!({ "n": 3 })));
    let said = refused(&ask(query, json!({ "n": 300, "text": "x" })), query);
    let codes: Vec<_> = said.iter().map(|(_, error)| &error["extensions"]["code"]).collect();
    let paths: Vec<_> = said.iter().map(|(_, error)| &error["path"]).collect();
    assert_eq!(codes, ["INVALID_ARGUMENT", "INVALID_CURSOR"]);
    assert_eq!(
        paths,
        [&json!(["opinions", "nodes", "mentions"]), &json!(["opinions", "e", "node", "citedBy"])]
    );
    let dated = "query($from: Date!) { statistics(filter: { heldOn: { from: $from, to: \"2020-01-01\" } }) { groupCount } }";
    assert_eq!(ask(dated, json!({ "from": "2019-01-01" })).status, 200);
    let said = refused(&ask(dated, json!({ "from": "2021-01-01" })), dated);
    assert_eq!(
        said[0].0,
        "`from` is 2021-01-01 and `to` is 2020-01-01: expected a `from` that is not after `to`"
    );
    // What does not fit the schema is told first.
    let answer = ask("{ opinions(first: 101) { nonsense } }", json!({}));
    assert_eq!(answer.code(), "INVALID_QUERY", "{answer:?}");
    // The older media type answers a well-formed request with 200, whatever became of it.
    let query = json!({ "query": "{ opinions(first: 101) { totalCount } }" }).to_string();
    let older = Exchange::post(&server, query).header("accept", "application/json").send();
    assert_eq!(
        (older.status, older.code().as_str(), older.json().get("data")),
        (200, "INVALID_ARGUMENT", None)
    );
}
