//! Rows in the place of an archive: opinions with all that belongs to them, about regions that do not exist, the same for the
//! same seed on both databases. They go straight into the tables of `hemicycle migrate`, as it would write them: importing two
//! million opinions would take days.
//!
//! What is not there: milestones, initiatives, citations, follow-ups, sources of ballots and of memberships, and the history of
//! anything but opinions. `hemicycle verify` finds that.

mod declaration;
mod draw;
mod key;
mod ledger;
mod names;
mod opinion;
mod postgres;
mod row;
mod session;
mod sqlite;
mod text;
mod vote;
mod words;
mod world;

use std::time::Instant;

use self::{
    draw::Draw,
    ledger::Ledger,
    opinion::Stage,
    row::Rows,
    session::{Calendar, Session},
    vote::MEMBERS,
    world::World,
};

/// So many rows are held in memory, and those of one more session.
const HELD: usize = 40_000;

/// How much there is of it.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Sizes {
    /// Opinions, each with its session, document, vote and declarations
    #[arg(long, default_value_t = 20_000, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) opinions: u32,
    /// Ballots, a hundred a vote; a hundred times the opinions, and no more than two million, where nothing is said
    #[arg(long = "positions", value_name = "POSITIONS")]
    pub(crate) asked: Option<u32>,
    /// Organisations, of four regions
    #[arg(long, default_value_t = 200)]
    pub(crate) organisations: usize,
    /// Persons, of four assemblies
    #[arg(long, default_value_t = 2_000)]
    pub(crate) persons: usize,
    /// Without what is long: sections, paragraphs, texts of documents, mentions and sources; for millions of opinions
    #[arg(long)]
    pub(crate) lean: bool,
    /// Without a search index, so that search finds nothing: of millions of opinions it takes longer than all the rest
    #[arg(long)]
    pub(crate) unsearched: bool,
    #[arg(skip)]
    pub(crate) positions: u32,
}

impl Sizes {
    /// With the positions that are meant.
    fn meant(&self) -> Result<Self, String> {
        let most = self.opinions.saturating_mul(MEMBERS);
        let positions = self.asked.unwrap_or_else(|| most.min(2_000_000));
        if positions > most {
            return Err(format!("--positions {positions}: at most {most}, {MEMBERS} a vote"));
        }
        Ok(Self { positions, ..self.clone() })
    }
}

/// What was filled in.
pub(crate) struct Filled {
    /// Rows of all tables.
    pub(crate) rows: u64,
    /// Seconds by the clock.
    pub(crate) seconds: f64,
}

/// Makes `hemicycle migrate` make the search index anew.
fn forget_index(sizes: &Sizes) -> &'static str {
    if sizes.unsearched { "" } else { "DELETE FROM search_index;" }
}

/// Counts the opinions, as the program does when it writes them.
const TALLY: &str = "INSERT INTO opinion_tally
    (opinion_id, voted, outcome, majority, declarations, with_reservations, reservations_known)
    SELECT o.id, v.id IS NOT NULL, v.outcome, v.majority, COUNT(DISTINCT d.id),
    COUNT(DISTINCT CASE WHEN p.with_reservations THEN d.id END), COUNT(DISTINCT p.declaration_id)
    FROM opinion o LEFT JOIN vote v ON v.opinion_id = o.id LEFT JOIN declaration d ON d.opinion_id = o.id
    LEFT JOIN vote_position p ON p.declaration_id = d.id AND p.with_reservations IS NOT NULL
    GROUP BY o.id, v.id, v.outcome, v.majority";

/// A database that rows are written into.
trait Sink {
    /// Writes rows.
    fn write(&mut self, rows: &Rows) -> Result<(), String>;

    /// Makes what was put off, and keeps all of it.
    fn finish(self: Box<Self>) -> Result<(), String>;
}

/// Fills the empty tables of a database, `postgres://…` or `sqlite://FILE`, that `hemicycle migrate` made. The search index is
/// left to be made anew by another `hemicycle migrate`.
///
/// # Errors
/// Where there are rows already, a size is out of bounds, or the database fails.
pub(crate) fn fill(database: &str, sizes: &Sizes, seed: u64) -> Result<Filled, String> {
    let begun = Instant::now();
    let sizes = sizes.meant()?;
    let mut sink: Box<dyn Sink> = match database.strip_prefix("sqlite://") {
        Some(file) => Box::new(sqlite::Sink::open(file, &sizes)?),
        None => Box::new(postgres::Sink::open(database, &sizes)?),
    };
    let mut filled = Filled { rows: 0, seconds: 0.0 };
    let mut rows = Rows::new();
    let world = World::new(&sizes, seed, &mut rows)?;
    let calendar = Calendar::new(sizes.opinions)?;
    let mut ledger = Ledger::new();
    let (mut number, mut sessions) = (0, 0);
    while number < sizes.opinions {
        let mut draw = Draw::new(seed, sessions.into());
        let session = calendar.session(sessions, &world.assemblies, &mut draw, &mut rows)?;
        for place in 0..Session::opinions(&mut draw).min(sizes.opinions - number) {
            let of = &world.assemblies[session.assembly];
            let (world, session, sizes) = (&world, &session, &sizes);
            let (draw, rows, ledger) = (&mut draw, &mut rows, &mut ledger);
            opinion::make(&mut Stage { world, of, session, sizes, draw, rows, ledger }, number, place);
            number += 1;
        }
        sessions += 1;
        if rows.len() >= HELD {
            filled.rows += rows.len() as u64;
            sink.write(&rows)?;
            rows.clear();
        }
    }
    filled.rows += rows.len() as u64;
    sink.write(&rows)?;
    sink.finish()?;
    filled.seconds = begun.elapsed().as_secs_f64();
    Ok(filled)
}
