//! What a file of votes is, told by what it holds.

/// The forms of files of votes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// JSON in the terms of Popolo (popoloproject.com): an object of lists, or a list of motions or vote events.
    Popolo,
    /// CSV with the columns of SCDL Délibérations 2.1.5.
    Scdl,
}

/// Two of these in a first line make it SCDL's.
const TELLING: [&str; 4] = ["COLL_NOM", "COLL_SIRET", "DELIB_ID", "DELIB_OBJET"];

impl Form {
    /// The form of some bytes; none where they are no file of votes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
        if is_json(start) {
            return Some(Self::Popolo);
        }
        is_scdl(start).then_some(Self::Scdl)
    }

    /// The media type, without a charset.
    pub(super) fn media_type(self) -> &'static str {
        match self {
            Self::Popolo => "application/json",
            Self::Scdl => "text/csv",
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

/// Whether the first line names SCDL's columns.
fn is_scdl(start: &[u8]) -> bool {
    let line: Vec<u8> =
        start.iter().take(4_096).take_while(|byte| !matches!(byte, b'\n' | b'\r')).copied().collect();
    let line = String::from_utf8_lossy(&line).to_uppercase();
    let cells: Vec<&str> = line.split([',', ';', '\t']).map(|cell| cell.trim().trim_matches('"')).collect();
    TELLING.iter().filter(|name| cells.contains(name)).count() >= 2
}
