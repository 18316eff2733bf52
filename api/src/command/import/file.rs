//! One document: its bytes kept, read, and its records written.

use store::Store;

use super::{Import, Outcome};
use crate::intake::{Failure, Intake};

/// Reads a document's bytes and writes its records, or says what they would change.
pub(super) async fn one(
    store: &Store,
    bytes: Vec<u8>,
    import: &Import,
    reader: &ingest::Options,
) -> Result<Outcome, String> {
    let intake = Intake {
        store,
        reader,
        extraction: &import.extraction,
        form: import.form(),
        actor: "hemicycle import",
    };
    let taken = if import.dry_run { intake.preview(&bytes).await } else { intake.take(bytes).await };
    taken.map(Outcome::Read).map_err(|failure| match failure {
        Failure::Reader(message) => message,
        Failure::Store(error) if import.dry_run => format!("{error}. Nothing was stored"),
        Failure::Store(error) => format!(
            "{error}. Then import it again: an import is written whole or not at all, and twice is as good as once"
        ),
    })
}
