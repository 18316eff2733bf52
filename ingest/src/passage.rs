//! Passages: the paragraphs and items in which a text talks, over the one flow of the whole text.

use std::ops::Range;

use crate::{
    Opinion, Paragraph, Section, Span,
    lines::Lines,
    naming::Names,
    sentence::bounds,
    word::{Phrases, within},
};

/// A paragraph or an item, in characters of the flow.
#[derive(Clone, Debug)]
pub(crate) struct Passage {
    pub(crate) at: Range<usize>,
    /// Whether a bullet or a figure stands before it.
    pub(crate) item: bool,
    /// The figure before it, where one stands: "2)".
    pub(crate) figure: Option<u32>,
    /// The rank of the declaration that it is of.
    pub(crate) declaration: Option<u32>,
    /// Which section or declaration it is of, from 0; a list does not go on beyond it.
    pub(crate) part: usize,
    /// The heading of its section, folded, with the section's first passage only.
    pub(crate) heading: Option<String>,
    /// Whether it tells what the report says, and not what the assembly does.
    pub(crate) synthesis: bool,
    pub(crate) sentences: Vec<Sentence>,
}

/// A sentence: its characters of the flow, and its words by their places among all words.
#[derive(Clone, Debug)]
pub(crate) struct Sentence {
    pub(crate) at: Range<usize>,
    pub(crate) words: Range<usize>,
}

/// The passages of an opinion and its declarations, in the order of the text.
pub(crate) fn passages(lines: &Lines, names: &Names, opinion: &Opinion) -> Vec<Passage> {
    let mut passages = Vec::new();
    for (section, part) in opinion.sections.iter().zip(0..) {
        if section.heading.is_some() {
            heading(names, section, part, &mut passages);
        }
        let first = passages.len();
        for paragraph in &section.paragraphs {
            read(lines, names, paragraph, None, part, &mut passages);
        }
        let heading = section.heading.as_deref().map(crate::text::fold);
        let synthesis = heading.as_deref().is_some_and(|heading| {
            ["synthese", "resume", "presentation du rapport", "rappel du"]
                .iter()
                .any(|word| heading.starts_with(word))
        });
        passages[first..].iter_mut().for_each(|passage| passage.synthesis = synthesis);
        if let Some(passage) = passages.get_mut(first) {
            passage.heading = heading;
        }
    }
    for (declaration, part) in opinion.declarations.iter().zip(opinion.sections.len()..) {
        for paragraph in &declaration.paragraphs {
            read(lines, names, paragraph, Some(declaration.rank), part, &mut passages);
        }
    }
    passages.sort_by_key(|passage| passage.at.start);
    passages
}

/// A heading that gives a recommendation its number is a passage, too: "Préconisation n° 1 : ouvrir un guichet".
fn heading(names: &Names, section: &Section, part: usize, passages: &mut Vec<Passage>) {
    let flow = names.flow();
    let end = section.paragraphs.first().map_or(section.source.end, |first| first.source.start);
    let (from, mut to) = (flow.at(section.source.start), flow.at(end));
    while to > from && flow.chars[to - 1].is_whitespace() {
        to -= 1;
    }
    let passage = Passage {
        at: from..to,
        item: false,
        figure: None,
        declaration: None,
        part,
        heading: None,
        synthesis: false,
        sentences: sentences(names, from..to),
    };
    if passage.number(names).is_some() {
        passages.push(passage);
    }
}

fn sentences(names: &Names, at: Range<usize>) -> Vec<Sentence> {
    let chars = names.flow().chars.get(at.clone()).unwrap_or_default();
    let ranges = bounds(chars).into_iter().filter(|range| range.start < range.end);
    let sentences = ranges.map(|range| {
        let at = at.start + range.start..at.start + range.end;
        Sentence { words: within(names.words(), &at), at }
    });
    sentences.collect()
}

/// A paragraph is one passage; one whose lines begin with figures ("1. … 2. …") is one for each.
fn read(
    lines: &Lines,
    names: &Names,
    paragraph: &Paragraph,
    declaration: Option<u32>,
    part: usize,
    passages: &mut Vec<Passage>,
) {
    let Span { start, end, .. } = paragraph.source;
    let mut cuts = vec![(start, bulleted(lines, start), None)];
    // A list may go on over several paragraphs.
    let before = passages.last().filter(|last| last.part == part).and_then(|last| last.figure);
    let next = before.map_or(1, |figure| figure + 1);
    for at in numbered(lines, start as usize, end as usize, next) {
        if at.0 == start {
            cuts[0] = (at.1, true, Some(at.2));
        } else if cuts.last().is_some_and(|last| last.0 < at.0) {
            cuts.push((at.1, true, Some(at.2)));
        }
    }
    for (line, text) in lettered(lines, start as usize, end as usize) {
        if line == start {
            cuts[0] = (text, true, None);
        } else if cuts.last().is_some_and(|last| last.0 < text) {
            cuts.push((text, true, None));
        }
    }
    for (at, item) in crate::marker::labels(lines, start as usize, end as usize) {
        match cuts.binary_search_by_key(&at, |cut| cut.0) {
            Ok(same) => cuts[same].2 = None,
            Err(place) => cuts.insert(place, (at, item, None)),
        }
    }
    let ends = cuts.iter().skip(1).map(|(at, ..)| *at).chain([end]).collect::<Vec<_>>();
    for (index, ((start, item, figure), end)) in cuts.iter().zip(ends).enumerate() {
        let flow = names.flow();
        let (from, mut to) = (flow.at(*start), flow.at(end));
        // Before the next figure: "une digue,\n2. un pont" ends at "digue,".
        let counted = cuts.get(index + 1).is_some_and(|next| next.1);
        if end != paragraph.source.end && !counted {
            while to > from && flow.chars[to - 1].is_whitespace() {
                to -= 1;
            }
        }
        if counted {
            let figure = |char: &char| {
                char.is_whitespace() || char.is_ascii_digit() || matches!(char, '.' | ')' | '°')
            };
            let mark = flow.chars[from.min(to)..to].iter().rev().take_while(|char| figure(char)).count();
            to -= mark;
            // "; b) un pont" ends at its semicolon, too.
            let letter = flow.chars[from.min(to)..to].last().is_some_and(|char| char.is_ascii_lowercase())
                && mark > 1
                && to > from + 1
                && flow.chars[to - 2] == ' ';
            to -= usize::from(letter) * 2;
        }
        passages.push(Passage {
            at: from..to,
            item: *item,
            figure: *figure,
            declaration,
            part,
            heading: None,
            synthesis: false,
            sentences: sentences(names, from..to),
        });
    }
}

impl Passage {
    /// The number that a passage gives its recommendation, and the words that print it: "Préconisation n° 3 : …",
    /// "Proposition B – …", "Recommandation 2.1 : …", "Première préconisation : …", or the number alone on its line.
    pub(crate) fn number(&self, names: &Names) -> Option<(String, Range<usize>)> {
        let (words, chars) = (names.words(), &names.flow().chars);
        let first = self.sentences.first()?;
        let at = first.words.start;
        let word = |at: usize| words.get(at).map(|word| word.folded.as_str()).unwrap_or_default();
        let (number, range) = if let Some(rank) = ORDINALS.iter().position(|ordinal| *ordinal == word(at)) {
            NUMBERED.has(word(at + 1)).then(|| ((rank / 2 + 1).to_string(), at + 1..at + 2))?
        } else {
            if !NUMBERED.has(word(at)) {
                return None;
            }
            let digit = if matches!(word(at + 1), "n" | "no" | "numero") { at + 2 } else { at + 1 };
            let printed = |at: usize| -> String {
                words.get(at).map(|word| chars[word.start..word.end].iter().collect()).unwrap_or_default()
            };
            let figures = |number: &str| {
                !number.is_empty() && number.len() <= 3 && number.bytes().all(|byte| byte.is_ascii_digit())
            };
            let mut number = printed(digit);
            let letter = number.len() <= 4
                && (number.len() == 1 && number.bytes().all(|byte| byte.is_ascii_uppercase())
                    || !number.is_empty() && number.chars().all(|char| matches!(char, 'I' | 'V' | 'X')));
            // "A1", "B12"
            let lettered = number.strip_prefix(|char: char| char.is_ascii_uppercase()).is_some_and(figures);
            if !figures(&number) && !letter && !lettered {
                return None;
            }
            let mut last = digit;
            // "2.1", "A-3"
            while figures(&printed(last + 1))
                && words[last + 1].start == words[last].end + 1
                && matches!(chars[words[last].end], '.' | '-')
            {
                number = format!("{number}{}{}", chars[words[last].end], printed(last + 1));
                last += 1;
            }
            (number, digit..last + 1)
        };
        if range.end > first.words.end {
            return None;
        }
        let next = words.get(range.end).map_or(self.at.end, |word| word.start.min(self.at.end));
        let gap = chars.get(words[range.end - 1].end..next)?;
        let marked = gap.iter().any(|char| matches!(char, ':' | '–' | '-' | '.' | '—' | ')'));
        (marked || next == self.at.end).then_some((number, range))
    }
}

impl Passage {
    /// "A1. Instaurer un dossier unique.": a code, and the infinitive that says what to do; a heading has no full stop.
    pub(crate) fn coded(&self, names: &Names) -> Option<(String, usize)> {
        let (words, chars) = (names.words(), &names.flow().chars);
        let first = self.sentences.first()?.words.start;
        let (code, verb) = (words.get(first)?, words.get(first + 1).filter(|verb| verb.end < self.at.end)?);
        let printed: String = chars[code.start..code.end].iter().collect();
        let digits = printed.strip_prefix(|char: char| char.is_ascii_uppercase())?;
        let counts = matches!(digits.len(), 1 | 2) && digits.bytes().all(|byte| byte.is_ascii_digit());
        let marked =
            matches!(chars[code.end..verb.start], ['.' | ')' | ':', ' '] | [' ', ':' | '-' | '–' | '—', ' ']);
        let capital = chars[verb.start].is_uppercase() && verb.folded.len() > 4;
        let infinitive = ["er", "ir", "re", "oir"].iter().any(|end| verb.folded.ends_with(end));
        let noun =
            ["premier", "dernier", "cahier", "atelier", "dossier", "avenir", "notre", "autre", "entre"];
        let whole = matches!(chars.get(self.at.end.checked_sub(1)?), Some('.' | ';'));
        let command = capital && infinitive && !noun.contains(&verb.folded.as_str());
        (counts && marked && command && whole).then(|| (printed.clone(), verb.start))
    }
}

/// Nouns before a recommendation's number.
static NUMBERED: Phrases = Phrases::new(
    "preconisation; recommandation; proposition; suggestion; demande; preco; reco; prescription",
);
/// Ordinals that give one, in pairs of the same rank.
const ORDINALS: [&str; 16] = [
    "premiere",
    "1ere",
    "deuxieme",
    "seconde",
    "troisieme",
    "3eme",
    "quatrieme",
    "4eme",
    "cinquieme",
    "5eme",
    "sixieme",
    "6eme",
    "septieme",
    "7eme",
    "huitieme",
    "8eme",
];

/// Whether a bullet stands before a place, on its line.
fn bulleted(lines: &Lines, start: u32) -> bool {
    let before = lines.chars[..start as usize].iter().rev();
    before.take_while(|char| **char != '\n').any(|char| !char.is_whitespace())
}

/// Where lines begin with figures that count "1.", "2)" or "3°", from 1 or from `next` on: the line, the text after its
/// figure, and the figure. One figure alone begins a sentence, no list.
fn numbered(lines: &Lines, start: usize, end: usize, next: u32) -> Vec<(u32, u32, u32)> {
    let mut found: Vec<(u32, u32, u32)> = Vec::new();
    let first = lines.lines.partition_point(|line| line.end < start);
    for line in lines.lines[first..].iter().take_while(|line| line.start < end) {
        let chars = &lines.chars[line.start..line.end];
        let figures: String = chars.iter().take_while(|char| char.is_ascii_digit()).take(3).collect();
        let digits = figures.chars().count();
        let mark = matches!(chars.get(digits), Some('.' | ')' | '°'));
        let blanks = chars.iter().skip(digits + 1).take_while(|char| char.is_whitespace()).count();
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let counts = |figure: &u32| match found.last() {
            Some(last) => *figure == last.2 + 1,
            None => *figure == 1 || *figure == next,
        };
        if let Some(figure) = figures.parse().ok().filter(counts).filter(|_| mark && blanks > 0) {
            found.push((place(line.start), place(line.start + digits + 1 + blanks), figure));
        }
    }
    let heads = lines.lines.get(first).zip(found.first());
    let begins = heads.is_some_and(|(line, found)| found.0 as usize == line.start);
    if found.len() > 1 || begins { found } else { Vec::new() }
}

/// Where lines begin with letters that count, "a) … b) …", with the text after them.
fn lettered(lines: &Lines, start: usize, end: usize) -> Vec<(u32, u32)> {
    let mut found: Vec<(u32, u32)> = Vec::new();
    let mut next = None;
    let first = lines.lines.partition_point(|line| line.end < start);
    for line in lines.lines[first..].iter().take_while(|line| line.start < end) {
        let [letter @ 'a'..='z', ')', blank, ..] = lines.chars[line.start..line.end] else { continue };
        let begins = found.is_empty() && (line.start == start || letter == 'a');
        if !blank.is_whitespace() || !begins && next != Some(letter) {
            continue;
        }
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let blanks = lines.chars[line.start + 2..line.end].iter().take_while(|char| char.is_whitespace());
        found.push((place(line.start), place(line.start + 2 + blanks.count())));
        next = char::from_u32(letter as u32 + 1);
    }
    found
}
