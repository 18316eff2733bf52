//! The archive that a DOCX is, and its parts.

use std::io::{Cursor, ErrorKind, Read};

use zip::{ZipArchive, result::ZipError};

use super::{broken, xml};
use crate::{Problem, format::refusal};

/// All parts together unpack to no more: 64 MiB. A small archive can hold terabytes of zeros.
const LIMIT: u64 = 64 * 1024 * 1024;

pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// How many bytes may still be unpacked.
    left: u64,
}

impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Problem> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error.to_string()))?;
        Ok(Self { archive, left: LIMIT })
    }

    /// The name of the part that holds the text, as the package's relations say; Word's own choice where they do not.
    pub(super) fn main(&mut self) -> Result<String, Problem> {
        let mut main = None;
        xml::walk(&self.part("_rels/.rels")?.unwrap_or_default(), |event| {
            if let xml::Event::Start(element) = event
                && element.attribute("Type").is_some_and(|kind| kind.ends_with("/officeDocument"))
            {
                main = element.attribute("Target");
            }
        })?;
        let main = main.unwrap_or_else(|| "word/document.xml".to_owned());
        Ok(main.trim_start_matches('/').to_owned())
    }

    /// The XML of a part; none where there is no such part.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, Problem> {
        let file = match self.archive.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(broken(&error.to_string())),
        };
        let mut bytes = Vec::new();
        file.take(self.left + 1).read_to_end(&mut bytes).map_err(|error| match error.kind() {
            ErrorKind::OutOfMemory => too_large("the memory that its reader may take"),
            _ => broken(&error.to_string()),
        })?;
        self.left = self
            .left
            .checked_sub(bytes.len() as u64)
            .ok_or_else(|| too_large(&format!("{LIMIT} bytes of text")))?;
        String::from_utf8(bytes).map(Some).map_err(|_| broken(&format!("its part {name} is not UTF-8")))
    }
}

fn too_large(than: &str) -> Problem {
    refusal::whole(
        "EXTRACTION_LIMIT",
        format!(
            "The DOCX unpacks to more than {than}. Expected an opinion. If it is one, save it as plain text, and \
             import that."
        ),
    )
}
