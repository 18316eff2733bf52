//! Webhooks as the keys that made them see them.

use entities::{access_key, webhook};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{Reason, Webhook, WebhookChange};
use crate::{Error, Events, Since, Store};

/// How many a key may have.
const MOST: usize = 20;

/// Hooks of keys.
impl Store {
    /// Makes a hook that begins at the end of the ledger; none where the key has as many as it may. Its secret is 244
    /// random bits.
    ///
    /// # Errors
    /// [`Error::Unavailable`], [`Error::Database`], here and below.
    pub async fn make_webhook(
        &self,
        key: Uuid,
        url: &str,
        types: &[String],
    ) -> Result<Option<Webhook>, Error> {
        let Events { end, .. } = self.changes(Since::Now, &[], 0).await?;
        let transaction = self.begin_alone().await?;
        let of_key = webhook::Entity::find().filter(webhook::Column::KeyId.eq(key)).all(&transaction).await?;
        if of_key.len() >= MOST {
            return Ok(None);
        }
        let row = webhook::Model {
            id: Uuid::new_v4(),
            key_id: key,
            url: url.to_owned(),
            types: types.join(","),
            secret: Sha256::digest(format!("{}{}", Uuid::new_v4(), Uuid::new_v4())).to_vec(),
            token: end.to_string(),
            created_at: self.clock.now(),
            disabled_at: None,
            disabled_because: None,
            delivered_at: None,
            failing_since: None,
            failures: 0,
            failure: None,
            next_at: None,
            sender: None,
            sender_until: None,
        };
        webhook::Entity::insert(row.clone().into_active_model()).exec_without_returning(&transaction).await?;
        transaction.commit().await?;
        let key = access_key::Entity::find_by_id(key).one(&self.connection).await?;
        Ok(Some(Webhook::of((row, key), self.clock.now())))
    }

    /// The hooks of a key, or of all keys, the oldest first.
    pub async fn webhooks(&self, key: Option<Uuid>) -> Result<Vec<Webhook>, Error> {
        let rows = webhook::Entity::find()
            .filter(Condition::all().add_option(key.map(|key| webhook::Column::KeyId.eq(key))))
            .order_by_asc(webhook::Column::CreatedAt)
            .order_by_asc(webhook::Column::Id)
            .find_also_related(access_key::Entity)
            .all(&self.connection)
            .await?;
        let now = self.clock.now();
        Ok(rows.into_iter().map(|row| Webhook::of(row, now)).collect())
    }

    /// Changes a hook of a key, or of any key; none where there is none of that id. Whatever failed before is forgotten
    /// where it is enabled, or goes elsewhere.
    pub async fn change_webhook(
        &self,
        id: Uuid,
        key: Option<Uuid>,
        change: &WebhookChange,
    ) -> Result<Option<Webhook>, Error> {
        let found = webhook::Entity::find_by_id(id)
            .filter(Condition::all().add_option(key.map(|key| webhook::Column::KeyId.eq(key))));
        let Some(row) = found.one(&self.connection).await? else { return Ok(None) };
        let mut next = webhook::ActiveModel { id: Set(id), ..Default::default() };
        if let Some(url) = &change.url {
            next.url = Set(url.clone());
        }
        if let Some(types) = &change.types {
            next.types = Set(types.join(","));
        }
        if let Some(token) = change.token {
            next.token = Set(token.to_string());
        }
        match change.enabled {
            Some(false) if row.disabled_at.is_none() => {
                (next.disabled_at, next.disabled_because) =
                    (Set(Some(self.clock.now())), Set(Some(Reason::Key)));
            }
            Some(true) => (next.disabled_at, next.disabled_because) = (Set(None), Set(None)),
            Some(false) | None => {}
        }
        if change.enabled == Some(true) || change.url.is_some() || change.token.is_some() {
            (next.failing_since, next.failures, next.failure) = (Set(None), Set(0), Set(None));
            next.next_at = Set(None);
        }
        // Whoever sends takes it anew, and sees what is other.
        (next.sender, next.sender_until) = (Set(None), Set(None));
        let on = self.begin().await?;
        webhook::Entity::update(next).exec(&on).await?;
        let changed = webhook::Entity::find_by_id(id).find_also_related(access_key::Entity);
        let changed = changed.one(&on).await?;
        on.commit().await?;
        Ok(changed.map(|row| Webhook::of(row, self.clock.now())))
    }

    /// Removes a hook of a key, or of any key; whether there was one.
    pub async fn remove_webhook(&self, id: Uuid, key: Option<Uuid>) -> Result<bool, Error> {
        let on = self.begin().await?;
        let removed = webhook::Entity::delete_many()
            .filter(webhook::Column::Id.eq(id))
            .filter(Condition::all().add_option(key.map(|key| webhook::Column::KeyId.eq(key))))
            .exec(&on)
            .await?;
        on.commit().await?;
        Ok(removed.rows_affected > 0)
    }
}
