//! Who is driven, and the rounds in which all of them have their turn.

use std::{net::SocketAddr, time::Duration};

use crate::{
    cost::Look,
    load::{Load, Plan, drive},
    report::figures::{Peer, Round, Terms},
};

/// Seconds that each is driven before the first round, so that code is compiled, plans are made and pages are in memory.
const WARM: f64 = 1.0;

/// One who is driven.
#[derive(Clone)]
pub(crate) struct Subject {
    /// Who it is.
    pub(crate) peer: Peer,
    /// Where it listens.
    pub(crate) address: SocketAddr,
    /// Its own processes.
    pub(crate) processes: Vec<u32>,
    /// The first process of the PostgreSQL cluster that it asks, where it asks one.
    pub(crate) cluster: Option<u32>,
    /// What it is sent, in turn.
    pub(crate) requests: Vec<Vec<u8>>,
    /// The status of every answer.
    pub(crate) status: u16,
}

/// Drives each in every round, each round beginning with another one, so that none has always the same one before it.
/// Gives each one's rounds, in the order of the subjects.
///
/// # Errors
/// Where an answer is not what it was at first: a run with an error has no figures.
pub(crate) fn rounds(subjects: &[Subject], terms: &Terms) -> Result<Vec<Vec<Round>>, String> {
    for subject in subjects {
        turn(subject, terms.connections, WARM.min(terms.seconds))?;
    }
    let mut measured = vec![Vec::with_capacity(terms.rounds); subjects.len()];
    for round in 0..terms.rounds {
        for place in order(subjects.len(), round) {
            measured[place].push(turn(&subjects[place], terms.connections, terms.seconds)?);
        }
    }
    Ok(measured)
}

/// Who comes when in a round.
fn order(subjects: usize, round: usize) -> impl Iterator<Item = usize> {
    (0..subjects).map(move |turn| (turn + round) % subjects)
}

/// One turn of one subject.
fn turn(subject: &Subject, connections: usize, seconds: f64) -> Result<Round, String> {
    let cluster: Vec<u32> = subject.cluster.into_iter().collect();
    let before = (Look::at(&subject.processes), Look::at(&cluster));
    let load = drive(&Plan {
        address: subject.address,
        requests: &subject.requests,
        connections,
        time: Duration::from_secs_f64(seconds),
        status: subject.status,
    })
    .map_err(|error| format!("{}: {error}", subject.peer.name()))?;
    let server = Look::at(&subject.processes).since(&before.0);
    Ok(round(&load, server, Look::at(&cluster).since(&before.1)))
}

/// What a load took, with nanoseconds of processor time of the server and the database.
fn round(load: &Load, server: u64, database: u64) -> Round {
    let each = |nanos: u64| nanos as f64 / 1e3 / load.requests as f64;
    Round { server: each(server), database: each(database), rate: load.rate(), p50: load.p50, p99: load.p99 }
}

#[cfg(test)]
mod tests {
    use std::{
        io::{Read, Write},
        net::{SocketAddr, TcpListener},
        process, thread,
    };

    use super::{Load, Peer, Subject, Terms, order, round, rounds};

    /// A server that gives every request of `size` bytes the same answer.
    fn served(size: usize, answer: &'static str) -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").expect("what it gives");
        let address = listener.local_addr().expect("what it gives");
        thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.expect("what it gives");
                let mut request = vec![0; size];
                thread::spawn(move || {
                    while stream.read_exact(&mut request).is_ok() {
                        stream.write_all(answer.as_bytes()).expect("what it gives");
                    }
                });
            }
        });
        address
    }

    fn subject(peer: Peer, answer: &'static str) -> Subject {
        let request = b"GET / HTTP/1.1\r\n\r\n".to_vec();
        let address = served(request.len(), answer);
        let requests = vec![request.clone(), request];
        Subject { peer, address, processes: vec![process::id()], cluster: None, requests, status: 200 }
    }

    fn terms() -> Terms {
        Terms { opinions: 1, positions: 1, seed: 1, connections: 3, rounds: 2, seconds: 0.02 }
    }

    #[test]
    fn each_round_begins_with_another_subject_and_has_all() {
        assert_eq!(order(3, 0).collect::<Vec<_>>(), [0, 1, 2]);
        assert_eq!(order(3, 1).collect::<Vec<_>>(), [1, 2, 0]);
        assert_eq!(order(3, 5).collect::<Vec<_>>(), [2, 0, 1]);
    }

    #[test]
    fn all_subjects_have_all_rounds() {
        let good = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}";
        let subjects = [subject(Peer::Postgres, good), subject(Peer::Static, good)];
        let measured = rounds(&subjects, &terms()).expect("what it gives");
        assert_eq!(measured.iter().map(Vec::len).collect::<Vec<_>>(), [2, 2]);
        for round in measured.concat() {
            assert!(round.rate > 0.0 && round.p50 <= round.p99, "{round:?}");
        }
    }

    #[test]
    fn an_answer_that_is_an_error_stops_the_run_with_its_words() {
        let good = subject(Peer::Postgres, "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}");
        let bad = subject(Peer::Sql, "HTTP/1.1 500 Oh\r\ncontent-length: 6\r\n\r\nbroken");
        let said = rounds(&[good, bad], &terms()).expect_err("a refusal");
        assert!(
            said.contains("hand-written SQL") && said.contains("500") && said.contains("broken"),
            "{said}"
        );
    }

    #[test]
    fn a_round_is_told_in_microseconds_of_one_request() {
        let load = Load { requests: 200, seconds: 0.5, p50: 10.0, p99: 20.0, bytes: 400, driver: 1 };
        let round = round(&load, 3_000_000, 1_000_000);
        assert_eq!((round.server, round.database, round.together(), round.rate), (15.0, 5.0, 20.0, 400.0));
    }
}
