//! Members of JSON objects by their names.

use super::json::{Kind, Member, Value};
use crate::Span;

/// An object, and its place.
#[derive(Clone, Copy)]
pub(super) struct Object<'v> {
    pub(super) members: &'v [Member<'v>],
    pub(super) span: Span,
}

impl<'v> Object<'v> {
    pub(super) fn new(value: &'v Value<'v>) -> Option<Self> {
        match &value.kind {
            Kind::Object(members) => Some(Self { members, span: value.span }),
            _ => None,
        }
    }

    /// A member that says something.
    pub(super) fn get(&self, name: &str) -> Option<&'v Value<'v>> {
        let member = self.members.iter().find(|member| member.name == name)?;
        (!matches!(member.value.kind, Kind::Null)).then_some(&member.value)
    }

    /// A text that is not blank; an id that is a number, as printed.
    pub(super) fn text(&self, name: &str) -> Option<(&'v str, Span)> {
        let value = self.get(name)?;
        let text = match &value.kind {
            Kind::Text(text) => text.trim(),
            Kind::Number(number) => number,
            _ => return None,
        };
        (!text.is_empty()).then_some((text, value.span))
    }

    /// The objects of a list; empty where it is none.
    pub(super) fn list(&self, name: &str) -> &'v [Value<'v>] {
        match self.get(name).map(|value| &value.kind) {
            Some(Kind::List(list)) => list,
            _ => &[],
        }
    }
}
