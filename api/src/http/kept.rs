//! Answers that are kept for those who ask the same again, while the data stays as it is.
//!
//! An answer is found by the bytes that asked for it, the media type, and the version of the data, before anything of them
//! is read. So an answer of an older state is never found: after a write of this process its version is not believed any
//! more, and after one of another for half a second at most ([`store::Store::recent_version`]). Of many who ask the same at
//! once, one asks the database and the others wait for it.

use std::sync::Arc;

use axum::{
    body::Bytes,
    http::{HeaderMap, Method},
};
use quick_cache::{
    DefaultHashBuilder, OptionsBuilder, Weighter,
    sync::{Cache, DefaultLifecycle, PlaceholderGuard},
};
use store::{Reading, Version};
use tokio::{sync::OnceCell, task::spawn_blocking};

use super::{accept::Media, coding::Coding};

/// Smaller answers are not compressed: they fit in one packet.
const WORTH_IT: usize = 1_024;

/// Parts that are locked apart. Each has its share of the bytes, which is also the most that one answer may have.
const PARTS: usize = 8;

/// What an answer takes beside its bytes: its headers, and its place.
const OVERHEAD: usize = 1_024;

/// The answers, the most asked for of them, within some bytes.
pub(super) struct Answers(Option<Kept>);

/// What those who wait get: of an answer that is not kept, what they are to do.
type Value = Result<Arc<Again>, Left>;

/// What is left of an answer that is not kept, for those who wait for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Left {
    /// Each makes one for itself.
    Own,
    /// The database does not answer: whoever asks it again waits as long again.
    Gone,
}

type Kept = Cache<Vec<u8>, Value, Weight>;

/// Room for an answer that is being made. Where it is dropped, one of those who wait gets it.
pub(super) struct Room<'a> {
    guard: PlaceholderGuard<'a, Vec<u8>, Value, Weight, DefaultHashBuilder, DefaultLifecycle<Vec<u8>, Value>>,
    kept: &'a Kept,
    key: &'a [u8],
}

/// Who asks for an answer that is not there meets one of these.
pub(super) enum Met<'a> {
    /// It is to make it.
    Room(Room<'a>),
    /// Another has made it meanwhile.
    Answer(Arc<Again>),
    /// It makes one for itself: nothing is kept, or what another made cannot be.
    Nothing,
    /// Another has waited for a database that does not answer.
    Gone,
}

/// What a request is kept by, and where it reads.
#[derive(Clone)]
pub(super) struct Place {
    pub(super) key: Vec<u8>,
    pub(super) version: Version,
    pub(super) reading: Reading,
}

/// An answer to be given again.
pub(super) struct Again {
    pub(super) version: Version,
    /// What its query costs.
    pub(super) cost: u64,
    /// Its entity tag.
    pub(super) tag: String,
    /// Its headers: what is the same for all who ask.
    pub(super) head: HeaderMap,
    body: Bytes,
    /// In each coding, once somebody took it; none where that is not worth it.
    gzip: OnceCell<Option<Bytes>>,
    zstd: OnceCell<Option<Bytes>>,
}

/// Weighs an answer with what asked for it. Both its compressed forms together are no longer than itself.
#[derive(Clone)]
pub(super) struct Weight;

impl Weighter<Vec<u8>, Value> for Weight {
    fn weight(&self, key: &Vec<u8>, again: &Value) -> u64 {
        let bytes = again.as_ref().map_or(0, |again| 2 * again.body.len());
        (key.len() + bytes + OVERHEAD) as u64
    }
}

impl Place {
    /// The place of a request: how it is sent, in which form it is answered, what it asks, of which state.
    pub(super) fn new(
        method: &Method,
        media: Media,
        asked: &[u8],
        version: Version,
        reading: Reading,
    ) -> Self {
        let state = version.bytes();
        let mut key = Vec::with_capacity(2 + state.len() + asked.len());
        key.extend_from_slice(&[u8::from(*method == Method::POST), u8::from(media == Media::Modern)]);
        key.extend_from_slice(&state);
        key.extend_from_slice(asked);
        Self { key, version, reading }
    }
}

impl Answers {
    /// Keeps at most so many bytes; none where that is 0.
    pub(super) fn new(bytes: u64) -> Self {
        let items = usize::try_from(bytes / 16_384).unwrap_or(usize::MAX).max(16);
        let options = OptionsBuilder::new()
            .shards(PARTS)
            .estimated_items_capacity(items)
            .weight_capacity(bytes)
            .build();
        let kept = options.ok().filter(|_| bytes > 0).map(|options| {
            Cache::with_options(options, Weight, DefaultHashBuilder::default(), DefaultLifecycle::default())
        });
        Self(kept)
    }

    /// Whether any are kept.
    pub(super) fn are_kept(&self) -> bool {
        self.0.is_some()
    }

    /// What was answered before.
    pub(super) fn get(&self, place: &Place) -> Option<Arc<Again>> {
        self.0.as_ref()?.get(&place.key)?.ok()
    }

    /// Waits while another makes the answer.
    pub(super) async fn wait<'a>(&'a self, key: &'a Vec<u8>) -> Met<'a> {
        let Some(kept) = &self.0 else { return Met::Nothing };
        match kept.get_value_or_guard_async(key).await {
            Ok(Ok(again)) => Met::Answer(again),
            Ok(Err(Left::Own)) => Met::Nothing,
            Ok(Err(Left::Gone)) => Met::Gone,
            Err(guard) => Met::Room(Room { guard, kept, key }),
        }
    }
}

impl Room<'_> {
    /// Keeps the answer, and gives it to those who wait. Whether it is kept: one that is too large is not, nor where the room
    /// was taken out meanwhile; then it is made again when it is asked for.
    pub(super) fn fill(self, again: Arc<Again>) -> bool {
        self.guard.insert(Ok(again)).is_ok() && self.kept.contains_key(self.key)
    }

    /// Keeps nothing, and lets all who wait go on at once: one after the other they would wait for each other.
    pub(super) fn leave(self, left: Left) {
        let _ = self.guard.insert(Err(left));
        self.kept.remove_if(self.key, Result::is_err);
    }
}

impl Again {
    /// An answer of a state, with its body as it is.
    pub(super) fn new(version: Version, cost: u64, tag: String, head: HeaderMap, body: Vec<u8>) -> Self {
        // No byte more than it has: the bound counts these.
        let body = body.into_boxed_slice().into();
        Self { version, cost, tag, head, body, gzip: OnceCell::new(), zstd: OnceCell::new() }
    }

    /// The body as the client takes it, with its coding where it has one: compressed once for all, beside the threads that
    /// answer.
    pub(super) async fn body(&self, headers: &HeaderMap) -> (Option<Coding>, Bytes) {
        let coding = if self.body.len() < WORTH_IT { None } else { Coding::accepted(headers) };
        let Some(coding) = coding else { return (None, self.body.clone()) };
        let cell = match coding {
            Coding::Gzip => &self.gzip,
            Coding::Zstd => &self.zstd,
        };
        let packed = cell.get_or_init(|| pack(coding, self.body.clone())).await;
        packed.clone().map_or_else(|| (None, self.body.clone()), |packed| (Some(coding), packed))
    }
}

/// A body in a coding, where that is half of it at most.
async fn pack(coding: Coding, body: Bytes) -> Option<Bytes> {
    let most = body.len() / 2;
    let packed = spawn_blocking(move || coding.pack(&body)).await.ok()?.ok()?;
    (packed.len() <= most).then(|| packed.into_boxed_slice().into())
}

#[cfg(test)]
mod tests {
    use super::{Answers, Left, Met};

    /// What one gets who waits while another leaves an answer so.
    async fn met(left: Left) -> bool {
        let (answers, key) = (Answers::new(1 << 20), vec![1]);
        let Met::Room(room) = answers.wait(&key).await else { return false };
        let (other, ()) = tokio::join!(answers.wait(&key), async {
            tokio::task::yield_now().await;
            room.leave(left);
        });
        let again = matches!(answers.wait(&key).await, Met::Room(_));
        again && matches!((left, other), (Left::Own, Met::Nothing) | (Left::Gone, Met::Gone))
    }

    #[tokio::test]
    async fn who_waits_hears_what_is_left_and_the_next_finds_nothing() {
        assert!(met(Left::Own).await);
        assert!(met(Left::Gone).await);
    }
}
