//! The variables of a request, as its operation declares them (GraphQL, "Coercing Variable Values"): what does not fit
//! is an error of the request, and nothing runs.

use async_graphql::{Name, ServerError, Value, Variables, parser::types::OperationDefinition};
use serde_json::Map;

use super::{
    input::{Fitting, Misfit, Origin, settled},
    limits::Limits,
    refusal::Refusal,
    types::Types,
};
use crate::error::Code;

/// Takes what an operation declares, with its defaults.
pub(super) fn coerce(
    operation: &OperationDefinition,
    mut given: Map<String, serde_json::Value>,
    types: &Types,
    limits: &Limits,
) -> Result<Variables, Refusal> {
    let fitting = Fitting { types, limits, origin: Origin::Variables };
    let (mut variables, mut errors) = (Variables::default(), Vec::new());
    for definition in &operation.variable_definitions {
        let (name, place) = (&definition.node.name.node, definition.pos);
        let ty = &definition.node.var_type.node;
        let value = match given.remove(name.as_str()) {
            Some(value) => Value::from_json(value).unwrap_or_default(),
            None => {
                if let Some(default) = &definition.node.default_value {
                    variables.insert(name.clone(), default.node.clone());
                } else if !ty.nullable {
                    let message =
                        format!("the variable `${name}` is missing: expected a value of the type `{ty}`");
                    errors.push(ServerError::new(message, Some(place)));
                }
                continue;
            }
        };
        match fitting.check(ty, &value, &format!("${name}")) {
            Ok(()) => {
                variables.insert(name.clone(), settled(value));
            }
            Err(Misfit::Value(message)) => errors.push(ServerError::new(message, Some(place))),
            Err(Misfit::Long(path, length)) => return Err(long(&path, length, limits)),
        }
    }
    if errors.is_empty() { Ok(variables) } else { Err(Refusal::many(Code::InvalidVariables, errors)) }
}

/// A list is too long.
pub(super) fn long(path: &str, length: usize, limits: &Limits) -> Refusal {
    let what = format!("the list `{path}` has too many items");
    Refusal::limit("list", &what, limits.list as u64, length as u64)
}

/// The value of an argument in a query; none where it is a variable that is not given, as though the argument were
/// not there.
pub(super) fn constant(value: &async_graphql_value::Value, variables: &Variables) -> Option<Value> {
    use async_graphql_value::Value as Written;
    Some(match value {
        Written::Variable(name) => return variables.get(name).cloned(),
        Written::Null => Value::Null,
        Written::Number(number) => Value::Number(number.clone()),
        Written::String(text) => Value::String(text.clone()),
        Written::Boolean(value) => Value::Boolean(*value),
        Written::Binary(bytes) => Value::Binary(bytes.clone()),
        Written::Enum(name) => Value::Enum(name.clone()),
        Written::List(items) => {
            Value::List(items.iter().map(|item| constant(item, variables).unwrap_or_default()).collect())
        }
        Written::Object(fields) => {
            let given =
                fields.iter().filter_map(|(name, value)| Some((name.clone(), constant(value, variables)?)));
            Value::Object(given.collect::<Vec<(Name, Value)>>().into_iter().collect())
        }
    })
}

/// Whether a value has a variable in it.
pub(super) fn varies(value: &async_graphql_value::Value) -> bool {
    use async_graphql_value::Value as Written;
    match value {
        Written::Variable(_) => true,
        Written::List(items) => items.iter().any(varies),
        Written::Object(fields) => fields.values().any(varies),
        _ => false,
    }
}
