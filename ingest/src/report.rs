//! Reports: what the Executive submits.

use crate::{OrganisationKey, Span, block::Block, flow::Flow, lines::Lines, text::fold};

/// A report that the opinion answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The number without spaces, such as "4-1".
    pub number: String,
    /// The object of the report.
    pub title: Option<String>,
    /// What the opinion says of the report, re-flowed; paragraphs are separated by a blank line.
    pub summary: Option<String>,
    /// Who submits it.
    pub submitted_by: Option<OrganisationKey>,
    /// What it puts first, in its order.
    pub priorities: Vec<Priority>,
    /// Where the text names it.
    pub source: Span,
}

/// One of a report's priorities.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Priority {
    /// Its place in the report, from 1.
    pub rank: u32,
    /// What it says, without the punctuation that ends a list's item.
    pub title: String,
    /// Where the text says it.
    pub source: Span,
}

/// The number in a heading such as "Avis sur le rapport n° 4 - 1 de …", with the place of "rapport 4-1".
pub(crate) fn number(lines: &Lines, heading: &Flow) -> Option<(String, Span)> {
    let plain = heading.plain();
    let word: Vec<char> = "rapport".chars().collect();
    let start = plain.windows(word.len()).position(|window| window == word)?;
    let mut number = String::new();
    let mut end = start;
    for (char, at) in plain.iter().zip(0..).skip(start + word.len()) {
        match char {
            char if char.is_ascii_digit() => number.push(*char),
            '-' | '–' | '.' if !number.is_empty() => number.push('-'),
            ' ' | 'n' | '°' | 'º' | 'o' if number.is_empty() => continue,
            ' ' => continue,
            _ => break,
        }
        end = at + 1;
    }
    let number = number.trim_end_matches('-').to_owned();
    (!number.is_empty()).then(|| (number, lines.paged(heading.span(start, end))))
}

/// The items below a sentence that announces priorities: "Trois priorités fondent cette politique :".
pub(crate) fn priorities(lines: &Lines, blocks: &[Block]) -> Vec<Priority> {
    let announces = |block: &Block| {
        let folded = fold(&block.flow(lines).text());
        !block.item && folded.contains("priorites") && folded.ends_with(':')
    };
    let Some(at) = blocks.iter().position(announces) else { return Vec::new() };
    let items = blocks[at + 1..].iter().take_while(|block| block.item).zip(1..);
    items
        .map(|(block, rank)| {
            let flow = block.flow(lines);
            let text = flow.text();
            let title = text.trim_end_matches([',', ';', '.', ' ']).trim_end_matches(" et").to_owned();
            let source = lines.paged(flow.span(0, title.chars().count()));
            Priority { rank, title, source }
        })
        .collect()
}
