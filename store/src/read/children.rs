//! The lists of many parents as a whole: their rows, and how many there are.

use std::collections::HashMap;

use sea_orm::sea_query::{Alias, Asterisk, Expr, Func, Query, SelectStatement};
use uuid::Uuid;

use super::{
    columns::{Columns, Without},
    filter::{Filter, TABLE},
    join::Joining,
    noun::Noun,
    page::{Row, joined, width},
    parent::Parent,
    wording::{Alike, By, Made, Ordered, What},
};
use crate::{Error, Store, past::Wanted};

impl Store {
    /// How many rows each parent's list has: one statement. Parents without rows are left out.
    pub async fn counts<N: Noun>(
        &self,
        filter: &Filter,
        parent: Parent,
        parents: &[Uuid],
    ) -> Result<HashMap<Uuid, u64>, Error> {
        self.bring_lists::<N>(&Wanted { parent, parents, joins: &[], filter, facet: None }).await?;
        let rows = if *filter == Filter::default() {
            let alike = Alike {
                what: What::Count(parent),
                table: N::TABLE,
                joins: Vec::new(),
                without: Without::NOTHING,
            };
            let part = self.alike(alike, parents, || {
                let mut select = Query::select();
                select.expr_as(Func::count(Expr::col(Asterisk)), Alias::new("total"));
                let owner = match parent.link() {
                    // A link leads to a record: of all of them, the links are counted. What is brought of the past may
                    // lack some.
                    Some((link, _)) if self.past.is_none() => {
                        select.from(Alias::new(link)).and_where(self.is_among(parent.owner(link), parents));
                        parent.owner(link)
                    }
                    _ => {
                        select.from_as(Alias::new(N::TABLE), Alias::new(TABLE));
                        self.among(&mut select, parent, parents, true)
                    }
                };
                by_owner(select, owner)
            });
            self.rows(part).await?
        } else {
            let mut select = self.counted::<N>(filter).await?;
            let owner = self.among(&mut select, parent, parents, false);
            self.alone(self.unlike(by_owner(select, owner))).await?
        };
        let mut counts = HashMap::with_capacity(rows.len());
        for row in &rows {
            let mut columns = Columns::stored(row)?;
            let total: i64 = columns.next()?;
            counts.insert(columns.next()?, total.unsigned_abs());
        }
        Ok(counts)
    }

    /// The whole list of each parent, in the order of a rank or of the noun's own: one statement for all parents. For
    /// lists that their owner bounds.
    pub async fn children<N: Noun>(
        &self,
        parent: Parent,
        parents: &[Uuid],
        joins: &[Joining],
    ) -> Result<HashMap<Uuid, Vec<Row<N>>>, Error> {
        if joins.is_empty()
            && let Some(lists) = self.linked(parent, parents).await?
        {
            return Ok(lists);
        }
        let filter = &Filter::default();
        self.bring_lists::<N>(&Wanted { parent, parents, joins, filter, facet: None }).await?;
        let alike = Alike {
            what: What::Children(parent),
            table: N::TABLE,
            joins: joins.to_vec(),
            without: Without::NOTHING,
        };
        let part = self.alike(alike, parents, || {
            let mut select = self.columns::<N>(joins);
            let owner = self.among(&mut select, parent, parents, true);
            select.expr(Expr::col(owner));
            let by = match (parent.is_link(), N::ORDER) {
                (true, _) => By::Rank((owner.0, "rank")),
                (false, "rank") => By::Rank((TABLE, "rank")),
                (false, key) => By::Key((TABLE, key)),
            };
            let order = Some(Ordered { by, id: (TABLE, "id"), descending: false });
            Made { select, columns: width::<N>(joins) + 1, order, limit: None }
        });
        let rows = self.rows(part).await?;
        let mut lists: HashMap<Uuid, Vec<Row<N>>> = HashMap::new();
        for (row, owner) in self.decoded(&rows, |columns| Ok((joined(columns, joins)?, columns.next()?)))? {
            lists.entry(owner).or_default().push(row);
        }
        Ok(lists)
    }
}

/// How many rows there are of each owner.
fn by_owner(mut select: SelectStatement, owner: (&'static str, &'static str)) -> Made {
    select.expr_as(Expr::col(owner), Alias::new("list_owner")).group_by_col(owner);
    Made { select, columns: 2, order: None, limit: None }
}
