//! DOCX to text: the body's blocks, with the notes after the paragraphs that call them.

mod body;
mod lists;
mod package;
mod xml;

use body::Body;
use lists::Lists;
use package::Package;

use super::refusal;
use crate::Problem;

/// The text of a DOCX.
pub(super) fn text(bytes: &[u8]) -> Result<String, Problem> {
    let mut package = Package::open(bytes)?;
    let main = package.main()?;
    let beside = |name: &str| match main.rsplit_once('/') {
        Some((folder, _)) => format!("{folder}/{name}"),
        None => name.to_owned(),
    };
    let mut lists = Lists::default();
    lists.styles(&package.part(&beside("styles.xml"))?.unwrap_or_default())?;
    lists.numbering(&package.part(&beside("numbering.xml"))?.unwrap_or_default())?;
    let mut body = Body::new(&lists);
    for part in ["footnotes.xml", "endnotes.xml"] {
        body.notes(&package.part(&beside(part))?.unwrap_or_default())?;
    }
    let text = package.part(&main)?;
    body.text(&text.ok_or_else(|| broken("it has no body"))?)
}

fn broken(why: &str) -> Problem {
    refusal::whole(
        "EXTRACTION_FAILED",
        format!(
            "The DOCX cannot be read: {why}. Open it in a word processor, save it again, and import that."
        ),
    )
}
