//! The chart: for each shape a bar for each peer, the server's part and PostgreSQL's one after the other.

use super::{
    digits::three,
    figures::{Measured, Peer, Reads},
    median::{Median, together},
};
use crate::svg::{escape, picture};

/// A panel's width, and where its bars begin and how long they may be, in pixels.
const PANEL: u32 = 480;
const BARS: f64 = 170.0;
const LONGEST: f64 = 240.0;

/// A bar with the gap after it, and what a panel has beside its bars, in pixels.
const BAR: u32 = 20;
const HEAD: u32 = 46;

/// What the chart has above its panels, in pixels.
const TOP: u32 = 44;

/// Colours that stand out of white and of black; the database's part is the same, paler.
const STYLE: &str = ".postgres { fill: #1f6feb } .sqlite { fill: #3fa7d6 } .postgraphile { fill: #d4660a } \
                     .mercurius { fill: #b08800 } .sql { fill: #6e7781 } .database { fill-opacity: 0.55 } \
                     .title { font-weight: 600 } .head { font-size: 15px; font-weight: 600 }\n";

/// The chart of all shapes, two beside each other. Static bytes are left out: beside the others they are no bar.
pub(crate) fn chart(reads: &[Reads]) -> String {
    let rows = reads.iter().map(|reads| shown(reads).count() as u32).max().unwrap_or_default();
    let panel = HEAD + rows * BAR;
    let mut body = format!("<text class=\"head\" x=\"16\" y=\"28\">{}</text>\n", escape(TITLE));
    for (place, reads) in reads.iter().enumerate() {
        let (column, row) = (place as u32 % 2, place as u32 / 2);
        body.push_str(&format!("<g transform=\"translate({} {})\">\n", column * PANEL, TOP + row * panel));
        body.push_str(&bars(reads));
        body.push_str("</g>\n");
    }
    let height = TOP + (reads.len() as u32).div_ceil(2) * panel;
    picture((2 * PANEL, height), (TITLE, &description(reads)), STYLE, &body)
}

/// What the chart says, in its head.
const TITLE: &str =
    "Microseconds of processor time a request: the server, then (paler) PostgreSQL. Less is better.";

/// The chart in words, for who does not see it.
pub(crate) fn description(reads: &[Reads]) -> String {
    let shapes = reads.iter().map(|reads| {
        let peers = shown(reads).filter_map(|measured| {
            Some(format!("{} {}", measured.peer.name(), three(together(&measured.rounds)?.middle)))
        });
        format!("{}: {}", reads.name, peers.collect::<Vec<_>>().join(", "))
    });
    format!("Microseconds a request. {}.", shapes.collect::<Vec<_>>().join("; "))
}

fn shown(reads: &Reads) -> impl Iterator<Item = &Measured> {
    reads.peers.iter().filter(|measured| measured.peer != Peer::Static)
}

fn bars(reads: &Reads) -> String {
    let middles = |measured: &Measured| {
        let server = Median::of(measured.rounds.iter().map(|round| round.server))?.middle;
        let database = Median::of(measured.rounds.iter().map(|round| round.database))?.middle;
        // The bar is as long as its figure says, which is that of the table; its parts have the ratio of theirs.
        let (whole, sum) = (together(&measured.rounds)?.middle, server + database);
        let part = if sum > 0.0 { whole / sum } else { 0.0 };
        Some((measured.peer, server * part, database * part))
    };
    let bars: Vec<_> = shown(reads).filter_map(middles).collect();
    let most = bars.iter().map(|(_, server, database)| server + database).fold(f64::MIN_POSITIVE, f64::max);
    let title = format!("{}: {}", reads.name, reads.title);
    let mut drawn = format!("<text class=\"title\" x=\"16\" y=\"16\">{}</text>\n", escape(&cut(&title, 66)));
    for (place, (peer, server, database)) in bars.into_iter().enumerate() {
        let y = 26 + place as u32 * BAR;
        let (first, second) = (server / most * LONGEST, database / most * LONGEST);
        let class = format!("{peer:?}").to_lowercase();
        drawn.push_str(&format!(
            "<text x=\"{:.0}\" y=\"{}\" text-anchor=\"end\">{}</text>\n\
             <rect class=\"{class}\" x=\"{BARS:.1}\" y=\"{y}\" width=\"{first:.1}\" height=\"14\"/>\
             <rect class=\"{class} database\" x=\"{:.1}\" y=\"{y}\" width=\"{second:.1}\" height=\"14\"/>\n\
             <text x=\"{:.1}\" y=\"{}\">{}</text>\n",
            BARS - 6.0,
            y + 12,
            peer.name(),
            BARS + first,
            BARS + first + second + 5.0,
            y + 12,
            three(server + database)
        ));
    }
    drawn
}

/// At most so many characters, with a mark where some are missing.
fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most - 1).chain(['…']).collect()
}
