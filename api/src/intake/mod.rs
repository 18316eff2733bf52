//! How a document comes in, whichever way: its bytes kept, read within limits, and its records written.

pub(crate) mod excerpt;
pub(crate) mod found;
mod reading;
mod settings;
pub(crate) mod votes;

use ingest::{Form, Parsed, ParsedRoll, roll_territory};
use store::{Applied, Preview, Store};

pub(crate) use self::reading::{Done, Reading, describe};
pub use self::settings::Intaking;
use crate::extraction::{Limits, extract};

/// How documents are read, and who brings them.
pub(crate) struct Intake<'a> {
    pub(crate) store: &'a Store,
    pub(crate) reader: &'a ingest::Options,
    pub(crate) extraction: &'a Limits,
    /// The form of a file of votes, whatever its bytes say; none where they say it.
    pub(crate) form: Option<Form>,
    /// As revisions name it.
    pub(crate) actor: &'a str,
}

/// What became of a document that was read.
#[derive(Debug)]
pub(crate) enum Taken {
    /// It was read, if only to be refused, and its records were written.
    Imported(Box<Parsed>, Applied),
    /// It was read, and what it would change is known.
    Previewed(Box<Parsed>, Preview),
    /// It is a file of votes: it was read, if only to be refused, and its records were written.
    Roll(Box<ParsedRoll>, Applied),
    /// It is a file of votes: it was read, and what it would change is known.
    PreviewedRoll(Box<ParsedRoll>, Preview),
    /// It is a file of votes that this version took before.
    Before,
}

impl Taken {
    /// Whether the document was refused.
    pub(crate) fn refused(&self) -> bool {
        match self {
            Self::Imported(parsed, _) | Self::Previewed(parsed, _) => parsed.records.is_none(),
            Self::Roll(parsed, _) | Self::PreviewedRoll(parsed, _) => parsed.roll.is_none(),
            Self::Before => false,
        }
    }
}

/// Why a document was not read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// The process that reads documents did not run: the machine's fault, not the document's.
    #[error("{0}")]
    Reader(String),
}

impl Intake<'_> {
    /// Keeps a document's bytes, reads them and writes the records, each step whole or not at all.
    ///
    /// # Errors
    /// [`Failure`]; the bytes may be kept then, and nothing else was written.
    pub(crate) async fn take(&self, bytes: Vec<u8>) -> Result<Taken, Failure> {
        match self.form(&bytes) {
            Some(form) => self.take_roll(bytes, form).await,
            None => {
                // Kept before anything is read: whatever the document does to its reader, it is not lost.
                let kept = store::keep(self.store, bytes.clone()).await?;
                let parsed = self.read(&bytes).await?;
                let imported = store::record(self.store, kept, parsed, self.actor).await?;
                Ok(Taken::Imported(Box::new(imported.parsed), imported.applied))
            }
        }
    }

    /// Reads a document, and says what it would change. Writes nothing.
    ///
    /// # Errors
    /// [`Failure`].
    pub(crate) async fn preview(&self, bytes: &[u8]) -> Result<Taken, Failure> {
        if let Some(form) = self.form(bytes) {
            let parsed = ingest::parse_roll(bytes, form, self.reader);
            let preview = store::preview_roll(self.store, bytes, parsed.clone()).await?;
            return Ok(Taken::PreviewedRoll(Box::new(parsed), preview));
        }
        let parsed = self.read(bytes).await?;
        let preview = store::preview(self.store, bytes, parsed.clone()).await?;
        Ok(Taken::Previewed(Box::new(parsed), preview))
    }

    fn form(&self, bytes: &[u8]) -> Option<Form> {
        self.form.or_else(|| Form::of(bytes))
    }

    async fn read(&self, bytes: &[u8]) -> Result<Parsed, Failure> {
        let extracted = extract(bytes, self.extraction).await.map_err(Failure::Reader)?;
        Ok(ingest::read(extracted, self.reader))
    }

    /// One that this version took before is passed over: it may be one of thousands.
    async fn take_roll(&self, bytes: Vec<u8>, form: Form) -> Result<Taken, Failure> {
        if let Some(territory) = roll_territory(self.reader)
            && store::taken(self.store, &bytes, &territory).await?
        {
            return Ok(Taken::Before);
        }
        let kept = store::keep(self.store, bytes.clone()).await?;
        let parsed = ingest::parse_roll(&bytes, form, self.reader);
        drop(bytes);
        let (parsed, applied) = store::record_roll(self.store, kept, parsed, self.actor).await?;
        Ok(Taken::Roll(Box::new(parsed), applied))
    }
}
