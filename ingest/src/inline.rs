//! Heads of declarations that stand in the line of their text: "Anne Dol (CGT) : le canal vieillit. Elle s'abstiendra."

use crate::{announcement, lines::Line, text::fold};

/// A head before its text is no longer.
const LONGEST: usize = 110;
/// The heading above declarations is a short line.
const HEADING: usize = 90;
/// What follows a head in its line is a sentence at least.
const SHORTEST: usize = 12;

/// Lines cut behind the heads that stand in them, below a heading such as "Déclarations des conseillers".
pub(crate) fn cut(chars: &[char], lines: Vec<Line>) -> Vec<Line> {
    let mut cut = Vec::with_capacity(lines.len());
    let mut below = false;
    let mut opens = true;
    for line in lines {
        if line.is_blank() {
            opens = true;
            cut.push(line);
            continue;
        }
        let heading = line.width() <= HEADING && {
            let text: String = chars[line.start..line.end].iter().collect();
            announcement::above(&fold(&text))
        };
        match head(chars, line).filter(|_| below && opens) {
            Some(end) => {
                let text = (end..line.end).find(|at| !chars[*at].is_whitespace()).unwrap_or(line.end);
                cut.push(Line { start: line.start, end });
                cut.push(Line { start: text, end: line.end });
            }
            None => cut.push(line),
        }
        below |= heading;
        opens = heading || matches!(chars[line.end - 1], '.' | '!' | '?' | '»');
    }
    cut
}

/// Where the head ends that a line begins with, behind its colon.
fn head(chars: &[char], line: Line) -> Option<usize> {
    let stop = line.end.min(line.start + LONGEST);
    let colon = (line.start..stop).find(|at| chars[*at] == ':')?;
    let text: String = chars[line.start..=colon].iter().collect();
    let spoken = line.end - colon > SHORTEST && announcement::spoken(&fold(&text), &text);
    spoken.then_some(colon + 1)
}
