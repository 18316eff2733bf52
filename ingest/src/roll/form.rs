//! What a file of votes is, told by what it holds.

/// The forms of files of votes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// JSON in the terms of Popolo (popoloproject.com): an object of lists, or a list of motions or vote events.
    Popolo,
    /// CSV with the columns of SCDL Délibérations 2.1.5.
    Scdl,
}

/// A first line is as long as this at most.
const FIRST: usize = 4_096;

/// Two of these in a first line make it SCDL's.
const TELLING: [&str; 4] = ["COLL_NOM", "COLL_SIRET", "DELIB_ID", "DELIB_OBJET"];

impl Form {
    /// The form of some bytes; none where they are no file of votes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let wide = match bytes {
            [0xff, 0xfe, rest @ ..] => Some(narrowed(rest, u16::from_le_bytes)),
            [0xfe, 0xff, rest @ ..] => Some(narrowed(rest, u16::from_be_bytes)),
            _ => None,
        };
        let bytes = wide.as_deref().unwrap_or(bytes);
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

/// The beginning of UTF-16 without its mark, as UTF-8.
fn narrowed(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Vec<u8> {
    let (units, _) = bytes[..bytes.len().min(2 * FIRST)].as_chunks();
    let units = units.iter().map(|bytes| unit(*bytes));
    char::decode_utf16(units)
        .map(|char| char.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect::<String>()
        .into_bytes()
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
        start.iter().take(FIRST).take_while(|byte| !matches!(byte, b'\n' | b'\r')).copied().collect();
    let line = String::from_utf8_lossy(&line).to_uppercase();
    let cells: Vec<&str> = line.split([',', ';', '\t']).map(|cell| cell.trim().trim_matches('"')).collect();
    TELLING.iter().filter(|name| cells.contains(name)).count() >= 2
}

#[cfg(test)]
mod tests {
    use super::Form;

    #[test]
    fn a_form_is_told_in_utf_16_too() {
        let wide = |text: &str, mark: [u8; 2], unit: fn(u16) -> [u8; 2]| -> Vec<u8> {
            mark.into_iter().chain(text.encode_utf16().flat_map(unit)).collect()
        };
        for (text, form) in [
            ("COLL_NOM;COLL_SIRET\n", Some(Form::Scdl)),
            ("[{\"motions\": []}]", Some(Form::Popolo)),
            ("Avis sur le rapport", None),
        ] {
            assert_eq!(Form::of(text.as_bytes()), form);
            assert_eq!(Form::of(&wide(text, [0xff, 0xfe], u16::to_le_bytes)), form, "{text}");
            assert_eq!(Form::of(&wide(text, [0xfe, 0xff], u16::to_be_bytes)), form, "{text}");
        }
        assert_eq!(Form::of(&[0xff, 0xfe, 0x41]), None);
    }
}
