//! The body of a DOCX: paragraphs, tables, notes and text boxes, in one pass without recursion.

use std::collections::HashMap;

use super::{
    lists::{Lists, Numbering},
    xml::{Element, Event, walk},
};
use crate::{Problem, format::sheet::Sheet};

/// What stands in the file and not on the page: deleted words, words moved away, how a paragraph looked before, and
/// what old readers get to see.
const UNSEEN: [&str; 5] = ["del", "moveFrom", "Fallback", "pPrChange", "rPrChange"];

pub(super) struct Body<'a> {
    lists: &'a Lists,
    /// Notes by their part and id, until the paragraph that calls them is over.
    notes: HashMap<(Kind, String), String>,
}

/// The two kinds of notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Kind {
    Foot,
    End,
}

impl<'a> Body<'a> {
    pub(super) fn new(lists: &'a Lists) -> Self {
        Self { lists, notes: HashMap::new() }
    }

    /// Reads footnotes.xml or endnotes.xml.
    pub(super) fn notes(&mut self, xml: &str) -> Result<(), Problem> {
        let mut walker = Walker::new(self);
        walk(xml, |event| walker.event(&event))?;
        let found = walker.found;
        self.notes.extend(found);
        Ok(())
    }

    /// The text of the body.
    pub(super) fn text(&self, xml: &str) -> Result<String, Problem> {
        let mut walker = Walker::new(self);
        walk(xml, |event| walker.event(&event))?;
        while walker.flows.len() > 1 {
            walker.leave();
        }
        Ok(walker.flows.pop().map(|flow| flow.sheet.finish()).unwrap_or_default())
    }
}

/// A flow of text: the body's own, a text box's, a cell's, a note's.
#[derive(Default)]
struct Flow {
    sheet: Sheet,
    /// What follows the paragraph under way: text boxes and notes.
    after: Vec<String>,
    /// The cells of the row under way.
    cells: Vec<String>,
}

/// A pass over a part.
struct Walker<'a> {
    body: &'a Body<'a>,
    /// The innermost last.
    flows: Vec<Flow>,
    found: HashMap<(Kind, String), String>,
    note: Option<(Kind, String)>,
    /// How deep in what is not seen.
    unseen: usize,
    /// Whether the run under way is hidden, and whether text is text.
    hidden: bool,
    text: bool,
    style: Option<String>,
    numbering: Numbering,
    heading: bool,
}

impl<'a> Walker<'a> {
    fn new(body: &'a Body<'a>) -> Self {
        Self {
            body,
            flows: vec![Flow::default()],
            found: HashMap::new(),
            note: None,
            unseen: 0,
            hidden: false,
            text: false,
            style: None,
            numbering: Numbering::default(),
            heading: false,
        }
    }

    fn event(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(element) if UNSEEN.contains(&element.name) => self.unseen += 1,
            Event::End(name) if UNSEEN.contains(name) => self.unseen = self.unseen.saturating_sub(1),
            _ if self.unseen > 0 => {}
            Event::Start(element) => self.start(element),
            Event::End(name) => self.end(name),
            Event::Text(text) if self.text && !self.hidden => self.words(text),
            Event::Text(_) => {}
        }
    }

    fn start(&mut self, element: &Element<'_>) {
        match element.name {
            "p" => {
                self.sheet().block();
                (self.style, self.numbering, self.heading) = (None, Numbering::default(), false);
            }
            "pStyle" => self.style = element.val(),
            "numId" => self.numbering.list = element.val(),
            "ilvl" => self.numbering.level = element.val(),
            "outlineLvl" => self.heading = element.val().is_some_and(|level| level != "9"),
            "r" => self.hidden = false,
            "vanish" => self.hidden = element.is_on(),
            "t" => self.text = true,
            "noBreakHyphen" => self.words("-"),
            // A tab within a paragraph sets its words apart, as a space does.
            "tab" | "ptab" => self.words(" "),
            "br" | "cr" => self.sheet().line(),
            "footnoteReference" => self.call(Kind::Foot, element),
            "endnoteReference" => self.call(Kind::End, element),
            "footnote" | "endnote" => {
                let kind = if element.name == "footnote" { Kind::Foot } else { Kind::End };
                self.note = element.attribute("id").map(|id| (kind, id));
                self.flows.push(Flow::default());
            }
            "txbxContent" | "tc" => self.flows.push(Flow::default()),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            // The paragraph's own marks are known by now.
            "pPr" if self.body.lists.is_item(self.style.as_deref(), &self.numbering, self.heading) => {
                self.sheet().item();
            }
            "t" => self.text = false,
            "p" => self.paragraph(),
            "tr" => self.row(),
            "tbl" => self.sheet().block(),
            "tc" | "txbxContent" | "footnote" | "endnote" => self.close(name),
            _ => {}
        }
    }

    /// Ends a paragraph; what it called for follows.
    fn paragraph(&mut self) {
        let after = std::mem::take(&mut self.flow().after);
        self.sheet().block();
        for text in after {
            self.sheet().blocks(&text);
        }
    }

    /// Ends a row: its cells side by side where each is one line, else one after the other.
    fn row(&mut self) {
        let cells = std::mem::take(&mut self.flow().cells);
        let beside = cells.iter().all(|cell| !cell.contains('\n'));
        self.sheet().line();
        for cell in cells.iter().filter(|cell| !cell.is_empty()) {
            if beside {
                self.sheet().cell();
                self.sheet().words(cell);
            } else {
                self.sheet().blocks(cell);
            }
        }
        self.sheet().line();
    }

    fn close(&mut self, name: &str) {
        // The first flow is the part's own, whatever ends.
        if self.flows.len() < 2 {
            return;
        }
        let Some(text) = self.flows.pop().map(|flow| flow.sheet.finish()) else { return };
        match (name, self.note.take()) {
            ("tc", note) => {
                self.note = note;
                self.flow().cells.push(text);
            }
            ("footnote" | "endnote", Some(note)) => {
                self.found.insert(note, text);
            }
            ("footnote" | "endnote", None) => {}
            (_, note) => {
                self.note = note;
                self.flow().after.push(text);
            }
        }
    }

    /// Ends a flow that the file leaves open.
    fn leave(&mut self) {
        self.close("txbxContent");
        self.paragraph();
    }

    fn call(&mut self, kind: Kind, element: &Element<'_>) {
        let note = element.attribute("id").and_then(|id| self.body.notes.get(&(kind, id)));
        let note = note.filter(|note| !note.is_empty()).cloned();
        self.flow().after.extend(note);
    }

    fn words(&mut self, text: &str) {
        self.sheet().words(text);
    }

    fn sheet(&mut self) -> &mut Sheet {
        &mut self.flow().sheet
    }

    fn flow(&mut self) -> &mut Flow {
        if self.flows.is_empty() {
            self.flows.push(Flow::default());
        }
        let last = self.flows.len() - 1;
        &mut self.flows[last]
    }
}
