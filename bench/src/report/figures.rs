//! What a run has measured, as it is kept in a file: each round, so that medians and ratios can be made anew.

use serde::{Deserialize, Serialize};

/// A whole run on one machine.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Run {
    /// The day, such as "2026-11-30".
    pub(crate) date: String,
    /// The command with its options, as one types it.
    pub(crate) command: String,
    /// Whether it stopped after a part and was gone on with.
    #[serde(default)]
    pub(crate) resumed: bool,
    /// Where it ran.
    pub(crate) machine: Machine,
    /// What ran: each program with its version, and the commit of ours.
    pub(crate) versions: Vec<Version>,
    /// How it was driven.
    pub(crate) terms: Terms,
    /// Reads that no cache answers, one entry a shape.
    pub(crate) reads: Vec<Reads>,
    /// Reads that the response cache answers.
    pub(crate) repeated: Vec<Repeated>,
    /// The same shapes on more data.
    pub(crate) growth: Vec<Growth>,
    /// What the program itself takes, on each database.
    pub(crate) service: Vec<Service>,
}

/// The machine.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Machine {
    /// The processor's name.
    pub(crate) model: String,
    /// How many of them.
    pub(crate) cores: usize,
    /// Memory in MiB.
    pub(crate) memory: u64,
    /// The system's name and release.
    pub(crate) kernel: String,
}

/// A program and which one of its releases ran.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Version {
    /// Such as "PostgreSQL".
    pub(crate) name: String,
    /// Such as "15.18".
    pub(crate) version: String,
}

/// How the run was driven.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Terms {
    /// Opinions in the database.
    pub(crate) opinions: u64,
    /// Positions of votes in it.
    pub(crate) positions: u64,
    /// The seed of its rows.
    pub(crate) seed: u64,
    /// Connections that send at once.
    pub(crate) connections: usize,
    /// Rounds.
    pub(crate) rounds: usize,
    /// Seconds of each.
    pub(crate) seconds: f64,
}

/// Who answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Peer {
    /// hemicycle on PostgreSQL.
    Postgres,
    /// hemicycle on SQLite.
    Sqlite,
    /// PostGraphile 5 on the same PostgreSQL.
    Postgraphile,
    /// Mercurius with JIT on the same PostgreSQL.
    Mercurius,
    /// One hand-written statement that returns the JSON.
    Sql,
    /// The same bytes from memory.
    Static,
}

impl Peer {
    /// Its name in tables.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Postgres => "hemicycle on PostgreSQL",
            Self::Sqlite => "hemicycle on SQLite",
            Self::Postgraphile => "PostGraphile",
            Self::Mercurius => "Mercurius with JIT",
            Self::Sql => "hand-written SQL",
            Self::Static => "static bytes",
        }
    }
}

/// A shape of query, and what it costs each peer.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Reads {
    /// One word, such as "q1".
    pub(crate) name: String,
    /// What it asks for.
    pub(crate) title: String,
    /// Bytes of one of our answers, not encoded.
    pub(crate) bytes: u64,
    /// Whether the aim beside the hand-written SQL is for it.
    pub(crate) aimed: bool,
    /// The peers, each with as many rounds.
    pub(crate) peers: Vec<Measured>,
}

/// What a peer took.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Measured {
    /// Who.
    pub(crate) peer: Peer,
    /// Round by round; the first of one peer ran beside the first of the others.
    pub(crate) rounds: Vec<Round>,
    /// The most memory that its own processes had, in MiB.
    pub(crate) peak: f64,
}

/// One round: a few seconds of one peer.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct Round {
    /// Microseconds of processor time a request, of the server.
    pub(crate) server: f64,
    /// The same of all processes of PostgreSQL.
    pub(crate) database: f64,
    /// Answers in a second.
    pub(crate) rate: f64,
    /// Microseconds within which half of the answers came.
    pub(crate) p50: f64,
    /// Microseconds within which 99 in a hundred came.
    pub(crate) p99: f64,
}

impl Round {
    /// Microseconds of processor time a request, of server and database.
    pub(crate) fn together(self) -> f64 {
        self.server + self.database
    }
}

/// A read that is asked again and again, in one encoding, on PostgreSQL.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Repeated {
    /// The shape's title.
    pub(crate) title: String,
    /// Of the body: "identity", "gzip" or "zstd".
    pub(crate) encoding: String,
    /// Bytes of the body as it was sent.
    pub(crate) bytes: u64,
    /// Answers from the cache.
    pub(crate) hit: Vec<Round>,
    /// Answers 304 to an If-None-Match.
    pub(crate) unmodified: Vec<Round>,
    /// The same head and body from the static server.
    pub(crate) fixed: Vec<Round>,
}

/// A shape on databases of several sizes.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Growth {
    /// The shape's title.
    pub(crate) title: String,
    /// hemicycle on one of its databases.
    pub(crate) peer: Peer,
    /// Whether it asks for a page, for which there is an aim, and not for a total over all rows.
    pub(crate) page: bool,
    /// From the fewest opinions to the most.
    pub(crate) sizes: Vec<Size>,
}

/// A shape on a database of one size.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Size {
    /// Opinions in it.
    pub(crate) opinions: u64,
    /// Round by round.
    pub(crate) rounds: Vec<Round>,
}

/// The program as a service.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Service {
    /// hemicycle on one of its databases.
    pub(crate) peer: Peer,
    /// Opinions in the database.
    pub(crate) opinions: u64,
    /// Milliseconds from its start to the first 200 of /health/ready, start by start.
    pub(crate) starts: Vec<f64>,
    /// MiB of memory after that, before a request.
    pub(crate) idle: f64,
    /// MiB of memory at the most, under the loads of the run.
    pub(crate) peak: f64,
}
