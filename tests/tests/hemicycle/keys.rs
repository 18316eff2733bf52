//! Keys: who may write, and that nobody else may.

use std::{collections::BTreeSet, fs, path::Path, process::Command};

use api::App;
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};
use tests::{
    Answer, Database, Exchange, Program, Server, block_on, key, limits, lists::Schema, on_both, sample,
    with_key,
};

/// What each change takes, and what it may be given. A new one is listed here before it runs for anybody.
const MUTATIONS: [(&str, &str, &str); 37] = [
    ("importDocument", "import", "file: $f"),
    ("createOrganisation", "edit", "territoryId: \"x\", name: \"x\", kind: OTHER"),
    ("updateOrganisation", "edit", "id: \"x\""),
    ("createPerson", "edit", "assemblyId: \"x\", name: \"x\""),
    ("updatePerson", "edit", "id: \"x\""),
    ("createMembership", "edit", "personId: \"x\", organisationId: \"x\""),
    ("updateMembership", "edit", "id: \"x\""),
    ("createReport", "edit", "sessionId: \"x\", number: \"1\""),
    ("updateReport", "edit", "id: \"x\""),
    ("updatePriority", "edit", "id: \"x\""),
    ("updateTerritory", "edit", "id: \"x\""),
    ("createOpinion", "edit", "sessionId: \"x\", kind: WISH, title: \"x\""),
    ("updateOpinion", "edit", "id: \"x\""),
    ("createRapporteur", "edit", "opinionId: \"x\", personId: \"x\""),
    ("createDeclaration", "edit", "opinionId: \"x\", organisationIds: []"),
    ("updateDeclaration", "edit", "id: \"x\""),
    ("createVote", "edit", "opinionId: \"x\""),
    ("updateVote", "edit", "id: \"x\""),
    ("createVotePosition", "edit", "kind: BALLOT, choice: FOR"),
    ("updateVotePosition", "edit", "id: \"x\""),
    ("createInitiative", "edit", "territoryId: \"x\", name: \"x\", kind: PLAN"),
    ("updateInitiative", "edit", "id: \"x\""),
    ("createMilestone", "edit", "date: \"2020\", title: \"x\""),
    ("updateMilestone", "edit", "id: \"x\""),
    ("createRecommendation", "edit", "originId: \"x\""),
    ("updateRecommendation", "edit", "id: \"x\""),
    ("createFollowUp", "edit", "recommendationId: \"x\", status: ECHOED, evidence: { text: \"x\" }"),
    ("updateFollowUp", "edit", "id: \"x\""),
    ("deleteRecord", "edit", "id: \"x\""),
    ("mergeOrganisations", "edit", "fromId: \"x\", intoId: \"x\""),
    ("mergePersons", "edit", "fromId: \"x\", intoId: \"x\""),
    ("undoRevision", "edit", "sequence: 1"),
    ("redactPerson", "admin", "id: \"x\""),
    ("createWebhook", "webhooks", "url: \"x\""),
    ("updateWebhook", "webhooks", "id: \"x\""),
    ("deleteWebhook", "webhooks", "id: \"x\""),
    ("replayWebhook", "webhooks", "id: \"x\""),
];

/// What each route that is not public takes, by its method.
const KEYED: [(&str, &str, &str); 2] = [("POST", "/documents", "import"), ("GET", "/webhooks", "webhooks")];

/// The routes that anyone may read. `/graphql` is both: its changes are above.
const PUBLIC: [&str; 17] = [
    "/changes",
    "/graphql",
    "/graphiql",
    "/graphiql/examples.json",
    "/graphiql/{file}",
    "/health/live",
    "/health/ready",
    "/export/datapackage.json",
    "/export/{file}",
    "/publications.{extension}",
    "/q",
    "/q/{file}",
    "/catalog",
    "/catalog.jsonld",
    "/catalog.ttl",
    "/dataset/{name}",
    "/schema.graphql",
];

const IMPORT: &str = "mutation($input: ImportDocumentInput!) { importDocument(input: $input) { changes document { \
                      sha256 status title } problems { code line } userErrors { field message code } } }";

/// A form by the multipart request specification.
fn form(server: &Server, input: &Value, file: &[u8]) -> Exchange {
    let operations = json!({ "query": IMPORT, "variables": { "input": input } });
    let mut body = Vec::new();
    for (name, value) in [
        ("operations", operations.to_string()),
        ("map", json!({ "0": ["variables.input.file"] }).to_string()),
    ] {
        body.extend(
            format!("--xyz\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
                .into_bytes(),
        );
    }
    let head = "--xyz\r\ncontent-disposition: form-data; name=\"0\"; filename=\"avis.txt\"\r\ncontent-type: text/plain\r\n\r\n";
    body.extend([head.as_bytes(), file, b"\r\n--xyz--\r\n"].concat());
    Exchange::path(server, "/graphql")
        .method("POST")
        .bytes(body)
        .header("content-type", "multipart/form-data; boundary=xyz")
}

fn post(server: &Server, query: &str, body: &[u8]) -> Exchange {
    Exchange::path(server, &format!("/documents{query}")).method("POST").bytes(body.to_vec())
}

#[test]
fn a_key_is_shown_once_stored_hashed_and_ends() {
    on_both(|database| {
        let token = key(database, "La rédaction", "edit,import");
        let secret = token.rsplit('_').next().unwrap();
        assert_eq!(secret.len(), 64);
        let full = Program::new(database).args(&["keys", "create", "Ailleurs", "--scopes", "edit"]);
        let full = full.under(&["sh", "-c", "exec \"$@\" > /dev/full", "sh"]).run();
        assert!(full.code == Some(1) && full.stderr.contains("Revoke the key \"Ailleurs\""), "{full:?}");
        block_on(database.execute("DELETE FROM access_key WHERE name = 'Ailleurs'"));
        let nowhere = Program::bare().args(&["keys", "list", "--database", "sqlite:///tmp/no/such.db"]).run();
        assert!(nowhere.code == Some(1) && nowhere.stderr.contains("there is no database"), "{nowhere:?}");
        let list = Program::new(database).args(&["keys", "list", "--json"]).run().stdout;
        assert!(!list.contains(secret) && list.contains("\"scopes\":[\"import\",\"edit\"]"), "{list}");
        let rows = block_on(async {
            use sea_orm::EntityTrait;
            let on = database.connect().await;
            store::entities::access_key::Entity::find().all(&on).await.unwrap()
        });
        let [row] = &rows[..] else { panic!("{rows:?}") };
        assert!(row.secret_hash.len() == 32 && !format!("{row:?}").contains(secret), "{row:?}");
        assert_eq!(row.last_used_at, None);

        let server = Server::start(database);
        let ask = |token: &str| with_key(Exchange::query(&server, "{ __typename }"), token).send();
        assert_eq!(ask(&token).status, 200);
        let used = Program::new(database).args(&["keys", "list", "--json"]).run().stdout;
        assert!(used.contains("\"lastUsedAt\":\"2026-01-31T12:00:00Z\""), "{used}");
        // One digit of the secret, one of the id, and what is no key at all.
        let last = if token.ends_with('0') { "1" } else { "0" };
        for wrong in
            [&format!("{}{last}", &token[..token.len() - 1]), &token.replacen("_", "_f", 1), "nonsense", ""]
        {
            let answer = ask(wrong);
            assert_eq!((answer.status, answer.code().as_str()), (401, "UNAUTHENTICATED"), "{wrong}");
            assert_eq!(answer.header("www-authenticate"), "Bearer realm=\"hemicycle\"");
        }
        // What a proxy's own scheme says is none of ours.
        assert_eq!(
            Exchange::query(&server, "{ __typename }").header("authorization", "Basic eDp5").send().status,
            200
        );

        let revoked = Program::new(database).args(&["keys", "revoke", "La rédaction"]).run();
        assert_eq!(revoked.code, Some(0));
        let answer = ask(&token);
        assert_eq!(
            (answer.status, answer.json()["errors"][0]["message"].as_str().unwrap()),
            (401, "the key was revoked")
        );
        let again =
            Program::new(database).args(&["keys", "create", "La rédaction", "--scopes", "edit"]).run();
        assert!(again.code == Some(1) && again.stderr.contains("choose another name"), "{again:?}");

        let short = key(database, "Bref", "import");
        block_on(database.execute("UPDATE access_key SET expires_at = created_at WHERE name = 'Bref'"));
        assert_eq!(ask(&short).json()["errors"][0]["message"], "the key has expired");
        let past = Program::new(database)
            .args(&["keys", "create", "x", "--scopes", "edit", "--expires", "2026-01-31"])
            .run();
        assert!(past.code == Some(1) && past.stderr.contains("would have expired"), "{past:?}");
    });
}

#[test]
fn no_change_and_no_keyed_route_is_open_to_anyone_else() {
    let schema = block_on(async {
        let store = Database::sqlite().store().await;
        Schema::of(&App::new(store, limits())).await
    });
    let mutations: BTreeSet<String> =
        schema.fields_of("Mutation").into_iter().map(|(name, _)| name).collect();
    let listed: BTreeSet<String> = MUTATIONS.iter().map(|(name, ..)| (*name).to_owned()).collect();
    assert_eq!(mutations, listed, "say in MUTATIONS what each change takes");
    let mut routes = BTreeSet::new();
    for file in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../api/src/http")).unwrap() {
        let text = fs::read_to_string(file.unwrap().path()).unwrap_or_default();
        let places = text.split(".route(").skip(1).filter_map(|rest| rest.split('"').nth(1));
        routes.extend(places.map(str::to_owned));
    }
    let known: BTreeSet<String> =
        PUBLIC.iter().chain(KEYED.iter().map(|(_, path, _)| path)).map(|path| (*path).to_owned()).collect();
    assert_eq!(routes, known, "say in PUBLIC or KEYED who may ask for each route");

    on_both(|database| {
        let server = Server::start(database);
        let scopes = ["import", "edit", "admin", "webhooks"];
        let keys = scopes.map(|scope| (scope, key(database, scope, scope)));
        let mut seen = Vec::new();
        for (name, needed, input) in MUTATIONS {
            let call = format!("{name}(input: {{ {input} }}) {{ userErrors {{ code }} }}");
            let file = if input.contains("$f") { "($f: Upload!)" } else { "" };
            let query = format!("mutation{file} {{ {call} }}");
            let hidden = format!("fragment F on Mutation {{ {call} }} mutation{file} {{ ... {{ ...F }} }}");
            for query in [&query, &hidden] {
                let ask = || Exchange::query(&server, query);
                let none = ask().send();
                assert_eq!((none.status, none.code().as_str()), (401, "UNAUTHENTICATED"), "{name}: {none:?}");
                for (scope, key) in &keys {
                    let answer = with_key(ask(), key).send();
                    let may = [needed, "admin"].contains(scope);
                    assert_eq!(answer.code() != "FORBIDDEN", may, "{name} by {scope}: {answer:?}");
                    if !may {
                        assert_eq!((answer.status, answer.extension("scope")), (403, json!(needed)));
                    }
                    seen.push(answer.code());
                }
            }
        }
        for (method, path, needed) in KEYED {
            let ask = || Exchange::path(&server, path).method(method).bytes(b"x".to_vec());
            assert_eq!(ask().send().status, 401, "{path}");
            for (scope, key) in &keys {
                let status = with_key(ask(), key).send().status;
                assert_eq!(status != 403, [needed, "admin"].contains(scope), "{path} by {scope}: {status}");
            }
        }
        seen
    });
}

#[test]
fn a_document_comes_in_by_graphql_and_by_plain_http_and_the_history_names_the_key() {
    on_both(|database| {
        let server = Server::start(database);
        let token = key(database, "Greffe", "import");
        let input = |dry: bool| json!({ "file": null, "territory": "99", "dryRun": dry });
        let text = sample::opinion(7);
        let send = |input: &Value, file: &[u8]| with_key(form(&server, input, file), &token).send();
        let ask = |dry: bool| {
            let answer = send(&input(dry), text.as_bytes());
            assert_eq!(answer.status, 200, "{answer:?}");
            answer.json()["data"]["importDocument"].clone()
        };
        let poor = Server::start_with(database, &["--key-rate-limit", "1500/600s"]);
        let status = || with_key(form(&poor, &input(true), b"Rien."), &token).send().status;
        assert_eq!([status(), status()], [200, 429], "a document costs what it costs by plain HTTP");
        let dry = ask(true);
        assert!(dry["changes"].as_i64() > Some(10) && dry["document"].is_null(), "{dry}");
        let first = ask(false);
        assert_eq!((&first["changes"], &first["document"]["status"]), (&dry["changes"], &json!("ACCEPTED")));
        assert_eq!(ask(false)["changes"], 0);
        let history = Program::new(database).args(&["export", "revisions"]).run().stdout;
        assert!(history.contains(",key Greffe,"), "{history}");

        let refused = send(&input(false), b"Rien.").json();
        let errors = &refused["data"]["importDocument"]["userErrors"];
        assert_eq!(
            (&errors[0]["field"], &errors[0]["code"]),
            (&json!(["file"]), &json!("REFUSED")),
            "{refused}"
        );
        assert_eq!(
            form(&server, &input(false), b"x").send().status,
            401,
            "a form takes a key before it is read"
        );
        // A file that is named and did not come, and a text where a file belongs.
        let query = json!({ "query": IMPORT, "variables": { "input": { "file": "avis.txt" } } }).to_string();
        let answer = with_key(Exchange::post(&server, query), &token).send();
        assert_eq!((answer.status, answer.code().as_str()), (400, "INVALID_VARIABLES"), "{answer:?}");

        let other = sample::opinion(8);
        let plain = with_key(post(&server, "?territory=99", other.as_bytes()), &token).send();
        assert_eq!((plain.status, &plain.json()["status"]), (200, &json!("accepted")), "{plain:?}");
        let nothing = with_key(post(&server, "?territory=99&dryRun=true", other.as_bytes()), &token).send();
        assert_eq!(nothing.json()["differences"], json!([]), "{nothing:?}");
        let refused = with_key(post(&server, "", b"Rien."), &token).send();
        assert_eq!((refused.status, &refused.json()["status"]), (422, &json!("refused")));
        let packed = with_key(post(&server, "", b"x"), &token).header("content-encoding", "gzip").send();
        assert_eq!(packed.status, 415);
        let nowhere = send(&json!({ "file": null, "territory": "xx" }), b"Rien.").json();
        assert_eq!(
            nowhere["data"]["importDocument"]["userErrors"][0]["field"],
            json!(["territory"]),
            "{nowhere}"
        );
        for query in ["?territory=xx", "?territoire=99", "?format=pdf", "?dryRun=perhaps"] {
            let wrong = with_key(post(&server, query, b"x"), &token).send();
            assert_eq!(wrong.status, 400, "{wrong:?}");
        }
        let small = Server::start_with(database, &["--size-limit", "100"]);
        assert_eq!(with_key(post(&small, "", other.as_bytes()), &token).send().status, 413);
        assert_eq!(Program::new(database).arg("verify").run().code, Some(0));
        (first, plain.json())
    });
}

#[test]
fn who_reads_with_a_key_does_not_wait_for_another_that_writes() {
    let database = Database::sqlite();
    sample::import_by_command(&database, 1);
    let token = key(&database, "Portail", "edit");
    let server = Server::start(&database);
    block_on(async {
        let other = database.connect().await;
        other.execute_unprepared("BEGIN IMMEDIATE").await.unwrap();
        // Its use would be recorded now, for the first time.
        let read = with_key(Exchange::query(&server, "{ opinions { totalCount } }"), &token).send();
        assert_eq!(
            (read.status, &read.json()["data"]["opinions"]["totalCount"]),
            (200, &json!(1)),
            "{read:?}"
        );
        other.execute_unprepared("ROLLBACK").await.unwrap();
    });
}

#[test]
fn a_key_has_a_budget_of_its_own_and_only_configured_origins_may_send_it() {
    on_both(|database| {
        let options = [
            "--rate-limit",
            "30/600s",
            "--key-rate-limit",
            "60/600s",
            "--key-origins",
            "https://edit.example",
        ];
        let server = Server::start_with(database, &options);
        let token = key(database, "Portail", "import");
        let plain = || Exchange::query(&server, "{ __typename }").send().status;
        let keyed = || with_key(Exchange::query(&server, "{ __typename }"), &token).send().status;
        assert_eq!(
            [plain(), plain(), plain(), plain()].map(|status| status == 200),
            [true, true, false, false]
        );
        assert_eq!([keyed(), keyed(), keyed()], [200; 3]);
        // Whoever tries keys pays with the address.
        assert_eq!(with_key(Exchange::query(&server, "{ __typename }"), "hemicycle_x_y").send().status, 429);

        let preflight = |origin: &str| -> Answer {
            Exchange::path(&server, "/graphql")
                .method("OPTIONS")
                .header("origin", origin)
                .header("access-control-request-method", "POST")
                .header("access-control-request-headers", "authorization,content-type")
                .send()
        };
        let allowed =
            |origin: &str| preflight(origin).header("access-control-allow-headers").contains("authorization");
        assert_eq!([allowed("https://edit.example"), allowed("https://other.example")], [true, false]);
    });
}

#[test]
fn the_page_about_keys_works_as_printed() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/keys.md");
    let page = fs::read_to_string(page).unwrap();
    for scope in store::Scope::ALL {
        assert!(page.contains(&format!("| `{scope}` |")), "docs/keys.md does not say what {scope} lets do");
    }
    on_both(|database| {
        let server = Server::start(database);
        let token = key(database, "Greffe du CESER", "import");
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("avis.txt"), sample::opinion(3)).unwrap();
        let mut answers = Vec::new();
        for block in page.split("```sh\n").skip(1).map(|block| block.split("\n```").next().unwrap()) {
            let command = block.replace("http://127.0.0.1:8080", &server.url);
            assert_ne!(command, block, "{block} asks no server");
            let mut bash = Command::new("bash");
            let ran =
                bash.args(["-c", &command]).env("KEY", &token).current_dir(folder.path()).output().unwrap();
            assert!(ran.status.success(), "{command}: {ran:?}");
            answers.push(String::from_utf8(ran.stdout).unwrap());
        }
        let [plain, graphql] = answers.try_into().unwrap();
        let plain: Vec<Value> = plain.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert!(plain[0]["differences"].as_array().is_some_and(|list| list.len() > 10), "{plain:?}");
        assert!(plain[1]["changes"].as_u64() > Some(10), "{plain:?}");
        let graphql: Value = serde_json::from_str(&graphql).unwrap();
        let imported = &graphql["data"]["importDocument"];
        assert_eq!((&imported["changes"], &imported["document"]["status"]), (&json!(0), &json!("ACCEPTED")));
    });
}
