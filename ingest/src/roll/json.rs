//! JSON (RFC 8259) as a tree whose values know where they stand.

use std::borrow::Cow;

use crate::Span;

/// Deeper values are refused: each level costs stack.
const DEEPEST: usize = 64;

/// A value with its place in code points.
#[derive(Debug)]
pub(super) struct Value<'a> {
    pub(super) kind: Kind<'a>,
    pub(super) span: Span,
}

/// What a value is.
#[derive(Debug)]
pub(super) enum Kind<'a> {
    Null,
    Bool,
    /// As printed.
    Number(&'a str),
    Text(Cow<'a, str>),
    List(Vec<Value<'a>>),
    Object(Vec<Member<'a>>),
}

/// A member of an object.
#[derive(Debug)]
pub(super) struct Member<'a> {
    pub(super) name: Cow<'a, str>,
    pub(super) place: Span,
    pub(super) value: Value<'a>,
}

/// What is no JSON, and where.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Malformed {
    pub(super) message: String,
    pub(super) at: Span,
}

/// Parses one value and nothing after it.
pub(super) fn parse(text: &str) -> Result<Value<'_>, Malformed> {
    let mut parser = Parser { text, at: 0, chars: 0 };
    parser.space();
    let value = parser.value(0)?;
    parser.space();
    match parser.peek() {
        None => Ok(value),
        Some(_) => Err(parser.unexpected("the end of the file")),
    }
}

struct Parser<'a> {
    text: &'a str,
    /// In bytes.
    at: usize,
    /// The same in code points.
    chars: u32,
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Steps over one byte of ASCII.
    fn step(&mut self) {
        self.at += 1;
        self.chars += 1;
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.step();
        }
    }

    fn value(&mut self, depth: usize) -> Result<Value<'a>, Malformed> {
        let start = self.chars;
        let kind = match self.peek() {
            Some(b'{' | b'[') if depth == DEEPEST => {
                return Err(self.malformed(&format!("The file nests values more than {DEEPEST} deep.")));
            }
            Some(b'{') => Kind::Object(self.object(depth)?),
            Some(b'[') => Kind::List(self.list(depth)?),
            Some(b'"') => Kind::Text(self.string()?),
            Some(b'-' | b'0'..=b'9') => Kind::Number(self.number()?),
            Some(b't') => self.word("true", Kind::Bool)?,
            Some(b'f') => self.word("false", Kind::Bool)?,
            Some(b'n') => self.word("null", Kind::Null)?,
            _ => return Err(self.unexpected("a value")),
        };
        Ok(Value { kind, span: Span { start, end: self.chars, page: None } })
    }

    fn object(&mut self, depth: usize) -> Result<Vec<Member<'a>>, Malformed> {
        let mut members = Vec::new();
        self.step();
        self.space();
        if self.peek() == Some(b'}') {
            self.step();
            return Ok(members);
        }
        loop {
            self.space();
            let start = self.chars;
            if self.peek() != Some(b'"') {
                return Err(self.unexpected("the name of a member in quotes"));
            }
            let name = self.string()?;
            let place = Span { start, end: self.chars, page: None };
            self.space();
            if self.peek() != Some(b':') {
                return Err(self.unexpected("a colon"));
            }
            self.step();
            self.space();
            members.push(Member { name, place, value: self.value(depth + 1)? });
            if self.ends(b'}')? {
                return Ok(members);
            }
        }
    }

    fn list(&mut self, depth: usize) -> Result<Vec<Value<'a>>, Malformed> {
        let mut values = Vec::new();
        self.step();
        self.space();
        if self.peek() == Some(b']') {
            self.step();
            return Ok(values);
        }
        loop {
            self.space();
            values.push(self.value(depth + 1)?);
            if self.ends(b']')? {
                return Ok(values);
            }
        }
    }

    /// Steps over a comma or the sign that ends.
    fn ends(&mut self, sign: u8) -> Result<bool, Malformed> {
        self.space();
        match self.peek() {
            Some(b',') => {
                self.step();
                Ok(false)
            }
            Some(found) if found == sign => {
                self.step();
                Ok(true)
            }
            _ => Err(self.unexpected(&format!("a comma or {:?}", char::from(sign)))),
        }
    }

    fn string(&mut self) -> Result<Cow<'a, str>, Malformed> {
        self.step();
        let start = self.at;
        let mut owned: Option<String> = None;
        let mut from = start;
        loop {
            match self.peek() {
                Some(b'"') => {
                    let rest = &self.text[from..self.at];
                    self.step();
                    return Ok(match owned {
                        Some(owned) => Cow::Owned(owned + rest),
                        None => Cow::Borrowed(rest),
                    });
                }
                Some(b'\\') => {
                    let text = owned.get_or_insert_default();
                    text.push_str(&self.text[from..self.at]);
                    let char = self.escape()?;
                    // A NUL or a bell is nothing that anyone reads, and PostgreSQL takes no NUL.
                    if let Some(text) = owned.as_mut().filter(|_| char >= ' ' || matches!(char, '\n' | '\t'))
                    {
                        text.push(char);
                    }
                    from = self.at;
                }
                Some(0..=0x1f) => return Err(self.unexpected("no control character within a text")),
                Some(byte) => {
                    self.at += 1;
                    self.chars += u32::from(byte & 0xc0 != 0x80);
                }
                None => return Err(self.unexpected("the quote that ends a text")),
            }
        }
    }

    fn escape(&mut self) -> Result<char, Malformed> {
        self.step();
        let char = match self.peek() {
            Some(byte @ (b'"' | b'\\' | b'/')) => char::from(byte),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode(),
            _ => return Err(self.unexpected("an escape such as \\n or \\u00e9")),
        };
        self.step();
        Ok(char)
    }

    /// "\u00e9", or the two halves of a character beyond the first plane.
    fn unicode(&mut self) -> Result<char, Malformed> {
        let first = self.hex()?;
        if !(0xd800..0xdc00).contains(&first) {
            return char::from_u32(first)
                .ok_or_else(|| self.unexpected("no second half of a character alone"));
        }
        if !self.text[self.at..].starts_with("\\u") {
            return Err(self.unexpected("the second half of a character"));
        }
        self.step();
        let second = self.hex()?;
        let char = (0xdc00..0xe000)
            .contains(&second)
            .then(|| 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00));
        char.and_then(char::from_u32).ok_or_else(|| self.unexpected("the second half of a character"))
    }

    fn hex(&mut self) -> Result<u32, Malformed> {
        self.step();
        let digits = self.text.get(self.at..self.at + 4);
        let digits = digits.filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let Some(figure) = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok()) else {
            return Err(self.unexpected("four hexadecimal digits"));
        };
        (0..4).for_each(|_| self.step());
        Ok(figure)
    }

    fn number(&mut self) -> Result<&'a str, Malformed> {
        let start = self.at;
        if self.peek() == Some(b'-') {
            self.step();
        }
        if self.peek() == Some(b'0') {
            self.step();
        } else {
            self.digits()?;
        }
        if self.peek() == Some(b'.') {
            self.step();
            self.digits()?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.step();
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.step();
            }
            self.digits()?;
        }
        Ok(&self.text[start..self.at])
    }

    fn digits(&mut self) -> Result<(), Malformed> {
        if !self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            return Err(self.unexpected("a digit"));
        }
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.step();
        }
        Ok(())
    }

    fn word(&mut self, word: &str, kind: Kind<'a>) -> Result<Kind<'a>, Malformed> {
        if !self.text[self.at..].starts_with(word) {
            return Err(self.unexpected("a value"));
        }
        word.bytes().for_each(|_| self.step());
        Ok(kind)
    }

    fn unexpected(&self, expected: &str) -> Malformed {
        let read = match self.text[self.at..].chars().next() {
            Some(char) => format!("{char:?}"),
            None => "the end of the file".to_owned(),
        };
        self.malformed(&format!("The JSON is broken here: {read} stands where {expected} is expected."))
    }

    fn malformed(&self, what: &str) -> Malformed {
        let message =
            format!("{what} Mend the file, or have its publisher write it anew, and import it again.");
        Malformed { message, at: Span { start: self.chars, end: self.chars + 1, page: None } }
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, Value, parse};

    fn again(value: &Value<'_>) -> serde_json::Value {
        match &value.kind {
            Kind::Null => serde_json::Value::Null,
            Kind::Bool => true.into(),
            Kind::Number(number) => serde_json::from_str(number).expect("a number"),
            Kind::Text(text) => text.as_ref().into(),
            Kind::List(list) => list.iter().map(again).collect(),
            Kind::Object(members) => {
                members.iter().map(|member| (member.name.to_string(), again(&member.value))).collect()
            }
        }
    }

    #[test]
    fn it_reads_what_serde_json_reads() {
        for text in [
            "{}",
            " [ ] ",
            r#"{"a": [1, -0, 1.5e-3, 2E+7, true, null, "é \" \\ \/ \n \u00e9 \ud83d\ude00"]}"#,
            r#""alone""#,
            "0",
        ] {
            let expected: serde_json::Value = serde_json::from_str(text).expect("JSON");
            assert_eq!(again(&parse(text).expect("JSON")), expected, "{text}");
        }
    }

    #[test]
    fn it_refuses_what_serde_json_refuses_and_says_where() {
        for (text, at) in [
            ("", 0),
            ("{", 1),
            ("[1,]", 3),
            ("[1 2]", 3),
            ("{\"é\" 1}", 5),
            ("{a: 1}", 1),
            ("01", 1),
            ("1.", 2),
            ("-", 1),
            ("nul", 0),
            ("\"\\x\"", 2),
            ("\"\\u12\"", 3),
            ("\"\\ud800\"", 7),
            ("\"é", 2),
            ("\"\n\"", 1),
            ("[] []", 3),
        ] {
            assert!(serde_json::from_str::<serde_json::Value>(text).is_err(), "{text}");
            assert_eq!(parse(text).expect_err(text).at.start, at, "{text}");
        }
    }

    #[test]
    fn spans_count_code_points() {
        let value = parse("[\"éà\", {\"œ\": 12}]").expect("JSON");
        let Kind::List(list) = &value.kind else { unreachable!("a list") };
        assert_eq!((list[0].span.start, list[0].span.end), (1, 5));
        assert_eq!((list[1].span.start, list[1].span.end), (7, 16));
    }

    #[test]
    fn a_hostile_depth_is_refused() {
        assert!(parse(&"[".repeat(1_000_000)).is_err());
    }
}
