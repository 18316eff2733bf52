//! Days as French texts print them.

use chrono::NaiveDate;

use crate::figure::figure;

/// The months, folded.
pub(crate) const MONTHS: [&str; 12] = [
    "janvier",
    "fevrier",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "aout",
    "septembre",
    "octobre",
    "novembre",
    "decembre",
];

/// What a text prints of days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Days {
    /// A day of the calendar.
    One(NaiveDate),
    /// The first and the last of several days, such as "5 et 6 octobre 2020".
    Several(NaiveDate, NaiveDate),
    /// A day that no calendar has, such as "31 février 2020".
    Invalid(String),
}

/// The first days that a folded text prints: "mardi 6 octobre 2020", "1er mars 2021", "06/10/2020", "2020-10-06",
/// "5 et 6 octobre 2020".
pub(crate) fn days(folded: &str) -> Option<Days> {
    let words: Vec<&str> =
        folded.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let mut first: Option<(usize, Day)> = None;
    for at in 0..words.len() {
        let Some((day, taken)) = written(&words[at..]).or_else(|| in_figures(folded, &words[at..])) else {
            continue;
        };
        first = Some((at, day)).filter(|_| taken > 0);
        break;
    }
    let (at, last) = first?;
    let Some(last_day) = last.date() else { return Some(Days::Invalid(last.printed)) };
    let Some(start) = opening(&words[..at], &last) else { return Some(Days::One(last_day)) };
    Some(match start.date() {
        Some(start_day) if start_day < last_day => Days::Several(start_day, last_day),
        _ => Days::One(last_day),
    })
}

/// A day by its figures, whether a calendar has it or not.
struct Day {
    year: i32,
    month: u32,
    day: u32,
    printed: String,
}

impl Day {
    fn date(&self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.year, self.month, self.day)
    }
}

/// "6 octobre 2020", "1 er oct. 2020", "six octobre deux mille vingt", and how many words it takes.
fn written(words: &[&str]) -> Option<(Day, usize)> {
    let (day, mut at) = number(words)?;
    if matches!(words.get(at), Some(&"er")) {
        at += 1;
    }
    let month = month(words.get(at)?)?;
    let (year, taken) = year(words.get(at + 1..)?)?;
    let end = at + 1 + taken;
    Some((Day { year, month, day, printed: words[..end].join(" ") }, end))
}

/// "06/10/2020", "6.10.20", "2020-10-06": figures that a text parts by the same sign.
fn in_figures(folded: &str, words: &[&str]) -> Option<(Day, usize)> {
    let [one, two, three] = words.get(..3)? else { return None };
    let printed = ["/", ".", "-"].iter().map(|sign| [*one, *two, *three].join(sign));
    let printed = printed.into_iter().find(|printed| folded.contains(printed.as_str()))?;
    let figure = |word: &str, longest: usize| -> Option<u32> {
        (word.len() <= longest && word.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| word.parse().ok())?
    };
    let month = figure(two, 2)?;
    let (day, year) = if one.len() == 4 {
        (figure(three, 2)?, figure(one, 4)?)
    } else {
        let year = figure(three, 4)?;
        let short = three.len() == 2 && printed.contains('/');
        (figure(one, 2)?, if short { 2000 + year } else { year })
    };
    let year = i32::try_from(year).ok().filter(|year| (1900..=2200).contains(year))?;
    Some((Day { year, month, day, printed }, 3))
}

/// The first of several days, from the words before the last of them: "5 et", "du 30 septembre au".
fn opening(before: &[&str], last: &Day) -> Option<Day> {
    let mut words = before;
    let weekday = |word: &str| {
        ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"].contains(&word)
    };
    let mut linked = false;
    while let [rest @ .., word] = words {
        match *word {
            "et" | "au" => linked = true,
            "le" if linked => {}
            word if weekday(word) => {}
            _ => break,
        }
        words = rest;
    }
    let (rest, month) = match words {
        [rest @ .., word] if month(word).is_some() => (rest, month(word)?),
        _ => (words, last.month),
    };
    let rest = if let [rest @ .., "er"] = rest { rest } else { rest };
    let word = rest.last()?;
    let close = linked || (last.month == month && rest.len() == before.len());
    let (day, taken) = number(&[word])?;
    // "5-6 octobre": two figures side by side; "du 5 au 6": "du" or "des" stands before.
    let introduced = rest.len() < 2 || !rest[rest.len() - 2].bytes().all(|byte| byte.is_ascii_digit());
    (close && introduced && taken == 1 && word.starts_with(|char: char| char.is_ascii_digit())).then(|| Day {
        year: last.year,
        month,
        day,
        printed: String::new(),
    })
}

fn number(words: &[&str]) -> Option<(u32, usize)> {
    let first = words.first()?;
    if first.starts_with(|char: char| char.is_ascii_digit()) {
        let day = first.strip_suffix("er").unwrap_or(first);
        return day.parse().ok().filter(|_| day.len() <= 2).map(|day| (day, 1));
    }
    if *first == "premier" {
        return Some((1, 1));
    }
    figure(words).filter(|(day, _)| *day <= 31)
}

pub(crate) fn month(word: &str) -> Option<u32> {
    let known = |month: &str| {
        month == word
            || (word.len() >= 3
                && month.len() > word.len()
                && month.starts_with(word)
                && !matches!(word, "mar" | "jui" | "avi"))
    };
    let at = MONTHS.iter().position(|month| known(month))?;
    u32::try_from(at + 1).ok()
}

/// "2020" or "deux mille vingt", and how many words it takes.
fn year(words: &[&str]) -> Option<(i32, usize)> {
    if let Some(year) = words.first().filter(|word| word.len() == 4).and_then(|word| word.parse().ok()) {
        return Some((year, 1)).filter(|(year, _)| (1900..=2200).contains(year));
    }
    let ["deux", "mille", rest @ ..] = words else { return None };
    let (rest, taken) = figure(rest).filter(|(figure, _)| *figure < 100).unwrap_or((0, 0));
    Some((2000 + i32::try_from(rest).ok()?, 2 + taken))
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::{Days, days};

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
    }

    #[test]
    fn days_are_read_however_they_are_spelt() {
        for text in [
            "seance pleniere du lundi 1er mars 2021",
            "seance du 1 mars 2021 a 9 heures",
            "seance du 1 er mars 2021",
            "le 01/03/2021",
            "le 1.3.2021",
            "2021-03-01",
            "le 1er mars deux mille vingt et un",
            "le premier mars 2021",
        ] {
            assert_eq!(days(text), Some(Days::One(day(2021, 3, 1))), "{text}");
        }
        assert_eq!(days("le 31 fevrier 2020"), Some(Days::Invalid("31 fevrier 2020".to_owned())));
        assert_eq!(days("mars 2021"), None);
        assert_eq!(days("rapport 4-1 de 2021"), None);
    }

    #[test]
    fn several_days_have_a_first_and_a_last() {
        for text in [
            "session des 5 et 6 octobre 2020",
            "du 5 au 6 octobre 2020",
            "les lundi 5 et mardi 6 octobre 2020",
            "des 5-6 octobre 2020",
        ] {
            assert_eq!(days(text), Some(Days::Several(day(2020, 10, 5), day(2020, 10, 6))), "{text}");
        }
        assert_eq!(
            days("des 30 septembre et 1er octobre 2020"),
            Some(Days::Several(day(2020, 9, 30), day(2020, 10, 1)))
        );
        assert_eq!(days("avis 3 du 6 octobre 2020"), Some(Days::One(day(2020, 10, 6))));
    }
}
