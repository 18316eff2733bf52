//! Saved queries: trusted documents as plain GETs.

use std::{fs, path::Path};

use serde_json::{Value, json};
use tempfile::TempDir;
use tests::{Answer, Database, Exchange, Program, Python, Server, on_both, said};

use crate::catalogue::{LICENCE, OPTIONS, harvested, listed, placed, read};

const OPINIONS: &str = "query avis($first: Int = 3, $after: String, $kind: [OpinionKind!], $during: DateRange) { \
    opinions(first: $first, after: $after, filter: { kind: $kind, heldOn: $during }) { \
    nodes { title session { heldOn } vote { outcome counts { for } } rapporteurs { person { name } } } \
    pageInfo { hasNextPage endCursor } } }";

/// A server whose manifest has these queries.
fn server(database: &Database) -> (Server, TempDir) {
    server_with(database, &[])
}

fn server_with(database: &Database, options: &[&str]) -> (Server, TempDir) {
    let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("../api/demo");
    let imported = Program::new(database).args(&["import", "--territory", "99"]).arg(demo).run();
    assert_eq!(imported.code, Some(0), "{imported:?}");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("manifest.json");
    let manifest = json!({
        "1": OPINIONS,
        "chiffres": "{ statistics(groupBy: []) { total { opinions adopted } } }",
        "2": "query avisPar($id: ID!) { opinion(id: $id) { title } }",
        "4": "query dates { documents(first: 2) { nodes { importedAt byteSize status opinions { totalCount } } } }",
        "3": "query seances($n: Int! = 2) { sessions(first: $n) { nodes { heldOn kind opinions { totalCount } } } }",
    });
    fs::write(&path, manifest.to_string()).unwrap();
    let options = [&["--trusted-documents", path.to_str().unwrap(), "--trusted-only"], options].concat();
    (Server::start_with(database, &options), folder)
}

fn get(server: &Server, rest: &str) -> Answer {
    Exchange::path(server, &format!("/q/{rest}")).send()
}

#[test]
fn a_saved_query_is_a_table_whose_pages_follow_each_other() {
    on_both(|database| {
        let (server, _folder) = server(database);
        let csv = get(&server, "avis.csv?kind=REFERRAL&kind=WISH&first=2");
        assert_eq!((csv.status, csv.header("content-type").starts_with("text/csv")), (200, true), "{csv:?}");
        let mut lines = csv.body.lines();
        assert_eq!(lines.next(), Some("title,session.heldOn,vote.outcome,vote.counts.for,rapporteurs"));
        assert_eq!(lines.count(), 2);
        assert!(
            csv.body.contains("\"[{\"\"person\"\":{\"\"name\"\":\"\"Inès Valdoré\"\"}}]\""),
            "{}",
            csv.body
        );

        // By the links, to the end.
        let (mut rows, mut address) = (Vec::new(), "avis.ndjson?kind=REFERRAL&kind=WISH&first=2".to_owned());
        loop {
            let page = get(&server, &address);
            assert_eq!(page.status, 200, "{page:?}");
            rows.extend(page.body.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()));
            let link = page.header("link");
            let Some(next) = link.strip_prefix("</q/").and_then(|link| link.strip_suffix(">; rel=\"next\""))
            else {
                break;
            };
            address = next.to_owned();
        }
        let all = get(&server, "avis.json?kind=REFERRAL&kind=WISH&first=50").json();
        assert_eq!(all, json!(rows));
        assert_eq!(rows.len(), 5);
        let one = get(&server, "avis.json?during=%7B%22from%22%3A%222024-10-01%22%7D").json();
        assert_eq!(one.as_array().unwrap().len(), 1);
        assert_eq!(
            get(&server, "chiffres.json").json(),
            json!([{ "statistics.total.opinions": 6, "statistics.total.adopted": 5 }])
        );
        all
    });
}

#[test]
fn a_table_that_has_not_changed_is_not_sent_again() {
    let database = Database::sqlite();
    let (server, _folder) = server(&database);
    let first = get(&server, "avis.csv");
    let again = |rest: &str| {
        Exchange::path(&server, &format!("/q/{rest}"))
            .header("if-none-match", &first.header("etag"))
            .send()
            .status
    };
    assert_eq!((again("avis.csv"), again("avis.json"), again("avis.csv?first=1")), (304, 200, 200));
}

#[test]
fn the_list_says_what_each_takes_and_gives() {
    let database = Database::sqlite();
    let (server, _folder) = server(&database);
    let list = Exchange::path(&server, "/q").send().json();
    let names: Vec<&str> =
        list.as_array().unwrap().iter().map(|each| each["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["avis", "avisPar", "chiffres", "dates", "seances"]);
    assert_eq!(
        list[0]["variables"][2],
        json!({ "name": "kind", "type": "[OpinionKind!]", "required": false })
    );
    assert_eq!(list[1]["variables"][0]["required"], true);
    // It has a default.
    assert_eq!(list[4]["variables"], json!([{ "name": "n", "type": "Int!", "required": false }]));
    assert_eq!(get(&server, "avisPar").json(), list[1]);
    assert_eq!(list[1]["schema"], "/q/avisPar.schema.json");
    assert_eq!(list[0]["columns"][1], "session.heldOn");
    assert_eq!(list[0]["files"], json!(["/q/avis.json", "/q/avis.csv", "/q/avis.ndjson"]));
}

#[test]
fn what_does_not_fit_is_refused_with_what_would() {
    let database = Database::sqlite();
    let (server, _folder) = server(&database);
    for (rest, status, words) in [
        ("nothing.csv", 404, "/q lists them"),
        ("avis.xlsx", 404, "/q lists them"),
        ("avis.csv?page=2", 400, "takes no `page`: it takes `first`, `after`, `kind`, `during`"),
        ("avis.csv?first=two", 400, "`first` is \"two\": expected a value of the type `Int`"),
        ("avis.csv?first=1&first=2", 400, "given twice"),
        ("avis.csv?kind=NONE", 400, "OpinionKind"),
        ("avis.csv?first=500", 400, "500"),
        ("avisPar.csv", 400, "`$id` is missing"),
        ("chiffres.csv?x=1", 400, "it takes nothing"),
    ] {
        let answer = get(&server, rest);
        assert_eq!(answer.status, status, "{rest}: {answer:?}");
        assert!(answer.body.contains(words), "{rest}: {}", answer.body);
    }
    // No record has that id: the columns are there, and one row without values.
    let none = get(&server, "avisPar.csv?id=00000000-0000-0000-0000-000000000000");
    assert_eq!((none.status, none.body.as_str()), (200, "opinion.title\r\n\"\"\r\n"));
}

#[test]
fn a_trusted_mutation_is_no_table() {
    const NAMED: &str = "mutation importer($file: Upload!) { \
        importDocument(input: { file: $file, territory: \"99\" }) { __typename } }";
    const NAMELESS: &str = "mutation($file: Upload!) { \
        importDocument(input: { file: $file, territory: \"99\" }) { __typename } }";
    on_both(|database| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("manifest.json");
        let manifest = json!({ "1": OPINIONS, "2": NAMED, "sansNom": NAMELESS });
        fs::write(&path, manifest.to_string()).unwrap();
        let server = Server::start_with(database, &["--trusted-documents", path.to_str().unwrap()]);
        let list = Exchange::path(&server, "/q").send().json();
        let names: Vec<&Value> = list.as_array().unwrap().iter().map(|each| &each["name"]).collect();
        assert_eq!(names, ["avis"]);
        for name in ["importer", "sansNom"] {
            for ending in ["", ".json", ".csv", ".ndjson", ".schema.json"] {
                assert_eq!(get(&server, &format!("{name}{ending}")).status, 404, "{name}{ending}");
            }
            let dataset = Exchange::path(&server, &format!("/dataset/q-{name}")).send();
            assert_eq!(dataset.status, 404, "{name}");
        }
        let catalogue = Exchange::path(&server, "/catalog.jsonld").send().body;
        assert!(catalogue.contains("/dataset/q-avis\""), "{catalogue}");
        assert!(!catalogue.contains("importer") && !catalogue.contains("sansNom"), "{catalogue}");
        list
    });
}

#[test]
fn a_compressed_table_has_one_weak_tag() {
    let database = Database::sqlite();
    let (server, _folder) = server(&database);
    for path in ["/q/avis.json?first=6", "/catalog.jsonld", "/q/avis.csv?first=6"] {
        let plain = Exchange::path(&server, path).header("accept-encoding", "identity").send();
        let tag = plain.header("etag");
        assert!(tag.starts_with("W/\""), "{path}: {tag}");
        for encoding in ["gzip", "zstd"] {
            let sent = Exchange::path(&server, path).header("accept-encoding", encoding).send();
            assert_eq!(
                (sent.header("content-encoding").as_str(), sent.header("etag")),
                (encoding, tag.clone())
            );
            let again = Exchange::path(&server, path).header("accept-encoding", encoding);
            assert_eq!(again.header("if-none-match", &tag).send().status, 304, "{path}");
        }
    }
}

/// The catalogue's node at an address.
fn node(catalogue: &Value, url: &str) -> Value {
    let nodes = catalogue["@graph"].as_array().unwrap();
    nodes.iter().find(|node| node["@id"] == url).unwrap_or_else(|| panic!("no {url}")).clone()
}

#[test]
fn the_catalogue_lists_saved_queries_with_their_columns() {
    on_both(|database| {
        let (server, _folder) = server(database);
        let catalogue = Exchange::path(&server, "/catalog.jsonld").send().json();
        let at = |path: &str| format!("{}/{path}", server.url);
        let listed = node(&catalogue, &at("catalog"));
        let service = node(&catalogue, &at("catalog#graphql"));
        for name in ["avis", "avisPar", "chiffres", "dates", "seances"] {
            let id = json!({ "@id": at(&format!("dataset/q-{name}")) });
            assert!(listed["dcat:dataset"].as_array().unwrap().contains(&id), "{listed:#}");
            assert!(service["dcat:servesDataset"].as_array().unwrap().contains(&id), "{service:#}");
            let dataset = node(&catalogue, id["@id"].as_str().unwrap());
            let columns = get(&server, name).json()["columns"].clone();
            let columns: Vec<&str> =
                columns.as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect();
            assert!(dataset["dct:description"].to_string().contains(&columns.join(", ")), "{dataset:#}");
            let files = match &dataset["dcat:distribution"] {
                Value::Array(files) => files.clone(),
                file => vec![file.clone()],
            };
            assert_eq!(files.len(), if name == "avisPar" { 1 } else { 3 });
            for file in &files {
                let url = file["@id"].as_str().unwrap();
                let file = node(&catalogue, url);
                let access = file["dcat:accessURL"]["@id"].as_str().unwrap();
                let answer = Exchange::path(&server, &access[server.url.len()..]).send();
                assert_eq!(answer.status, 200, "{access}");
                if name == "avisPar" {
                    // Without an id it gives nothing: what can be had tells what to ask for.
                    assert_eq!((access, &file["dcat:downloadURL"]), (&*at("q/avisPar"), &Value::Null));
                    assert_eq!(file["dct:format"]["@id"].as_str().unwrap().rsplit('/').next(), Some("CSV"));
                    assert!(answer.body.contains("\"required\": true"), "{answer:?}");
                } else {
                    assert_eq!((access, &file["dcat:downloadURL"]["@id"]), (url, &json!(url)));
                }
                let schema = file["dct:conformsTo"]["@id"].as_str();
                let own = at(&format!("q/{name}.schema.json"));
                assert_eq!(schema, (url.ends_with(".csv") || name == "avisPar").then_some(&*own), "{file:#}");
            }
            let schema = get(&server, &format!("{name}.schema.json")).json();
            let fields: Vec<&str> = schema["fields"]
                .as_array()
                .unwrap()
                .iter()
                .map(|field| field["name"].as_str().unwrap())
                .collect();
            assert_eq!(fields, columns);
        }
        let types: Vec<Value> = get(&server, "avis.schema.json").json()["fields"]
            .as_array()
            .unwrap()
            .iter()
            .map(|field| field["type"].clone())
            .collect();
        assert_eq!(types, ["string", "date", "string", "integer", "array"]);
        for file in ["avis.schema", "nothing", "nothing.schema.json", "avis.csv.json"] {
            assert_eq!(get(&server, file).status, 404, "{file}");
        }
        placed(&catalogue.to_string(), &server)
    });
}

#[test]
fn a_saved_querys_csv_fits_its_table_schema() {
    let Some(python) = Python::here() else { return };
    on_both(|database| {
        let (server, _folder) = server(database);
        let check = "import sys; from frictionless import Resource, Schema, system\n\
                     for name in sys.argv[2:]:\n\
                     \x20   url = f'{sys.argv[1]}/q/{name}'\n\
                     \x20   schema = Schema.from_descriptor(f'{url}.schema.json')\n\
                     \x20   report = Resource(f'{url}.csv', schema=schema).validate()\n\
                     \x20   assert report.valid, report.flatten(['title', 'fieldName', 'note'])\n\
                     \x20   print(name, report.stats['tasks'], report.tasks[0].stats['rows'])";
        let ran = python
            .program("python")
            .args(["-c", check, &server.url, "avis", "chiffres", "seances", "dates"])
            .output()
            .unwrap();
        assert!(ran.status.success(), "{}", said(&ran));
        let said = String::from_utf8(ran.stdout).unwrap();
        assert_eq!(said, "avis 1 3\nchiffres 1 1\nseances 1 2\ndates 1 2\n");
    });
}

#[test]
fn a_dataset_that_is_a_saved_query_leads_to_the_catalogue_and_its_tag_hangs_on_the_query() {
    let database = Database::sqlite();
    let (server, folder) = server(&database);
    let agent: ureq::Agent =
        ureq::Agent::config_builder().max_redirects(0).http_status_as_error(false).build().into();
    for (name, status) in [("q-avis", 303), ("q-avisPar", 303), ("q-nothing", 404), ("avis", 404)] {
        let led = agent.get(format!("{}/dataset/{name}", server.url)).call().unwrap();
        assert_eq!(led.status(), status, "{name}");
    }
    let address = ["--public-url", "https://avis.example"];
    let path = folder.path().join("manifest.json");
    let tags: Vec<String> = ["{ opinions { nodes { title } } }", "{ opinions { nodes { id } } }"]
        .map(|query| {
            fs::write(&path, json!({ "1": format!("query avis {query}") }).to_string()).unwrap();
            let options = [&["--trusted-documents", path.to_str().unwrap()], &address[..]].concat();
            let server = Server::start_with(&database, &options);
            Exchange::path(&server, "/catalog.ttl").send().header("etag")
        })
        .into();
    assert_ne!(tags[0], tags[1]);
}

#[test]
fn a_catalogue_with_saved_queries_keeps_the_shapes_and_is_harvested_whole() {
    let (Some(python), Some(udata)) = (Python::here(), Python::harvester()) else { return };
    on_both(|database| {
        let (server, _folder) = server_with(database, &OPTIONS);
        let Some(read) = read(&python, &server, &[]) else { return Value::Null };
        assert_eq!(read["Violation"], json!([]));
        assert_eq!(read["served"], listed().len() + 5);
        let job = harvested(&udata, &format!("{}/catalog.ttl", server.url));
        assert_eq!((&job["status"], &job["errors"]), (&json!("done"), &json!([])), "{job:#}");
        let items = job["items"].as_array().unwrap();
        assert_eq!(items.len(), listed().len() + 5 + 1);
        let mut queries: Vec<Value> =
            items.iter().filter(|item| item["id"].to_string().contains("/dataset/q-")).cloned().collect();
        queries.sort_by_key(|item| item["id"].as_str().unwrap().to_owned());
        for item in &queries {
            assert_eq!(
                (&item["status"], &item["errors"], &item["logs"]),
                (&json!("done"), &json!([]), &json!([]))
            );
            assert_eq!(
                (&item["licence"], item["resources"].as_array().unwrap().len()),
                (&json!(LICENCE), if item["id"].to_string().contains("avisPar") { 1 } else { 3 }),
                "{item:#}"
            );
        }
        json!({ "warnings": read["Warning"], "queries": placed(&json!(queries).to_string(), &server) })
    });
}
