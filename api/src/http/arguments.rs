//! The arguments of a query against the schema, in words of ours: what is written in the query once, when the query is
//! seen first, and what has variables in it with each request.

use std::collections::HashSet;

use async_graphql::{
    ServerError, Variables,
    parser::types::{ExecutableDocument, Field, OperationDefinition, Selection, SelectionSet},
};
use async_graphql_value::Value as Written;

use super::{
    input::{Fitting, Misfit, Origin},
    limits::Limits,
    refusal::Refusal,
    types::{Types, named},
    variables::{constant, long, varies},
};
use crate::error::Code;

/// The type that queries begin with.
pub(super) const ROOT: &str = "Query";

struct Checking<'a> {
    document: &'a ExecutableDocument,
    fitting: Fitting<'a>,
    /// None: what has variables in it is left for later. Else only that is looked at.
    variables: Option<&'a Variables>,
    seen: HashSet<&'a str>,
    errors: Vec<ServerError>,
    long: Option<(String, usize)>,
}

/// Checks what a document says itself, all operations and fragments.
pub(super) fn check_written(
    document: &ExecutableDocument,
    types: &Types,
    limits: &Limits,
) -> Result<(), Refusal> {
    let mut checking = Checking::new(document, types, limits, None);
    for (_, operation) in document.operations.iter() {
        checking.selections(ROOT, &operation.node.selection_set.node);
    }
    checking.end(limits, Code::InvalidQuery)
}

/// Checks what variables make of an operation's arguments.
pub(super) fn check_varying(
    document: &ExecutableDocument,
    operation: &OperationDefinition,
    variables: &Variables,
    types: &Types,
    limits: &Limits,
) -> Result<(), Refusal> {
    if operation.variable_definitions.is_empty() {
        return Ok(());
    }
    let mut checking = Checking::new(document, types, limits, Some(variables));
    checking.selections(ROOT, &operation.selection_set.node);
    checking.end(limits, Code::InvalidVariables)
}

impl<'a> Checking<'a> {
    fn new(
        document: &'a ExecutableDocument,
        types: &'a Types,
        limits: &'a Limits,
        variables: Option<&'a Variables>,
    ) -> Self {
        let origin = if variables.is_some() { Origin::Variables } else { Origin::Query };
        let fitting = Fitting { types, limits, origin };
        Self { document, fitting, variables, seen: HashSet::new(), errors: Vec::new(), long: None }
    }

    fn end(self, limits: &Limits, code: Code) -> Result<(), Refusal> {
        match self.long {
            Some((path, length)) => Err(long(&path, length, limits)),
            None if self.errors.is_empty() => Ok(()),
            None => Err(Refusal::many(code, self.errors)),
        }
    }

    fn selections(&mut self, parent: &str, set: &'a SelectionSet) {
        for selection in &set.items {
            match &selection.node {
                Selection::Field(field) => self.field(parent, &field.node),
                Selection::FragmentSpread(spread) => {
                    let name = spread.node.fragment_name.node.as_str();
                    if let Some(fragment) =
                        self.document.fragments.get(name).filter(|_| self.seen.insert(name))
                    {
                        let on = fragment.node.type_condition.node.on.node.as_str();
                        self.selections(on, &fragment.node.selection_set.node);
                    }
                }
                Selection::InlineFragment(fragment) => {
                    let on = fragment.node.type_condition.as_ref().map(|on| on.node.on.node.as_str());
                    self.selections(on.unwrap_or(parent), &fragment.node.selection_set.node);
                }
            }
        }
    }

    fn field(&mut self, parent: &str, field: &'a Field) {
        let types = self.fitting.types;
        // The library says of a field or an argument that is not there that it is not.
        let Some(known) = types.field(parent, field.name.node.as_str()) else { return };
        for (name, value) in &field.arguments {
            let Some(argument) = known.arguments.get(name.node.as_str()) else { continue };
            let varies = varies(&value.node);
            let given = match self.variables {
                None if varies => continue,
                None => constant(&value.node, &Variables::default()),
                Some(_) if !varies => continue,
                Some(variables) => constant(&value.node, variables),
            };
            let Some(given) = given else { continue };
            match self.fitting.check(&argument.ty, &given, name.node.as_str()) {
                Ok(()) => {}
                Err(Misfit::Value(message)) => self.errors.push(ServerError::new(message, Some(value.pos))),
                Err(Misfit::Long(path, length)) => self.long = Some((path, length)),
            }
        }
        self.selections(named(&known.ty), &field.selection_set.node);
    }
}

/// Variables that stand for arguments which have a default: left out, the default holds (GraphQL, "All Variable Usages
/// Are Allowed"). The library asks for a variable that is never null there, so these are declared so for its rules.
pub(super) fn with_defaults(document: &ExecutableDocument, types: &Types) -> Option<ExecutableDocument> {
    let mut used = HashSet::new();
    for (_, operation) in document.operations.iter() {
        defaulted(ROOT, &operation.node.selection_set.node, types, &mut used);
    }
    for fragment in document.fragments.values() {
        let on = fragment.node.type_condition.node.on.node.as_str();
        defaulted(on, &fragment.node.selection_set.node, types, &mut used);
    }
    if used.is_empty() {
        return None;
    }
    let mut document = document.clone();
    let operations: Vec<_> = match &mut document.operations {
        async_graphql::parser::types::DocumentOperations::Single(operation) => vec![operation],
        async_graphql::parser::types::DocumentOperations::Multiple(operations) => {
            operations.values_mut().collect()
        }
    };
    for operation in operations {
        for definition in &mut operation.node.variable_definitions {
            let ty = &mut definition.node.var_type.node;
            ty.nullable &= !used.contains(definition.node.name.node.as_str());
        }
    }
    Some(document)
}

fn defaulted(parent: &str, set: &SelectionSet, types: &Types, used: &mut HashSet<String>) {
    for selection in &set.items {
        match &selection.node {
            Selection::Field(field) => {
                let Some(known) = types.field(parent, field.node.name.node.as_str()) else { continue };
                for (name, value) in &field.node.arguments {
                    let argument = known.arguments.get(name.node.as_str());
                    let open = argument.is_some_and(|each| !each.ty.nullable && each.default.is_some());
                    if let (true, Written::Variable(variable)) = (open, &value.node) {
                        used.insert(variable.to_string());
                    }
                }
                defaulted(named(&known.ty), &field.node.selection_set.node, types, used);
            }
            Selection::FragmentSpread(_) => {}
            Selection::InlineFragment(fragment) => {
                let on = fragment.node.type_condition.as_ref().map(|on| on.node.on.node.as_str());
                defaulted(on.unwrap_or(parent), &fragment.node.selection_set.node, types, used);
            }
        }
    }
}

/// Takes out arguments whose variable is not given: it is as though they were not there.
pub(super) fn leave_out(document: &mut ExecutableDocument, variables: &Variables) {
    use async_graphql::parser::types::DocumentOperations::{Multiple, Single};
    match &mut document.operations {
        Single(operation) => omit(&mut operation.node.selection_set.node, variables),
        Multiple(operations) => {
            operations.values_mut().for_each(|each| omit(&mut each.node.selection_set.node, variables));
        }
    }
    document.fragments.values_mut().for_each(|each| omit(&mut each.node.selection_set.node, variables));
}

fn omit(set: &mut SelectionSet, variables: &Variables) {
    for selection in &mut set.items {
        match &mut selection.node {
            Selection::Field(field) => {
                field.node.arguments.retain(
                    |(_, value)| !matches!(&value.node, Written::Variable(name) if !variables.contains_key(name)),
                );
                omit(&mut field.node.selection_set.node, variables);
            }
            Selection::FragmentSpread(_) => {}
            Selection::InlineFragment(fragment) => omit(&mut fragment.node.selection_set.node, variables),
        }
    }
}
