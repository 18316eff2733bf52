//! The server's start and its end.

use std::net::TcpListener;

use rustix::process::Signal;
use tests::{Database, Program, Server, on_both};

#[test]
fn a_signal_stops_the_server_gracefully() {
    on_both(|database| {
        for signal in [Signal::TERM, Signal::INT] {
            assert_eq!(Server::start(database).stop(signal), Some(0));
        }
    });
}

#[test]
fn a_taken_port_is_refused_with_the_reason() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let run = Program::new(&Database::sqlite()).args(&["serve", "--listen", &address]).run();
    assert_eq!(run.code, Some(1));
    assert!(
        run.stderr.contains(&format!("cannot listen on {address}")) && run.stderr.contains("--listen"),
        "{run:?}"
    );
}

#[test]
fn health_tells_a_live_process_from_a_ready_one() {
    on_both(|database| {
        let server = Server::start(database);
        let status = |path: &str| {
            let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
            agent.get(format!("{}{path}", server.url)).call().unwrap().status().as_u16()
        };
        assert_eq!((status("/health/live"), status("/health/ready")), (200, 200));
        tests::block_on(database.execute("DELETE FROM seaql_migrations"));
        assert_eq!((status("/health/live"), status("/health/ready")), (200, 503));
    });
}

#[test]
fn a_database_address_of_no_known_kind_is_refused_without_its_password() {
    let run = Program::bare().args(&["migrate", "--database", "mysql://user:hunter2@host/name"]).run();
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("sqlite://FILE") && !run.stderr.contains("hunter2"), "{run:?}");
}
