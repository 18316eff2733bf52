//! Clients that follow a server, read line by line.

use std::{
    io::{BufRead, BufReader, Read, Write},
    process::{Child, ChildStdin, Command, Stdio},
    sync::mpsc::{Receiver, channel},
    thread,
    time::Duration,
};

use serde_json::Value;

use crate::{Packages, Server};

/// Longer than anything takes: what does not come by then does not come.
const DEADLINE: Duration = Duration::from_secs(60);

/// Lines that a thread reads as they come.
struct Lines(Receiver<String>);

impl Lines {
    fn of(source: impl Read + Send + 'static) -> Self {
        let (send, lines) = channel();
        thread::spawn(move || {
            for line in BufReader::new(source).lines().map_while(Result::ok) {
                if send.send(line).is_err() {
                    return;
                }
            }
        });
        Self(lines)
    }

    /// The next line; none where there are no more.
    fn next(&self) -> Option<String> {
        match self.0.recv_timeout(DEADLINE) {
            Ok(line) => Some(line),
            Err(std::sync::mpsc::RecvTimeoutError::Disconnected) => None,
            Err(error) => panic!("nothing came: {error}"),
        }
    }
}

/// A client of a subscription, in Node.
pub struct Subscriber {
    child: Child,
    input: ChildStdin,
    lines: Lines,
}

impl Subscriber {
    /// `kind`: "ws" or "sse".
    pub fn start(packages: &Packages, kind: &str, server: &Server, query: &str, variables: &Value) -> Self {
        let mut node = Command::new("node");
        node.arg(packages.path("follow.js")).args([kind, &format!("{}/graphql", server.url), query]);
        node.arg(variables.to_string()).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = node.spawn().unwrap();
        let (input, output) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        Self { child, input, lines: Lines::of(output) }
    }

    /// What it prints next.
    pub fn next(&self) -> Value {
        serde_json::from_str(&self.lines.next().expect("the client goes on")).unwrap()
    }

    /// Tells it where the server is now.
    pub fn find(&mut self, server: &Server) {
        writeln!(self.input, "{}/graphql", server.url).unwrap();
    }
}

impl Drop for Subscriber {
    fn drop(&mut self) {
        // Already gone where its subscription ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An event of a server's (SSE).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Event {
    pub id: String,
    pub event: String,
    pub data: String,
}

/// A stream of events.
pub struct Events(Lines);

impl Events {
    /// Asks for events at a path; `last`: the id of the last one that was seen.
    pub fn of(server: &Server, path: &str, last: Option<&str>) -> Self {
        let mut request = ureq::get(format!("{}{path}", server.url)).header("accept", "text/event-stream");
        if let Some(last) = last {
            request = request.header("last-event-id", last);
        }
        let response = request.call().unwrap();
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        assert_eq!(response.headers()["cache-control"], "no-store");
        Self(Lines::of(response.into_body().into_reader()))
    }

    /// The next event, comments left out; none where the server has ended them.
    pub fn next(&self) -> Option<Event> {
        let mut event = Event::default();
        loop {
            let line = self.0.next()?;
            match line.split_once(':') {
                None if line.is_empty() && event != Event::default() => return Some(event),
                Some(("id", value)) => event.id = value.trim_start().to_owned(),
                Some(("event", value)) => event.event = value.trim_start().to_owned(),
                Some(("data", value)) => event.data.push_str(value.trim_start()),
                _ => {}
            }
        }
    }
}
