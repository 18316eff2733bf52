//! Where reads go: the options of `serve` about replicas.

use std::time::Duration;

use clap::Args;

use super::limits::duration;

/// Where reads go.
#[derive(Args, Clone, Debug, PartialEq, Eq)]
pub struct Replicating {
    /// Streaming replicas of the database, which reads go to in turn: postgres://USER:PASSWORD@HOST/NAME, once for each, or
    /// with commas. One that does not answer is left out until it does. What writes goes to --database, and so does what
    /// follows.
    #[arg(
        id = "replica",
        long = "replica",
        env = "HEMICYCLE_REPLICAS",
        hide_env_values = true,
        value_name = "URL",
        value_delimiter = ',',
        help_heading = "Database"
    )]
    pub addresses: Vec<String>,
    /// How far behind the database a replica may be before it is left out.
    #[arg(
        id = "replica_lag", long = "replica-lag", env = "HEMICYCLE_REPLICA_LAG", hide_env_values = true,
        value_name = "TIME", value_parser = duration, default_value = "10s", help_heading = "Database"
    )]
    pub lag: Duration,
}

impl Default for Replicating {
    fn default() -> Self {
        Self { addresses: Vec::new(), lag: Duration::from_secs(10) }
    }
}
