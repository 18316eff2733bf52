//! One connection of the load: a request on its way, or the answer to it.

use std::{
    io::{self, Read, Write},
    net::{self, SocketAddr},
    time::Instant,
};

use mio::{Interest, Poll, Token, net::TcpStream};

use super::answer::Reader;

/// A connection that stays open.
pub(crate) struct Connection {
    stream: TcpStream,
    /// Which request it sends.
    pub(crate) request: usize,
    /// How much of it was sent, in bytes.
    pub(crate) sent: usize,
    /// When it was sent.
    pub(crate) begun: Instant,
    /// What came of the answer.
    pub(crate) reader: Reader,
}

impl Connection {
    /// Connects, and waits for what comes under this token.
    ///
    /// # Errors
    /// Where the server does not listen.
    pub(crate) fn open(address: SocketAddr, poll: &Poll, token: usize) -> io::Result<Self> {
        let stream = net::TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_nonblocking(true)?;
        let mut stream = TcpStream::from_std(stream);
        poll.registry().register(&mut stream, Token(token), Interest::READABLE | Interest::WRITABLE)?;
        // Nothing is under way: all of no request was sent.
        Ok(Self { stream, request: 0, sent: usize::MAX, begun: Instant::now(), reader: Reader::default() })
    }

    /// Sends what is left of the request, as far as there is room.
    ///
    /// # Errors
    /// Where the connection is broken.
    pub(crate) fn write(&mut self, requests: &[Vec<u8>]) -> io::Result<()> {
        let request = &requests[self.request];
        while self.sent < request.len() {
            match self.stream.write(&request[self.sent..]) {
                Ok(sent) => self.sent += sent,
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(()),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => (),
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Takes what came; true where the answer is whole.
    ///
    /// # Errors
    /// Where the connection is broken or closed, or what came is no answer.
    pub(crate) fn read(&mut self, room: &mut [u8]) -> Result<bool, String> {
        loop {
            match self.stream.read(room) {
                Ok(0) => return Err("the server closed the connection before its answer's end".to_owned()),
                Ok(read) => {
                    if self.reader.take(&room[..read])? {
                        return Ok(true);
                    }
                    // Nothing more is there, and what comes will be told.
                    if read < room.len() {
                        return Ok(false);
                    }
                }
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(false),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => (),
                Err(error) => return Err(error.to_string()),
            }
        }
    }
}
