//! Headings of sections: known by their words, or by how they stand.

use crate::{
    header::{Part, opens},
    lines::Lines,
};

/// What sections of opinions are called.
const KNOWN: [&str; 44] = [
    "analyse",
    "annexe",
    "appreciation",
    "avis",
    "cadre",
    "conclusion",
    "constat",
    "constats",
    "contenu du rapport",
    "contexte",
    "conviction",
    "diagnostic",
    "discussion",
    "elements de contexte",
    "en conclusion",
    "enjeux",
    "etat des lieux",
    "expose des motifs",
    "introduction",
    "l'avis du ceser",
    "le rapport de l'executif",
    "les enjeux",
    "les observations",
    "les preconisations",
    "les propositions",
    "objectifs",
    "observation",
    "observations",
    "orientations",
    "points d'attention",
    "points de vigilance",
    "position du ceser",
    "preambule",
    "preconisation",
    "preconisations",
    "presentation",
    "proposition",
    "propositions",
    "rappel",
    "recommandations",
    "remarques",
    "resume",
    "synthese",
    "texte",
];

/// Where a word begins in a text; its end is a boundary where it does not say otherwise itself.
pub(crate) fn word_at(text: &str, word: &str) -> Option<usize> {
    let found = text.match_indices(word).find(|(at, _)| {
        let before = text[..*at].chars().next_back().is_none_or(|char| !char.is_alphanumeric());
        let after = text[at + word.len()..].chars().next();
        before
            && (word.ends_with([' ', ':'])
                || after.is_none_or(|char| !char.is_alphanumeric())
                || word.starts_with("relati"))
    });
    found.map(|(at, _)| at)
}

/// Whether a folded line is a heading by its words: "1. Synthèse du rapport", "OBSERVATIONS".
pub(crate) fn known(folded: &str) -> bool {
    let text = folded[numbering(folded)..].trim_end_matches([':', ' ', '.']);
    if folded.ends_with(['.', ',', ';']) {
        return false;
    }
    let Some(name) = KNOWN.iter().filter(|name| text.starts_with(**name)).max_by_key(|name| name.len())
    else {
        return false;
    };
    let rest = &text[name.len()..];
    // "Avis du CESER", "Observations et propositions", "Synthèse du rapport": a noun and what it is about.
    let joined = [
        " du ",
        " de ",
        " des ",
        " d'",
        " et ",
        " sur ",
        " - ",
        " – ",
        " generale",
        " relati",
        " au ",
        " a la ",
    ];
    (rest.is_empty() || joined.iter().any(|word| rest.starts_with(word)) || rest == " generales")
        && text.split_whitespace().count() <= 14
}

/// How many bytes of "1.", "II -", "A)", "1.2" stand before a heading's words.
pub(crate) fn numbering(folded: &str) -> usize {
    if let Some(length) = parted(folded) {
        return length;
    }
    let word = folded.split(' ').next().unwrap_or_default();
    let bare = word.trim_end_matches(['.', ')', '-', '–', '°', ':', '/']);
    let figures =
        !bare.is_empty() && bare.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') && bare.len() <= 5;
    let roman =
        !bare.is_empty() && bare.len() <= 5 && bare.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x'));
    let letter = bare.len() == 1 && bare.bytes().all(|byte| byte.is_ascii_lowercase());
    let rest = &folded[word.len()..];
    let dashed = [" - ", " – ", " — ", " . ", " / "].iter().find(|dash| rest.starts_with(**dash));
    match dashed {
        Some(dash) if figures || roman || letter => word.len() + dash.len(),
        None if (figures && bare.contains('.')) && rest.starts_with(' ') => word.len() + 1,
        None if (figures || roman || letter) && bare.len() < word.len() && rest.starts_with(' ') => {
            word.len() + 1
        }
        _ => 0,
    }
}

/// How many bytes of "Première partie. ", "Axe 2 : ", "Chapitre III – " stand before a heading's words.
fn parted(folded: &str) -> Option<usize> {
    let nouns = [
        "partie", "axe", "chapitre", "titre", "volet", "livre", "theme", "chantier", "defi", "enjeu", "point",
    ];
    let mut words = folded.split(' ');
    let (first, second) = (words.next()?, words.next()?);
    let noun = |word: &str| nouns.contains(&word.trim_end_matches([':', '.', ',']));
    let ordinal = ["premier", "premiere", "seconde", "second", "dernier", "derniere"].contains(&first)
        || first.ends_with("ieme")
        || first.ends_with('e') && first.starts_with(|char: char| char.is_ascii_digit());
    let bare = second.trim_end_matches([':', '.', ',', ')']);
    let figure = !bare.is_empty()
        && bare.len() <= 5
        && (bare.bytes().all(|byte| byte.is_ascii_digit())
            || bare.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x'))
            || bare.len() == 1 && bare.bytes().all(|byte| byte.is_ascii_lowercase()));
    if !(ordinal && noun(second) || noun(first) && first.ends_with(char::is_alphabetic) && figure) {
        return None;
    }
    let after = first.len() + 1 + second.len();
    let signed = second.ends_with([':', '.', ',', ')']);
    let rest = folded[after..].trim_start();
    let words = rest.trim_start_matches([':', '.', '–', '—', '-']).trim_start();
    (signed || words.len() < rest.len()).then(|| folded.len() - words.len())
}

/// Whether a line of the text is a section's heading: by its words, or by standing alone above its text.
pub(crate) fn stands(lines: &Lines, parts: &[Part], number: usize) -> bool {
    let line = lines.lines[number];
    let folded = lines.folded(number);
    match parts[number] {
        Part::Section => return follows(lines, parts, number) && !runs_on(lines, number),
        // "Avis": the heading of a section, once the opinion's own is read.
        Part::Heading(..) if known(folded) => return follows(lines, parts, number),
        Part::Text | Part::Heading(..) | Part::Commission | Part::Session(_) => {}
        _ => return false,
    }
    let text: String = lines.chars[line.start..line.end].iter().collect();
    let letters = text.chars().filter(|char| char.is_alphabetic()).count();
    let sentences = folded.len() > 4 && folded[numbering(folded)..].contains(". ");
    let ended = folded.ends_with(['.', ',', ';', ':', '!', '…', ')', '»', '"']);
    let capital = text.chars().find(|char| char.is_alphabetic()).is_some_and(char::is_uppercase);
    let bullet = crate::block::bullet(lines, number).is_some();
    if line.width() > 100 || letters < 4 || ended || sentences || !capital || bullet {
        return false;
    }
    let before = number.checked_sub(1).is_none_or(|before| lines.lines[before].is_blank());
    let after = lines.lines.get(number + 1).is_some_and(|line| line.is_blank());
    let upper = !text.chars().any(char::is_lowercase);
    let numbered = numbering(folded) > 0;
    if folded.ends_with('?') && !numbered && !upper {
        return false;
    }
    let alone = before && (after || numbered || upper);
    let marked = (upper || numbered) && after && opens(lines, number);
    (alone || marked || tucked(lines, number))
        && !tabular(lines, number)
        && !leads(lines, number)
        && follows(lines, parts, number)
        && !runs_on(lines, number)
        && !runs_into(lines, parts, number)
}

/// Whether the text below is a sentence or a list: what stands above signatures and addresses is no heading.
fn follows(lines: &Lines, parts: &[Part], number: usize) -> bool {
    let Some(next) = lines.next(number + 1) else { return false };
    if !matches!(parts[next], Part::Text | Part::Session(_) | Part::Commission | Part::Heading(..)) {
        return parts[next] == Part::Section;
    }
    // A heading may stand above another, and a paragraph may be long: a few lines tell.
    let mut last = next;
    for _ in 0..60 {
        let ends = lines
            .last(last)
            .is_some_and(|char| matches!(char, '.' | ':' | ';' | ',' | '!' | '?' | '…' | '»'));
        if ends || crate::block::bullet(lines, last).is_some() {
            return true;
        }
        match lines.next(last + 1) {
            Some(below) if parts[below] == Part::Text || parts[below] == Part::Section => last = below,
            Some(below) if matches!(parts[below], Part::Formula | Part::Vote | Part::Speaker) => return true,
            _ => return false,
        }
    }
    true
}

/// Whether a short line stands right above a text that fills its lines, where no blank line parts them: "Des conditions
/// à revoir", and below it a sentence.
fn tucked(lines: &Lines, number: usize) -> bool {
    let ended = number.checked_sub(1).is_none_or(|before| {
        lines.last(before).is_none_or(|char| matches!(char, '.' | '!' | '?' | '…' | ';' | '»'))
    });
    let next = number + 1;
    let sentence = lines.first(next).is_some_and(|char| char.is_uppercase() || matches!(char, '«' | '"'));
    // What breaks off within a sentence ends in a small word, or says who does what.
    let folded = lines.folded(number);
    let words: Vec<&str> = folded.split([' ', '\'']).collect();
    let small = [
        "de", "du", "des", "la", "le", "les", "l", "d", "et", "ou", "a", "au", "aux", "en", "par", "pour",
        "sur", "avec", "que", "qui", "un", "une", "dans", "sans", "sous",
    ];
    let clause =
        ["est", "sont", "sera", "seront", "ont", "nous", "il", "elle", "ils", "elles", "doit", "doivent"];
    let open = words.last().is_some_and(|word| small.contains(word))
        || words.iter().any(|word| clause.contains(word));
    let room = lines.width(next) >= 60 && lines.width(number) * 10 <= lines.width(next) * 7;
    ended && sentence && room && words.len() > 1 && !open && crate::block::bullet(lines, next).is_none()
}

/// Whether a line is a row of a table: wide gaps part it, and the rows below it.
fn tabular(lines: &Lines, number: usize) -> bool {
    let cells = |number: usize| {
        let line = lines.lines[number];
        let text: String = lines.chars[line.start..line.end].iter().collect();
        let cells = text.split("   ").flat_map(|cell| cell.split('\t'));
        cells.filter(|cell| cell.trim().chars().count() > 1).count()
    };
    match cells(number) {
        0 | 1 => false,
        2 => lines.next(number + 1).is_some_and(|next| cells(next) >= 2),
        _ => true,
    }
}

/// Whether a line is the beginning of a sentence that a list goes on: "En conséquence, le CESER" above "- demande …".
fn leads(lines: &Lines, number: usize) -> bool {
    let Some(next) = lines.next(number + 1) else { return false };
    let item = crate::block::bullet(lines, next).and_then(|at| lines.chars.get(at));
    if !item.is_some_and(|char| char.is_lowercase()) {
        return false;
    }
    let folded = lines.folded(number);
    let links = [
        "en consequence",
        "par consequent",
        "par ces motifs",
        "pour ces motifs",
        "pour ces raisons",
        "pour toutes ces raisons",
        "c'est pourquoi",
        "aussi",
        "ainsi",
        "des lors",
        "a ce titre",
        "dans ce contexte",
        "au vu de",
        "compte tenu de",
        "au regard de",
        "enfin",
        "par ailleurs",
        "en outre",
    ];
    let linked =
        links.iter().any(|link| folded.strip_prefix(link).is_some_and(|rest| rest.starts_with([',', ' '])));
    let doers = ["le ceser", "l'assemblee", "le conseil economique", "notre assemblee", "nous", "le conseil"];
    let does = doers.iter().any(|doer| {
        folded.strip_prefix(doer).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', ',']))
            || folded.contains(&format!(", {doer}"))
    });
    linked || does
}

/// Whether the next line goes on in a small letter.
fn runs_on(lines: &Lines, number: usize) -> bool {
    lines.next(number + 1).and_then(|next| lines.first(next)).is_some_and(char::is_lowercase)
}

/// Whether the line before ends in the middle of a sentence.
fn runs_into(lines: &Lines, parts: &[Part], number: usize) -> bool {
    let Some(before) = lines.before(number).filter(|before| parts[*before] == Part::Text) else {
        return false;
    };
    lines.last(before).is_some_and(|char| char.is_alphanumeric() || char == ',')
        && lines.lines[before].width() > 60
}

#[cfg(test)]
mod tests {
    use super::{known, numbering};

    #[test]
    fn headings_are_known_by_their_words_whatever_stands_before() {
        for heading in [
            "synthese du rapport de l'executif regional",
            "1. synthese",
            "ii - avis du ceser",
            "avis",
            "a) observations",
            "expose des motifs",
            "observations et propositions :",
            "2 - preconisations du ceser",
        ] {
            assert!(known(heading), "{heading}");
        }
        for text in
            ["avis favorable", "constats partages par tous", "synthese.", "l'avis", "presente le 4 mai"]
        {
            assert!(!known(text), "{text}");
        }
        assert_eq!(&"1.2 les digues"[numbering("1.2 les digues")..], "les digues");
        assert_eq!(&"seconde partie. les digues"[numbering("seconde partie. les digues")..], "les digues");
        assert_eq!(&"axe 2 : les digues"[numbering("axe 2 : les digues")..], "les digues");
        assert_eq!(numbering("premiere partie du plan"), 0);
        assert_eq!(numbering("a la demande de tous"), 0);
        assert_eq!(&"iv. les digues"[numbering("iv. les digues")..], "les digues");
    }
}
