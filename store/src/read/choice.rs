//! What a list is chosen by: whether the data has it.

use entities::{territory, theme};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use crate::{Error, Store};

impl Store {
    /// Whether there is a theme of this slug.
    ///
    /// # Errors
    /// [`Error::Unavailable`], [`Error::Database`].
    pub async fn has_theme(&self, slug: &str) -> Result<bool, Error> {
        let known = theme::Entity::find().filter(theme::Column::Slug.eq(slug));
        let known = known.select_only().column(theme::Column::Id).into_tuple::<Uuid>();
        Ok(known.one(&self.line()).await?.is_some())
    }

    /// Whether there is a territory of this code, of whichever level.
    ///
    /// # Errors
    /// [`Error::Unavailable`], [`Error::Database`].
    pub async fn has_territory(&self, code: &str) -> Result<bool, Error> {
        let known = territory::Entity::find().filter(territory::Column::Code.eq(code));
        let known = known.select_only().column(territory::Column::Id).into_tuple::<Uuid>();
        Ok(known.one(&self.line()).await?.is_some())
    }
}
