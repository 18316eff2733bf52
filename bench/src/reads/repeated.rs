//! Reads that the response cache answers, and those that it need not answer, beside the same bytes from memory.

use std::{fs, path::Path};

use tempfile::TempDir;

use super::{
    again::{self, ENCODINGS},
    base::Base,
    turn::{Subject, rounds},
};
use crate::{
    peer::{self, Needs},
    report::figures::{Peer, Repeated, Round, Terms},
    shape::Shape,
};

/// Bytes of answers that the program may keep meanwhile: all of them fit.
const CACHE: u64 = 256 << 20;

/// Microseconds of the database for each request where it is asked nothing but the data's version, now and then.
const UNASKED: f64 = 2.0;

/// Drives the first request of each shape again and again, in each encoding.
///
/// # Errors
/// Where an answer is an error, or one that was not kept.
pub(super) fn repeated(
    base: &Base<'_>,
    needs: &Needs,
    shapes: &[Shape],
    terms: &Terms,
) -> Result<Vec<Repeated>, String> {
    let (_server, subject) = base.serve(CACHE)?;
    let answers = TempDir::with_prefix("hemicycle-answers").map_err(|error| error.to_string())?;
    let mut asked = Vec::new();
    for shape in shapes {
        for encoding in ENCODINGS {
            match Asked::of(shape, encoding, &subject, &answers.path().join(shape.name))? {
                Some(one) => asked.push(one),
                None => println!("again: {} is not given in {encoding}", shape.name),
            }
        }
    }
    let fixed = peer::start(Peer::Static, &Needs { answers: answers.path().to_owned(), ..needs.clone() })?;
    let mut measured = Vec::new();
    for asked in asked {
        println!("again: {}, {}", asked.shape.name, asked.encoding);
        let ours = |requests: Vec<u8>, status| Subject {
            peer: Peer::Postgres,
            address: subject.address,
            processes: subject.processes.clone(),
            cluster: subject.cluster,
            requests: vec![requests],
            status,
        };
        let path = format!("/{}/{}", asked.shape.name, asked.encoding);
        let same = Subject {
            peer: Peer::Static,
            address: fixed.address,
            processes: fixed.processes(),
            cluster: None,
            requests: vec![format!("GET {path} HTTP/1.1\r\nhost: {}\r\n\r\n", fixed.address).into()],
            status: 200,
        };
        let (hit, unmodified) = (asked.hit.clone(), asked.unmodified.clone());
        let subjects = [ours(hit, 200), ours(unmodified, 304), same];
        let [hit, unmodified, fixed]: [Vec<Round>; 3] = rounds(&subjects, terms)?
            .try_into()
            .map_err(|_| "three subjects have not three rounds".to_owned())?;
        again::kept(subject.address, &asked.hit, 200)?;
        again::kept(subject.address, &asked.unmodified, 304)?;
        unasked(asked.shape, hit.iter().chain(&unmodified))?;
        measured.push(Repeated {
            title: asked.shape.title.to_owned(),
            encoding: asked.encoding.to_owned(),
            bytes: asked.bytes,
            hit,
            unmodified,
            fixed,
        });
    }
    Ok(measured)
}

/// Whether the database was left alone: an answer that is read there takes it far longer.
fn unasked<'a>(shape: &Shape, mut rounds: impl Iterator<Item = &'a Round>) -> Result<(), String> {
    match rounds.find(|round| round.database > UNASKED) {
        Some(round) => Err(format!(
            "{}: the database took {} µs for each answer that is kept",
            shape.name, round.database
        )),
        None => Ok(()),
    }
}

/// A request that is asked again, with what was answered first.
struct Asked<'a> {
    shape: &'a Shape,
    encoding: &'static str,
    bytes: u64,
    hit: Vec<u8>,
    unmodified: Vec<u8>,
}

impl<'a> Asked<'a> {
    /// Asks once, and keeps head and body of the answer for the static server.
    fn of(
        shape: &'a Shape,
        encoding: &'static str,
        subject: &Subject,
        folder: &Path,
    ) -> Result<Option<Self>, String> {
        let requests = shape.requests(Peer::Postgres);
        let body = &requests.first().ok_or("a shape without a request")?.body;
        let hit = again::get(subject.address, body, encoding, None)?;
        let Some(answer) = again::answer(subject.address, &hit, encoding)? else { return Ok(None) };
        let tag = answer.header("etag").ok_or("an answer to GET without an ETag")?;
        let unmodified = again::get(subject.address, body, encoding, Some(tag))?;
        let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
        fs::create_dir_all(folder).map_err(failed)?;
        fs::write(folder.join(format!("{encoding}.json")), &answer.body).map_err(failed)?;
        fs::write(folder.join(format!("{encoding}.head")), &answer.head).map_err(failed)?;
        Ok(Some(Self { shape, encoding, bytes: answer.sent, hit, unmodified }))
    }
}
