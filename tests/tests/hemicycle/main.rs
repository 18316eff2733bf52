//! The whole program from outside: import this document, ask that query, see this answer.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod contract;
mod crash;
mod demo;
mod execution;
mod graphiql;
mod hostile;
mod http;
mod import;
mod migration;
mod pages;
mod schema;
mod search;
mod search_index;
mod search_pages;
mod serve;
mod statements;
