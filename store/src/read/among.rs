//! Rows of some parents, or with some ids.

use sea_orm::{
    Value,
    sea_query::{Alias, Expr, ExprTrait, SelectStatement},
};
use uuid::Uuid;

use super::{filter::TABLE, parent::Parent};
use crate::Store;

/// An id, in PostgreSQL's words.
const UUID: &str = "(SELECT CAST($1 AS uuid))";
/// Whether a column is one of the ids in a text, in PostgreSQL's words.
const UUIDS: &str = "$1 = ANY(ARRAY(SELECT unnest(CAST($2 AS uuid[]))))";

impl Store {
    /// Restricts a list to some parents; returns the column that says which. Where all lists that are alike are read well by
    /// one plan, the planner is not to look at the parent.
    pub(super) fn among(
        &self,
        select: &mut SelectStatement,
        parent: Parent,
        parents: &[Uuid],
        alike: bool,
    ) -> (&'static str, &'static str) {
        let owner = parent.owner(TABLE);
        if let Some((link, own)) = parent.link() {
            select.inner_join(
                Alias::new(link),
                Expr::col((Alias::new(link), Alias::new(own))).equals((TABLE, "id")),
            );
        }
        select.and_where(match parents {
            [only] if !alike => Expr::col(owner).eq(*only),
            _ => self.is_among(owner, parents),
        });
        owner
    }

    /// Whether a column is one of these ids. On PostgreSQL they are one value, so that however many there are the
    /// statement is the same; and one that the planner cannot look into, else it would plan anew for each of them.
    pub(super) fn is_among(&self, column: (&'static str, &'static str), ids: &[Uuid]) -> Expr {
        let column = Expr::col(column);
        match (self.is_postgres(), ids) {
            (true, [_]) => column.eq(Expr::cust_with_values(UUID, self.id_values(ids))),
            (true, _) => {
                let ids = self.id_values(ids).into_iter().map(Expr::val);
                Expr::cust_with_exprs(UUIDS, [column].into_iter().chain(ids))
            }
            (false, _) => column.is_in(ids.iter().copied()),
        }
    }

    /// The values of that.
    pub(super) fn id_values(&self, ids: &[Uuid]) -> Vec<Value> {
        if !self.is_postgres() || ids.len() == 1 {
            return ids.iter().map(|id| Value::from(*id)).collect();
        }
        let mut list = String::with_capacity(2 + ids.len() * 37);
        list.push('{');
        for (place, id) in ids.iter().enumerate() {
            if place > 0 {
                list.push(',');
            }
            list.push_str(id.hyphenated().encode_lower(&mut Uuid::encode_buffer()));
        }
        list.push('}');
        vec![Value::from(list)]
    }
}
