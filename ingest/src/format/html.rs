//! HTML to text: its tokens in their order, without a tree, so that no depth costs stack or time.

use std::collections::HashMap;

use encoding_rs::Encoding;
use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

use super::sheet::Sheet;

/// What is no part of what a page says.
const DROPPED: [&str; 14] = [
    "nav", "footer", "script", "style", "aside", "template", "title", "noscript", "svg", "select", "button",
    "iframe", "object", "dialog",
];

const BLOCKS: [&str; 36] = [
    "address",
    "article",
    "blockquote",
    "body",
    "center",
    "details",
    "div",
    "dl",
    "fieldset",
    "figcaption",
    "figure",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "ul",
    "menu",
    "caption",
    "nav",
    "footer",
    "aside",
];

/// Elements that have no end tag: they never stay open.
const VOID: [&str; 13] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// How far into a page its charset may be declared, in bytes. The standard says 1,024; pages do as they like.
const DECLARATION: usize = 4096;

/// The encoding that a page declares for itself: `<meta charset="…">`, or the same in a `content`.
pub(super) fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = bytes[..bytes.len().min(DECLARATION)].to_ascii_lowercase();
    let word = b"charset=";
    let at = start.windows(word.len()).position(|window| window == word)?;
    let label = start[at + word.len()..].iter().skip_while(|byte| matches!(byte, b'"' | b'\'' | b' '));
    let label: Vec<u8> =
        label.take_while(|byte| byte.is_ascii_alphanumeric() || b"-_:".contains(byte)).copied().collect();
    // UTF-16 cannot be declared in ASCII; the standard takes it for UTF-8.
    Encoding::for_label(&label).filter(|encoding| encoding.is_ascii_compatible())
}

/// The text of a page.
pub(super) fn text(html: &str) -> String {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut page = Page::default();
    for token in Tokenizer::new_with_emitter(html, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => page.open(&tag),
            Token::EndTag(tag) => page.close(&String::from_utf8_lossy(&tag.name)),
            Token::String(words) => page.words(&String::from_utf8_lossy(&words.value)),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    page.sheet.finish()
}

/// A page being read.
#[derive(Default)]
struct Page {
    sheet: Sheet,
    /// The elements that are open, the innermost last, and whether each is dropped.
    open: Vec<(String, bool)>,
    /// How many of each name are open: an end tag without a start costs no search.
    names: HashMap<String, usize>,
    /// How many of them are dropped.
    dropped: usize,
}

impl Page {
    fn open(&mut self, tag: &StartTag<()>) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        let block = BLOCKS.contains(&name.as_str());
        // A block ends a paragraph that nobody closed.
        if block && self.open.last().is_some_and(|(name, _)| name == "p") {
            self.pop();
        }
        self.breaks(&name, true);
        // Elements of SVG may close themselves; those of HTML never do.
        if VOID.contains(&name.as_str()) || (tag.self_closing && self.is_open("svg")) {
            return;
        }
        let hidden = tag.attributes.contains_key(b"hidden".as_slice());
        let dropped = hidden || DROPPED.contains(&name.as_str());
        self.dropped += usize::from(dropped);
        *self.names.entry(name.clone()).or_default() += 1;
        self.open.push((name, dropped));
    }

    fn close(&mut self, name: &str) {
        if self.is_open(name) {
            while self.pop().is_some_and(|closed| closed != name) {}
        }
        self.breaks(name, false);
    }

    /// Closes the innermost element.
    fn pop(&mut self) -> Option<String> {
        let (name, dropped) = self.open.pop()?;
        self.dropped -= usize::from(dropped);
        if let Some(count) = self.names.get_mut(&name) {
            *count -= 1;
        }
        Some(name)
    }

    fn is_open(&self, name: &str) -> bool {
        self.names.get(name).is_some_and(|count| *count > 0)
    }

    /// What a tag does to the line.
    fn breaks(&mut self, name: &str, start: bool) {
        if self.dropped > 0 {
            return;
        }
        match name {
            // A list inside an item belongs to it.
            "ul" | "ol" | "menu" if self.is_open("li") => self.sheet.line(),
            name if BLOCKS.contains(&name) => self.sheet.block(),
            "li" if start => self.sheet.item(),
            "td" | "th" if start => self.sheet.cell(),
            "br" | "li" | "dt" | "dd" | "tr" | "option" => self.sheet.line(),
            _ => {}
        }
    }

    fn words(&mut self, text: &str) {
        if self.dropped > 0 {
            return;
        }
        if !self.is_open("pre") && !self.is_open("textarea") {
            return self.sheet.words(text);
        }
        // Lines as they were typed; a blank one parts blocks.
        for (number, line) in text.split('\n').enumerate() {
            match (number, line.trim().is_empty()) {
                (0, _) => {}
                (_, true) => self.sheet.block(),
                (_, false) => self.sheet.line(),
            }
            self.sheet.words(line);
        }
    }
}
