//! Queries that schemathesis makes from the schema, valid and invalid: no 5xx, no error without a code of ours.

use std::{env, fs, path::Path};

use tests::{Database, Program, Python, Server, key, said};

/// How many queries, where `cargo xtask fuzz --queries` does not say.
const QUERIES: u64 = 2_000;

/// The codes that blame the query.
const CODES: &str = "INVALID_REQUEST,INVALID_QUERY,INVALID_VARIABLES,QUERY_TOO_LARGE,INVALID_ARGUMENT,INVALID_CURSOR,\
                     AMBIGUOUS";

#[test]
fn no_query_made_from_the_schema_ends_the_server_or_meets_a_fault() {
    let Some(python) = Python::here() else { return };
    let asked = env::var("HEMICYCLE_QUERIES").ok().map(|number| number.parse::<u64>().unwrap());
    let queries = asked.unwrap_or(QUERIES);
    // The demo's documents, asked as fast as one can, however slow the machine is.
    let database = Database::sqlite();
    let documents = Path::new(env!("CARGO_MANIFEST_DIR")).join("../api/demo");
    let imported = Program::new(&database).args(&["import", "--territory", "99"]).arg(documents).run();
    assert_eq!(imported.code, Some(0), "{imported:?}");
    let options = ["--rate-limit", "0", "--key-rate-limit", "0", "--query-time", "120s"];
    let server = Server::start_with(&database, &options);
    let root = server.data("{ __schema { queryType { fields { name } } mutationType { fields { name } } } }");
    let count = |of: &str| root["__schema"][of]["fields"].as_array().unwrap().len() as u64;
    let fields = count("queryType") + count("mutationType");
    // What changes something runs as well, by somebody who may do all.
    let key = key(&database, "Direction", "admin");
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("asked");

    let mut schemathesis = python.program("st");
    schemathesis.args(["run", &format!("{}/graphql", server.url), "--checks", "every_answer_is_ours"]);
    schemathesis.args(["--header", &format!("Authorization: Bearer {key}")]);
    schemathesis.args(["--phases", "fuzzing", "--workers", "2", "--continue-on-failure", "--no-color"]);
    // A query that fails is made smaller by hand: what shrinks it asks thousands more.
    schemathesis.args(["--no-shrink", "--warnings", "off", "--max-examples"]);
    schemathesis.arg(queries.div_ceil(fields).to_string());
    if asked.is_none() {
        // In the gate the same queries each time; the fuzzer looks for new ones.
        schemathesis.args(["--seed", "1"]);
    }
    let hooks = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemathesis/hooks.py");
    schemathesis.env("SCHEMATHESIS_HOOKS", hooks).env("HEMICYCLE_CODES", CODES).env("HEMICYCLE_ASKED", &log);
    let ran = schemathesis.current_dir(folder.path()).output().unwrap();
    assert!(ran.status.success(), "{}", said(&ran));

    let log = fs::read_to_string(log).unwrap();
    let answered = log.lines().filter(|line| *line == "answered").count() as u64;
    let all = log.lines().count() as u64;
    // A query with few arguments has fewer different ones than it may ask.
    assert!(all * 10 >= queries * 9, "{all} queries were asked of {queries}: {}", said(&ran));
    assert!(answered > all / 4 && answered < all * 9 / 10, "{answered} of {all} were answered");
    assert!(server.data("{ opinions { totalCount } }")["opinions"]["totalCount"].is_u64());
}
