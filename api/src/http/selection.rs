//! Selections within a selection: what a fragment stands for where it is spread.

use std::collections::HashSet;

use async_graphql::parser::types::{ExecutableDocument, OperationDefinition, Selection, SelectionSet};

use super::refusal::Refusal;
use crate::error::Code;

/// What a fragment selects, with the type that it selects of; none for a field, for a fragment that is not there, and for
/// one that has been `spread` before: each is looked at once.
pub(super) fn within<'a>(
    document: &'a ExecutableDocument,
    selection: &'a Selection,
    parent: &'a str,
    spread: &mut HashSet<&'a str>,
) -> Option<(&'a str, &'a SelectionSet)> {
    match selection {
        Selection::Field(_) => None,
        Selection::FragmentSpread(named) => {
            let name = named.node.fragment_name.node.as_str();
            let fragment = document.fragments.get(name).filter(|_| spread.insert(name))?;
            Some((fragment.node.type_condition.node.on.node.as_str(), &fragment.node.selection_set.node))
        }
        Selection::InlineFragment(inline) => {
            let on = inline.node.type_condition.as_ref().map(|on| on.node.on.node.as_str());
            Some((on.unwrap_or(parent), &inline.node.selection_set.node))
        }
    }
}

/// Refuses a subscription to more than one thing (GraphQL, "Single root field"), and one whose field stands in a fragment,
/// which the library would not look for.
pub(super) fn check_followed(
    document: &ExecutableDocument,
    operation: &OperationDefinition,
) -> Result<(), Refusal> {
    let message = match (root_fields(document, operation).len(), &operation.selection_set.node.items[..]) {
        (1, [only]) if matches!(only.node, Selection::Field(_)) => return Ok(()),
        (1, [_]) => "write the field of a subscription in the subscription itself, and not in a fragment",
        _ => "a subscription follows one field: send another subscription for each other one",
    };
    Err(Refusal::at(
        Code::InvalidQuery,
        message,
        operation.selection_set.node.items.first().map(|item| item.pos),
    ))
}

/// The names of the fields that an operation begins with, those of fragments among them, but for `__typename`.
pub(super) fn root_fields<'a>(
    document: &'a ExecutableDocument,
    operation: &'a OperationDefinition,
) -> Vec<&'a str> {
    let (mut names, mut spread) = (Vec::new(), HashSet::new());
    let mut sets = vec![&operation.selection_set.node];
    while let Some(set) = sets.pop() {
        for selection in &set.items {
            match &selection.node {
                Selection::Field(field) if field.node.name.node == "__typename" => {}
                Selection::Field(field) => names.push(field.node.name.node.as_str()),
                other => sets.extend(within(document, other, "", &mut spread).map(|(_, set)| set)),
            }
        }
    }
    names
}
