//! A look at a query's bytes before it is parsed: the parser recurses, and 2,000 nested brackets end the process.

use std::collections::HashSet;

use async_graphql::Pos;

use super::{limits::Limits, refusal::Refusal};
use crate::error::Code;

/// How deep brackets may nest. The parser itself takes 64 selections in one another.
const BRACKETS: u64 = 64;
/// How long a name may be, in bytes: what is like a name that is none is looked for letter by letter.
const NAME: u64 = 200;

/// An open bracket.
struct Open<'a> {
    bracket: u8,
    /// The keys until here, where it is an input object's.
    keys: Option<HashSet<&'a str>>,
}

/// Counts brackets and tokens outside strings and comments, and finds keys that an input object has twice (GraphQL,
/// "Input Object Field Uniqueness"; the parser keeps the last one and says nothing).
pub(super) fn scan(query: &str, limits: &Limits) -> Result<(), Refusal> {
    let bytes = query.as_bytes();
    let (mut tokens, mut at) = (0u64, 0usize);
    let mut open: Vec<Open<'_>> = Vec::new();
    // The name that was the last token, and where it is.
    let mut name: Option<(&str, usize)> = None;
    let maximum = limits.tokens as u64;
    while let Some(byte) = bytes.get(at) {
        let start = at;
        at = match byte {
            b' ' | b'\n' | b'\r' | b'\t' | b',' => {
                at += 1;
                continue;
            }
            b'#' => {
                at = skip(bytes, at, |byte| byte != b'\n' && byte != b'\r');
                continue;
            }
            b'"' => string(bytes, at),
            byte if byte.is_ascii_alphanumeric() || *byte == b'_' => {
                skip(bytes, at, |byte| byte.is_ascii_alphanumeric() || byte == b'_')
            }
            _ => at + 1,
        };
        tokens += 1;
        if tokens > maximum {
            let actual = maximum + 1;
            return Err(Refusal::limit("tokens", "the query has too many tokens, at least", maximum, actual));
        }
        let was = name.take();
        match byte {
            b'"' if !query[start..].starts_with("\"\"\"") => {
                if let Some((escape, why)) = query.get(start..at).and_then(unread) {
                    let Pos { line, column } = position(query, start);
                    let message = format!(
                        "the string at line {line}, column {column} has the escape `{escape}`, {why}: write the character itself"
                    );
                    return Err(Refusal::at(Code::InvalidQuery, message, [position(query, start)]));
                }
            }
            b'{' | b'[' | b'(' => {
                let input = *byte == b'{' && open.iter().any(|open| open.bracket == b'(');
                open.push(Open { bracket: *byte, keys: input.then(HashSet::new) });
                let depth = open.len() as u64;
                if depth > BRACKETS {
                    let what = "the query has too many brackets inside one another, at least";
                    return Err(Refusal::limit("brackets", what, BRACKETS, depth));
                }
            }
            b'}' | b']' | b')' => {
                open.pop();
            }
            b':' => {
                let keys = open.last_mut().and_then(|open| open.keys.as_mut());
                if let Some(((key, at), keys)) = was.zip(keys)
                    && !keys.insert(key)
                {
                    let message = format!("the input object has the key `{key}` twice: keep one of them");
                    return Err(Refusal::at(Code::InvalidQuery, message, [position(query, at)]));
                }
            }
            byte if byte.is_ascii_alphabetic() || *byte == b'_' => {
                let length = (at - start) as u64;
                if length > NAME {
                    return Err(Refusal::limit("name", "a name has too many letters", NAME, length));
                }
                name = query.get(start..at).map(|name| (name, start));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Line and column of a byte, both from 1; the column in code points.
pub(super) fn position(query: &str, at: usize) -> Pos {
    let before = query.get(..at).unwrap_or(query);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    Pos { line, column }
}

fn skip(bytes: &[u8], from: usize, inside: impl Fn(u8) -> bool) -> usize {
    bytes[from..].iter().position(|byte| !inside(*byte)).map_or(bytes.len(), |length| from + length)
}

/// An escape of a string that the parser does not read, and why.
fn unread(string: &str) -> Option<(String, &'static str)> {
    let mut rest = string;
    while let Some(at) = rest.find('\\') {
        let escape = &rest[at..];
        let length = match escape.as_bytes().get(1) {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => 2,
            Some(b'u') => {
                let shown = |length: usize| escape.chars().take(length).collect::<String>();
                let braced =
                    escape.find('}').filter(|end| escape.as_bytes().get(2) == Some(&b'{') && *end < 12);
                if let Some(end) = braced {
                    return Some((shown(end + 1), "which this server does not read"));
                }
                match escape.get(2..6).and_then(|digits| u32::from_str_radix(digits, 16).ok()) {
                    Some(0xd800..=0xdfff) => return Some((shown(6), "which is half of a character")),
                    Some(_) => 6,
                    None => return Some((shown(2), "without four hexadecimal digits")),
                }
            }
            // The string is not closed.
            None => return None,
            Some(_) => return Some((escape.chars().take(2).collect(), "which GraphQL does not know")),
        };
        rest = escape.get(length..)?;
    }
    None
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
    use super::{super::limits::Limits, scan};

    fn refused(query: &str) -> String {
        let refused = scan(query, &Limits::default()).err();
        refused.map(|refused| refused.errors[0].message.clone()).unwrap_or_default()
    }

    #[test]
    fn brackets_count_outside_strings_and_comments_only() {
        let many = "[".repeat(65);
        assert_eq!(refused(&format!("{{ a(b: \"{many}\") # {many}\n {{ c }} }}")), "");
        assert_eq!(refused(&format!("{{ a(b: \"\"\"{many} \\\"\"\" {many}\"\"\") }}")), "");
        assert!(refused(&format!("{{ a(b: {many}) }}")).contains("at least: 65, where"));
        assert!(refused(&"a ".repeat(6_000)).contains("at most 5000"));
        assert!(refused(&"a".repeat(300)).contains("a name has too many letters: 300"));
    }

    #[test]
    fn a_key_stands_once_in_an_input_object() {
        assert_eq!(refused("{ a: b(c: {d: 1, e: {d: 2}}, f: [{d: 3}, {d: 4}]) { a: c a: c } }"), "");
        assert!(refused("{ b(c: {d: 1, # d\n d : 2}) }").contains("the key `d` twice"));
        assert!(refused("query($v: I = {d: E, d: F}) { a }").contains("the key `d` twice"));
    }
}
