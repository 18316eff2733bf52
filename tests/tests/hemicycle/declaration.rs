//! Declarations: all who speak in one, from both sides.

use serde_json::json;
use tests::{
    Server, on_both,
    talk::{Talk, import},
};

#[test]
fn all_who_speak_in_a_declaration_are_listed_and_find_it() {
    on_both(|database| {
        let text = "CESER des Deux-Lacs\nAvis sur le rapport n° 2-3\nLe budget du canal\n\nSéance plénière du mardi 3 décembre 2024\n\n\
            Analyse\n\nLe canal est vieux.\n\nAvis adopté à l'unanimité.\n\n\
            Déclaration de Marc Petit et de Léa Roux, au nom de la CGT et de la FSU\n\nNous voterons cet avis.\n";
        let parsed = ingest::parse(text.as_bytes(), &tests::sample::options());
        assert_eq!(parsed.problems, []);
        import(database, &[&Talk { text: text.to_owned(), parsed }]);
        let server = Server::start(database);
        let data = server.data(
            "{ declarations { nodes { speaker { name } speakers { name } organisations { acronym } } } \
             one: person(by: { name: \"Marc Petit\" }) { declarations { totalCount nodes { rank } } } \
             other: person(by: { name: \"Léa Roux\" }) { declarations { totalCount nodes { rank } } } \
             search(query: \"Roux\") { nodes { node { __typename } } } }",
        );
        let [declaration] = data["declarations"]["nodes"].as_array().unwrap().as_slice() else {
            panic!("{data}")
        };
        assert_eq!(declaration["speaker"], json!({ "name": "Marc Petit" }));
        assert_eq!(declaration["speakers"], json!([{ "name": "Marc Petit" }, { "name": "Léa Roux" }]));
        assert_eq!(declaration["organisations"], json!([{ "acronym": "CGT" }, { "acronym": "FSU" }]));
        for side in ["one", "other"] {
            assert_eq!(data[side]["declarations"], json!({ "totalCount": 1, "nodes": [{ "rank": 1 }] }));
        }
        let found = data["search"]["nodes"].as_array().unwrap();
        assert!(found.iter().any(|hit| hit["node"]["__typename"] == "Declaration"), "{data}");
        data
    });
}
