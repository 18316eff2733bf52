//! The server's start and its end.

use std::{
    fs,
    net::TcpListener,
    os::unix::net::UnixListener,
    path::Path,
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use rustix::process::Signal;
use tests::{Answer, Cluster, Database, Exchange, Program, Server, block_on, key, on_both, sample, with_key};

const QUERY: &str = "{ opinions { totalCount } }";

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
        block_on(database.execute("DELETE FROM seaql_migrations"));
        assert_eq!((status("/health/live"), status("/health/ready")), (200, 503));
    });
}

#[test]
fn a_database_that_is_gone_is_waited_for_once() {
    let cluster = Arc::new(Cluster::own());
    let database = Database::of(&cluster, "hemicycle");
    sample::import_by_command(&database, 1);
    let server = Server::keeping(&database, &[]);
    let by_get = || Exchange::get(&server, &[("query", QUERY)]).send();
    let by_post = || Exchange::query(&server, QUERY).send();
    assert_eq!((by_get().status, by_post().status), (200, 200));
    cluster.stop();
    // A socket that nobody listens at: a connection is tried for ten seconds. What is kept is believed for half of one.
    drop(UnixListener::bind(cluster.folder().join(".s.PGSQL.5432")).unwrap());
    while by_get().status == 200 {}
    let by_file = || Exchange::path(&server, "/export/votes.csv").send();
    // Also where several ask for one file.
    let all: [&(dyn Fn() -> Answer + Sync); 5] = [&by_get, &by_post, &by_file, &by_file, &by_file];
    thread::scope(|scope| {
        for (asked, ask) in all.into_iter().enumerate() {
            scope.spawn(move || {
                let begun = Instant::now();
                let answer = ask();
                assert_eq!(answer.status, 503, "{answer:?}");
                assert!(asked > 1 || answer.code() == "UNAVAILABLE", "{answer:?}");
                assert!(begun.elapsed() < Duration::from_secs(18), "waited for twice: {:?}", begun.elapsed());
            });
        }
    });
    let ready = Exchange::path(&server, "/health/ready").send();
    assert_eq!(ready.status, 503, "{ready:?}");
    cluster.start();
    assert_eq!((by_get().status, by_post().status), (200, 200));
    assert_eq!(Exchange::path(&server, "/health/ready").send().status, 200);
}

#[test]
fn a_served_file_that_is_taken_away_is_missed_and_no_empty_one_takes_its_place() {
    let database = Database::sqlite();
    sample::import_by_command(&database, 1);
    let token = key(&database, "Portail", "import");
    let server = Server::start(&database);
    let file = Path::new(database.address.trim_start_matches("sqlite://"));
    let aside = file.with_extension("aside");
    fs::rename(file, &aside).unwrap();
    let ready = || Exchange::path(&server, "/health/ready").send();
    assert_eq!(ready().status, 503);
    assert!(server.logs("was taken away"), "{}", server.log());
    // What is written would be lost with the file.
    let send = || {
        let bytes = sample::opinion(2).into_bytes();
        with_key(Exchange::path(&server, "/documents?territory=99").method("POST").bytes(bytes), &token)
            .send()
    };
    let refused = send();
    assert_eq!(refused.status, 503, "{refused:?}");
    // More at once than there are connections that are open.
    thread::scope(|scope| {
        for _ in 0..32 {
            scope.spawn(|| {
                let answer = Exchange::query(&server, QUERY).send();
                assert!(["", "UNAVAILABLE"].contains(&answer.code().as_str()), "{answer:?}");
            });
        }
    });
    assert!(!file.exists(), "an empty file was made");
    fs::rename(&aside, file).unwrap();
    assert_eq!(ready().status, 200);
    assert_eq!(server.data(QUERY)["opinions"]["totalCount"], 1);
    let taken = send();
    assert!(taken.status < 300, "{taken:?}");
}

#[test]
fn a_direct_address_that_cannot_be_read_is_named_by_its_own_option() {
    let database = Database::postgres();
    for wrong in
        ["postgres://u:hunter2@h:no/x", "mysql://u:hunter2@h/x", "hunter2@h/x", "sqlite://hunter2.db"]
    {
        let run = Program::new(&database).args(&["migrate", "--direct-database", wrong]).run();
        assert_eq!(run.code, Some(1));
        assert!(run.stderr.contains("--direct-database") && !run.stderr.contains("hunter2"), "{run:?}");
    }
}

#[test]
fn where_a_direct_address_does_not_answer_commits_are_looked_for_and_the_log_says_so() {
    let database = Database::postgres();
    sample::import_by_command(&database, 1);
    let direct = ["--transaction-pool", "--direct-database", "postgres://u:hunter2@127.0.0.1:1/x"];
    let server = Server::start_with(&database, &direct);
    thread::scope(|scope| {
        let follower = scope.spawn(|| {
            let changes = Exchange::path(&server, "/changes?after=now&first=1");
            changes.header("accept", "text/event-stream").send()
        });
        assert!(server.logs("commits are looked for"), "{}", server.log());
        sample::import_by_command(&database, 2);
        let told = follower.join().unwrap();
        assert!(told.status == 200 && told.body.contains("\"CREATED\""), "{told:?}");
    });
    assert!(!server.log().contains("hunter2"), "{}", server.log());
}

#[test]
fn a_database_address_of_no_known_kind_is_refused_without_its_password() {
    let run = Program::bare().args(&["migrate", "--database", "mysql://user:hunter2@host/name"]).run();
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("sqlite://FILE") && !run.stderr.contains("hunter2"), "{run:?}");
}
