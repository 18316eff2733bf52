//! A closed loop of requests over connections that stay open: each connection sends its next request when the answer to
//! the one before is there. It shares its processors with the servers that it drives, so it is one thread on epoll, the
//! requests are bytes made beforehand, and of answers it looks at status and length.

mod answer;
mod ask;
pub(crate) mod by_hand;
mod connection;

use std::{
    io,
    net::SocketAddr,
    time::{Duration, Instant},
};

use hdrhistogram::Histogram;
use mio::{Events, Poll};

pub(crate) use self::ask::{Answer, ask};
use self::connection::Connection;
use crate::measure::processor;

/// What does not answer within this time does not answer.
const PATIENCE: Duration = Duration::from_secs(60);

/// What is sent, where, and for how long.
#[derive(Clone, Copy)]
pub(crate) struct Plan<'a> {
    /// The server.
    pub(crate) address: SocketAddr,
    /// Raw requests of HTTP/1.1, sent in turn.
    pub(crate) requests: &'a [Vec<u8>],
    /// How many connections send at once.
    pub(crate) connections: usize,
    /// How long they send; what is under way then is waited for, and counts.
    pub(crate) time: Duration,
    /// The status that every answer must have: 200, or 304 where that is asked for.
    pub(crate) status: u16,
}

/// What came of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Load {
    /// How many requests were answered.
    pub(crate) requests: u64,
    /// Seconds from the first request to the last answer.
    pub(crate) seconds: f64,
    /// Microseconds within which half of the answers came.
    pub(crate) p50: f64,
    /// Microseconds within which 99 in a hundred came.
    pub(crate) p99: f64,
    /// Bytes of the answers' bodies, as they were sent.
    pub(crate) bytes: u64,
    /// Nanoseconds of processor time of the driver itself.
    pub(crate) driver: u64,
}

impl Load {
    /// Answers in a second.
    pub(crate) fn rate(&self) -> f64 {
        self.requests as f64 / self.seconds
    }
}

/// Drives a server. Each request is asked once before, and every later answer must be as long as its first.
///
/// # Errors
/// Where an answer has another status or length, or does not come, with its body's beginning.
pub(crate) fn drive(plan: &Plan) -> Result<Load, String> {
    let wanted = plan.requests.iter().map(|request| first(plan, request)).collect::<Result<Vec<_>, _>>()?;
    let failed = |error: io::Error| format!("{}: {error}", plan.address);
    let mut poll = Poll::new().map_err(failed)?;
    let mut connections = (0..plan.connections)
        .map(|token| Connection::open(plan.address, &poll, token))
        .collect::<io::Result<Vec<_>>>()
        .map_err(failed)?;
    let mut course = Course::new(plan, wanted)?;
    for connection in &mut connections {
        course.send(connection)?;
    }
    let mut events = Events::with_capacity(plan.connections.max(1));
    let mut room = vec![0; 256 * 1024];
    while course.waiting > 0 {
        match poll.poll(&mut events, Some(PATIENCE)) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            outcome => outcome.map_err(failed)?,
        }
        if events.is_empty() {
            return Err(format!("{}: no answer came in {} seconds", plan.address, PATIENCE.as_secs()));
        }
        for event in &events {
            let connection = &mut connections[event.token().0];
            if event.is_writable() {
                connection.write(plan.requests).map_err(failed)?;
            }
            if event.is_readable()
                && connection.read(&mut room).map_err(|error| course.named(connection, &error))?
            {
                course.answered(connection)?;
            }
        }
    }
    Ok(course.load())
}

/// The length of the first answer to a request.
fn first(plan: &Plan, request: &[u8]) -> Result<u64, String> {
    let answer = ask(plan.address, request)?;
    if answer.status == plan.status {
        Ok(answer.sent)
    } else {
        Err(unexpected(plan, answer.status, &answer.body))
    }
}

fn unexpected(plan: &Plan, status: u16, body: &[u8]) -> String {
    let beginning = String::from_utf8_lossy(&body[..body.len().min(2_000)]);
    format!(
        "{}: the answer has status {status} where {} was expected: {beginning}",
        plan.address, plan.status
    )
}

/// How far the drive is.
struct Course<'a> {
    plan: &'a Plan<'a>,
    wanted: Vec<u64>,
    times: Histogram<u64>,
    begun: Instant,
    /// The moment of the last answer.
    now: Instant,
    /// Processor time of this thread at the beginning.
    own: u64,
    /// How many requests were sent.
    sent: usize,
    /// How many connections wait for an answer.
    waiting: usize,
    bytes: u64,
}

impl<'a> Course<'a> {
    fn new(plan: &'a Plan<'a>, wanted: Vec<u64>) -> Result<Self, String> {
        let most = PATIENCE.as_micros() as u64 * 10;
        let times = Histogram::new_with_bounds(1, most, 3).map_err(|error| error.to_string())?;
        if wanted.is_empty() {
            return Err("there is no request to send".to_owned());
        }
        let begun = Instant::now();
        let own = processor();
        Ok(Self { plan, wanted, times, begun, now: begun, own, sent: 0, waiting: 0, bytes: 0 })
    }

    fn send(&mut self, connection: &mut Connection) -> Result<(), String> {
        connection.request = self.sent % self.wanted.len();
        connection.sent = 0;
        connection.begun = self.now;
        self.sent += 1;
        self.waiting += 1;
        connection.write(self.plan.requests).map_err(|error| format!("{}: {error}", self.plan.address))
    }

    fn answered(&mut self, connection: &mut Connection) -> Result<(), String> {
        let (status, length) = (connection.reader.status, connection.reader.length);
        if status != self.plan.status {
            return Err(unexpected(self.plan, status, &connection.reader.body));
        }
        let wanted = self.wanted[connection.request];
        if length != wanted {
            return Err(
                self.named(connection, &format!("an answer has {length} bytes, the first had {wanted}"))
            );
        }
        self.now = Instant::now();
        let micros = (self.now - connection.begun).as_micros() as u64;
        self.times.saturating_record(micros);
        self.bytes += length;
        self.waiting -= 1;
        if self.now - self.begun < self.plan.time { self.send(connection) } else { Ok(()) }
    }

    fn named(&self, connection: &Connection, error: &str) -> String {
        let beginning = String::from_utf8_lossy(&connection.reader.body);
        format!("{}, request {}: {error}: {beginning}", self.plan.address, connection.request + 1)
    }

    fn load(self) -> Load {
        Load {
            requests: self.times.len(),
            seconds: (self.now - self.begun).as_secs_f64(),
            p50: self.times.value_at_quantile(0.5) as f64,
            p99: self.times.value_at_quantile(0.99) as f64,
            bytes: self.bytes,
            driver: processor() - self.own,
        }
    }
}
