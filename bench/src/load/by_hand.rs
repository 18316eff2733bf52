//! `bench load`: drives a server that somebody else started, and says what it costs.

use std::{fs, net::SocketAddr, path::PathBuf, time::Duration};

use serde_json::json;

use super::{Load, Plan, ask, drive};
use crate::cost::{Look, memory, peak};

/// What is driven, and for how long.
#[derive(clap::Args)]
pub(crate) struct Needs {
    /// The server
    #[arg(long, value_name = "HOST:PORT")]
    address: SocketAddr,
    /// Files of requests, sent in turn: a raw request of HTTP/1.1, a JSON body or a GraphQL query for /graphql
    #[arg(long, required = true, num_args = 1.., value_name = "FILE")]
    request: Vec<PathBuf>,
    /// A header for the requests that are not raw, such as "accept-encoding: gzip"
    #[arg(long, value_name = "LINE")]
    header: Vec<String>,
    /// The status that every answer must have
    #[arg(long, default_value_t = 200)]
    status: u16,
    /// How many connections send at once
    #[arg(long, default_value_t = 64)]
    connections: usize,
    /// Seconds of each round
    #[arg(long, default_value_t = 5.0)]
    seconds: f64,
    /// How many rounds, after one of a second that does not count
    #[arg(long, default_value_t = 1)]
    rounds: usize,
    /// Processes of the server, with their children
    #[arg(long, value_name = "PID", num_args = 1..)]
    watch: Vec<u32>,
    /// PostgreSQL's first process, with its children
    #[arg(long, value_name = "PID")]
    cluster: Option<u32>,
}

/// Drives the server and prints a line for each round.
///
/// # Errors
/// Where a request cannot be read, or is not answered as expected.
pub(crate) fn report(needs: &Needs) -> Result<(), String> {
    let requests = needs.request.iter().map(|file| {
        let read = fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
        Ok(request(&read, needs.address, &needs.header))
    });
    let requests = requests.collect::<Result<Vec<_>, String>>()?;
    let plan = Plan {
        address: needs.address,
        requests: &requests,
        connections: needs.connections,
        time: Duration::from_secs_f64(needs.seconds),
        status: needs.status,
    };
    for request in &requests {
        let answer = ask(plan.address, request)?;
        let encoding = answer.header("content-encoding").unwrap_or("identity");
        println!("the first answer: {}, {} bytes, {encoding}", answer.status, answer.sent);
    }
    let cluster: Vec<u32> = needs.cluster.into_iter().collect();
    drive(&Plan { time: Duration::from_secs(1), ..plan })?;
    println!(
        "{:>10} {:>9} {:>9} {:>11} {:>12} {:>11} {:>8} {:>10}",
        "requests/s", "p50 us", "p99 us", "server us", "database us", "together", "driver", "bytes each"
    );
    for _ in 0..needs.rounds {
        let before = (Look::at(&needs.watch), Look::at(&cluster));
        let load = drive(&plan)?;
        let server = Look::at(&needs.watch).since(&before.0);
        line(&load, server, Look::at(&cluster).since(&before.1));
    }
    println!(
        "us: of processor time a request. Peak memory of the server {:.1} MiB, memory of the cluster {:.1} MiB.",
        peak(&needs.watch) as f64 / 1024.0,
        memory(&cluster) as f64 / 1024.0
    );
    Ok(())
}

fn line(load: &Load, server: u64, database: u64) {
    let each = |nanos: u64| nanos as f64 / 1e3 / load.requests as f64;
    println!(
        "{:>10.0} {:>9.0} {:>9.0} {:>11.1} {:>12.1} {:>11.1} {:>8.1} {:>10}",
        load.rate(),
        load.p50,
        load.p99,
        each(server),
        each(database),
        each(server + database),
        each(load.driver),
        load.bytes / load.requests
    );
}

/// The request that a file holds: as it is, or as a POST to /graphql.
fn request(text: &str, address: SocketAddr, headers: &[String]) -> Vec<u8> {
    if ["GET /", "POST /"].iter().any(|method| text.starts_with(method)) {
        return raw(text).into_bytes();
    }
    let body = if text.trim_start().starts_with("{\"") {
        text.to_owned()
    } else {
        json!({ "query": text }).to_string()
    };
    let mut lines = format!(
        "POST /graphql HTTP/1.1\r\nhost: {address}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n",
        body.len()
    );
    for header in headers {
        lines.push_str(&format!("{header}\r\n"));
    }
    format!("{lines}\r\n{body}").into_bytes()
}

/// A raw request whose head may have been written with an editor, so that its lines end with a line feed.
fn raw(text: &str) -> String {
    if text.contains("\r\n\r\n") {
        return text.to_owned();
    }
    let (head, body) = text.split_once("\n\n").unwrap_or((text.trim_end(), ""));
    format!("{}\r\n\r\n{body}", head.replace('\n', "\r\n"))
}

#[cfg(test)]
mod tests {
    use super::request;

    fn made(text: &str) -> String {
        let address = "127.0.0.1:80".parse().expect("an address");
        String::from_utf8(request(text, address, &["accept: */*".to_owned()])).expect("text")
    }

    #[test]
    fn a_query_a_body_and_a_raw_request_are_told_apart() {
        assert!(
            made("{ themes { slug } }")
                .ends_with("\r\naccept: */*\r\n\r\n{\"query\":\"{ themes { slug } }\"}")
        );
        assert!(made("{\"query\":\"{a}\"}").contains("content-length: 15\r\n"));
        assert_eq!(made("GET /a HTTP/1.1\nhost: b\n"), "GET /a HTTP/1.1\r\nhost: b\r\n\r\n");
        assert_eq!(
            made("POST /a HTTP/1.1\ncontent-length: 2\n\nhi"),
            "POST /a HTTP/1.1\r\ncontent-length: 2\r\n\r\nhi"
        );
    }
}
