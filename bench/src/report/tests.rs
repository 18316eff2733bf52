use super::{
    aims::aims,
    chart,
    figures::{Growth, Machine, Measured, Peer, Reads, Repeated, Round, Run, Service, Size, Terms, Version},
    page::page,
    write,
};

/// Two rounds, of so many microseconds and of half as many again.
fn rounds(micros: f64) -> Vec<Round> {
    let round = |micros: f64| Round {
        server: micros * 0.75,
        database: micros * 0.25,
        rate: 1e6 / micros,
        p50: micros * 10.0,
        p99: micros * 100.0,
    };
    vec![round(micros), round(micros * 1.5)]
}

pub(crate) fn run() -> Run {
    let peers = [
        (Peer::Postgres, 1_000.0),
        (Peer::Sqlite, 900.0),
        (Peer::Postgraphile, 1_900.0),
        (Peer::Sql, 800.0),
        (Peer::Static, 16.0),
    ];
    let measured = peers.map(|(peer, micros)| Measured { peer, rounds: rounds(micros), peak: 64.0 });
    let size = |opinions, micros| Size { opinions, rounds: rounds(micros) };
    Run {
        date: "2026-11-30".to_owned(),
        command: "cargo xtask bench reads".to_owned(),
        resumed: false,
        machine: Machine {
            model: "A <processor>".to_owned(),
            cores: 2,
            memory: 24_576,
            kernel: "Linux 6".to_owned(),
        },
        versions: vec![Version { name: "PostgreSQL".to_owned(), version: "15.18".to_owned() }],
        terms: Terms {
            opinions: 20_000,
            positions: 2_000_000,
            seed: 8,
            connections: 64,
            rounds: 2,
            seconds: 5.0,
        },
        reads: vec![Reads {
            name: "q1".to_owned(),
            title: "20 opinions & more".to_owned(),
            bytes: 12_345,
            aimed: true,
            peers: Vec::from(measured),
        }],
        repeated: vec![Repeated {
            title: "q1".to_owned(),
            encoding: "gzip".to_owned(),
            bytes: 900,
            hit: rounds(20.0),
            unmodified: rounds(21.0),
            fixed: rounds(16.0),
        }],
        growth: vec![Growth {
            title: "q1".to_owned(),
            peer: Peer::Postgres,
            page: true,
            sizes: vec![size(20_000, 1_000.0), size(2_000_000, 1_400.0)],
        }],
        service: vec![Service {
            peer: Peer::Postgres,
            opinions: 20_000,
            starts: vec![90.0, 80.0, 410.0],
            idle: 38.5,
            peak: 120.0,
        }],
    }
}

#[test]
fn each_aim_has_its_figure_and_its_verdict() {
    let found: Vec<(String, bool)> = aims(&run()).into_iter().map(|aim| (aim.figure, aim.met)).collect();
    let expected = [
        ("1.25", true),     // to the hand-written SQL
        ("0.90", true),     // SQLite to PostgreSQL
        ("1.90", false),    // PostGraphile to ours
        ("1.25", true),     // a hit
        ("1.05", false),    // a 304
        ("1.40", false),    // growth
        ("90 ms", true),    // start
        ("40.4 MB", false), // memory at rest
    ];
    assert_eq!(found, expected.map(|(figure, met)| (figure.to_owned(), met)));
}

#[test]
fn the_page_shows_medians_ratios_and_spreads() {
    let page = page(&run());
    for line in [
        "| q1: PostGraphile to hemicycle on PostgreSQL | at least 2.00 | 1.90 | **not met** |",
        "| q1: 20 opinions & more | 1,250 | 1,130 | 2,380 | 1,000 | 20 |",
        "| hemicycle on PostgreSQL | 938 | 313 | 1,250 | 1,000–1,500 | 1.25 | 0.53 | 62.5 | 833 | 12.5 | 125 | 64 |",
        "| q1 | gzip | 900 | 25 | 26.3 | 20 | 1.25 | 1.05 | 41,700 | 2.5 |",
        "| q1 | hemicycle on PostgreSQL | 1,250 | 1,750 | 1.40 |",
        "| hemicycle on PostgreSQL | 20,000 | 90 | 80–410 | 38.5 | 120 |",
        "| PostgreSQL | 15.18 |",
        "- `cargo xtask bench reads` makes this page.",
    ] {
        assert!(page.contains(line), "{line} is not in\n{page}");
    }
}

#[test]
fn the_chart_has_a_bar_for_each_peer_and_says_in_words_what_it_shows() {
    let chart = chart::chart(&run().reads);
    assert_eq!(chart.matches(" database\"").count(), 4);
    assert!(chart.contains("q1: 20 opinions &amp; more</text>"));
    assert!(
        chart.contains("q1: hemicycle on PostgreSQL 1,250, hemicycle on SQLite 1,130, PostGraphile 2,380")
    );
    // The longest bar fills its room.
    assert!(
        chart.contains("x=\"170.0\" y=\"66\" width=\"180.0\"")
            && chart.contains("x=\"350.0\" y=\"66\" width=\"60.0\"")
    );
}

#[test]
fn figures_are_read_back_as_they_were_written() {
    let run = run();
    let text = serde_json::to_string(&run).expect("JSON");
    let read: Run = serde_json::from_str(&text).expect("the same");
    assert_eq!((page(&read), serde_json::to_string(&read).expect("JSON")), (page(&run), text));
}

#[test]
fn a_run_without_all_its_rounds_writes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut run = run();
    run.reads[0].peers[2].rounds.pop();
    assert!(write(&run, folder.path()).expect_err("no report").contains("fewer than 2 rounds"));
    assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 0);
    run.reads[0].peers[2].rounds = rounds(1.0);
    write(&run, folder.path()).expect("a report");
    assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 2);
}
