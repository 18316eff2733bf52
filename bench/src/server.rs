//! The program as a server, for as long as it is measured.

use std::{
    io::{BufRead, BufReader, Read},
    path::PathBuf,
    process::{Child, Command, Stdio},
    thread,
};

use rustix::process::{Pid, Signal, kill_process};

/// The programs that servers are started with.
#[derive(clap::Args)]
pub(crate) struct Programs {
    /// The program as it is released
    #[arg(long)]
    pub(crate) program: PathBuf,
    /// The folder of PostgreSQL's programs
    #[arg(long)]
    pub(crate) postgres: PathBuf,
}

/// A running server; stopped when it is dropped.
pub(crate) struct Server {
    process: Child,
    /// Where it listens, such as "http://127.0.0.1:35077".
    pub(crate) address: String,
}

impl Server {
    /// Starts the program, whose database the command names.
    ///
    /// # Errors
    /// Where it does not serve, with its own words.
    pub(crate) fn start(mut program: Command) -> Result<Self, String> {
        program.env("HEMICYCLE_LOG", "info").args(["serve", "--listen", "127.0.0.1:0"]);
        let mut process = program.stderr(Stdio::piped()).spawn().map_err(|error| error.to_string())?;
        let mut words = process.stderr.take().map(BufReader::new).ok_or("hemicycle serve: no output")?;
        let mut server = Self { process, address: String::new() };
        let mut said = String::new();
        while words.read_line(&mut said).map_err(|error| error.to_string())? > 0 {
            if let Some((_, after)) = said.split_once("serving ") {
                let end = after.find("/graphql").unwrap_or(after.len());
                server.address = after[..end].to_owned();
                // Whatever it says later must find a reader.
                thread::spawn(move || words.read_to_end(&mut Vec::new()));
                return Ok(server);
            }
        }
        Err(format!("hemicycle serve: {said}"))
    }

    /// The process.
    pub(crate) fn id(&self) -> u32 {
        self.process.id()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = kill_process(Pid::from_child(&self.process), Signal::TERM);
        let _ = self.process.wait();
    }
}
