//! Sort keys: bytes that SQLite and PostgreSQL compare alike, whatever their collation.

use chrono::{Datelike, NaiveDate};
use ingest::text::fold;

/// How many bytes of a text tell its place.
const LONGEST: usize = 500;

/// A key that sorts as its parts do, one after the other.
#[derive(Clone, Debug, Default)]
pub(crate) struct SortKey(Vec<u8>);

impl SortKey {
    /// The newest day first; a day that is not known comes last.
    pub(crate) fn newest(day: Option<NaiveDate>) -> Self {
        Self((!days(day)).to_be_bytes().to_vec())
    }

    /// The oldest day first; a day that is not known comes last.
    pub(crate) fn oldest(day: Option<NaiveDate>) -> Self {
        let key = if day.is_none() { u32::MAX } else { days(day) };
        Self(key.to_be_bytes().to_vec())
    }

    /// A name, folded.
    pub(crate) fn name(name: &str) -> Self {
        Self::default().text(name)
    }

    /// Then a rank, the smallest first.
    pub(crate) fn rank(mut self, rank: u32) -> Self {
        self.0.extend(rank.to_be_bytes());
        self
    }

    /// Then a report's number by its figures: "4-2" comes before "4-10", and no number last.
    pub(crate) fn number(mut self, number: Option<&str>) -> Self {
        let Some(number) = number else {
            self.0.push(0xff);
            return self;
        };
        for figure in number.split(|char: char| !char.is_ascii_digit()).filter(|figure| !figure.is_empty()) {
            self = self.rank(figure.parse().unwrap_or(u32::MAX));
        }
        self.0.push(0);
        self.text(number)
    }

    /// Then a text, folded; of a long one its beginning, since PostgreSQL's indexes hold no more than 2,704 bytes.
    pub(crate) fn text(mut self, text: &str) -> Self {
        self.0.extend(fold(text).bytes().take(LONGEST));
        self.0.push(0);
        self
    }

    /// The bytes.
    pub(crate) fn bytes(self) -> Vec<u8> {
        self.0
    }
}

/// The days since the first of the common era, at least 1; 0 for none.
fn days(day: Option<NaiveDate>) -> u32 {
    day.map_or(0, |day| u32::try_from(day.num_days_from_ce().max(1)).unwrap_or(1))
}
