//! The program on one database: started for a measure, with what the measures have in common.

use std::{path::Path, process::Command};

use super::{start, turn::Subject};
use crate::{
    cost,
    report::figures::{Peer, Service},
    server::Server,
};

/// A database, and how the program is started on it.
pub(super) struct Base<'a> {
    /// The program as it is released.
    pub(super) program: &'a Path,
    /// Where the database is, as the program takes it.
    pub(super) address: String,
    /// On which of the two it is.
    pub(super) peer: Peer,
    /// The first process of the cluster, where it is in one.
    pub(super) cluster: Option<u32>,
    /// Opinions in it.
    pub(super) opinions: u64,
}

impl Base<'_> {
    /// The program, told of the database and of nothing else of the environment, without a limit on what one client asks,
    /// and with so many bytes of answers kept.
    pub(super) fn program(&self, cache: u64) -> Command {
        let mut program = Command::new(self.program);
        program.env_remove("DATABASE_URL").args(["--database", &self.address]);
        program.env("HEMICYCLE_RATE_LIMIT", "0").env("HEMICYCLE_RESPONSE_CACHE", cache.to_string());
        program
    }

    /// A server on it, and who is to be driven there.
    ///
    /// # Errors
    /// Where it does not start.
    pub(super) fn serve(&self, cache: u64) -> Result<(Server, Subject), String> {
        let server = Server::start(self.program(cache))?;
        let subject = Subject {
            peer: self.peer,
            address: start::address(&server)?,
            processes: vec![server.id()],
            cluster: self.cluster,
            requests: Vec::new(),
            status: 200,
        };
        Ok((server, subject))
    }

    /// What starts take; the peak is that of a server that was under load.
    ///
    /// # Errors
    /// Where it does not get ready.
    pub(super) fn service(&self, loaded: u32) -> Result<Service, String> {
        let peak = cost::peak(&[loaded]) as f64 / 1024.0;
        let starts = start::starts(&|| self.program(0))?;
        Ok(Service {
            peer: self.peer,
            opinions: self.opinions,
            starts: starts.millis,
            idle: starts.idle,
            peak,
        })
    }
}
