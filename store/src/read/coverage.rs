//! What the data covers: places, days, and since when it is there.

use chrono::{DateTime, NaiveDate, Utc};
use entities::{revision, session, territory};
use sea_orm::{ColumnTrait, EntityTrait, QueryOrder, QuerySelect};

use crate::{Error, Store};

/// What the data covers.
#[derive(Clone, Debug, PartialEq)]
pub struct Coverage {
    /// The territories, by their codes.
    pub territories: Vec<territory::Model>,
    /// The days of the first session and of the last; none where there is no session.
    pub days: Option<(NaiveDate, NaiveDate)>,
    /// When something was written first; none where nothing was.
    pub begun: Option<DateTime<Utc>>,
}

impl Store {
    /// What the data covers now.
    ///
    /// # Errors
    /// [`Error::Unavailable`], [`Error::Database`].
    pub async fn coverage(&self) -> Result<Coverage, Error> {
        let territories = territory::Entity::find()
            .order_by_asc(territory::Column::NameKey)
            .order_by_asc(territory::Column::Id)
            .all(&self.line())
            .await?;
        let days = session::Entity::find()
            .select_only()
            .column_as(session::Column::HeldOn.min(), "first")
            .column_as(session::Column::HeldOn.max(), "last")
            .into_tuple::<(Option<NaiveDate>, Option<NaiveDate>)>()
            .one(&self.line())
            .await?;
        let begun = revision::Entity::find()
            .select_only()
            .column(revision::Column::At)
            .order_by_asc(revision::Column::Sequence)
            .into_tuple::<DateTime<Utc>>()
            .one(&self.line())
            .await?;
        let days = days.and_then(|(first, last)| first.zip(last));
        Ok(Coverage { territories, days, begun })
    }
}
