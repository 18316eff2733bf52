//! What was aimed at, and what the run says of it.

use super::{
    digits::{three, times, whole},
    figures::{Growth, Peer, Reads, Repeated, Round, Run, Size},
    median::{Median, ratio},
};

/// The most that an uncached read may take of what the hand-written SQL takes.
pub(crate) const CEILING: f64 = 1.25;

/// The least that PostGraphile takes of what we take.
pub(crate) const AHEAD: f64 = 2.0;

/// The most that a cache's hit may take of what static bytes take.
pub(crate) const HIT: f64 = 1.3;

/// The most that a page may take on the largest database of what it takes on the smallest.
pub(crate) const GROWTH: f64 = 1.3;

/// The most milliseconds of a start.
const START: f64 = 300.0;

/// The most memory at rest, in MB, as a million bytes.
const IDLE: f64 = 40.0;

/// An aim with what the run gave.
#[derive(Debug, PartialEq)]
pub(crate) struct Aim {
    /// What was aimed at, where.
    pub(crate) what: String,
    /// How much it may be at the most, or must be at the least.
    pub(crate) aim: String,
    /// What it was.
    pub(crate) figure: String,
    /// Whether that is enough.
    pub(crate) met: bool,
}

/// The word for it.
pub(crate) fn verdict(met: bool) -> &'static str {
    if met { "met" } else { "**not met**" }
}

/// Every aim that the run has a figure for.
pub(crate) fn aims(run: &Run) -> Vec<Aim> {
    let mut aims = Vec::new();
    aims.extend(run.reads.iter().filter(|reads| reads.aimed).filter_map(ceiling));
    aims.extend(run.reads.iter().filter(|reads| reads.aimed).filter_map(sqlite));
    aims.extend(run.reads.iter().filter_map(ahead));
    aims.extend(run.repeated.iter().filter_map(hit));
    aims.extend(run.repeated.iter().filter_map(unmodified));
    aims.extend(run.growth.iter().filter(|growth| growth.page).filter_map(grown));
    for service in &run.service {
        let name = format!("{}, {} opinions", service.peer.name(), whole(service.opinions));
        if let Some(start) = Median::of(service.starts.iter().copied()) {
            let figure = format!("{} ms", three(start.middle));
            aims.push(at_most(
                format!("start-up, {name}"),
                (start.middle, START),
                (figure, format!("{START} ms")),
            ));
        }
        let idle = service.idle * 1.048_576;
        let figure = format!("{} MB", three(idle));
        aims.push(at_most(format!("memory at rest, {name}"), (idle, IDLE), (figure, format!("{IDLE} MB"))));
    }
    aims
}

/// The rounds of a peer on a shape.
pub(crate) fn rounds(reads: &Reads, peer: Peer) -> Option<&[Round]> {
    reads.peers.iter().find(|measured| measured.peer == peer).map(|measured| &measured.rounds[..])
}

/// The growth of a shape: what it takes on the largest database, in what it takes on the smallest. These rounds do not
/// run beside each other, so it is the ratio of the medians.
pub(crate) fn growth(growth: &Growth) -> Option<f64> {
    let middle = |rounds: &[Round]| Median::of(rounds.iter().map(|round| round.together()));
    Some(middle(&growth.sizes.last()?.rounds)?.middle / middle(&growth.sizes.first()?.rounds)?.middle)
}

fn ceiling(reads: &Reads) -> Option<Aim> {
    let found = ratio(rounds(reads, Peer::Postgres)?, rounds(reads, Peer::Sql)?)?.middle;
    let what = format!("{}: hemicycle on PostgreSQL to the hand-written SQL", reads.name);
    Some(at_most(what, (found, CEILING), (times(found), times(CEILING))))
}

fn sqlite(reads: &Reads) -> Option<Aim> {
    let found = ratio(rounds(reads, Peer::Sqlite)?, rounds(reads, Peer::Postgres)?)?.middle;
    let what = format!("{}: hemicycle on SQLite to hemicycle on PostgreSQL", reads.name);
    Some(at_most(what, (found, 1.0), (times(found), times(1.0))))
}

fn ahead(reads: &Reads) -> Option<Aim> {
    let found = ratio(rounds(reads, Peer::Postgraphile)?, rounds(reads, Peer::Postgres)?)?.middle;
    Some(Aim {
        what: format!("{}: PostGraphile to hemicycle on PostgreSQL", reads.name),
        aim: format!("at least {}", times(AHEAD)),
        figure: times(found),
        met: found >= AHEAD,
    })
}

fn hit(repeated: &Repeated) -> Option<Aim> {
    let found = ratio(&repeated.hit, &repeated.fixed)?.middle;
    let what = format!("{}, {}: a hit to static bytes", repeated.title, repeated.encoding);
    Some(at_most(what, (found, HIT), (times(found), times(HIT))))
}

fn unmodified(repeated: &Repeated) -> Option<Aim> {
    let found = ratio(&repeated.unmodified, &repeated.hit)?.middle;
    Some(Aim {
        what: format!("{}, {}: a 304 to a hit", repeated.title, repeated.encoding),
        aim: "less than 1.00".to_owned(),
        figure: times(found),
        met: found < 1.0,
    })
}

fn grown(found: &Growth) -> Option<Aim> {
    let ratio = growth(found)?;
    let opinions = |size: Option<&Size>| size.map_or_else(String::new, |size| whole(size.opinions));
    let (most, fewest) = (opinions(found.sizes.last()), opinions(found.sizes.first()));
    let what = format!("{}, {}: {most} opinions to {fewest}", found.title, found.peer.name());
    Some(at_most(what, (ratio, GROWTH), (times(ratio), times(GROWTH))))
}

fn at_most(what: String, (found, aim): (f64, f64), (figure, most): (String, String)) -> Aim {
    Aim { what, aim: format!("at most {most}"), figure, met: found <= aim }
}
