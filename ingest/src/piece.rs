//! The pieces of a declaration's head: what stands between its signs and its links, and what each may be.

use crate::{announcement::speaks, flow::plain, introduction::body, person::is_title, text::fold};

/// What parts a person from the bodies.
const LINKS: [&str; 22] = [
    " par la voix d",
    " par la bouche d",
    " par l'intermediaire d",
    " represente par ",
    " representee par ",
    " representes par ",
    " representees par ",
    " presentee par ",
    " presente par ",
    " prononcee par ",
    " portee par ",
    " lue par ",
    " lu par ",
    " faite par ",
    " intervient ",
    " intervenant ",
    " s'exprime ",
    " s'exprimant ",
    " prend la parole ",
    " parle ",
    " parlant ",
    " declare ",
];
/// The pieces that punctuation and links part.
pub(crate) fn pieces(
    chars: &[char],
    text: &str,
    end: usize,
    known: &dyn Fn(&str) -> bool,
    linked: &mut bool,
) -> Vec<(usize, usize)> {
    let plain: Vec<char> = text.chars().collect();
    let starts =
        |at: usize, words: &str| words.chars().eq(plain[at..].iter().take(words.chars().count()).copied());
    let mut pieces = Vec::new();
    let (mut start, mut at) = (0, 0);
    while at < end {
        let link = LINKS.iter().filter(|link| starts(at, link)).map(|link| link.len()).max();
        let dash = [" – ", " — ", " - "].iter().any(|dash| starts(at, dash));
        let mut length = match (link, dash) {
            (Some(length), _) => {
                *linked = true;
                // What follows the link begins with its article.
                length - 1
            }
            (None, true) => 3,
            _ => usize::from(matches!(chars[at], ':' | ',' | ';' | '(' | ')' | '|')),
        };
        if chars[at] == '(' {
            // "Ligue des mariniers (LM)" is one name.
            let inside: String = chars[at + 1..end].iter().take_while(|char| **char != ')').collect();
            let before: String = chars[start..at].iter().collect();
            let name = before.trim();
            let person =
                name.split(' ').any(is_title) || !(known(name) || name.contains(' ')) || speaks_alone(name);
            if is_acronym(&inside) && !person {
                at += inside.chars().count() + 2;
                length = 0;
                if at >= end {
                    break;
                }
                continue;
            }
        }
        // A comma or a dash within the name of a known body parts nothing.
        if (chars[at] == ',' || dash)
            && let Some(stop) = within(chars, start, at, end, known)
        {
            at = stop;
            continue;
        }
        if length > 0 {
            pieces.push((start, at));
            at += length;
            start = at;
        } else {
            at += 1;
        }
    }
    pieces.push((start, end.max(start)));
    pieces
}

/// The end of a known body's name that begins before a sign and ends behind it.
fn within(
    chars: &[char],
    start: usize,
    sign: usize,
    end: usize,
    known: &dyn Fn(&str) -> bool,
) -> Option<usize> {
    let begins = |at: &usize| {
        chars[*at].is_alphanumeric() && (*at == 0 || matches!(chars[at - 1], ' ' | '\'' | '\u{2019}'))
    };
    let stops = |at: &usize| {
        *at == end || matches!(chars[*at], '(' | ',' | ':') || chars[*at..].starts_with(&[' ', 'e', 't', ' '])
    };
    let stops: Vec<usize> = (sign + 3..=end).filter(|at| *at == end || stops(at)).take(4).collect();
    let name = |from: usize, to: usize| chars[from..to].iter().collect::<String>();
    (start..sign)
        .filter(|at| begins(at))
        .find_map(|from| stops.iter().rev().copied().find(|to| known(name(from, *to).trim())))
}

/// Whether words are a person's name and no body's.
fn speaks_alone(name: &str) -> bool {
    !long(name) && speaks(name) && name.split(' ').all(is_name)
}

/// Whether a word may be part of a person's name.
pub(crate) fn is_name(word: &str) -> bool {
    let particles = [
        "de", "du", "des", "la", "le", "les", "van", "von", "der", "den", "di", "el", "da", "dos", "ben", "y",
    ];
    word.starts_with(char::is_uppercase) || particles.contains(&word) || word.contains(['\'', '\u{2019}'])
}

/// Whether a word is an acronym: two capitals and no blank.
pub(crate) fn is_acronym(name: &str) -> bool {
    let first = name.split(' ').next().unwrap_or_default();
    let capitals = first.chars().filter(|char| char.is_uppercase()).count();
    let small = first.chars().filter(|char| char.is_lowercase()).count();
    capitals >= 2
        && capitals > small
        && first.chars().count() <= 12
        && name.split(' ').count() <= 3
        && name.split(' ').all(|word| word.starts_with(char::is_uppercase) || matches!(word, "de" | "du"))
        && first.chars().all(|char| char.is_alphanumeric() || matches!(char, '-' | '.'))
}

/// Whether words are a body's long name: they begin with a noun such as "Union" and say of what.
pub(crate) fn long(name: &str) -> bool {
    body(name).is_some() && name.contains(' ') && name.starts_with(char::is_uppercase)
}

/// The characters folded one for one.
pub(crate) fn folded(chars: &[char]) -> String {
    chars
        .iter()
        .map(|char| {
            let folded = fold(&plain(*char).to_string());
            let mut letters = folded.chars();
            match (letters.next(), letters.next()) {
                (Some(letter), None) => letter,
                _ => plain(*char),
            }
        })
        .collect()
}
