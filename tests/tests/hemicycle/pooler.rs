//! Behind pgbouncer in its mode `transaction`, with fewer servers than clients.

use std::{sync::Arc, thread};

use serde_json::json;
use tests::{
    Cluster, Database, Editor, Events, Exchange, Pooler, Program, Server, assert_whole, block_on, sample,
};

/// A program behind a pool: its database, as the program sees it.
fn behind(pooler: &Pooler, database: &Database, name: &str) -> Database {
    database.by(pooler.address(name))
}

fn import(pooled: &Database, numbers: std::ops::Range<u32>) {
    let folder = tempfile::tempdir().unwrap();
    for number in numbers {
        std::fs::write(folder.path().join(format!("{number}.txt")), sample::opinion(number)).unwrap();
    }
    let program = Program::new(pooled).env("HEMICYCLE_TRANSACTION_POOL", "true");
    let ran = program.args(&["import", "--territory", "99"]).arg(folder.path()).run();
    assert_eq!(ran.code, Some(0), "{ran:?}");
}

#[test]
fn behind_a_pool_by_transactions_all_goes_as_without() {
    let cluster = Arc::new(Cluster::own());
    let Some(pooler) = Pooler::start(&cluster, 3) else { return };
    let straight = Database::of(&cluster, "hemicycle");
    let pooled = behind(&pooler, &straight, "hemicycle");

    // What the program is told to do where nothing tells it of the pool.
    let refused = Program::new(&pooled).args(&["migrate"]).run();
    assert_eq!(refused.code, Some(1), "{refused:?}");
    assert!(refused.stderr.contains("Pass --transaction-pool"), "{refused:?}");

    import(&pooled, 1..9);
    let servers = [
        Server::start_with(&pooled, &["--transaction-pool"]),
        Server::start_with(&pooled, &["--transaction-pool", "--direct-database", &straight.address]),
    ];
    let followers =
        servers.each_ref().map(|server| Events::of(server, "/changes?types=Opinion&after=now", None));
    for follower in &followers {
        assert!(follower.next().is_some(), "it tells where it begins");
    }
    let query = "{ opinions(first: 100) { nodes { id title rapporteurs { person { name } } vote { formula counts { for } } } } }";
    let id = servers[0].data(query)["opinions"]["nodes"][0]["id"].as_str().unwrap().to_owned();
    let editor = &Editor::new(&straight, &servers[0]);
    thread::scope(|scope| {
        for server in &servers {
            for _ in 0..6 {
                scope.spawn(move || {
                    for _ in 0..8 {
                        let read = server.data(query);
                        assert_eq!(read["opinions"]["nodes"].as_array().unwrap().len(), 8);
                        let csv = Exchange::path(server, "/export/opinions.csv").send();
                        assert_eq!((csv.status, csv.body.lines().count()), (200, 9), "{}", server.log());
                    }
                });
            }
        }
        for turn in 0..10 {
            let input = json!({ "id": id, "title": format!("Titre {turn}") });
            editor.edit("updateOpinion { userErrors { message } }", &input);
        }
    });
    for follower in &followers {
        let told = std::iter::from_fn(|| follower.next()).find(|event| !event.data.is_empty()).unwrap();
        assert!(told.data.contains("UPDATED"), "{told:?}");
    }
    assert!(servers[0].data(query).to_string().contains("Titre 9"));
    for server in &servers {
        assert!(!server.log().contains("ERROR") && !server.log().contains("WARN"), "{}", server.log());
    }
    let verified = Program::new(&pooled).args(&["verify", "--transaction-pool"]).run();
    assert_eq!(verified.code, Some(0), "{verified:?}");
    assert_whole(&block_on(straight.dump()));
}
