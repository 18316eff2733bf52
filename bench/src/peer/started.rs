//! A peer that runs.

use std::{
    io::{BufRead, BufReader, Read},
    net::SocketAddr,
    process::{Child, Command, Stdio},
    thread,
};

use rustix::process::{Pid, Signal, kill_process};

use crate::report::figures::Peer;

/// A running server; stopped when it is dropped.
#[derive(Debug)]
pub(crate) struct Started {
    process: Child,
    /// Where it listens.
    pub(crate) address: SocketAddr,
}

impl Started {
    /// Starts it, and waits until it says where it listens: an address after "listening on " or "http://".
    ///
    /// # Errors
    /// Where it ends before it does, with its own words.
    pub(super) fn begin(peer: Peer, mut command: Command) -> Result<Self, String> {
        let name = peer.name();
        let failed = |error: std::io::Error| format!("{name}: {error}");
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut process = command.spawn().map_err(failed)?;
        let mut words = process.stderr.take().map(BufReader::new).ok_or("no output")?;
        let (mut said, mut line) = (String::new(), String::new());
        while words.read_line(&mut line).map_err(failed)? > 0 {
            if let Some(address) = listening(&line) {
                // Whatever it says later must find a reader.
                thread::spawn(move || words.read_to_end(&mut Vec::new()));
                return Ok(Self { process, address });
            }
            said.push_str(&line);
            line.clear();
        }
        let _ = process.wait();
        Err(format!("{name} does not serve:\n{said}"))
    }

    /// Its processes; PostgreSQL's are the cluster's.
    pub(crate) fn processes(&self) -> Vec<u32> {
        vec![self.process.id()]
    }
}

impl Drop for Started {
    fn drop(&mut self) {
        let _ = kill_process(Pid::from_child(&self.process), Signal::TERM);
        let _ = self.process.wait();
    }
}

/// The address that a line names.
fn listening(line: &str) -> Option<SocketAddr> {
    let after = ["listening on ", "http://"].iter().find_map(|before| line.split_once(before));
    let address = after?.1.split(|char: char| !char.is_ascii_digit() && !".:".contains(char)).next()?;
    address.trim_end_matches('.').parse().ok()
}

#[cfg(test)]
mod tests {
    use super::listening;

    #[test]
    fn an_address_is_read_off_whatever_server_says_it() {
        let expected = Some("127.0.0.1:5501".parse().expect("an address"));
        assert_eq!(listening("listening on 127.0.0.1:5501\n"), expected);
        assert_eq!(listening("INFO hemicycle: serving http://127.0.0.1:5501/graphql\n"), expected);
        assert_eq!(listening("a warning about http://example.org\n"), None);
    }
}
