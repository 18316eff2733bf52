//! The picture: a frame is as wide as its share of the time, and stands on what called it.

use std::collections::BTreeMap;

use super::{
    frame::short,
    stacks::{Frame, Stacks},
};
use crate::svg::{escape, picture};

/// The picture's width, what is around the frames and a frame's height, in pixels.
const WIDTH: f64 = 1_200.0;
const EDGE: f64 = 10.0;
const ROW: f64 = 17.0;

/// What is above and below the frames, in pixels.
const HEAD: f64 = 40.0;
const FOOT: f64 = 30.0;

/// Frames that are narrower are left out, in pixels.
const NARROW: f64 = 1.0;

/// The width of a letter of their names, in pixels.
const LETTER: f64 = 6.2;

/// Colours that letters in black can be read on, for the owners with the most time.
const COLOURS: [&str; 10] = [
    "#ff9f6b", "#8ecae6", "#ffd166", "#a8d08d", "#d7a6e0", "#f4a3a8", "#80cbc4", "#c5b0f0", "#e6c29c",
    "#b7c4d6",
];

/// The colour of all others.
const OTHERS: &str = "#c9c9c9";

/// Draws all stacks.
pub(crate) fn flame(title: &str, stacks: &Stacks) -> String {
    let scale = (WIDTH - 2.0 * EDGE) / stacks.total().max(1) as f64;
    let rows = depth(&stacks.root, scale) as f64;
    let height = HEAD + rows * ROW + FOOT;
    let colours = colours(&stacks.root);
    let mut drawing =
        Drawing { total: stacks.total(), scale, foot: height - FOOT, colours: &colours, body: String::new() };
    drawing.calls(&stacks.root, EDGE, 0);
    let head = format!(
        "<text x=\"{EDGE}\" y=\"24\" style=\"font-size:15px;font-weight:600\">{}</text>\n",
        escape(title)
    );
    let body = head + &drawing.body + &legend(&colours, height);
    let style = ".f text { font: 11px ui-monospace, monospace; fill: #111 } .f rect { stroke: var(--paper); stroke-width: .5 }\n";
    picture((WIDTH as u32, height as u32), (title, &description(stacks)), style, &body)
}

/// The most time's owners, for who does not see the picture.
fn description(stacks: &Stacks) -> String {
    format!(
        "{} looks at the server's stacks. A frame is as wide as its share of the processor time and stands on its caller; \
         its title says the function and the share. Colours tell whose the function is.",
        stacks.total()
    )
}

/// How many rows have a frame that is wide enough.
fn depth(frame: &Frame, scale: f64) -> usize {
    let wide = frame.calls.values().filter(|call| call.seen as f64 * scale >= NARROW);
    wide.map(|call| 1 + depth(call, scale)).max().unwrap_or_default()
}

/// Colours for those who have the most time of their own.
fn colours(root: &Frame) -> Vec<(String, &'static str)> {
    let mut own: BTreeMap<&str, u64> = BTreeMap::new();
    let mut left: Vec<&Frame> = root.calls.values().collect();
    while let Some(frame) = left.pop() {
        let below: u64 = frame.calls.values().map(|call| call.seen).sum();
        *own.entry(&frame.owner).or_default() += frame.seen - below.min(frame.seen);
        left.extend(frame.calls.values());
    }
    let mut own: Vec<(&str, u64)> = own.into_iter().collect();
    own.sort_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(other.0)));
    own.iter().zip(COLOURS).map(|((owner, _), colour)| ((*owner).to_owned(), colour)).collect()
}

fn legend(colours: &[(String, &'static str)], height: f64) -> String {
    let (mut x, mut drawn) = (EDGE, String::new());
    let others = ("others".to_owned(), OTHERS);
    for (owner, colour) in colours.iter().chain([&others]) {
        let (box_top, line) = (height - 21.0, height - 11.0);
        drawn.push_str(&format!(
            "<rect x=\"{x:.0}\" y=\"{box_top:.0}\" width=\"12\" height=\"12\" fill=\"{colour}\"/>\
             <text x=\"{:.0}\" y=\"{line:.0}\">{}</text>\n",
            x + 16.0,
            escape(owner)
        ));
        x += 32.0 + owner.chars().count() as f64 * 7.0;
    }
    drawn
}

struct Drawing<'a> {
    total: u64,
    /// Pixels of one look.
    scale: f64,
    /// Where the lowest row ends.
    foot: f64,
    colours: &'a [(String, &'static str)],
    body: String,
}

impl Drawing<'_> {
    /// Draws what a frame calls, from this place on.
    fn calls(&mut self, frame: &Frame, mut x: f64, row: usize) {
        for (name, call) in &frame.calls {
            let width = call.seen as f64 * self.scale;
            if width >= NARROW {
                self.frame(name, call, (x, width), row);
                self.calls(call, x, row + 1);
            }
            x += width;
        }
    }

    fn frame(&mut self, name: &str, frame: &Frame, (x, width): (f64, f64), row: usize) {
        let colour =
            self.colours.iter().find(|(owner, _)| *owner == frame.owner).map_or(OTHERS, |(_, colour)| colour);
        let y = self.foot - (row + 1) as f64 * ROW;
        let share = frame.seen as f64 * 100.0 / self.total as f64;
        self.body.push_str(&format!(
            "<g class=\"f\"><title>{} ({share:.1} %)</title>\
             <rect x=\"{x:.1}\" y=\"{y:.0}\" width=\"{width:.1}\" height=\"{ROW}\" fill=\"{colour}\"/>",
            escape(&name.chars().take(240).collect::<String>())
        ));
        let room = ((width - 6.0) / LETTER) as usize;
        if room >= 3 {
            let label = escape(&label(name, room));
            self.body.push_str(&format!("<text x=\"{:.1}\" y=\"{:.0}\">{label}</text>", x + 3.0, y + 12.0));
        }
        self.body.push_str("</g>\n");
    }
}

/// As much of a name as there is room for; whose it is, the colour tells.
fn label(name: &str, room: usize) -> String {
    let name = short(name);
    if name.chars().count() <= room {
        return name;
    }
    name.chars().take(room - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::{Stacks, flame, label};

    #[test]
    fn a_frame_is_as_wide_as_its_share_and_stands_on_its_caller() {
        let look = |frames: &[&str]| {
            let lines = frames.iter().map(|frame| format!("\t1 {frame} (/bin/a)\n"));
            format!("a 1 7.1: cpu-clock:\n{}\n", lines.collect::<String>())
        };
        let printed = look(&["b::two", "a::one"])
            + &look(&["a::one"])
            + &look(&["a::one"])
            + &look(&["<c as d>::three"]);
        let drawn = flame("Q1 & more", &Stacks::read(&printed));
        assert!(
            drawn.contains("<title>a::one (75.0 %)</title><rect x=\"305.0\" y=\"57\" width=\"885.0\""),
            "{drawn}"
        );
        assert!(drawn.contains("<title>b::two (25.0 %)</title><rect x=\"305.0\" y=\"40\" width=\"295.0\""));
        assert!(drawn.contains("&lt;c as d&gt;::three (25.0 %)") && drawn.contains(">Q1 &amp; more</text>"));
    }

    #[test]
    fn a_long_name_is_cut() {
        assert_eq!((label("abc::def", 8), label("abc::def", 4)), ("abc::def".to_owned(), "abc…".to_owned()));
    }
}
