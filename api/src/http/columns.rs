//! A query's answer as a table: which list its rows are, and what its columns are called. Both are read off the query, so
//! that a table without rows has its columns too.

use std::collections::HashSet;

use async_graphql::parser::types::{
    BaseType, ExecutableDocument, Field, OperationDefinition, Selection, SelectionSet, Type,
};
use publish::Holds;
use serde_json::Value;

use super::{
    arguments::ROOT,
    selection::within,
    types::{Types, named},
};

/// How an answer becomes rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Columns {
    /// The names that lead to the list; none of them where the answer is one row.
    rows: Option<Vec<String>>,
    /// In the order of the query.
    columns: Vec<Column>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Column {
    /// The names that lead to it from a row.
    path: Vec<String>,
    /// What it holds.
    holds: Holds,
}

impl Columns {
    /// The rows are the first list that is met, from the outside in, in the order of the query; an answer without a list is
    /// one row. A row's objects become columns, their names joined by "."; a list within a row is one column.
    pub(super) fn of(document: &ExecutableDocument, operation: &OperationDefinition, types: &Types) -> Self {
        let reading = Reading { document, types };
        let set = &operation.selection_set.node;
        let mut columns = Self::default();
        match reading.list(ROOT, set) {
            Some((path, parent, set)) => {
                columns.rows = Some(path);
                reading.columns(parent, set, &[], &mut columns.columns);
            }
            None => reading.columns(ROOT, set, &[], &mut columns.columns),
        }
        columns
    }

    /// What the columns are called.
    pub(super) fn names(&self) -> Vec<String> {
        self.columns.iter().map(|column| column.path.join(".")).collect()
    }

    /// The same, with what they hold.
    pub(super) fn described(&self) -> Vec<(String, Holds)> {
        self.names().into_iter().zip(self.columns.iter().map(|column| column.holds)).collect()
    }

    /// The rows of an answer.
    pub(super) fn rows(&self, data: &Value) -> Vec<Vec<Value>> {
        let row =
            |record: &Value| self.columns.iter().map(|column| at(record, &column.path).clone()).collect();
        match &self.rows {
            None => vec![row(data)],
            Some(path) => at(data, path).as_array().into_iter().flatten().map(row).collect(),
        }
    }

    /// The cursor of the next page, where the query asks for it beside the rows: `pageInfo { hasNextPage endCursor }`.
    pub(super) fn next(&self, data: &Value) -> Option<String> {
        let (_, beside) = self.rows.as_deref()?.split_last()?;
        let page = &at(data, beside)["pageInfo"];
        let more = page["hasNextPage"].as_bool()?;
        page["endCursor"].as_str().filter(|_| more).map(str::to_owned)
    }
}

/// What a path leads to; null where something on it is.
fn at<'a>(value: &'a Value, path: &[String]) -> &'a Value {
    path.iter().fold(value, |value, name| &value[name.as_str()])
}

struct Reading<'a> {
    document: &'a ExecutableDocument,
    types: &'a Types,
}

impl<'a> Reading<'a> {
    /// The fields of a selection with those of the fragments in it, each with the type that has it.
    fn fields(&self, parent: &'a str, set: &'a SelectionSet) -> Vec<(&'a str, &'a Field)> {
        let (mut fields, mut spread) = (Vec::new(), HashSet::new());
        self.collect(parent, set, &mut spread, &mut fields);
        fields
    }

    fn collect(
        &self,
        parent: &'a str,
        set: &'a SelectionSet,
        spread: &mut HashSet<&'a str>,
        into: &mut Vec<(&'a str, &'a Field)>,
    ) {
        for selection in &set.items {
            match &selection.node {
                Selection::Field(field) => into.push((parent, &field.node)),
                fragment => {
                    if let Some((on, set)) = within(self.document, fragment, parent, spread) {
                        self.collect(on, set, spread, into);
                    }
                }
            }
        }
    }

    /// The first list of records: the way to it, the type of its records, and what is selected of them.
    fn list(
        &self,
        parent: &'a str,
        set: &'a SelectionSet,
    ) -> Option<(Vec<String>, &'a str, &'a SelectionSet)> {
        self.fields(parent, set).into_iter().find_map(|(parent, field)| {
            let ty = &self.types.any_field(parent, &field.name.node)?.ty;
            let (name, set) = (key(field), &field.selection_set.node);
            if set.items.is_empty() {
                return None;
            }
            let of = named(ty);
            if matches!(ty.base, BaseType::List(_)) {
                return Some((vec![name], of, set));
            }
            let (mut path, of, set) = self.list(of, set)?;
            path.insert(0, name);
            Some((path, of, set))
        })
    }

    fn columns(&self, parent: &'a str, set: &'a SelectionSet, before: &[String], into: &mut Vec<Column>) {
        for (parent, field) in self.fields(parent, set) {
            let mut path = before.to_vec();
            path.push(key(field));
            let ty = self.types.any_field(parent, &field.name.node).map(|field| &field.ty);
            match ty {
                Some(ty)
                    if !matches!(ty.base, BaseType::List(_))
                        && !field.selection_set.node.items.is_empty() =>
                {
                    self.columns(named(ty), &field.selection_set.node, &path, into);
                }
                _ if into.iter().any(|column| column.path == path) => {}
                _ => into.push(Column { path, holds: holds(ty) }),
            }
        }
    }
}

/// What values of a type are in a table.
fn holds(ty: Option<&Type>) -> Holds {
    let Some(ty) = ty else { return Holds::Text };
    match (&ty.base, named(ty)) {
        (BaseType::List(_), _) => Holds::List,
        (_, "Int") => Holds::Integer,
        (_, "Float") => Holds::Number,
        (_, "Boolean") => Holds::Boolean,
        (_, "Date") => Holds::Day,
        (_, "PartialDate") => Holds::PartialDate,
        (_, "DateTime") => Holds::Moment,
        // Names, ids and words of closed sets.
        _ => Holds::Text,
    }
}

/// What a field is called in the answer.
fn key(field: &Field) -> String {
    field.alias.as_ref().unwrap_or(&field.name).node.to_string()
}

#[cfg(test)]
mod tests {
    use async_graphql::parser::parse_query;
    use serde_json::json;

    use super::Columns;
    use crate::http::types::Types;

    fn columns(query: &str) -> Columns {
        let types = Types::read(&crate::graphql::sdl()).expect("our schema");
        let document = parse_query(query).expect("a query");
        let (_, operation) = document.operations.iter().next().expect("an operation");
        Columns::of(&document, &operation.node, &types)
    }

    #[test]
    fn the_outermost_list_gives_the_rows_and_objects_within_give_columns() {
        let columns = columns(
            "query A { opinions(first: 2) { totalCount nodes { title ...S themes { theme { name } } vote { outcome } } \
             pageInfo { hasNextPage endCursor } } } fragment S on Opinion { session { day: heldOn } }",
        );
        assert_eq!(columns.names(), ["title", "session.day", "themes", "vote.outcome"]);
        let data = json!({ "opinions": {
            "totalCount": 2,
            "nodes": [{ "title": "L'eau", "session": null, "themes": [], "vote": { "outcome": "ADOPTED" } }],
            "pageInfo": { "hasNextPage": true, "endCursor": "c" },
        } });
        assert_eq!(columns.rows(&data), [[json!("L'eau"), json!(null), json!([]), json!("ADOPTED")]]);
        assert_eq!(columns.next(&data).as_deref(), Some("c"));
        assert!(columns.rows(&json!({ "opinions": null })).is_empty());
    }

    #[test]
    fn an_answer_without_a_list_is_one_row() {
        let columns = columns("{ statistics(groupBy: []) { total { opinions votes } groupCount } }");
        assert_eq!(
            columns.names(),
            ["statistics.total.opinions", "statistics.total.votes", "statistics.groupCount"]
        );
        let data = json!({ "statistics": { "total": { "opinions": 3, "votes": 2 }, "groupCount": 0 } });
        assert_eq!(columns.rows(&data), [[json!(3), json!(2), json!(0)]]);
        assert_eq!(columns.next(&data), None);
    }
}
