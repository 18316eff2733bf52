//! Ids and sort keys as the program makes them (`store/src/id.rs`, `store/src/sort_key.rs`): lists of the rows made here are
//! in its order, and look-ups by id find them.

use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};
use ingest::text::fold;
use uuid::Uuid;

/// How many bytes of a text tell its place.
const LONGEST: usize = 500;

/// The id of a record with the natural key that it is the UUIDv5 of. No part holds a backslash or a bar, and no key is longer
/// than the program keeps whole.
pub(super) fn natural(kind: &str, parts: &[&str]) -> (Uuid, String) {
    static NAMESPACE: LazyLock<Uuid> =
        LazyLock::new(|| Uuid::new_v5(&Uuid::NAMESPACE_URL, b"https://hemicycle.example/ids/1"));
    let key = std::iter::once(kind).chain(parts.iter().copied()).collect::<Vec<_>>().join("|");
    (Uuid::new_v5(&NAMESPACE, key.as_bytes()), key)
}

/// A key that sorts as its parts do, one after the other.
#[derive(Clone)]
pub(super) struct SortKey(Vec<u8>);

impl SortKey {
    /// The newest day first.
    pub(super) fn newest(day: NaiveDate) -> Self {
        Self((!days(day)).to_be_bytes().to_vec())
    }

    /// The oldest day first.
    pub(super) fn oldest(day: NaiveDate) -> Self {
        Self(days(day).to_be_bytes().to_vec())
    }

    /// A name, folded.
    pub(super) fn name(name: &str) -> Self {
        Self(Vec::new()).text(name)
    }

    /// Then a rank, the smallest first.
    pub(super) fn rank(mut self, rank: u32) -> Self {
        self.0.extend(rank.to_be_bytes());
        self
    }

    /// Then a report's number by its figures, and no number last.
    pub(super) fn number(mut self, number: Option<&str>) -> Self {
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

    /// Then a text, folded; of a long one its beginning.
    pub(super) fn text(mut self, text: &str) -> Self {
        self.0.extend(fold(text).bytes().take(LONGEST));
        self.0.push(0);
        self
    }

    /// The bytes.
    pub(super) fn bytes(self) -> Vec<u8> {
        self.0
    }
}

/// The days since the first of the common era.
fn days(day: NaiveDate) -> u32 {
    u32::try_from(day.num_days_from_ce().max(1)).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::{SortKey, natural};

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The expected ones are from a database that `hemicycle import api/demo --territory 00` filled.
    #[test]
    fn keys_are_those_that_an_import_writes() {
        let day = NaiveDate::from_ymd_opt(2023, 3, 14).unwrap_or_default();
        let title = "Plan régional des refuges et des sentiers de la Région Hautes-Brumes";
        let folded = "706c616e20726567696f6e616c206465732072656675676573206574206465732073656e7469657273206465206c6120\
            726567696f6e206861757465732d6272756d657300";
        assert_eq!(hex(&SortKey::name(title).bytes()), folded);
        let placed = |key: SortKey| hex(&key.number(Some("2-1")).text(title).bytes());
        assert_eq!(placed(SortKey::newest(day)), format!("fff4bade000000020000000100322d3100{folded}"));
        assert_eq!(placed(SortKey::oldest(day)), format!("000b4521000000020000000100322d3100{folded}"));
        assert_eq!(hex(&SortKey::newest(day).rank(2).bytes()), "fff4bade00000002");
        assert_eq!(
            hex(&SortKey::name("Marchampt").text("Odile").bytes()),
            "6d61726368616d7074006f64696c6500"
        );
    }

    #[test]
    fn ids_are_those_that_an_import_gives() {
        let (territory, key) = natural("Territory", &["REGION", "00"]);
        assert_eq!(key, "Territory|REGION|00");
        assert_eq!(territory.to_string(), "a9502cee-6bae-5a4b-a855-8018004ada9f");
        let assembly = "505bfdee-db38-5ee2-89be-00581a46ac02";
        let (opinion, _) = natural("Opinion", &[assembly, "2023-03-14", "REFERRAL", "2-1"]);
        assert_eq!(opinion.to_string(), "db7fe105-b004-5d5d-8d70-d95f3832c785");
    }
}
