//! GraphQL and HTTP over the store, and the command line of `hemicycle`.

mod catalogue;
mod command;
mod cursor;
mod error;
mod event;
mod export;
mod extraction;
mod graphql;
mod http;
mod intake;
mod loader;
mod network;
mod turn;
mod webhook;

pub use command::main;
pub use error::Code;
pub use extraction::Limits as ExtractionLimits;
pub use http::{App, EXAMPLES, Limits, Publishing, Settings, Switch, router};
pub use intake::Intaking;
pub use network::Network;
pub use webhook::Webhooks;
