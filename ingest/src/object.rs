//! The object of an opinion where its heading says it: "Avis sur le projet de …", "Autosaisine : le logement".

use crate::{
    OpinionKind, date::days, flow::Flow, folded::Folded, header::Part, heading::word_at, lines::Lines, report,
};

/// What a heading says that its opinion is about.
pub(crate) struct Object {
    /// The characters of it.
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// The line in which it ends.
    pub(crate) last: usize,
    /// Whether what it names is a report, or who is addressed, so that a title below says more.
    vague: bool,
}

impl Object {
    /// Whether it is the title, whatever stands below.
    pub(crate) fn is_told(&self) -> bool {
        !self.vague
    }
}

/// A title beside a heading.
pub(crate) struct Beside {
    /// The characters of it.
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// The line in which it starts, or ends.
    pub(crate) last: usize,
    /// Whether quotation marks close it, so that no line below goes on with it.
    pub(crate) closed: bool,
}

/// Words that lead to what an opinion is about.
const LINKS: [&str; 20] = [
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
    "a propos des ",
    "sur ",
    "au ",
    "a la ",
    "a l'",
    "aux ",
    "pour ",
];

/// Those of them that say to whom as well: "contribution au débat sur l'eau".
const TO: [&str; 4] = ["au ", "a la ", "aux ", "a l'"];

/// Where a title starts beside a heading: "Autosaisine : le logement", "Avis sur le rapport 4-1 – Le plan", "… « Le plan »".
pub(crate) fn beside(
    lines: &Lines,
    parts: &[Part],
    number: usize,
    kind: OpinionKind,
    end: usize,
) -> Option<Beside> {
    // "AVIS", and below it "sur le rapport n° 7-1 « Le plan »".
    let run = small_run(lines, parts, number, end);
    let below = Flow::new(&lines.chars, lines.lines[number].start, lines.lines[run].end);
    let of_report = report_number(&Folded::new(&below).text).is_some();
    let last = if of_report { run } else { number };
    let flow = Flow::new(&lines.chars, lines.lines[number].start, lines.lines[last].end);
    let folded = Folded::new(&flow);
    let text = &folded.text;
    // A report's number holds dashes and may follow a colon: the title stands behind it.
    let from = report_number(text).unwrap_or(0);
    let sign = text[from..].char_indices().find(|(at, char)| {
        let at = from + at;
        let spaced = || text[..at].ends_with(' ') && text[at..].chars().nth(1) == Some(' ');
        matches!(char, ':' | '«' | '"' | '“') || (matches!(char, '-' | '–' | '—') && spaced())
    });
    let (at, sign) = sign.map(|(at, sign)| (from + at, sign))?;
    let quotes = matches!(sign, '«' | '"' | '“');
    if kind == OpinionKind::Referral && from == 0 && !quotes && sign != ':' {
        return None;
    }
    // "Avis sur le projet de loi « Eau »" is about the bill, whatever that is called.
    if quotes && from == 0 && linked(&text[..at], kind).is_some_and(|(start, vague)| !vague && start < at) {
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
    if rest.is_empty() || (other.iter().any(|word| rest.starts_with(word)) && days(rest).is_some()) {
        return None;
    }
    if ["rapport ", "rapporteur", "commission"].iter().any(|word| rest.starts_with(word)) {
        return None;
    }
    // A mark that quotes comes with its title, which knows whether it quotes all of it.
    let start = flow.place(folded.place(if quotes { at } else { at + sign.len_utf8() }));
    // "« Vieillir en forêt », séance plénière du …": what the marks close is the title, and a part of the head follows.
    let inside = at + sign.len_utf8();
    let close = text[inside..].find(['»', '”', '"']).filter(|_| quotes).map(|close| inside + close);
    let closed = close.filter(|close| {
        let behind = text[*close..].trim_start_matches(['»', '”', '"', ' ', ',', '-', '–', '—', '(']);
        let part = ["seance", "session", "pleniere", "assemblee pleniere", "commission", "adopte", "rapport"];
        part.iter().any(|word| behind.starts_with(word)) || days(behind).is_some()
    });
    Some(match closed {
        Some(close) => Beside { start, end: flow.place(folded.place(close)), last, closed: true },
        None => Beside { start, end: lines.lines[last].end, last, closed: false },
    })
}

/// What the heading says that the opinion is about: "Avis sur le projet de …".
pub(crate) fn object(
    lines: &Lines,
    parts: &[Part],
    heading: usize,
    end: usize,
    kind: OpinionKind,
) -> Option<Object> {
    let last = small_run(lines, parts, heading, end);
    let flow = Flow::new(&lines.chars, lines.lines[heading].start, lines.lines[last].end);
    let folded = Folded::new(&flow);
    let text = &folded.text;
    let (at, vague) = linked(text, kind)?;
    let start = if at == 0 { lines.lines[heading].start } else { flow.place(folded.place(at)) };
    let stop = ended(text, at);
    let end = stop.map_or(lines.lines[last].end, |stop| flow.place(folded.place(stop)));
    (at < text.len()).then_some(Object { start, end, last, vague })
}

/// The byte at which a folded heading begins to say what it is about, and whether that is vague.
fn linked(text: &str, kind: OpinionKind) -> Option<(usize, bool)> {
    let link = |from: usize| {
        let found =
            LINKS.iter().filter_map(|link| word_at(&text[from..], link).map(|at| (at + from, link.len())));
        found.min()
    };
    let (at, length) = link(0)?;
    // What a contribution is made to, "au débat sur l'eau", is not what it is about: its title is the whole.
    if kind == OpinionKind::Contribution && TO.contains(&&text[at..at + length]) {
        return Some((0, false));
    }
    let behind = |at: usize| {
        let articles = ["l'", "le ", "la ", "les ", "un ", "une "];
        at + articles.iter().find(|article| text[at..].starts_with(**article)).map_or(0, |word| word.len())
    };
    let start = behind(at + length);
    let asked = ["rapport", "saisine", "autosaisine", "demande d'avis"];
    if !asked.iter().any(|word| text[start..].starts_with(word)) {
        return Some((start, is_bare(&text[start..])));
    }
    // "sur le rapport n° 4-2 relatif au plan": what stands behind the number, or the report itself.
    let number = report_number(text).filter(|number| *number > start);
    let told = number.and_then(link).filter(|(at, length)| !TO.contains(&&text[*at..at + length]));
    Some(
        told.map_or((number.map_or(start, |_| text.len()), true), |(at, length)| {
            (behind(at + length), false)
        }),
    )
}

/// Whether words name a matter by its maker alone: "projet de la Région".
fn is_bare(text: &str) -> bool {
    let nouns = ["projet", "projets", "dossier", "texte", "proposition", "propositions"];
    let makers = [
        "",
        "de la region",
        "du conseil regional",
        "de l'executif",
        "de l'executif regional",
        "du president",
        "de la presidente",
        "du president du conseil regional",
        "de la presidente du conseil regional",
    ];
    let (noun, maker) = text.split_once(' ').unwrap_or((text, ""));
    nouns.contains(&noun) && makers.contains(&maker.trim_end_matches([':', ' ']))
}

/// Where another part of the head follows what a heading is about: "…, présenté par la CGT", "… – Séance plénière du …".
fn ended(text: &str, from: usize) -> Option<usize> {
    let parts = [
        ", presente",
        " presente par",
        " presentee par",
        ", seance ",
        " - seance ",
        " – seance ",
        " — seance ",
        ", session ",
        ", adopte",
        " - adopte",
        " – adopte",
    ];
    parts.iter().filter_map(|part| text.get(from + 1..)?.find(part).map(|at| from + 1 + at)).min()
}

/// The byte behind the number of the report that a folded heading names.
fn report_number(text: &str) -> Option<usize> {
    word_at(text, "rapport").and_then(|at| report::numbered(text, at)).map(|(_, end)| end)
}

/// The last line of a heading that runs on in small letters.
pub(crate) fn small_run(lines: &Lines, parts: &[Part], heading: usize, end: usize) -> usize {
    let mut last = heading;
    // "Avis" in large type stands apart from "sur le projet de …".
    let apart = !lines.folded(heading).contains(" sur ") && !lines.folded(heading).contains(" relati");
    let by = ["presente", "adopte", "emis", "rendu", "propose", "vote", "du ceser", "par ", "depose"];
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
