//! The service as a subgraph of Apollo Federation 2.

use api::{App, Limits};
use serde_json::{Value, json};
use tests::{Database, Packages, Program, Server, block_on, on_both, sample};

/// The answer to the representations, asked for as a gateway does.
fn entities(server: &Server, representations: &[Value], selection: &str) -> Value {
    let query = format!("query($all: [_Any!]!) {{ _entities(representations: $all) {{ {selection} }} }}");
    let asked = json!({ "query": query, "variables": { "all": representations } });
    let mut response = ureq::post(format!("{}/graphql", server.url))
        .header("x-request-id", "00000000-0000-4000-8000-000000000000")
        .send_json(asked)
        .unwrap();
    response.body_mut().read_json().unwrap()
}

fn representation(kind: &str, id: &str) -> Value {
    json!({ "__typename": kind, "id": id })
}

#[test]
fn a_gateway_answers_what_crosses_this_subgraph_and_another() {
    let Some(packages) = Packages::of("tests/clients") else { return };
    let server = Server::demo();
    let seen = packages.run("gateway.js", &[&format!("{}/graphql", server.url)]);
    assert_eq!(seen["hints"], json!([]), "composition has remarks");

    let ours = &seen["fromUs"];
    assert_eq!(ours.get("errors"), None, "{ours}");
    assert_eq!(ours["data"]["opinions"]["nodes"][0]["notes"]["nodes"][1]["text"], "second");
    assert_eq!(ours["data"]["opinions"]["nodes"][1]["notes"]["nodes"], json!([]));

    let theirs = &seen["fromThem"];
    assert_eq!(theirs.get("errors"), None, "{theirs}");
    let newest = server.data(
        "{ opinions(first: 1) { nodes { title vote { formula } declarations { rank organisations { name } } } } \
           organisations(first: 1) { nodes { organisation: name } } persons(first: 1) { nodes { person: name } } }",
    );
    let notes = &theirs["data"]["notes"];
    assert_eq!(notes[0]["opinion"], newest["opinions"]["nodes"][0]);
    assert_eq!(notes[0]["about"], newest["organisations"]["nodes"][0]);
    assert_eq!(notes[1]["about"], newest["persons"]["nodes"][0]);
    assert_eq!(notes[3], json!({ "text": "lost", "opinion": null, "about": null }));

    let back = &seen["thereAndBack"]["data"]["notes"][2]["opinion"]["session"]["opinions"]["nodes"][0];
    assert_eq!(back["notes"]["nodes"][0]["text"], "third");
    // To the other, to us for all opinions at once, and to the other again.
    assert_eq!(seen["thereAndBack"]["sent"].as_array().unwrap().len(), 3);
}

#[test]
fn an_error_keeps_its_code_and_its_place_through_a_gateway() {
    let Some(packages) = Packages::of("tests/clients") else { return };
    let database = Database::sqlite();
    block_on(async {
        let store = database.store().await;
        for number in 1..4 {
            sample::import(&store, sample::opinion(number)).await;
        }
    });
    let server = Server::start(&database);
    block_on(database.execute("ALTER TABLE report RENAME TO gone"));
    let seen = packages.run("gateway.js", &[&format!("{}/graphql", server.url)]);
    let failing = &seen["failing"];
    let error = &failing["errors"][2];
    assert_eq!(error["extensions"]["code"], "INTERNAL", "{failing}");
    assert_eq!(error["path"], json!(["notes", 2, "opinion", "session", "reports", "totalCount"]));
    assert!(failing["data"]["notes"][2]["opinion"]["title"].is_string(), "its siblings stay: {failing}");
    // What is refused before it runs has one error, and no record of ours is answered.
    let refused = &seen["refused"];
    let said = &refused["errors"][0]["extensions"];
    assert_eq!((&said["code"], &said["limit"]), (&json!("INVALID_ARGUMENT"), &json!("first")), "{refused}");
    assert_eq!(refused["data"]["notes"][2]["text"], "third", "what the other subgraph has is: {refused}");
}

#[test]
fn every_type_with_an_id_can_be_asked_for_by_a_gateway() {
    let server = Server::demo();
    let types = server.data("{ __type(name: \"Node\") { possibleTypes { name } } }");
    let types: Vec<&str> = types["__type"]["possibleTypes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|each| each["name"].as_str().unwrap())
        .collect();
    let sdl = server.data("{ _service { sdl } }")["_service"]["sdl"].as_str().unwrap().to_owned();
    for each in &types {
        let line = sdl.lines().find(|line| line.starts_with(&format!("type {each} "))).unwrap();
        assert!(line.contains("@key(fields: \"id\")"), "{line}");
    }
    assert_eq!(sdl.matches("@key(fields").count(), types.len());
    assert!(sdl.contains("type PageInfo @shareable {"));
    assert_eq!(Program::bare().args(&["schema", "--federation"]).run().stdout, sdl);

    let unknown: Vec<_> =
        types.iter().map(|each| representation(each, "00000000-0000-0000-0000-000000000000")).collect();
    let answer = entities(&server, &unknown, "__typename");
    assert_eq!(answer, json!({ "data": { "_entities": vec![Value::Null; types.len()] } }));
}

#[test]
fn introspection_shows_nothing_of_what_only_a_gateway_asks_for() {
    let types = Server::demo().data("{ __schema { types { name fields { name } } } }");
    let own =
        |name: &Value| name.as_str().is_some_and(|name| name.starts_with('_') && !name.starts_with("__"));
    for each in types["__schema"]["types"].as_array().unwrap() {
        let fields = each["fields"].as_array().into_iter().flatten();
        assert!(!own(&each["name"]) && !fields.into_iter().any(|field| own(&field["name"])), "{each}");
    }
}

#[test]
fn what_is_no_representation_is_an_error_in_its_place_and_the_others_are_answered() {
    on_both(|database| {
        block_on(async { sample::import(&database.store().await, sample::opinion(1)).await });
        let server = Server::start(database);
        let ids = server.data("{ opinions { nodes { id } } organisations(first: 1) { nodes { id } } }");
        let opinion = ids["opinions"]["nodes"][0]["id"].as_str().unwrap();
        let organisation = ids["organisations"]["nodes"][0]["id"].as_str().unwrap();
        let asked = [
            representation("Opinion", opinion),
            json!({ "id": "1" }),
            representation("Opinion", organisation),
            representation("Nothing", opinion),
            representation("Opinion", "1"),
            json!(7),
            representation("Organisation", &organisation.to_uppercase()),
        ];
        let answer = entities(&server, &asked, "__typename ... on Opinion { id } ... on Organisation { id }");
        let found = |kind: &str, id: &str| json!({ "__typename": kind, "id": id });
        let expected = json!([
            found("Opinion", opinion),
            null,
            null,
            null,
            null,
            null,
            found("Organisation", organisation)
        ]);
        assert_eq!(answer["data"]["_entities"], expected, "{answer}");
        let errors: Vec<_> = answer["errors"].as_array().unwrap().iter().collect();
        assert_eq!(errors.len(), 3, "{answer}");
        for (error, place) in errors.iter().zip([1, 3, 5]) {
            assert_eq!(error["extensions"]["code"], "INVALID_ARGUMENT");
            assert_eq!(error["path"], json!(["_entities", place]));
        }
        let said = |representation: Value| {
            let answer = entities(&server, &[representation], "__typename");
            assert_eq!(answer["errors"][0]["extensions"]["code"], "INVALID_ARGUMENT", "{answer}");
            assert_eq!(answer["data"]["_entities"], json!([null]));
            answer["errors"][0]["message"].as_str().unwrap().to_owned()
        };
        for kind in ["Nope", "PageInfo", "opinion", "Source"] {
            let message = format!("`__typename` is {kind:?}, which is no type of ours that has an `id`");
            assert_eq!(said(representation(kind, opinion)), message);
            assert_eq!(said(json!({ "__typename": kind })), message);
        }
        assert_eq!(said(json!({ "__typename": "Opinion", "id": 5 })), "`id` is 5: expected a string");
        assert!(
            said(json!({ "__typename": "Opinion" }))
                .ends_with("expected an object with `__typename` and `id`")
        );
        assert!(said(json!({ "id": opinion })).ends_with("expected an object with `__typename` and `id`"));
        let many = vec![representation("Opinion", opinion); 1_001];
        let refused = entities(&server, &many, "__typename");
        assert_eq!(refused["errors"][0]["extensions"]["code"], "INVALID_ARGUMENT", "{refused}");
        let answered = entities(&server, &many[1..], "__typename");
        assert_eq!(answered["data"]["_entities"].as_array().map(Vec::len), Some(1_000));
        answer
    });
}

#[test]
fn many_representations_take_one_statement_whatever_their_types() {
    on_both(|database| {
        block_on(async {
            let store = database.store().await;
            let app = App::new(store.clone(), Limits::default());
            for number in 0..20 {
                sample::import(&store, sample::opinion(number)).await;
            }
            let ids =
                app.execute("{ opinions(first: 20) { nodes { id } } votes(first: 20) { nodes { id } } }");
            let ids = ids.await.unwrap();
            let of = |list: &str, kind: &str| -> Vec<String> {
                let nodes = ids["data"][list]["nodes"].as_array().unwrap();
                nodes.iter().map(|node| format!("{{ __typename: \"{kind}\", id: {} }}", node["id"])).collect()
            };
            let (opinions, votes) = (of("opinions", "Opinion"), of("votes", "Vote"));
            let ask = async |asked: &[String]| {
                let query = format!(
                    "{{ _entities(representations: [{}]) {{ ... on Opinion {{ title }} ... on Vote {{ formula }} }} }}",
                    asked.join(" ")
                );
                let before = store.statements();
                let answer = app.execute(&query).await.unwrap();
                assert_eq!(answer.get("errors"), None, "{answer}");
                (store.statements() - before, answer["data"]["_entities"].as_array().unwrap().clone())
            };
            assert_eq!(ask(&opinions[..1]).await.0, 1);
            assert_eq!(ask(&opinions).await.0, 1);
            let (taken, answers) = ask(&[opinions, votes].concat()).await;
            assert_eq!((taken, answers.len()), (1, 40));
            assert!(answers[..20].iter().all(|answer| answer["title"].is_string()));
            assert!(answers[20..].iter().all(|answer| answer["formula"].is_string()));
        });
    });
}
