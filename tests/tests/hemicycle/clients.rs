//! What frontend developers use, on the schema and on a live server.

use std::{fs, path::Path};

use serde_json::{Value, json};
use tests::{Packages, Program, Server, said};

fn schema() -> String {
    fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../schema.graphql")).unwrap()
}

/// The schema with one place changed.
fn changed(from: &str, to: &str) -> String {
    let schema = schema();
    assert!(schema.contains(from), "the schema has no {from:?}: name another place to change");
    schema.replacen(from, to, 1)
}

/// What graphql-inspector says of a schema that follows the baseline, and whether it lets it pass.
fn compared(packages: &Packages, schema: &str) -> (bool, String) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("schema.graphql");
    fs::write(&file, schema).unwrap();
    let baseline = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/schema/baseline.graphql");
    let mut inspector = packages.program("graphql-inspector");
    inspector.arg("diff").arg(baseline).arg(file).args(["--rule", "suppressRemovalOfDeprecatedField"]);
    let ran = inspector.output().unwrap();
    (ran.status.success(), said(&ran))
}

#[test]
fn the_schema_breaks_nothing_of_the_baseline() {
    let Some(packages) = Packages::of("tests/clients") else { return };
    let (passes, said) = compared(&packages, &schema());
    assert!(
        passes,
        "deprecate first, or move docs/schema/baseline.graphql as docs/schema-design.md says: {said}"
    );
}

#[test]
fn a_breaking_change_is_refused_and_an_addition_is_not() {
    let Some(packages) = Packages::of("tests/clients") else { return };
    for (from, to, what) in [
        ("\tsha256: String!\n", "\tsha256: String\n", "Document.sha256"),
        ("\tREFUSED\n", "\tDENIED\n", "REFUSED"),
        ("\tbyteSize: Int!\n", "\tsize: Int!\n", "byteSize"),
    ] {
        let (passes, said) = compared(&packages, &changed(from, to));
        assert!(!passes && said.contains(what), "{from:?} became {to:?}: {said}");
    }
    let (passes, said) =
        compared(&packages, &changed("\tbyteSize: Int!\n", "\tbyteSize: Int!\n\tpages: Int\n"));
    assert!(passes, "{said}");
}

/// What graphql-eslint says of a schema; nothing where it is clean.
fn linted(packages: &Packages, schema: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("schema.graphql");
    fs::write(&file, schema).unwrap();
    let ran = packages.program("../../lint.js").arg(file).output();
    let ran = ran.unwrap();
    assert!(ran.status.code().is_some_and(|code| code < 2), "{}", said(&ran));
    assert_eq!(ran.status.success(), ran.stdout.is_empty(), "{}", said(&ran));
    said(&ran)
}

#[test]
fn the_schema_is_clean_by_the_rules_that_graphql_eslint_recommends_and_relays() {
    let Some(packages) = Packages::of("tests/clients") else { return };
    assert_eq!(linted(&packages, &schema()), "");
    let undescribed = changed("\"\"\"\nA day (date), as ISO 8601 writes it: \"2020-10-06\".\n\"\"\"\n", "");
    assert!(linted(&packages, &undescribed).contains("require-description"));
    let pageless = changed("\tpageInfo: PageInfo!\n", "\tpage: PageInfo!\n");
    assert!(linted(&packages, &pageless).contains("relay-connection-types"));
}

#[test]
fn the_relay_compiler_accepts_pages_and_records_that_are_fetched_anew() {
    let Some(packages) = Packages::of("tests/clients") else { return };
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("made")).unwrap();
    fs::create_dir(at("src")).unwrap();
    fs::copy(packages.path("relay/relay.config.json"), at("relay.config.json")).unwrap();
    fs::copy(packages.path("relay/src/Opinions.js"), at("src/Opinions.js")).unwrap();
    let compile = |schema: &str| {
        fs::write(at("schema.graphql"), schema).unwrap();
        packages.program("relay-compiler").arg("--noWatchman").current_dir(folder.path()).output().unwrap()
    };
    let printed = Program::bare().args(&["schema", "--relay"]).run().stdout;
    // What is written after it runs: it lacks nothing but an argument that may be left out.
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let (mut whole, printed_lines) = (lines(&schema()), lines(&printed));
    let first = printed_lines.iter().zip(&whole).position(|(one, other)| one != other).unwrap();
    let left_out: Vec<String> = whole.splice(first..first + 5, [printed_lines[first].clone()]).collect();
    assert_eq!((left_out[0].trim(), left_out[4].trim()), ("id: ID!,", "asOf: DateTime"));
    assert!(whole == printed_lines, "the schema for Relay differs in more than `node(asOf:)`");
    let ran = compile(&printed);
    assert!(ran.status.success(), "{}", said(&ran));
    for made in ["OpinionsPageQuery", "OpinionsVoteQuery", "OpinionsOrganisationQuery", "OpinionsSearchQuery"]
    {
        assert!(at(&format!("made/{made}.graphql.js")).is_file(), "{made}: {}", said(&ran));
    }
    let refused = compile(&printed.replace("\tpageInfo: PageInfo!\n", "\tpage: PageInfo!\n"));
    assert!(!refused.status.success(), "a connection without its pageInfo passes: {}", said(&refused));
}

fn strings(value: &Value) -> Vec<&str> {
    value.as_array().unwrap().iter().map(|each| each.as_str().unwrap()).collect()
}

#[test]
fn apollo_client_merges_pages_and_urql_reads_them_by_get() {
    let Some(packages) = Packages::of("tests/clients") else { return };
    let server = Server::demo();
    let seen = packages.run("pages.js", &[&format!("{}/graphql", server.url)]);
    let data = server.data("{ opinions(first: 100) { totalCount nodes { id title vote { id } } } }");
    let nodes = data["opinions"]["nodes"].as_array().unwrap();
    let titles: Vec<&Value> = nodes.iter().map(|node| &node["title"]).collect();

    let apollo = &seen["apollo"];
    assert_eq!(apollo["steps"].as_array().unwrap().len(), nodes.len().div_ceil(2));
    for (step, merged) in apollo["steps"].as_array().unwrap().iter().enumerate() {
        assert_eq!(json!(titles[..(2 * step + 2).min(titles.len())]), *merged, "after {step} more pages");
    }
    assert_eq!(apollo["whole"], json!(titles));
    assert_eq!(apollo["total"], data["opinions"]["totalCount"]);
    let keys = strings(&apollo["keys"]);
    for node in nodes {
        assert!(keys.contains(&format!("Opinion:{}", node["id"].as_str().unwrap()).as_str()), "{keys:?}");
        assert!(
            keys.contains(&format!("Vote:{}", node["vote"]["id"].as_str().unwrap()).as_str()),
            "{keys:?}"
        );
    }

    let urql = &seen["urql"];
    assert_eq!(urql["found"], json!(titles));
    assert_eq!(urql["methods"], json!(["GET"]));
    assert_eq!(urql["code"], "INVALID_ARGUMENT");
}
