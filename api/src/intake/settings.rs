//! How documents come in over HTTP: options of `serve`.

use std::time::Duration;

use clap::Args;

use crate::{extraction::Limits, http::duration};

/// What a document that comes in by HTTP may cost.
#[derive(Args, Clone, Copy, Debug, PartialEq, Eq)]
#[command(next_help_heading = "Imports")]
pub struct Intaking {
    /// Larger documents are refused without being kept, in bytes.
    #[arg(
        id = "size_limit", long = "size-limit", env = "HEMICYCLE_SIZE_LIMIT", hide_env_values = true,
        default_value_t = store::SIZE_LIMIT, value_name = "BYTES"
    )]
    pub size_limit: u64,
    /// How long one document may take to come, and then to be read and written, such as 500ms, 10s or 2m.
    #[arg(
        id = "import_time", long = "import-time", env = "HEMICYCLE_IMPORT_TIME", hide_env_values = true,
        value_name = "TIME", value_parser = duration, default_value = "2m"
    )]
    pub import_time: Duration,
    /// What reading one may cost.
    #[command(flatten)]
    pub extraction: Limits,
}

impl Default for Intaking {
    fn default() -> Self {
        Self {
            size_limit: store::SIZE_LIMIT,
            import_time: Duration::from_secs(120),
            extraction: Limits::default(),
        }
    }
}
