//! An answer of HTTP/1.1, read as it comes: no more of it is understood than where it ends.

/// What is kept of a body that nobody asked to keep: enough for an error's words.
const KEPT: usize = 2_000;

/// More than this is no head of an answer.
const HEAD: usize = 64 * 1024;

/// Reads one answer after the other from a connection that stays open.
#[derive(Default)]
pub(crate) struct Reader {
    /// The answer's status.
    pub(crate) status: u16,
    /// How long its body is, without the marks of its chunks, in bytes.
    pub(crate) length: u64,
    /// The beginning of its body, or all of it.
    pub(crate) body: Vec<u8>,
    /// Whether all of the body is kept.
    whole: bool,
    /// Whether what is here is an answer that has ended.
    ended: bool,
    /// Its head, where all of it is kept, or where it came in pieces.
    pub(crate) head: Vec<u8>,
    state: State,
}

#[derive(Clone, Copy, Default)]
enum State {
    #[default]
    Head,
    /// So many bytes are to come.
    Counted(u64),
    /// The line before a chunk, with the size as far as it has been read.
    Size(u64, Part),
    /// So many bytes of the chunk are to come.
    Chunk(u64),
    /// The end of its line.
    ChunkEnd,
    /// The lines after the last chunk; whether the line holds something.
    Trailer(bool),
}

#[derive(Clone, Copy)]
enum Part {
    Digits,
    Extension,
}

impl Reader {
    /// A reader that keeps heads and bodies.
    pub(crate) fn whole() -> Self {
        Self { whole: true, ..Self::default() }
    }

    /// Takes what came. True where the answer is at its end; the next call begins the next one.
    ///
    /// # Errors
    /// Where this is no answer of HTTP/1.1 whose end can be told, or something follows that nobody asked for.
    pub(crate) fn take(&mut self, bytes: &[u8]) -> Result<bool, String> {
        let (mut at, mut ended) = (0, false);
        if matches!(self.state, State::Head) {
            let Some(read) = self.begin(bytes)? else { return Ok(false) };
            at = read;
            ended = matches!(self.state, State::Counted(0));
        }
        while !ended && at < bytes.len() {
            let (read, end) = self.step(&bytes[at..])?;
            at += read;
            ended = end;
        }
        if !ended {
            return Ok(false);
        }
        self.state = State::Head;
        self.ended = true;
        match bytes.len() - at {
            0 => Ok(true),
            more => Err(format!("{more} bytes follow the answer's end, and nothing more was asked")),
        }
    }

    /// Reads the head; how many of these bytes belong to it, once it is whole.
    fn begin(&mut self, bytes: &[u8]) -> Result<Option<usize>, String> {
        if self.ended {
            self.ended = false;
            self.length = 0;
            self.body.clear();
            self.head.clear();
        }
        if self.head.is_empty()
            && !self.whole
            && let Some((size, head)) = parse(bytes)?
        {
            self.enter(&head);
            return Ok(Some(size));
        }
        let kept = self.head.len();
        self.head.extend_from_slice(bytes);
        let Some((size, head)) = parse(&self.head)? else {
            return if self.head.len() > HEAD { Err("its head has no end".to_owned()) } else { Ok(None) };
        };
        self.enter(&head);
        if self.whole {
            self.head.truncate(size);
        } else {
            self.head.clear();
        }
        Ok(Some(size - kept))
    }

    fn enter(&mut self, head: &Head) {
        self.status = head.status;
        self.state = match head.length {
            Some(length) => State::Counted(length),
            None => State::Size(0, Part::Digits),
        };
    }

    /// Takes some of the bytes: how many, and whether the answer ends with them.
    fn step(&mut self, bytes: &[u8]) -> Result<(usize, bool), String> {
        Ok(match self.state {
            State::Head => return Err("an answer's body came before its head".to_owned()),
            State::Counted(left) => {
                let taken = self.keep(bytes, left);
                self.state = State::Counted(left - taken as u64);
                (taken, left == taken as u64)
            }
            State::Chunk(left) => {
                let taken = self.keep(bytes, left);
                let left = left - taken as u64;
                self.state = if left == 0 { State::ChunkEnd } else { State::Chunk(left) };
                (taken, false)
            }
            State::Size(size, part) => {
                self.state = size_line(size, part, bytes[0])?;
                (1, false)
            }
            State::ChunkEnd => {
                match bytes[0] {
                    b'\r' => (),
                    b'\n' => self.state = State::Size(0, Part::Digits),
                    other => return Err(format!("a chunk ends with the byte {other:#x}, not with its line")),
                }
                (1, false)
            }
            State::Trailer(filled) => match bytes[0] {
                b'\n' => {
                    self.state = State::Trailer(false);
                    (1, !filled)
                }
                b'\r' => (1, false),
                _ => {
                    self.state = State::Trailer(true);
                    (1, false)
                }
            },
        })
    }

    fn keep(&mut self, bytes: &[u8], left: u64) -> usize {
        let taken = bytes.len().min(usize::try_from(left).unwrap_or(usize::MAX));
        self.length += taken as u64;
        let room = if self.whole { taken } else { KEPT.saturating_sub(self.body.len()).min(taken) };
        self.body.extend_from_slice(&bytes[..room]);
        taken
    }
}

/// The state after one more byte of the line before a chunk.
fn size_line(size: u64, part: Part, byte: u8) -> Result<State, String> {
    Ok(match (part, byte) {
        (_, b'\n') if size == 0 => State::Trailer(false),
        (_, b'\n') => State::Chunk(size),
        (Part::Digits, byte) if byte.is_ascii_hexdigit() => {
            let digit = char::from(byte).to_digit(16).map_or(0, u64::from);
            let size = size.checked_mul(16).ok_or("a chunk's size has too many digits")? + digit;
            State::Size(size, Part::Digits)
        }
        (_, b';' | b' ' | b'\t' | b'\r') | (Part::Extension, _) => State::Size(size, Part::Extension),
        (Part::Digits, other) => return Err(format!("a chunk's size holds the byte {other:#x}")),
    })
}

struct Head {
    status: u16,
    /// Nothing where the body comes in chunks.
    length: Option<u64>,
}

/// The head, and its size in bytes, where all of it is there.
fn parse(bytes: &[u8]) -> Result<Option<(usize, Head)>, String> {
    let mut headers = [httparse::EMPTY_HEADER; 64];
    let mut response = httparse::Response::new(&mut headers);
    let httparse::Status::Complete(size) = response.parse(bytes).map_err(|error| {
        let beginning = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]);
        format!("this is no answer of HTTP/1.1 ({error}): {beginning:?}")
    })?
    else {
        return Ok(None);
    };
    let status = response.code.unwrap_or_default();
    if matches!(status, 204 | 304) {
        return Ok(Some((size, Head { status, length: Some(0) })));
    }
    let value = |name: &str| {
        let header = response.headers.iter().find(|header| header.name.eq_ignore_ascii_case(name));
        header.map(|header| String::from_utf8_lossy(header.value))
    };
    if value("transfer-encoding").is_some_and(|coding| coding.eq_ignore_ascii_case("chunked")) {
        return Ok(Some((size, Head { status, length: None })));
    }
    let length = value("content-length").and_then(|length| length.trim().parse().ok());
    match length {
        Some(length) => Ok(Some((size, Head { status, length: Some(length) }))),
        None => {
            Err("an answer has neither Content-Length nor chunks, so that its end cannot be told".to_owned())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Reader;

    const COUNTED: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
    const CHUNKED: &[u8] =
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;a=b\r\nhel\r\n2\r\nlo\r\n0\r\nx: y\r\n\r\n";

    #[test]
    fn an_answer_ends_where_it_says_however_it_is_cut() {
        for answer in [COUNTED, CHUNKED] {
            for whole in [false, true] {
                for step in 1..=answer.len() {
                    let mut reader = if whole { Reader::whole() } else { Reader::default() };
                    // Twice: the second answer begins anew.
                    for _ in 0..2 {
                        let pieces = answer.chunks(step).map(|piece| reader.take(piece));
                        let ends = pieces.collect::<Result<Vec<_>, _>>().expect("an answer");
                        assert!(ends.iter().rev().skip(1).all(|end| !end) && ends.ends_with(&[true]));
                        assert_eq!((reader.status, reader.length, &reader.body[..]), (200, 5, &b"hello"[..]));
                        assert_eq!(reader.head.is_empty(), !whole);
                    }
                }
            }
        }
    }

    #[test]
    fn a_304_has_no_body_whatever_it_says() {
        let mut reader = Reader::default();
        assert_eq!(reader.take(b"HTTP/1.1 304 Not Modified\r\ncontent-length: 700\r\n\r\n"), Ok(true));
        assert_eq!((reader.status, reader.length), (304, 0));
    }

    #[test]
    fn what_cannot_be_read_is_said() {
        let refused = |bytes: &[u8]| Reader::default().take(bytes).expect_err("no answer");
        assert!(refused(b"HTTP/1.1 200 OK\r\n\r\n").contains("neither Content-Length"));
        assert!(refused(b"SSH-2.0-OpenSSH").contains("no answer of HTTP/1.1"));
        assert!(refused(&[COUNTED, b"!"].concat()).contains("1 bytes follow"));
        assert!(refused(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nxy\r\n").contains("0x78"));
    }
}
