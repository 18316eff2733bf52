//! How a document comes out of a printer and an extractor: wrapped lines, pages with their furniture, encodings.

use unicode_normalization::UnicodeNormalization;

use crate::random::Random;

/// A part of a document before it is printed.
#[derive(Clone, Debug)]
pub(crate) enum Piece {
    /// Lines as they are, such as those of a head.
    Lines(Vec<String>),
    /// A paragraph that is wrapped.
    Paragraph(String),
    Blank,
}

/// Prints pieces at a width, on pages that repeat a foot.
pub(crate) fn print(random: &mut Random, pieces: &[Piece], foot: &str) -> String {
    let width = random.pick(&[60, 76, 90, 110, 400]) as usize;
    let hyphens = random.once_in(4) && width < 400;
    let mut lines: Vec<String> = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Lines(own) => lines.extend(own.iter().cloned()),
            Piece::Paragraph(text) => wrap(text, width, hyphens, &mut lines),
            Piece::Blank => lines.push(String::new()),
        }
    }
    let text = match random.below(4) {
        0 => paged(random, &lines, foot),
        _ => lines.join("\n"),
    };
    encode(random, text + "\n")
}

fn wrap(text: &str, width: usize, hyphens: bool, lines: &mut Vec<String>) {
    let mut line = String::new();
    for word in text.split(' ') {
        let room = width.saturating_sub(line.chars().count() + 1);
        if line.is_empty() {
            line.push_str(word);
        } else if word.chars().count() <= room {
            line.push(' ');
            line.push_str(word);
        } else {
            // A long plain word may be cut at the line's end.
            let plain = word.chars().count() >= 9 && word.chars().all(char::is_lowercase) && room > 5;
            let (head, tail) = if hyphens && plain {
                word.split_at(word.char_indices().nth(4).map_or(0, |(at, _)| at))
            } else {
                ("", word)
            };
            if !head.is_empty() {
                line.push(' ');
                line.push_str(head);
                line.push('-');
            }
            lines.push(std::mem::take(&mut line));
            line.push_str(tail);
        }
    }
    lines.push(line);
}

/// Cuts lines into pages, the first not before the head is over; every page ends in a foot and its number.
fn paged(random: &mut Random, lines: &[String], foot: &str) -> String {
    let height = 18 + random.below(12) as usize;
    let style = random.below(3);
    let pages = pages(lines, height);
    if pages.len() < 2 {
        // What stands once repeats nothing.
        return lines.join("\n");
    }
    let mut text = String::new();
    for (page, number) in pages.iter().zip(1..) {
        if number > 1 {
            text.push_str(if style == 2 { "\n" } else { "\u{c}" });
        }
        text.push_str(&page.join("\n"));
        text.push_str(&match style {
            0 => format!("\n\n{foot}\n{number}\n"),
            1 => format!("\n{foot}\nPage {number}\n"),
            _ => format!("\n\n{foot} – page {number}/{}\n", pages.len()),
        });
    }
    text
}

/// Pages of about a height, that end within a sentence or below a short line: whether a full line that ends a sentence
/// ends its paragraph too, no reader can tell.
fn pages(lines: &[String], height: usize) -> Vec<&[String]> {
    let mut pages = Vec::new();
    let mut start = 0;
    for at in 1..lines.len() {
        let last = lines[..at].iter().rev().find(|line| !line.is_empty()).map_or("", String::as_str);
        let within = last.ends_with(|char: char| char.is_alphabetic() || char == ',')
            && lines[at].starts_with(char::is_lowercase);
        let below = last.ends_with('.') && last.chars().count() < 40;
        if at - start >= height && (within || below) {
            pages.push(&lines[start..at]);
            start = at;
        }
    }
    pages.push(&lines[start..]);
    pages
}

/// The same text in another spelling of its characters.
fn encode(random: &mut Random, text: String) -> String {
    match random.below(8) {
        0 => text.nfd().collect(),
        1 => text.replace('\n', "\r\n"),
        2 => text
            .replace("ffi", "\u{fb03}")
            .replace("ff", "\u{fb00}")
            .replace("fi", "\u{fb01}")
            .replace("fl", "\u{fb02}"),
        3 => text
            .replace(" :", "\u{a0}:")
            .replace("« ", "«\u{a0}")
            .replace(" »", "\u{a0}»")
            .replace(" octobre", "\u{a0}octobre"),
        4 => text.replace("tion", "ti\u{ad}on"),
        5 => format!("\u{feff}{text}"),
        _ => text,
    }
}
