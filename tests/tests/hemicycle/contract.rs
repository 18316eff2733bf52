//! The contract: the real opinion, imported and asked for.

use std::{fs, process::Command};

use tests::{Program, Server, corpus, not_run, on_both, shared};

const NAMES: [&str; 9] = [
    "declarations",
    "initiatives",
    "milestones",
    "opinion",
    "organisations",
    "provenance",
    "recommendations",
    "search",
    "vote",
];

#[test]
fn the_real_opinion_answers_the_contract_and_alike_on_both_databases() {
    let Some(document) = corpus("ceser-bfc-2020-10-06-avis-4-1.txt") else { return };
    let contract = shared().join("contract");
    if !contract.exists() {
        return not_run("no contract");
    }
    on_both(|database| {
        let imported = Program::new(database).arg("import").arg(&document).run();
        assert_eq!(imported.code, Some(0), "{imported:?}");
        let server = Server::start(database);
        let mut check = Command::new("python3");
        let checked =
            check.arg(contract.join("check")).arg(format!("{}/graphql", server.url)).args(NAMES).output();
        let checked = checked.unwrap();
        let said = String::from_utf8(checked.stdout).unwrap();
        assert_eq!(said.lines().last(), Some("9 passed, 0 failed"), "{said}");
        NAMES.map(|name| server.data(&fs::read_to_string(contract.join(format!("{name}.graphql"))).unwrap()))
    });
}
