//! Sort keys in a revision's JSON: hexadecimal digits, since JSON has no bytes.

use serde::{Deserialize, Deserializer, Serializer, de::Error};

/// Writes bytes as lower-case hexadecimal digits.
///
/// # Errors
/// Those of the serializer.
pub(crate) fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>())
}

/// Reads them back.
///
/// # Errors
/// Where the text is not pairs of hexadecimal digits.
pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
    let text = String::deserialize(deserializer)?;
    if !text.is_ascii() || text.len() % 2 != 0 {
        return Err(D::Error::custom("expected pairs of hexadecimal digits"));
    }
    (0..text.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&text[at..at + 2], 16).map_err(D::Error::custom))
        .collect()
}
