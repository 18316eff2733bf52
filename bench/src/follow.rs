//! How long it takes until those who follow hear of a write: from the moment that the history gives it, which is taken
//! before the history is written and committed, so that no figure is better than the truth. The writes are small ones.

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    path::Path,
    process::Command,
    sync::mpsc::{Receiver, Sender, channel},
    thread,
    time::Duration,
};

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use tempfile::TempDir;
use tungstenite::{Message, client::IntoClientRequest};

use crate::{
    postgres::Cluster,
    process::{run, run_to},
    roll::address,
    server::{Programs, Server},
};

/// So many documents are sent to the server.
const SENT: u32 = 300;

/// So many are imported by a process of their own, after those.
const IMPORTED: u32 = 100;

/// What does not come by then does not come.
const DEADLINE: Duration = Duration::from_secs(60);

/// When something was heard, and the moment that the history gives to it.
struct Heard {
    now: DateTime<Utc>,
    at: DateTime<Utc>,
}

/// One who follows: what it is called, and what it hears.
struct Follower {
    name: &'static str,
    heard: Receiver<Heard>,
}

/// Prints what both databases take.
///
/// # Errors
/// Where a program fails, or somebody hears nothing.
pub(crate) fn report(needs: &Programs) -> Result<(), String> {
    let folder = TempDir::with_prefix("hemicycle-follow").map_err(|error| error.to_string())?;
    println!(
        "From a write of three rows to those who follow, in milliseconds: {SENT} documents sent, {IMPORTED} imported by a process each"
    );
    println!("{:10} {:12} {:24} {:>8} {:>8} {:>8}", "", "", "", "median", "p99", "most");
    measure(needs, "SQLite", &address(&folder.path().join("follow.db")))?;
    let cluster = Cluster::start(&needs.postgres)?;
    cluster.create("follow")?;
    measure(needs, "PostgreSQL", &cluster.address("follow"))?;
    println!(
        "\nA write's moment is taken before its history is written: the time of that and of the commit is in the figures."
    );
    Ok(())
}

fn measure(needs: &Programs, database: &str, address: &str) -> Result<(), String> {
    let program = || {
        let mut command = Command::new(&needs.program);
        command.env_remove("DATABASE_URL").env("HEMICYCLE_LOG", "warn").args(["--database", address]);
        command
    };
    run(program().arg("migrate"), |_| ())?;
    let mut made = Vec::new();
    let make = ["keys", "create", "bench", "--scopes", "import,webhooks", "--json"];
    run(program().args(make), |bytes| made.extend_from_slice(bytes))?;
    let made: Value = serde_json::from_slice(&made).map_err(|error| error.to_string())?;
    let key = made["key"].as_str().ok_or("hemicycle keys create: no key")?.to_owned();
    let mut serving = program();
    serving.env("HEMICYCLE_WEBHOOK_ALLOW", "127.0.0.1");
    let server = Server::start(serving)?;
    let followers = [websocket(&server.address)?, events(&server.address)?, webhook(&server.address, &key)?];
    // What is not understood is answered with 422.
    let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
    let sent = (0..SENT).map(|number| {
        let url = format!("{}/documents?territory=99", server.address);
        let key = format!("Bearer {key}");
        agent.post(url).header("authorization", key).send(note(number)).map_err(|error| error.to_string())?;
        heard(&followers)
    });
    let sent = sent.collect::<Result<Vec<_>, String>>()?;
    let folder = TempDir::with_prefix("hemicycle-follow").map_err(|error| error.to_string())?;
    let imported = (SENT..SENT + IMPORTED).map(|number| {
        import(&mut program(), folder.path(), number)?;
        heard(&followers)
    });
    let imported = imported.collect::<Result<Vec<_>, String>>()?;
    for (who, times) in [("this server", &sent), ("a process", &imported)] {
        for (place, follower) in followers.iter().enumerate() {
            let mut times: Vec<f64> = times.iter().map(|times| times[place]).collect();
            times.sort_by(f64::total_cmp);
            let share = |share: usize| times[(times.len() * share / 100).min(times.len() - 1)];
            let name = follower.name;
            println!(
                "{database:10} {who:12} {name:24} {:>8.1} {:>8.1} {:>8.1}",
                share(50),
                share(99),
                share(100)
            );
        }
    }
    Ok(())
}

fn import(program: &mut Command, folder: &Path, number: u32) -> Result<(), String> {
    let file = folder.join("avis.txt");
    fs::write(&file, note(number)).map_err(|error| error.to_string())?;
    // It is refused, and says so.
    run_to(&[1], program.args(["import", "--territory", "99"]).arg(&file), |_| ()).map(drop)
}

/// A document that is none of those that are understood: it is kept, with a problem, in a write of three rows.
fn note(number: u32) -> String {
    format!("Note numéro {number}.\n")
}

/// How many milliseconds each has waited for one document.
fn heard(followers: &[Follower]) -> Result<Vec<f64>, String> {
    let waited = followers.iter().map(|follower| {
        let Heard { now, at } =
            follower.heard.recv_timeout(DEADLINE).map_err(|_| format!("{} heard nothing", follower.name))?;
        Ok((now - at).num_microseconds().unwrap_or(i64::MAX) as f64 / 1e3)
    });
    waited.collect()
}

/// Tells that something was heard that names its moment.
fn tell(send: &Sender<Heard>, at: &Value) -> Option<()> {
    let now = Utc::now();
    let at = at.as_str()?.parse().ok()?;
    send.send(Heard { now, at }).ok()
}

/// Follows by a subscription over a WebSocket.
fn websocket(server: &str) -> Result<Follower, String> {
    let failed = |error: tungstenite::Error| format!("WebSocket: {error}");
    let address = format!("{}/graphql", server.replacen("http", "ws", 1));
    let mut request = address.into_client_request().map_err(failed)?;
    let protocol = "graphql-transport-ws".parse().map_err(|_| "WebSocket: no protocol")?;
    request.headers_mut().insert("sec-websocket-protocol", protocol);
    let (mut socket, _) = tungstenite::connect(request).map_err(failed)?;
    let query = "subscription { changes(types: [DOCUMENT]) { nodeId operation at node { id } cursor } }";
    let say = [
        json!({ "type": "connection_init" }),
        json!({ "id": "1", "type": "subscribe", "payload": { "query": query } }),
    ];
    let [init, subscribe] = say.map(|message| Message::text(message.to_string()));
    socket.send(init).map_err(failed)?;
    socket.read().map_err(failed)?;
    socket.send(subscribe).map_err(failed)?;
    let (send, heard) = channel();
    thread::spawn(move || {
        while let Ok(message) = socket.read() {
            let Ok(Value::Object(message)) = serde_json::from_slice(&message.into_data()) else { continue };
            if tell(&send, &message["payload"]["data"]["changes"]["at"]).is_none() {
                return;
            }
        }
    });
    Ok(Follower { name: "WebSocket, subscription", heard })
}

/// Follows by events of the server's (SSE).
fn events(server: &str) -> Result<Follower, String> {
    let answer =
        ureq::get(format!("{server}/changes?types=Document")).header("accept", "text/event-stream").call();
    let body = answer.map_err(|error| error.to_string())?.into_body().into_reader();
    let (send, heard) = channel();
    thread::spawn(move || {
        for line in BufReader::new(body).lines().map_while(Result::ok) {
            let Some(data) = line.strip_prefix("data: ") else { continue };
            let change: Value = serde_json::from_str(data).unwrap_or_default();
            if tell(&send, &change["at"]).is_none() {
                return;
            }
        }
    });
    Ok(Follower { name: "SSE, /changes", heard })
}

/// Follows as a receiver of webhooks, by a connection that stays open.
fn webhook(server: &str, key: &str) -> Result<Follower, String> {
    let listener = TcpListener::bind("127.0.0.1:0").map_err(|error| error.to_string())?;
    let url = format!("http://{}/", listener.local_addr().map_err(|error| error.to_string())?);
    let query = "mutation($url: String!) { createWebhook(input: { url: $url, types: [DOCUMENT] }) { webhook { id } } }";
    let made = ureq::post(format!("{server}/graphql"))
        .header("authorization", format!("Bearer {key}"))
        .send_json(json!({ "query": query, "variables": { "url": url } }));
    let made: Value = made
        .and_then(|mut answer| answer.body_mut().read_json())
        .map_err(|error| format!("createWebhook: {error}"))?;
    if made["data"]["createWebhook"]["webhook"].is_null() {
        return Err(format!("createWebhook: {made}"));
    }
    let (send, heard) = channel();
    thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            let send = send.clone();
            thread::spawn(move || while receive(&stream, &send).is_some() {});
        }
    });
    Ok(Follower { name: "webhook", heard })
}

/// Takes one delivery; none where the connection is over.
fn receive(mut stream: &TcpStream, send: &Sender<Heard>) -> Option<()> {
    let mut reader = BufReader::new(stream);
    let (mut line, mut length) = (String::new(), 0);
    while line != "\r\n" {
        line.clear();
        reader.read_line(&mut line).ok().filter(|read| *read > 0)?;
        let (name, value) = line.split_once(':').unwrap_or_default();
        if name.eq_ignore_ascii_case("content-length") {
            length = value.trim().parse().ok()?;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    let delivered: Value = serde_json::from_slice(&body).ok()?;
    tell(send, &delivered["data"]["at"])?;
    write!(stream, "HTTP/1.1 204 No Content\r\n\r\n").ok()
}
