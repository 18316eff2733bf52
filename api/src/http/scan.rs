//! A look at a query's bytes before it is parsed: the parser recurses, and 2,000 nested brackets end the process.

use super::Limits;

/// Why a query is not parsed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TooLarge {
    /// It nests deeper than so many brackets.
    Deep(usize),
    /// It has more than so many tokens.
    Long(usize),
}

/// Counts brackets and tokens outside strings and comments.
pub(super) fn scan(query: &str, limits: Limits) -> Result<(), TooLarge> {
    let bytes = query.as_bytes();
    let (mut depth, mut tokens, mut at) = (0usize, 0usize, 0usize);
    while let Some(byte) = bytes.get(at) {
        at = match byte {
            b'#' => skip(bytes, at, |byte| byte != b'\n' && byte != b'\r'),
            b'"' => {
                tokens += 1;
                string(bytes, at)
            }
            b'{' | b'[' | b'(' => {
                (depth, tokens) = (depth + 1, tokens + 1);
                at + 1
            }
            b'}' | b']' | b')' => {
                (depth, tokens) = (depth.saturating_sub(1), tokens + 1);
                at + 1
            }
            byte if byte.is_ascii_alphanumeric() || *byte == b'_' => {
                tokens += 1;
                skip(bytes, at, |byte| byte.is_ascii_alphanumeric() || byte == b'_')
            }
            b' ' | b'\n' | b'\r' | b'\t' | b',' => at + 1,
            _ => {
                tokens += 1;
                at + 1
            }
        };
        if depth > limits.depth {
            return Err(TooLarge::Deep(limits.depth));
        }
        if tokens > limits.tokens {
            return Err(TooLarge::Long(limits.tokens));
        }
    }
    Ok(())
}

fn skip(bytes: &[u8], from: usize, inside: impl Fn(u8) -> bool) -> usize {
    bytes[from..].iter().position(|byte| !inside(*byte)).map_or(bytes.len(), |length| from + length)
}

/// The end of a string or block string; one that is not closed ends with the query.
fn string(bytes: &[u8], from: usize) -> usize {
    let block = bytes[from..].starts_with(b"\"\"\"");
    let mut at = from + if block { 3 } else { 1 };
    while let Some(byte) = bytes.get(at) {
        at += match byte {
            b'\\' if block && bytes[at..].starts_with(b"\\\"\"\"") => 4,
            b'\\' if !block => 2,
            b'"' if block && bytes[at..].starts_with(b"\"\"\"") => return at + 3,
            b'"' | b'\n' if !block => return at + 1,
            _ => 1,
        };
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::{super::Limits, TooLarge, scan};

    #[test]
    fn brackets_count_outside_strings_and_comments_only() {
        let limits = Limits { depth: 3, ..Limits::default() };
        assert_eq!(scan("{ a(b: \"[[[[[[\") # [[[[[\n { c } }", limits), Ok(()));
        assert_eq!(scan("{ a(b: \"\"\"[[[ \\\"\"\" [[[\"\"\") }", limits), Ok(()));
        assert_eq!(scan("{ a(b: [[[[]]]]) }", limits), Err(TooLarge::Deep(3)));
        assert_eq!(scan(&"a ".repeat(6_000), limits), Err(TooLarge::Long(5_000)));
    }
}
