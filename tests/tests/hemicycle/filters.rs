//! Filters: what each restricts a list to, how they compose, and what is no filter.

use api::App;
use serde_json::Value;
use tests::{Database, Server, block_on, limits, lists::Schema, on_both, sample, talk};

/// A server over the story's four opinions, one that they only cite, and ten more.
fn server(database: &Database) -> Server {
    fill(database);
    Server::start(database)
}

fn fill(database: &Database) {
    block_on(async {
        let store = database.store().await;
        for number in 2..12 {
            sample::import(&store, sample::opinion(number)).await;
        }
        for talk in talk::story() {
            talk.import(&store).await;
        }
    });
}

/// The ids that the filters below name.
struct Ids {
    cgt: String,
    commission: String,
    rapporteur: String,
    initiative: String,
    session: String,
}

impl Ids {
    fn of(server: &Server) -> Self {
        let data = server.data(
            "{ cgt: organisation(by: { acronym: \"CGT\" }) { id } person(by: { name: \"Anne Lormeau\" }) { id } \
             organisations(filter: { kind: COMMISSION }) { nodes { id } } initiative(by: { acronym: \"SCDL\" }) { id } \
             session(by: { heldOn: \"2020-01-04\" }) { id } }",
        );
        let id = |value: &Value| value["id"].as_str().unwrap_or_else(|| panic!("{data}")).to_owned();
        Self {
            cgt: id(&data["cgt"]),
            commission: id(&data["organisations"]["nodes"][0]),
            rapporteur: id(&data["person"]),
            initiative: id(&data["initiative"]),
            session: id(&data["session"]),
        }
    }
}

#[test]
fn a_filter_leaves_what_it_says_and_the_count_follows() {
    on_both(|database| {
        let server = server(database);
        let Ids { cgt, commission, rapporteur, initiative, session } = Ids::of(&server);
        let expected = [
            ("", 15),
            ("kind: SELF_REFERRAL", 1),
            ("kind: [REFERRAL, SELF_REFERRAL]", 15),
            ("kind: []", 0),
            ("withDocument: false", 1),
            ("outcome: ADOPTED", 14),
            ("outcome: [REJECTED, NOTED]", 0),
            // Of the cited one no outcome is known: it is not adopted, as far as anybody knows.
            ("not: { outcome: ADOPTED }", 1),
            ("majority: UNANIMITY", 0),
            ("heldOn: { from: \"2020-01-03\", to: \"2020-01-05\" }", 3),
            ("heldOn: { from: \"2020-01-04\", to: \"2020-01-04\" }", 1),
            ("reportNumber: \"1-1\"", 1),
            ("territory: \"99\"", 15),
            ("territory: \"98\"", 0),
            (&format!("session: \"{session}\""), 1),
            (&format!("commission: \"{commission}\""), 14),
            (&format!("rapporteur: [\"{rapporteur}\"]"), 14),
            (&format!("declaredBy: \"{cgt}\""), 14),
            (&format!("declaredBy: \"{commission}\""), 0),
            (&format!("mentions: {{ initiative: \"{initiative}\" }}"), 3),
            (&format!("not: {{ mentions: {{ initiative: \"{initiative}\" }} }}"), 12),
            // An id of another type names no commission, and neither does a text that is no id.
            (&format!("commission: \"{session}\""), 0),
            ("commission: \"nonsense\"", 0),
            ("not: { commission: \"nonsense\" }", 15),
            ("or: [{ reportNumber: \"1-1\" }, { kind: SELF_REFERRAL }]", 2),
            ("or: []", 0),
            ("and: []", 15),
            ("kind: REFERRAL, and: [{ not: { heldOn: { to: \"2020-01-04\" } } }, { outcome: ADOPTED }]", 10),
            ("not: { or: [{ reportNumber: \"1-1\" }, { not: { kind: REFERRAL } }] }", 13),
            ("kind: null, or: null, not: null", 15),
            ("reportNumber: \"a\\u0000\"", 0),
        ];
        expected.map(|(filter, count)| {
            let query =
                format!("{{ opinions(first: 50, filter: {{ {filter} }}) {{ totalCount nodes {{ id }} }} }}");
            let list = server.data(&query)["opinions"].clone();
            assert_eq!(list["totalCount"], count, "{filter}");
            assert_eq!(list["nodes"].as_array().unwrap().len(), count, "{filter}");
            list
        })
    });
}

#[test]
fn words_in_a_filter_find_what_search_finds() {
    on_both(|database| {
        let server = server(database);
        for (words, some) in [
            ("canaux", true),
            ("CANAL transformation", true),
            ("\\\"numéro 3\\\"", true),
            ("\\\"3 numéro\\\"", false),
            ("xylophone", false),
            ("le la les", false),
            ("\\\"numéro 3\\\" xylophone", false),
        ] {
            let found = server.data(&format!(
                "{{ search(query: \"{words}\", types: [OPINION]) {{ totalCount }} opinions(filter: {{ text: \"{words}\" }}) {{ totalCount }} \
                 declarations(filter: {{ or: [{{ text: \"{words}\" }}, {{ text: \"remarques\" }}] }}) {{ totalCount }} }}"
            ));
            assert_eq!(found["search"]["totalCount"], found["opinions"]["totalCount"], "{words}");
            assert_eq!(found["opinions"]["totalCount"] != 0, some, "{words}");
            assert_eq!(found["declarations"]["totalCount"], 14, "{words}");
        }
    });
}

#[test]
fn the_lists_of_a_record_are_filtered_and_ordered_too() {
    on_both(|database| {
        let server = server(database);
        let data = server.data(
            "{ organisation(by: { acronym: \"CGT\" }) { declarations(first: 2, filter: { stance: FOR, heldOn: { to: \"2020-01-05\" } }, orderBy: { field: SESSION_DATE, direction: ASC }) { totalCount nodes { opinion { title } } } \
             no: declarations(filter: { stance: AGAINST }) { totalCount } votePositions(filter: { withReservations: true }) { totalCount } } \
             initiative(by: { acronym: \"SCDL\" }) { mentions(filter: { heldOn: { from: \"2020-01-02\" } }) { totalCount } milestones { totalCount } } \
             sessions(first: 3) { nodes { opinions(filter: { outcome: ADOPTED }) { totalCount } votes(filter: { inconsistent: true }) { totalCount } } } }",
        );
        assert_eq!(data["organisation"]["declarations"]["totalCount"], 5);
        assert_eq!(
            data["organisation"]["declarations"]["nodes"][0]["opinion"]["title"],
            "Le canal numéro 0 des Deux-Lacs"
        );
        assert_eq!(data["organisation"]["no"]["totalCount"], 0);
        assert_eq!(data["organisation"]["votePositions"]["totalCount"], 14);
        data
    });
}

#[test]
fn what_is_no_filter_is_refused_with_its_figures() {
    on_both(|database| {
        let server = server(database);
        let refused = |filter: &str| {
            let answer = server.ask(&format!("{{ opinions(filter: {{ {filter} }}) {{ totalCount }} }}"));
            let error = answer["errors"][0].clone();
            assert_eq!(error["extensions"]["code"], "INVALID_ARGUMENT", "{filter}: {answer}");
            error["message"].as_str().unwrap().to_owned()
        };
        assert_eq!(
            refused("heldOn: { from: \"2020-02-01\", to: \"2020-01-01\" }"),
            "`from` is 2020-02-01 and `to` is 2020-01-01: expected a `from` that is not after `to`"
        );
        let deep = "not: { ".repeat(9) + "kind: REFERRAL" + &" }".repeat(9);
        assert!(refused(&deep).contains("at least 9 deep"));
        let ids = vec!["\"nonsense\""; 60].join(", ");
        assert!(
            !server
                .ask(&format!("{{ opinions(filter: {{ commission: [{ids}] }}) {{ totalCount }} }}"))
                .to_string()
                .contains("error")
        );
        let kinds = |count: usize| format!("{{ kind: [{}] }}", vec!["REFERRAL"; count].join(", "));
        assert_eq!(
            refused(&format!("or: [{}, {}]", kinds(60), kinds(41))),
            "`filter` compares with 101 values: expected at most 100. Ask in several queries"
        );
        assert!(refused(&format!("text: \"{}\"", "a".repeat(301))).starts_with("`text` has 301 characters"));
    });
}

#[test]
fn other_names_answer_look_ups_and_a_name_of_two_is_ambiguous() {
    on_both(|database| {
        let server = server(database);
        let data = server.data("{ initiative(by: { name: \"strategie des CANAUX\" }) { acronym aliases } }");
        assert_eq!(data["initiative"]["acronym"], "SCDL");
        let names = "{ organisations(first: 100) { nodes { id name aliases } } }";
        let organisations = server.data(names)["organisations"]["nodes"].as_array().unwrap().clone();
        let known = organisations.iter().find(|each| each["aliases"][0].is_string());
        let known = known.unwrap_or_else(|| panic!("no other names in {organisations:?}"));
        let found =
            server.data(&format!("{{ organisation(by: {{ name: {} }}) {{ id }} }}", known["aliases"][0]));
        assert_eq!(found["organisation"]["id"], known["id"]);
        let by_id = server.data(&format!(
            "{{ organisation(by: {{ id: {0} }}) {{ id }} none: opinion(id: {0}) {{ id }} }}",
            known["id"]
        ));
        assert_eq!((&by_id["organisation"]["id"], &by_id["none"]), (&known["id"], &Value::Null));
        // The name of one is another name of the other.
        let code = "UPDATE initiative_alias SET name_key = (SELECT name_key FROM initiative)";
        block_on(database.execute(code));
        let twice =
            server.ask("{ initiative(by: { name: \"Stratégie des canaux des Deux-Lacs\" }) { acronym } }");
        assert_eq!(twice["data"]["initiative"]["acronym"], "SCDL", "one record by two names is one: {twice}");
        data
    });
}

#[test]
fn every_filter_of_every_list_answers_alike() {
    on_both(|database| {
        fill(database);
        block_on(async {
            let app = App::new(database.store().await, limits());
            let schema = Schema::of(&app).await;
            let mut answers = Vec::new();
            for list in schema.lists("Query") {
                let all = app
                    .execute(&format!("{{ {0}(first: 1) {{ totalCount nodes {{ id }} }} }}", list.name))
                    .await
                    .unwrap();
                let all = &all["data"][&list.name];
                let id = all["nodes"][0]["id"].as_str().unwrap_or("none");
                for filter in schema.filters(&list.filter, id) {
                    let query = format!(
                        "{{ some: {0}(first: 5, filter: {filter}) {{ totalCount nodes {{ id }} }} \
                         others: {0}(filter: {{ not: {filter} }}) {{ totalCount }} }}",
                        list.name
                    );
                    let answer = app.execute(&query).await.unwrap();
                    assert_eq!(answer.get("errors"), None, "{query}");
                    let count = |name: &str| answer["data"][name]["totalCount"].as_u64().unwrap();
                    // Whatever it says, each record is on one side of it.
                    assert_eq!(Some(count("some") + count("others")), all["totalCount"].as_u64(), "{query}");
                    answers.push((query, answer["data"].clone()));
                }
            }
            assert!(answers.len() > 90, "only {} filters", answers.len());
            answers
        })
    });
}
