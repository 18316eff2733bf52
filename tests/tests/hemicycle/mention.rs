//! Mentions: where texts name what, from both sides.

use ingest::{InitiativeKey, Mention, Named};
use serde_json::{Value, json};
use tests::{
    Server, block_on, on_both,
    talk::{Talk, canals, import, story},
};

/// An opinion that names a body in its own words and in a declaration, a person, and one of two initiatives.
fn document() -> Talk {
    let mut talk = Talk::silent(2);
    talk.names(None);
    let union = Named::Organisation(talk.organisation("CGT"));
    let person = Named::Person(talk.records().persons[0].key.clone());
    talk.mentions("les ponts", union.clone()).mentions("Anne Lormeau", person);
    let mut other = talk.records().initiatives[0].clone();
    other.key = InitiativeKey("autre".to_owned());
    talk.records().initiatives.push(other);
    let candidates = vec![Named::Initiative(InitiativeKey("autre".to_owned())), Named::Initiative(canals())];
    let source = talk.place("du canal");
    talk.records().mentions.push(Mention { target: None, candidates, declaration: None, source });
    let source = talk.place("la CGT votera");
    talk.records().mentions.push(Mention {
        target: Some(union.clone()),
        candidates: Vec::new(),
        declaration: Some(1),
        source,
    });
    // One place may name two.
    talk.mentions("les ponts", Named::Initiative(canals())).mentions("les ponts", union);
    talk
}

#[test]
fn a_mention_says_what_it_names_or_what_it_may_name() {
    on_both(|database| {
        import(database, &[&document()]);
        let server = Server::start(database);
        let target = "__typename ... on Organisation { acronym } ... on Person { name } ... on Initiative { acronym } ... on Opinion { title }";
        let data = server.data(&format!(
            "{{ mentions(orderBy: {{ field: SESSION_DATE, direction: ASC }}) {{ totalCount nodes {{ target {{ {target} }} candidates {{ {target} }} \
             declaration {{ rank }} opinion {{ report {{ number }} }} basis source {{ quote start end }} }} }} \
             persons: mentions(filter: {{ target: PERSON }}) {{ totalCount }} \
             late: mentions(filter: {{ heldOn: {{ from: \"2021-01-01\" }} }}) {{ totalCount }} \
             person(by: {{ name: \"Anne Lormeau\" }}) {{ mentions {{ totalCount }} }} \
             organisation(by: {{ acronym: \"CGT\" }}) {{ mentions(first: 1) {{ totalCount nodes {{ source {{ quote }} }} }} }} \
             declarations(first: 1) {{ nodes {{ mentions {{ totalCount nodes {{ source {{ quote }} }} }} }} }} \
             opinions {{ nodes {{ mentions(last: 1) {{ totalCount }} }} }} }}"
        ));
        let nodes = data["mentions"]["nodes"].as_array().unwrap();
        assert_eq!(nodes.len(), 6, "{data}");
        assert_eq!(nodes[0]["target"], json!({ "__typename": "Person", "name": "Anne Lormeau" }));
        let unsure = nodes.iter().find(|node| node["target"] == Value::Null).unwrap();
        assert_eq!(unsure["candidates"].as_array().unwrap().len(), 2);
        assert_eq!((&unsure["source"]["quote"], &unsure["declaration"]), (&json!("du canal"), &Value::Null));
        assert_eq!(data["organisation"]["mentions"]["totalCount"], 2);
        assert_eq!(
            data["declarations"]["nodes"][0]["mentions"]["nodes"][0]["source"]["quote"],
            "la CGT votera"
        );
        assert_eq!((&data["persons"]["totalCount"], &data["late"]["totalCount"]), (&json!(1), &json!(0)));
        assert_eq!(data["opinions"]["nodes"][0]["mentions"]["totalCount"], 6);
        data
    });
}

#[test]
fn the_counts_of_all_organisations_take_few_statements() {
    on_both(|database| {
        block_on(async {
            let store = database.store().await;
            document().import(&store).await;
            let app = api::App::new(store.clone(), api::Limits::default());
            let before = store.statements();
            let query = "{ organisations(first: 100) { nodes { acronym mentions(first: 1) { totalCount } } } \
                mentions { nodes { target { ... on Organisation { acronym } ... on Initiative { name } } opinion { title } } } }";
            let answer = app.execute(query).await.unwrap();
            assert_eq!(answer.get("errors"), None, "{answer}");
            let taken = store.statements() - before;
            assert!(taken <= 3, "{taken} statements");
            answer
        })
    });
}

#[test]
fn every_record_that_texts_talk_about_answers_by_its_id() {
    on_both(|database| {
        import(database, &story().each_ref());
        let server = Server::start(database);
        let data = server.data(
            "{ initiatives { nodes { id __typename } } mentions(first: 1) { nodes { id __typename } } milestones(first: 1) { nodes { id __typename } } \
             recommendations(first: 1) { nodes { id __typename } } followUps(first: 1) { nodes { id __typename } } }",
        );
        for (_, list) in data.as_object().unwrap() {
            let node = &list["nodes"][0];
            let found = server.data(&format!("{{ node(id: {}) {{ id __typename }} }}", node["id"]));
            assert_eq!(&found["node"], node);
        }
        data
    });
}
