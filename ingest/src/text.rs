//! Text folded for comparison: ids, sort keys and look-ups agree because they all fold here.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Lower case without accents, typographic apostrophes made plain, ligatures written out,
/// marks that nobody sees left out, and white space folded to single spaces.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for char in text.nfkd().filter(|char| !is_combining_mark(*char)) {
        match char {
            'œ' | 'Œ' => folded.push_str("oe"),
            'æ' | 'Æ' => folded.push_str("ae"),
            'ß' => folded.push_str("ss"),
            '\u{2018}' | '\u{2019}' | '\u{02bc}' => folded.push('\''),
            '\u{2010}' | '\u{2011}' => folded.push('-'),
            // Soft hyphens and spaces without width are marks for printers: nobody reads them.
            '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' => {}
            char if char.is_whitespace() => {
                if !folded.is_empty() && !folded.ends_with(' ') {
                    folded.push(' ');
                }
            }
            char => folded.extend(char.to_lowercase()),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// How many characters of a name tell it from others.
const LONGEST: usize = 200;

/// The folded text with everything but letters and digits turned to single hyphens: "ARN-IA" is "arn-ia".
pub fn slug(text: &str) -> String {
    let folded = fold(text);
    let words = folded.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-").chars().take(LONGEST).collect()
}
