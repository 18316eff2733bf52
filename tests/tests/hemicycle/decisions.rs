//! Decisions that meet: of lists, of merges, of names that are gone, taken back or not.

use serde_json::{Value, json};
use tests::{Database, Editor, Server, block_on, on_both, sample, verified};

fn imported(database: &Database) {
    block_on(async { sample::import(&database.store().await, sample::opinion(0)).await });
}

fn by(server: &Server, noun: &str, by: &str) -> String {
    let data = server.data(&format!("{{ {noun}(by: {{ {by} }}) {{ id }} }}"));
    data[noun]["id"].as_str().unwrap_or_else(|| panic!("{noun} {by}: {data}")).to_owned()
}

fn size(server: &Server) -> i64 {
    server.data("{ ledger { size } }")["ledger"]["size"].as_i64().unwrap()
}

const UNDO: &str = "undoRevision { userErrors { code message } }";

#[test]
fn names_that_people_gave_stay_where_documents_give_none() {
    on_both(|database| {
        imported(database);
        let server = Server::start(database);
        let editor = Editor::admin(database, &server);
        let cfdt = by(&server, "organisation", "acronym: \"CFDT\"");
        editor.edit(
            "updateOrganisation { userErrors { code } }",
            &json!({ "id": cfdt, "aliases": ["La CFDT"] }),
        );
        // Of a field of which documents say nothing, too.
        let league = by(&server, "organisation", "name: \"Ligue des mariniers\"");
        editor.edit("updateOrganisation { userErrors { code } }", &json!({ "id": league, "acronym": "LDM" }));
        let before = size(&server);
        imported(database);
        assert_eq!(size(&server), before, "a document that was there changed something");
        assert_eq!(by(&server, "organisation", "acronym: \"LDM\""), league);
        let names = server.data(&format!(
            "{{ organisation(by: {{ id: \"{cfdt}\" }}) {{ aliases decisions {{ value stated }} }} }}"
        ));
        assert_eq!(names["organisation"]["aliases"], json!(["La CFDT"]), "{names}");
        let decided = json!([{ "value": "[\"La CFDT\"]", "stated": "[]" }]);
        assert_eq!(names["organisation"]["decisions"], decided);
        verified(database, &[]);
    });
}

#[test]
fn two_of_a_list_that_people_wrote_become_one_and_are_two_again() {
    on_both(|database| {
        imported(database);
        let server = Server::start(database);
        let editor = Editor::admin(database, &server);
        let [cgt, cfdt] =
            ["CGT", "CFDT"].map(|name| by(&server, "organisation", &format!("acronym: \"{name}\"")));
        let declaration =
            server.data("{ declarations { nodes { id } } }")["declarations"]["nodes"][0]["id"].clone();
        let list = || {
            let asked = format!(
                "{{ node(id: {declaration}) {{ ... on Declaration {{ organisations {{ id }} }} }} }}"
            );
            server.data(&asked)["node"]["organisations"].clone()
        };
        let both = json!([{ "id": cfdt }, { "id": cgt }]);
        let input = json!({ "id": declaration, "organisationIds": [cfdt, cgt] });
        editor.edit("updateDeclaration { userErrors { code } }", &input);
        assert_eq!(list(), both);
        editor.edit("mergeOrganisations { userErrors { code } }", &json!({ "fromId": cfdt, "intoId": cgt }));
        assert_eq!(list(), json!([{ "id": cgt }]));
        // The old id answers wherever a record is asked for.
        assert_eq!(by(&server, "organisation", &format!("id: \"{cfdt}\"")), cgt);
        let merge = size(&server);
        imported(database);
        assert_eq!(list(), json!([{ "id": cgt }]));
        verified(database, &[]);
        editor.edit(UNDO, &json!({ "sequence": merge }));
        assert_eq!(list(), both);
        verified(database, &[]);
    });
}

#[test]
fn what_people_made_can_be_unmade_and_what_a_document_would_make_is_the_same_record() {
    on_both(|database| {
        imported(database);
        let server = Server::start(database);
        let editor = Editor::admin(database, &server);
        let data =
            server.data("{ opinions { nodes { assembly { id } commission { id name territory { id } } } } }");
        let opinion = &data["opinions"]["nodes"][0];
        let make = |name: &str| json!({ "assemblyId": opinion["assembly"]["id"], "name": name });
        let asked = "createPerson { person { id } userErrors { code } }";
        let before = block_on(database.dump()).len();
        let made = editor.edit(asked, &make("Théo Brunoy"))["person"]["id"].as_str().unwrap().to_owned();
        editor.edit(UNDO, &json!({ "sequence": size(&server) }));
        assert_eq!(
            server.data(&format!("{{ person(by: {{ id: \"{made}\" }}) {{ id }} }}"))["person"],
            Value::Null
        );
        verified(database, &[]);
        assert!(block_on(database.dump()).len() > before, "the history is gone");
        let taken = |mutation: &str, input: &Value| editor.refused(mutation, input)[0].0.clone();
        assert_eq!(taken(asked, &make("zoe ARNAC")), "TAKEN");
        let commission = &opinion["commission"];
        let input = json!({ "territoryId": commission["territory"]["id"], "name": commission["name"], "kind": "COMMISSION" });
        assert_eq!(taken("createOrganisation { userErrors { code } }", &input), "TAKEN");
    });
}

#[test]
fn a_body_never_comes_to_belong_to_itself() {
    on_both(|database| {
        imported(database);
        let server = Server::start(database);
        let editor = Editor::admin(database, &server);
        let [cgt, cfdt, other] = ["acronym: \"CGT\"", "acronym: \"CFDT\"", "name: \"Ligue des mariniers\""]
            .map(|name| by(&server, "organisation", name));
        let parent = "updateOrganisation { userErrors { code field } }";
        editor.edit(parent, &json!({ "id": cgt, "parentId": cfdt }));
        editor.edit(parent, &json!({ "id": cfdt, "parentId": other }));
        let refused = editor.refused(parent, &json!({ "id": other, "parentId": cgt }));
        assert_eq!(refused[0], ("INVALID".to_owned(), "parentId".to_owned()));
        let merge = "mergeOrganisations { organisation { parent { id } } userErrors { code field } }";
        let refused = editor.refused(merge, &json!({ "fromId": other, "intoId": cgt }));
        assert_eq!(refused[0], ("INVALID".to_owned(), "fromId".to_owned()));
        let merged = editor.edit(merge, &json!({ "fromId": cfdt, "intoId": cgt }));
        assert_eq!(merged["organisation"]["parent"], Value::Null, "{merged}");
        verified(database, &[]);
    });
}

#[test]
fn a_name_that_is_gone_comes_back_by_no_edit() {
    on_both(|database| {
        imported(database);
        let server = Server::start(database);
        let editor = Editor::admin(database, &server);
        let [zoe, luc] =
            ["Zoé Arnac", "Luc Tessel"].map(|name| by(&server, "person", &format!("name: \"{name}\"")));
        let has = || block_on(database.dump()).iter().any(|row| row.contains("Arnac"));
        // Merged, then redacted, then parted again.
        editor.edit("mergePersons { userErrors { code } }", &json!({ "fromId": zoe, "intoId": luc }));
        let merge = size(&server);
        editor.edit("redactPerson { userErrors { code } }", &json!({ "id": zoe }));
        assert!(!has());
        editor.edit(UNDO, &json!({ "sequence": merge }));
        imported(database);
        assert!(!has(), "parting two persons brought a name back");
        verified(database, &[]);
        let refused = editor.refused(
            "updatePerson { userErrors { code field } }",
            &json!({ "id": zoe, "familyName": "Arnac" }),
        );
        assert_eq!(refused[0], ("INVALID".to_owned(), "familyName".to_owned()));
        // Merged again: what the document states is kept out without the name.
        let anne = by(&server, "person", "name: \"Anne Lormeau\"");
        editor.edit("mergePersons { userErrors { code } }", &json!({ "fromId": zoe, "intoId": anne }));
        imported(database);
        assert!(!has(), "what is kept out has the name");
        verified(database, &[]);
    });
}
