//! Reads a file while it grows, to its end.

use std::io;

use futures_util::{Stream, stream::try_unfold};
use tokio::{
    fs::File,
    io::{AsyncReadExt, AsyncSeekExt},
    sync::watch,
};

use super::Stage;

/// Bytes that are read at a time.
const STEP: u64 = 64 * 1024;

/// The bytes of a file as they come; an error where it will never be whole.
pub(crate) fn follow(
    file: File,
    stage: watch::Receiver<Stage>,
) -> impl Stream<Item = io::Result<Vec<u8>>> + Send + 'static {
    try_unfold((file, stage, 0_u64), async |(mut file, mut stage, read)| {
        loop {
            let (there, whole) = match &*stage.borrow_and_update() {
                Stage::Growing(size) => (*size, false),
                Stage::Finished(finished) => (finished.size, true),
                Stage::Failed => return Err(io::Error::other("the file was not finished")),
            };
            if read < there {
                let mut bytes = vec![0; usize::try_from((there - read).min(STEP)).unwrap_or_default()];
                file.seek(io::SeekFrom::Start(read)).await?;
                file.read_exact(&mut bytes).await?;
                let next = read + bytes.len() as u64;
                return Ok(Some((bytes, (file, stage, next))));
            }
            if whole {
                return Ok(None);
            }
            stage.changed().await.map_err(|_| io::Error::other("the file was not finished"))?;
        }
    })
}
