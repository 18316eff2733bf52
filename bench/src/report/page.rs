//! The page: each figure beside its aim, then all of them, then where and how they were measured.

use super::{
    aims::{AHEAD, CEILING, GROWTH, HIT, aims, growth, rounds, verdict},
    chart,
    digits::{three, times, whole},
    figures::{Growth, Measured, Peer, Reads, Repeated, Round, Run, Service},
    markdown::Table,
    median::{Median, ratio, together},
};

/// The whole page.
pub(crate) fn page(run: &Run) -> String {
    let mut page = head(run);
    page.push_str(&aimed(run));
    page.push_str(&summary(&run.reads));
    page.push_str(&details(&run.reads));
    if !run.repeated.is_empty() {
        page.push_str(&repeated(&run.repeated));
    }
    if !run.growth.is_empty() {
        page.push_str(&grown(&run.growth));
    }
    if !run.service.is_empty() {
        page.push_str(&services(&run.service));
    }
    page.push_str(&machine(run));
    page.push_str(&how(run));
    page
}

fn head(run: &Run) -> String {
    format!(
        "<!-- Written by `{}`. What is written here by hand is lost with the next run: benchmarks-attempts.md is for \
         that. -->\n\n# What reading costs\n\nOne run on one machine, on {}: {} opinions with {} positions of votes. Each \
         figure is the median of {} rounds; each ratio is taken within a round, and the median of those. Processor time \
         is of the server and of PostgreSQL together where nothing else is said. What was tried, what each attempt gave \
         and where the rest goes is told in [benchmarks-attempts.md](benchmarks-attempts.md).\n\n![{}](benchmarks.svg)\n\n",
        run.command,
        run.date,
        whole(run.terms.opinions),
        whole(run.terms.positions),
        run.terms.rounds,
        chart::description(&run.reads),
    )
}

fn aimed(run: &Run) -> String {
    let mut table = Table::new(&["what", "aim", "measured", ""]);
    for aim in aims(run) {
        table.row([aim.what, aim.aim, aim.figure, verdict(aim.met).to_owned()]);
    }
    format!("## Aims\n\n{}", table.end())
}

fn summary(reads: &[Reads]) -> String {
    let mut peers: Vec<Peer> = Vec::new();
    for measured in reads.iter().flat_map(|reads| &reads.peers) {
        if !peers.contains(&measured.peer) {
            peers.push(measured.peer);
        }
    }
    let names: Vec<&str> = [""].into_iter().chain(peers.iter().map(|peer| peer.name())).collect();
    let mut table = Table::new(&names);
    for reads in reads {
        let cells = peers.iter().map(|peer| {
            let middle = rounds(reads, *peer).and_then(together);
            middle.map_or_else(String::new, |median| three(median.middle))
        });
        table.row([format!("{}: {}", reads.name, reads.title)].into_iter().chain(cells));
    }
    format!(
        "## Reads that no cache answers\n\nMicroseconds of processor time a request, server and database together. Aims: \
         at most {} times the hand-written SQL where that is asked, PostGraphile at least {} times ours everywhere. The \
         hand-written SQL is one statement that returns the JSON, and static bytes are the same body from memory: \
         ceilings, and no APIs.\n\n{}",
        times(CEILING),
        times(AHEAD),
        table.end()
    )
}

fn details(reads: &[Reads]) -> String {
    reads.iter().map(detail).collect()
}

fn detail(reads: &Reads) -> String {
    let mut table = Table::new(&[
        "",
        "server µs",
        "PostgreSQL µs",
        "together µs",
        "least–most",
        "to SQL",
        "to PostGraphile",
        "to static",
        "requests/s",
        "p50 ms",
        "p99 ms",
        "peak MiB",
    ]);
    for measured in &reads.peers {
        table.row(cells(reads, measured));
    }
    format!(
        "### {}: {}\n\nAn answer has {} bytes.\n\n{}",
        reads.name,
        reads.title,
        whole(reads.bytes),
        table.end()
    )
}

fn cells(reads: &Reads, measured: &Measured) -> Vec<String> {
    let middle = |figure: fn(&Round) -> f64| {
        Median::of(measured.rounds.iter().map(figure)).map_or_else(String::new, |median| three(median.middle))
    };
    let to = |peer: Peer| {
        let ratio = rounds(reads, peer).and_then(|others| ratio(&measured.rounds, others));
        ratio.map_or_else(String::new, |ratio| times(ratio.middle))
    };
    let spread = together(&measured.rounds)
        .map_or_else(String::new, |median| format!("{}–{}", three(median.least), three(median.most)));
    vec![
        measured.peer.name().to_owned(),
        middle(|round| round.server),
        middle(|round| round.database),
        middle(|round| round.together()),
        spread,
        to(Peer::Sql),
        to(Peer::Postgraphile),
        to(Peer::Static),
        middle(|round| round.rate),
        middle(|round| round.p50 / 1e3),
        middle(|round| round.p99 / 1e3),
        three(measured.peak),
    ]
}

fn repeated(all: &[Repeated]) -> String {
    let mut table = Table::new(&[
        "",
        "encoding",
        "bytes",
        "hit µs",
        "304 µs",
        "static µs",
        "hit to static",
        "304 to hit",
        "hits/s",
        "hit p99 ms",
    ]);
    for found in all {
        let micros =
            |rounds: &[Round]| together(rounds).map_or_else(String::new, |median| three(median.middle));
        let shown = |ratio: Option<Median>| ratio.map_or_else(String::new, |ratio| times(ratio.middle));
        let hits = |figure: fn(&Round) -> f64| {
            Median::of(found.hit.iter().map(figure)).map_or_else(String::new, |median| three(median.middle))
        };
        table.row([
            found.title.clone(),
            found.encoding.clone(),
            whole(found.bytes),
            micros(&found.hit),
            micros(&found.unmodified),
            micros(&found.fixed),
            shown(ratio(&found.hit, &found.fixed)),
            shown(ratio(&found.unmodified, &found.hit)),
            hits(|round| round.rate),
            hits(|round| round.p99 / 1e3),
        ]);
    }
    format!(
        "## Reads that the cache answers\n\nThe same request again, over GET, on PostgreSQL, beside a static server that \
         sends the same body and as long a head. Aims: a hit at most {} times the static bytes, a 304 less than a hit.\n\n{}",
        times(HIT),
        table.end()
    )
}

fn grown(all: &[Growth]) -> String {
    let mut opinions: Vec<u64> =
        all.iter().flat_map(|growth| &growth.sizes).map(|size| size.opinions).collect();
    opinions.sort_unstable();
    opinions.dedup();
    let columns = opinions.iter().map(|opinions| format!("{} opinions, µs", whole(*opinions)));
    let columns: Vec<String> = [String::new(), String::new()]
        .into_iter()
        .chain(columns)
        .chain(["largest to smallest".to_owned()])
        .collect();
    let mut table = Table::new(&columns.iter().map(String::as_str).collect::<Vec<_>>());
    for found in all {
        let sizes = opinions.iter().map(|opinions| {
            let size = found.sizes.iter().find(|size| size.opinions == *opinions);
            let median = size.and_then(|size| together(&size.rounds));
            median.map_or_else(String::new, |median| three(median.middle))
        });
        let ratio = growth(found).map_or_else(String::new, times);
        table
            .row([found.title.clone(), found.peer.name().to_owned()].into_iter().chain(sizes).chain([ratio]));
    }
    format!(
        "## More data\n\nThe same shapes on larger databases, server and database together. These have no long texts (sections, \
         paragraphs, sources). A cell is empty where there was no such database, or no search index in it. Aim: a page takes at most {} times as much. What \
         counts or sums rows is no page; it is asked by {} connections, so that on the largest database each is answered in \
         the time that the program allows.\n\n{}",
        times(GROWTH),
        crate::reads::TOTALS,
        table.end()
    )
}

fn services(all: &[Service]) -> String {
    let mut table =
        Table::new(&["", "opinions", "start ms", "least–most", "memory at rest MiB", "peak under load MiB"]);
    for service in all {
        let starts = Median::of(service.starts.iter().copied());
        table.row([
            service.peer.name().to_owned(),
            whole(service.opinions),
            starts.map_or_else(String::new, |starts| three(starts.middle)),
            starts
                .map_or_else(String::new, |starts| format!("{}–{}", three(starts.least), three(starts.most))),
            three(service.idle),
            three(service.peak),
        ]);
    }
    format!(
        "## Start and memory\n\nFrom the program's start on an existing database to the first 200 of /health/ready, and \
         the memory of its process. On SQLite the peak has the pages of the file in it that were read, once for each connection: they \
         are the system's copy of the file, which it takes back where memory is needed.\n\n{}",
        table.end()
    )
}

fn machine(run: &Run) -> String {
    let mut table = Table::new(&["machine and programs", ""]);
    let machine = &run.machine;
    table.row(["processor".to_owned(), format!("{}, {} cores", machine.model, machine.cores)]);
    table.row(["memory".to_owned(), format!("{} GiB", three(machine.memory as f64 / 1024.0))]);
    table.row(["kernel".to_owned(), machine.kernel.clone()]);
    for version in &run.versions {
        table.row([version.name.clone(), version.version.clone()]);
    }
    format!("## Where\n\n{}", table.end())
}

fn how(run: &Run) -> String {
    let terms = &run.terms;
    format!(
        "## How\n\n- `{}` makes this page.\n- The rows are made from the seed {}, the same on both databases.{} Before a shape is measured, its \
         answers by all peers are compared, and a difference ends the run.\n- The load is a closed loop: {} connections \
         over loopback, each of which sends its next request when its answer is there. It is one thread on the same \
         processors as the servers; its own time is in no figure, but it takes theirs, so that requests a second and \
         latencies are those of a busy machine.\n- {} rounds of {} seconds; in each round all peers, one after the other, \
         in another order each time, after a warm-up that does not count. An answer of another status or another length \
         than the first one ends the run.\n- Processor time is what Linux counts for the threads of a process and of all \
         that descend from it: of PostgreSQL, the first process and every other.\n- Memory is the most that the server's \
         process had (VmHWM).\n",
        run.command,
        terms.seed,
        if run.resumed { " The run stopped after a part of it, and was gone on with." } else { "" },
        terms.connections,
        terms.rounds,
        three(terms.seconds),
    )
}
