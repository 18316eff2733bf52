//! What whoever edits a record can mend themselves.

use std::fmt;

/// What is wrong with an edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// A value is none of those that it can be.
    Invalid,
    /// What an id names is not there, or is of another type.
    NotFound,
    /// A record with the same key is there already.
    Taken,
    /// Other records cannot be without it.
    InUse,
    /// It was changed since.
    Conflict,
    /// Nothing of it can be undone.
    NotUndoable,
}

/// One thing that is wrong with an edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The column that it is about, or the list; none where it is about all of it.
    pub field: Option<String>,
    /// What is wrong.
    pub kind: FaultKind,
    /// What was given, what was expected, what to do.
    pub message: String,
}

/// What people call the rows of a table: "VotePosition" for `vote_position`.
pub(super) fn noun(table: &str) -> String {
    let words = table.split('_').map(|word| {
        let (first, rest) = word.split_at(word.len().min(1));
        first.to_uppercase() + rest
    });
    words.collect()
}

/// A value that whoever edits gave, beside the one that is stored meanwhile, both as JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sides {
    /// The column, or the list.
    pub field: String,
    /// What was to be written.
    pub given: String,
    /// What stands there.
    pub stored: String,
}

/// An edit that cannot be made. Nothing was changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refused {
    /// Why.
    pub faults: Vec<Fault>,
    /// Where the record was changed since: both sides of each value.
    pub sides: Vec<Sides>,
}

impl Refused {
    /// For one reason, which is about one column.
    pub(crate) fn at(field: &str, kind: FaultKind, message: impl Into<String>) -> Self {
        let fault = Fault { field: Some(field.to_owned()), kind, message: message.into() };
        Self { faults: vec![fault], sides: Vec::new() }
    }

    /// For one reason, which is about all of the edit.
    pub(crate) fn all(kind: FaultKind, message: impl Into<String>) -> Self {
        Self { faults: vec![Fault { field: None, kind, message: message.into() }], sides: Vec::new() }
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let messages: Vec<&str> = self.faults.iter().map(|fault| fault.message.as_str()).collect();
        formatter.write_str(&messages.join("; "))
    }
}
