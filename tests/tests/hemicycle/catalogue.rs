//! The catalogue: the shapes of DCAT-AP, the harvester of data.gouv.fr, and what HTTP promises of it.

use std::{collections::BTreeSet, path::Path};

use publish::{DATASETS, Dataset, Format, POPOLO};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tests::{Answer, Database, Exchange, Program, Python, Server, corpus, on_both, said};

/// The one that data.gouv.fr knows as "Licence Ouverte / Open Licence version 2.0".
pub(crate) const LICENCE: &str =
    "https://www.etalab.gouv.fr/wp-content/uploads/2017/04/ETALAB-Licence-Ouverte-v2.0.pdf";

/// Whatever an operator may say of who publishes.
pub(crate) const OPTIONS: [&str; 8] = [
    "--publisher",
    "Région \"99\"",
    "--publisher-url",
    "https://region-99.example/données",
    "--licence",
    LICENCE,
    "--contact",
    "avis@region-99.example",
];

/// What the catalogue has to describe, with the formats of its files.
pub(crate) fn listed() -> Vec<(&'static Dataset, &'static [Format])> {
    let rows = DATASETS.into_iter().map(|dataset| (dataset, &Format::ALL[..]));
    rows.chain([(&POPOLO, &[Format::Json, Format::JsonLd][..])]).collect()
}

fn import(database: &Database) {
    let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("../api/demo");
    let imported = Program::new(database).args(&["import", "--territory", "99"]).arg(demo).run();
    assert_eq!(imported.code, Some(0), "{imported:?}");
}

fn filled(database: &Database, options: &[&str]) -> Server {
    import(database);
    Server::start_with(database, options)
}

fn get(server: &Server, path: &str) -> Answer {
    Exchange::path(server, path).send()
}

/// What RDF's own tools make of the pages.
pub(crate) fn read(python: &Python, server: &Server, queries: &[&str]) -> Option<Value> {
    let shapes = corpus("dcat-ap-3.0.1")?;
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("exports/catalogue.py");
    let mut command = python.program("python");
    command.arg(program).arg(shapes).arg(format!("{}/catalog", server.url)).args(queries);
    let ran = command.output().unwrap();
    assert!(ran.status.success(), "{}", said(&ran));
    Some(serde_json::from_slice(&ran.stdout).unwrap())
}

/// A text of a server without its port, so that two can be compared.
pub(crate) fn placed(text: &str, server: &Server) -> String {
    text.replace(&server.url, "http://HERE")
}

#[test]
fn both_serialisations_are_one_graph_in_which_the_shapes_of_dcat_ap_find_no_violation() {
    let Some(python) = Python::here() else { return };
    on_both(|database| {
        let server = filled(database, &OPTIONS);
        let Some(read) = read(&python, &server, &[]) else { return Value::Null };
        assert_eq!(read["Violation"], json!([]));
        let names: BTreeSet<String> =
            listed().iter().map(|(dataset, _)| format!("{}/dataset/{}", server.url, dataset.name)).collect();
        assert_eq!(read["datasets"], json!(names));
        assert_eq!(read["identifiers"], json!(names));
        assert_eq!(read["served"], listed().len());
        assert_eq!(read["places"], json!(["99"]));
        assert_eq!(read["period"], json!(["2023-03-14", "2024-10-15"]));
        json!({ "warnings": read["Warning"], "triples": read["triples"] })
    });
}

#[test]
fn pages_together_are_the_whole_catalogue_and_the_same_in_both_serialisations() {
    let Some(python) = Python::here() else { return };
    let database = Database::sqlite();
    let server = filled(&database, &OPTIONS);
    let last = listed().len().div_ceil(7);
    let pages: Vec<String> = (1..=last).map(|page| format!("?size=7&page={page}")).collect();
    let pages: Vec<&str> = pages.iter().map(String::as_str).collect();
    let Some(whole) = read(&python, &server, &[]) else { return };
    let Some(read) = read(&python, &server, &pages) else { return };
    for fact in ["Violation", "datasets", "served", "places", "period"] {
        assert_eq!(read[fact], whole[fact], "{fact}");
    }
    assert!(get(&server, "/catalog.ttl?size=7").body.contains("catalog.ttl?size=7&page=2>"));
    for (path, status) in [
        (&*format!("/catalog?size=7&page={}", last + 1), 404),
        ("/catalog?page=2", 404),
        ("/catalog?page=0", 400),
        ("/catalog?size=0", 400),
        ("/catalog?size=101", 400),
        ("/catalog?pages=1", 400),
    ] {
        assert_eq!(get(&server, path).status, status, "{path}");
    }
}

#[test]
fn what_nobody_says_is_left_out_and_not_made_up() {
    let Some(python) = Python::here() else { return };
    on_both(|database| {
        // Nothing was imported, and nothing is said of who publishes: that is all that the profile misses.
        let server = Server::start_with(database, &["--introspection", "off"]);
        let Some(read) = read(&python, &server, &[]) else { return };
        let missing = "http://www.w3.org/ns/dcat#Catalog http://purl.org/dc/terms/publisher";
        assert_eq!(read["Violation"], json!([missing]));
        let body = get(&server, "/catalog.ttl").body;
        for term in [
            "dct:publisher",
            "dct:license",
            "dcat:contactPoint",
            "dct:spatial",
            "dct:temporal",
            "dct:issued",
            "dct:modified",
            "dcat:endpointDescription",
        ] {
            assert!(!body.contains(term), "{term}");
        }
        assert_eq!(get(&server, "/schema.graphql").status, 404);
    });
}

/// What data.gouv.fr's own software takes.
pub(crate) fn harvested(python: &Python, url: &str) -> Value {
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("harvest/harvest.py");
    let ran = python.program("python").arg(program).args([url, LICENCE]).output().unwrap();
    assert!(ran.status.success(), "{}", said(&ran));
    serde_json::from_slice(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {}", said(&ran)))
}

#[test]
fn the_harvester_of_data_gouv_fr_takes_every_dataset_and_every_distribution() {
    let Some(python) = Python::harvester() else { return };
    on_both(|database| {
        let server = filled(database, &OPTIONS);
        // By its ending, by the type that HEAD tells, and page by page.
        let whole = harvested(&python, &format!("{}/catalog.ttl", server.url));
        let negotiated = harvested(&python, &format!("{}/catalog", server.url));
        let paged = harvested(&python, &format!("{}/catalog.jsonld?size=10", server.url));
        let pages = json!(listed().len().div_ceil(10));
        assert_eq!([&whole["pages"], &negotiated["pages"], &paged["pages"]], [&json!(1), &json!(1), &pages]);
        let items = |job: &Value| {
            assert_eq!((&job["status"], &job["errors"]), (&json!("done"), &json!([])), "{job:#}");
            let mut items = job["items"].as_array().unwrap().clone();
            items.sort_by_key(|item| item["id"].as_str().unwrap().to_owned());
            for item in &mut items {
                if let Some(resources) = item["resources"].as_array_mut() {
                    resources.sort_by_key(|resource| resource["url"].as_str().unwrap().to_owned());
                }
            }
            items
        };
        let taken = items(&whole);
        assert_eq!(items(&negotiated), taken);
        assert_eq!(items(&paged), taken);
        assert_eq!(taken.len(), listed().len() + 1);
        for item in &taken {
            assert_eq!(
                (&item["status"], &item["errors"], &item["logs"]),
                (&json!("done"), &json!([]), &json!([]))
            );
            assert_eq!(item["licence"], LICENCE);
        }
        for (dataset, formats) in listed() {
            let id = format!("{}/dataset/{}", server.url, dataset.name);
            let item = taken.iter().find(|item| item["id"] == id).unwrap();
            assert_files(&server, dataset.name, formats, item);
        }
        let service = taken.iter().find(|item| item["service"].is_string()).unwrap();
        assert_eq!(service["service"], format!("{}/graphql", server.url));
        assert_eq!(service["documentation"], format!("{}/schema.graphql", server.url));
        assert_eq!(service["serves"], listed().len());
        placed(&json!(taken).to_string(), &server)
    });
}

/// A dataset as it was harvested has all of its files, and they are as it says.
fn assert_files(server: &Server, name: &str, formats: &[Format], item: &Value) {
    assert_eq!(item["frequency"], "irregular");
    assert_eq!(item["temporal"], json!(["2023-03-14", "2024-10-15"]));
    assert_eq!(item["uri"], item["id"]);
    let resources = item["resources"].as_array().unwrap();
    let others: &[&str] =
        if name == "publications" { &["publications.json", "publications.atom"] } else { &[] };
    assert_eq!(resources.len(), formats.len() + others.len(), "{item:#}");
    for other in others {
        let url = format!("{}/{other}", server.url);
        assert!(resources.iter().any(|resource| resource["url"] == url), "{item:#}");
        assert_eq!(get(server, &format!("/{other}")).status, 200);
    }
    for format in formats {
        let url = format!("{}/export/{name}.{format}", server.url);
        let resource = resources.iter().find(|resource| resource["url"] == url).unwrap();
        let file = Exchange::path(server, &format!("/export/{name}.{format}")).method("HEAD").send();
        // It takes no size for one that is nothing.
        let size = resource["size"].as_u64().unwrap_or_default();
        assert_eq!(size.to_string(), file.header("content-length"), "{url}");
        let media = file.header("content-type");
        assert_eq!(resource["mime"], media.split(';').next().unwrap());
    }
    if !formats.contains(&Format::Csv) {
        return;
    }
    let own = format!("/export/{name}.schema.json");
    assert_eq!(get(server, &own).status, 200);
    let schema = match name {
        "scdl-deliberations" => publish::SCDL_SCHEMA.to_owned(),
        _ => format!("{}{own}", server.url),
    };
    let schemas: Vec<&Value> =
        resources.iter().map(|resource| &resource["schema"]).filter(|schema| !schema.is_null()).collect();
    assert_eq!(schemas, [&json!(schema)]);
}

#[test]
fn each_file_is_as_long_as_the_catalogue_says_and_has_the_hash_that_it_says() {
    on_both(|database| {
        let server = filled(database, &[]);
        let catalogue = get(&server, "/catalog.jsonld").json();
        let nodes = catalogue["@graph"].as_array().unwrap();
        let file = |node: &&Value| node["@type"] == "dcat:Distribution" && node["spdx:checksum"].is_object();
        let files: Vec<&Value> = nodes.iter().filter(file).collect();
        assert_eq!(files.len(), listed().iter().map(|(_, formats)| formats.len()).sum::<usize>());
        for file in &files {
            let url = file["dcat:downloadURL"]["@id"].as_str().unwrap();
            let bytes = get(&server, &url[server.url.len()..]).bytes;
            assert_eq!(file["dcat:byteSize"]["@value"], bytes.len().to_string(), "{url}");
            let hash: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
            assert_eq!(file["spdx:checksum"]["spdx:checksumValue"]["@value"], hash, "{url}");
        }
    });
}

#[test]
fn a_state_of_the_data_has_one_tag_for_each_serialisation_and_the_next_state_another() {
    on_both(|database| {
        let server = Server::start(database);
        let empty = get(&server, "/catalog.ttl");
        import(database);
        let known = |path: &str, tag: &str| Exchange::path(&server, path).header("if-none-match", tag).send();
        let full = known("/catalog.ttl", &empty.header("etag"));
        assert_eq!(full.status, 200);
        assert!(!empty.body.contains("dct:modified") && full.body.contains("dct:modified"));
        assert!(full.header("last-modified").ends_with(" GMT"), "{full:?}");
        assert!(full.header("cache-control").starts_with("public, max-age="), "{full:?}");
        assert_eq!(full.header("access-control-allow-origin"), "*");
        let tag = full.header("etag");
        let same = known("/catalog.ttl", &tag);
        assert_eq!((same.status, same.body.as_str(), same.header("etag")), (304, "", tag.clone()));
        for other in ["/catalog.jsonld", "/catalog.ttl?size=5", "/catalog.ttl?size=5&page=2"] {
            assert_eq!(known(other, &tag).status, 200, "{other}");
        }
        let head = Exchange::path(&server, "/catalog.ttl").method("HEAD").send();
        assert_eq!((head.status, head.body.as_str()), (200, ""));
        assert_eq!(head.header("content-type"), "text/turtle; charset=utf-8");
        assert_eq!(head.header("content-length"), full.body.len().to_string());
        placed(&full.body, &server).lines().count()
    });
}

#[test]
fn catalog_is_written_as_the_client_likes_it_and_identifiers_lead_there() {
    let database = Database::sqlite();
    let server = filled(&database, &["--public-url", "https://avis.example/"]);
    for (accept, media) in [
        ("", "application/ld+json"),
        ("*/*", "application/ld+json"),
        ("text/html, */*;q=0.1", "application/ld+json"),
        ("text/turtle", "text/turtle; charset=utf-8"),
        ("application/ld+json;q=0.5, text/turtle", "text/turtle; charset=utf-8"),
    ] {
        let answer = Exchange::path(&server, "/catalog").header("accept", accept).send();
        assert_eq!((answer.status, answer.header("content-type")), (200, media.to_owned()), "{accept}");
        let vary: Vec<_> =
            answer.headers.get_all("vary").iter().map(|value| value.to_str().unwrap()).collect();
        assert!(vary.contains(&"accept"), "{vary:?}");
    }
    let body = get(&server, "/catalog.ttl").body;
    assert!(body.contains("<https://avis.example/dataset/opinions> a dcat:Dataset"), "{body}");
    assert!(!body.contains(&server.url), "{body}");

    let agent: ureq::Agent =
        ureq::Agent::config_builder().max_redirects(0).http_status_as_error(false).build().into();
    let led = agent.get(format!("{}/dataset/opinions", server.url)).call().unwrap();
    assert_eq!(led.status(), 303);
    assert_eq!(led.headers()["location"], "https://avis.example/catalog");
    let lost = get(&server, "/dataset/opinion");
    assert_eq!(lost.status, 404);
    assert!(lost.body.contains("/catalog"), "{lost:?}");

    let schema = get(&server, "/schema.graphql");
    assert_eq!(schema.body, Program::bare().args(&["schema"]).run().stdout);
    let same =
        Exchange::path(&server, "/schema.graphql").header("if-none-match", &schema.header("etag")).send();
    assert_eq!(same.status, 304);
}

#[test]
fn a_host_that_could_not_be_told_again_is_refused_and_so_are_wrong_options() {
    let database = Database::sqlite();
    let server = Server::start(&database);
    let odd = Exchange::path(&server, "/catalog").header("host", "a.example/\"><x").send();
    assert_eq!(odd.status, 400);
    assert!(!odd.body.contains("<x"), "{odd:?}");
    for wrong in [
        ["--public-url", "avis.example"],
        ["--public-url", "https://avis.example/?x"],
        ["--licence", "Licence Ouverte"],
        ["--contact", "nobody"],
        ["--publisher", " "],
        ["--publisher-url", "https://a.example"],
    ] {
        let refused = Program::new(&database).arg("serve").args(&wrong).run();
        assert_eq!(refused.code, Some(2), "{refused:?}");
        assert!(refused.stderr.contains(wrong[0]), "{refused:?}");
    }
}
