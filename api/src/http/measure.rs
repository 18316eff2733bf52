//! How large a query is, its fragments expanded: each fragment is measured once, however often it is spread.

use std::collections::HashMap;

use async_graphql::{
    Pos,
    parser::types::{ExecutableDocument, Field, Selection, SelectionSet},
};

use super::{limits::Limits, refusal::Refusal};
use crate::error::Code;

/// Lists of the introspection schema: each in another asks for all types anew.
const LISTS: [&str; 4] = ["fields", "interfaces", "possibleTypes", "inputFields"];
/// So many of them may stand in one another; what tools ask needs one.
const NESTED_LISTS: u64 = 2;

/// The size of a selection.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Size {
    fields: u64,
    root_fields: u64,
    aliases: u64,
    directives: u64,
    depth: u64,
    nesting: u64,
    lists: u64,
    /// Whether it asks about the schema.
    pub(super) introspects: bool,
}

/// What is known of a fragment.
enum Known {
    /// It is being measured: who spreads it now is inside it.
    Open,
    Measured(Size),
}

struct Measuring<'a> {
    document: &'a ExecutableDocument,
    fragments: HashMap<&'a str, Known>,
    /// Selections may stand so deep in one another.
    nesting: usize,
    depth: u64,
}

/// Measures a document and refuses one that is too large. Needs one look at each of its fields.
pub(super) fn measure(document: &ExecutableDocument, limits: &Limits) -> Result<Size, Refusal> {
    let mut measuring = Measuring {
        document,
        fragments: HashMap::new(),
        nesting: limits.nesting(),
        depth: limits.depth as u64,
    };
    let mut whole = Size::default();
    for (_, operation) in document.operations.iter() {
        let mut size = measuring.selections(&operation.node.selection_set.node, 0)?;
        size.directives += operation.node.directives.len() as u64;
        let root_fields = whole.root_fields.max(size.root_fields);
        whole.add(size);
        whole.root_fields = root_fields;
    }
    // Those that nothing spreads may go in circles too.
    for name in document.fragments.keys() {
        measuring.fragment(name, Pos::default(), 0)?;
    }
    let Size { fields, root_fields, aliases, directives, depth, .. } = whole;
    let nested = if whole.introspects { whole.lists } else { 0 };
    for (limit, what, maximum, actual) in [
        ("depth", "the query has too many fields inside one another", limits.depth as u64, depth),
        ("rootFields", "the query has too many fields at its root", limits.root_fields, root_fields),
        ("aliases", "the query has too many aliases, its fragments expanded", limits.aliases, aliases),
        (
            "directives",
            "the query has too many directives, its fragments expanded",
            limits.directives,
            directives,
        ),
        ("fields", "the query has too many fields, its fragments expanded", limits.fields, fields),
        (
            "introspection",
            "the query has too many lists of the schema inside one another",
            NESTED_LISTS,
            nested,
        ),
    ] {
        if actual > maximum {
            return Err(Refusal::limit(limit, what, maximum, actual));
        }
    }
    Ok(whole)
}

impl Size {
    /// Both side by side.
    fn add(&mut self, other: Self) {
        self.fields = self.fields.saturating_add(other.fields);
        self.root_fields = self.root_fields.saturating_add(other.root_fields);
        self.aliases = self.aliases.saturating_add(other.aliases);
        self.directives = self.directives.saturating_add(other.directives);
        self.depth = self.depth.max(other.depth);
        self.nesting = self.nesting.max(other.nesting);
        self.lists = self.lists.max(other.lists);
        self.introspects |= other.introspects;
    }
}

impl<'a> Measuring<'a> {
    fn selections(&mut self, set: &'a SelectionSet, inside: usize) -> Result<Size, Refusal> {
        if inside > self.nesting {
            let what = "the query has too many fields and fragments inside one another, at least";
            return Err(Refusal::limit("depth", what, self.depth, inside as u64));
        }
        let mut whole = Size::default();
        for selection in &set.items {
            let mut size = match &selection.node {
                Selection::Field(field) => self.field(&field.node, inside)?,
                Selection::FragmentSpread(spread) => {
                    self.fragment(spread.node.fragment_name.node.as_str(), spread.pos, inside)?
                }
                Selection::InlineFragment(fragment) => {
                    self.selections(&fragment.node.selection_set.node, inside + 1)?
                }
            };
            size.directives = size.directives.saturating_add(selection.node.directives().len() as u64);
            size.nesting = size.nesting.saturating_add(1);
            whole.add(size);
        }
        if whole.nesting > self.nesting as u64 {
            let what = "the query has too many fields and fragments inside one another";
            return Err(Refusal::limit("depth", what, self.depth, whole.nesting));
        }
        Ok(whole)
    }

    fn field(&mut self, field: &'a Field, inside: usize) -> Result<Size, Refusal> {
        let mut size = self.selections(&field.selection_set.node, inside + 1)?;
        size.fields = size.fields.saturating_add(1);
        size.root_fields = 1;
        size.aliases = size.aliases.saturating_add(u64::from(field.alias.is_some()));
        size.depth = size.depth.saturating_add(1);
        let name = field.name.node.as_str();
        size.lists = size.lists.saturating_add(u64::from(LISTS.contains(&name)));
        size.introspects |= matches!(name, "__schema" | "__type");
        Ok(size)
    }

    fn fragment(&mut self, name: &'a str, place: Pos, inside: usize) -> Result<Size, Refusal> {
        match self.fragments.get(name) {
            Some(Known::Measured(size)) => return Ok(*size),
            Some(Known::Open) => {
                let message = format!("the fragment `{name}` spreads itself: take the spread out");
                return Err(Refusal::at(Code::InvalidQuery, message, [place]));
            }
            None => {}
        }
        // The library says of one that is not there that it is not.
        let Some(fragment) = self.document.fragments.get(name) else { return Ok(Size::default()) };
        self.fragments.insert(name, Known::Open);
        let size = self.selections(&fragment.node.selection_set.node, inside + 1)?;
        self.fragments.insert(name, Known::Measured(size));
        Ok(size)
    }
}
