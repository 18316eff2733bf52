//! What people decided of records, and the last change of each.

use std::collections::HashMap;

use entities::{decision, revision};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::{Error, Store};

impl Store {
    /// What people decided of records, each record's decisions in the order of their fields: one statement.
    ///
    /// # Errors
    /// [`Error::Unavailable`], [`Error::Database`], here and below.
    pub async fn decisions(&self, records: &[Uuid]) -> Result<HashMap<Uuid, Vec<decision::Model>>, Error> {
        self.bring("decision", "record_id", records).await?;
        let rows = decision::Entity::find()
            .filter(decision::Column::RecordId.is_in(records.iter().copied()))
            .all(&self.line())
            .await?;
        let mut decisions: HashMap<Uuid, Vec<decision::Model>> = HashMap::new();
        for row in rows {
            decisions.entry(row.record_id).or_default().push(row);
        }
        for list in decisions.values_mut() {
            list.sort_by(|one, other| (one.at, &one.field).cmp(&(other.at, &other.field)));
        }
        Ok(decisions)
    }

    /// The number of each record's last revision: one statement.
    pub async fn last_revisions(&self, records: &[Uuid]) -> Result<HashMap<Uuid, i64>, Error> {
        // The history is that of the present database, up to what was known.
        let on = self.past.as_ref().map_or(&self.connection, |past| past.present());
        let known = self.past.as_ref().map(|past| revision::Column::Sequence.lte(past.sequence()));
        let last: Vec<(Uuid, i64)> = revision::Entity::find()
            .select_only()
            .column(revision::Column::RecordId)
            .column_as(revision::Column::Sequence.max(), "last")
            .filter(revision::Column::RecordId.is_in(records.iter().copied()))
            .filter(Condition::all().add_option(known))
            .group_by(revision::Column::RecordId)
            .order_by_asc(revision::Column::RecordId)
            .into_tuple()
            .all(on)
            .await?;
        Ok(last.into_iter().collect())
    }
}
