//! PDF to text: lines in the order in which the file draws them, a form feed at the end of each page.

mod drawn;
mod weight;
mod widths;

use std::panic::{AssertUnwindSafe, catch_unwind};

use drawn::Drawn;
use pdf_extract::{Document, Error, OutputError, encryption::DecryptionError, output_doc};

use super::refusal;
use crate::Problem;

/// The text of a PDF.
pub(super) fn text(bytes: &[u8]) -> Result<String, Problem> {
    // Broken files make the library panic. What it cannot survive, its process does not either.
    let text = catch_unwind(AssertUnwindSafe(|| pages(bytes)))
        .unwrap_or_else(|_| Err(broken("its reader gave up in the middle")))?;
    if text.trim().is_empty() {
        return Err(refusal::whole(
            "NO_TEXT_LAYER",
            "The PDF has pages and no text: it was scanned, or its letters are drawn as pictures. Run text \
             recognition on it, with `ocrmypdf -l fra` say, and import the result.",
        ));
    }
    Ok(text)
}

fn pages(bytes: &[u8]) -> Result<String, Problem> {
    let mut document = Document::load_mem(bytes).map_err(|error| refused(&error))?;
    if document.is_encrypted() {
        // Most locked files open without a password, and only forbid to print or copy.
        document.decrypt("").map_err(|error| refused(&error))?;
    }
    weight::check(&document)?;
    widths::list(&mut document);
    let mut drawn = Drawn::default();
    output_doc(&document, &mut drawn).map_err(|error| match error {
        OutputError::PdfError(error) => refused(&error),
        error => broken(&error.to_string()),
    })?;
    Ok(drawn.text())
}

fn refused(error: &Error) -> Problem {
    match error {
        Error::InvalidPassword
        | Error::Decryption(DecryptionError::IncorrectPassword)
        | Error::UnsupportedSecurityHandler(_) => refusal::whole(
            "ENCRYPTED",
            "The PDF is locked with a password. Open it, save it without one, with `qpdf --decrypt` say, and import \
             that.",
        ),
        error => broken(&error.to_string()),
    }
}

fn broken(why: &str) -> Problem {
    refusal::whole(
        "EXTRACTION_FAILED",
        format!(
            "The PDF cannot be read: {why}. Open it in a viewer, print it to a new PDF, and import that."
        ),
    )
}
