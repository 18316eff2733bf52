//! Those who are answered for as long as they stay: over WebSockets and by events (SSE). So many at once and no more, and
//! none of them once the server stops.

use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};

use super::refusal::Refusal;
use crate::error::Code;

/// Seconds after which one who found no place may ask again.
const AGAIN: u64 = 5;

/// All who follow.
pub(super) struct Followers {
    places: Arc<Semaphore>,
    most: u32,
    stopping: watch::Sender<bool>,
}

/// A place among them, until it is dropped.
pub(super) struct Place {
    _permit: OwnedSemaphorePermit,
    stopping: watch::Receiver<bool>,
}

impl Followers {
    /// At most so many at once.
    pub(super) fn new(most: u32) -> Self {
        Self { places: Arc::new(Semaphore::new(most as usize)), most, stopping: watch::Sender::new(false) }
    }

    /// Gives a place to one more.
    pub(super) fn enter(&self) -> Result<Place, Refusal> {
        let permit = Arc::clone(&self.places).try_acquire_owned().map_err(|_| {
            let message = format!(
                "{} follow already, and this server takes no more at once: try again in a while",
                self.most
            );
            let mut refusal = Refusal::new(Code::RateLimited, message)
                .with("limit", "followers")
                .with("maximum", self.most)
                .with("retryAfter", AGAIN);
            refusal.retry_after = Some(AGAIN);
            refusal
        })?;
        Ok(Place { _permit: permit, stopping: self.stopping.subscribe() })
    }

    /// Lets all of them go, and waits until they have gone.
    pub(super) async fn dismiss(&self) {
        self.stopping.send_replace(true);
        // An error would say that nobody can enter any more.
        let _all = self.places.acquire_many(self.most).await;
    }
}

impl Place {
    /// Waits until the server stops.
    pub(super) fn dismissed(&self) -> impl Future<Output = ()> + Send + use<> {
        let mut stopping = self.stopping.clone();
        async move {
            // An error says that nobody is left to stop.
            let _stopped = stopping.wait_for(|stopping| *stopping).await;
        }
    }
}
