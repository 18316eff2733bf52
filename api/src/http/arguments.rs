//! The arguments of a query against the schema, in words of ours: what is written in the query once, when the query is
//! seen first, and what has variables in it with each request.

use std::collections::HashSet;

use async_graphql::{
    Name, PathSegment, Pos, Positioned, ServerError, Value, Variables,
    parser::types::{ExecutableDocument, Field, OperationDefinition, OperationType, Selection, SelectionSet},
};
use async_graphql_value::Value as Written;

use super::{
    input::{Fitting, Misfit, Origin},
    limits::Limits,
    refusal::Refusal,
    selection::within,
    types::{Types, named},
    variables::{constant, long, varies},
};
use crate::{
    error::Code,
    graphql::{Check, Given, check},
};

/// The type that queries begin with.
pub(super) const ROOT: &str = "Query";

/// The type that an operation begins with.
pub(super) fn root(operation: &OperationDefinition) -> &'static str {
    match operation.ty {
        OperationType::Query => ROOT,
        OperationType::Mutation => "Mutation",
        OperationType::Subscription => "Subscription",
    }
}

struct Checking<'a> {
    document: &'a ExecutableDocument,
    fitting: Fitting<'a>,
    /// None: what has variables in it is left for later. Else only that is looked at.
    variables: Option<&'a Variables>,
    seen: HashSet<&'a str>,
    /// The names in the answer that lead to where it looks.
    path: Vec<&'a str>,
    errors: Vec<ServerError>,
    /// Of arguments that fit their types and are out of their ranges.
    out_of_range: Vec<ServerError>,
    long: Option<(String, usize)>,
}

/// Checks what a document says itself, all operations and fragments. What is out of its range is told where nothing else
/// is wrong with the query.
pub(super) fn check_written(
    document: &ExecutableDocument,
    types: &Types,
    limits: &Limits,
) -> Result<Option<Refusal>, Refusal> {
    let mut checking = Checking::new(document, types, limits, None);
    for (_, operation) in document.operations.iter() {
        checking.selections(root(&operation.node), &operation.node.selection_set.node);
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
    checking.selections(root(operation), &operation.selection_set.node);
    checking.end(limits, Code::InvalidVariables)?.map_or(Ok(()), Err)
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
        Self {
            document,
            fitting,
            variables,
            seen: HashSet::new(),
            path: Vec::new(),
            errors: Vec::new(),
            out_of_range: Vec::new(),
            long: None,
        }
    }

    /// What does not fit refuses the query; what is out of its range may wait.
    fn end(self, limits: &Limits, code: Code) -> Result<Option<Refusal>, Refusal> {
        match self.long {
            Some((path, length)) => Err(long(&path, length, limits)),
            None if !self.errors.is_empty() => Err(Refusal::many(code, self.errors)),
            None if self.out_of_range.is_empty() => Ok(None),
            None => Ok(Some(Refusal::many(Code::InvalidArgument, self.out_of_range))),
        }
    }

    fn selections(&mut self, parent: &'a str, set: &'a SelectionSet) {
        for selection in &set.items {
            match &selection.node {
                Selection::Field(field) => {
                    self.path.push(field.node.response_key().node.as_str());
                    self.field(parent, field);
                    self.path.pop();
                }
                fragment => {
                    if let Some((on, set)) = within(self.document, fragment, parent, &mut self.seen) {
                        self.selections(on, set);
                    }
                }
            }
        }
    }

    fn field(&mut self, parent: &'a str, field: &'a Positioned<Field>) {
        let Positioned { node: field, pos } = field;
        let types = self.fitting.types;
        // The library says of a field or an argument that is not there that it is not.
        let Some(known) = types.any_field(parent, field.name.node.as_str()) else { return };
        let misfits = self.errors.len();
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
        let check = self::check(parent, field.name.node.as_str());
        if let Some(check) = check.filter(|_| self.errors.len() == misfits && self.long.is_none()) {
            self.range(check, field, *pos);
        }
        self.selections(named(&known.ty), &field.selection_set.node);
    }

    /// Whether arguments that fit their types are in their ranges: where one varies, all wait for the variables.
    fn range(&mut self, check: Check, field: &'a Field, place: Pos) {
        let varying = field.arguments.iter().any(|(_, value)| varies(&value.node));
        let none = Variables::default();
        let variables = match self.variables {
            Some(variables) if varying => variables,
            None if !varying => &none,
            _ => return,
        };
        let given: Vec<(Name, Value)> = field
            .arguments
            .iter()
            .filter_map(|(name, value)| Some((name.node.clone(), constant(&value.node, variables)?)))
            .collect();
        if let Err(error) = check(&Given(&given)) {
            let path = self.path.iter().map(|name| PathSegment::Field((*name).to_owned()));
            self.out_of_range.push(error.at(place, path.collect()));
        }
    }
}

/// Variables that stand for arguments which have a default: left out, the default holds (GraphQL, "All Variable Usages
/// Are Allowed"). The library asks for a variable that is never null there, so these are declared so for its rules.
pub(super) fn with_defaults(document: &ExecutableDocument, types: &Types) -> Option<ExecutableDocument> {
    let mut used = HashSet::new();
    for (_, operation) in document.operations.iter() {
        defaulted(root(&operation.node), &operation.node.selection_set.node, types, &mut used);
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
