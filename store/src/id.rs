//! Ids: UUIDv5 of the natural keys of the design, so that every installation gives a record the same one.

use std::sync::LazyLock;

use entities::node;
use uuid::Uuid;

/// The namespace of this program's ids: the UUIDv5 of its name in the URL namespace.
fn namespace() -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_URL, b"https://hemicycle.example/ids/1")
}

/// The longest natural key that is kept whole, in bytes.
const LONGEST: usize = 1_000;

/// A natural key: the record's type and the parts that tell it apart, from the widest to the narrowest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NaturalKey {
    kind: &'static str,
    parts: Vec<String>,
}

impl NaturalKey {
    /// A key of a GraphQL type.
    pub(crate) fn new<const N: usize>(kind: &'static str, parts: [&str; N]) -> Self {
        Self { kind, parts: parts.map(str::to_owned).to_vec() }
    }

    /// The id.
    pub(crate) fn id(&self) -> Uuid {
        of(&self.text())
    }

    /// The row that keeps it.
    pub(crate) fn node(&self) -> node::Model {
        let text = self.text();
        let id = of(&text);
        let natural_key = if text.len() <= LONGEST { text } else { shortened(&text, id) };
        node::Model { id, r#type: self.kind.to_owned(), natural_key, merged_into: None }
    }

    /// The parts with a backslash before a separator inside them, so that no two keys read alike.
    fn text(&self) -> String {
        let mut text = self.kind.to_owned();
        for part in &self.parts {
            text.push('|');
            if part.contains(['\\', '|']) {
                text.push_str(&part.replace('\\', "\\\\").replace('|', "\\|"));
            } else {
                text.push_str(part);
            }
        }
        text
    }
}

/// The id of a key's text.
fn of(text: &str) -> Uuid {
    static NAMESPACE: LazyLock<Uuid> = LazyLock::new(namespace);
    Uuid::new_v5(&NAMESPACE, text.as_bytes())
}

/// A long text as it is kept: its beginning before its own id, since PostgreSQL's indexes hold no more than 2,704 bytes.
fn shortened(text: &str, id: Uuid) -> String {
    let beginning: String = text.chars().take(LONGEST / 4).collect();
    format!("{beginning}…{id}")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::NaturalKey;

    #[test]
    fn parts_that_hold_the_separator_make_other_ids() {
        let pairs = [["a|b", "c"], ["a", "b|c"], ["a|", "b"], ["a", "|b"], ["a\\", "b"], ["a\\|", "b"]];
        let ids: BTreeSet<_> = pairs.iter().map(|pair| NaturalKey::new("Organisation", *pair).id()).collect();
        assert_eq!(ids.len(), pairs.len());
    }

    #[test]
    fn an_id_never_changes_from_version_to_version() {
        let key =
            NaturalKey::new("Document", ["d96037813a9a1ec720b815cf055719f1d2db24c7da95929928f6b034d28954ce"]);
        insta::assert_snapshot!(key.id(), @"ba3737a8-2045-5525-b3da-a3b1df4997c5");
    }
}
