//! Lists of small tables that another table links to their parents: the links are read, and the records are in memory.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use sea_orm::sea_query::{Alias, Query};
use uuid::Uuid;

use super::{
    columns::Without,
    join::Joined,
    noun::Noun,
    page::{Place, Row},
    parent::Parent,
    wording::{Alike, By, Made, Ordered, What},
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
        if !self.holds_all::<N>() {
            return Ok(None);
        }
        let (table, owner) = parent.owner(link);
        let alike =
            Alike { what: What::Links(parent), table: link, joins: Vec::new(), without: Without::NOTHING };
        let rows = self.rows(self.alike(alike, parents, || {
            let mut select = Query::select();
            select.expr_as(self.state(), "head").column((table, owner)).column((table, own));
            select.from(Alias::new(link)).and_where(self.is_among((table, owner), parents));
            let order = Ordered { by: By::Rank((table, "rank")), id: (table, own), descending: false };
            Made { select, columns: 3, order: Some(order), limit: None }
        }));
        let rows = rows.await?;
        let links: Vec<(Uuid, Uuid)> =
            self.decoded(&rows, |columns| Ok((columns.next()?, columns.next()?)))?;
        let ids: HashSet<Uuid> = links.iter().map(|(_, id)| *id).collect();
        let records = self.by_ids::<N>(&ids.into_iter().collect::<Vec<_>>()).await?;
        let mut lists: HashMap<Uuid, Vec<Row<N>>> = HashMap::new();
        for (parent, id) in links {
            let Some(record) = records.get(&id) else { continue };
            let place = Place { key: Vec::new(), id };
            let row = Row { model: Arc::clone(record), place, joined: Joined::default() };
            lists.entry(parent).or_default().push(row);
        }
        Ok(Some(lists))
    }
}
