//! One value of one row.

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use uuid::Uuid;

/// One value, borrowed from whoever has the row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell<'a> {
    /// What the sources do not say.
    Null,
    /// A text or a word.
    Text(&'a str),
    /// A whole figure.
    Integer(i64),
    /// Yes or no.
    Boolean(bool),
    /// A day.
    Date(NaiveDate),
    /// A moment.
    Moment(DateTime<Utc>),
    /// The id of a record.
    Id(Uuid),
    /// Ids in their order.
    Ids(&'a [Uuid]),
    /// Texts in their order.
    Texts(&'a [String]),
}

/// A day as ISO 8601 writes it, without an allocation.
pub(crate) fn day(date: NaiveDate, into: &mut String) {
    use std::fmt::Write;
    // Writing to a text does not fail.
    let _ = write!(into, "{}", date.format("%Y-%m-%d"));
}

/// A moment as RFC 3339 writes it, to the microsecond.
pub(crate) fn moment(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Micros, true)
}
