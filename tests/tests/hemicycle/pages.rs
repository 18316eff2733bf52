//! Lists: pages both ways, orders, filters, look-ups, nodes.

use serde_json::Value;
use tests::{Database, Server, block_on, on_both, sample};

/// A server over 25 opinions of 25 days.
fn server(database: &Database) -> Server {
    block_on(async {
        let store = database.store().await;
        for number in 0..25 {
            let bytes = sample::opinion(number).into_bytes();
            store::import(&store, bytes, &sample::options(), "test").await.unwrap();
        }
    });
    Server::start(database)
}

fn titles(page: &Value) -> Vec<String> {
    let nodes = page["nodes"].as_array().unwrap().iter();
    nodes.map(|node| node["title"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn pages_walk_both_ways_and_meet() {
    on_both(|database| {
        let server = server(database);
        for order in [
            "",
            ", orderBy: { field: TITLE, direction: DESC }",
            ", orderBy: { field: SESSION_DATE, direction: ASC }",
        ] {
            let walk = |size: &str, cursor: &str, place: &str, more: &str| {
                let (mut all, mut at) = (Vec::new(), String::new());
                loop {
                    let query = format!(
                        "{{ opinions({size}: 4{order}{at}) {{ totalCount nodes {{ title }} pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }} }} }}"
                    );
                    let page = server.data(&query)["opinions"].clone();
                    assert_eq!(page["totalCount"], 25);
                    all.push(titles(&page));
                    if page["pageInfo"][more] == false {
                        return all;
                    }
                    at = format!(", {cursor}: {}", page["pageInfo"][place]);
                }
            };
            let forth = walk("first", "after", "endCursor", "hasNextPage").concat();
            let mut back = walk("last", "before", "startCursor", "hasPreviousPage");
            back.reverse();
            assert_eq!(forth, back.concat());
            assert_eq!(forth.len(), 25);
        }
        server.data("{ opinions(first: 25) { nodes { id title session { heldOn } } } }")
    });
}

#[test]
fn every_root_list_and_its_children_answer_alike() {
    on_both(|database| {
        let server = server(database);
        [
            "{ organisations { totalCount nodes { id acronym name kind aliases identifiers { scheme value } parent { name } territory { code name } declarations(first: 3) { totalCount nodes { rank } } votePositions(last: 2) { totalCount edges { cursor node { choice } } } memberships { totalCount } delegations { nodes { person { name } onBehalfOf { name } basis } } } } }",
            "{ persons { totalCount nodes { id name givenName familyName rapporteurs(first: 2) { totalCount nodes { opinion { title } } } declarations(first: 2) { nodes { opinion { title } } } memberships { nodes { organisation { acronym } } } } } }",
            "{ sessions(first: 5, filter: { heldOn: { from: \"2020-01-03\", to: \"2020-01-05\" } }) { totalCount nodes { heldOn kind assembly { acronym } reports { nodes { number } } opinions { nodes { title } } votes { nodes { formula } } } } }",
            "{ reports(first: 3) { nodes { number title summary submittedBy { name } priorities { rank title source { quote } } opinions { nodes { title } } session { heldOn } } } }",
            "{ votes(filter: { outcome: ADOPTED }, first: 3) { totalCount nodes { formula counts { for against abstentions cast } inconsistent positions { totalCount nodes { kind choice withReservations organisation { name } declaration { rank } vote { formula } } } } } }",
            "{ votePositions(filter: { choice: ABSTENTION }) { totalCount } declarations(first: 2) { nodes { rank organisations { name } positions { nodes { choice } } paragraphs { text source { start end quote } } } } rapporteurs(first: 2) { nodes { rank person { name } basis source { quote prefix suffix } } } }",
            "{ documents(first: 2) { totalCount nodes { id title sha256 status importedAt parserVersion referenceVersion problems { code } opinions { totalCount } text } } memberships { nodes { person { name } sources(first: 2) { quote document { sha256 } } } } }",
        ]
        .map(|query| server.data(query))
    });
}

#[test]
fn what_is_out_of_range_is_an_error_with_a_code() {
    on_both(|database| {
        let server = server(database);
        let ask = |field: &str| {
            let answer = server.ask(&format!("{{ {field} }}"));
            answer["errors"][0]["extensions"]["code"].as_str().unwrap_or_default().to_owned()
        };
        assert_eq!(ask("opinions(first: -1) { totalCount }"), "INVALID_ARGUMENT");
        assert_eq!(ask("opinions(first: 101) { totalCount }"), "INVALID_ARGUMENT");
        assert_eq!(ask("opinions(first: 1, last: 1) { totalCount }"), "INVALID_ARGUMENT");
        assert_eq!(ask("opinions(after: \"bm9uc2Vuc2U\") { totalCount }"), "INVALID_CURSOR");
        assert_eq!(ask("opinions(after: \"a\\u0000é\") { totalCount }"), "INVALID_CURSOR");
        assert_eq!(ask("opinions(first: 99999999999) { totalCount }"), "INVALID_QUERY");
        assert_eq!(ask("organisation(by: { name: \"a\\u0000b\" }) { name }"), "");
        for day in [
            "2020-1-2",
            "+2020-01-02",
            " 2020-01-02",
            "2020-01-02 ",
            "2020-02-30",
            "20200102",
            "02020-01-2",
            "",
        ] {
            let by = format!("session(by: {{ heldOn: {day:?} }}) {{ id }}");
            assert_eq!(ask(&by), "INVALID_QUERY", "{by}");
            assert_eq!(
                ask(&format!("opinions(filter: {{ heldOn: {{ from: {day:?} }} }}) {{ totalCount }}")),
                "INVALID_QUERY"
            );
            let report = format!("report(by: {{ number: {{ number: \"1-1\", heldOn: {day:?} }} }}) {{ id }}");
            assert_eq!(ask(&report), "INVALID_QUERY");
        }
        assert_eq!(ask("session(by: { heldOn: \"2020-01-02\" }) { id }"), "");
        assert_eq!(ask("organisation(by: { acronym: \"CGT\", name: \"x\" }) { name }"), "INVALID_QUERY");
    });
}

#[test]
fn records_are_found_by_what_they_are_known_by_and_by_their_ids() {
    on_both(|database| {
        let server = server(database);
        let data = server.data(
            "{ cgt: organisation(by: { acronym: \"cgt\" }) { id name } none: organisation(by: { acronym: \"CFTC\" }) { id } \
             person(by: { name: \"zoe ARNAC\" }) { id name } session(by: { heldOn: \"2020-01-02\" }) { id heldOn } \
             report(by: { number: { number: \"1-2\", heldOn: \"2020-01-02\" } }) { id title } territory(by: { code: \"99\" }) { id code name } }",
        );
        assert_eq!(data["none"], Value::Null);
        assert_eq!(data["person"]["name"], "Zoé Arnac");
        let ids: Vec<&Value> = ["cgt", "person", "session", "report", "territory"]
            .iter()
            .map(|name| &data[name]["id"])
            .collect();
        let list = serde_json::to_string(&ids).unwrap();
        let nodes = server
            .data(&format!("{{ nodes(ids: {list}) {{ __typename id }} node(id: \"nonsense\") {{ id }} }}"));
        let types: Vec<&str> = nodes["nodes"]
            .as_array()
            .unwrap()
            .iter()
            .map(|node| node["__typename"].as_str().unwrap())
            .collect();
        assert_eq!(types, ["Organisation", "Person", "Session", "Report", "Territory"]);
        assert_eq!(nodes["node"], Value::Null);
        data
    });
}

#[test]
fn a_look_up_that_several_answer_names_them() {
    on_both(|database| {
        block_on(async {
            let store = database.store().await;
            for code in ["98", "99"] {
                let options =
                    ingest::Options { territory: Some(code.to_owned()), ..ingest::Options::default() };
                store::import(
                    &store,
                    sample::opinion(1).into_bytes().repeat(1).into_iter().chain(code.bytes()).collect(),
                    &options,
                    "test",
                )
                .await
                .unwrap();
            }
        });
        let answer = Server::start(database)
            .ask("{ organisation(by: { acronym: \"CGT\" }) { name } opinions { totalCount } }");
        assert_eq!(answer["data"]["organisation"], Value::Null);
        assert_eq!(answer["data"]["opinions"]["totalCount"], 2);
        assert_eq!(answer["errors"][0]["extensions"]["code"], "AMBIGUOUS");
        assert_eq!(answer["errors"][0]["extensions"]["ids"].as_array().unwrap().len(), 2);
        answer
    });
}
