//! Variables where they are used, and the directives of selections (GraphQL, "All Variable Usages Are Allowed", "All
//! Variables Used", "Directives"): the library takes a variable that may be null where null may not stand, any condition
//! of `@skip` and `@include`, and does not look at `__typename`.

use std::collections::{HashMap, HashSet};

use async_graphql::{
    Name, Pos, Positioned, ServerError,
    parser::types::{
        BaseType, Directive, ExecutableDocument, Field, OperationDefinition, Selection, SelectionSet, Type,
        VariableDefinition,
    },
};
use async_graphql_value::Value as Written;

use super::{
    arguments::root,
    refusal::Refusal,
    selection::within,
    types::{Input, Types, named},
};
use crate::error::Code;

/// Checks each operation with the fragments that it spreads, each of them once.
pub(super) fn check_usages(document: &ExecutableDocument, types: &Types) -> Result<(), Refusal> {
    let mut errors = Vec::new();
    for (_, operation) in document.operations.iter() {
        let defined = operation.node.variable_definitions.iter();
        let mut usages = Usages {
            document,
            types,
            operation: &operation.node,
            variables: defined.map(|each| (each.node.name.node.as_str(), each)).collect(),
            used: HashSet::new(),
            spread: HashSet::new(),
            errors: Vec::new(),
        };
        usages.selections(root(&operation.node), &operation.node.selection_set.node);
        usages.definitions();
        errors.append(&mut usages.errors);
    }
    if errors.is_empty() { Ok(()) } else { Err(Refusal::many(Code::InvalidQuery, errors)) }
}

struct Usages<'a> {
    document: &'a ExecutableDocument,
    types: &'a Types,
    operation: &'a OperationDefinition,
    /// The variables of the operation.
    variables: HashMap<&'a str, &'a Positioned<VariableDefinition>>,
    used: HashSet<&'a str>,
    spread: HashSet<&'a str>,
    errors: Vec<ServerError>,
}

/// What is taken where a value stands.
#[derive(Clone, Copy)]
struct Place<'a> {
    /// None where the schema has no such place: the library says so.
    ty: Option<&'a Type>,
    /// Whether a default holds where nothing is given.
    default: bool,
    /// Whether it is the one field of an object that takes exactly one.
    one_of: bool,
    at: Pos,
}

impl<'a> Usages<'a> {
    fn selections(&mut self, parent: &'a str, set: &'a SelectionSet) {
        for selection in &set.items {
            self.directives(selection.node.directives());
            match &selection.node {
                Selection::Field(field) => self.field(parent, field),
                fragment => {
                    if let Some((on, set)) = within(self.document, fragment, parent, &mut self.spread) {
                        self.selections(on, set);
                    }
                }
            }
        }
    }

    fn field(&mut self, parent: &'a str, field: &'a Positioned<Field>) {
        let Positioned { node, pos } = field;
        let name = node.name.node.as_str();
        if name == "__typename" && !(node.arguments.is_empty() && node.selection_set.node.items.is_empty()) {
            self.say("`__typename` takes no arguments and has no fields".to_owned(), [*pos]);
        }
        let known = self.types.any_field(parent, name);
        for (name, value) in &node.arguments {
            let argument = known.and_then(|known| known.arguments.get(name.node.as_str()));
            let (ty, default) =
                (argument.map(|each| &each.ty), argument.is_some_and(|each| each.default.is_some()));
            let place = Place { ty, default, one_of: false, at: value.pos };
            self.value(&value.node, place, name.node.as_str());
        }
        self.selections(known.map_or("", |known| named(&known.ty)), &node.selection_set.node);
    }

    /// Of a selection: those that there are, each once. A condition is true, false, or a variable that is never null.
    fn directives(&mut self, directives: &'a [Positioned<Directive>]) {
        let mut seen = HashSet::new();
        for Positioned { node, pos } in directives {
            let name = node.name.node.as_str();
            if !matches!(name, "skip" | "include") {
                self.say(format!("there is no directive `@{name}`: take it out"), [*pos]);
            } else if !seen.insert(name) {
                self.say(format!("`@{name}` stands twice in one place: keep one of them"), [*pos]);
            }
            for (argument, value) in &node.arguments {
                let boolean = Type { base: BaseType::Named(Name::new("Boolean")), nullable: false };
                let place = Place { ty: Some(&boolean), default: false, one_of: false, at: value.pos };
                self.value(&value.node, place, &format!("@{name}({argument}:)", argument = argument.node));
            }
            if matches!(name, "skip" | "include") {
                self.condition(name, node, *pos);
            }
        }
    }

    fn condition(&mut self, name: &str, directive: &'a Directive, pos: Pos) {
        let expected = "expected true, false, or a variable of the type `Boolean!`";
        match directive.arguments.as_slice() {
            [(argument, value)] if argument.node == "if" => match &value.node {
                Written::Boolean(_) | Written::Variable(_) => {}
                other => {
                    let shown: String = other.to_string().chars().take(60).collect();
                    self.say(format!("`@{name}` has the condition {shown}: {expected}"), [value.pos]);
                }
            },
            arguments if arguments.iter().any(|(argument, _)| argument.node == "if") => {
                self.say(format!("`@{name}` takes nothing but one `if`: {expected}"), [pos]);
            }
            _ => self.say(format!("`@{name}` has no `if`: {expected}"), [pos]),
        }
    }

    /// `path` says where it stands, such as `filter.kind`.
    fn value(&mut self, value: &'a Written, place: Place<'_>, path: &str) {
        match (value, place.ty.map(|ty| &ty.base)) {
            (Written::Variable(name), _) => self.variable(name, place, path),
            (Written::List(items), base) => {
                let ty = if let Some(BaseType::List(inner)) = base { Some(&**inner) } else { None };
                let place = Place { ty, default: false, one_of: false, ..place };
                for (index, item) in items.iter().enumerate() {
                    self.value(item, place, &format!("{path}[{index}]"));
                }
            }
            // One object stands for a list of one.
            (Written::Object(_), Some(BaseType::List(inner))) => {
                self.value(value, Place { ty: Some(inner), ..place }, path);
            }
            (Written::Object(given), base) => {
                let input = match base {
                    Some(BaseType::Named(name)) => self.types.input(name),
                    _ => None,
                };
                for (key, value) in given {
                    let (field, one_of) = match input {
                        Some(Input::Object { one_of, fields }) => (fields.get(key.as_str()), *one_of),
                        _ => (None, false),
                    };
                    let (ty, default) =
                        (field.map(|each| &each.ty), field.is_some_and(|each| each.default.is_some()));
                    self.value(value, Place { ty, default, one_of, ..place }, &format!("{path}.{key}"));
                }
            }
            _ => {}
        }
    }

    fn variable(&mut self, name: &'a str, place: Place<'_>, path: &str) {
        self.used.insert(name);
        let Some(definition) = self.variables.get(name) else {
            return self.say(
                format!("the variable `${name}` is not declared: declare it in the operation"),
                [place.at],
            );
        };
        let declared = &definition.node.var_type.node;
        // The library says of a type that there is none.
        let Some(ty) = place.ty.filter(|_| self.types.is_input(named(declared))) else { return };
        let never_null = !ty.nullable || place.one_of;
        let default = definition.node.default_value.as_ref();
        let filled = default.is_some_and(|value| value.node != async_graphql::Value::Null) || place.default;
        let fits = if never_null && declared.nullable {
            filled && is_compatible(declared, &Type { base: ty.base.clone(), nullable: true })
        } else {
            is_compatible(declared, ty)
        };
        if !fits {
            let wanted = Type { base: ty.base.clone(), nullable: !never_null };
            let message = format!(
                "the variable `${name}` is declared as `{declared}`, and stands at `{path}`, which takes `{wanted}`: declare it so"
            );
            let places = [definition.pos, place.at];
            self.say(message, places);
        }
    }

    /// What is declared is used, and has no conditions.
    fn definitions(&mut self) {
        for Positioned { node, pos } in &self.operation.variable_definitions {
            let name = node.name.node.as_str();
            if !self.used.contains(name) {
                let message =
                    format!("the variable `${name}` is declared and not used: use it, or take it out");
                self.say(message, [*pos]);
            }
            if let Some(directive) = node.directives.first() {
                let message =
                    format!("`@{}` cannot stand at a variable: take it out", directive.node.name.node);
                self.say(message, [directive.pos]);
            }
        }
    }

    fn say<const N: usize>(&mut self, message: String, places: [Pos; N]) {
        let mut error = ServerError::new(message, None);
        error.locations = places.to_vec();
        self.errors.push(error);
    }
}

/// Whether every value of a variable's type is one of a place's (GraphQL, "AreTypesCompatible").
fn is_compatible(variable: &Type, place: &Type) -> bool {
    if !place.nullable && variable.nullable {
        return false;
    }
    match (&variable.base, &place.base) {
        (BaseType::List(variable), BaseType::List(place)) => is_compatible(variable, place),
        (BaseType::Named(variable), BaseType::Named(place)) => variable == place,
        _ => false,
    }
}
