//! How GraphQL is served: the options of `serve`.

use std::{path::PathBuf, time::Duration};

use axum::http::uri::Authority;
use clap::{Args, ValueEnum};

use super::{
    limits::{Limits, duration},
    publishing::Publishing,
    replicating::Replicating,
};
use crate::{intake::Intaking, network::Network, webhook::Webhooks};

/// A switch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Switch {
    /// It is there.
    On,
    /// It is not.
    Off,
}

/// How GraphQL is served.
#[derive(Args, Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// What a request may cost.
    #[command(flatten)]
    pub limits: Limits,
    /// What one client may spend, and how long its bucket takes to fill again: cost and time, such as 1000000/60s; 0
    /// limits nothing. A request costs 10 and what its query costs.
    #[arg(
        long, env = "HEMICYCLE_RATE_LIMIT", hide_env_values = true, value_name = "COST/TIME",
        value_parser = rate, default_value = "1000000/60s", help_heading = "Limits"
    )]
    pub rate_limit: (u64, Duration),
    /// Proxies whose `Forwarded` or `X-Forwarded-For` says who asks: addresses or ranges, such as 10.0.0.0/8, with
    /// commas. From anybody else the address is the connection's.
    #[arg(
        long,
        env = "HEMICYCLE_TRUSTED_PROXIES",
        hide_env_values = true,
        value_name = "RANGES",
        value_delimiter = ',',
        help_heading = "Limits"
    )]
    pub trusted_proxies: Vec<Network>,
    /// What one key may spend, likewise: keys pay for themselves, wherever they come from.
    #[arg(
        long, env = "HEMICYCLE_KEY_RATE_LIMIT", hide_env_values = true, value_name = "COST/TIME",
        value_parser = rate, default_value = "1000000/60s", help_heading = "Limits"
    )]
    pub key_rate_limit: (u64, Duration),
    /// Origins whose pages may send keys, such as `https://edit.example`, with commas. Reads without a key answer any.
    #[arg(
        long,
        env = "HEMICYCLE_KEY_ORIGINS",
        hide_env_values = true,
        value_name = "ORIGINS",
        value_delimiter = ',',
        value_parser = origin,
        help_heading = "Limits"
    )]
    pub key_origins: Vec<String>,
    /// Whether queries may ask about the schema.
    #[arg(
        long, env = "HEMICYCLE_INTROSPECTION", hide_env_values = true, value_enum, default_value_t = Switch::On,
        help_heading = "GraphQL"
    )]
    pub introspection: Switch,
    /// Whether the error of an unknown name says which known ones are like it.
    #[arg(
        long, env = "HEMICYCLE_SUGGESTIONS", hide_env_values = true, value_enum, default_value_t = Switch::On,
        help_heading = "GraphQL"
    )]
    pub suggestions: Switch,
    /// Whether clients may send a query's hash in place of its text, once this server has seen it (Apollo's automatic
    /// persisted queries).
    #[arg(
        long, env = "HEMICYCLE_PERSISTED_QUERIES", hide_env_values = true, value_enum,
        default_value_t = Switch::On, help_heading = "GraphQL"
    )]
    pub persisted_queries: Switch,
    /// A manifest of queries by their ids, as Relay, GraphQL Code Generator or Apollo write it: clients send an id as
    /// `documentId`, or as `extensions.persistedQuery.sha256Hash`.
    #[arg(
        long,
        env = "HEMICYCLE_TRUSTED_DOCUMENTS",
        hide_env_values = true,
        value_name = "FILE",
        help_heading = "GraphQL"
    )]
    pub trusted_documents: Option<PathBuf>,
    /// Runs trusted documents and refuses every other query.
    #[arg(
        long,
        env = "HEMICYCLE_TRUSTED_ONLY",
        hide_env_values = true,
        requires = "trusted_documents",
        help_heading = "GraphQL"
    )]
    pub trusted_only: bool,
    /// Bytes of queries that are kept parsed, and as many of persisted ones.
    #[arg(
        long, env = "HEMICYCLE_QUERY_CACHE", hide_env_values = true, value_name = "BYTES",
        default_value_t = 16 * 1024 * 1024, help_heading = "GraphQL"
    )]
    pub query_cache: u64,
    /// Bytes of answers that are kept, compressed too, for those who ask the same again while the data stays as it is; 0
    /// keeps none. What another process writes is seen after half a second at most, what is written through this server at
    /// once.
    #[arg(
        long, env = "HEMICYCLE_RESPONSE_CACHE", hide_env_values = true, value_name = "BYTES",
        default_value_t = 64 * 1024 * 1024, help_heading = "GraphQL"
    )]
    pub response_cache: u64,
    /// The longest time that caches may keep an answer to GET without asking again; it is a tenth of the time since
    /// the data last changed where that is less.
    #[arg(
        long, env = "HEMICYCLE_MAX_AGE", hide_env_values = true, value_name = "TIME", value_parser = duration,
        default_value = "60s", help_heading = "GraphQL"
    )]
    pub max_age: Duration,
    /// Where reads go.
    #[command(flatten)]
    pub replicas: Replicating,
    /// What documents that come in may cost.
    #[command(flatten)]
    pub intake: Intaking,
    /// Where changes are delivered to.
    #[command(flatten)]
    pub webhooks: Webhooks,
    /// A CSV of SIRETs and matters for the files of SCDL, each with its author, where imports give none: docs/scdl.md.
    #[arg(
        long,
        env = "HEMICYCLE_SCDL_CODES",
        hide_env_values = true,
        value_name = "FILE",
        help_heading = "Files"
    )]
    pub scdl_codes: Option<PathBuf>,
    /// What the catalogue says of who publishes it.
    #[command(flatten)]
    pub publishing: Publishing,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            limits: Limits::default(),
            rate_limit: (1_000_000, Duration::from_secs(60)),
            trusted_proxies: Vec::new(),
            key_rate_limit: (1_000_000, Duration::from_secs(60)),
            key_origins: Vec::new(),
            introspection: Switch::On,
            suggestions: Switch::On,
            persisted_queries: Switch::On,
            trusted_documents: None,
            trusted_only: false,
            query_cache: 16 * 1024 * 1024,
            response_cache: 64 * 1024 * 1024,
            max_age: Duration::from_secs(60),
            replicas: Replicating::default(),
            intake: Intaking::default(),
            webhooks: Webhooks::default(),
            scdl_codes: None,
            publishing: Publishing::default(),
        }
    }
}

/// Reads a cost and the time in which it comes back.
fn rate(text: &str) -> Result<(u64, Duration), String> {
    let expected = || "expected a cost and a time, such as 1000000/60s, or 0".to_owned();
    if text == "0" {
        return Ok((0, Duration::from_secs(60)));
    }
    let (cost, time) = text.split_once('/').ok_or_else(expected)?;
    let (cost, time) = (cost.parse().map_err(|_| expected())?, duration(time).map_err(|_| expected())?);
    if time < Duration::from_secs(1) { Err(expected()) } else { Ok((cost, time)) }
}

/// An origin as browsers send it (RFC 6454, 6.2); nothing where a variable is set to nothing.
fn origin(text: &str) -> Result<String, String> {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let sent = |host: &str| {
        host.parse::<Authority>().is_ok_and(|host| !host.as_str().contains('@'))
            && !host.contains(char::is_uppercase)
    };
    if text.is_empty() || host.is_some_and(sent) {
        return Ok(text.to_owned());
    }
    Err("expected an origin as browsers send it, such as https://edit.example or http://localhost:5173: in small letters, \
         without a path"
        .to_owned())
}

#[cfg(test)]
mod tests {
    use clap::{Args, FromArgMatches};

    use super::{Settings, origin, rate};

    #[test]
    fn the_command_lines_defaults_are_those_of_the_library() {
        let command = Settings::augment_args(clap::Command::new("hemicycle"));
        let parsed = command.get_matches_from(["hemicycle"]);
        assert_eq!(Settings::from_arg_matches(&parsed).ok(), Some(Settings::default()));
    }

    #[test]
    fn a_rate_is_a_cost_and_a_time() {
        assert_eq!(rate("500/2m").map(|(cost, time)| (cost, time.as_secs())), Ok((500, 120)));
        assert_eq!(rate("0").map(|(cost, _)| cost), Ok(0));
        assert!(rate("500").is_err() && rate("500/10ms").is_err() && rate("x/1s").is_err());
    }

    #[test]
    fn an_origin_is_what_browsers_send() {
        for sent in ["https://edit.example", "http://localhost:5173", "http://[::1]:8080", ""] {
            assert_eq!(origin(sent), Ok(sent.to_owned()));
        }
        let others = [
            "edit.example",
            "bad value",
            "https://",
            "https://edit.example/",
            "https://a/b",
            "https://me@a",
            "https://A",
        ];
        for other in others {
            assert!(origin(other).is_err(), "{other}");
        }
    }
}
