//! A file that is being written, or is finished.

use std::{
    fs::File,
    io::{BufWriter, Write},
    path::Path,
};

use store::{Snapshot, Version};
use tempfile::TempPath;
use tokio::sync::watch;

use super::{Error, Hashed, Product, rows::write};

/// Bytes between two notes of how far the file is.
const STEP: usize = 256 * 1024;

/// A file of one state of the data.
pub(crate) struct Made {
    pub(crate) version: Version,
    /// Removes the file when nobody asks for this state any more; whoever reads it has it open.
    path: TempPath,
    stage: watch::Receiver<Stage>,
}

/// How far it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    /// So many bytes can be read.
    Growing(u64),
    /// All of it can.
    Finished(Finished),
    /// It will never be whole.
    Failed,
}

/// What is known of a whole file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Finished {
    /// In bytes.
    pub(crate) size: u64,
    /// Of its bytes, in hexadecimal.
    pub(crate) sha256: String,
    pub(crate) rows: u64,
}

/// The end of it that is written to.
pub(super) struct Growing(watch::Sender<Stage>);

impl Made {
    pub(super) fn new(version: Version, path: TempPath) -> (Self, Growing) {
        let (sender, stage) = watch::channel(Stage::Growing(0));
        (Self { version, path, stage }, Growing(sender))
    }

    /// Whether it shows that state of the data, or is about to.
    pub(super) fn is_of(&self, version: Version) -> bool {
        self.version == version && *self.stage.borrow() != Stage::Failed
    }

    /// How far it is.
    pub(crate) fn stage(&self) -> watch::Receiver<Stage> {
        self.stage.clone()
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Waits until it is whole.
    ///
    /// # Errors
    /// Where it never will be.
    pub(crate) async fn finished(&self) -> Result<Finished, Error> {
        let mut stage = self.stage.clone();
        let ended = stage.wait_for(|stage| !matches!(stage, Stage::Growing(_))).await;
        match ended.map_err(|_| Error::Unfinished)?.clone() {
            Stage::Finished(finished) => Ok(finished),
            Stage::Growing(_) | Stage::Failed => Err(Error::Unfinished),
        }
    }
}

impl Growing {
    /// Writes the product, and says how it ended.
    pub(super) async fn run(self, product: Product, snapshot: Snapshot, file: File) {
        let written = Counted { into: Hashed::new(BufWriter::new(file)), told: 0, stage: self.0 };
        let changed = snapshot.version().changed();
        match write(&product, &snapshot, written).await {
            Ok((counted, rows)) => counted.end(rows, changed),
            Err(error) => tracing::error!(%error, file = product.file_name(), "an export failed"),
        }
    }
}

/// Says how far what goes through is. Dropped before its end, the file has failed.
struct Counted {
    into: Hashed<BufWriter<File>>,
    told: u64,
    stage: watch::Sender<Stage>,
}

impl Counted {
    fn end(mut self, rows: u64, changed: Option<chrono::DateTime<chrono::Utc>>) {
        let ended = self.into.flush().and_then(|()| {
            // What `Last-Modified` says of the file is when the data changed.
            changed.map_or(Ok(()), |changed| self.into.get_ref().get_ref().set_modified(changed.into()))
        });
        if let Err(error) = ended {
            tracing::error!(%error, "an export failed");
            return;
        }
        let (size, sha256) = (self.into.size(), self.into.sha256());
        self.stage.send_replace(Stage::Finished(Finished { size, sha256, rows }));
    }
}

impl Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let written = self.into.write(bytes)?;
        let size = self.into.size();
        if size - self.told >= STEP as u64 {
            self.into.flush()?;
            self.told = size;
            self.stage.send_replace(Stage::Growing(size));
        }
        Ok(written)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.into.flush()
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.stage.send_if_modified(|stage| {
            let failed = matches!(stage, Stage::Growing(_));
            if failed {
                *stage = Stage::Failed;
            }
            failed
        });
    }
}
