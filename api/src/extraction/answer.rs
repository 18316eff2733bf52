//! What the worker sends: a line of JSON, then the text.

use std::io::{self, Write};

use ingest::{Extracted, Problem};
use serde::{Deserialize, Serialize};

/// A worker's answer.
pub(super) struct Answer(Extracted);

/// The line before the text.
#[derive(Serialize, Deserialize)]
struct Head {
    media_type: String,
    /// The text's length in bytes.
    length: usize,
    /// Why there is no text.
    refusal: Option<Refusal>,
}

#[derive(Serialize, Deserialize)]
struct Refusal {
    code: String,
    message: String,
    line: u32,
    column: u32,
}

impl Answer {
    pub(super) fn new(extracted: Extracted) -> Self {
        Self(extracted)
    }

    pub(super) fn extracted(self) -> Extracted {
        self.0
    }

    /// The text's length in bytes.
    pub(super) fn length(&self) -> u64 {
        self.0.text.as_ref().map_or(0, |text| text.len() as u64)
    }

    /// Writes the answer.
    pub(super) fn write(&self, mut to: impl Write) -> io::Result<()> {
        let text = self.0.text.as_deref().unwrap_or_default();
        let refusal = self.0.text.as_ref().err().map(|problem| Refusal {
            code: problem.code.to_owned(),
            message: problem.message.clone(),
            line: problem.line,
            column: problem.column,
        });
        let head = Head { media_type: self.0.media_type.clone(), length: text.len(), refusal };
        serde_json::to_writer(&mut to, &head)?;
        to.write_all(b"\n")?;
        to.write_all(text.as_bytes())?;
        to.flush()
    }

    /// Reads an answer; none where the bytes are no whole one.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let end = bytes.iter().position(|byte| *byte == b'\n')?;
        let head: Head = serde_json::from_slice(&bytes[..end]).ok()?;
        let text = &bytes[end + 1..];
        let text = match head.refusal {
            Some(Refusal { code, message, line, column }) => {
                Err(Problem::refusal(&code, message, line, column))
            }
            None if text.len() == head.length => Ok(str::from_utf8(text).ok()?.to_owned()),
            None => return None,
        };
        Some(Self(Extracted { media_type: head.media_type, text }))
    }
}

#[cfg(test)]
mod tests {
    use super::{Answer, Extracted, Problem};

    #[test]
    fn an_answer_comes_back_as_it_was_sent_and_half_of_one_is_none() {
        let refusal = Problem::refusal("NO_TEXT_LAYER", "It is a scan.\nRead it aloud.".to_owned(), 1, 1);
        for text in [Ok("L’avis\n\u{c}est là".to_owned()), Err(refusal)] {
            let sent = Extracted { media_type: "application/pdf".to_owned(), text };
            let mut bytes = Vec::new();
            assert!(Answer::new(sent.clone()).write(&mut bytes).is_ok());
            assert_eq!(Answer::read(&bytes).map(Answer::extracted), Some(sent));
            assert!(Answer::read(&bytes[..bytes.len() - 1]).is_none());
        }
        assert!(Answer::read(b"").is_none());
    }
}
