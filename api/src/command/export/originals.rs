//! The documents as they came, each a file of a folder.

use std::{collections::HashSet, path::Path};

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
    let known: HashSet<&str> = listed.iter().filter_map(|row| text(row.first())).collect();
    let documents: Vec<Vec<Field>> = snapshot
        .rows("documents", &columns[..1], &[])
        .await
        .map_err(lost)?
        .try_collect()
        .await
        .map_err(lost)?;
    if let Some(sha256) =
        documents.iter().filter_map(|row| text(row.first())).find(|hash| !known.contains(hash))
    {
        return Err(format!(
            "the bytes of document {sha256} are not there, and a backup without them could not be restored. \
             `hemicycle verify` says what else is missing; restore an older backup"
        ));
    }
    let mut written = 0;
    for row in &listed {
        let Some(sha256) = text(row.first()) else { continue };
        let media_type = text(row.get(1));
        let (Some(path), Some(bytes)) =
            (original_path(sha256, media_type), snapshot.original(sha256).await.map_err(lost)?)
        else {
            continue;
        };
        if bytes.is_empty() && sha256 != crate::export::sha256(b"") {
            // They had a person's name that was taken out.
            continue;
        }
        let path = folder.join(path);
        into_file(&path, &bytes)?;
        written += 1;
    }
    let folder = folder.join("originals");
    eprintln!("{}: {written} {}", folder.display(), if written == 1 { "document" } else { "documents" });
    Ok(())
}

fn text(field: Option<&Field>) -> Option<&str> {
    match field {
        Some(Field::Text(text)) => Some(text),
        _ => None,
    }
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
