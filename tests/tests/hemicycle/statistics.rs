//! Figures for charts: counted by groups, what is unknown apart.

use api::{App, Limits};
use serde_json::{Value, json};
use tests::{Database, Server, block_on, on_both, sample};

const FIGURES: &str = "figures { opinions votes adopted rejected noted outcomeUnknown unanimous majorityUnknown unanimityRate \
                       declarations withReservations reservationsUnknown reservationRate }";

/// Four opinions: of 2020 one adopted by figures and one unanimously, of 2021 one whose words state no outcome, and one
/// that says nothing of a vote.
fn server(database: &Database) -> Server {
    let vote = |number: u32, said: &str| {
        let text = sample::opinion(number);
        let from = text.find("Vote du CESER").unwrap();
        let to = from + text[from..].find('\n').unwrap() + 1;
        text.replace(&text[from..to], said)
    };
    let texts = [
        sample::opinion(3),
        vote(4, "Vote du CESER sur l'avis : adopté à l'unanimité.\n"),
        vote(400, "Vote du CESER sur l'avis : 40 voix pour, 12 contre.\n"),
        // What is announced is known though the vote is not; one declaration announces nothing.
        vote(401, "")
            .replace("Commission Eaux et Forêts\n", "")
            .replace("Nous nous abstiendrons.", "Le canal est beau."),
    ];
    block_on(async {
        let store = database.store().await;
        for text in texts {
            sample::import(&store, text).await;
        }
    });
    Server::start(database)
}

fn groups<'a>(data: &'a Value, figure: &str) -> Vec<(Value, &'a Value)> {
    let groups = data["statistics"]["groups"].as_array().unwrap();
    let said = |group: &Value| {
        let values = group["values"].as_array().unwrap().iter();
        values.map(|value| value.as_object().unwrap().values().next().unwrap().clone()).collect()
    };
    groups.iter().map(|group| (said(group), &group["figures"][figure])).collect()
}

#[test]
fn figures_count_what_texts_say_and_what_they_do_not_say_apart() {
    on_both(|database| {
        let server = server(database);
        let data = server.data(&format!(
            "{{ statistics(groupBy: [YEAR]) {{ groupCount groups {{ values {{ year }} {FIGURES} }} total {{ opinions votes declarations }} }} }}"
        ));
        let [first, second] = &data["statistics"]["groups"].as_array().unwrap()[..] else {
            unreachable!("two years: {data}")
        };
        assert_eq!(first["values"], json!([{ "year": 2020 }]));
        // One declaration of each announces reservations, the other abstains without any.
        assert_eq!(
            first["figures"],
            json!({ "opinions": 2, "votes": 2, "adopted": 2, "rejected": 0, "noted": 0, "outcomeUnknown": 0, "unanimous": 1,
                    "majorityUnknown": 1, "unanimityRate": 0.5, "declarations": 4, "withReservations": 2,
                    "reservationsUnknown": 0, "reservationRate": 0.5 })
        );
        assert_eq!(second["values"], json!([{ "year": 2021 }]));
        assert_eq!(
            second["figures"],
            json!({ "opinions": 2, "votes": 1, "adopted": 0, "rejected": 0, "noted": 0, "outcomeUnknown": 1, "unanimous": 0,
                    "majorityUnknown": 1, "unanimityRate": 0.0, "declarations": 4, "withReservations": 2,
                    "reservationsUnknown": 1, "reservationRate": 0.5 })
        );
        assert_eq!(data["statistics"]["total"], json!({ "opinions": 4, "votes": 3, "declarations": 8 }));
        assert_eq!(data["statistics"]["groupCount"], 2);
        data
    });
}

#[test]
fn a_figure_is_the_same_alone_as_beside_all_others() {
    on_both(|database| {
        let server = server(database);
        let names = FIGURES.trim_start_matches("figures { ").trim_end_matches(" }");
        let ask = |by: &str, names: &str| {
            let query = format!(
                "{{ statistics(groupBy: [{by}]) {{ groups {{ values {{ dimension isKnown year }} figures {{ {names} }} }} \
                 total {{ {names} }} }} }}"
            );
            server.data(&query)["statistics"].take()
        };
        let mut known = Vec::new();
        for by in ["", "YEAR", "KIND, OUTCOME", "COMMISSION", "SESSION", "ORGANISATION", "THEME, YEAR"] {
            let whole = ask(by, names);
            for name in names.split_whitespace() {
                let alone = ask(by, name);
                let groups = whole["groups"].as_array().unwrap().iter().map(
                    |group| json!({ "values": group["values"], "figures": { name: group["figures"][name] } }),
                );
                let expected =
                    json!({ "groups": groups.collect::<Vec<_>>(), "total": { name: whole["total"][name] } });
                assert_eq!(alone, expected, "{name} by {by}");
            }
            known.push(whole);
        }
        known
    });
}

#[test]
fn an_organisation_has_the_declarations_that_it_made_and_two_dimensions_cross() {
    on_both(|database| {
        let server = server(database);
        let by = server.data(
            "{ statistics(groupBy: [ORGANISATION]) { groups { values { organisation { acronym name } } figures { opinions declarations } } } }",
        );
        let figures: Vec<(String, u64, u64)> = by["statistics"]["groups"]
            .as_array()
            .unwrap()
            .iter()
            .map(|group| {
                let name = group["values"][0]["organisation"]["name"].as_str().unwrap().to_owned();
                let figure = |figure: &str| group["figures"][figure].as_u64().unwrap();
                (name, figure("opinions"), figure("declarations"))
            })
            .collect();
        assert_eq!(figures.len(), 3);
        assert!(figures.iter().all(|(_, opinions, declarations)| (*opinions, *declarations) == (4, 4)));
        let crossed = server.data(
            "{ statistics(groupBy: [OUTCOME, YEAR]) { groups { values { outcome year isKnown dimension } figures { opinions } } } }",
        );
        let said: Vec<Value> = crossed["statistics"]["groups"].as_array().unwrap().clone();
        assert_eq!(said.len(), 2, "{crossed}");
        assert_eq!(
            said[1]["values"],
            json!([{ "outcome": null, "year": null, "isKnown": false, "dimension": "OUTCOME" },
                   { "outcome": null, "year": 2021, "isKnown": true, "dimension": "YEAR" }])
        );
        let commissions = server.data(
            "{ statistics(groupBy: [COMMISSION]) { groups { values { organisation { name } } figures { opinions } } } }",
        );
        let counts: Vec<Value> =
            groups(&commissions, "opinions").into_iter().map(|(_, count)| count.clone()).collect();
        assert_eq!(counts, [3, 1]);
        assert_eq!(commissions["statistics"]["groups"][1]["values"][0]["organisation"], Value::Null);
        (by, crossed, commissions)
    });
}

#[test]
fn figures_follow_the_filter_and_every_dimension_groups() {
    on_both(|database| {
        let server = server(database);
        let filtered = server.data(
            "{ statistics(filter: { heldOn: { from: \"2021-01-01\" } }, groupBy: [KIND]) { groups { values { kind } figures { opinions declarations } } total { opinions declarations } } }",
        );
        assert_eq!(filtered["statistics"]["total"], json!({ "opinions": 2, "declarations": 4 }));
        assert_eq!(groups(&filtered, "opinions"), [(json!(["REFERRAL"]), &json!(2))]);
        let none = server.data(
            "{ statistics(filter: { heldOn: { to: \"1900-01-01\" } }) { groupCount groups { figures { opinions } } total { opinions declarations unanimityRate reservationRate } } }",
        );
        assert_eq!(
            none["statistics"]["total"],
            json!({ "opinions": 0, "declarations": 0, "unanimityRate": null, "reservationRate": null })
        );
        let all = ["YEAR", "SESSION", "COMMISSION", "ORGANISATION", "OUTCOME", "KIND", "THEME"].map(|dimension| {
            server.data(&format!(
                "{{ statistics(groupBy: [{dimension}]) {{ groupCount groups {{ values {{ year session {{ heldOn }} organisation {{ name }} outcome kind theme {{ name }} }} {FIGURES} }} }} }}"
            ))
        });
        (filtered, none, all)
    });
}

#[test]
fn figures_take_one_statement_and_one_more_by_who_declared() {
    on_both(|database| {
        block_on(async {
            let store = database.store().await;
            let app = App::new(store.clone(), Limits::default());
            let asked = ["YEAR, ORGANISATION", "YEAR, KIND", "OUTCOME, THEME"].map(|by| {
                format!("{{ statistics(groupBy: [{by}]) {{ groupCount groups {{ {FIGURES} }} }} }}")
            });
            let votes = "{ statistics(groupBy: [ORGANISATION]) { groups { figures { opinions votes unanimityRate } } } }";
            let mut taken = Vec::new();
            for numbers in [0..1, 1..40] {
                for number in numbers {
                    sample::import(&store, sample::opinion(number)).await;
                }
                for query in asked.iter().map(String::as_str).chain([votes]) {
                    let before = store.statements();
                    let answer = app.execute(query).await.unwrap();
                    assert_eq!(answer["errors"], Value::Null, "{answer}");
                    taken.push(store.statements() - before);
                }
            }
            assert_eq!(taken, [2, 1, 1, 1, 2, 1, 1, 1]);
        });
    });
}

#[test]
fn too_many_dimensions_and_groups_out_of_range_are_refused_with_what_was_expected() {
    on_both(|database| {
        let server = server(database);
        let refused = |query: &str| {
            let answer = server.ask(query);
            assert_eq!(answer["errors"][0]["extensions"]["code"], "INVALID_ARGUMENT", "{answer}");
            answer["errors"][0]["message"].as_str().unwrap().to_owned()
        };
        let three = refused("{ statistics(groupBy: [YEAR, KIND, THEME]) { groupCount } }");
        assert_eq!(three, "`groupBy` has 3 dimensions: expected at most 2");
        let twice = refused("{ statistics(groupBy: [YEAR, YEAR]) { groupCount } }");
        assert!(twice.contains("one dimension twice"));
        let many =
            refused("{ statistics(groupBy: [YEAR]) { groups(first: 1001) { figures { opinions } } } }");
        assert!(many.contains("`first` is 1001"));
    });
}
