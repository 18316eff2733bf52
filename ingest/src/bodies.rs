//! The bodies that a declaration speaks for, told apart in their list.

use crate::{flow::plain, text::fold};

/// Nouns that stand before bodies and are no part of their names.
const GROUPS: [&str; 30] = [
    "pour ",
    "au nom de ",
    "au nom d'",
    "au nom du ",
    "groupes ",
    "groupe ",
    "organisations syndicales ",
    "organisation syndicale ",
    "organisations ",
    "syndicats ",
    "l'intersyndicale ",
    "intersyndicale ",
    "representants ",
    "representantes ",
    "conseillers ",
    "conseilleres et conseillers ",
    "membres ",
    "elus ",
    "elues et elus ",
    "delegation ",
    "la delegation ",
    "de la ",
    "de l'",
    "du ",
    "des ",
    "de ",
    "la ",
    "le ",
    "les ",
    "l'",
];
/// Nouns that begin the names of bodies.
const NOUNS: [&str; 30] = [
    "agence",
    "association",
    "chambre",
    "college",
    "comite",
    "confederation",
    "conseil",
    "federation",
    "fondation",
    "institut",
    "ligue",
    "mouvement",
    "observatoire",
    "office",
    "syndicat",
    "union",
    "universite",
    "collectif",
    "coordination",
    "reseau",
    "cooperative",
    "mutuelle",
    "france",
    "force",
    "medef",
    "familles",
    "jeunes",
    "amis",
    "maison",
    "centre",
];

/// The bodies of a list "la CGT, la FSU et Solidaires", each with the character that it starts at, without articles.
/// `known` says whether a name is that of a body that the text names.
pub(crate) fn bodies(chars: &[char], known: &dyn Fn(&str) -> bool) -> Vec<(String, usize)> {
    let cuts = cuts(chars);
    let mut bodies: Vec<(String, usize)> = Vec::new();
    let mut at = 0;
    while at < cuts.len() {
        // The longest known name wins, whatever joins its words.
        let longest = (at..cuts.len().min(at + 6)).rev().find(|last| {
            *last > at
                && known(&named(chars, cuts[at].0, cuts[*last].1).0)
                && !short(chars, &cuts[at..=*last], known)
        });
        let mut last = longest.unwrap_or(at);
        if longest.is_none() && !known(&named(chars, cuts[at].0, cuts[at].1).0) {
            while last + 1 < cuts.len() && goes_on(chars, cuts[at].0, cuts[last].1, cuts[last + 1], known) {
                last += 1;
            }
        }
        let (name, start) = named(chars, cuts[at].0, cuts[last].1);
        at = last + 1;
        let held = held(&name, known);
        let all = if held.is_empty() { vec![(name, 0)] } else { held };
        for (name, from) in all {
            if name.chars().any(char::is_alphabetic) && !bodies.iter().any(|(other, _)| *other == name) {
                bodies.push((name, start + from));
            }
        }
    }
    // "(2e collège, UNSA)" says besides where a body sits.
    let seat = |name: &str| sits(&fold(name));
    if bodies.iter().any(|(name, _)| !seat(name)) {
        bodies.retain(|(name, _)| !seat(name));
    }
    bodies
}

/// The known bodies that a name holds and nothing else: "employeurs (MEDEF, CPME)", "CGT-FSU". Each with the name's
/// character that it starts at; none where it is one name.
fn held(name: &str, known: &dyn Fn(&str) -> bool) -> Vec<(String, usize)> {
    let place = |part: &str| {
        let byte = part.as_ptr() as usize - name.as_ptr() as usize;
        name[..byte].chars().count()
    };
    if let Some((_, inside)) = name.strip_suffix(')').and_then(|name| name.split_once('(')) {
        let parts = inside.split([',', '/', '+']).flat_map(|part| part.split(" et ")).map(str::trim);
        let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
        let list = parts.len() > 1 && parts.iter().all(|part| known(part));
        return if list {
            parts.into_iter().map(|part| (part.to_owned(), place(part))).collect()
        } else {
            Vec::new()
        };
    }
    if known(name) || name.contains(' ') || name.len() > 60 {
        return Vec::new();
    }
    // The longest known name wins: "CFE-CGC-CFDT" holds two.
    let mut found = Vec::new();
    let mut rest = name;
    while !rest.is_empty() {
        let ends = rest.match_indices('-').map(|(at, _)| at).chain([rest.len()]);
        let Some(end) = ends.filter(|end| known(&rest[..*end])).last() else { return Vec::new() };
        found.push((rest[..end].to_owned(), place(rest)));
        rest = rest[end..].trim_start_matches('-');
    }
    if found.len() > 1 { found } else { Vec::new() }
}

/// Whether a folded name is that of a college: "2e collège", "collège n° 3", "collège des employeurs".
pub(crate) fn sits(folded: &str) -> bool {
    let words: Vec<&str> = folded.split(' ').collect();
    let college = |word: &&str| matches!(*word, "college" | "colleges");
    words.first().is_some_and(college) || (words.len() <= 3 && words.last().is_some_and(college))
}

/// Whether a folded name is a college's number and nothing else: "2e collège", "collège 3".
pub(crate) fn numbered_seat(folded: &str) -> bool {
    let words: Vec<&str> =
        folded.split(' ').filter(|word| !matches!(*word, "college" | "n°" | "no" | "le")).collect();
    let ordinal = |word: &str| {
        let stem =
            ["ieme", "eme", "er", "nd", "e"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
        let roman = !stem.is_empty() && stem.bytes().all(|byte| matches!(byte, b'i' | b'v'));
        stem.bytes().all(|byte| byte.is_ascii_digit())
            || roman
            || matches!(word, "premier" | "deuxieme" | "second" | "troisieme" | "quatrieme")
    };
    sits(folded) && matches!(words[..], [word] if ordinal(word))
}

/// Whether pieces are known together only by the short form behind the last of them, which is a body of its own: "FNE et
/// de l'Association des rives (AR)".
fn short(chars: &[char], cuts: &[(usize, usize)], known: &dyn Fn(&str) -> bool) -> bool {
    let (Some((start, end)), Some((_, stop))) = (cuts.first(), cuts.last()) else { return false };
    let whole = named(chars, *start, *stop).0;
    let Some((long, _)) = whole.strip_suffix(')').and_then(|whole| whole.rsplit_once('(')) else {
        return false;
    };
    let first = named(chars, *start, *end).0;
    let another = |cut: &(usize, usize)| begins(&named(chars, cut.0, cut.1).0);
    !known(long.trim()) && (known(&first) || cuts[1..].iter().any(another))
}

/// Whether a name begins as those of bodies do.
pub(crate) fn begins(name: &str) -> bool {
    let first = name.split(' ').next().unwrap_or_default();
    first.chars().filter(|char| char.is_uppercase()).count() >= 2
        || NOUNS.contains(&fold(first).as_str()) && name.starts_with(char::is_uppercase)
}

/// The pieces between commas, "et", slashes and dashes: start and end.
fn cuts(chars: &[char]) -> Vec<(usize, usize)> {
    let mut cuts = Vec::new();
    let mut start = 0;
    let mut depth = 0;
    let mut at = 0;
    let words = |at: usize, word: &str| {
        let found = chars[at..].iter().copied().map(plain).take(word.chars().count());
        found.eq(word.chars())
    };
    while at < chars.len() {
        depth += i32::from(chars[at] == '(') - i32::from(chars[at] == ')');
        let length = if depth > 0 {
            0
        } else if words(at, " ainsi que ") {
            11
        } else if words(at, " et ") {
            4
        } else if [" - ", " – ", " — ", " & ", " + ", " / "].iter().any(|sign| words(at, sign)) {
            3
        } else {
            usize::from(matches!(chars[at], ',' | ';' | '/' | '+'))
        };
        if length > 0 {
            cuts.push((start, at));
            start = at + length;
            at = start;
        } else {
            at += 1;
        }
    }
    cuts.push((start, chars.len()));
    cuts.retain(|(start, end)| chars[*start..*end].iter().any(|char| char.is_alphanumeric()));
    cuts
}

/// Whether the piece after an unknown body is part of its name: "Union des artisans" and "des commerçants".
fn goes_on(
    chars: &[char],
    start: usize,
    end: usize,
    next: (usize, usize),
    known: &dyn Fn(&str) -> bool,
) -> bool {
    let (name, from) = named(chars, next.0, next.1);
    let joined: String = chars[end..next.0].iter().collect();
    if !joined.contains(" et ") || known(&name) {
        return false;
    }
    if begins(&name) {
        return false;
    }
    if name.starts_with(char::is_lowercase) {
        return true;
    }
    // "la Fédération des Plaines et des Monts": the same article twice within one name.
    let article: String = chars[next.0..from].iter().copied().map(plain).collect();
    let before: String = chars[start..end].iter().copied().map(plain).collect();
    let inside = named(chars, start, end).0;
    !article.trim().is_empty()
        && inside.contains(' ')
        && before.contains(&format!(" {}", article.trim_start()))
}

/// A body's name without the words before it, and where it starts.
fn named(chars: &[char], start: usize, end: usize) -> (String, usize) {
    let blank = |char: &char| {
        char.is_whitespace() || matches!(char, ':' | ',' | '–' | '—' | '"' | '«' | '»' | '“' | '”' | '*')
    };
    let mut start = start + chars[start..end].iter().take_while(|char| blank(char)).count();
    let mut stop = end;
    while stop > start && (blank(&chars[stop - 1]) || matches!(chars[stop - 1], '.' | ';' | '-')) {
        stop -= 1;
    }
    loop {
        let begin: String = chars[start..stop].iter().take(30).copied().map(unaccented).collect();
        let Some(word) = GROUPS.iter().find(|word| begin.starts_with(**word)) else { break };
        let rest = &chars[start + word.chars().count()..stop];
        // "le groupe des élus du Lac" is no list of what a group holds: only names follow a noun that is left out.
        if word.len() > 6 && !rest.iter().any(|char| char.is_uppercase()) {
            break;
        }
        start += word.chars().count();
        while start < stop && chars[start] == ' ' {
            start += 1;
        }
    }
    (chars[start..stop].iter().collect(), start)
}

/// A small letter without its accent, one for one.
fn unaccented(char: char) -> char {
    let folded = fold(&plain(char).to_string());
    let mut letters = folded.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) => letter,
        _ => plain(char),
    }
}

#[cfg(test)]
mod tests {
    use super::bodies;

    fn read(list: &str) -> Vec<String> {
        let known = |name: &str| {
            [
                "CGT",
                "FSU",
                "Solidaires",
                "CFE-CGC",
                "CFDT",
                "UNSA",
                "Confédération des petites et moyennes entreprises",
                "Chambre de commerce et d'industrie de région",
            ]
            .contains(&name)
        };
        let chars: Vec<char> = list.chars().collect();
        bodies(&chars, &known).into_iter().map(|(name, _)| name).collect()
    }

    #[test]
    fn a_list_is_told_apart_and_a_name_is_kept_whole() {
        assert_eq!(read("de la CGT, de la FSU et de Solidaires"), ["CGT", "FSU", "Solidaires"]);
        assert_eq!(read("CFDT - UNSA"), ["CFDT", "UNSA"]);
        assert_eq!(read("CGT/FSU"), ["CGT", "FSU"]);
        assert_eq!(
            read("de la Confédération des petites et moyennes entreprises et de la CFE-CGC"),
            ["Confédération des petites et moyennes entreprises", "CFE-CGC"]
        );
        assert_eq!(read("du groupe CFDT"), ["CFDT"]);
        assert_eq!(read("des groupes CFDT et UNSA"), ["CFDT", "UNSA"]);
        assert_eq!(read("de la Ligue des mariniers et de la CGT"), ["Ligue des mariniers", "CGT"]);
        assert_eq!(
            read("de l’Union des artisans et des commerçants"),
            ["Union des artisans et des commerçants"]
        );
        assert_eq!(
            read("de l’Union des artisans (UA) et de la Chambre des marchands"),
            ["Union des artisans (UA)", "Chambre des marchands"]
        );
        assert_eq!(
            read("de la Fédération des Plaines et des Monts, ainsi que du Collectif Lac"),
            ["Fédération des Plaines et des Monts", "Collectif Lac"]
        );
        assert_eq!(read("CGT-CFE-CGC-FSU"), ["CGT", "CFE-CGC", "FSU"]);
        assert_eq!(read("du groupe des syndicats (CGT, FSU et CFDT)"), ["CGT", "FSU", "CFDT"]);
        assert_eq!(read("Union des artisans (UA)"), ["Union des artisans (UA)"]);
        assert_eq!(read("1er collège, CFDT"), ["CFDT"]);
        assert_eq!(read("CFDT, collège n° 2"), ["CFDT"]);
        assert_eq!(read("du 3e collège"), ["3e collège"]);
    }
}
