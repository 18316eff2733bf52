//! Reads that no cache answers: every shape, asked of all in turn.

use std::{fs, path::Path};

use tempfile::TempDir;

use super::turn::{Subject, rounds};
use crate::{
    cost,
    load::ask,
    peer::{self, Needs, Started},
    report::figures::{Measured, Peer, Reads, Terms},
    same,
    shape::Shape,
};

/// Those who run, each with what it is called in the figures. They are stopped when they are dropped.
pub(super) struct Peers {
    running: Vec<(Peer, Started)>,
    cluster: u32,
    _answers: TempDir,
}

/// Who answers, but the static bytes, which are made of the others' answers.
const ANSWERING: [Peer; 5] = [Peer::Postgres, Peer::Sqlite, Peer::Postgraphile, Peer::Mercurius, Peer::Sql];

impl Peers {
    /// Starts all of them, and stops the run where two answer differently.
    ///
    /// # Errors
    /// Where one does not start or answers with an error, or with something else than hemicycle on PostgreSQL.
    pub(super) fn start(needs: &Needs, cluster: u32, shapes: &mut [Shape]) -> Result<Self, String> {
        let answers = TempDir::with_prefix("hemicycle-answers").map_err(|error| error.to_string())?;
        let needs = Needs { answers: answers.path().to_owned(), ..needs.clone() };
        let started = ANSWERING.iter().map(|peer| Ok((*peer, peer::start(*peer, &needs)?)));
        let mut peers = Self { running: started.collect::<Result<_, String>>()?, cluster, _answers: answers };
        let postgraphile = peers.running.iter().find(|(peer, _)| *peer == Peer::Postgraphile);
        let postgraphile = postgraphile.map(|(_, running)| running.address);
        for shape in shapes {
            postgraphile.map_or(Ok(()), |address| shape.place(address))?;
            println!("the same answers: {}", shape.name);
            peers.compare(shape, &needs.answers)?;
        }
        peers.running.push((Peer::Static, peer::start(Peer::Static, &needs)?));
        Ok(peers)
    }

    /// Asks all every request of a shape, and keeps hemicycle's answers for the static bytes.
    fn compare(&self, shape: &Shape, answers: &Path) -> Result<(), String> {
        let folder = answers.join(shape.name);
        fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        let requests: Vec<_> = self.running.iter().map(|(peer, _)| shape.requests(*peer)).collect();
        for variant in 0..shape.variants() {
            let mut given = Vec::with_capacity(self.running.len());
            for ((peer, running), requests) in self.running.iter().zip(&requests) {
                let Some(request) = requests.get(variant) else {
                    return Err(format!("{}: there are no words for {}", shape.name, peer.name()));
                };
                let answer = ask(running.address, &request.bytes(&running.address.to_string()))?;
                if answer.status != 200 {
                    let body = String::from_utf8_lossy(&answer.body);
                    return Err(format!("{}, {}: {}: {body}", shape.name, peer.name(), answer.status));
                }
                given.push((*peer, answer.body));
            }
            same::compare(&given, shape.name, variant)?;
            let file = folder.join(format!("{variant}.json"));
            fs::write(&file, &given[0].1).map_err(|error| format!("{}: {error}", file.display()))?;
        }
        Ok(())
    }

    /// Drives all on each shape.
    ///
    /// # Errors
    /// Where one answers with an error.
    pub(super) fn measure(&self, shapes: &[Shape], terms: &Terms) -> Result<Vec<Reads>, String> {
        shapes.iter().map(|shape| self.shape(shape, terms)).collect()
    }

    fn shape(&self, shape: &Shape, terms: &Terms) -> Result<Reads, String> {
        println!("reads: {}", shape.name);
        let subjects: Vec<Subject> =
            self.running.iter().map(|(peer, running)| self.subject(*peer, running, shape)).collect();
        let measured = rounds(&subjects, terms)?;
        let peers = subjects.iter().zip(measured).map(|(subject, rounds)| Measured {
            peer: subject.peer,
            rounds,
            peak: cost::peak(&subject.processes) as f64 / 1024.0,
        });
        let bytes = ask(subjects[0].address, &subjects[0].requests[0])?.sent;
        Ok(Reads {
            name: shape.name.to_owned(),
            title: shape.title.to_owned(),
            bytes,
            aimed: shape.aimed,
            peers: peers.collect(),
        })
    }

    fn subject(&self, peer: Peer, running: &Started, shape: &Shape) -> Subject {
        let host = running.address.to_string();
        Subject {
            peer,
            address: running.address,
            processes: running.processes(),
            cluster: (!matches!(peer, Peer::Sqlite | Peer::Static)).then_some(self.cluster),
            requests: shape.requests(peer).iter().map(|request| request.bytes(&host)).collect(),
            status: 200,
        }
    }
}
