//! What strangers ran into: each was seen once, by someone who knew nothing of the program.

use std::{fs, io::Write, net::TcpStream};

use rustix::process::{Signal, kill_process};
use serde_json::Value;
use tests::{Database, Program, Server, on_both, sample};

#[test]
fn a_nul_in_a_word_finds_nothing_on_either_database() {
    on_both(|database| {
        let server = Server::start(database);
        server.data(
            "{ organisation(by: { acronym: \"C\\u0000GT\" }) { id } territory(by: { code: \"2\\u00007\" }) { id }
               reports(filter: { number: \"\\u0000\" }) { totalCount } }",
        )
    });
}

#[test]
fn names_of_thousands_of_letters_are_stored_on_both_databases() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("avis.txt");
    // Letters that no index can press together.
    let long: String = (0..1200u32).map(|at| char::from(b'a' + (at * at % 23) as u8)).collect();
    let text = sample::opinion(1)
        .replace("Le canal numéro 1 des Deux-Lacs", &format!("Le canal {long} {long} {long}"))
        .replace("la Ligue des mariniers", &format!("la Ligue {long} {long} {long}"));
    fs::write(&path, text).unwrap();
    on_both(|database| {
        let run = Program::new(database).args(&["import", "--territory", "99"]).arg(&path).run();
        assert_eq!(run.code, Some(0), "{run:?}");
        let data = Server::start(database)
            .data("{ opinions { nodes { id title } } organisations { nodes { id name } } }");
        assert!(data["opinions"]["nodes"][0]["title"].as_str().unwrap().len() > 3_600);
        data
    });
}

#[test]
fn nobody_need_read_what_an_import_says() {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..3 {
        fs::write(folder.path().join(format!("{number}.txt")), sample::opinion(number)).unwrap();
    }
    let database = Database::sqlite();
    let import = |to: &str| {
        let program = Program::new(&database).args(&["import", "--territory", "99"]).arg(folder.path());
        program.under(&["sh", "-c", &format!("\"$@\" {to}"), "sh"]).run()
    };
    let closed = import(">&-");
    assert!(!closed.stderr.contains("panicked"), "{closed:?}");
    let piped = import("| true");
    assert!(!piped.stderr.contains("panicked"), "{piped:?}");
    let full = import("> /dev/full");
    assert_eq!(full.code, Some(1));
    assert!(full.stderr.contains("not all that was to be said of them could be written"), "{full:?}");
    let count = Server::start(&database).data("{ opinions { totalCount } }");
    assert_eq!(count["opinions"]["totalCount"], 3);
    assert_eq!(import("").code, Some(0));
}

#[test]
fn an_address_that_cannot_be_read_is_not_repeated() {
    let migrate = |address: &str| Program::bare().args(&["migrate", "--database", address]).run();
    for address in ["postgres://me:hunter2@host:port/name", "sqlite:", "sqlite://"] {
        let run = migrate(address);
        assert_eq!(run.code, Some(1), "{run:?}");
        assert!(run.stderr.contains("cannot be read: expected sqlite://FILE or postgres://"), "{run:?}");
        assert!(!run.stderr.contains("hunter2"), "{run:?}");
    }
    let run = migrate("sqlite://h.db?mode=banana");
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.stderr.contains("cannot be read: unknown value \"banana\" for `mode`."), "{run:?}");
    assert!(run.stderr.contains("it may say ?mode=ro (for reading only), ?mode=rw or ?mode=rwc"), "{run:?}");
}

#[test]
fn a_server_that_refuses_is_said_to_refuse() {
    let nobody = ["verify", "--database", "postgres://me:hunter2@127.0.0.1:1/name"];
    let run = Program::bare().args(&nobody).run();
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.stderr.contains("Connection refused"), "{run:?}");
    assert!(!run.stderr.contains("hunter2"), "{run:?}");
}

#[test]
fn a_file_has_the_name_that_its_address_encodes() {
    let folder = tempfile::tempdir().unwrap();
    let address = format!("sqlite://{}/les%20votes%3F.db", folder.path().display());
    let run = |arguments: &[&str]| Program::bare().args(arguments).args(&["--database", &address]).run();
    assert_eq!(run(&["migrate"]).code, Some(0));
    assert!(folder.path().join("les votes?.db").is_file());
    let verified = run(&["verify"]);
    assert_eq!(verified.code, Some(0), "{verified:?}");
}

#[test]
fn a_file_that_is_no_database_is_said_to_be_none() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("h.db");
    fs::write(&path, "Avis sur le rapport 1-1. ".repeat(100)).unwrap();
    let migrate =
        |path: &str| Program::bare().args(&["migrate", "--database", &format!("sqlite://{path}")]).run();
    let none = migrate(&path.display().to_string());
    assert_eq!(none.code, Some(1));
    assert!(none.stderr.contains("the file is no database, or a damaged one: "), "{none:?}");
    let directory = migrate(&folder.path().display().to_string());
    assert!(directory.stderr.contains("the database file cannot be opened: "), "{directory:?}");
}

#[test]
fn a_size_limit_of_all_there_is_reads_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("avis.txt");
    fs::write(&path, sample::opinion(1)).unwrap();
    let limit = u64::MAX.to_string();
    let database = Database::sqlite();
    let import = Program::new(&database).args(&["import", "--territory", "99", "--size-limit", &limit]);
    let run = import.arg(&path).run();
    assert_eq!(run.code, Some(0), "{run:?}");
}

#[test]
fn the_demo_leaves_nothing_behind_when_its_terminal_closes() {
    let folder = tempfile::tempdir().unwrap();
    for signal in [Signal::HUP, Signal::INT] {
        let server = Server::demo_in(folder.path());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        assert_eq!(server.stop(signal), Some(0));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}

#[test]
fn a_request_that_never_ends_does_not_keep_the_server_from_stopping() {
    let database = Database::sqlite();
    let server = Server::start(&database);
    let mut half = TcpStream::connect(server.url.trim_start_matches("http://")).unwrap();
    half.write_all(
        b"POST /graphql HTTP/1.1\r\nhost: h\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{",
    )
    .unwrap();
    // The server has begun to read the half request once it answers a whole one that came later.
    server.data("{ opinions { totalCount } }");
    // One that asks it to stop, and one that asks it to hurry.
    kill_process(server.pid(), Signal::INT).unwrap();
    assert_eq!(server.stop(Signal::TERM), Some(0));
    drop(half);
}

#[test]
fn a_cursor_of_another_list_is_refused() {
    on_both(|database| {
        let server = Server::start(database);
        tests::block_on(async {
            let store = database.store().await;
            sample::import(&store, sample::opinion(1)).await;
        });
        let data = server.data("{ opinions { pageInfo { endCursor } } }");
        let cursor = data["opinions"]["pageInfo"]["endCursor"].clone();
        let code = |query: &str| {
            let answer: Value = server.ask(query);
            answer["errors"][0]["extensions"]["code"].clone()
        };
        for list in
            ["organisations", "reports", "votes", "opinions(orderBy: { field: TITLE, direction: ASC }"]
        {
            let open = if list.contains('(') { "," } else { "(" };
            assert_eq!(
                code(&format!("{{ {list}{open} after: {cursor}) {{ totalCount }} }}")),
                "INVALID_CURSOR",
                "{list}"
            );
        }
        assert_eq!(code(&format!("{{ opinions(after: {cursor}) {{ totalCount }} }}")), Value::Null);
        // What is cut, longer or other is none that was given out.
        let whole = cursor.as_str().unwrap();
        let cut = &whole[..whole.len() - 4];
        for other in [cut, &format!("{whole}AAAA"), &format!("{cut}AAAA"), &whole.replacen('Y', "Z", 1)] {
            let query = format!("{{ opinions(after: {other:?}) {{ totalCount }} }}");
            assert_eq!(code(&query), "INVALID_CURSOR", "{other}");
        }
    });
}

#[test]
fn a_path_that_is_none_says_where_to_go() {
    let server = Server::start(&Database::sqlite());
    let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
    let mut answer = agent.get(format!("{}/", server.url)).call().unwrap();
    assert_eq!(answer.status(), 404);
    assert!(answer.body_mut().read_to_string().unwrap().contains("/graphiql"));
}

#[test]
fn a_host_may_be_named_and_a_flag_may_be_a_variable() {
    let folder = tempfile::tempdir().unwrap();
    let wrong = Program::new(&Database::sqlite()).args(&["serve", "--listen", "127.0.0.1"]).run();
    assert!(wrong.stderr.contains("such as 127.0.0.1:8080"), "{wrong:?}");
    let path = folder.path().join("avis.txt");
    fs::write(&path, sample::opinion(1)).unwrap();
    let database = Database::sqlite();
    let run = Program::new(&database)
        .arg("import")
        .arg(&path)
        .under(&["env", "HEMICYCLE_DRY_RUN=1", "HEMICYCLE_TERRITORY=99"])
        .run();
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.stdout.ends_with("Nothing was stored.\n"), "{run:?}");
}
