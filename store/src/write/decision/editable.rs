//! What people may write: of each noun its columns, and the lists that it owns.

use serde_json::Value;
use uuid::Uuid;

use super::derived::put;
use crate::{recorded::Cells, sort_key::SortKey};

/// A noun that people may change.
pub(crate) struct Noun {
    /// Its type.
    pub(crate) kind: &'static str,
    /// Its table.
    pub(crate) table: &'static str,
    /// The columns that may be changed; those of a required one are never null.
    columns: &'static [(&'static str, Needed)],
}

/// Whether a column holds something always.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Needed {
    Always,
    No,
}

use Needed::{Always, No};

/// A list that a record owns, each item a row of a table of its own.
#[derive(Debug)]
pub(crate) struct List {
    /// The type that owns it.
    pub(crate) kind: &'static str,
    /// What it is called.
    pub(crate) field: &'static str,
    pub(crate) table: &'static str,
    pub(crate) owner_column: &'static str,
    /// What an item is.
    pub(crate) value_column: &'static str,
    /// The table of the records that items refer to; none where they are names.
    pub(crate) reference: Option<&'static str>,
}

/// The nouns.
pub(crate) const NOUNS: [Noun; 15] = [
    Noun { kind: "Territory", table: "territory", columns: &[("name", No)] },
    Noun {
        kind: "Organisation",
        table: "organisation",
        columns: &[("acronym", No), ("name", Always), ("kind", Always), ("parent_id", No)],
    },
    Noun {
        kind: "Person",
        table: "person",
        columns: &[("name", No), ("given_name", No), ("family_name", No)],
    },
    Noun {
        kind: "Membership",
        table: "membership",
        columns: &[("role", No), ("start_date", No), ("end_date", No)],
    },
    Noun {
        kind: "Report",
        table: "report",
        columns: &[("title", No), ("summary", No), ("submitted_by_id", No)],
    },
    Noun { kind: "Priority", table: "priority", columns: &[("title", Always)] },
    Noun {
        kind: "Opinion",
        table: "opinion",
        columns: &[("kind", Always), ("title", No), ("commission_id", No), ("adopted_on", No)],
    },
    Noun { kind: "Rapporteur", table: "rapporteur", columns: &[] },
    Noun { kind: "Declaration", table: "declaration", columns: &[] },
    Noun {
        kind: "Vote",
        table: "vote",
        columns: &[
            ("outcome", No),
            ("majority", No),
            ("formula", No),
            ("count_for", No),
            ("count_against", No),
            ("count_abstentions", No),
            ("count_not_participating", No),
            ("count_absent", No),
            ("count_present", No),
            ("count_cast", No),
            ("count_eligible", No),
        ],
    },
    Noun {
        kind: "VotePosition",
        table: "vote_position",
        columns: &[("choice", Always), ("with_reservations", No), ("organisation_id", No)],
    },
    Noun {
        kind: "Initiative",
        table: "initiative",
        columns: &[("acronym", No), ("name", Always), ("kind", Always), ("organisation_id", No)],
    },
    Noun {
        kind: "Milestone",
        table: "milestone",
        columns: &[("date", Always), ("title", Always), ("initiative_id", No), ("organisation_id", No)],
    },
    Noun {
        kind: "Recommendation",
        table: "recommendation",
        columns: &[("number", No), ("subject", No), ("text", No)],
    },
    Noun {
        kind: "FollowUp",
        table: "follow_up",
        columns: &[("status", Always), ("evidence_text", No), ("evidence_url", No), ("evidence_date", No)],
    },
];

/// Types whose records may be removed, beside the nouns that may be changed; never a document, for nothing is lost.
const REMOVABLE: [&str; 4] = ["Section", "Paragraph", "Mention", "ThemeAssignment"];

/// The lists.
pub(crate) const LISTS: [List; 5] = [
    List {
        kind: "Organisation",
        field: "aliases",
        table: "organisation_alias",
        owner_column: "organisation_id",
        value_column: "name",
        reference: None,
    },
    List {
        kind: "Initiative",
        field: "aliases",
        table: "initiative_alias",
        owner_column: "initiative_id",
        value_column: "name",
        reference: None,
    },
    List {
        kind: "Declaration",
        field: "organisations",
        table: "declaration_organisation",
        owner_column: "declaration_id",
        value_column: "organisation_id",
        reference: Some("organisation"),
    },
    List {
        kind: "Declaration",
        field: "speakers",
        table: "declaration_speaker",
        owner_column: "declaration_id",
        value_column: "person_id",
        reference: Some("person"),
    },
    List {
        kind: "Recommendation",
        field: "made_by",
        table: "recommendation_maker",
        owner_column: "recommendation_id",
        value_column: "organisation_id",
        reference: Some("organisation"),
    },
];

impl Noun {
    /// The noun of a type; none where people may not change it.
    pub(crate) fn of(kind: &str) -> Option<&'static Self> {
        NOUNS.iter().find(|noun| noun.kind == kind)
    }

    /// Whether a column may be changed.
    pub(crate) fn has(&self, column: &str) -> bool {
        self.columns.iter().any(|(known, _)| *known == column)
    }

    /// Whether a column holds something always.
    pub(crate) fn needs(&self, column: &str) -> bool {
        self.columns.iter().any(|(known, needed)| *known == column && *needed == Always)
    }

    /// A list that it owns.
    pub(crate) fn list(&self, field: &str) -> Option<&'static List> {
        LISTS.iter().find(|list| list.kind == self.kind && list.field == field)
    }
}

/// Whether records of a type may be removed. A territory and a session stay: all else hangs on them.
pub(crate) fn removable(kind: &str) -> bool {
    REMOVABLE.contains(&kind) || (kind != "Territory" && Noun::of(kind).is_some())
}

impl List {
    /// One row of it.
    pub(crate) fn row(&self, owner: Uuid, rank: i32, item: Value) -> Cells {
        let mut row = Cells::new();
        row.insert(self.owner_column.to_owned(), Value::from(owner.to_string()));
        row.insert("rank".to_owned(), Value::from(rank));
        if self.reference.is_none() {
            put(&mut row, "name_key", SortKey::name(item.as_str().unwrap_or_default()));
        }
        row.insert(self.value_column.to_owned(), item);
        row
    }
}
