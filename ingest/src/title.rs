//! The title of an opinion: its object, among the lines of the head.

use crate::{OpinionKind, flow::Flow, folded::Folded, header::Part, lines::Lines, report, session::dated};

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
        if let Some(start) = beside(lines, number, kind) {
            let last = runs_to(lines, parts, number, end);
            let title = Flow::new(&lines.chars, start, lines.lines[last].end).text();
            if let Some(title) = cleaned(&title) {
                return Some((title, last + 1));
            }
        }
    }
    let groups = groups(lines, parts, end);
    let below = groups.iter().find(|(first, _)| *first > heading);
    let above = groups.iter().rev().find(|(first, _)| *first < heading);
    let about = || {
        let (start, last) = about(lines, parts, heading, end, kind)?;
        let title = Flow::new(&lines.chars, start, lines.lines[last].end).text();
        cleaned(&title).map(|title| (title, last + 1))
    };
    // Where the heading itself says what it is about, a line above is a letterhead's more often than a title.
    let own = if kind == OpinionKind::Referral && lines.folded(heading).contains("rapport") {
        None
    } else {
        about()
    };
    // "Avis", and below it in small letters what it is about.
    if let Some(own) = own.clone().filter(|_| small_run(lines, parts, heading, end) > heading) {
        return Some(own);
    }
    let group = match (below, &own) {
        (Some(below), _) => Some(below),
        (None, None) => above,
        (None, Some(_)) => None,
    };
    if let Some((first, last)) = group {
        let title = Flow::new(&lines.chars, lines.lines[*first].start, lines.lines[*last].end).text();
        return cleaned(&title).map(|title| (title, last + 1));
    }
    own.or_else(about)
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

/// Where a title starts beside a heading: "Autosaisine : le logement", "Avis sur le rapport 4-1 – Le plan", "… « Le plan »".
fn beside(lines: &Lines, number: usize, kind: OpinionKind) -> Option<usize> {
    let line = lines.lines[number];
    let flow = Flow::new(&lines.chars, line.start, line.end);
    let folded = Folded::new(&flow);
    let text = &folded.text;
    // A report's number holds dashes and may follow a colon: the title stands behind it.
    let numbered = crate::heading::word_at(text, "rapport").and_then(|at| report::numbered(text, at));
    let from = numbered.map_or(0, |(_, end)| end);
    let sign = text[from..].char_indices().find(|(at, char)| {
        let at = from + at;
        let spaced = || text[..at].ends_with(' ') && text[at..].chars().nth(1) == Some(' ');
        matches!(char, ':' | '«' | '"' | '“') || (matches!(char, '-' | '–' | '—') && spaced())
    });
    let (at, sign) = sign.map(|(at, sign)| (from + at, sign))?;
    if kind == OpinionKind::Referral && from == 0 && !matches!(sign, ':' | '«' | '"' | '“') {
        return None;
    }
    let rest = text[at + sign.len_utf8()..].trim_start();
    // "Autosaisine – Séance plénière du …" holds another part, and "Avis : rapport 4-1" a number.
    let other = [
        "seance",
        "session",
        "commission",
        "rapport ",
        "rapporteur",
        "autosaisine",
        "saisine",
        "avis",
        "de l'executif",
    ];
    if rest.is_empty()
        || (other.iter().any(|word| rest.starts_with(word)) && crate::date::days(rest).is_some())
    {
        return None;
    }
    if ["rapport ", "rapporteur", "commission"].iter().any(|word| rest.starts_with(word)) {
        return None;
    }
    Some(flow.place(folded.place(at + sign.len_utf8())))
}

/// Where the words start that say what an opinion is about, "Avis sur le projet de …", and the line in which they end.
fn about(
    lines: &Lines,
    parts: &[Part],
    heading: usize,
    end: usize,
    kind: OpinionKind,
) -> Option<(usize, usize)> {
    let last = small_run(lines, parts, heading, end);
    let flow = Flow::new(&lines.chars, lines.lines[heading].start, lines.lines[last].end);
    let folded = Folded::new(&flow);
    let text = &folded.text;
    let numbered = crate::heading::word_at(text, "rapport")
        .and_then(|at| report::numbered(text, at))
        .map_or(0, |(_, end)| end);
    let links = [
        "portant sur ",
        "relatif a ",
        "relative a ",
        "relatif au ",
        "relative au ",
        "relatif aux ",
        "relative aux ",
        "concernant ",
        "au sujet de ",
        "au sujet du ",
        "au sujet des ",
        "a propos de ",
        "a propos du ",
        "sur ",
        "au ",
        "a la ",
        "a l'",
        "aux ",
        "pour ",
    ];
    let link = links.iter().filter_map(|link| {
        crate::heading::word_at(&text[numbered..], link).map(|at| (at + numbered, link.len()))
    });
    let (at, length) = link.min()?;
    // What a contribution is made to, "au débat sur l'eau", is not what it is about: its title is the whole.
    if kind == OpinionKind::Contribution && ["au ", "a la ", "aux ", "a l'"].contains(&&text[at..at + length])
    {
        return Some((lines.lines[heading].start, last));
    }
    let rest = &text[at + length..];
    let article =
        ["l'", "le ", "la ", "les ", "un ", "une "].iter().find(|article| rest.starts_with(**article));
    let start = at + length + article.map_or(0, |article| article.len());
    (start < text.len()).then(|| (flow.place(folded.place(start)), last))
}

/// The last line of a heading that runs on in small letters.
pub(crate) fn small_run(lines: &Lines, parts: &[Part], heading: usize, end: usize) -> usize {
    let mut last = heading;
    // "Avis" in large type stands apart from "sur le projet de …".
    let apart = !lines.folded(heading).contains(" sur ") && !lines.folded(heading).contains(" relati");
    let by = ["presente", "adopte", "emis", "rendu", "propose", "vote", "du ceser", "par "];
    while let Some(next) = lines.next(last + 1).filter(|next| *next < end && parts[*next] == Part::Text) {
        let small = lines.first(next).is_some_and(char::is_lowercase);
        let near = next == last + 1 || (last == heading && apart && next == last + 2);
        if !small || !near || by.iter().any(|word| lines.folded(next).starts_with(word)) {
            break;
        }
        last = next;
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
    // "« La nuit » : ce qu'elle coûte" quotes a part of it.
    let closed = title.find(['»', '”']).is_none_or(|at| title[at..].chars().count() <= 2);
    // "Le plan « Haies partout »" ends in a quoted part of it.
    let opened = title.contains(['«', '“']);
    let quoted = closed && (title.starts_with(['"', '«', '“']) || (title.ends_with(['»', '”']) && !opened));
    let edge = |char: char| {
        matches!(char, ' ' | ':' | '–' | '—') || (quoted && matches!(char, '"' | '«' | '»' | '“' | '”'))
    };
    let title = title.trim_matches(edge).trim_start_matches("- ");
    let title =
        if title.ends_with('.') && !title.ends_with("..") { title.trim_end_matches('.') } else { title };
    title.chars().any(char::is_alphabetic).then(|| title.to_owned())
}
