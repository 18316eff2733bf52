//! The root of all that is followed.

use std::collections::VecDeque;

use async_graphql::{Context, Subscription as Root};
use futures_util::{
    StreamExt,
    stream::{BoxStream, unfold},
};
use store::{Event, Follower};

use super::change::{Change, MOST, NodeType, names, since};
use crate::{error::Error, loader::Loaders};

/// The root of all that is followed, over a WebSocket or as events of the server's (SSE).
pub(crate) struct Subscription;

/// The root of all that is followed, over a WebSocket or as events of the server's (SSE).
#[Root]
impl Subscription {
    /// What happens to records, in the order in which it does (changements), and what happened before, as far as `after`
    /// asks for it. Keep the last `cursor` and begin again with it as `after`: nothing is missed. With the error
    /// UNKNOWN_TOKEN, start anew without a cursor.
    async fn changes(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "Only what comes after this cursor; \"now\" is where the list ends now. From the first change of all where it is not given."
        )]
        after: Option<String>,
        #[graphql(desc = "Only changes of records of these types; of all where it is not given.")]
        types: Option<Vec<NodeType>>,
        #[graphql(desc = "Ends after so many; never where it is not given.")] first: Option<i32>,
    ) -> Result<BoxStream<'static, Result<Change, Error>>, Error> {
        let types = names(types)?.into_iter().map(str::to_owned).collect();
        let follower = ctx.data_unchecked::<Loaders>().store().follow(since(after.as_deref())?, types);
        let left = first.map(|first| u64::try_from(first).unwrap_or_default());
        let following = Following { follower, read: VecDeque::new(), left, failed: false };
        Ok(unfold(following, Following::next).boxed())
    }
}

/// A subscription that goes on. It has a page in memory at most: the next one is read once this one is taken.
struct Following {
    follower: Follower,
    read: VecDeque<Event>,
    /// How many are still to come; none where it never ends.
    left: Option<u64>,
    failed: bool,
}

impl Following {
    async fn next(mut self) -> Option<(Result<Change, Error>, Self)> {
        loop {
            if self.failed || self.left == Some(0) {
                return None;
            }
            if let Some(event) = self.read.pop_front() {
                self.left = self.left.map(|left| left - 1);
                return Some((Ok(Change(event)), self));
            }
            let page = self.left.unwrap_or(u64::MAX).min(MOST as u64);
            match self.follower.next(page).await {
                Ok(page) => self.read = page.events.into(),
                Err(error) => {
                    self.failed = true;
                    return Some((Err(error.into()), self));
                }
            }
        }
    }
}
