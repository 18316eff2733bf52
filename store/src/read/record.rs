//! Records by their ids.

use std::{collections::HashMap, sync::Arc};

use uuid::Uuid;

use super::{
    columns::Without,
    filter::TABLE,
    gathering::Part,
    join::Joining,
    noun::Noun,
    page::{Row, joined, width},
    wording::{Alike, Made, What},
};
use crate::{Error, Store};

impl Store {
    /// Records by their ids: one statement, or none where all are held in memory. What is not there may have been written
    /// since, and is asked for. Ids without a record are left out.
    pub async fn by_ids<N: Noun>(&self, ids: &[Uuid]) -> Result<HashMap<Uuid, Arc<N>>, Error> {
        let held = if N::SMALL { self.tables().await?.and_then(N::held) } else { None };
        let found = |id: &Uuid| Some((*id, Arc::clone(held?.get(id)?)));
        let mut records: HashMap<Uuid, Arc<N>> = ids.iter().filter_map(found).collect();
        let others: Vec<Uuid> = ids.iter().copied().filter(|id| !records.contains_key(id)).collect();
        if others.is_empty() {
            return Ok(records);
        }
        self.bring(N::TABLE, "id", &others).await?;
        let rows = self.rows(self.records::<N>(&others, &[])).await?;
        records.extend(self.decoded(&rows, N::read)?.into_iter().map(|row| (row.id(), Arc::new(row))));
        Ok(records)
    }

    /// Records by their ids, with what is joined to them: one statement. Ids without a record are left out. Not of what was
    /// known at a moment: it has no joins.
    ///
    /// # Errors
    /// [`Error::Unavailable`], [`Error::Database`].
    pub async fn by_ids_with<N: Noun>(
        &self,
        ids: &[Uuid],
        joins: &[Joining],
    ) -> Result<HashMap<Uuid, Row<N>>, Error> {
        let rows = self.rows(self.records::<N>(ids, joins)).await?;
        let rows = self.decoded(&rows, |columns| joined::<N>(columns, joins))?;
        Ok(rows.into_iter().map(|row| (row.place.id, row)).collect())
    }
    fn records<N: Noun>(&self, ids: &[Uuid], joins: &[Joining]) -> Part {
        self.alike(
            Alike { what: What::Records, table: N::TABLE, joins: joins.to_vec(), without: Without::NOTHING },
            ids,
            || {
                let mut select = self.columns::<N>(joins);
                select.and_where(self.is_among((TABLE, "id"), ids));
                Made { select, columns: width::<N>(joins), order: None, limit: None }
            },
        )
    }
}
