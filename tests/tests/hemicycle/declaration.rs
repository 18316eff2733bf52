//! Declarations: all who speak in one, from both sides.

use serde_json::json;
use tests::{
    Database, Server, assert_whole, block_on, on_both, sample,
    talk::{Talk, import},
};

/// The sample of that number, of which no vote is printed.
fn without_vote(number: u32) -> String {
    let text = sample::opinion(number);
    let vote = text.lines().find(|line| line.starts_with("Vote du CESER sur l'avis")).unwrap();
    text.replace(vote, "")
}

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

#[test]
fn an_announced_position_is_there_where_no_vote_is_printed() {
    on_both(|database| {
        block_on(async {
            let store = database.store().await;
            sample::import(&store, without_vote(1)).await;
            sample::import(&store, sample::opinion(400)).await;
        });
        let server = Server::start(database);
        let data = server.data(
            "{ votes { totalCount } \
             votePositions { totalCount nodes { id vote { id } choice withReservations organisation { acronym } declaration { opinion { title vote { id } } } source { quote } } \
             facets { year { value count } choice { value count } kind { value count } organisation { count } } } \
             old: votePositions(filter: { heldOn: { to: \"2020-12-31\" } }) { totalCount nodes { vote { id } } } \
             day: votePositions(filter: { heldOn: { from: \"2020-01-02\", to: \"2020-01-02\" } }) { totalCount } \
             before: votePositions(filter: { heldOn: { to: \"2020-01-01\" } }) { totalCount } \
             after: votePositions(filter: { heldOn: { from: \"2020-01-03\" } }) { totalCount } \
             without: votePositions(filter: { withVote: false }) { totalCount } with: votePositions(filter: { withVote: true }) { totalCount } \
             rising: votePositions(orderBy: { field: HELD_ON, direction: ASC }) { nodes { vote { id } } } \
             declarations(filter: { heldOn: { to: \"2020-12-31\" }, stance: [FOR] }) { totalCount nodes { positions { totalCount nodes { choice } } opinion { id } } facets { stance { value count } } } \
             organisation(by: { acronym: \"CGT\" }) { votePositions { totalCount } } \
             statistics(groupBy: [YEAR]) { groups { figures { votes declarations withReservations reservationsUnknown reservationRate } } } }",
        );
        assert_eq!(data["votes"]["totalCount"], 1);
        let positions = &data["votePositions"];
        // The newest session first: that of the opinion where there is no vote.
        let voted: Vec<bool> =
            positions["nodes"].as_array().unwrap().iter().map(|each| each["vote"].is_object()).collect();
        assert_eq!(voted, [true, true, true, false, false, false]);
        assert_eq!(data["rising"]["nodes"][0]["vote"], json!(null));
        assert_eq!(positions["nodes"][3]["declaration"]["opinion"]["vote"], json!(null));
        assert_eq!(positions["nodes"][3]["withReservations"], true);
        assert!(positions["nodes"][3]["source"]["quote"].as_str().unwrap().starts_with("Sous réserve"));
        assert_eq!(
            positions["facets"]["year"],
            json!([{ "value": 2021, "count": 3 }, { "value": 2020, "count": 3 }])
        );
        for (list, count) in
            [("old", 3), ("day", 3), ("before", 0), ("after", 3), ("without", 3), ("with", 3)]
        {
            assert_eq!(data[list]["totalCount"], count, "{list}");
        }
        let declaration = &data["declarations"]["nodes"][0];
        assert_eq!(declaration["positions"], json!({ "totalCount": 1, "nodes": [{ "choice": "FOR" }] }));
        assert_eq!(data["organisation"]["votePositions"]["totalCount"], 2);
        let figures = &data["statistics"]["groups"][0]["figures"];
        assert_eq!(
            *figures,
            json!({ "votes": 0, "declarations": 2, "withReservations": 1, "reservationsUnknown": 0, "reservationRate": 0.5 })
        );
        let opinion = declaration["opinion"]["id"].as_str().unwrap();
        let of = server.data(&format!(
            "{{ votePositions(filter: {{ opinion: [\"{opinion}\"] }}) {{ totalCount nodes {{ id }} }} }}"
        ));
        assert_eq!(of["votePositions"]["totalCount"], 3);
        // The ids are those that the positions have where the vote is printed.
        let printed = Database::sqlite();
        block_on(async { sample::import(&printed.store().await, sample::opinion(1)).await });
        let same = Server::start(&printed).data("{ votePositions { nodes { id } } }");
        assert_eq!(of["votePositions"]["nodes"], same["votePositions"]["nodes"]);
        data
    });
}

#[test]
fn a_position_gets_its_vote_and_loses_it_with_the_document_that_prints_it() {
    let rows = |database: &Database, texts: [String; 2]| {
        block_on(async {
            let store = database.store().await;
            for text in texts {
                sample::import(&store, text).await;
            }
            let mut rows = database.dump().await;
            assert_whole(&rows);
            rows.retain(|row| row.starts_with("vote_position: ") || row.starts_with("vote: "));
            rows
        })
    };
    let (with, without) = (sample::opinion(1), without_vote(1));
    let forth = rows(&Database::sqlite(), [with.clone(), without.clone()]);
    assert_eq!(forth, rows(&Database::postgres(), [without, with]));
    assert_eq!(forth.iter().filter(|row| row.starts_with("vote_position: ")).count(), 3);
}
