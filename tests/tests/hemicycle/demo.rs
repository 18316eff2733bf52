//! The demo: documents of an invented region, in a database that goes with the process.

use std::collections::BTreeSet;

use rustix::process::Signal;
use serde_json::{Value, json};
use tests::{Database, Program, Server};

#[test]
fn the_demo_says_where_it_is_and_every_example_answers() {
    let server = Server::demo();
    let said = server.said();
    assert!(said.contains(&format!("{}/graphiql", server.url)), "{said}");
    assert!(said.contains(api::EXAMPLES[0]), "{said}");
    for query in api::EXAMPLES {
        let data = server.data(query);
        let lists = data.as_object().unwrap();
        assert!(lists.values().all(|list| list["nodes"].as_array().is_some_and(|nodes| !nodes.is_empty())));
    }
    assert_eq!(server.stop(Signal::INT), Some(0));
}

#[test]
fn the_demo_shows_what_opinions_can_be() {
    let server = Server::demo();
    let data = server.data(
        "{ territory(by: { code: \"99\" }) { name }
           opinions { nodes { kind rapporteurs { rank } vote { outcome majority counts { for against abstentions } }
             declarations { organisations { name } } } } }",
    );
    let opinions = data["opinions"]["nodes"].as_array().unwrap();
    let any =
        |pointer: &str, value: &Value| opinions.iter().any(|opinion| opinion.pointer(pointer) == Some(value));
    assert!(any("/vote/counts", &json!({ "for": 62, "against": 4, "abstentions": 9 })), "counted");
    assert!(any("/vote/majority", &json!("UNANIMITY")), "unanimous");
    assert!(any("/vote/outcome", &json!("REJECTED")), "rejected");
    assert!(opinions.iter().any(|opinion| opinion["rapporteurs"].as_array().unwrap().len() == 2));
    let kinds: BTreeSet<_> = opinions.iter().filter_map(|opinion| opinion["kind"].as_str()).collect();
    assert_eq!(kinds, BTreeSet::from(["REFERRAL", "SELF_REFERRAL", "WISH"]));
    let shared = opinions.iter().flat_map(|opinion| opinion["declarations"].as_array().unwrap());
    assert!(
        shared.into_iter().any(|declaration| declaration["organisations"].as_array().unwrap().len() == 2)
    );
    assert_eq!(data["territory"]["name"], "Hautes-Brumes");
}

#[test]
fn the_bundled_documents_are_understood_without_a_problem() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../api/demo");
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let import = Program::new(&Database::sqlite())
            .args(&["import", "--dry-run", "--territory", "99"])
            .arg(&path)
            .run();
        assert_eq!((import.code, import.stderr.as_str()), (Some(0), ""), "{}", path.display());
    }
}
