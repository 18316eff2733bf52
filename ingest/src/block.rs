//! Blocks: paragraphs and items of lists, told apart by bullets, blank lines, and lines that end short.

use std::ops::Range;

use crate::{Paragraph, flow::Flow, lines::Lines};

/// A paragraph or an item.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Block {
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Whether a bullet stands before it.
    pub(crate) item: bool,
}

impl Block {
    pub(crate) fn flow(&self, lines: &Lines) -> Flow {
        Flow::new(&lines.chars, self.start, self.end)
    }
}

/// The blocks of some lines.
pub(crate) fn blocks(lines: &Lines, range: Range<usize>) -> Vec<Block> {
    let width = wrapped_at(lines, range.clone());
    let mut blocks: Vec<Block> = Vec::new();
    let mut before: Option<usize> = None;
    for number in range {
        let line = lines.lines[number];
        if line.is_blank() {
            continue;
        }
        let bullet = bullet(lines, number);
        let joins = before.is_some_and(|before| bullet.is_none() && !parted(lines, before, number, width));
        match blocks.last_mut() {
            Some(block) if joins => block.end = line.end,
            _ => blocks.push(Block {
                start: bullet.unwrap_or(line.start),
                end: line.end,
                item: bullet.is_some(),
            }),
        }
        before = Some(number);
    }
    blocks.retain(|block| block.start < block.end);
    blocks
}

/// The width at which lines are wrapped; none is where every line ends as a sentence does, or some are longer than any
/// page is wide.
fn wrapped_at(lines: &Lines, range: Range<usize>) -> usize {
    let filled = || range.clone().filter(|line| !lines.lines[*line].is_blank());
    let width = filled().map(|line| lines.width(line)).max().unwrap_or_default();
    let open = filled().any(|line| {
        let cut = filled_next(lines, line, range.end).is_some_and(|next| bullet(lines, next).is_none());
        cut && lines.last(line).is_some_and(|char| !ends_sentence(char))
    });
    if width > 240 || !(open || lines.wrapped) { usize::MAX } else { width }
}

fn filled_next(lines: &Lines, line: usize, end: usize) -> Option<usize> {
    Some(line + 1).filter(|next| *next < end && !lines.lines[*next].is_blank())
}

fn ends_sentence(char: char) -> bool {
    matches!(char, '.' | '!' | '?' | ':' | '…' | '»' | ';')
}

/// The blocks as paragraphs, ranked from 1.
pub(crate) fn paragraphs(lines: &Lines, blocks: &[Block]) -> Vec<Paragraph> {
    let ranked = blocks.iter().zip(1..);
    ranked
        .map(|(block, rank)| Paragraph {
            rank,
            text: block.flow(lines).text(),
            source: lines.span(block.start, block.end),
        })
        .collect()
}

/// Where the text after a line's bullet starts.
pub(crate) fn bullet(lines: &Lines, number: usize) -> Option<usize> {
    let line = lines.lines[number];
    let text = &lines.chars[line.start..line.end];
    let spaced = text.get(1).is_none_or(|char| char.is_whitespace());
    let bullet = matches!(
        text.first(),
        Some(
            '•' | '▪'
                | '◦'
                | '●'
                | '‣'
                | '■'
                | '□'
                | '➢'
                | '➔'
                | '→'
                | '·'
                | '\u{f0b7}'
                | '\u{f0a7}'
                | '\u{f0d8}'
                | '\u{f02d}'
        )
    );
    let dash = matches!(text.first(), Some('-' | '–' | '—' | '*' | 'o' | '+'));
    let dash = dash && spaced && text.len() > 1;
    if !bullet && !dash {
        return None;
    }
    let blanks = text[1..].iter().take_while(|char| char.is_whitespace()).count();
    Some(line.start + 1 + blanks)
}

/// How many blanks stand before a line.
fn indent(lines: &Lines, line: crate::lines::Line) -> usize {
    lines.printed[..line.start].iter().rev().take_while(|char| matches!(char, ' ' | '\t' | '\u{a0}')).count()
}

/// Whether a new paragraph begins at `number`, the next line with text after `before`.
fn parted(lines: &Lines, before: usize, number: usize, width: usize) -> bool {
    let (last, next) = (lines.lines[before], lines.lines[number]);
    let first = lines.chars[next.start];
    let end = lines.chars[last.end - 1];
    let paged = lines.page_between(before, number);
    if paged && !ends_sentence(end) {
        // A page's end parts no sentence.
        return false;
    }
    if number > before + 1 && !paged {
        // A blank line inside a sentence is a page's doing.
        let broken = first.is_lowercase() && !matches!(end, '.' | ';' | ':' | ',' | '!' | '?' | '…');
        return !broken;
    }
    // An indented first line begins a paragraph.
    if ends_sentence(end) && !first.is_lowercase() && indent(lines, next) >= indent(lines, last) + 2 {
        return bullet(lines, before).is_none() || indent(lines, next) < 8;
    }
    // A sentence that ends where the next word would still have found room ends its paragraph.
    let word = lines.chars[next.start..next.end].iter().take_while(|char| !char.is_whitespace()).count();
    let room = (lines.width(before) + 1 + word).saturating_add(2) <= width;
    let ended = matches!(end, '.' | '!' | '?' | ':' | '…' | '»');
    room && ended && !first.is_lowercase()
}
