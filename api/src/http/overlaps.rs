//! Fields that share a name in the answer (GraphQL, "Field Selection Merging"): they must be one field with the same
//! arguments, or of types that cannot be the same record's; their values have the same shape everywhere.
//!
//! All fields of a name are held against the first of them, and what they select is merged and looked at together: so
//! each field is looked at once, where comparing each with each would let a query of some kilobytes run for minutes
//! (the way of Simon Adameit, "Overlapping fields can be merged fast").

use std::{
    cell::Cell,
    collections::{HashMap, HashSet},
};

use async_graphql::{
    Positioned, ServerError,
    parser::types::{BaseType, ExecutableDocument, Field, Selection, SelectionSet, Type},
};

use super::{
    arguments::root,
    refusal::Refusal,
    selection::within,
    types::{Types, named},
};
use crate::error::Code;

/// A field, and the type that it is selected of.
type Selected<'a> = (&'a str, &'a Positioned<Field>);

/// The fields of a selection by their names in the answer, in the order of the query.
type Named<'a> = Vec<(&'a str, Vec<Selected<'a>>)>;

/// Checks the operations of a document that [`super::measure::measure`] has let through: its fragments are no circle,
/// and expanded they have so many fields at most. Says whether some field may have to be merged with another.
pub(super) fn check_overlaps(document: &ExecutableDocument, types: &Types) -> Result<bool, Refusal> {
    let mut merging = Merging { document, types, merged: Cell::new(false), errors: Vec::new() };
    for (_, operation) in document.operations.iter() {
        let fields = merging.fields(&[(root(&operation.node), &operation.node.selection_set.node)]);
        merging.check_shapes(&fields);
        merging.check_records(&fields);
    }
    if merging.errors.is_empty() {
        Ok(merging.merged.get())
    } else {
        Err(Refusal::many(Code::InvalidQuery, merging.errors))
    }
}

struct Merging<'a> {
    document: &'a ExecutableDocument,
    types: &'a Types,
    /// Whether a name stands for two fields of what may be one record.
    merged: Cell<bool>,
    errors: Vec<ServerError>,
}

impl<'a> Merging<'a> {
    /// The fields of selections that are merged.
    fn fields(&self, sets: &[(&'a str, &'a SelectionSet)]) -> Named<'a> {
        let mut collected = Collected::default();
        for (parent, set) in sets {
            self.collect(parent, set, &mut collected);
        }
        collected.fields
    }

    fn collect(&self, parent: &'a str, set: &'a SelectionSet, into: &mut Collected<'a>) {
        for selection in &set.items {
            match &selection.node {
                Selection::Field(field) => into.push(parent, field),
                fragment => match within(self.document, fragment, parent, &mut into.spread) {
                    Some((on, set)) => self.collect(on, set, into),
                    // It was spread before, or is not there, which the library says.
                    None => self.merged.set(true),
                },
            }
        }
    }

    /// What is selected of fields that share a name.
    fn inside(&self, selected: &[Selected<'a>]) -> Named<'a> {
        let sets = selected.iter().filter_map(|(parent, field)| {
            let known = self.types.any_field(parent, field.node.name.node.as_str())?;
            Some((named(&known.ty), &field.node.selection_set.node))
        });
        self.fields(&sets.collect::<Vec<_>>())
    }

    /// Values of one name have one shape, of whatever records they are ("SameResponseShape").
    fn check_shapes(&mut self, fields: &Named<'a>) {
        for (name, selected) in fields {
            // The library says of a field that is not there that it is not.
            let mut typed = selected.iter().filter_map(|(parent, field)| {
                let known = self.types.any_field(parent, field.node.name.node.as_str())?;
                Some((&known.ty, *field))
            });
            let Some((first, at)) = typed.next() else { continue };
            match typed.find(|(ty, _)| !self.is_alike(first, ty)) {
                Some((other, beside)) => {
                    let message = format!(
                        "`{name}` is of the type `{first}` in one place and of `{other}` in another: give one of them another alias"
                    );
                    self.errors.push(conflict(message, at, beside));
                }
                None => {
                    let inside = self.inside(selected);
                    self.check_shapes(&inside);
                }
            }
        }
    }

    /// Whether two types have one shape but for what is selected of them.
    fn is_alike(&self, one: &Type, other: &Type) -> bool {
        one.nullable == other.nullable
            && match (&one.base, &other.base) {
                (BaseType::List(one), BaseType::List(other)) => self.is_alike(one, other),
                (BaseType::Named(one), BaseType::Named(other)) => {
                    one == other || (self.types.is_composite(one) && self.types.is_composite(other))
                }
                _ => false,
            }
    }

    /// Of what may be the same record, a name is one field with the same arguments ("FieldsInSetCanMerge"). What is
    /// selected of an interface may be of each type beside it; none of ours has a field there that selects further, so
    /// this cannot multiply.
    fn check_records(&mut self, fields: &Named<'a>) {
        for (name, selected) in fields {
            let mut objects: Vec<Option<&str>> = Vec::new();
            for (parent, _) in selected.iter().filter(|(parent, _)| self.types.is_object(parent)) {
                if !objects.contains(&Some(*parent)) {
                    objects.push(Some(*parent));
                }
            }
            if objects.is_empty() {
                objects.push(None);
            }
            for object in objects {
                let of = |parent: &str| {
                    object.is_none_or(|object| object == parent || !self.types.is_object(parent))
                };
                let same: Vec<Selected<'a>> =
                    selected.iter().filter(|(parent, _)| of(parent)).copied().collect();
                self.check_same(name, &same);
            }
        }
    }

    fn check_same(&mut self, name: &str, selected: &[Selected<'a>]) {
        let Some(((_, first), others)) = selected.split_first() else { return };
        if !others.is_empty() {
            self.merged.set(true);
        }
        for (_, other) in others {
            let (one, two) = (&first.node.name.node, &other.node.name.node);
            if one != two {
                let message =
                    format!("`{name}` stands for `{one}` and for `{two}`: give one of them another alias");
                return self.errors.push(conflict(message, first, other));
            }
            if !has_same_arguments(&first.node, &other.node) {
                let message = format!(
                    "`{name}` stands for `{one}` with different arguments: give one of them another alias"
                );
                return self.errors.push(conflict(message, first, other));
            }
        }
        let inside = self.inside(selected);
        self.check_records(&inside);
    }
}

/// Fields as they are gathered.
#[derive(Default)]
struct Collected<'a> {
    fields: Named<'a>,
    places: HashMap<&'a str, usize>,
    spread: HashSet<&'a str>,
}

impl<'a> Collected<'a> {
    fn push(&mut self, parent: &'a str, field: &'a Positioned<Field>) {
        let name = field.node.response_key().node.as_str();
        let place = *self.places.entry(name).or_insert_with(|| {
            self.fields.push((name, Vec::new()));
            self.fields.len() - 1
        });
        if let Some((_, fields)) = self.fields.get_mut(place) {
            fields.push((parent, field));
        }
    }
}

fn has_same_arguments(one: &Field, other: &Field) -> bool {
    let given = |name: &str| other.get_argument(name).map(|value| &value.node);
    std::ptr::eq(one, other)
        || (one.arguments.len() == other.arguments.len()
            && one.arguments.iter().all(|(name, value)| given(&name.node) == Some(&value.node)))
}

fn conflict(message: String, one: &Positioned<Field>, other: &Positioned<Field>) -> ServerError {
    let mut error = ServerError::new(message, Some(one.pos));
    error.locations.push(other.pos);
    error
}
