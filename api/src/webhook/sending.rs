//! The deliveries of one hook, from its place on.

use std::{pin::pin, time::Duration};

use chrono::{TimeDelta, Utc};
use reqwest::{StatusCode, Url};
use serde_json::json;
use store::{Event, Followed, Operation, Reason, Since, Store, Webhook};
use tokio::time::{sleep, timeout};
use uuid::Uuid;

use super::line::{Delivery, Lines};
use crate::{event::told, export::sha256};

/// So often a sender says that it still has a hook.
const KEEP: Duration = Duration::from_secs(5);

/// So many changes are read at once.
const READ: u64 = 100;

/// The longest wait between two attempts.
const LONGEST_WAIT: Duration = Duration::from_secs(3600);

/// When attempts follow each other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Times {
    /// The longest wait before the second one.
    pub(super) retry: Duration,
    /// After so long of nothing but failures there is none any more.
    pub(super) patience: Duration,
}

/// One hook that this instance delivers to.
pub(super) struct Sending {
    pub(super) store: Store,
    pub(super) sender: Uuid,
    pub(super) hook: Webhook,
    pub(super) lines: Lines,
    pub(super) times: Times,
}

/// What became of an attempt.
enum Attempt {
    Taken,
    /// The address wants nothing more.
    Gone,
    Failed(String),
}

impl Sending {
    /// Delivers until the hook is another's, or an attempt failed, or the store does not answer.
    pub(super) async fn run(mut self) {
        if let Err(error) = self.go_on().await {
            tracing::warn!(%error, webhook = %self.hook.id, "a webhook waits");
        }
    }

    async fn go_on(&mut self) -> Result<(), store::Error> {
        let mut followed = self.store.followed();
        let types = self.hook.types.clone();
        let types: Vec<&str> = types.iter().map(String::as_str).collect();
        loop {
            let page = match self.store.changes(Since::Token(self.hook.token), &types, READ).await {
                Err(store::Error::UnknownToken) => {
                    let why = "the place is none of this ledger, which was put back from an older backup";
                    return self.give_up(Reason::Token, why).await;
                }
                page => page?,
            };
            // Its key may have been revoked, and it may have been given another address, since this was last asked.
            if !page.events.is_empty() && !self.store.keep_webhook(self.hook.id, self.sender).await? {
                return Ok(());
            }
            for event in &page.events {
                if !self.deliver(event).await? {
                    return Ok(());
                }
            }
            // What was looked at last may be of other types.
            if page.end != self.hook.token {
                self.hook.token = page.end;
                if !self.store.delivered(self.hook.id, self.sender, page.end, false).await? {
                    return Ok(());
                }
            }
            if !page.more && !self.wait(&mut followed).await? {
                return Ok(());
            }
        }
    }

    /// Waits until there may be more to deliver; whether the hook is still this sender's.
    async fn wait(&self, followed: &mut Followed) -> Result<bool, store::Error> {
        loop {
            if timeout(KEEP, followed.grew()).await.is_ok() {
                return Ok(true);
            }
            if !self.store.keep_webhook(self.hook.id, self.sender).await? {
                return Ok(false);
            }
        }
    }

    /// Delivers one change; whether to go on with the next.
    async fn deliver(&mut self, event: &Event) -> Result<bool, store::Error> {
        match self.attempt(event).await? {
            None => Ok(false),
            Some(Attempt::Taken) => {
                self.hook.token = event.token;
                (self.hook.failing_since, self.hook.failures) = (None, 0);
                self.store.delivered(self.hook.id, self.sender, event.token, true).await
            }
            Some(Attempt::Gone) => {
                self.give_up(Reason::Gone, "the address answered 410 Gone").await.map(|()| false)
            }
            Some(Attempt::Failed(why)) => self.failed(&why).await.map(|()| false),
        }
    }

    /// Sends, and says meanwhile that the hook is taken; none where it is no more.
    async fn attempt(&self, event: &Event) -> Result<Option<Attempt>, store::Error> {
        let Ok(url) = Url::parse(&self.hook.url) else {
            return Ok(Some(Attempt::Failed("the address is none".to_owned())));
        };
        // The same at each attempt, and where it is sent again from an earlier place.
        let id = sha256(format!("{} {}", self.hook.id, event.token).as_bytes());
        let body = json!({ "type": name(event), "timestamp": event.at, "data": told(event) });
        let delivery = Delivery {
            id: format!("msg_{}", &id[..32]),
            timestamp: Utc::now().timestamp(),
            body: body.to_string(),
        };
        let mut sent = pin!(self.lines.send(&url, &delivery, self.hook.secret()));
        let status = loop {
            tokio::select! {
                status = &mut sent => break status,
                () = sleep(KEEP) => {
                    if !self.store.keep_webhook(self.hook.id, self.sender).await? {
                        return Ok(None);
                    }
                }
            }
        };
        Ok(Some(match status {
            Ok(status) if status.is_success() => Attempt::Taken,
            Ok(StatusCode::GONE) => Attempt::Gone,
            Ok(status) if status.is_redirection() => {
                let status = status.as_u16();
                Attempt::Failed(format!("the address answered {status}: redirects are not followed"))
            }
            Ok(status) => Attempt::Failed(format!("the address answered {}", status.as_u16())),
            Err(why) => Attempt::Failed(why),
        }))
    }

    /// Tries again later, or no more where that has gone on for too long.
    async fn failed(&self, why: &str) -> Result<(), store::Error> {
        let now = Utc::now();
        let since = self.hook.failing_since.unwrap_or(now);
        if (now - since).to_std().is_ok_and(|failing| failing >= self.times.patience) {
            return self.give_up(Reason::Failing, why).await;
        }
        let wait = wait(self.times.retry, self.hook.failures, chance());
        let next = now + TimeDelta::from_std(wait).unwrap_or(TimeDelta::hours(1));
        self.store.not_delivered(&self.hook, self.sender, why, next).await.map(drop)
    }

    async fn give_up(&self, reason: Reason, why: &str) -> Result<(), store::Error> {
        tracing::warn!(webhook = %self.hook.id, why, "a webhook is disabled");
        self.store.give_up_webhook(&self.hook, self.sender, reason, why).await.map(drop)
    }
}

/// "vote_position.updated".
fn name(event: &Event) -> String {
    let mut name = String::new();
    for letter in event.kind.chars() {
        if letter.is_ascii_uppercase() && !name.is_empty() {
            name.push('_');
        }
        name.push(letter.to_ascii_lowercase());
    }
    name.push_str(match event.operation {
        Operation::Created => ".created",
        Operation::Updated => ".updated",
        Operation::Deleted => ".deleted",
    });
    name
}

/// How long to wait after so many attempts: a time that doubles with each, of which chance takes up to half, so that
/// those that failed together do not come again together.
fn wait(retry: Duration, failures: u32, chance: f64) -> Duration {
    let most = retry.saturating_mul(1 << failures.min(20)).min(LONGEST_WAIT);
    most.mul_f64(1.0 - chance / 2.0)
}

/// A number from 0 to 1.
fn chance() -> f64 {
    let [one, two, ..] = *Uuid::new_v4().as_bytes();
    f64::from(u16::from_be_bytes([one, two])) / f64::from(u16::MAX)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{LONGEST_WAIT, wait};

    #[test]
    fn waits_double_up_to_an_hour_and_chance_cuts_them() {
        let retry = Duration::from_secs(5);
        assert_eq!(wait(retry, 0, 0.0), retry);
        assert_eq!(wait(retry, 3, 0.0), Duration::from_secs(40));
        assert_eq!(wait(retry, 3, 0.5), Duration::from_secs(30));
        assert_eq!(wait(retry, 3, 1.0), Duration::from_secs(20));
        assert_eq!(wait(retry, u32::MAX, 0.0), LONGEST_WAIT);
    }
}
