//! Those who wait for an answer that another has made: on PostgreSQL, where a lock holds it up for as long as a test wants.

use std::{
    io::{Read, Write},
    net::TcpStream,
    time::Duration,
};

use sea_orm::{ConnectionTrait, DatabaseConnection, DatabaseTransaction, Statement, TransactionTrait};
use serde_json::json;
use tests::{Database, Exchange, Server, block_on, sample};

const QUERY: &str = "{ opinions(first: 5) { nodes { title } } }";

/// So many wait.
const WAITING: usize = 6;

/// A server whose database answers nothing about opinions as long as the lock is held.
struct Held {
    server: Server,
    database: Database,
    lock: Option<DatabaseTransaction>,
}

/// One who has asked.
struct Asking(TcpStream);

impl Held {
    async fn new() -> Self {
        let database = Database::postgres();
        sample::import(&database.store().await, sample::opinion(1)).await;
        let server = Server::keeping(&database, &[]);
        let lock = database.connect().await.begin().await.unwrap();
        lock.execute_unprepared("LOCK TABLE opinion IN ACCESS EXCLUSIVE MODE").await.unwrap();
        Self { server, database, lock: Some(lock) }
    }

    /// Waits until so many statements wait for the lock.
    async fn until(&self, statements: i64) {
        let look = self.database.connect().await;
        for _ in 0..600 {
            if waiting(&look).await == statements {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("{} statements wait, not {statements}", waiting(&look).await);
    }

    /// Lets the database answer.
    async fn release(&mut self) {
        self.lock.take().unwrap().rollback().await.unwrap();
    }

    fn ask(&self) -> Asking {
        let mut stream = TcpStream::connect(self.server.url.trim_start_matches("http://")).unwrap();
        let body = json!({ "query": QUERY }).to_string();
        let head = "POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n\
                    accept: application/graphql-response+json\r\nconnection: close\r\n";
        write!(stream, "{head}content-length: {}\r\n\r\n{body}", body.len()).unwrap();
        Asking(stream)
    }

    /// Some who ask for the same. Who asked for something else after them is answered.
    fn ask_all(&self) -> Vec<Asking> {
        let asking = (0..WAITING).map(|_| self.ask()).collect();
        for _ in 0..WAITING {
            assert_eq!(Exchange::query(&self.server, "{ __typename }").send().status, 200);
        }
        asking
    }
}

impl Asking {
    /// The answer with its head; how it came to be.
    fn answer(mut self) -> (String, String) {
        let mut answer = String::new();
        self.0.read_to_string(&mut answer).unwrap();
        let status = answer.lines().find_map(|line| line.strip_prefix("cache-status: ")).unwrap_or_default();
        let status = status.to_owned();
        (answer, status)
    }
}

/// How many statements wait for a lock.
async fn waiting(on: &DatabaseConnection) -> i64 {
    let sql = "SELECT count(*) AS n FROM pg_stat_activity \
               WHERE datname = current_database() AND wait_event_type = 'Lock'";
    let statement = Statement::from_string(on.get_database_backend(), sql);
    on.query_one_raw(statement).await.unwrap().unwrap().try_get("", "n").unwrap()
}

/// How the answers came to be, all of which are whole.
fn statuses(asking: Vec<Asking>) -> Vec<String> {
    let told = asking.into_iter().map(Asking::answer).map(|(answer, status)| {
        assert!(answer.starts_with("HTTP/1.1 200 ") && answer.contains("Le canal"), "{answer}");
        status
    });
    told.collect()
}

fn made(statuses: &[String]) -> usize {
    statuses.iter().filter(|status| *status == "hemicycle; fwd=miss; stored").count()
}

#[test]
fn one_statement_runs_for_all_who_wait() {
    block_on(async {
        let mut held = Held::new().await;
        let asking = held.ask_all();
        held.until(1).await;
        held.release().await;
        let statuses = statuses(asking);
        assert_eq!(made(&statuses), 1, "{statuses:?}");
        assert!(statuses.iter().all(|status| !status.is_empty()), "{statuses:?}");
    });
}

#[test]
fn who_waits_is_answered_though_the_one_who_had_it_made_goes_away() {
    block_on(async {
        let mut held = Held::new().await;
        let first = held.ask();
        held.until(1).await;
        let asking = held.ask_all();
        held.until(1).await;
        drop(first);
        // One of the others has it made: its statement waits beside that of the one who left.
        held.until(2).await;
        held.release().await;
        let statuses = statuses(asking);
        assert_eq!(made(&statuses), 1, "{statuses:?}");
    });
}

#[test]
fn where_the_answer_cannot_be_kept_all_are_answered() {
    block_on(async {
        let mut held = Held::new().await;
        let asking = held.ask_all();
        held.until(1).await;
        let lock = held.lock.take().unwrap();
        lock.execute_unprepared("ALTER TABLE opinion RENAME TO gone").await.unwrap();
        lock.commit().await.unwrap();
        for (answer, status) in asking.into_iter().map(Asking::answer) {
            assert!(answer.contains("\"INTERNAL\""), "{answer}");
            assert_eq!(status, "");
        }
        held.database.execute("ALTER TABLE gone RENAME TO opinion").await;
        assert_eq!(made(&statuses(vec![held.ask()])), 1, "an error is not remembered");
    });
}
