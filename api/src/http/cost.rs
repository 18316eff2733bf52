//! What a query costs, before it runs: how many values its answer may have at most, by its page sizes.
//!
//! Each field is one value, and each row of a list has its fields once. A page has as many rows as `first` or `last`
//! asks for, else as many as the schema's default; a list by keys (`nodes(ids:)`) as many as there are keys; a list that
//! its owner bounds (an opinion's rapporteurs) is taken to have [`BOUNDED`]. Fragments are weighed once for each page
//! size that they are spread under, so that the work grows with the query and not with what it stands for. A look-up of the
//! past makes a database of its own, and reads each row twice: it costs [`PAST`] more, and its values twice as much.

use std::collections::HashMap;

use async_graphql::{
    Positioned, Value, Variables,
    parser::types::{Directive, ExecutableDocument, Field, OperationDefinition, Selection, SelectionSet},
};

use super::{
    arguments::root,
    types::{self, Types, is_list, named},
    variables::constant,
};

/// So many rows has a list that its owner bounds.
const BOUNDED: u64 = 10;
/// So many rows has a page whose size neither the query nor the schema says.
const PAGE: u64 = 20;
/// The most rows that a page can have.
const LARGEST_PAGE: u64 = 100;
/// What a look-up of the past costs before its first value.
const PAST: u64 = 100;
/// What `__schema` costs for each type of the schema; `__type` costs a few types.
const TYPE: u64 = 20;

/// The type whose fields are followed.
const FOLLOWED: &str = "Subscription";

struct Weighing<'a> {
    document: &'a ExecutableDocument,
    types: &'a Types,
    variables: &'a Variables,
    fragments: HashMap<(&'a str, Option<u64>), u64>,
}

/// Weighs an operation of a document that [`super::measure::measure`] has let through: its fragments are no circle.
pub(super) fn cost(
    document: &ExecutableDocument,
    operation: &OperationDefinition,
    variables: &Variables,
    types: &Types,
) -> u64 {
    let mut weighing = Weighing { document, types, variables, fragments: HashMap::new() };
    weighing.selections(root(operation), &operation.selection_set.node, None)
}

impl<'a> Weighing<'a> {
    /// `rows`: of the page whose fields these are, for the lists among them.
    fn selections(&mut self, parent: &str, set: &'a SelectionSet, rows: Option<u64>) -> u64 {
        let mut whole = 0u64;
        for selection in &set.items {
            if self.skipped(selection.node.directives()) {
                continue;
            }
            whole = whole.saturating_add(match &selection.node {
                Selection::Field(field) => self.field(parent, &field.node, rows),
                Selection::FragmentSpread(spread) => {
                    self.fragment(spread.node.fragment_name.node.as_str(), rows)
                }
                Selection::InlineFragment(fragment) => {
                    let on = fragment.node.type_condition.as_ref().map(|on| on.node.on.node.as_str());
                    self.selections(on.unwrap_or(parent), &fragment.node.selection_set.node, rows)
                }
            });
        }
        whole
    }

    fn fragment(&mut self, name: &'a str, rows: Option<u64>) -> u64 {
        if let Some(known) = self.fragments.get(&(name, rows)) {
            return *known;
        }
        let Some(fragment) = self.document.fragments.get(name) else { return 0 };
        let on = fragment.node.type_condition.node.on.node.as_str();
        let weight = self.selections(on, &fragment.node.selection_set.node, rows);
        self.fragments.insert((name, rows), weight);
        weight
    }

    fn field(&mut self, parent: &str, field: &'a Field, rows: Option<u64>) -> u64 {
        let own = match field.name.node.as_str() {
            "__schema" => self.types.count() * TYPE,
            "__type" => 5 * TYPE,
            _ => 1,
        };
        let known = self.types.field(parent, field.name.node.as_str());
        // What is followed comes one by one, and each is paid for when it comes.
        let page = known.filter(|_| parent != FOLLOWED).and_then(|known| self.page(known, field));
        let keys = self.keys(field);
        let list = known.is_some_and(|known| is_list(&known.ty));
        // A connection has its rows in its own lists; a list has them itself.
        let (times, inside) = match (page, list) {
            (Some(page), true) => (page, None),
            (Some(page), false) => (1, Some(page)),
            (None, true) => (keys.or(rows).unwrap_or(BOUNDED), None),
            // A field that the schema's text does not show, such as a federation's `_entities`.
            (None, false) if known.is_none() => (keys.unwrap_or(1), None),
            (None, false) => (1, None),
        };
        let ty = known.map_or("", |known| named(&known.ty));
        let within = self.selections(ty, &field.selection_set.node, inside);
        let (own, within) = match self.is_past(field) {
            true => (own + PAST, within.saturating_mul(2)),
            false => (own, within),
        };
        times.saturating_mul(within).saturating_add(own)
    }

    /// Whether a field looks up what was known at a moment.
    fn is_past(&self, field: &Field) -> bool {
        let given = field.get_argument("asOf").and_then(|value| constant(&value.node, self.variables));
        given.is_some_and(|moment| moment != Value::Null)
    }

    /// How many rows a field's page has at most; none where it has no pages.
    fn page(&self, known: &types::Field, field: &Field) -> Option<u64> {
        let paged = |name: &str| known.arguments.contains_key(name);
        if !paged("first") && !paged("last") {
            return None;
        }
        let number = |value: &Value| match value {
            Value::Number(number) => Some(number.as_u64().unwrap_or(0)),
            _ => None,
        };
        let asked = |name| {
            let given = field.get_argument(name).and_then(|value| constant(&value.node, self.variables));
            given.as_ref().and_then(number)
        };
        let default = known.arguments.get("first").and_then(|first| first.default.as_ref()).and_then(number);
        // What is over the largest page is refused by the list itself.
        Some(asked("first").or(asked("last")).or(default).unwrap_or(PAGE).min(LARGEST_PAGE))
    }

    /// How many keys a field's longest list of keys has.
    fn keys(&self, field: &Field) -> Option<u64> {
        let lists =
            field.arguments.iter().filter_map(|(_, value)| match constant(&value.node, self.variables)? {
                Value::List(items) => Some(items.len() as u64),
                _ => None,
            });
        lists.max()
    }

    fn skipped(&self, directives: &[Positioned<Directive>]) -> bool {
        directives.iter().any(|directive| {
            let wanted = match directive.node.name.node.as_str() {
                "skip" => false,
                "include" => true,
                _ => return false,
            };
            let condition = directive.node.get_argument("if");
            let condition = condition.and_then(|value| constant(&value.node, self.variables));
            condition.is_some_and(|condition| condition == Value::Boolean(!wanted))
        })
    }
}
