//! Days as French texts print them.

use chrono::NaiveDate;

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

/// A day that a text prints, or what it prints in place of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Day {
    /// A day of the calendar.
    Valid(NaiveDate),
    /// A day that no calendar has, such as "31 février 2020".
    Invalid(String),
}

/// The first day in a folded text, such as "mardi 6 octobre 2020" or "1er mars 2021".
pub(crate) fn day(folded: &str) -> Option<Day> {
    let words: Vec<&str> =
        folded.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.windows(3).find_map(|window| {
        let number: u32 = window[0].trim_end_matches("er").parse().ok()?;
        let month = MONTHS.iter().position(|month| *month == window[1])?;
        let year: i32 = window[2].parse().ok().filter(|year| (1900..=2200).contains(year))?;
        let date = NaiveDate::from_ymd_opt(year, u32::try_from(month + 1).ok()?, number);
        Some(date.map_or_else(|| Day::Invalid(window.join(" ")), Day::Valid))
    })
}

#[cfg(test)]
mod tests {
    use super::{Day, day};

    #[test]
    fn days_are_read_with_and_without_a_weekday() {
        let expected = chrono::NaiveDate::from_ymd_opt(2021, 3, 1).map(Day::Valid);
        assert_eq!(day("seance pleniere du lundi 1er mars 2021"), expected);
        assert_eq!(day("seance du 1 mars 2021 a 9 heures"), expected);
        assert_eq!(day("le 31 fevrier 2020"), Some(Day::Invalid("31 fevrier 2020".to_owned())));
        assert_eq!(day("mars 2021"), None);
    }
}
