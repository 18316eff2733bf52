//! Moments: the dates that sentences print, with the precision that they have.

use std::ops::Range;

use chrono::{Datelike, Months, NaiveDate};

use crate::{
    PartialDate,
    date::MONTHS,
    word::{Phrases, Word, any},
};

/// A date in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Moment {
    pub(crate) date: PartialDate,
    /// Whether the date was worked out from the session's day.
    pub(crate) relative: bool,
    /// Its words, the preposition among them: "en juin 2019".
    pub(crate) words: Range<usize>,
    /// The day that a date without a year is where a verb says that it is still to come: "sera lancée le 5 mars".
    pub(crate) coming: Option<PartialDate>,
    /// Whether it is an end or a limit, and no day on which something is done: "avant fin 2025", "jusqu'en 2025".
    pub(crate) limit: bool,
}

/// Words before a date that belong to it.
static BEFORE: Phrases = Phrases::new(
    "a compter du; a l automne; a la fin de l annee; a la mi; a la rentree; a l ete; a l horizon; a \
     partir de; a partir du; au cours de l annee; au mois de; au printemps; au; avant fin; avant la fin \
     de; courant; d ici a; d ici fin; d ici la fin; d ici le; d ici; dans le courant de; date du; de; \
     debut; depuis le; depuis; des le; des; du; en; fin; le; les; l annee; mi; pendant l annee",
);

/// Reads the date that begins at a word, on its own or with its preposition before it; `session` is the day that
/// "dernier" and "prochain" count from.
pub(crate) fn moment(words: &[Word], chars: &[char], at: usize, session: NaiveDate) -> Option<Moment> {
    let relative = relative(words, at, session);
    let (date, relative, count) = match relative {
        Some((date, count)) => (date, true, count),
        None => day(words, chars, at, session)
            .or_else(|| month(words, at, session))
            .or_else(|| year(words, chars, at).map(|(date, count)| (date, false, count)))?,
    };
    let mut first = at;
    while let Some(count) = before(words, first) {
        first -= count;
    }
    let word = |at: usize| words.get(at).map(|word| word.folded.as_str()).unwrap_or_default();
    let limit =
        matches!(word(first), "avant" | "jusqu") || first > 0 && matches!(word(first - 1), "avant" | "jusqu");
    let coming = coming(words, chars, at, session).filter(|(taken, _)| *taken == count).map(|(_, date)| date);
    Some(Moment { date, relative, words: first..at + count, coming, limit })
}

/// The next day that bears a date without a year, and how many words it takes.
fn coming(words: &[Word], chars: &[char], at: usize, session: NaiveDate) -> Option<(usize, PartialDate)> {
    let day = number(words, at).filter(|number| (1..=31).contains(number))?;
    let name = last_of(words, chars, at).unwrap_or(at) + 1;
    let month = number_of(words, name)?;
    let of = |year: i32| NaiveDate::from_ymd_opt(year, month, day);
    let next = of(session.year()).filter(|day| *day > session).or_else(|| of(session.year() + 1))?;
    Some((name + 1 - at, PartialDate::day(next)))
}

/// Where the last of several days stands, whose first stands at a word: "les 27 et 28 juin", "du 27 au 28 juin".
fn last_of(words: &[Word], chars: &[char], at: usize) -> Option<usize> {
    let word = |at: usize| words.get(at).map(|word| word.folded.as_str()).unwrap_or_default();
    let mut before = at.checked_sub(1)?;
    if is_weekday(word(before)) {
        before = before.checked_sub(1)?;
    }
    if !matches!(word(before), "les" | "des" | "du" | "le" | "aux" | "ces") {
        return None;
    }
    let dash = matches!(chars.get(words[at].end), Some('-' | '–'));
    let mut last = at + 1 + usize::from(number_of(words, at + 1).is_some());
    if matches!(word(last), "et" | "au" | "a") {
        last += 1;
        last += usize::from(word(last) == "le");
        last += usize::from(is_weekday(word(last)));
    } else if !dash {
        return None;
    }
    (number(words, last).is_some_and(|day| (1..=31).contains(&day)) && number_of(words, last + 1).is_some())
        .then_some(last)
}

/// How many words of a preposition end before a word.
fn before(words: &[Word], at: usize) -> Option<usize> {
    // "au premier trimestre (de) 2024": the year is what a date can hold of it.
    let word = |back: usize| at.checked_sub(back).map(|at| words[at].folded.as_str()).unwrap_or_default();
    for of in [0, 1] {
        let part = matches!(word(1 + of), "trimestre" | "semestre") && (of == 0 || word(1) == "de");
        if part {
            return Some(if matches!(word(3 + of), "au" | "du" | "le" | "ce") { 3 } else { 2 } + of);
        }
    }
    (1..=5).rev().find(|count| {
        at.checked_sub(*count).is_some_and(|start| BEFORE.at(words, start) == Some(*count))
            || (*count == 1 && at > 0 && is_weekday(&words[at - 1].folded))
    })
}

fn is_weekday(folded: &str) -> bool {
    matches!(folded, "lundi" | "mardi" | "mercredi" | "jeudi" | "vendredi" | "samedi" | "dimanche")
}

/// The number of a month, from 1.
fn number_of(words: &[Word], at: usize) -> Option<u32> {
    let word = &words.get(at)?.folded;
    let month = MONTHS.iter().position(|month| month == word)?;
    u32::try_from(month + 1).ok()
}

fn number(words: &[Word], at: usize) -> Option<u32> {
    let word = words.get(at)?.folded.as_str();
    let digits = word.strip_suffix("er").unwrap_or(word);
    (digits.len() <= 4 && digits.bytes().all(|byte| byte.is_ascii_digit())).then(|| digits.parse().ok())?
}

fn year_of(words: &[Word], at: usize) -> Option<i32> {
    let digits = words.get(at)?.folded.as_str();
    let year =
        (digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit())).then(|| digits.parse().ok());
    year.flatten().filter(|year| (1900..=2200).contains(year))
}

/// "25 juin 2020", "1er janvier", "25 juin dernier", "25/06/2020", "25.06.2020", "les 25 et 26 juin 2020".
fn day(words: &[Word], chars: &[char], at: usize, session: NaiveDate) -> Option<(PartialDate, bool, usize)> {
    let number = number(words, at).filter(|number| (1..=31).contains(number))?;
    // Of several days the first: "les 27 et 28 juin 2024", "les 30 septembre et 1er octobre 2024".
    let last = last_of(words, chars, at).unwrap_or(at);
    let skipped = last - at;
    if let Some(month) = number_of(words, at + 1).or_else(|| number_of(words, last + 1)) {
        if let Some(year) = year_of(words, last + 2) {
            let day = NaiveDate::from_ymd_opt(year, month, number)?;
            return Some((PartialDate::day(day), false, skipped + 3));
        }
        let next = words.get(last + 2).map(|word| word.folded.as_str()).unwrap_or_default();
        let of = |year: i32| NaiveDate::from_ymd_opt(year, month, number);
        let (past, coming) = (
            of(session.year()).filter(|day| *day < session).or_else(|| of(session.year() - 1)),
            of(session.year()).filter(|day| *day > session).or_else(|| of(session.year() + 1)),
        );
        return match next {
            "dernier" | "passe" => Some((PartialDate::day(past?), true, skipped + 3)),
            "prochain" => Some((PartialDate::day(coming?), true, skipped + 3)),
            // Without a year the nearest one that has been.
            _ => {
                let day = of(session.year()).filter(|day| *day <= session).or(past)?;
                Some((PartialDate::day(day), true, skipped + 2))
            }
        };
    }
    let sign = chars.get(words[at].end).filter(|sign| matches!(sign, '/' | '.'))?;
    let joined = |at: usize| {
        words
            .get(at + 1)
            .is_some_and(|next| next.start == words[at].end + 1 && chars.get(words[at].end) == Some(sign))
    };
    let month = self::number(words, at + 1).filter(|_| joined(at))?;
    let year = year_of(words, at + 2).filter(|_| joined(at + 1))?;
    let day = NaiveDate::from_ymd_opt(year, month, number)?;
    Some((PartialDate::day(day), false, 3))
}

/// "mars 2019", "septembre dernier".
fn month(words: &[Word], at: usize, session: NaiveDate) -> Option<(PartialDate, bool, usize)> {
    let month = number_of(words, at)?;
    // What stands behind a day that no calendar has, "31 février 2020", is no month of its own.
    if at > 0 && number(words, at - 1).is_some_and(|day| day < 100) {
        return None;
    }
    if let Some(year) = year_of(words, at + 1) {
        return Some((PartialDate::month(year, month)?, false, 2));
    }
    let (year, now) = (session.year(), session.month());
    let year = match words.get(at + 1)?.folded.as_str() {
        "dernier" | "passe" => {
            if month < now {
                year
            } else {
                year - 1
            }
        }
        "prochain" => {
            if month > now {
                year
            } else {
                year + 1
            }
        }
        _ => return None,
    };
    Some((PartialDate::month(year, month)?, true, 2))
}

/// A year, where a word before it says that it is one, or it begins a line of dates: "en 2018", "2018 : …".
fn year(words: &[Word], chars: &[char], at: usize) -> Option<(PartialDate, usize)> {
    let year = year_of(words, at)?;
    let dash = |char: Option<&char>| matches!(char, Some('-' | '–' | '/' | '\u{2010}' | '\u{2011}'));
    let joined = dash(chars.get(words[at].end))
        || words[at].start.checked_sub(1).is_some_and(|before| dash(chars.get(before)));
    let word = |at: usize| words.get(at).map(|word| word.folded.as_str()).unwrap_or_default();
    // A span of years is no step: "2021-2027", "de 2018 à 2020", "entre 2018 et 2020".
    let span = matches!(word(at + 1), "a" | "et") && year_of(words, at + 2).is_some()
        || at > 1 && matches!(word(at - 1), "a" | "et") && year_of(words, at - 2).is_some();
    let told = at > 0
        && matches!(
            word(at - 1),
            "en" | "depuis"
                | "des"
                | "fin"
                | "debut"
                | "courant"
                | "ici"
                | "annee"
                | "horizon"
                | "mi"
                | "printemps"
                | "ete"
                | "automne"
                | "hiver"
                | "rentree"
                | "trimestre"
                | "semestre"
        );
    let told = told
        || at > 1 && matches!((word(at - 2), word(at - 1)), ("ici", "a" | "fin"))
        || at > 1 && matches!((word(at - 2), word(at - 1)), ("remonte", "a"))
        || at > 1
            && word(at - 1) == "pour"
            && matches!(
                word(at - 2),
                "prevue" | "prevu" | "annoncee" | "annonce" | "programmee" | "programme"
            )
        || at > 1
            && word(at - 1) == "de"
            && matches!(
                word(at - 2),
                "partir" | "annee" | "fin" | "debut" | "rentree" | "trimestre" | "semestre" | "courant"
            );
    let first = at == 0
        || chars[words[at - 1].end..words[at].start]
            .iter()
            .any(|char| matches!(char, '.' | '•' | '-' | '–' | ';'));
    let heads = first && chars[words[at].end..].iter().find(|char| !char.is_whitespace()) == Some(&':');
    (!joined && !span && (told || heads)).then(|| PartialDate::year(year)).flatten().map(|date| (date, 1))
}

/// "l'an dernier", "le mois prochain", "cette année".
fn relative(words: &[Word], at: usize, session: NaiveDate) -> Option<(PartialDate, usize)> {
    let phrases: [(&[&str], i32, u32); 6] = [
        (&["l an dernier", "l an passe", "l annee derniere", "l annee passee"], 12, 0),
        (&["l an prochain", "l annee prochaine"], -12, 0),
        (&["cette annee"], 0, 0),
        (&["le mois dernier", "le mois passe"], 1, 1),
        (&["le mois prochain"], -1, 1),
        (&["ce mois ci"], 0, 1),
    ];
    phrases.iter().find_map(|(phrases, back, month)| {
        let count = any(words, at, phrases)?;
        let months = Months::new(back.unsigned_abs());
        let day =
            if *back < 0 { session.checked_add_months(months) } else { session.checked_sub_months(months) };
        let day = day?;
        let date = if *month == 1 {
            PartialDate::month(day.year(), day.month())
        } else {
            PartialDate::year(day.year())
        };
        Some((date?, count))
    })
}
