//! One document: its bytes kept, read, and its records written.

use ingest::{Form, roll_territory};
use store::Store;

use super::{Import, Outcome};
use crate::extraction::extract;

/// Reads a document's bytes and writes its records, or says what they would change.
pub(super) async fn one(
    store: &Store,
    bytes: Vec<u8>,
    import: &Import,
    reader: &ingest::Options,
) -> Result<Outcome, String> {
    match import.form(&bytes) {
        Some(form) => roll(store, bytes, form, import, reader).await,
        None => document(store, bytes, import, reader).await,
    }
}

async fn document(
    store: &Store,
    bytes: Vec<u8>,
    import: &Import,
    reader: &ingest::Options,
) -> Result<Outcome, String> {
    if import.dry_run {
        let parsed = ingest::read(extract(&bytes, &import.extraction).await?, reader);
        let preview = store::preview(store, &bytes, parsed.clone()).await.map_err(nothing)?;
        return Ok(Outcome::Previewed(Box::new(parsed), preview));
    }
    // Kept before anything is read: whatever the document does to its reader, it is not lost.
    let kept = store::keep(store, bytes.clone()).await.map_err(again)?;
    let parsed = ingest::read(extract(&bytes, &import.extraction).await?, reader);
    let imported = store::record(store, kept, parsed, "hemicycle import").await.map_err(again)?;
    Ok(Outcome::Imported(Box::new(imported.parsed), imported.applied))
}

/// A file of votes. One that this version took before is passed over: it may be one of thousands.
async fn roll(
    store: &Store,
    bytes: Vec<u8>,
    form: Form,
    import: &Import,
    reader: &ingest::Options,
) -> Result<Outcome, String> {
    if import.dry_run {
        let parsed = ingest::parse_roll(&bytes, form, reader);
        let preview = store::preview_roll(store, &bytes, parsed.clone()).await.map_err(nothing)?;
        return Ok(Outcome::PreviewedRoll(Box::new(parsed), preview));
    }
    if let Some(territory) = roll_territory(reader)
        && store::taken(store, &bytes, &territory).await.map_err(again)?
    {
        return Ok(Outcome::Taken);
    }
    let kept = store::keep(store, bytes.clone()).await.map_err(again)?;
    let parsed = ingest::parse_roll(&bytes, form, reader);
    drop(bytes);
    let (parsed, applied) =
        store::record_roll(store, kept, parsed, "hemicycle import").await.map_err(again)?;
    Ok(Outcome::Roll(Box::new(parsed), applied))
}

#[expect(clippy::needless_pass_by_value, reason = "what `map_err` asks for")]
fn nothing(error: store::Error) -> String {
    format!("{error}. Nothing was stored")
}

#[expect(clippy::needless_pass_by_value, reason = "what `map_err` asks for")]
fn again(error: store::Error) -> String {
    format!(
        "{error}. Then import it again: an import is written whole or not at all, and twice is as good as once"
    )
}
