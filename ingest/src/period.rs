//! The period that a title holds: "Note de conjoncture 24T2", "Chiffres clés 07/24", "juillet 2024".

use chrono::{Months, NaiveDate};

use crate::{date::month, text::fold};

/// From a day to a day, both inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
}

impl Period {
    /// The one period that a title holds: a month, a quarter or a half of a year. None where it holds several, or a day:
    /// "du 6 octobre 2020" is when, not about what time. A year alone is none either: plans have years in their names.
    #[must_use]
    pub fn of_title(title: &str) -> Option<Self> {
        let folded = fold(title);
        let parts = |char: char| !(char.is_alphanumeric() || char == '/');
        let words: Vec<&str> = folded.split(parts).filter(|word| !word.is_empty()).collect();
        let mut found = None;
        for at in 0..words.len() {
            let Some(period) = at_word(&words, at) else { continue };
            if found.is_some_and(|other| other != period) {
                return None;
            }
            found = Some(period);
        }
        found
    }

    /// So many months, `place` of them in the year.
    fn part(year: i32, months: u32, place: u32) -> Option<Self> {
        let from = NaiveDate::from_ymd_opt(year, (place - 1) * months + 1, 1)?;
        Some(Self { from, to: from.checked_add_months(Months::new(months))?.pred_opt()? })
    }
}

/// What begins at a word.
fn at_word(words: &[&str], at: usize) -> Option<Period> {
    let word = words[at];
    let next = |by: usize| words.get(at + by).copied();
    // "24T2", "2024T2", "24S1".
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    if let (Some(year), Some((months, place))) = (year(&word[..digits]), part_of_year(&word[digits..])) {
        return Period::part(year, months, place);
    }
    // "T2 2024", "2024 T2".
    if let Some((months, place)) = part_of_year(word) {
        let before = at.checked_sub(1).and_then(|before| year(words[before]));
        return Period::part(next(1).and_then(year).or(before)?, months, place);
    }
    // "07/24", "7/2024".
    if let Some((left, right)) = word.split_once('/') {
        let whole = left.len() == 2 || right.len() == 4;
        let month: u32 = left.parse().ok().filter(|month| whole && (1..=12).contains(month))?;
        return Period::part(year(right)?, 1, month);
    }
    // "2e trimestre 2024", "1er semestre de 2024".
    let skipped = usize::from(matches!(next(2), Some("de" | "du")));
    let months = match next(1) {
        Some("trimestre") => Some(3),
        Some("semestre") => Some(6),
        _ => None,
    };
    if let Some(months) = months {
        let place = ordinal(word).filter(|place| place * months <= 12)?;
        return Period::part(next(2 + skipped).and_then(year)?, months, place);
    }
    // "juillet 2024", and no day before it.
    let day =
        at.checked_sub(1).is_some_and(|before| words[before].starts_with(|char: char| char.is_ascii_digit()));
    let written = next(1).filter(|year| year.len() == 4).and_then(year)?;
    Period::part(written, 1, month(word).filter(|_| !day)?)
}

/// "t2" is the second three months, "s1" the first six.
fn part_of_year(word: &str) -> Option<(u32, u32)> {
    match word.as_bytes() {
        [b't', place @ b'1'..=b'4'] => Some((3, u32::from(place - b'0'))),
        [b's', place @ b'1'..=b'2'] => Some((6, u32::from(place - b'0'))),
        _ => None,
    }
}

/// "24" and "2024".
fn year(word: &str) -> Option<i32> {
    let figure: i32 = word.parse().ok().filter(|_| word.bytes().all(|byte| byte.is_ascii_digit()))?;
    match word.len() {
        2 => Some(2000 + figure),
        4 => Some(figure).filter(|year| (1900..2100).contains(year)),
        _ => None,
    }
}

fn ordinal(word: &str) -> Option<u32> {
    match word {
        "1er" | "premier" => Some(1),
        "2e" | "2eme" | "2nd" | "second" | "deuxieme" => Some(2),
        "3e" | "3eme" | "troisieme" => Some(3),
        "4e" | "4eme" | "quatrieme" => Some(4),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::Period;

    fn read(title: &str) -> String {
        Period::of_title(title).map_or_else(String::new, |period| format!("{}/{}", period.from, period.to))
    }

    #[test]
    fn a_title_says_its_period_in_many_ways() {
        for title in [
            "Note de conjoncture 24T2",
            "Note de conjoncture - 2024T2",
            "Conjoncture T2 2024",
            "Conjoncture 2024-T2",
            "Conjoncture du 2e trimestre 2024",
            "Le deuxième trimestre de 2024 en chiffres",
        ] {
            assert_eq!(read(title), "2024-04-01/2024-06-30", "{title}");
        }
        for title in [
            "Chiffres clés 07/24",
            "Chiffres clés 7/2024",
            "Chiffres clés (07/2024)",
            "Juillet 2024 : l'emploi",
        ] {
            assert_eq!(read(title), "2024-07-01/2024-07-31", "{title}");
        }
        assert_eq!(read("Bilan 24S1"), "2024-01-01/2024-06-30");
        assert_eq!(read("1er semestre 2024, puis S1 2024"), "2024-01-01/2024-06-30");
        assert_eq!(read("Emploi 02/24"), "2024-02-01/2024-02-29");
    }

    #[test]
    fn other_figures_are_no_period_and_two_periods_are_none() {
        for title in [
            "Budget primitif 2024",
            "Avis du 6 octobre 2020",
            "Rapport 3/24",
            "Rapport 13/24",
            "Plan 2024-2030",
            "De 24T1 à 24T2",
            "Ligne T2 du tramway",
            "5e trimestre 2024",
            "L'article 21 et les 35 heures",
            "",
        ] {
            assert_eq!(read(title), "", "{title}");
        }
    }
}
