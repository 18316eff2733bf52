//! What a request may cost: each limit is an option of `serve`.

use std::time::Duration;

use clap::Args;

/// What a request may cost. Where it asks for more it is refused, and the answer says which limit, its figure, and the
/// request's.
#[derive(Args, Clone, Copy, Debug, PartialEq, Eq)]
#[command(next_help_heading = "Limits")]
pub struct Limits {
    /// Bytes of a request's body, or of an address's query.
    #[arg(
        id = "max_body", long = "max-body", env = "HEMICYCLE_MAX_BODY", hide_env_values = true,
        value_name = "BYTES", default_value_t = Self::DEFAULT.body
    )]
    pub body: usize,
    /// How long a request's head may take to come, and a connection may wait for its next request, such as 500ms, 10s or
    /// 2m.
    #[arg(
        id = "header_time", long = "header-time", env = "HEMICYCLE_HEADER_TIME", hide_env_values = true,
        value_name = "TIME", value_parser = duration, default_value = "30s"
    )]
    pub header_time: Duration,
    /// How long a body may take to come, such as 500ms, 10s or 2m.
    #[arg(
        id = "body_time", long = "body-time", env = "HEMICYCLE_BODY_TIME", hide_env_values = true,
        value_name = "TIME", value_parser = duration, default_value = "10s"
    )]
    pub body_time: Duration,
    /// How long a query may run, such as 500ms, 10s or 2m.
    #[arg(
        id = "query_time", long = "query-time", env = "HEMICYCLE_QUERY_TIME", hide_env_values = true,
        value_name = "TIME", value_parser = duration, default_value = "10s"
    )]
    pub query_time: Duration,
    /// Requests in one batch; 0 takes none.
    #[arg(
        id = "max_batch", long = "max-batch", env = "HEMICYCLE_MAX_BATCH", hide_env_values = true,
        value_name = "NUMBER", default_value_t = Self::DEFAULT.batch
    )]
    pub batch: usize,
    /// Tokens of a query.
    #[arg(
        id = "max_tokens", long = "max-tokens", env = "HEMICYCLE_MAX_TOKENS", hide_env_values = true,
        value_name = "NUMBER", default_value_t = Self::DEFAULT.tokens
    )]
    pub tokens: usize,
    /// Fields inside one another, fragments expanded.
    #[arg(
        id = "max_depth", long = "max-depth", env = "HEMICYCLE_MAX_DEPTH", hide_env_values = true,
        value_name = "NUMBER", default_value_t = Self::DEFAULT.depth
    )]
    pub depth: usize,
    /// Fields of a query, fragments expanded.
    #[arg(
        id = "max_fields", long = "max-fields", env = "HEMICYCLE_MAX_FIELDS", hide_env_values = true,
        value_name = "NUMBER", default_value_t = Self::DEFAULT.fields
    )]
    pub fields: u64,
    /// Fields at the root of a query, fragments expanded.
    #[arg(
        id = "max_root_fields", long = "max-root-fields", env = "HEMICYCLE_MAX_ROOT_FIELDS", hide_env_values = true,
        value_name = "NUMBER", default_value_t = Self::DEFAULT.root_fields
    )]
    pub root_fields: u64,
    /// Aliases of a query, fragments expanded.
    #[arg(
        id = "max_aliases", long = "max-aliases", env = "HEMICYCLE_MAX_ALIASES", hide_env_values = true,
        value_name = "NUMBER", default_value_t = Self::DEFAULT.aliases
    )]
    pub aliases: u64,
    /// Directives of a query, fragments expanded.
    #[arg(
        id = "max_directives", long = "max-directives", env = "HEMICYCLE_MAX_DIRECTIVES", hide_env_values = true,
        value_name = "NUMBER", default_value_t = Self::DEFAULT.directives
    )]
    pub directives: u64,
    /// Items of a list among the arguments, such as `nodes(ids:)`.
    #[arg(
        id = "max_list", long = "max-list", env = "HEMICYCLE_MAX_LIST", hide_env_values = true,
        value_name = "NUMBER", default_value_t = Self::DEFAULT.list
    )]
    pub list: usize,
    /// Cost of a query: how many values its answer may have, by its page sizes.
    #[arg(
        id = "max_cost", long = "max-cost", env = "HEMICYCLE_MAX_COST", hide_env_values = true,
        value_name = "NUMBER", default_value_t = Self::DEFAULT.cost
    )]
    pub cost: u64,
    /// Clients that follow at once: over a WebSocket, or sent events of the server's.
    #[arg(
        id = "max_followers", long = "max-followers", env = "HEMICYCLE_MAX_FOLLOWERS", hide_env_values = true,
        value_name = "NUMBER", default_value_t = Self::DEFAULT.followers
    )]
    pub followers: u32,
    /// Operations that go on at once over one WebSocket.
    #[arg(
        id = "max_operations", long = "max-operations", env = "HEMICYCLE_MAX_OPERATIONS", hide_env_values = true,
        value_name = "NUMBER", default_value_t = Self::DEFAULT.operations
    )]
    pub operations: usize,
    /// How long a client of a WebSocket may take to say `connection_init`, such as 500ms, 10s or 2m.
    #[arg(
        id = "init_time", long = "init-time", env = "HEMICYCLE_INIT_TIME", hide_env_values = true,
        value_name = "TIME", value_parser = duration, default_value = "3s"
    )]
    pub init_time: Duration,
    /// Rows of the history that a query's look-ups of the past (`asOf`) may read.
    #[arg(
        id = "max_past_rows", long = "max-past-rows", env = "HEMICYCLE_MAX_PAST_ROWS", hide_env_values = true,
        value_name = "NUMBER", default_value_t = Self::DEFAULT.past_rows
    )]
    pub past_rows: usize,
}

impl Limits {
    const DEFAULT: Self = Self {
        body: 256 * 1024,
        header_time: Duration::from_secs(30),
        body_time: Duration::from_secs(10),
        query_time: Duration::from_secs(10),
        batch: 0,
        tokens: 5_000,
        depth: 20,
        fields: 2_000,
        root_fields: 50,
        aliases: 100,
        directives: 50,
        list: 100,
        cost: 100_000,
        followers: 1_000,
        operations: 20,
        init_time: Duration::from_secs(3),
        past_rows: 20_000,
    };

    /// How deep selections may stand in one another: a field may come through a fragment at each step.
    pub(super) fn nesting(&self) -> usize {
        self.depth.saturating_mul(2).saturating_add(1)
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self::DEFAULT
    }
}

/// A time in seconds, with its unit: "1 second", "0.5 seconds".
pub(super) fn seconds(time: Duration) -> String {
    match time.as_secs_f64() {
        1.0 => "1 second".to_owned(),
        seconds => format!("{seconds} seconds"),
    }
}

/// Reads a time: a whole number of milliseconds, seconds or minutes.
pub(crate) fn duration(text: &str) -> Result<Duration, String> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, unit) = text.split_at(digits);
    let number: Option<u32> = number.parse().ok();
    let time = match (number, unit) {
        (Some(number), "ms") => Duration::from_millis(number.into()),
        (Some(number), "s") => Duration::from_secs(number.into()),
        (Some(number), "m") => Duration::from_secs(u64::from(number) * 60),
        _ => return Err("expected a number with its unit, such as 500ms, 10s or 2m".to_owned()),
    };
    Ok(time)
}

#[cfg(test)]
mod tests {
    use clap::{Args, FromArgMatches};

    use super::{Duration, Limits, duration, seconds};

    #[test]
    fn the_command_lines_defaults_are_those_of_the_library() {
        let command = Limits::augment_args(clap::Command::new("hemicycle"));
        let parsed = command.get_matches_from(["hemicycle"]);
        assert_eq!(Limits::from_arg_matches(&parsed).ok(), Some(Limits::default()));
    }

    #[test]
    fn a_second_is_one() {
        assert_eq!(seconds(Duration::from_secs(1)), "1 second");
        assert_eq!(seconds(Duration::from_millis(500)), "0.5 seconds");
        assert_eq!(seconds(Duration::from_secs(60)), "60 seconds");
    }

    #[test]
    fn a_time_needs_its_unit() {
        assert_eq!(duration("500ms").map(|time| time.as_millis()), Ok(500));
        assert_eq!(duration("2m").map(|time| time.as_secs()), Ok(120));
        assert!(duration("10").is_err() && duration("s").is_err() && duration("-1s").is_err());
    }
}
