//! Lists of small tables that another table links to their parents: the links are read, and the records are in memory.

use std::collections::{HashMap, HashSet};

use sea_orm::{
    ConnectionTrait,
    sea_query::{Alias, Order, Query},
};
use uuid::Uuid;

use super::{
    columns::Columns,
    join::Joined,
    noun::Noun,
    page::{Place, Row},
    parent::Parent,
};
use crate::{Error, Store};

impl Store {
    /// The whole list of each parent, by rank: one statement, and one more for records that are not in memory yet. None
    /// where the table is not held in the state that was read.
    pub(super) async fn linked<N: Noun>(
        &self,
        parent: Parent,
        parents: &[Uuid],
    ) -> Result<Option<HashMap<Uuid, Vec<Row<N>>>>, Error> {
        let Some((link, own)) = parent.link().filter(|_| N::SMALL) else { return Ok(None) };
        if self.tables().await?.and_then(N::held).is_none() {
            return Ok(None);
        }
        let (table, owner) = parent.owner(link);
        let mut select = Query::select();
        select.column((table, owner)).column((table, own)).from(Alias::new(link));
        select.and_where(self.is_among((table, owner), parents));
        select.order_by((table, "rank"), Order::Asc).order_by((table, own), Order::Asc);
        let rows = self.line().query_all(&select).await?;
        let mut links: Vec<(Uuid, Uuid)> = Vec::with_capacity(rows.len());
        for row in &rows {
            let mut columns = Columns::of(row);
            links.push((columns.next()?, columns.next()?));
        }
        let ids: HashSet<Uuid> = links.iter().map(|(_, id)| *id).collect();
        let records = self.by_ids::<N>(&ids.into_iter().collect::<Vec<_>>()).await?;
        let mut lists: HashMap<Uuid, Vec<Row<N>>> = HashMap::new();
        for (parent, id) in links {
            let Some(record) = records.get(&id) else { continue };
            let place = Place { key: Vec::new(), id };
            let row = Row { model: N::clone(record), place, joined: Joined::default() };
            lists.entry(parent).or_default().push(row);
        }
        Ok(Some(lists))
    }
}
