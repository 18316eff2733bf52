//! Exports: whole datasets as files. Each is written once for a state of the data, read by as many as ask while it
//! grows, and kept until the data changes.

mod file;
mod growing;
mod hashed;
mod popolo;
mod product;
mod publications;
mod rows;
mod scdl;

use std::{
    collections::HashMap,
    path::Path,
    sync::{Arc, Mutex, PoisonError},
};

use store::Store;
use tempfile::TempDir;
use tokio::sync::{OnceCell, Semaphore};

pub(crate) use file::{Made, Stage};
pub(crate) use growing::follow;
pub(crate) use hashed::{Hashed, hexadecimal, sha256};
pub(crate) use product::Product;
pub(crate) use rows::write;
pub(crate) use scdl::Codes;

/// How many files are written at a time: each holds a connection to the database.
const WRITERS: usize = 2;

/// The files of a server.
pub(crate) struct Exports {
    /// For the files of SCDL.
    codes: Option<Codes>,
    /// Where they are kept: gone when the server is.
    folder: OnceCell<TempDir>,
    /// One for each name, of the last state that somebody asked for.
    made: Mutex<HashMap<String, Arc<Place>>>,
    writers: Arc<Semaphore>,
}

/// Where the file of one name is, once it begins. Locked while it does, so that two who ask at once get the same.
type Place = tokio::sync::Mutex<Option<Arc<Made>>>;

/// Why a file cannot be had.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    /// The data cannot be read.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// The file cannot be written or read.
    #[error("{0}")]
    File(#[from] std::io::Error),
    /// Rows could not be written in the format.
    #[error(transparent)]
    Publish(#[from] publish::Error),
    /// Whoever wrote it has ended before the file did.
    #[error("the file was not finished")]
    Unfinished,
}

impl Exports {
    pub(crate) fn new(codes: Option<Codes>) -> Self {
        Self {
            codes,
            folder: OnceCell::new(),
            made: Mutex::default(),
            writers: Arc::new(Semaphore::new(WRITERS)),
        }
    }

    /// What whoever runs the server gives to files.
    pub(crate) fn codes(&self) -> Option<&Codes> {
        self.codes.as_ref()
    }

    /// The file of the data as a store has it now: one that is there, or one that begins to be written.
    ///
    /// # Errors
    /// Where the data cannot be read, or there is no place for the file.
    pub(crate) async fn get(&self, store: &Store, product: &Product) -> Result<Arc<Made>, Error> {
        let place = {
            let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(made.entry(product.key()).or_default())
        };
        // Asked before the place is waited for: while the database is gone nobody waits for one another.
        let version = store.version().await?;
        let mut there = place.lock().await;
        if let Some(there) = there.as_ref().filter(|there| there.is_of(version)) {
            return Ok(Arc::clone(there));
        }
        let begun = self.begin(store, product.clone()).await?;
        *there = Some(Arc::clone(&begun));
        Ok(begun)
    }

    /// Begins a file that is kept for as long as somebody holds it.
    ///
    /// # Errors
    /// As [`Exports::get`].
    pub(crate) async fn begin(&self, store: &Store, product: Product) -> Result<Arc<Made>, Error> {
        // Before the snapshot, which holds a connection: however many files are asked for, queries find one.
        let turn = Arc::clone(&self.writers).acquire_owned().await.map_err(|_| Error::Unfinished)?;
        let snapshot = store.snapshot().await?;
        let (file, path) = tempfile::Builder::new()
            .prefix("export-")
            .suffix(&format!("-{}", product.file_name()))
            .tempfile_in(self.folder().await?)?
            .into_parts();
        let (made, growing) = Made::new(snapshot.version(), path);
        tokio::spawn(async move {
            growing.run(product, snapshot, file).await;
            drop(turn);
        });
        Ok(Arc::new(made))
    }

    async fn folder(&self) -> Result<&Path, Error> {
        Ok(self.folder.get_or_try_init(async || tempfile::tempdir()).await?.path())
    }
}
