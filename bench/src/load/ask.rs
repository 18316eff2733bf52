//! One request and its whole answer.

use std::{
    io::{self, Read, Write},
    net::{SocketAddr, TcpStream},
};

use super::{PATIENCE, answer::Reader};

/// An answer.
pub(crate) struct Answer {
    /// Its status.
    pub(crate) status: u16,
    /// Its head, as it was sent.
    pub(crate) head: String,
    /// Its body without the marks of its chunks, still encoded where it is.
    pub(crate) body: Vec<u8>,
    /// How long that is, in bytes.
    pub(crate) sent: u64,
}

impl Answer {
    /// The value of a header, by its name in any case.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().skip(1).find_map(|line| {
            let (left, right) = line.split_once(':')?;
            left.eq_ignore_ascii_case(name).then(|| right.trim())
        })
    }
}

/// Sends a raw request of HTTP/1.1 over a connection of its own, and waits for the answer, whatever its status.
///
/// # Errors
/// Where there is no answer, or none whose end can be told.
pub(crate) fn ask(address: SocketAddr, request: &[u8]) -> Result<Answer, String> {
    let failed = |error: io::Error| format!("{address}: {error}");
    let mut stream = TcpStream::connect(address).map_err(failed)?;
    stream.set_read_timeout(Some(PATIENCE)).map_err(failed)?;
    stream.write_all(request).map_err(failed)?;
    let (mut reader, mut room) = (Reader::whole(), vec![0; 64 * 1024]);
    loop {
        let read = stream.read(&mut room).map_err(failed)?;
        if read == 0 {
            return Err(format!("{address}: the server closed the connection before its answer's end"));
        }
        if reader.take(&room[..read]).map_err(|error| format!("{address}: {error}"))? {
            let head = String::from_utf8_lossy(&reader.head).into_owned();
            return Ok(Answer { status: reader.status, head, body: reader.body, sent: reader.length });
        }
    }
}
