//! Bytes to characters: UTF-8, UTF-16 with its mark, and the encodings of French texts before them.

use encoding_rs::{Encoding, ISO_8859_15, UTF_8, WINDOWS_1252};

use super::refusal;
use crate::Problem;

/// The characters beyond ASCII that French texts in Windows-1252 are made of. A detector such as chardetng takes
/// MacRoman and code page 850 for Windows-1252 without a word; their accented letters are none of these.
const FRENCH: &str = "àâäçéèêëîïôöùûüÿæœÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸÆŒ«»‘’“”–—…•·°€§²³½¼¾ºª±×\u{a0}\u{ad}";

/// The text with the name of its charset, or the first byte that makes it none.
pub(super) fn decode(
    bytes: &[u8],
    declared: Option<&'static Encoding>,
) -> Result<(String, &'static str), Problem> {
    match bytes {
        [0xff, 0xfe, rest @ ..] => return Ok((utf16(rest, u16::from_le_bytes)?, "utf-16le")),
        [0xfe, 0xff, rest @ ..] => return Ok((utf16(rest, u16::from_be_bytes)?, "utf-16be")),
        _ => {}
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(refusal::empty());
    }
    if let Some(at) = bytes.iter().position(|byte| is_control(u32::from(*byte))) {
        return Err(no_text(bytes, at));
    }
    match (std::str::from_utf8(bytes), declared) {
        (Ok(text), _) => Ok((text.to_owned(), "utf-8")),
        (Err(_), Some(encoding)) if encoding != UTF_8 => {
            let (text, _) = encoding.decode_without_bom_handling(bytes);
            Ok((text.into_owned(), encoding.name()))
        }
        (Err(error), _) => {
            let encoding = western(bytes, error.valid_up_to())?;
            let (text, _) = encoding.decode_without_bom_handling(bytes);
            Ok((text.into_owned(), encoding.name()))
        }
    }
}

/// The encoding of bytes that are no UTF-8, of which `broken` is the first that is none.
fn western(bytes: &[u8], broken: usize) -> Result<&'static Encoding, Problem> {
    let (mut whole, mut stray) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|char| !char.is_ascii()).count();
        stray += chunk.invalid().len();
    }
    // In UTF-8 with a broken byte, most accented letters are whole. In Windows-1252 next to none looks like one.
    if whole >= stray {
        return Err(stray_byte(bytes, broken));
    }
    let high = || bytes.iter().enumerate().filter(|(_, byte)| !byte.is_ascii());
    // Where "œuvre" reads "½uvre", and the euro "¤".
    let latin9 = high().any(|(at, byte)| match byte {
        0xbc | 0xbd => bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic),
        0xa4 => true,
        _ => false,
    });
    let encoding = if latin9 { ISO_8859_15 } else { WINDOWS_1252 };
    let french = |byte: u8| {
        let (text, _) = encoding.decode_without_bom_handling(std::slice::from_ref(&byte));
        text.chars().all(|char| FRENCH.contains(char))
    };
    let french: Vec<bool> = (0..=255).map(french).collect();
    let odd = high().filter(|(_, byte)| !french[usize::from(**byte)]);
    // A name may hold "ñ" or "ø"; a text in another encoding holds little else than what is odd here.
    if odd.clone().count() * 5 > high().count() {
        let at = odd.map(|(at, _)| at).next().unwrap_or(broken);
        return Err(unknown(bytes, at));
    }
    Ok(encoding)
}

/// UTF-16 after its mark.
fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, Problem> {
    let units = bytes.chunks(2).map(|pair| match pair {
        [one, two] => unit([*one, *two]),
        // Half a unit at the end: no character, whatever it is.
        _ => 0xd800,
    });
    let mut text = String::with_capacity(bytes.len() / 2);
    let place = |text: &str| {
        let line = text.matches('\n').count() + 1;
        (line, text.rsplit('\n').next().unwrap_or_default().chars().count() + 1)
    };
    for char in char::decode_utf16(units) {
        match char {
            Ok(char) if is_control(u32::from(char)) => {
                let (line, column) = place(&text);
                let message = control_message(u32::from(char));
                return Err(refusal::at("NOT_TEXT", message, line, column));
            }
            Ok(char) => text.push(char),
            Err(error) => {
                let (line, column) = place(&text);
                let message = format!(
                    "The unit 0x{:04x} is half a character: the file is no whole UTF-16. Save it again, in UTF-8, \
                     and import that.",
                    error.unpaired_surrogate()
                );
                return Err(refusal::at("INVALID_UTF16", message, line, column));
            }
        }
    }
    Ok(text)
}

fn is_control(code: u32) -> bool {
    code < 0x20 && !matches!(code, 0x09 | 0x0a | 0x0c | 0x0d)
}

fn control_message(code: u32) -> String {
    format!(
        "The file holds the byte 0x{code:02x}, which no text has. Expected the text of an opinion, in UTF-8."
    )
}

fn no_text(bytes: &[u8], at: usize) -> Problem {
    located("NOT_TEXT", control_message(u32::from(bytes[at])), bytes, at)
}

fn stray_byte(bytes: &[u8], at: usize) -> Problem {
    let message = format!(
        "The byte 0x{:02x} is not UTF-8, and the text around it is. Mend or remove it, and import the file again.",
        bytes[at]
    );
    located("INVALID_UTF8", message, bytes, at)
}

fn unknown(bytes: &[u8], at: usize) -> Problem {
    let message = format!(
        "The byte 0x{:02x} is not UTF-8, nor what a French text in Windows-1252 or ISO-8859-15 holds. Convert the \
         file, with `iconv -f MACINTOSH -t UTF-8` or `iconv -f CP850 -t UTF-8` say, and import it again.",
        bytes[at]
    );
    located("UNKNOWN_ENCODING", message, bytes, at)
}

/// A refusal for a byte, at its line and its column in bytes.
fn located(code: &'static str, message: String, bytes: &[u8], at: usize) -> Problem {
    let before = &bytes[..at];
    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    let column = before.iter().rev().take_while(|byte| **byte != b'\n').count() + 1;
    refusal::at(code, message, line, column)
}
