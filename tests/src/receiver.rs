//! Somebody who takes webhooks: keeps what comes, and answers as the test wants.

use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader, Lines, Read, Write},
    net::{TcpListener, TcpStream},
    path::Path,
    process::{Child, ChildStdout, Stdio},
    sync::{Arc, Condvar, Mutex, PoisonError},
    thread,
    time::{Duration, Instant},
};

use serde_json::Value;

use crate::Python;

/// For so long a test waits for what must come.
const PATIENCE: Duration = Duration::from_secs(90);

/// What came.
#[derive(Clone, Debug)]
pub struct Received {
    /// Names in lower case.
    pub headers: BTreeMap<String, String>,
    pub body: String,
    /// The status that it was answered with.
    pub status: u16,
}

impl Received {
    pub fn id(&self) -> &str {
        &self.headers["webhook-id"]
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }
}

type Heard = Arc<(Mutex<Vec<Received>>, Condvar)>;

/// The status of an answer, by how many came before.
type Answers = Mutex<Box<dyn Fn(usize) -> u16 + Send>>;

/// One who listens at an address of this machine.
pub struct Receiver {
    pub url: String,
    heard: Heard,
    /// Answers by how many came before.
    answers: Arc<Answers>,
}

impl Receiver {
    /// Answers 200 to everything.
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/hook?a=b", listener.local_addr().unwrap());
        let answers: Box<dyn Fn(usize) -> u16 + Send> = Box::new(|_| 200);
        let receiver = Self { url, heard: Arc::default(), answers: Arc::new(Mutex::new(answers)) };
        let (heard, answers) = (Arc::clone(&receiver.heard), Arc::clone(&receiver.answers));
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let (heard, answers) = (Arc::clone(&heard), Arc::clone(&answers));
                thread::spawn(move || while take(&stream, &heard, &answers).is_some() {});
            }
        });
        receiver
    }

    /// Answers otherwise from now on: with a status, by how many came before.
    pub fn answer(&self, with: impl Fn(usize) -> u16 + Send + 'static) {
        *self.answers.lock().unwrap_or_else(PoisonError::into_inner) = Box::new(with);
    }

    /// All that has come.
    pub fn received(&self) -> Vec<Received> {
        self.heard.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Waits until what has come is enough, and returns it.
    pub fn wait(&self, enough: impl Fn(&[Received]) -> bool) -> Vec<Received> {
        let (heard, told) = &*self.heard;
        let until = Instant::now() + PATIENCE;
        let mut received = heard.lock().unwrap_or_else(PoisonError::into_inner);
        while !enough(&received) {
            let left = until.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "it did not come: {received:#?}");
            (received, _) = told.wait_timeout(received, left).unwrap_or_else(PoisonError::into_inner);
        }
        received.clone()
    }
}

/// Takes one request; none where the connection is over.
fn take(mut stream: &TcpStream, heard: &Heard, answers: &Answers) -> Option<()> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).ok().filter(|read| *read > 0)?;
    assert_eq!(line.trim_end(), "POST /hook?a=b HTTP/1.1");
    let mut headers = BTreeMap::new();
    loop {
        line.clear();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        headers.insert(name.to_lowercase(), value.trim().to_owned());
    }
    let mut body = vec![0; headers["content-length"].parse().unwrap()];
    reader.read_exact(&mut body).ok()?;
    let status = {
        let mut received = heard.0.lock().unwrap_or_else(PoisonError::into_inner);
        let status = answers.lock().unwrap_or_else(PoisonError::into_inner)(received.len());
        received.push(Received { headers, body: String::from_utf8(body).unwrap(), status });
        heard.1.notify_all();
        status
    };
    write!(stream, "HTTP/1.1 {status} X\r\nlocation: http://127.0.0.1:9/\r\ncontent-length: 0\r\n\r\n").ok()
}

/// One who receives with TLS, by a certificate for some names, and verifies what comes: `tests/webhooks/receive.py`.
pub struct SecureReceiver {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
    pub port: String,
}

impl SecureReceiver {
    /// Writes the certificate of its authority to a file.
    pub fn start(python: &Python, names: &str, authority: &Path) -> Self {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("webhooks/receive.py");
        let mut command = python.program("python");
        command.arg(script).arg(names).arg(authority);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let port = lines.next().expect("a port").unwrap();
        Self { child, lines, port }
    }

    /// Receives from now on.
    pub fn verify_with(&mut self, secret: &Value) {
        writeln!(self.child.stdin.as_mut().unwrap(), "{}", secret.as_str().unwrap()).unwrap();
    }

    /// The ids of the next deliveries.
    pub fn ids(&mut self, count: usize) -> Vec<String> {
        self.lines.by_ref().take(count).map(Result::unwrap).collect()
    }
}

impl Drop for SecureReceiver {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
