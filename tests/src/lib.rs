//! What the end-to-end tests stand on: databases of both kinds, the program as a process, and documents of a region
//! that does not exist.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]
#![expect(missing_docs, reason = "the names say it, and nobody else depends on this crate")]

mod cluster;
mod corpus;
mod database;
pub mod document;
mod history;
mod node;
mod program;
mod python;
pub mod sample;
pub mod talk;

pub use corpus::{corpus, not_run, shared};
pub use database::Database;
pub use history::assert_whole;
pub use node::{Packages, said};
pub use program::{Output, Program, Server};
pub use python::Python;

/// Runs a test on both databases, and compares what it returns.
pub fn on_both<T: PartialEq + std::fmt::Debug>(test: impl Fn(&Database) -> T) {
    let sqlite = test(&Database::sqlite());
    let postgres = test(&Database::postgres());
    assert!(sqlite == postgres, "SQLite and PostgreSQL differ:\n{sqlite:#?}\n{postgres:#?}");
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
