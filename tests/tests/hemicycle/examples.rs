//! The examples, by the commands of their READMEs.

use std::{
    fs,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use serde_json::{Value, json};
use tests::{Packages, Python, Server, said};

/// Where a README says that the API is.
const ADDRESS: &str = "http://127.0.0.1:8080/graphql";

fn folder(example: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples").join(example)
}

/// The blocks of commands in an example's README.
fn commands(example: &str) -> Vec<String> {
    let readme = fs::read_to_string(folder(example).join("README.md")).unwrap();
    let blocks = readme.split("```sh\n").skip(1).map(|block| block.split("\n```").next().unwrap().to_owned());
    blocks.collect()
}

/// A page's server, which ends with the test.
struct Page {
    child: Child,
    address: String,
}

impl Page {
    fn start() -> Self {
        let mut command = Command::new("node");
        command.arg("serve.js").current_dir(folder("react")).env("PORT", "0").stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut address = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut address).unwrap();
        Self { child, address: address.trim().to_owned() }
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn the_react_page_is_built_as_printed_and_works_from_another_origin() {
    let (Some(packages), Some(browser)) = (Packages::of("examples/react"), Packages::of("tests/browser"))
    else {
        return;
    };
    let [block] = commands("react").try_into().unwrap();
    let lines: [&str; 5] = block.lines().collect::<Vec<_>>().try_into().unwrap();
    let [install, built @ .., start] = lines;
    // By `cargo xtask test`, with the same words and more flags; and in another way for a free port.
    assert_eq!((install, start), ("npm ci --ignore-scripts", "npm start"));
    for line in built {
        let ran = packages.script(line.strip_prefix("npm run ").unwrap());
        assert!(ran.status.success(), "{line}: {}", said(&ran));
    }
    let package: Value = serde_json::from_slice(&fs::read(packages.path("package.json")).unwrap()).unwrap();
    assert_eq!(package["scripts"]["start"], "node serve.js");

    let (server, page) = (Server::demo(), Page::start());
    let seen = browser.run("react.js", &[&format!("{}?api={}/graphql", page.address, server.url)]);
    let data = server.data(
        "{ opinions(first: 100) { totalCount nodes { id title vote { outcome source { quote } } \
           declarations { organisations { name } } } } }",
    );
    let nodes = data["opinions"]["nodes"].as_array().unwrap();
    let pages: Vec<Vec<&Value>> =
        nodes.chunks(2).map(|page| page.iter().map(|node| &node["title"]).collect()).collect();
    assert!(pages.len() > 1);
    assert_eq!(seen["count"], format!("Avis ({})", data["opinions"]["totalCount"]));
    assert_eq!((&seen["forth"], &seen["back"]), (&json!(pages), &json!(pages)));
    let opinion = nodes.iter().find(|node| node["id"] == seen["opinion"]["id"]).unwrap();
    assert_eq!(seen["opinion"]["title"], opinion["title"]);
    assert_eq!(seen["opinion"]["outcome"], opinion["vote"]["outcome"]);
    assert_eq!(seen["opinion"]["vote"], opinion["vote"]["source"]["quote"]);
    let declarations = opinion["declarations"].as_array().unwrap();
    assert_eq!(seen["opinion"]["declarations"].as_array().unwrap().len(), declarations.len());
    assert_eq!(seen["opinion"]["quotes"], declarations.len());
    assert_eq!(seen["again"], json!(pages[0]));
    assert_eq!(seen["origins"], json!([page.address.trim_end_matches('/'), server.url]));
    assert_eq!(seen["complaints"], json!([]));
}

#[test]
fn the_python_example_prints_every_opinion() {
    let Some(python) = Python::here() else { return };
    let [block] = commands("python").try_into().unwrap();
    let lines: [&str; 3] = block.lines().collect::<Vec<_>>().try_into().unwrap();
    let [make, install, run] = lines;
    // By `cargo xtask test`, for all that the tests use of Python.
    assert_eq!((make, install), ("python3 -m venv .venv", ".venv/bin/pip install -r requirements.txt"));
    let arguments = run.strip_prefix(".venv/bin/python ").unwrap();
    let (program, address) = arguments.split_once(' ').unwrap();
    assert_eq!(address, ADDRESS);
    let server = Server::demo();
    let ran = python
        .program("python")
        .args([program, &format!("{}/graphql", server.url)])
        .current_dir(folder("python"))
        .output()
        .unwrap();
    assert!(ran.status.success(), "{}", said(&ran));
    let data =
        server.data("{ opinions(first: 100) { nodes { title session { heldOn } vote { formula } } } }");
    let nodes = data["opinions"]["nodes"].as_array().unwrap();
    let printed = String::from_utf8(ran.stdout).unwrap();
    assert_eq!(printed.lines().count(), nodes.len());
    for (line, node) in printed.lines().zip(nodes) {
        let cells: Vec<&str> = line.split('\t').collect();
        assert_eq!(cells[0], node["session"]["heldOn"]);
        assert_eq!(cells[1], node["title"]);
        assert_eq!(cells[3], node["vote"]["formula"]);
    }
}

#[test]
fn the_curl_examples_answer_as_printed() {
    let server = Server::demo();
    let answers: Vec<Value> = commands("curl")
        .into_iter()
        .map(|command| {
            assert!(command.contains(ADDRESS), "{command}");
            let own = command.replace(ADDRESS, &format!("{}/graphql", server.url));
            let ran = Command::new("sh").args(["-c", &own]).output().unwrap();
            assert!(ran.status.success(), "{command}: {}", said(&ran));
            let answer: Value = serde_json::from_slice(&ran.stdout).unwrap();
            assert_eq!(answer.get("errors"), None, "{command}: {answer}");
            answer["data"].clone()
        })
        .collect();
    let [post, get, declared, found] = answers.try_into().unwrap();
    assert_eq!(post, get);
    assert_eq!(post["opinions"]["nodes"].as_array().unwrap().len(), 2);
    assert!(declared["declarations"]["totalCount"].as_u64().unwrap() > 0, "{declared}");
    assert!(found["search"]["nodes"][0]["snippet"].as_str().unwrap().contains("<mark>"), "{found}");
}
