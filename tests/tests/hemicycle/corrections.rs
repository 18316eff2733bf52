//! What people with a key correct: it stays so, and both words are shown.

use serde_json::{Value, json};
use tests::{Database, Editor, Server, block_on, on_both, sample, verified};

fn prepared(database: &Database, opinions: std::ops::Range<u32>) {
    block_on(async {
        let store = database.store().await;
        for number in opinions {
            sample::import(&store, sample::opinion(number)).await;
        }
    });
}

/// Imports all documents once more, as a later version of the program would.
fn again(database: &Database, opinions: std::ops::Range<u32>) {
    prepared(database, opinions);
}

/// Rows that only one of two dumps has.
fn apart<'a>(before: &'a [String], after: &'a [String]) -> Vec<&'a String> {
    let only = |one: &'a [String], other: &'a [String]| {
        one.iter().filter(|row| !other.contains(row)).collect::<Vec<_>>()
    };
    [only(before, after), only(after, before)].concat()
}

fn id(server: &Server, query: &str, path: &str) -> String {
    let data = server.data(query);
    let found = data.pointer(path).and_then(Value::as_str);
    found.unwrap_or_else(|| panic!("{query}: {data}")).to_owned()
}

fn organisation(server: &Server, acronym: &str) -> String {
    id(server, &format!("{{ organisation(by: {{ acronym: \"{acronym}\" }}) {{ id }} }}"), "/organisation/id")
}

#[test]
fn a_corrected_field_stays_corrected_and_shows_both_words_and_whose_key_decided() {
    on_both(|database| {
        prepared(database, 0..2);
        let server = Server::start(database);
        let editor = Editor::new(database, &server);
        let opinion = id(&server, "{ opinions(first: 1) { nodes { id } } }", "/opinions/nodes/0/id");
        let title = "{ title basis decisions { kind field value stated actor } }";
        let shown =
            format!("updateOpinion {{ opinion {title} userErrors {{ message }} conflicts {{ field }} }}");
        let input =
            json!({ "id": opinion, "title": "  Le canal des Trois-Lacs ", "reason": "faute de frappe" });
        let corrected = editor.edit(&shown, &input)["opinion"].clone();
        assert_eq!(corrected["title"], "Le canal des Trois-Lacs");
        assert_eq!(corrected["basis"], "EDITOR");
        assert_eq!(
            corrected["decisions"],
            json!([{
                "kind": "VALUE", "field": "title", "value": "Le canal des Trois-Lacs",
                "stated": "Le canal numéro 1 des Deux-Lacs", "actor": "key Greffe"
            }])
        );
        again(database, 0..2);
        let after = server.data(&format!("{{ node(id: \"{opinion}\") {{ ... on Opinion {title} }} }}"));
        assert_eq!(after["node"], corrected, "an import took the correction back");
        // A search finds the new word, and not the old one.
        let found = |words: &str| {
            server.data(&format!("{{ search(query: \"{words}\") {{ totalCount }} }}"))["search"]["totalCount"]
                .clone()
        };
        assert_eq!(found("Trois-Lacs"), 1);
        let history = server.data(&format!(
            "{{ opinion(id: \"{opinion}\") {{ lastRevision history(first: 5) {{ nodes {{ reason actor part differences {{ \
             name before after }} }} }} }} }}"
        ));
        let told = history.to_string();
        assert!(told.contains("correction: faute de frappe"), "{told}");

        // It is taken back, and the document's word stands again.
        let sequence = history["opinion"]["lastRevision"].clone();
        let undo = editor.edit(
            &format!("undoRevision {{ nodes {{ ... on Opinion {title} }} userErrors {{ message }} }}"),
            &json!({ "sequence": sequence }),
        );
        assert_eq!(undo["nodes"][0]["title"], "Le canal numéro 1 des Deux-Lacs");
        assert_eq!(undo["nodes"][0]["decisions"], json!([]));
        assert_eq!(undo["nodes"][0]["basis"], "TEXT");
        verified(database, &[]);
        block_on(database.dump()).into_iter().filter(|row| !tests::is_history(row)).collect::<Vec<_>>()
    });
}

#[test]
fn whoever_corrects_what_was_changed_meanwhile_sees_both_sides() {
    on_both(|database| {
        prepared(database, 0..1);
        let server = Server::start(database);
        let editor = Editor::new(database, &server);
        let cgt = organisation(&server, "CGT");
        let seen = server.data(&format!("{{ organisation(by: {{ id: \"{cgt}\" }}) {{ lastRevision }} }}"));
        let seen = seen["organisation"]["lastRevision"].clone();
        let asked = "updateOrganisation { organisation { name lastRevision } userErrors { field code message } conflicts { \
                     field given stored } }";
        let first =
            editor.edit(asked, &json!({ "id": cgt, "expectedRevision": seen, "name": "Confédération A" }));
        assert_eq!(first["organisation"]["name"], "Confédération A");
        let second =
            editor.write(asked, &json!({ "id": cgt, "expectedRevision": seen, "name": "Confédération B" }));
        assert_eq!(second["organisation"], Value::Null);
        assert_eq!(second["userErrors"][0]["code"], "CONFLICT");
        assert_eq!(second["userErrors"][0]["field"], json!(["expectedRevision"]));
        assert_eq!(
            second["conflicts"],
            json!([{ "field": ["name"], "given": "Confédération B", "stored": "Confédération A" }])
        );
        let now = first["organisation"]["lastRevision"].clone();
        let third =
            editor.edit(asked, &json!({ "id": cgt, "expectedRevision": now, "name": "Confédération B" }));
        assert_eq!(third["organisation"]["name"], "Confédération B");
        verified(database, &[]);
    });
}

#[test]
fn what_cannot_be_is_refused_with_its_field() {
    on_both(|database| {
        prepared(database, 0..1);
        let server = Server::start(database);
        let editor = Editor::new(database, &server);
        let cgt = organisation(&server, "CGT");
        let vote = id(&server, "{ votes { nodes { id } } }", "/votes/nodes/0/id");
        let before = block_on(database.dump());
        let one = |code: &str, field: &str| vec![(code.to_owned(), field.to_owned())];
        let organisation = "updateOrganisation { userErrors { field code message } }";
        let nobody = "00000000-0000-5000-8000-000000000000";
        assert_eq!(
            editor.refused(organisation, &json!({ "id": nobody, "name": "x" })),
            one("NOT_FOUND", "id")
        );
        assert_eq!(editor.refused(organisation, &json!({ "id": "x", "name": "x" })), one("NOT_FOUND", "id"));
        assert_eq!(editor.refused(organisation, &json!({ "id": vote, "name": "x" })), one("NOT_FOUND", "id"));
        assert_eq!(editor.refused(organisation, &json!({ "id": cgt, "name": null })), one("INVALID", "name"));
        assert_eq!(
            editor.refused(organisation, &json!({ "id": cgt, "name": " \n" })),
            one("INVALID", "name")
        );
        assert_eq!(
            editor.refused(organisation, &json!({ "id": cgt, "name": "a\u{0}b" })),
            one("INVALID", "name")
        );
        assert_eq!(
            editor.refused(organisation, &json!({ "id": cgt, "parentId": cgt })),
            one("INVALID", "parentId")
        );
        assert_eq!(
            editor.refused(organisation, &json!({ "id": cgt, "parentId": vote })),
            one("NOT_FOUND", "parentId")
        );
        let counts = "updateVote { userErrors { field code message } }";
        assert_eq!(
            editor.refused(counts, &json!({ "id": vote, "counts": { "for": -1 } })),
            one("INVALID", "counts.for")
        );
        let delete = "deleteRecord { deletedId userErrors { field code message } }";
        assert_eq!(editor.refused(delete, &json!({ "id": cgt })), one("IN_USE", "id"));
        let document = id(&server, "{ documents { nodes { id } } }", "/documents/nodes/0/id");
        assert_eq!(editor.refused(delete, &json!({ "id": document })), one("INVALID", "id"));
        let undo = "undoRevision { userErrors { field code message } }";
        assert_eq!(editor.refused(undo, &json!({ "sequence": 1 })), one("NOT_UNDOABLE", "sequence"));
        assert_eq!(editor.refused(undo, &json!({ "sequence": 999_999 })), one("NOT_FOUND", "sequence"));
        let merge = "mergeOrganisations { userErrors { field code message } }";
        assert_eq!(editor.refused(merge, &json!({ "fromId": cgt, "intoId": cgt })), one("INVALID", "fromId"));
        let changed = |rows: Vec<String>| {
            rows.into_iter().filter(|row| !row.contains("access_key")).collect::<Vec<_>>()
        };
        assert_eq!(changed(before), changed(block_on(database.dump())), "a refused edit changed something");
    });
}

#[test]
fn figures_that_are_corrected_are_weighed_anew() {
    on_both(|database| {
        prepared(database, 0..1);
        let server = Server::start(database);
        let editor = Editor::new(database, &server);
        let vote = id(&server, "{ votes { nodes { id } } }", "/votes/nodes/0/id");
        let asked = "updateVote { vote { counts { for against abstentions cast } inconsistent } userErrors { message } }";
        let wrong = editor.edit(asked, &json!({ "id": vote, "counts": { "cast": 10 } }));
        assert_eq!(wrong["vote"]["inconsistent"], true, "{wrong}");
        let right = editor.edit(asked, &json!({ "id": vote, "counts": { "cast": 48 } }));
        assert_eq!(right["vote"]["inconsistent"], false, "{right}");
        verified(database, &[]);
    });
}

#[test]
fn a_merged_body_keeps_answering_and_is_named_in_later_imports() {
    on_both(|database| {
        prepared(database, 0..2);
        let server = Server::start(database);
        let editor = Editor::new(database, &server);
        let (cgt, cfdt) = (organisation(&server, "CGT"), organisation(&server, "CFDT"));
        let before = block_on(database.dump());
        let asked = "mergeOrganisations { organisation { id aliases declarations { totalCount } } userErrors { message \
                     code } }";
        let merged = editor.edit(asked, &json!({ "fromId": cfdt, "intoId": cgt, "reason": "essai" }));
        assert_eq!(merged["organisation"]["id"], *cgt);
        assert_eq!(merged["organisation"]["declarations"]["totalCount"], 4, "{merged}");
        let of_old = server.data(&format!("{{ node(id: \"{cfdt}\") {{ id }} }}"));
        assert_eq!(of_old["node"]["id"], *cgt);
        let by_name = server.data("{ organisation(by: { name: \"CFDT\" }) { id } }");
        assert_eq!(by_name["organisation"]["id"], *cgt);
        verified(database, &[]);
        // Later imports of the same documents and of a new one.
        again(database, 0..3);
        let count = server.data(&format!(
            "{{ organisation(by: {{ id: \"{cgt}\" }}) {{ declarations {{ totalCount }} votePositions {{ totalCount }} }} }}"
        ));
        assert_eq!(count["organisation"]["declarations"]["totalCount"], 6, "{count}");
        let gone = server.data("{ organisations(filter: { acronym: \"CFDT\" }) { totalCount } }");
        assert_eq!(gone["organisations"]["totalCount"], 0);
        verified(database, &[]);

        // Taken back: what the third document says of the one that was merged is there again.
        let history = server.data(&format!("{{ organisation(by: {{ id: \"{cgt}\" }}) {{ history(first: 100) {{ nodes {{ sequence reason }} }} }} }}"));
        let nodes = history["organisation"]["history"]["nodes"].as_array().unwrap();
        let merge = nodes.iter().find(|node| node["reason"] == "merge: essai").unwrap();
        editor
            .edit("undoRevision { userErrors { code message } }", &json!({ "sequence": merge["sequence"] }));
        let again = organisation(&server, "CFDT");
        assert_eq!(again, cfdt);
        let count = server.data(&format!(
            "{{ organisation(by: {{ id: \"{cfdt}\" }}) {{ declarations {{ totalCount }} }} }}"
        ));
        assert_eq!(count["organisation"]["declarations"]["totalCount"], 3, "{count}");
        verified(database, &[]);
        let after = block_on(database.dump());
        assert!(after.len() > before.len());
    });
}

#[test]
fn a_removed_record_stays_removed_until_that_is_undone() {
    on_both(|database| {
        prepared(database, 0..2);
        let server = Server::start(database);
        let editor = Editor::new(database, &server);
        let opinions = server.data("{ opinions { nodes { id } } }");
        let opinion = opinions["opinions"]["nodes"][1]["id"].as_str().unwrap().to_owned();
        let own = |row: &String| !tests::is_history(row) && !row.starts_with("search_");
        let before: Vec<String> = block_on(database.dump()).into_iter().filter(own).collect();
        let asked = "deleteRecord { deletedId userErrors { code message } }";
        assert_eq!(editor.edit(asked, &json!({ "id": opinion }))["deletedId"], *opinion);
        let left = |server: &Server| {
            server
                .data("{ opinions { totalCount } declarations { totalCount } votes { totalCount } }")
                .to_string()
        };
        let gone = left(&server);
        assert_eq!(
            gone,
            r#"{"declarations":{"totalCount":2},"opinions":{"totalCount":1},"votes":{"totalCount":1}}"#
        );
        assert_eq!(server.data(&format!("{{ node(id: \"{opinion}\") {{ id }} }}"))["node"], Value::Null);
        verified(database, &[]);
        again(database, 0..2);
        assert_eq!(left(&server), gone, "an import brought it back");
        verified(database, &[]);
        let sequence = block_on(async {
            use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
            let on = database.connect().await;
            let rows = store::entities::revision::Entity::find()
                .filter(store::entities::revision::Column::Reason.eq("removal"))
                .all(&on)
                .await
                .unwrap();
            rows[0].sequence
        });
        editor.edit("undoRevision { userErrors { code message } }", &json!({ "sequence": sequence }));
        verified(database, &[]);
        let after: Vec<String> = block_on(database.dump()).into_iter().filter(own).collect();
        assert_eq!(apart(&before, &after), Vec::<&String>::new(), "what was removed is not as it was");
    });
}

#[test]
fn what_people_record_is_there_whatever_documents_state() {
    on_both(|database| {
        prepared(database, 0..1);
        let server = Server::start(database);
        let editor = Editor::new(database, &server);
        let data = server.data(
            "{ territories { nodes { id } } opinions { nodes { id session { id } assembly { id } } } }",
        );
        let at = |path: &str| data.pointer(path).unwrap().clone();
        let (territory, opinion) = (at("/territories/nodes/0/id"), at("/opinions/nodes/0/id"));
        let (session, assembly) = (at("/opinions/nodes/0/session/id"), at("/opinions/nodes/0/assembly/id"));
        let make = |mutation: &str, field: &str, input: Value| {
            let asked = format!(
                "{mutation} {{ {field} {{ id basis source {{ start }} }} userErrors {{ field code message }} }}"
            );
            let made = editor.edit(&asked, &input)[field].clone();
            assert_eq!((&made["basis"], &made["source"]), (&json!("EDITOR"), &Value::Null), "{mutation}");
            made["id"].as_str().unwrap().to_owned()
        };
        let body = make(
            "createOrganisation",
            "organisation",
            json!({ "territoryId": territory, "name": "Union des bateliers", "acronym": "UDB", "kind": "ASSOCIATION",
                    "aliases": ["Bateliers"] }),
        );
        let person = make(
            "createPerson",
            "person",
            json!({ "assemblyId": assembly, "name": "Ida Marne", "givenName": "Ida", "familyName": "Marne" }),
        );
        make(
            "createMembership",
            "membership",
            json!({ "personId": person, "organisationId": body, "role": "présidente" }),
        );
        make("createRapporteur", "rapporteur", json!({ "opinionId": opinion, "personId": person }));
        let declaration = make(
            "createDeclaration",
            "declaration",
            json!({ "opinionId": opinion, "organisationIds": [body], "speakerIds": [person] }),
        );
        make(
            "createVotePosition",
            "votePosition",
            json!({ "kind": "ANNOUNCED", "choice": "FOR", "declarationId": declaration, "organisationId": body,
                    "withReservations": false }),
        );
        let initiative = make(
            "createInitiative",
            "initiative",
            json!({ "territoryId": territory, "name": "Plan des canaux", "kind": "PLAN" }),
        );
        make(
            "createMilestone",
            "milestone",
            json!({ "date": "2021-03", "title": "Lancement", "initiativeId": initiative }),
        );
        let report = make(
            "createReport",
            "report",
            json!({ "sessionId": session, "number": "9-9", "title": "Rapport" }),
        );
        let wish = make(
            "createOpinion",
            "opinion",
            json!({ "sessionId": session, "kind": "WISH", "title": "Vœu pour les canaux", "reportId": report }),
        );
        make(
            "createVote",
            "vote",
            json!({ "opinionId": wish, "outcome": "ADOPTED", "counts": { "for": 3 } }),
        );
        let recommendation = make(
            "createRecommendation",
            "recommendation",
            json!({ "originId": opinion, "text": "Curer le canal chaque année" }),
        );
        make(
            "createFollowUp",
            "followUp",
            json!({ "recommendationId": recommendation, "status": "ADDRESSED", "reason": "relevé en commission",
                    "evidence": { "text": "Le budget 2021 prévoit le curage.", "url": "https://example.org/budget",
                                  "date": "2021-02-01" } }),
        );
        let followed = "{ recommendations { nodes { text followUps { status opinion { id } evidence { text url date } \
                        } } } }";
        let told = server.data(followed);
        assert!(told.to_string().contains("prévoit le curage"), "{told}");
        let taken = editor.refused(
            "createOrganisation { userErrors { field code } }",
            &json!({ "territoryId": territory, "name": "Encore", "acronym": "udb", "kind": "ASSOCIATION" }),
        );
        assert_eq!(taken, [("TAKEN".to_owned(), String::new())]);
        let no_evidence = editor.refused(
            "createFollowUp { userErrors { field code } }",
            &json!({ "recommendationId": recommendation, "status": "DECLINED", "evidence": {} }),
        );
        assert_eq!(no_evidence, [("INVALID".to_owned(), "evidence.text".to_owned())]);
        verified(database, &[]);
        let own = |row: &String| !tests::is_history(row);
        let before: Vec<String> = block_on(database.dump()).into_iter().filter(own).collect();
        again(database, 0..1);
        let after: Vec<String> = block_on(database.dump()).into_iter().filter(own).collect();
        assert_eq!(apart(&before, &after), Vec::<&String>::new(), "an import changed what people recorded");
        verified(database, &[]);
    });
}
