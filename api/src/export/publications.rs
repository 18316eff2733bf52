//! What a publication says that no table holds: the month of its day, the period that its title names.

use ingest::Period;
use store::Field;

/// The columns that are worked out here.
pub(super) const DERIVED: &[&str] = &["month", "period_start", "period_end"];

/// Where the day stands among the columns of the tables; the title before it, and what is worked out around it.
const DAY: usize = 2;

/// Puts them in their places.
pub(super) fn complete(row: &mut Vec<Field>) {
    let month = match row.get(DAY) {
        Some(Field::Date(day)) => Field::Text(day.format("%Y-%m").to_string()),
        _ => Field::Null,
    };
    let period = match row.get(DAY - 1) {
        Some(Field::Text(title)) => Period::of_title(title),
        _ => None,
    };
    let (start, end) = period
        .map_or((Field::Null, Field::Null), |period| (Field::Date(period.from), Field::Date(period.to)));
    row.splice(DAY + 1..DAY + 1, [start, end]);
    row.insert(DAY, month);
}
