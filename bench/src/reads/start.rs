//! How long the program takes to start on a database that is there, and what it holds when nothing was asked.

use std::{
    net::SocketAddr,
    process::Command,
    thread,
    time::{Duration, Instant},
};

use crate::{cost, load::ask, server::Server};

/// So many starts are measured.
const STARTS: usize = 10;

/// Who is not ready by then does not get ready.
const DEADLINE: Duration = Duration::from_secs(60);

/// What the starts took.
pub(super) struct Starts {
    /// Milliseconds from the process's start to the first 200 of /health/ready, start by start.
    pub(super) millis: Vec<f64>,
    /// The most memory that one of them then had, in MiB.
    pub(super) idle: f64,
}

/// Starts the program, waits until it is ready, looks at its memory and stops it, ten times.
///
/// # Errors
/// Where it does not get ready.
pub(super) fn starts(program: &dyn Fn() -> Command) -> Result<Starts, String> {
    let mut starts = Starts { millis: Vec::with_capacity(STARTS), idle: 0.0 };
    for _ in 0..STARTS {
        let begun = Instant::now();
        let server = Server::start(program())?;
        ready(address(&server)?, begun)?;
        starts.millis.push(begun.elapsed().as_secs_f64() * 1e3);
        starts.idle = starts.idle.max(cost::resident(server.id()) as f64 / 1024.0);
    }
    Ok(starts)
}

/// The server's address, without its scheme.
pub(super) fn address(server: &Server) -> Result<SocketAddr, String> {
    let address = server.address.trim_start_matches("http://");
    address.parse().map_err(|_| format!("{:?} is no address of a server", server.address))
}

fn ready(address: SocketAddr, begun: Instant) -> Result<(), String> {
    let request = format!("GET /health/ready HTTP/1.1\r\nhost: {address}\r\n\r\n");
    loop {
        let answer = ask(address, request.as_bytes())?;
        if answer.status == 200 {
            return Ok(());
        }
        if begun.elapsed() > DEADLINE {
            let body = String::from_utf8_lossy(&answer.body);
            return Err(format!("{address}: not ready after {DEADLINE:?}: {} {body}", answer.status));
        }
        thread::sleep(Duration::from_millis(1));
    }
}
