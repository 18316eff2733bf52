//! The title of an opinion: its object, among the lines of the head.

use crate::{
    OpinionKind,
    flow::Flow,
    header::Part,
    lines::Lines,
    object::{Object, beside, object},
    report,
    session::dated,
};

/// The title of an opinion whose heading stands at line `heading`, among the lines before `end`, and the first line
/// after the title and the heading.
pub(crate) fn read(
    lines: &Lines,
    parts: &[Part],
    heading: usize,
    kind: OpinionKind,
    end: usize,
) -> Option<(String, usize)> {
    let labelled = (0..end).find(|number| parts[*number] == Part::Object).and_then(|number| {
        let (start, last) = (lines.lines[number].start, number);
        let colon = lines.chars[start..lines.lines[number].end].iter().position(|char| *char == ':')?;
        if start + colon + 1 >= lines.lines[number].end {
            let next = lines.next(number + 1).filter(|next| parts[*next] == Part::Text && *next < end)?;
            return Some((lines.lines[next].start, next));
        }
        Some((start + colon + 1, last))
    });
    if let Some((start, first)) = labelled {
        let last = runs_to(lines, parts, first, end);
        return cleaned(&Flow::new(&lines.chars, start, lines.lines[last].end).text())
            .map(|title| (title, last + 1));
    }
    // The title may stand beside the heading, or beside the report's number on a line of its own.
    let numbered =
        (0..end).filter(|number| matches!(parts[*number], Part::Heading(..)) && *number != heading);
    for number in std::iter::once(heading).chain(numbered) {
        if let Some(beside) = beside(lines, parts, number, kind, end) {
            let last = if beside.closed { beside.last } else { runs_to(lines, parts, beside.last, end) };
            let stop = if beside.closed { beside.end } else { lines.lines[last].end };
            if let Some(title) = cleaned(&Flow::new(&lines.chars, beside.start, stop).text()) {
                return Some((title, last + 1));
            }
        }
    }
    let groups = groups(lines, parts, end);
    let titled = |(first, last): &&(usize, usize)| !sentence(lines, *first, *last);
    let below = groups.iter().filter(titled).find(|(first, _)| *first > heading);
    let above = groups.iter().rev().filter(titled).find(|(first, _)| *first < heading);
    let object = object(lines, parts, heading, end, kind);
    let own = object.as_ref().and_then(|object| {
        let title = cleaned(&Flow::new(&lines.chars, object.start, object.end).text());
        title.map(|title| (title, object.last + 1))
    });
    // Where the heading itself says what it is about, no line below says it better.
    if object.as_ref().is_some_and(Object::is_told) && own.is_some() {
        return own;
    }
    let Some((first, last)) = below.or(above.filter(|_| own.is_none())) else { return own };
    let title = Flow::new(&lines.chars, lines.lines[*first].start, lines.lines[*last].end).text();
    cleaned(&title).map(|title| (title, last + 1))
}

/// Whether a heading says what its opinion is about, so that no other line is its title.
pub(crate) fn is_told(lines: &Lines, parts: &[Part], heading: usize, kind: OpinionKind) -> bool {
    beside(lines, parts, heading, kind, parts.len()).is_some()
        || object(lines, parts, heading, parts.len(), kind).is_some_and(|object| object.is_told())
}

/// Whether lines are a sentence of the text: "Le CESER salue ce plan."
pub(crate) fn sentence(lines: &Lines, first: usize, last: usize) -> bool {
    let folded = lines.folded(first);
    let doers = ["le ceser ", "l'assemblee ", "notre assemblee ", "nous ", "il ", "elle ", "ce rapport "];
    lines.last(last).is_some_and(|char| matches!(char, '.' | ':' | ';' | ','))
        && doers.iter().any(|doer| folded.starts_with(doer))
}

/// The groups of lines that may be a title: text that is no letterhead, place or day. A blank line within a sentence
/// parts nothing.
fn groups(lines: &Lines, parts: &[Part], end: usize) -> Vec<(usize, usize)> {
    let mut groups: Vec<(usize, usize)> = Vec::new();
    let mut letterhead = false;
    let mut spare: Vec<(usize, usize)> = Vec::new();
    for number in 0..end.min(parts.len()) {
        if parts[number] != Part::Text {
            letterhead &=
                parts[number] == Part::Blank && lines.next(number).is_some_and(|next| next == number + 1);
            continue;
        }
        let small = lines.first(number).is_some_and(|char| char.is_lowercase() || char == '(');
        let head = is_letterhead(lines.folded(number)) || (letterhead && small);
        letterhead = head && number + 1 < parts.len() && parts[number + 1] == Part::Text;
        let into = if head { &mut spare } else { &mut groups };
        match into.last_mut() {
            Some((_, last)) if *last + 1 == number => *last = number,
            Some((_, last)) if small && lines.before(number) == Some(*last) => *last = number,
            // A title begins in a capital.
            _ if small => spare.push((number, number)),
            _ => into.push((number, number)),
        }
    }
    if groups.is_empty() { spare } else { groups }
}

/// Lines of a letterhead, a place, a day, a file's number: what stands around a title.
pub(crate) fn is_letterhead(folded: &str) -> bool {
    let starts = |words: &[&str]| words.iter().any(|word| folded.starts_with(word));
    let words = folded.split(' ').count();
    let number = folded.bytes().take_while(u8::is_ascii_digit).count();
    let street = [
        "rue",
        "avenue",
        "bd",
        "boulevard",
        "square",
        "place",
        "quai",
        "cours",
        "allee",
        "chemin",
        "route",
        "bis",
    ];
    let second = folded[number..].trim_start_matches([',', ' ']).split(' ').next().unwrap_or_default();
    // "Présidente de la commission : Mme A": a label and whom it names.
    let person = folded.split_once(" : ").is_some_and(|(label, name)| {
        label.split(' ').count() <= 6 && crate::person::is_title(name.split(' ').next().unwrap_or_default())
    });
    dated(folded)
        || person
        || (folded.contains(", le ") && crate::date::days(folded).is_some() && words <= 8)
        || (number > 0 && (number == 5 || street.contains(&second)))
        || folded.contains('@')
        || starts(&[
            "conseil economique",
            "economique, social",
            "social et environnemental",
            "et environnemental",
            "environnemental regional",
            "republique francaise",
            "liberte",
            "www.",
            "http",
            "tel ",
            "tel.",
            "tel:",
            "telephone",
            "fax",
            "bp ",
            "cs ",
            "fait a",
            "le president",
            "la presidente",
            "president :",
            "presidente :",
            "sous la presidence",
            "presidence de",
            "secretaire",
            "contact",
            "dossier suivi",
            "affaire suivie",
            "mandature",
            "document ",
            "ref",
            "n° ",
            "avis n°",
            "publie",
            "diffuse",
            "direction ",
            "service ",
            "pole ",
            "ordre du jour",
            "point n",
            "hotel de region",
            "prefecture",
            "assemblee :",
            "instance :",
            "institution :",
            "organisme :",
            "date :",
            "lieu :",
            "reunion :",
            "vote :",
            "nature :",
            "type :",
            "statut :",
            "dossier :",
            "numero :",
            "emetteur :",
            "destinataire",
        ])
        || (starts(&[
            "ceser",
            "c.e.s.e.r",
            "cese ",
            "l'assemblee",
            "le ceser de",
            "le ceser des",
            "le ceser d'",
        ]) && words <= 8)
        || (starts(&["region ", "conseil regional"]) && words <= 5)
        || words == 1 && folded.len() <= 3
}

/// The last line of a title that begins in line `first`: the lines right below it.
fn runs_to(lines: &Lines, parts: &[Part], first: usize, end: usize) -> usize {
    let mut last = first;
    while last + 1 < end && parts[last + 1] == Part::Text && !is_letterhead(lines.folded(last + 1)) {
        last += 1;
    }
    last
}

/// A title without the report's number in parentheses behind it.
fn without_report(title: &str) -> &str {
    let title = title.trim();
    // "Rapport n° 9 : Le plan".
    let folded = crate::text::fold(title);
    if folded.starts_with("rapport ")
        && let Some((_, end)) = report::numbered(&folded, 0)
        && let Some((at, _)) = title.char_indices().nth(folded[..end].chars().count())
    {
        let rest = title[at..].trim_start();
        let behind = rest.trim_start_matches([':', '-', '–', '—', ' ', '\u{a0}']);
        if behind.len() < rest.len() && behind.chars().any(char::is_alphabetic) {
            return behind;
        }
    }
    let Some((before, inside)) = title.strip_suffix(')').and_then(|title| title.rsplit_once('(')) else {
        return title;
    };
    let folded = crate::text::fold(inside);
    let numbered = crate::heading::word_at(&folded, "rapport").and_then(|at| report::numbered(&folded, at));
    if numbered.is_some() && !before.trim().is_empty() { before.trim_end() } else { title }
}

fn cleaned(title: &str) -> Option<String> {
    let title = without_report(title);
    // "« La nuit » : ce qu'elle coûte" quotes a part of it: the marks stay, both of them.
    let begins = title.chars().next().filter(|first| matches!(first, '"' | '«' | '“'));
    let inside = begins.map_or(0, char::len_utf8);
    let closing: &[char] = if begins == Some('"') { &['"'] } else { &['»', '”'] };
    let closed = title[inside..].find(closing).is_none_or(|at| title[inside + at..].chars().count() <= 2);
    // "Le plan « Haies partout »" ends in a quoted part of it.
    let opened = title.contains(['«', '“']);
    let quoted = closed && (begins.is_some() || (title.ends_with(['»', '”']) && !opened));
    let edge = |char: char| {
        matches!(char, ' ' | ':' | '–' | '—') || (quoted && matches!(char, '"' | '«' | '»' | '“' | '”'))
    };
    let title = title.trim_matches(edge).trim_start_matches("- ");
    let title =
        if title.ends_with('.') && !title.ends_with("..") { title.trim_end_matches('.') } else { title };
    title.chars().any(char::is_alphabetic).then(|| title.to_owned())
}
