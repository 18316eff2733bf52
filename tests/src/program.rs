//! The program as a process.

use std::{
    ffi::OsStr,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex, PoisonError},
    thread,
    time::Duration,
};

use rustix::process::{Pid, Signal, kill_process};
use serde_json::{Value, json};

use crate::{Database, transcript};

/// The moment of every test, so that answers can be compared.
const NOW: &str = "2026-01-31T12:00:00Z";

/// The id of every request that has none of its own, for the same reason.
const REQUEST: &str = "00000000-0000-4000-8000-000000000000";

pub(crate) fn now() -> sea_orm::prelude::DateTimeUtc {
    NOW.parse().unwrap()
}

/// A command line to be run.
pub struct Program(Command);

/// What it said.
#[derive(Debug, PartialEq, Eq)]
pub struct Output {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Program {
    /// The program with its database.
    pub fn new(database: &Database) -> Self {
        let mut program = Self::bare();
        program.0.env("HEMICYCLE_DATABASE", &database.address);
        program
    }

    /// The program without a database.
    pub fn bare() -> Self {
        // Tests stand in target/PROFILE/deps, the program one folder up.
        let own = std::env::current_exe().unwrap();
        let path: PathBuf = own.parent().unwrap().parent().unwrap().join("hemicycle");
        assert!(
            path.is_file(),
            "{} is missing: run `cargo xtask test`, or `cargo build -p api` first",
            path.display()
        );
        let mut command = Command::new(path);
        command.env_remove("DATABASE_URL").env_remove("HEMICYCLE_DATABASE").env("HEMICYCLE_NOW", NOW);
        command.env("HEMICYCLE_LOG", "warn,api=info");
        // A test that writes behind a server's back sees it there at once.
        command.env("HEMICYCLE_RESPONSE_CACHE", "0");
        Self(command)
    }

    pub fn arg(mut self, arg: impl AsRef<OsStr>) -> Self {
        self.0.arg(arg);
        self
    }

    pub fn args(mut self, args: &[&str]) -> Self {
        self.0.args(args);
        self
    }

    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.0.env(name, value);
        self
    }

    /// With answers kept, as a server does that is told nothing.
    pub fn keeping(mut self) -> Self {
        self.0.env_remove("HEMICYCLE_RESPONSE_CACHE");
        self
    }

    /// This program run by another, which takes its command line as arguments.
    pub fn under(self, runner: &[&str]) -> Self {
        let mut command = Command::new(runner[0]);
        command.args(&runner[1..]).arg(self.0.get_program()).args(self.0.get_args());
        for (name, value) in self.0.get_envs() {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        Self(command)
    }

    /// Starts it, and does not listen to it.
    pub fn start(mut self) -> Child {
        self.0.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    }

    /// Runs it to its end.
    pub fn run(mut self) -> Output {
        let output = self.0.output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Output { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }
}

/// A running server. It is stopped when the test is over.
pub struct Server {
    child: Child,
    pub url: String,
    said: String,
    log: Arc<Mutex<String>>,
}

impl Server {
    pub fn start(database: &Database) -> Self {
        Self::start_with(database, &[])
    }

    /// With options of `serve`.
    pub fn start_with(database: &Database, options: &[&str]) -> Self {
        Self::of(Program::new(database).args(&["serve"]).args(options))
    }

    /// One that keeps answers, with options of `serve`.
    pub fn keeping(database: &Database, options: &[&str]) -> Self {
        Self::of(Program::new(database).keeping().args(&["serve"]).args(options))
    }

    /// A program that serves.
    pub fn of(program: Program) -> Self {
        let mut program = program.args(&["--listen", "127.0.0.1:0"]);
        let mut child = program.0.stderr(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let mut said = String::new();
        let address = lines.by_ref().map_while(Result::ok).find_map(|line| {
            said = std::mem::take(&mut said) + &line + "\n";
            let (_, address) = line.split_once("serving ")?;
            Some(address.to_owned())
        });
        // Whatever it says later must find a reader.
        let log = Arc::new(Mutex::new(String::new()));
        let kept = Arc::clone(&log);
        thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                kept.lock().unwrap_or_else(PoisonError::into_inner).push_str(&(line + "\n"));
            }
        });
        let url = address.expect("the server says where it listens");
        Self { child, url: url.trim_end_matches("/graphql").to_owned(), said, log }
    }

    /// The demo, on a free port.
    pub fn demo() -> Self {
        Self::demo_in(&std::env::temp_dir())
    }

    /// The demo with its own files in a folder.
    pub fn demo_in(folder: &Path) -> Self {
        let mut program = Program::bare().args(&["demo", "--listen", "127.0.0.1:0"]);
        program.0.env("TMPDIR", folder);
        let mut child = program.0.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        let mut said = String::new();
        while let Some(line) = lines.next().filter(|line| !line.starts_with("Ctrl-C")) {
            said = said + &line + "\n";
        }
        thread::spawn(move || lines.for_each(drop));
        let address = said.lines().find_map(|line| line.trim().strip_prefix("GraphQL")).map(str::trim);
        let url = address.expect("the demo says where it listens").trim_end_matches("/graphql").to_owned();
        Self { child, url, said, log: Arc::default() }
    }

    /// The process.
    pub fn pid(&self) -> Pid {
        Pid::from_child(&self.child)
    }

    /// What it has logged since it listens.
    pub fn log(&self) -> String {
        self.log.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Waits until it has logged something: what it says comes by a pipe, after the answer that it is about.
    pub fn logs(&self, what: &str) -> bool {
        (0..200).any(|turn| {
            thread::sleep(Duration::from_millis(if turn == 0 { 0 } else { 50 }));
            self.log().contains(what)
        })
    }

    /// What the demo printed, or a server logged, until it listened.
    pub fn said(&self) -> &str {
        &self.said
    }

    /// Asks a query; the answer must have no errors.
    pub fn data(&self, query: &str) -> Value {
        let answer = self.ask(query);
        assert_eq!(answer.get("errors"), None, "{query}");
        answer["data"].clone()
    }

    /// Asks a query.
    pub fn ask(&self, query: &str) -> Value {
        let mut response = ureq::post(format!("{}/graphql", self.url))
            .header("x-request-id", REQUEST)
            .send_json(json!({ "query": query }))
            .unwrap();
        let answer: Value = response.body_mut().read_json().unwrap();
        transcript::note(query, &answer);
        answer
    }

    /// Asks it to stop as an operator would, and returns its exit code.
    pub fn stop(mut self, signal: Signal) -> Option<i32> {
        kill_process(Pid::from_child(&self.child), signal).unwrap();
        self.child.wait().unwrap().code()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Already gone where the test stopped it. One that is asked to stop takes its files with it.
        let _ = kill_process(Pid::from_child(&self.child), Signal::TERM);
        for _ in 0..100 {
            if self.child.try_wait().is_ok_and(|status| status.is_some()) {
                return;
            }
            thread::sleep(Duration::from_millis(20));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
