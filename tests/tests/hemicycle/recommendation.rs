//! Recommendations: what several opinions tell of one.

use serde_json::{Value, json};
use tests::{
    Server, on_both,
    talk::{import, story},
};

const QUERY: &str = "{ recommendations { totalCount nodes { id number subject text madeBy { acronym } declaration { rank } \
    origin { title adoptedOn recommendations { totalCount } } source { quote } sources { quote } \
    followUps { status opinion { report { number } } recommendation { number } source { quote } } } } \
    followUps(filter: { status: REITERATED }, orderBy: { field: SESSION_DATE, direction: ASC }) { totalCount nodes { id recommendation { text } } } \
    numbered: recommendations(filter: { number: \"2\" }) { nodes { number } } \
    later: recommendations(filter: { madeOn: { from: \"2020-01-03\" } }) { totalCount } \
    organisation(by: { acronym: \"CESER\" }) { recommendations { totalCount } } \
    opinions(first: 1) { nodes { followUps { totalCount nodes { status } } } } }";

#[test]
fn tellings_that_agree_by_number_or_by_words_are_one_recommendation() {
    on_both(|database| {
        import(database, &story().each_ref());
        let server = Server::start(database);
        let data = server.data(QUERY);
        assert_eq!(data["recommendations"]["totalCount"], 2, "{data}");
        let [agency, fund] = data["recommendations"]["nodes"].as_array().unwrap().as_slice() else {
            panic!()
        };
        // The opinion that makes it says what was asked for; a later one's words for it do not.
        assert_eq!(
            (&agency["number"], &agency["text"]),
            (&json!("2"), &json!("Créer une agence des canaux."))
        );
        assert_eq!(agency["madeBy"], json!([{ "acronym": "CESER" }]));
        assert_eq!(agency["origin"]["adoptedOn"], "2020-01-02");
        assert_eq!(statuses(agency), ["REITERATED", "ECHOED"]);
        assert_eq!(agency["sources"].as_array().unwrap().len(), 3);
        assert_eq!((&fund["number"], &fund["text"]), (&Value::Null, &json!("Ouvrir un fonds.")));
        assert_eq!(statuses(fund), ["ADDRESSED"]);
        assert_eq!((&data["followUps"]["totalCount"], &data["later"]["totalCount"]), (&json!(1), &json!(0)));
        assert_eq!(data["organisation"]["recommendations"]["totalCount"], 2);
        assert_eq!(data["opinions"]["nodes"][0]["followUps"]["totalCount"], 2);
        data
    });
}

#[test]
fn an_id_that_words_alone_gave_answers_for_the_numbered_recommendation() {
    on_both(|database| {
        let [_, own, _, last] = story();
        import(database, &[&last]);
        let server = Server::start(database);
        let before = server.data("{ recommendations { nodes { id number text } } }");
        let id = before["recommendations"]["nodes"][0]["id"].clone();
        assert_eq!(before["recommendations"]["nodes"][0]["number"], Value::Null, "{before}");
        import(database, &[&own]);
        let after = server.data(&format!(
            "{{ node(id: {id}) {{ id ... on Recommendation {{ number followUps {{ status }} }} }} }}"
        ));
        assert_eq!(after["node"]["number"], "2", "{after}");
        assert_eq!(after["node"]["followUps"], json!([{ "status": "REITERATED" }]));
        assert_ne!(after["node"]["id"], id);
        (before, after)
    });
}

fn statuses(recommendation: &Value) -> Vec<&str> {
    let nodes = recommendation["followUps"].as_array().unwrap().iter();
    nodes.map(|node| node["status"].as_str().unwrap()).collect()
}
