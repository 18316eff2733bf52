//! Search: what is found, in which order, and how it is shown.

use tests::{Database, Server, block_on, on_both, sample};

/// A server over these opinions, imported in this order.
fn server(database: &Database, opinions: &[(u32, &str, &str)]) -> Server {
    block_on(async {
        let store = database.store().await;
        for (number, title, body) in opinions {
            sample::import(&store, sample::opinion_about(*number, title, body)).await;
        }
    });
    Server::start(database)
}

/// Asks for the titles of the opinions that a query finds, best first.
fn titles(server: &Server, query: &str) -> Vec<String> {
    let query = serde_json::to_string(query).unwrap();
    let data = server.data(&format!(
        "{{ search(query: {query}, types: [OPINION], first: 100) {{ totalCount nodes {{ node {{ ... on Opinion {{ title }} }} }} }} }}"
    ));
    let nodes = data["search"]["nodes"].as_array().unwrap();
    assert_eq!(data["search"]["totalCount"], nodes.len(), "{query}");
    nodes.iter().map(|node| node["node"]["title"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn accents_case_elision_and_inflection_do_not_matter() {
    on_both(|database| {
        let server = server(
            database,
            &[
                (
                    1,
                    "Le projet alpha",
                    "Une stratégie opérationnelle pour les élus et l’élue, jusqu’à l'été.",
                ),
                (
                    2,
                    "Le projet beta",
                    "Les comités régionaux, leurs œuvres et l'ÉNERGIE des acteurs publics.",
                ),
                (
                    3,
                    "Le projet gamma",
                    "Une politique publique des marais et de l’e-santé, votée par actrices et élèves.",
                ),
            ],
        );
        let (alpha, beta, gamma) = ("Le projet alpha", "Le projet beta", "Le projet gamma");
        for (query, found) in [
            ("stratégies opérationnelles", &[alpha][..]),
            ("STRATEGIE operationnel", &[alpha]),
            ("l'élu", &[alpha]),
            ("elues", &[alpha]),
            ("d’été", &[alpha]),
            ("comité régional", &[beta]),
            ("le comite regionale", &[beta]),
            ("oeuvre", &[beta]),
            ("Énergies", &[beta]),
            ("energie", &[beta]),
            ("e-sante", &[gamma]),
            ("la politique publique des projets", &[gamma]),
            ("stratégie énergie", &[]),
            ("organe", &[]),
            ("xylophone", &[]),
        ] {
            assert_eq!(titles(&server, query), found, "{query}");
        }
        for query in ["actrice", "public"] {
            let mut found = titles(&server, query);
            found.sort();
            assert_eq!(found, [beta, gamma], "{query}");
        }
        server.data(
            "{ search(query: \"projets\") { totalCount nodes { score snippet node { __typename id } } } }",
        )
    });
}

#[test]
fn titles_come_before_texts_and_rare_words_weigh_more_than_common_ones() {
    on_both(|database| {
        let opinions = [
            (1, "Le plan des forêts", "Il parle de la pêche et du canal."),
            (2, "La pêche en eau douce", "Elle parle des forêts."),
            (3, "Le plan des ports", "Il parle du canal, du canal et du canal."),
            (4, "Le plan des ponts", "Il parle d'un canal."),
            (5, "Le plan des routes", "Il parle d'autre chose."),
        ];
        let server = server(database, &opinions);
        assert_eq!(titles(&server, "pêche"), ["La pêche en eau douce", "Le plan des forêts"]);
        assert_eq!(titles(&server, "forêt"), ["Le plan des forêts", "La pêche en eau douce"]);
        assert_eq!(titles(&server, "canaux")[0], "Le plan des ports");
        let score = |query: &str| {
            let data = server.data(&format!(
                "{{ search(query: \"{query}\", types: [OPINION], first: 1) {{ nodes {{ score }} }} }}"
            ));
            data["search"]["nodes"][0]["score"].as_i64().unwrap()
        };
        assert!(score("routes") > score("plan"), "a rare word weighs no more than a common one");
        (score("routes"), score("plan"))
    });
}

#[test]
fn phrases_must_stand_side_by_side_and_in_one_paragraph() {
    on_both(|database| {
        let server = server(
            database,
            &[
                (1, "Le projet alpha", "Pour un développement durable du canal."),
                (2, "Le projet beta", "Un développement du canal, durable et sobre."),
                (3, "Le projet gamma", "Pour le développement.\n\nDurable est le canal."),
            ],
        );
        assert_eq!(titles(&server, "développement durable").len(), 3);
        assert_eq!(titles(&server, "\"développements durables\""), ["Le projet alpha"]);
        assert_eq!(titles(&server, "«\u{a0}développement du canal\u{a0}»"), ["Le projet beta"]);
        assert_eq!(titles(&server, "\"durable développement\""), Vec::<String>::new());
        assert_eq!(titles(&server, "sobre \"développement du canal"), ["Le projet beta"]);
        assert_eq!(titles(&server, "\"canal\" \"le\" alpha"), ["Le projet alpha"]);
    });
}

#[test]
fn a_snippet_is_escaped_and_marks_whole_words() {
    on_both(|database| {
        let long = format!("{} la tourbière {}", "avant ".repeat(80).trim(), "après ".repeat(80).trim());
        let server = server(
            database,
            &[
                (
                    1,
                    "Le projet alpha",
                    "Il dit <script>alert(\"1\")</script> & l’Inondation, l'inondation d'hier.",
                ),
                (2, "Le projet beta", &long),
            ],
        );
        let snippet = |query: &str| {
            let data = server
                .data(&format!("{{ search(query: {query:?}, types: [OPINION]) {{ nodes {{ snippet }} }} }}"));
            data["search"]["nodes"][0]["snippet"].as_str().unwrap().to_owned()
        };
        assert_eq!(
            snippet("inondations script"),
            "Il dit &lt;<mark>script</mark>&gt;alert(&quot;1&quot;)&lt;/<mark>script</mark>&gt; &amp; \
             l’<mark>Inondation</mark>, l&#39;<mark>inondation</mark> d&#39;hier."
        );
        let cut = snippet("tourbieres");
        assert!(cut.contains(" la <mark>tourbière</mark> après "), "{cut}");
        assert!(cut.starts_with("…avant ") && cut.ends_with(" après…"), "{cut}");
        let shown = cut.replace("<mark>", "").replace("</mark>", "").chars().count();
        assert!((180..=202).contains(&shown), "{shown} characters: {cut}");
        // Of two places the one with both words; of a title alone, the title.
        assert_eq!(snippet("alpha projet"), "Le <mark>projet</mark> <mark>alpha</mark>");
        cut
    });
}

#[test]
fn types_days_and_territories_restrict_what_is_found() {
    on_both(|database| {
        block_on(async {
            let store = database.store().await;
            sample::import(&store, sample::opinion(1)).await;
            sample::import(&store, sample::opinion(2)).await;
            let text = sample::opinion(3) + "Ailleurs.\n";
            let options = ingest::Options { territory: Some("98".to_owned()), ..ingest::Options::default() };
            store::import(&store, text.into_bytes(), &options, "test").await.unwrap();
        });
        let server = Server::start(database);
        let territory = server.data("{ territory(by: { code: \"98\" }) { id } }");
        let territory = &territory["territory"]["id"];
        let count = |arguments: &str| {
            let data = server.data(&format!(
                "{{ search({arguments}) {{ totalCount nodes {{ node {{ __typename id }} }} }} }}"
            ));
            let nodes = data["search"]["nodes"].as_array().unwrap();
            assert_eq!(data["search"]["totalCount"], nodes.len(), "{arguments}");
            let types: Vec<_> =
                nodes.iter().map(|node| node["node"]["__typename"].as_str().unwrap().to_owned()).collect();
            types
        };
        assert_eq!(count("query: \"arnac\", types: [PERSON]"), ["Person"; 2]);
        assert_eq!(count("query: \"arnac\", types: [DECLARATION]"), ["Declaration"; 3]);
        assert_eq!(count("query: \"mariniers\", types: [ORGANISATION]"), ["Organisation"; 2]);
        assert_eq!(count("query: \"digues\", types: [REPORT, PERSON]"), ["Report"; 3]);
        assert_eq!(count("query: \"digues\", types: []"), Vec::<String>::new());
        assert_eq!(count("query: \"canal\", types: [OPINION], filter: {}"), ["Opinion"; 3]);
        let days = "filter: { heldOn: { from: \"2020-01-03\", to: \"2020-01-03\" } }";
        assert_eq!(count(&format!("query: \"canal\", types: [OPINION], {days}")), ["Opinion"]);
        assert_eq!(count(&format!("query: \"mariniers\", {days}")), ["Declaration"]);
        let there = format!("filter: {{ territory: {territory} }}");
        assert_eq!(count(&format!("query: \"canal\", types: [OPINION], {there}")), ["Opinion"]);
        assert_eq!(count(&format!("query: \"arnac\", types: [PERSON], {there}")), ["Person"]);
        assert_eq!(count("query: \"canal\", filter: { territory: \"nowhere\" }"), Vec::<String>::new());
        server.data("{ search(query: \"CGT\") { nodes { score snippet node { id __typename } } } }")
    });
}

#[test]
fn hostile_queries_find_nothing_or_are_refused_with_a_code() {
    on_both(|database| {
        let server = server(database, &[(1, "Le projet alpha", "Cent % du \"canal\".")]);
        let ask = |arguments: &str| {
            let answer =
                server.ask(&format!("{{ search({arguments}) {{ totalCount nodes {{ snippet }} }} }}"));
            answer["errors"][0]["extensions"]["code"]
                .as_str()
                .map_or_else(|| answer["data"]["search"]["totalCount"].to_string(), str::to_owned)
        };
        let query = |text: &str| ask(&format!("query: {}", serde_json::to_string(text).unwrap()));
        for nothing in [
            "",
            " ",
            "le la de l'",
            "\"",
            "\"\"\"",
            "%",
            "_",
            "'; DROP TABLE opinion; --",
            "\u{0}",
            "\\",
            "*",
            "🌍",
            "\u{fdfa}",
            "xylophone\u{0}",
        ] {
            assert_eq!(query(nothing), "0", "{nothing:?}");
        }
        for found in ["canal\u{0}", "\"\" canal \"", "canal%", "'canal'", "(canal)", "canal*"] {
            assert_eq!(query(found), "1", "{found:?}");
        }
        let words = |count: u32| (0..count).map(|word| format!("mot{word}")).collect::<Vec<_>>().join(" ");
        assert_eq!(query(&words(12)), "0");
        assert_eq!(query(&words(13)), "INVALID_ARGUMENT");
        assert_eq!(query(&words(10_000)), "INVALID_ARGUMENT");
        assert_eq!(query(&"canal ".repeat(50)), "1");
        assert_eq!(query(&"a".repeat(301)), "INVALID_ARGUMENT");
        assert_eq!(ask("query: \"canal\", first: 101"), "INVALID_ARGUMENT");
        assert_eq!(ask("query: \"canal\", first: -1"), "INVALID_ARGUMENT");
        for after in ["", "a", "\u{0}", "bm9uc2Vuc2U", &"A".repeat(100)] {
            let after = serde_json::to_string(after).unwrap();
            assert_eq!(ask(&format!("query: \"canal\", after: {after}")), "INVALID_CURSOR");
        }
        let data = server.data("{ search(query: \"canal\") { pageInfo { endCursor } } }");
        let cursor = &data["search"]["pageInfo"]["endCursor"];
        assert_eq!(ask(&format!("query: \"canal\", after: {cursor}")), "1");
        assert_eq!(ask(&format!("query: \"projet\", after: {cursor}")), "INVALID_CURSOR");
        let message = server.ask(&format!("{{ search(query: {:?}) {{ totalCount }} }}", words(13)));
        message["errors"][0]["message"].clone()
    });
}
