//! Documents in the formats that assemblies publish, made from plain text.

mod docx;
mod html;
mod pdf;

pub use docx::{docx, zip};
pub use html::html;
pub use pdf::{Pdf, stream};

/// A block of a text as a word processor holds it.
pub enum Block {
    /// A paragraph, with the lines that someone broke by hand.
    Paragraph(Vec<String>),
    /// An item of a list.
    Item(String),
}

/// Lines at least this long go on: the samples are wrapped at some hundred characters.
const WRAPPED: usize = 84;

/// The blocks of a text: wrapped lines become one, and words that a line's end cuts are whole again.
pub fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    for block in text.split("\n\n") {
        let mut lines: Vec<String> = Vec::new();
        let mut wrapped = false;
        for line in block.lines().filter(|line| !line.is_empty()) {
            let before = if wrapped { lines.pop().unwrap() } else { String::new() };
            let whole = match before.strip_suffix('-') {
                Some(cut) => cut.to_owned() + line,
                None if before.is_empty() => line.to_owned(),
                None => before + " " + line,
            };
            wrapped =
                !line.starts_with("Déclaration") && (line.ends_with('-') || line.chars().count() >= WRAPPED);
            lines.push(whole);
        }
        let (mut items, mut plain) = (Vec::new(), Vec::new());
        for line in lines {
            match line.strip_prefix("- ") {
                Some(item) => items.push(Block::Item(item.to_owned())),
                None => plain.push(line),
            }
        }
        blocks.extend((!plain.is_empty()).then_some(Block::Paragraph(plain)));
        blocks.extend(items);
    }
    blocks
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}
