//! The documents as they came, each a file of a folder.

use std::path::Path;

use futures_util::TryStreamExt;
use publish::{ORIGINALS, original_path};
use store::{Field, FieldKind, Snapshot};

use super::{part, unwritten};

/// Writes the bytes of every document that is kept, each where [`original_path`] says. What is there already is left.
pub(super) async fn write(snapshot: &Snapshot, folder: &Path) -> Result<(), String> {
    let lost = |error: store::Error| error.to_string();
    let columns = [("sha256", FieldKind::Text), ("media_type", FieldKind::Text)];
    let listed: Vec<Vec<Field>> = snapshot
        .rows(ORIGINALS.name, &columns, &[])
        .await
        .map_err(lost)?
        .try_collect()
        .await
        .map_err(lost)?;
    let mut written = 0;
    for row in listed {
        let (Some(Field::Text(sha256)), media_type) = (row.first(), row.get(1)) else { continue };
        let media_type = match media_type {
            Some(Field::Text(media_type)) => Some(media_type.as_str()),
            _ => None,
        };
        let (Some(path), Some(bytes)) =
            (original_path(sha256, media_type), snapshot.original(sha256).await.map_err(lost)?)
        else {
            continue;
        };
        let path = folder.join(path);
        into_file(&path, &bytes)?;
        written += 1;
    }
    let folder = folder.join("originals");
    eprintln!("{}: {written} {}", folder.display(), if written == 1 { "document" } else { "documents" });
    Ok(())
}

fn into_file(path: &Path, bytes: &[u8]) -> Result<(), String> {
    if std::fs::read(path).is_ok_and(|there| there == bytes) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|error| unwritten(folder, &error))?;
    }
    let part = part(path);
    std::fs::write(&part, bytes).map_err(|error| unwritten(&part, &error))?;
    std::fs::rename(&part, path).map_err(|error| unwritten(path, &error))
}
