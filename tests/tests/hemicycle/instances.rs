//! Two servers on one database: what one writes, both answer with, at once or soon. Each request is asked by GET, with and
//! without the tag that its client has, and by POST, twice in a row: whatever keeps answers is asked for one that it has.

use std::{thread, time::Duration};

use serde_json::json;
use tests::{Answer, Database, Editor, Exchange, Server, block_on, on_both, sample};

const QUERY: &str = "{ opinions(first: 100) { totalCount nodes { title vote { formula } } } }";

/// What a client has of one server: the last answer, and its tag.
struct Client<'a> {
    server: &'a Server,
    tag: String,
    body: String,
}

impl<'a> Client<'a> {
    fn new(server: &'a Server) -> Self {
        let mut client = Self { server, tag: String::new(), body: String::new() };
        client.look();
        client
    }

    fn get(&self) -> Answer {
        Exchange::get(self.server, &[("query", QUERY)]).header("if-none-match", &self.tag).send()
    }

    /// What it has after it has asked again, in each manner, and each manner twice.
    fn look(&mut self) -> Vec<String> {
        let mut seen = Vec::new();
        for _ in 0..2 {
            let got = self.get();
            if got.status == 200 {
                (self.tag, self.body) = (got.header("etag"), got.body);
            } else {
                assert_eq!(got.status, 304, "{got:?}");
            }
            seen.push(self.body.clone());
            let whole = Exchange::get(self.server, &[("query", QUERY)]).send();
            assert_eq!(whole.status, 200, "{whole:?}");
            seen.push(whole.body);
            seen.push(Exchange::query(self.server, QUERY).send().body);
        }
        seen
    }

    /// Whether all of it is this.
    fn sees(&mut self, what: &str) -> bool {
        self.look().iter().all(|body| body.contains(what))
    }

    /// Asks until it is so in every manner.
    fn comes_to_see(&mut self, what: &str) {
        for _ in 0..600 {
            if self.sees(what) {
                return;
            }
            thread::sleep(Duration::from_millis(50));
        }
        panic!("{what:?} is not seen: {}", self.body);
    }
}

fn import(database: &Database, number: u32) {
    block_on(async { sample::import(&database.store().await, sample::opinion(number)).await });
}

/// The id of the opinion.
fn id(server: &Server) -> String {
    server.data("{ opinions(first: 1) { nodes { id } } }")["opinions"]["nodes"][0]["id"]
        .as_str()
        .unwrap()
        .to_owned()
}

#[test]
fn a_write_through_one_server_is_seen_there_at_once_and_soon_on_the_other() {
    on_both(|database| {
        import(database, 1);
        let (one, other) = (Server::keeping(database, &[]), Server::keeping(database, &[]));
        let editor = Editor::new(database, &one);
        let (mut here, mut there) = (Client::new(&one), Client::new(&other));
        let id = id(&one);
        for turn in 1..=5 {
            // Both have what they will be asked for.
            here.look();
            there.look();
            let title = format!("Titre {turn}");
            let wanted = format!("\"title\":\"{title}\"");
            editor.edit("updateOpinion { userErrors { message } }", &json!({ "id": id, "title": title }));
            assert!(here.sees(&wanted), "turn {turn}: who wrote by a server sees it there at once");
            there.comes_to_see(&wanted);
            assert!(there.sees(&wanted) && here.sees(&wanted), "and does not go back");
        }
    });
}

#[test]
fn a_server_that_lost_its_ear_catches_up() {
    let database = Database::postgres();
    import(&database, 1);
    let (one, other) = (Server::keeping(&database, &[]), Server::keeping(&database, &[]));
    let mut there = Client::new(&other);
    let follower = tests::Events::of(&other, "/changes?types=Opinion&after=now", None);
    assert!(follower.next().is_some(), "it tells where it begins");
    let editor = Editor::new(&database, &one);
    let id = id(&one);
    let title = |title: &str| {
        editor.edit("updateOpinion { userErrors { message } }", &json!({ "id": id, "title": title }));
    };
    for turn in 1..=3 {
        there.look();
        // Of every server that listens, while the next write comes.
        let lost = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
             WHERE datname = current_database() AND query LIKE 'LISTEN%'";
        block_on(database.execute(lost));
        let name = format!("Titre {turn}");
        title(&name);
        there.comes_to_see(&format!("\"title\":\"{name}\""));
        let event = std::iter::from_fn(|| follower.next()).find(|event| !event.data.is_empty()).unwrap();
        assert!(event.data.contains("UPDATED") && event.data.contains(&id), "{event:?}");
    }
}

#[test]
fn a_read_is_sent_again_where_the_database_hung_up_meanwhile() {
    let database = Database::postgres();
    import(&database, 3);
    let server = Server::start(&database);
    let query = "{ opinions(first: 3) { totalCount nodes { title declarations { rank organisations { acronym } } } } \
                 search(query: \"canal\") { totalCount } statistics { total { declarations } } }";
    let before = server.data(query);
    for _ in 0..3 {
        let lost = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
             WHERE datname = current_database() AND pid <> pg_backend_pid()";
        block_on(database.execute(lost));
        assert_eq!(server.data(query), before);
    }
}
