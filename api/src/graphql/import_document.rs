//! Documents that come in (import).

use async_graphql::{Context, Enum, InputObject, SimpleObject};
use store::Scope;

use super::{
    document::{Document, Problem},
    mutation::Acting,
    upload::UploadPlace,
    user_error::{UserError, UserErrorCode},
    *,
};
use crate::{
    error::Error,
    export::sha256,
    intake::{Done, Intake, Reading},
};

/// What a change of a document takes.
pub(super) const SCOPE: Scope = Scope::Import;

/// The forms of files of votes (format).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub(crate) enum RollForm {
    /// Popolo, as JSON.
    Popolo,
    /// SCDL Délibérations, as CSV.
    Scdl,
}

/// A document to import (document à importer).
#[derive(Debug, InputObject)]
pub(crate) struct ImportDocumentInput {
    /// The document (fichier): an opinion as PDF, DOCX, HTML or plain text, or a file of votes.
    file: UploadPlace,
    /// The assembly's territory, used where the text names none: an INSEE code, or a level and a code, such as
    /// "COMMUNE:21231" (territoire).
    territory: Option<String>,
    /// Reads it as a file of votes in this form, whatever it holds (format).
    form: Option<RollForm>,
    /// Says what would change, and stores nothing (à blanc).
    #[graphql(default)]
    dry_run: bool,
}

/// What became of a document (résultat d'import).
#[derive(SimpleObject)]
pub(crate) struct ImportDocumentPayload {
    /// The document as it is stored (document); null where it is not.
    document: Option<Document>,
    /// How many rows changed, or would change: 0 where it was imported before (changements).
    changes: i32,
    /// What was not understood, in the order of the text (problèmes).
    problems: Vec<Problem>,
    /// What can be mended (erreurs de saisie).
    user_errors: Vec<UserError>,
}

/// Reads a document and writes its records, or says what would change.
pub(super) async fn import(
    ctx: &Context<'_>,
    input: ImportDocumentInput,
) -> Result<ImportDocumentPayload, Error> {
    let acting = ctx.data_unchecked::<Acting>();
    let nothing = |user_error| {
        Ok(ImportDocumentPayload {
            document: None,
            changes: 0,
            problems: Vec::new(),
            user_errors: vec![user_error],
        })
    };
    let Some(file) = input.file.take(ctx) else {
        let message =
            "the file did not come with the request, or stands in two places: send it as a multipart request";
        return nothing(UserError::at("file", UserErrorCode::Invalid, message));
    };
    let maximum = acting.intake.size_limit;
    if file.bytes.len() as u64 > maximum {
        let message = format!("the file has {} bytes: expected at most {maximum}", file.bytes.len());
        return nothing(UserError::at("file", UserErrorCode::TooLarge, message));
    }
    if let Some(message) = input.territory.as_deref().and_then(ingest::territory_fault) {
        return nothing(UserError::at("territory", UserErrorCode::Invalid, message));
    }
    let hash = sha256(&file.bytes);
    let store = ctx.data_unchecked::<Loaders>().store();
    let actor = acting.key.actor();
    let reader = ingest::Options { territory: input.territory, ..ingest::Options::default() };
    let form = input.form.map(|form| match form {
        RollForm::Popolo => ingest::Form::Popolo,
        RollForm::Scdl => ingest::Form::Scdl,
    });
    let extraction = &acting.intake.extraction;
    let intake = Intake { store, reader: &reader, extraction, form, actor: &actor };
    let taken = if input.dry_run { intake.preview(&file.bytes).await } else { intake.take(file.bytes).await };
    let taken = taken.map_err(Error::from)?;
    let by = store::Filter::default().sha256(&hash);
    let document = if input.dry_run { None } else { look_up::<Document>(ctx, by, store::Sort::NEWEST).await };
    let Some(reading) = Reading::of(&taken) else {
        let document = document.transpose()?;
        return Ok(ImportDocumentPayload {
            document,
            changes: 0,
            problems: Vec::new(),
            user_errors: Vec::new(),
        });
    };
    let changes = match reading.done {
        Done::Wrote(changes) => changes,
        Done::Previewed(preview) => preview.differences.len(),
    };
    let problems: Vec<Problem> = reading.problems.iter().map(Problem::from).collect();
    let refused = taken.refused().then(|| {
        let message = "nothing could be read of the file: `problems` say why. Its bytes are kept, unless this was a dry run";
        UserError::at("file", UserErrorCode::Refused, message)
    });
    Ok(ImportDocumentPayload {
        document: document.transpose()?,
        changes: i32::try_from(changes).unwrap_or(i32::MAX),
        problems,
        user_errors: refused.into_iter().collect(),
    })
}
