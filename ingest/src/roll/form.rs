//! What a file of votes is, told by what it holds.

/// The forms of files of votes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// JSON in the terms of Popolo (popoloproject.com): an object of lists, or a list of motions or vote events.
    Popolo,
}

impl Form {
    /// The form of some bytes; none where they are no file of votes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
        is_json(start).then_some(Self::Popolo)
    }

    /// The media type, without a charset.
    pub(super) fn media_type(self) -> &'static str {
        match self {
            Self::Popolo => "application/json",
        }
    }
}

/// Whether bytes begin as an object or a list of objects does. "[Avis]" and "{\rtf" begin so too, up to their second
/// sign.
fn is_json(start: &[u8]) -> bool {
    let Some((first, rest)) = start.split_first() else { return false };
    let second = rest.trim_ascii_start().first();
    match first {
        b'{' => matches!(second, Some(b'"' | b'}')),
        b'[' => matches!(second, Some(b'{' | b']')),
        _ => false,
    }
}
