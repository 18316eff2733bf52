//! The whole program from outside: import this document, ask that query, see this answer.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod caching;
mod citation;
mod clients;
mod contract;
mod conventions;
mod crash;
mod declaration;
mod demo;
mod errors;
mod examples;
mod execution;
mod facets;
mod federation;
mod filters;
mod folder;
mod formats;
mod graphiql;
mod hostile;
mod http;
mod import;
mod initiative;
mod limits;
mod mention;
mod migration;
mod milestone;
mod pages;
mod persisted;
mod plans;
mod rate;
mod readme;
mod recommendation;
mod schema;
mod schemathesis;
mod search;
mod search_index;
mod search_pages;
mod serve;
mod statements;
mod statistics;
mod stranger;
mod theme;
mod validation;
mod words;
mod worker;
