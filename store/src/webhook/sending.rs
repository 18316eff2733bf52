//! Webhooks as those who send see them.

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use entities::{access_key, webhook};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::Expr,
};
use uuid::Uuid;

use super::{Reason, Webhook};
use crate::{Error, Store, Token};

/// For so long a sender has a hook, unless it says again that it is there.
const LEASE: TimeDelta = TimeDelta::seconds(15);

/// The moment, as exactly as both databases keep it.
fn now() -> DateTime<Utc> {
    Utc::now().trunc_subsecs(6)
}

/// One more delivery that failed.
fn one_more(row: &mut webhook::ActiveModel, hook: &Webhook, failure: &str) {
    row.failing_since = Set(hook.failing_since.or_else(|| Some(now())));
    row.failures = Set(i32::try_from(hook.failures).unwrap_or(i32::MAX).saturating_add(1));
    row.failure = Set(Some(failure.to_owned()));
}

/// Hooks as those who send see them.
impl Store {
    /// Takes a hook that is due and that no other instance has; none where there is none. One that this sender has is
    /// none that is due.
    pub async fn take_webhook(&self, sender: Uuid) -> Result<Option<Webhook>, Error> {
        let now = now();
        let free = || {
            Condition::any()
                .add(webhook::Column::SenderUntil.is_null())
                .add(webhook::Column::SenderUntil.lt(now))
        };
        let due = webhook::Entity::find()
            .filter(webhook::Column::DisabledAt.is_null())
            .filter(self.with_key())
            .filter(free())
            .filter(
                Condition::any().add(webhook::Column::NextAt.is_null()).add(webhook::Column::NextAt.lte(now)),
            )
            .order_by_asc(webhook::Column::Id)
            .all(&self.connection)
            .await?;
        for row in due {
            let on = self.begin().await?;
            let taken = webhook::Entity::update_many()
                .col_expr(webhook::Column::Sender, Expr::value(sender))
                .col_expr(webhook::Column::SenderUntil, Expr::value(now + LEASE))
                .filter(webhook::Column::Id.eq(row.id))
                .filter(webhook::Column::DisabledAt.is_null())
                .filter(free())
                .exec(&on)
                .await?;
            on.commit().await?;
            if taken.rows_affected == 1 {
                let row = webhook::Entity::find_by_id(row.id).find_also_related(access_key::Entity);
                let row = row.one(&self.connection).await?;
                let row = row.filter(|(row, _)| row.sender == Some(sender));
                return Ok(row.map(|row| Webhook::of(row, self.clock.now())));
            }
        }
        Ok(None)
    }

    /// Says that a sender still has a hook; whether it does.
    pub async fn keep_webhook(&self, id: Uuid, sender: Uuid) -> Result<bool, Error> {
        self.as_sender(id, sender, |_| ()).await
    }

    /// A hook's place is another: all up to it was delivered, or is of other types. Whether the sender still has it.
    pub async fn delivered(
        &self,
        id: Uuid,
        sender: Uuid,
        token: Token,
        delivered: bool,
    ) -> Result<bool, Error> {
        self.as_sender(id, sender, |next| {
            next.token = Set(token.to_string());
            if delivered {
                next.delivered_at = Set(Some(now()));
                (next.failing_since, next.failures, next.failure) = (Set(None), Set(0), Set(None));
            }
        })
        .await
    }

    /// A delivery failed; it is tried again at a moment, by whoever takes the hook then. Whether the sender still had it.
    pub async fn not_delivered(
        &self,
        hook: &Webhook,
        sender: Uuid,
        failure: &str,
        next: DateTime<Utc>,
    ) -> Result<bool, Error> {
        self.as_sender(hook.id, sender, |row| {
            one_more(row, hook, failure);
            row.next_at = Set(Some(next));
            (row.sender, row.sender_until) = (Set(None), Set(None));
        })
        .await
    }

    /// Sends nothing to a hook any more. Whether the sender still had it.
    pub async fn give_up_webhook(
        &self,
        hook: &Webhook,
        sender: Uuid,
        why: Reason,
        failure: &str,
    ) -> Result<bool, Error> {
        self.as_sender(hook.id, sender, |row| {
            (row.disabled_at, row.disabled_because) = (Set(Some(now())), Set(Some(why)));
            match why {
                Reason::Gone | Reason::Failing => one_more(row, hook, failure),
                Reason::Key | Reason::Token => row.failure = Set(Some(failure.to_owned())),
            }
            (row.sender, row.sender_until) = (Set(None), Set(None));
        })
        .await
    }

    /// Lets go of whatever a sender has: another may take it at once.
    pub async fn release_webhooks(&self, sender: Uuid) -> Result<(), Error> {
        webhook::Entity::update_many()
            .col_expr(webhook::Column::SenderUntil, Expr::value(None::<DateTime<Utc>>))
            .col_expr(webhook::Column::Sender, Expr::value(None::<Uuid>))
            .filter(webhook::Column::Sender.eq(sender))
            .exec(&self.connection)
            .await?;
        Ok(())
    }

    /// That the key of a hook is one still.
    fn with_key(&self) -> Condition {
        let now = self.clock.now();
        let lasting = Condition::any()
            .add(access_key::Column::ExpiresAt.is_null())
            .add(access_key::Column::ExpiresAt.gt(now));
        let keys = access_key::Entity::find()
            .select_only()
            .column(access_key::Column::Id)
            .filter(access_key::Column::RevokedAt.is_null())
            .filter(lasting);
        Condition::all().add(webhook::Column::KeyId.in_subquery(keys.into_query()))
    }

    async fn as_sender(
        &self,
        id: Uuid,
        sender: Uuid,
        change: impl FnOnce(&mut webhook::ActiveModel),
    ) -> Result<bool, Error> {
        let mut next = webhook::ActiveModel { sender_until: Set(Some(now() + LEASE)), ..Default::default() };
        change(&mut next);
        let changed = webhook::Entity::update_many()
            .set(next)
            .filter(webhook::Column::Id.eq(id))
            .filter(webhook::Column::Sender.eq(sender))
            .filter(self.with_key())
            .exec(&self.connection)
            .await?;
        Ok(changed.rows_affected == 1)
    }
}
