//! A backup comes in. Into an empty database as it was, with its history; else its documents come in, as documents do.

use std::{collections::HashSet, path::Path};

use store::{Restoration, Unrestored};

use super::{All, Outcome, backup::Backup};
use crate::intake::Taken;

/// A backup that was restored, or would be.
#[derive(Debug)]
pub(super) struct Restored {
    /// How many documents, those that were refused among them.
    pub(super) documents: usize,
    /// How many of them were refused.
    pub(super) refused: usize,
    pub(super) revisions: u64,
    pub(super) dry: bool,
}

/// What became of the history.
enum Ended {
    /// All of it was written.
    Restored(u64),
    /// There is one already.
    Occupied,
}

impl All {
    /// Restores a backup, or imports what it holds of documents.
    pub(super) async fn backup(&mut self, folder: &Path) {
        let backup = match Backup::open(folder) {
            Ok(backup) => backup,
            Err(why) => return self.said(folder, &Outcome::Failed(why)),
        };
        self.progress.more(backup.originals.len() + 1);
        match self.store.version().await {
            Err(error) => return self.said(folder, &Outcome::Failed(error.to_string())),
            Ok(version) if version.changed().is_none() => {}
            Ok(_) => return self.merge(folder, &backup, &HashSet::new()).await,
        }
        let damaged = match self.keep(&backup).await {
            Ok(damaged) => damaged,
            Err(why) => return self.said(folder, &Outcome::Failed(why)),
        };
        if !damaged.is_empty() {
            return self.merge(folder, &backup, &damaged).await;
        }
        match self.history(folder, &backup).await {
            Ok(Ended::Restored(revisions)) => {
                let documents = backup.originals.len();
                let refused = backup.originals.iter().filter(|original| original.is_refused()).count();
                let dry = self.import.dry_run;
                self.said(folder, &Outcome::Restored(Restored { documents, refused, revisions, dry }));
            }
            Ok(Ended::Occupied) => self.merge(folder, &backup, &damaged).await,
            Err(why) => self.said(folder, &Outcome::Failed(why)),
        }
    }

    /// Keeps the bytes of all documents. Returns the hashes of those that are
    /// missing or other than they were.
    async fn keep(&mut self, backup: &Backup) -> Result<HashSet<String>, String> {
        let mut damaged = HashSet::new();
        for original in &backup.originals {
            let path = backup.path(original);
            self.progress.at(&path);
            match backup.bytes(original) {
                Ok(_) if self.import.dry_run => self.progress.say(|| {}),
                Ok(bytes) => {
                    let kept = if original.is_gap() {
                        store::keep_gap(&self.store, &original.sha256).await
                    } else {
                        store::keep(&self.store, bytes).await.map(drop)
                    };
                    kept.map_err(|error| format!("{error}. Then import the folder again"))?;
                    self.progress.say(|| {});
                }
                Err(why) => {
                    damaged.insert(original.sha256.clone());
                    self.said(&path, &Outcome::Failed(why));
                }
            }
        }
        Ok(damaged)
    }

    /// Writes the history, and the rows that it tells of.
    async fn history(&mut self, folder: &Path, backup: &Backup) -> Result<Ended, String> {
        self.progress.at(folder);
        let mut history = backup.history()?;
        if self.import.dry_run {
            let mut revisions = 0;
            while history.next()?.is_some() {
                revisions += 1;
            }
            return Ok(Ended::Restored(revisions));
        }
        let begun = Restoration::begin(&self.store, backup.gaps()?)
            .await
            .map_err(|error| unrestored(&error.into()))?;
        let Some(mut restoration) = begun else { return Ok(Ended::Occupied) };
        while let Some(revision) = history.next()? {
            restoration.add(revision).await.map_err(|error| unrestored(&error))?;
        }
        restoration.end().await.map(Ended::Restored).map_err(|error| unrestored(&error))
    }

    /// Imports the documents that the database does not hold, of now, in the order in which they first came.
    async fn merge(&mut self, folder: &Path, backup: &Backup, damaged: &HashSet<String>) {
        let why = if damaged.is_empty() {
            "the database has records already, so the history of the backup stays where it is. Documents that the \
             database does not hold are imported as of now. To restore the backup as it was, name an empty database with \
             --database"
        } else {
            "documents of the backup are missing or damaged, so its history cannot be restored. The others are imported \
             as of now. To restore the backup as it was, mend the folder and name an empty database with --database"
        };
        self.note(folder, why);
        let asked = self.reader.territory.clone();
        for original in backup.originals.iter().filter(|original| !damaged.contains(&original.sha256)) {
            if original.is_gap() {
                let why = "its bytes are gone, because they had a person's name that was taken out: it is not imported";
                self.note(&backup.path(original), why);
                continue;
            }
            let path = backup.path(original);
            match store::held(&self.store, &original.sha256).await {
                Ok(true) => self.said(&path, &Outcome::Read(Taken::Before)),
                Ok(false) => {
                    self.reader.territory = asked.clone().or_else(|| original.territory.clone());
                    self.document(&path, backup.bytes(original)).await;
                }
                Err(error) => self.said(&path, &Outcome::Failed(error.to_string())),
            }
        }
        self.reader.territory = asked;
    }
}

/// What to do about a history that cannot be written.
fn unrestored(error: &Unrestored) -> String {
    let todo = match error {
        Unrestored::Store(_) => "Then import the folder again: nothing of its history was written",
        Unrestored::Table { .. } | Unrestored::Row { .. } => {
            "Nothing of the history was written. Restore it with the version of hemicycle that exported it, then run \
             `hemicycle migrate` of this one; or import the folder `originals` in it, which reads the documents anew"
        }
        Unrestored::Gap { .. } | Unrestored::Changed { .. } | Unrestored::Unfitting { .. } => {
            "Nothing of the history was written. Export the folder again; or import the folder `originals` in it, which \
             reads the documents anew"
        }
    };
    format!("the history cannot be restored: {error}. {todo}")
}
