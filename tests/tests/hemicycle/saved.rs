//! Saved queries: trusted documents as plain GETs.

use std::{fs, path::Path};

use serde_json::{Value, json};
use tempfile::TempDir;
use tests::{Answer, Database, Exchange, Program, Server, on_both};

const OPINIONS: &str = "query avis($first: Int = 3, $after: String, $kind: [OpinionKind!], $during: DateRange) { \
    opinions(first: $first, after: $after, filter: { kind: $kind, heldOn: $during }) { \
    nodes { title session { heldOn } vote { outcome counts { for } } rapporteurs { person { name } } } \
    pageInfo { hasNextPage endCursor } } }";

/// A server whose manifest has these queries.
fn server(database: &Database) -> (Server, TempDir) {
    let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("../api/demo");
    let imported = Program::new(database).args(&["import", "--territory", "99"]).arg(demo).run();
    assert_eq!(imported.code, Some(0), "{imported:?}");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("manifest.json");
    let manifest = json!({
        "1": OPINIONS,
        "chiffres": "{ statistics(groupBy: []) { total { opinions adopted } } }",
        "2": "query avisPar($id: ID!) { opinion(id: $id) { title } }",
    });
    fs::write(&path, manifest.to_string()).unwrap();
    let server =
        Server::start_with(database, &["--trusted-documents", path.to_str().unwrap(), "--trusted-only"]);
    (server, folder)
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
    assert_eq!(names, ["avis", "avisPar", "chiffres"]);
    assert_eq!(
        list[0]["variables"][2],
        json!({ "name": "kind", "type": "[OpinionKind!]", "required": false })
    );
    assert_eq!(list[1]["variables"][0]["required"], true);
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
