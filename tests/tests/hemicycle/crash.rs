//! What happens to the records when an import does not reach its end.

use std::{
    env, fs,
    io::{Read, Write},
    net::TcpStream,
    os::unix::process::ExitStatusExt,
    path::Path,
    sync::mpsc::channel,
    thread,
    time::{Duration, Instant},
};

use rustix::process::{Signal, kill_process};
use serde_json::{Value, json};
use tests::{Database, Output, Program, Server, assert_whole, block_on, key, on_both, sample};

/// How many imports are killed on each database.
const KILLS: u32 = 60;
/// How many of them are imports into one database, the first of which makes its tables.
const EACH: u32 = 5;

fn import(database: &Database, path: &Path) -> Program {
    Program::new(database).args(&["import", "--territory", "99"]).arg(path)
}

/// The rows but for the bytes of documents, which are kept before anything is read of them.
fn rows(database: &Database) -> Vec<String> {
    let mut rows = block_on(async {
        database.store().await;
        database.dump().await
    });
    rows.retain(|row| !row.starts_with("blob: "));
    rows
}

/// Imports that are killed, one after the other, at moments spread over the time that one takes.
fn kill(database: fn() -> Database) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("avis.txt");
    let (mut kills, mut number) = (0, 0);
    let mut current = database();
    // How long the first import into a database takes, and a later one.
    let took = [1, 2].map(|number| {
        fs::write(&path, sample::opinion(number)).unwrap();
        let start = Instant::now();
        assert!(import(&current, &path).start().wait().unwrap().success());
        start.elapsed()
    });
    // `cargo xtask soak` asks for more.
    let wanted = env::var("HEMICYCLE_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(KILLS);
    while kills < wanted {
        if number % EACH == 0 {
            current = database();
        }
        fs::write(&path, sample::opinion(number)).unwrap();
        let first = number % EACH == 0;
        let before = if first { Vec::new() } else { rows(&current) };
        // Multiples of the golden ratio fall evenly, whatever their number.
        let share = (f64::from(number) * 0.618_033_988_749_895).fract();
        number += 1;
        let mut child = import(&current, &path).start();
        thread::sleep(Duration::mul_f64(took[usize::from(!first)], share));
        child.kill().unwrap();
        kills += u32::from(child.wait().unwrap().signal() == Some(9));

        let after = rows(&current);
        let again = import(&current, &path).run();
        assert_eq!(again.code, Some(0), "the import after a killed one: {again:?}");
        let finished = rows(&current);
        assert!(after == before || after == finished, "a killed import left a part of its records");
        assert_whole(&finished);
        if number % EACH == 0 {
            let verified = Program::new(&current).arg("verify").run();
            assert_eq!(verified.code, Some(0), "{verified:?}");
        }
    }
}

#[test]
fn an_import_into_sqlite_that_is_killed_leaves_all_of_its_records_or_none() {
    kill(Database::sqlite);
}

#[test]
fn an_import_into_postgres_that_is_killed_leaves_all_of_its_records_or_none() {
    kill(Database::postgres);
}

/// How many servers are killed on each database while people edit.
const SERVERS: u32 = 8;

/// Asks for an edit, and does not mind whether the server is still there.
fn ask(address: &str, key: &str, query: &str) -> std::io::Result<String> {
    let body = json!({ "query": query }).to_string();
    let mut stream = TcpStream::connect(address)?;
    write!(
        stream,
        "POST /graphql HTTP/1.1\r\nhost: {address}\r\nauthorization: Bearer {key}\r\ncontent-type: application/json\r\n\
         connection: close\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    Ok(answer)
}

/// Edits of people, while their server is killed again and again.
fn kill_editing(database: &Database) {
    block_on(database.store());
    let token = key(database, "Direction", "admin");
    let mut written = 0;
    for round in 0..SERVERS {
        // What was removed is not missed by the next one.
        block_on(async {
            let store = database.store().await;
            for number in 0..4 {
                sample::import(&store, sample::opinion(4 * round + number)).await;
            }
        });
        let server = Server::start(database);
        let address = server.url.trim_start_matches("http://").to_owned();
        let listed = server.data(
            "{ opinions { nodes { id } } organisations { nodes { id } } declarations { nodes { id } } }",
        );
        let ids = |list: &str| -> Vec<String> {
            let nodes = listed[list]["nodes"].as_array().unwrap().iter();
            nodes.map(|node: &Value| node["id"].as_str().unwrap().to_owned()).collect()
        };
        let (opinions, bodies) = (ids("opinions"), ids("organisations"));
        let (answered, some) = channel();
        thread::scope(|scope| {
            for writer in 0..3 {
                let (opinions, bodies, address, token) = (&opinions, &bodies, &address, &token);
                let answered = answered.clone();
                scope.spawn(move || {
                        for number in 0.. {
                            let (opinion, body) =
                                (&opinions[(number + writer) % opinions.len()], &bodies[number % bodies.len()]);
                            let edit = match (number + writer) % 4 {
                                0 => format!("updateOpinion(input: {{ id: \"{opinion}\", title: \"Titre {round} {number}\" }})"),
                                1 => format!("updateOrganisation(input: {{ id: \"{body}\", name: \"Nom {round} {number}\" }})"),
                                2 => format!("deleteRecord(input: {{ id: \"{opinion}\" }})"),
                                _ => format!("mergeOrganisations(input: {{ fromId: \"{body}\", intoId: \"{}\" }})", bodies[0]),
                            };
                            if ask(address, token, &format!("mutation {{ {edit} {{ userErrors {{ code }} }} }}")).is_err() {
                                return;
                            }
                            let _ = answered.send(());
                        }
                    });
            }
            let share = (f64::from(round) * 0.618_033_988_749_895).fract();
            // However slow the machine is, some edits are done, and others under way.
            for _ in 0..3 {
                some.recv_timeout(Duration::from_secs(60)).expect("an edit is answered");
            }
            thread::sleep(Duration::from_millis(200).mul_f64(share));
            kill_process(server.pid(), Signal::KILL).unwrap();
        });
        drop(server);
        let after = rows(database);
        assert_whole(&after);
        written = after.iter().filter(|row| row.starts_with("decision: ")).count();
        let verified = Program::new(database).arg("verify").run();
        assert_eq!(verified.code, Some(0), "{verified:?}");
    }
    assert!(written > 3, "only {written} decisions were written");
}

#[test]
fn a_server_on_sqlite_that_is_killed_while_people_edit_leaves_whole_edits_and_a_chain_that_verifies() {
    kill_editing(&Database::sqlite());
}

#[test]
fn a_server_on_postgres_that_is_killed_while_people_edit_leaves_whole_edits_and_a_chain_that_verifies() {
    kill_editing(&Database::postgres());
}

/// One opinion is stored; the import of a second one fails, as `fail` makes it; the third time it succeeds.
fn fails(database: &Database, fail: impl Fn(&Path) -> Output, mend: impl Fn()) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let [first, second] = ["first.txt", "second.txt"].map(|name| folder.path().join(name));
    fs::write(&first, sample::opinion(1)).unwrap();
    fs::write(&second, sample::opinion(2)).unwrap();
    assert_eq!(import(database, &first).run().code, Some(0));
    let before = rows(database);
    let failed = fail(&second);
    assert_eq!((failed.code, failed.stdout.as_str()), (Some(1), ""), "{failed:?}");
    mend();
    assert!(rows(database) == before, "a failed import changed a row");
    let again = import(database, &second).run();
    assert_eq!(again.code, Some(0), "{again:?}");
    assert_whole(&rows(database));
    failed
}

/// Makes the insertion of paragraphs, in the middle of an import, do something else.
fn instead(database: &Database, body: &str) {
    block_on(database.execute(&format!(
        "CREATE FUNCTION fault() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body}; RETURN NEW; END $$;
         CREATE TRIGGER fault BEFORE INSERT ON paragraph FOR EACH ROW EXECUTE FUNCTION fault()"
    )));
}

fn restore(database: &Database) {
    block_on(database.execute("DROP TRIGGER fault ON paragraph; DROP FUNCTION fault()"));
}

#[test]
fn a_lost_connection_in_the_middle_is_said_and_loses_nothing() {
    let database = Database::postgres();
    let failed = fails(
        &database,
        |path| {
            instead(&database, "PERFORM pg_terminate_backend(pg_backend_pid())");
            import(&database, path).run()
        },
        || restore(&database),
    );
    assert!(failed.stderr.contains("second.txt: refused: the database does not answer: "), "{failed:?}");
}

#[test]
fn a_full_disk_under_postgres_is_said_and_loses_nothing() {
    let database = Database::postgres();
    let failed = fails(
        &database,
        |path| {
            instead(&database, "RAISE 'could not extend file: no space left' USING ERRCODE = 'disk_full'");
            import(&database, path).run()
        },
        || restore(&database),
    );
    assert!(failed.stderr.contains("second.txt: refused: the database has no room: "), "{failed:?}");
}

/// The file of an SQLite database.
fn file(database: &Database) -> &Path {
    Path::new(database.address.strip_prefix("sqlite://").unwrap())
}

#[test]
fn a_full_disk_under_sqlite_is_said_and_loses_nothing() {
    // At several sizes: the bytes of the document, its records, or their way from the log to the file do not fit.
    for room in [0, 4, 16, 40, 80] {
        let database = Database::sqlite();
        let failed = fails(
            &database,
            |path| {
                let size = room * 1024;
                import(&database, path).under(&["prlimit", &format!("--fsize={size}"), "--core=0"]).run()
            },
            || (),
        );
        // The file that connections share takes 32 KiB: below them the database cannot be opened, and no document is.
        let who = if room < 32 { "hemicycle" } else { "second.txt: refused" };
        assert!(
            failed.stderr.contains(&format!("{who}: the database has no room: ")),
            "{room} KiB: {failed:?}"
        );
    }
}

#[test]
fn a_database_file_that_is_read_only_is_said_and_loses_nothing() {
    let database = Database::sqlite();
    let write = |writable: bool| {
        let mut permissions = fs::metadata(file(&database)).unwrap().permissions();
        permissions.set_readonly(!writable);
        fs::set_permissions(file(&database), permissions).unwrap();
    };
    let failed = fails(
        &database,
        |path| {
            write(false);
            let root = rustix::process::getuid().is_root();
            let import = import(&database, path);
            // To root every file is writable, but for a root without that privilege.
            if root { import.under(&["setpriv", "--bounding-set=-dac_override"]).run() } else { import.run() }
        },
        || write(true),
    );
    assert!(failed.stderr.contains("the database cannot be written: "), "{failed:?}");
}

#[test]
fn imports_at_once_wait_for_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let paths = [1, 2, 3, 40].map(|number| {
        let path = folder.path().join(format!("{number}.txt"));
        fs::write(&path, sample::opinion(number)).unwrap();
        path
    });
    let records = |database: &Database| {
        let mut rows = rows(database);
        assert_whole(&rows);
        rows.retain(|row| !tests::is_history(row));
        rows
    };
    on_both(|database| {
        // Into an empty database, whose tables each of them would make.
        let children = paths.each_ref().map(|path| import(database, path).start());
        for mut child in children {
            assert!(child.wait().unwrap().success(), "one of the imports was refused");
        }
        let at_once = records(database);
        let alone = Database::sqlite();
        for path in &paths {
            import(&alone, path).run();
        }
        assert!(at_once == records(&alone), "imports at once differ from one after the other");
        at_once
    });
}
