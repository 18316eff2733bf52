//! What the end-to-end tests stand on: databases of both kinds, the program as a process, and documents of a region
//! that does not exist.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]
#![expect(missing_docs, reason = "the names say it, and nobody else depends on this crate")]

mod cluster;
mod corpus;
mod database;
pub mod document;
mod everything;
mod exchange;
mod following;
mod history;
mod key;
pub mod lists;
mod node;
mod pooler;
mod program;
mod python;
mod receiver;
pub mod rolls;
pub mod sample;
pub mod talk;
mod transcript;

pub use cluster::Cluster;
pub use corpus::{corpus, not_run, shared};
pub use database::Database;
pub use everything::everything;
pub use exchange::{Answer, Exchange};
pub use following::{Event, Events, Subscriber};
pub use history::{assert_whole, chained, is_history, verified};
pub use key::{Editor, key, with_key};
pub use node::{Packages, said};
pub use pooler::Pooler;
pub use program::{Output, Program, Server};
pub use python::Python;
pub use receiver::{Received, Receiver, SecureReceiver};

/// Runs a test on both databases, and compares what it returns and whatever its servers answered.
pub fn on_both<T: PartialEq + std::fmt::Debug>(test: impl Fn(&Database) -> T) {
    transcript::take();
    let sqlite = test(&Database::sqlite());
    let asked = transcript::take();
    let postgres = test(&Database::postgres());
    let again = transcript::take();
    for (sqlite, postgres) in asked.iter().zip(&again) {
        assert!(sqlite == postgres, "SQLite and PostgreSQL answer differently:\n{sqlite}\n{postgres}");
    }
    assert_eq!(asked.len(), again.len(), "the test asked one database more than the other");
    assert!(sqlite == postgres, "SQLite and PostgreSQL differ:\n{sqlite:#?}\n{postgres:#?}");
}

/// The limits of tests that ask for very much at once.
pub fn limits() -> api::Limits {
    api::Limits::default()
}

/// Runs a future to its end.
pub fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap()
        .block_on(future)
}
