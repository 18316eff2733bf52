//! What fields refuse of their arguments, told before anything runs: the same functions say it to a resolver.

use std::{collections::HashMap, sync::LazyLock};

use async_graphql::{ID, InputType, Name, Value};

use super::{
    change, children::child_checks, connection::Arguments, facet::facet_checks, federation, node,
    query::list_checks, revision::history_checks, search, source, statistics,
};
use crate::error::Error;

/// The arguments that a field is given.
pub(crate) struct Given<'a>(pub(crate) &'a [(Name, Value)]);

/// Refuses arguments that are out of their range.
pub(crate) type Check = fn(&Given<'_>) -> Result<(), Error>;

/// A type, a field of it as Rust names it, and what it refuses.
pub(crate) type FieldCheck = (&'static str, &'static str, Check);

static CHECKS: LazyLock<HashMap<(&str, String), Check>> = LazyLock::new(|| {
    let others: [FieldCheck; 7] = [
        ("Query", "changes", change::check_page),
        ("Subscription", "changes", change::check_subscription),
        ("Query", "search", |given| search::check(given).map(drop)),
        ("Query", "statistics", statistics::check),
        ("Query", "nodes", |given| node::check(given.list::<ID>("ids"))),
        ("Query", "_entities", |given| {
            federation::check(given.list::<async_graphql::Any>("representations"))
        }),
        ("Statistics", "groups", |given| {
            given.get("first").map_or(Ok(()), |first| statistics::first(first).map(drop))
        }),
    ];
    let all = list_checks()
        .into_iter()
        .chain(child_checks())
        .chain(facet_checks())
        .chain(others)
        .chain(history_checks());
    all.map(|(parent, field, check)| ((parent, camel(field)), check)).collect()
});

/// What a field of a type refuses of its arguments; none where it takes any of their types.
pub(crate) fn check(parent: &str, field: &str) -> Option<Check> {
    // Every record that many documents name has them.
    if field == "sources" {
        return Some(|given| given.get("first").map_or(Ok(()), |first| source::first(first).map(drop)));
    }
    CHECKS.get(&(parent, field.to_owned())).copied()
}

impl Given<'_> {
    /// The value of an argument; none where it is not given, or is null.
    pub(crate) fn get<T: InputType>(&self, name: &str) -> Option<T> {
        let (_, value) = self.0.iter().find(|(known, _)| known == name)?;
        // A value of another type was refused before.
        Option::<T>::parse(Some(value.clone())).ok().flatten()
    }

    /// How many items an argument has.
    pub(crate) fn list<T: InputType>(&self, name: &str) -> usize {
        self.get::<Vec<T>>(name).map_or(0, |items| items.len())
    }

    /// Those of a connection.
    pub(crate) fn page(&self) -> Arguments {
        Arguments {
            first: self.get("first"),
            after: self.get("after"),
            last: self.get("last"),
            before: self.get("before"),
        }
    }
}

/// The name of a field in the schema: `vote_positions` is `votePositions` there.
pub(super) fn camel(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    // `_entities` begins with a word of no letters.
    if first.is_empty() {
        return name.to_owned();
    }
    words.fold(first, |name, word| {
        let (head, tail) = word.split_at(word.len().min(1));
        name + &head.to_uppercase() + tail
    })
}
