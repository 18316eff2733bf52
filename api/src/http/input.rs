//! Whether a value fits the type of an argument or a variable (GraphQL, "Input Values").

use std::fmt::Write;

use async_graphql::{
    Number, Value,
    parser::types::{BaseType, Type},
};

use super::{
    limits::Limits,
    types::{Input, Types},
};
use crate::graphql::complaint;

/// Where a value comes from: an enum's value stands without quotes in a query, and is a string in JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    Query,
    Variables,
}

/// Why a value does not fit.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Misfit {
    /// Where it is, and what was expected there.
    Value(String),
    /// A list is longer than this server takes: so many items.
    Long(String, usize),
}

/// What values are held against.
#[derive(Clone, Copy)]
pub(super) struct Fitting<'a> {
    pub(super) types: &'a Types,
    pub(super) limits: &'a Limits,
    pub(super) origin: Origin,
}

impl Fitting<'_> {
    /// Checks a value. `path` says where it is, such as `filter.kind`.
    pub(super) fn check(self, ty: &Type, value: &Value, path: &str) -> Result<(), Misfit> {
        if *value == Value::Null {
            return if ty.nullable {
                Ok(())
            } else {
                Err(misfit(path, &format!("a value of the type `{ty}`"), value))
            };
        }
        match (&ty.base, value) {
            (BaseType::List(inner), Value::List(items)) => {
                // A gateway asks for all records of a page, and of the pages below it, at once: `_entities` has a
                // limit of its own.
                let entities = matches!(&inner.base, BaseType::Named(name) if name == "_Any");
                if items.len() > self.limits.list && !entities {
                    return Err(Misfit::Long(path.to_owned(), items.len()));
                }
                let mut items = items.iter().enumerate();
                items.try_for_each(|(index, item)| self.check(inner, item, &format!("{path}[{index}]")))
            }
            // One value stands for a list of one.
            (BaseType::List(inner), value) => self.check(inner, value, path),
            (BaseType::Named(name), value) => self.named(name, value, path),
        }
    }

    fn named(self, name: &str, value: &Value, path: &str) -> Result<(), Misfit> {
        match (self.types.input(name), value) {
            (Some(Input::Enum(values)), Value::Enum(given)) if values.contains(given.as_str()) => Ok(()),
            (Some(Input::Enum(values)), Value::String(given))
                if self.origin == Origin::Variables && values.contains(given.as_str()) =>
            {
                Ok(())
            }
            (Some(Input::Enum(_)), _) => Err(misfit(path, &format!("a value of the enum `{name}`"), value)),
            (Some(Input::Object { one_of, fields }), Value::Object(given)) => {
                if *one_of && given.len() != 1 {
                    let mut names: Vec<&str> = fields.keys().map(String::as_str).collect();
                    names.sort_unstable();
                    return Err(Misfit::Value(format!(
                        "`{path}` has {} fields: expected exactly one of {}",
                        given.len(),
                        names.join(", ")
                    )));
                }
                for (key, value) in given {
                    let path = format!("{path}.{key}");
                    let Some(field) = fields.get(key.as_str()) else {
                        return Err(Misfit::Value(format!("`{path}` is no field of the type `{name}`")));
                    };
                    if *one_of && *value == Value::Null {
                        return Err(misfit(&path, "a value, since it is the one that is given", value));
                    }
                    self.check(&field.ty, value, &path)?;
                }
                let missing = fields.iter().find(|(key, field)| {
                    !field.ty.nullable && field.default.is_none() && !given.contains_key(key.as_str())
                });
                missing.map_or(Ok(()), |(key, field)| {
                    Err(Misfit::Value(format!(
                        "`{path}.{key}` is missing: expected a value of the type `{}`",
                        field.ty
                    )))
                })
            }
            (Some(Input::Object { .. }), _) => {
                Err(misfit(path, &format!("an object of the type `{name}`"), value))
            }
            // JSON knows no whole numbers: 1.0 is one (GraphQL, "Int", Input Coercion). In a query it is a float.
            (None, Value::Number(number))
                if name == "Int" && self.origin == Origin::Variables && whole(number).is_some() =>
            {
                Ok(())
            }
            (None, _) => scalar(name, value).map_or(Ok(()), |expected| Err(misfit(path, &expected, value))),
        }
    }
}

/// The whole number of 32 bits that a number is.
fn whole(number: &Number) -> Option<i32> {
    let float = number.as_f64().filter(|float| float.fract() == 0.0 && *float >= f64::from(i32::MIN))?;
    (float <= f64::from(i32::MAX)).then_some(float as i32)
}

/// A value whose whole numbers are written so: the library takes no 1.0 for an `Int`.
pub(super) fn settled(value: Value) -> Value {
    match value {
        Value::Number(number) if number.is_f64() => {
            whole(&number).map_or(Value::Number(number), |whole| Value::Number(whole.into()))
        }
        Value::List(items) => Value::List(items.into_iter().map(settled).collect()),
        Value::Object(fields) => {
            Value::Object(fields.into_iter().map(|(name, value)| (name, settled(value))).collect())
        }
        value => value,
    }
}

/// What a scalar expects where a value is none of its own.
fn scalar(name: &str, value: &Value) -> Option<String> {
    let fits = match (name, value) {
        ("Int", Value::Number(number)) => number.as_i64().is_some_and(|number| i32::try_from(number).is_ok()),
        ("Float", Value::Number(number)) => number.as_f64().is_some_and(f64::is_finite),
        ("Boolean", value) => matches!(value, Value::Boolean(_)),
        ("String", value) => matches!(value, Value::String(_)),
        ("ID", Value::Number(number)) => number.is_i64() || number.is_u64(),
        ("ID", value) => matches!(value, Value::String(_)),
        ("Int" | "Float", _) => false,
        (name, value) => return complaint(name, value),
    };
    let expected = match name {
        "Int" => "a whole number of 32 bits",
        "Float" => "a number",
        "Boolean" => "true or false",
        "ID" => "an id in quotes",
        _ => "a string in quotes",
    };
    (!fits).then(|| expected.to_owned())
}

fn misfit(path: &str, expected: &str, found: &Value) -> Misfit {
    let mut text = String::new();
    // A long value is shown by its beginning.
    let shown: String = match write!(text, "{found}") {
        Ok(()) => text.chars().take(60).collect(),
        Err(_) => String::new(),
    };
    let more = if shown.len() < text.len() { "…" } else { "" };
    Misfit::Value(format!("`{path}` is {shown}{more}: expected {expected}"))
}
