//! Days and times as files of votes write them: ISO 8601.

use chrono::NaiveDate;

/// The day of "2000-11-29" or "2000-11-29T14:09:00", and the time as printed. A time zone changes no day: it is the
/// day of the place. None where the text is no whole day.
pub(super) fn moment(text: &str) -> Option<(NaiveDate, Option<&str>)> {
    let (date, rest) = text.split_at_checked(10)?;
    let day = day(date)?;
    match rest.strip_prefix(['T', 't', ' ']) {
        Some(time) if is_time(time) => Some((day, Some(time))),
        None if rest.is_empty() => Some((day, None)),
        _ => None,
    }
}

/// The day of "2000-11-29".
pub(super) fn day(text: &str) -> Option<NaiveDate> {
    let figures = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let mut parts = text.split('-');
    let (Some(year), Some(month), Some(day), None) = (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return None;
    };
    let whole = [(year, 4), (month, 2), (day, 2)];
    if !whole.iter().all(|(part, length)| part.len() == *length && figures(part)) || year == "0000" {
        return None;
    }
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// Whether a text is a time of the day, with or without seconds, their fractions and a zone.
fn is_time(text: &str) -> bool {
    let figure = |at: usize, most: u32| {
        let part: Option<u32> = text.get(at..at + 2).and_then(|part| part.parse().ok());
        part.is_some_and(|part| part <= most)
    };
    let rest = |at: usize| {
        text.get(at..).is_some_and(|rest| {
            rest.bytes()
                .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'+' | b'-' | b':' | b'Z' | b'z'))
        })
    };
    text.is_ascii() && figure(0, 24) && text.get(2..3) == Some(":") && figure(3, 59) && rest(5)
}

#[cfg(test)]
mod tests {
    use super::{day, moment};

    #[test]
    fn whole_days_are_read_with_or_without_a_time() {
        let expected = day("2000-11-29");
        assert!(expected.is_some());
        for (text, time) in [
            ("2000-11-29", None),
            ("2000-11-29T14:09:00", Some("14:09:00")),
            ("2000-11-29 14:09", Some("14:09")),
            ("2000-11-29T14:09:00.5+02:00", Some("14:09:00.5+02:00")),
        ] {
            assert_eq!(moment(text), expected.map(|day| (day, time)), "{text}");
        }
    }

    #[test]
    fn what_is_no_whole_day_is_none() {
        for text in [
            "2000",
            "2000-11",
            "2000-13-01",
            "2000-02-30",
            "29/11/2000",
            "2000-1-1",
            "2000-11-29Tnoon",
            "0000-01-01",
            "+200-11-29",
            "",
        ] {
            assert_eq!(moment(text), None, "{text}");
        }
    }
}
