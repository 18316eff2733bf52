//! Reads from streaming replicas, and clients that read what they have written.

use std::{collections::BTreeSet, sync::Arc, thread, time::Duration};

use serde_json::{Value, json};
use tests::{
    Answer, Cluster, Database, Editor, Exchange, Program, Server, block_on, key, on_both, sample, with_key,
};

const COUNT: &str = "{ opinions { totalCount } }";
const REVISION: &str = "hemicycle-revision";

/// How many opinions a reader sees who has seen a revision, or none.
fn count(server: &Server, revision: &str) -> u64 {
    let answer = Exchange::query(server, COUNT).header(REVISION, revision).send();
    assert_eq!((answer.status, answer.code().as_str()), (200, ""), "{answer:?}\n{}", server.log());
    answer.json()["data"]["opinions"]["totalCount"].as_u64().unwrap()
}

/// What several readers see, one after the other.
fn counts(server: &Server, revision: &str) -> BTreeSet<u64> {
    (0..6).map(|_| count(server, revision)).collect()
}

/// Waits for something that comes.
fn until(what: &str, mut comes: impl FnMut() -> bool) {
    for _ in 0..600 {
        if comes() {
            return;
        }
        thread::sleep(Duration::from_millis(50));
    }
    panic!("{what} has not come");
}

/// A cluster with two replicas, and its database with one opinion everywhere.
struct Site {
    primary: Arc<Cluster>,
    replicas: [Cluster; 2],
    database: Database,
}

impl Site {
    fn new() -> Self {
        let primary = Arc::new(Cluster::own());
        let database = Database::of(&primary, "hemicycle");
        sample::import_by_command(&database, 1);
        let replicas = [primary.replica(), primary.replica()];
        Self { primary, replicas, database }
    }

    fn serve(&self, options: &[&str]) -> Server {
        let addresses = self.replicas.each_ref().map(|replica| replica.address("hemicycle"));
        let replicas = ["--replica", &addresses[0], "--replica", &addresses[1]];
        let program = Program::new(&self.database).env("HEMICYCLE_LOG", "warn,api=info,store=info");
        Server::of(program.keeping().args(&["serve"]).args(&replicas).args(options))
    }

    /// Runs a statement on one of the replicas.
    fn on(&self, replica: usize, sql: &str) {
        block_on(self.database.by(self.replicas[replica].address("hemicycle")).execute(sql));
    }
}

#[test]
fn reads_go_to_replicas_in_turn_and_a_client_reads_what_it_has_written() {
    let site = Site::new();
    let server = site.serve(&["--replica-lag", "600s", "--max-batch", "2"]);
    assert_eq!(counts(&server, ""), BTreeSet::from([1]));
    // One of the two stands still.
    site.on(1, "SELECT pg_wal_replay_pause()");
    let importer = key(&site.database, "Import", "import");
    let post = Exchange::path(&server, "/documents?territory=99").method("POST");
    let taken = with_key(post, &importer).bytes(sample::opinion(2).into_bytes()).send();
    assert_eq!(taken.status, 200, "{taken:?}");
    let revision = taken.header(REVISION);
    until("the first replica's share", || counts(&server, "") == BTreeSet::from([1, 2]));
    assert_eq!(counts(&server, &revision), BTreeSet::from([2]), "who wrote sees it everywhere");

    // Each answer is of one state, and its tag stands for it.
    let get = |revision: &str| Exchange::get(&server, &[("query", COUNT)]).header(REVISION, revision).send();
    let told: BTreeSet<(String, String)> =
        (0..6).map(|_| get("")).map(|answer| (answer.header("etag"), answer.body)).collect();
    let tags: BTreeSet<&String> = told.iter().map(|(tag, _)| tag).filter(|tag| !tag.is_empty()).collect();
    assert_eq!((told.len(), tags.len()), (2, 2), "{told:?}");
    let old = told.iter().find(|(_, body)| body.contains(":1}")).unwrap();
    for _ in 0..4 {
        let again = Exchange::get(&server, &[("query", COUNT)])
            .header(REVISION, &revision)
            .header("if-none-match", &old.0);
        let again = again.send();
        assert_eq!(again.status, 200, "what it had is old, for who has seen more: {again:?}");
        assert!(again.body.contains(":2}") && again.header("vary").contains(REVISION));
    }
    for path in ["/export/opinions.csv", "/publications.csv"] {
        for _ in 0..3 {
            let body = Exchange::path(&server, path).header(REVISION, &revision).send().body;
            assert!(body.contains("numéro 1 ") && body.contains("numéro 2 "), "{path}: {body}");
        }
    }
    // A place that one replica does not know yet is no place of another ledger.
    let now = Exchange::path(&server, "/changes?after=now").header(REVISION, &revision).send().json();
    let after = now["next"].as_str().unwrap();
    for _ in 0..4 {
        let page = Exchange::path(&server, &format!("/changes?after={after}")).send();
        assert_eq!((page.status, page.json()["changes"].clone()), (200, json!([])), "{page:?}");
        let asked = format!("{{ changes(after: \"{after}\") {{ nodes {{ operation }} }} }}");
        assert_eq!(server.data(&asked)["changes"]["nodes"], json!([]));
    }
    assert_eq!(after, revision, "a place among the changes is such a revision, and the other way round");

    // In a batch, what follows a change sees it.
    let editor = Editor::new(&site.database, &server);
    let id = server.data("{ opinions(first: 1) { nodes { id } } }")["opinions"]["nodes"][0]["id"].clone();
    let change = format!(
        "mutation {{ updateOpinion(input: {{ id: {id}, title: \"Un titre\" }}) {{ userErrors {{ message }} }} }}"
    );
    let read = format!("{{ opinion(id: {id}) {{ title }} }}");
    for _ in 0..2 {
        let batch = json!([{ "query": change }, { "query": read }]).to_string();
        let batch = with_key(Exchange::post(&server, batch), &editor.key).send();
        assert!(batch.header(REVISION).len() > 10, "{batch:?}");
        assert_eq!(batch.json()[1]["data"]["opinion"]["title"], "Un titre", "{batch:?}");
    }

    site.on(1, "SELECT pg_wal_replay_resume()");
    until("the second replica's share", || counts(&server, "") == BTreeSet::from([2]));
}

#[test]
fn a_replica_in_trouble_is_left_out_and_comes_back_and_reads_go_on_without_the_primary() {
    let site = Site::new();
    let server = site.serve(&["--replica-lag", "1s"]);
    let left_out = |server: &Server| server.log().matches("a replica is left out").count();
    assert_eq!(counts(&server, ""), BTreeSet::from([1]));

    site.replicas[0].stop();
    for _ in 0..10 {
        assert_eq!(count(&server, ""), 1);
    }
    until("the log", || left_out(&server) == 1);
    site.replicas[1].stop();
    assert_eq!(counts(&server, ""), BTreeSet::from([1]), "the primary is read where no replica answers");
    until("the log", || left_out(&server) == 2);
    site.replicas.iter().for_each(Cluster::start);
    until("both", || server.log().matches("a replica is read again").count() == 2);
    assert_eq!(left_out(&server), 2, "each is said once:\n{}", server.log());

    // One that stands still is found out by what the primary has.
    site.on(0, "SELECT pg_wal_replay_pause()");
    sample::import_by_command(&site.database, 2);
    until("the lag", || server.log().contains("it lags"));
    assert_eq!(counts(&server, ""), BTreeSet::from([2]));
    site.on(0, "SELECT pg_wal_replay_resume()");
    until("it again", || server.log().matches("a replica is read again").count() == 3);

    let editor = Editor::new(&site.database, &server);
    site.primary.stop();
    assert_eq!(counts(&server, ""), BTreeSet::from([2]), "reads go on");
    let ready = Exchange::path(&server, "/health/ready").send();
    assert_eq!((ready.status, ready.body.as_str()), (200, "ready to read alone\n"));
    let write = with_key(
        Exchange::query(&server, "mutation { deleteRecord(input: { id: \"x\" }) { __typename } }"),
        &editor.key,
    );
    let write = write.send();
    assert_eq!((write.status, write.code().as_str()), (503, "UNAVAILABLE"), "{write:?}");
    site.primary.start();
    until("the primary", || Exchange::path(&server, "/health/ready").send().body == "ready\n");
}

#[test]
fn a_replica_of_another_database_is_left_out() {
    let site = Site::new();
    let other = Database::postgres();
    sample::import_by_command(&other, 7);
    let server = Server::start_with(&site.database, &["--replica", &other.address]);
    assert_eq!(counts(&server, ""), BTreeSet::from([1]));
    assert!(server.data("{ opinions { nodes { title } } }").to_string().contains("numéro 1 "));
}

#[test]
fn a_replica_with_tables_of_another_version_is_left_out_from_the_start() {
    let site = Site::new();
    let other = Database::postgres();
    let serve = || {
        let program = Program::new(&site.database).env("HEMICYCLE_LOG", "warn,api=info,store=info");
        Server::of(program.args(&["serve", "--replica", &other.address]))
    };
    let server = serve();
    assert!(
        server.said().contains("a replica is left out") && server.said().contains("lacks 2"),
        "{}",
        server.said()
    );
    assert_eq!(counts(&server, ""), BTreeSet::from([1]));
    block_on(async {
        other.store().await;
        let later = "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m99991231_future', 0)";
        other.execute(later).await;
    });
    let server = serve();
    assert!(server.said().contains("m99991231_future"), "{}", server.said());
    assert_eq!(counts(&server, ""), BTreeSet::from([1]));
}

#[test]
fn a_file_has_no_replicas() {
    let database = Database::sqlite();
    let refused = |address: &str| {
        let run =
            Program::new(&database).args(&["serve", "--listen", "127.0.0.1:0", "--replica", address]).run();
        (run.code, run.stderr)
    };
    let (code, said) = refused("postgres://localhost/hemicycle");
    assert_eq!(code, Some(1));
    assert!(said.contains("only PostgreSQL has them"), "{said}");
    let postgres = Database::postgres();
    let with = |replicas: &str| Program::new(&postgres).env("HEMICYCLE_REPLICAS", replicas).args(&["serve"]);
    for wrong in ["sqlite://secret.db", "postgres://secret@host:port/name"] {
        let run = with(wrong).args(&["--listen", "127.0.0.1:0"]).run();
        assert_eq!(run.code, Some(1));
        let scheme = wrong.split(':').next().unwrap();
        let said = format!("{scheme:?} is no address of a replica");
        assert!(run.stderr.contains(&said) && !run.stderr.contains("secret"), "{run:?}");
    }
    // A variable that is set to nothing names none.
    sample::import_by_command(&postgres, 1);
    assert_eq!(count(&Server::of(with("")), ""), 1);
}

#[test]
fn a_write_tells_its_revision_and_a_read_sees_it_or_is_refused() {
    on_both(|database| {
        let server = Server::start(database);
        let importer = key(database, "Import", "import");
        let post = |path: &str| with_key(Exchange::path(&server, path).method("POST"), &importer);
        let taken = post("/documents?territory=99").bytes(sample::opinion(1).into_bytes()).send();
        let revision = taken.header(REVISION);
        let seen = |answer: &Answer| (answer.status, answer.code());
        assert_eq!(count(&server, &revision), 1);
        let refused = post("/documents?territory=nowhere").bytes(b"text".to_vec()).send();
        assert_eq!((refused.status, refused.header(REVISION).as_str()), (400, ""), "nothing was written");

        let editor = Editor::new(database, &server);
        let mutation = "mutation { deleteRecord(input: { id: \"6ba7b810-9dad-51d1-80b4-00c04fd430c8\" }) { userErrors { code } } }";
        let edited = with_key(Exchange::query(&server, mutation), &editor.key).send();
        assert_eq!((edited.status, edited.header(REVISION)), (200, revision.clone()), "{edited:?}");
        assert_eq!(Exchange::query(&server, COUNT).send().header(REVISION), "", "a read tells none");

        // One of a later revision than there is, and one of another ledger's revision.
        let future = "dAAAAAAA____AAAAAAAAAAA";
        let mut forged = revision.clone();
        let last = if forged.ends_with('A') { "E" } else { "A" };
        forged.replace_range(forged.len() - 1.., last);
        for wrong in [future, &forged] {
            let asked = Exchange::query(&server, COUNT).header(REVISION, wrong).send();
            assert_eq!(seen(&asked), (400, "UNKNOWN_TOKEN".to_owned()), "{asked:?}");
            let legacy =
                Exchange::query(&server, COUNT).header(REVISION, wrong).header("accept", "application/json");
            assert_eq!(seen(&legacy.send()), (400, "UNKNOWN_TOKEN".to_owned()));
            let get = Exchange::get(&server, &[("query", COUNT)]).header(REVISION, wrong).send();
            assert_eq!(seen(&get), (400, "UNKNOWN_TOKEN".to_owned()));
            for path in ["/changes", "/export/opinions.csv", "/publications.json", "/catalog.ttl"] {
                let plain = Exchange::path(&server, path).header(REVISION, wrong).send();
                assert_eq!(plain.status, 400, "{path}: {plain:?}");
                assert!(plain.body.contains("`Hemicycle-Revision`"), "{plain:?}");
            }
        }
        let nonsense = Exchange::query(&server, COUNT).header(REVISION, "now").send();
        assert_eq!(seen(&nonsense), (400, "INVALID_REQUEST".to_owned()));

        let preflight = Exchange::path(&server, "/graphql").method("OPTIONS");
        let preflight = preflight
            .header("origin", "https://page.example")
            .header("access-control-request-method", "POST");
        let preflight = preflight.header("access-control-request-headers", REVISION).send();
        assert!(preflight.header("access-control-allow-headers").contains(REVISION), "{preflight:?}");
        let read = Exchange::query(&server, COUNT).header("origin", "https://page.example").send();
        assert!(read.header("access-control-expose-headers").contains(REVISION), "{read:?}");
        let told: Value = edited.json();
        (revision, told)
    });
}
