//! Columns that are made from others: folded names, and the keys of orders.

use serde_json::Value;

use crate::{ledger::hex, recorded::Cells, sort_key::SortKey};

/// Makes the columns of a row that follow from its others, as an import makes them.
pub(crate) fn columns(table: &str, row: &mut Cells) {
    match table {
        "organisation" | "initiative" => {
            let acronym = text(row, "acronym").map(|acronym| ingest::text::fold(&acronym));
            row.insert("acronym_key".to_owned(), acronym.map_or(Value::Null, Value::from));
            put(row, "name_key", SortKey::name(&text(row, "name").unwrap_or_default()));
        }
        "person" => {
            if let Some(key) = person(row) {
                put(row, "name_key", key);
            }
        }
        "opinion" => put(row, "title_key", SortKey::name(&text(row, "title").unwrap_or_default())),
        "milestone" => milestone(row),
        "vote" => {
            let figure = |column: &str| {
                row.get(column).and_then(Value::as_u64).and_then(|figure| figure.try_into().ok())
            };
            let counts = ingest::Counts {
                r#for: figure("count_for"),
                against: figure("count_against"),
                abstentions: figure("count_abstentions"),
                not_participating: figure("count_not_participating"),
                absent: figure("count_absent"),
                present: figure("count_present"),
                cast: figure("count_cast"),
                eligible: figure("count_eligible"),
            };
            row.insert("inconsistent".to_owned(), Value::from(counts.contradict()));
        }
        _ => {}
    }
}

/// A cell that holds a text.
pub(crate) fn text(row: &Cells, column: &str) -> Option<String> {
    row.get(column)?.as_str().map(str::to_owned)
}

/// Writes a key of an order.
pub(crate) fn put(row: &mut Cells, column: &str, key: SortKey) {
    row.insert(column.to_owned(), Value::from(hex(&key.bytes())));
}

/// Family name, then given name; the whole name where they are not told apart; none where there is no name, and the key
/// that is there stays.
fn person(row: &Cells) -> Option<SortKey> {
    match (text(row, "family_name"), text(row, "given_name")) {
        (Some(family), given) => Some(SortKey::name(&family).text(&given.unwrap_or_default())),
        _ => text(row, "name").map(|name| SortKey::name(&name)),
    }
}

/// The earliest day, then the coarser date, then the title.
fn milestone(row: &mut Cells) {
    let date = text(row, "date").and_then(|date| partial_date(&date));
    let (Some(date), title) = (date, text(row, "title").unwrap_or_default()) else { return };
    let placed = |key: SortKey| key.rank(date.precision() as u32).text(&title);
    put(row, "newest_first", placed(SortKey::newest(Some(date.earliest()))));
    put(row, "oldest_first", placed(SortKey::oldest(Some(date.earliest()))));
}

/// A date of EDTF level 0: a year, a month or a day.
pub(crate) fn partial_date(text: &str) -> Option<ingest::PartialDate> {
    let mut parts = text.split('-').map(|part| part.parse::<u32>().ok());
    let year = i32::try_from(parts.next()??).ok()?;
    match (parts.next(), parts.next(), parts.next()) {
        (None, ..) => ingest::PartialDate::year(year),
        (Some(month), None, _) => ingest::PartialDate::month(year, month?),
        (Some(month), Some(day), None) => {
            Some(ingest::PartialDate::day(chrono::NaiveDate::from_ymd_opt(year, month?, day?)?))
        }
        _ => None,
    }
    .filter(|date| date.to_string() == text)
}
