//! Dates with the precision that a text has.

use std::fmt;

use chrono::{Datelike, NaiveDate};

/// A year, a month or a day: EDTF level 0 (ISO 8601-2), written "2018", "2019-03", "2020-06-25".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PartialDate {
    /// The earliest day that it may mean.
    earliest: NaiveDate,
    precision: Precision,
}

/// How exact a date is; the coarser first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// A year.
    Year,
    /// A month of a year.
    Month,
    /// A day.
    Day,
}

impl PartialDate {
    /// A year; none where no calendar has it.
    #[must_use]
    pub fn year(year: i32) -> Option<Self> {
        let earliest = NaiveDate::from_ymd_opt(year, 1, 1)?;
        (0..=9999).contains(&year).then_some(Self { earliest, precision: Precision::Year })
    }

    /// A month, from 1; none where no calendar has it.
    #[must_use]
    pub fn month(year: i32, month: u32) -> Option<Self> {
        let earliest = NaiveDate::from_ymd_opt(year, month, 1)?;
        (0..=9999).contains(&year).then_some(Self { earliest, precision: Precision::Month })
    }

    /// A day.
    #[must_use]
    pub fn day(day: NaiveDate) -> Self {
        Self { earliest: day, precision: Precision::Day }
    }

    /// The earliest day that it may mean: what it is ordered by.
    #[must_use]
    pub fn earliest(self) -> NaiveDate {
        self.earliest
    }

    /// How exact it is.
    #[must_use]
    pub fn precision(self) -> Precision {
        self.precision
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = (self.earliest.year(), self.earliest.month(), self.earliest.day());
        match self.precision {
            Precision::Year => write!(f, "{year:04}"),
            Precision::Month => write!(f, "{year:04}-{month:02}"),
            Precision::Day => write!(f, "{year:04}-{month:02}-{day:02}"),
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]
mod tests {
    use chrono::NaiveDate;

    use super::PartialDate;

    #[test]
    fn a_date_is_written_as_exactly_as_it_is_known() {
        assert_eq!(PartialDate::year(2018).unwrap().to_string(), "2018");
        assert_eq!(PartialDate::month(2019, 3).unwrap().to_string(), "2019-03");
        assert_eq!(PartialDate::day(NaiveDate::from_ymd_opt(2020, 6, 25).unwrap()).to_string(), "2020-06-25");
        assert_eq!(PartialDate::month(2019, 13), None);
    }
}
