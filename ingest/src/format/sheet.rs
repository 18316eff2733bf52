//! A text being written down from a format that marks its blocks: a blank line parts two blocks, "- " begins an item.

/// What is written so far.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    text: String,
    /// Line breaks owed before the next word.
    breaks: usize,
    /// Whether a bullet is owed.
    bullet: bool,
    /// Whether a space is owed.
    space: bool,
}

impl Sheet {
    /// Adds words. White space folds to one space, unless it keeps a line apart.
    pub(super) fn words(&mut self, text: &str) {
        for char in text.chars() {
            match char {
                // White space of markup; a non-breaking space is a character that someone chose.
                ' ' | '\n' | '\t' | '\r' | '\u{c}' => self.space = true,
                // What no reader sees: soft hyphens, and marks of width zero.
                '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' => {}
                char => {
                    self.settle();
                    self.text.push(char);
                }
            }
        }
    }

    /// Ends the line, if there is one.
    pub(super) fn line(&mut self) {
        self.breaks = self.breaks.max(1);
    }

    /// Ends the block, if there is one.
    pub(super) fn block(&mut self) {
        self.breaks = 2;
    }

    /// Begins an item of a list.
    pub(super) fn item(&mut self) {
        self.line();
        self.bullet = true;
    }

    /// Begins a cell of a table beside the one before it.
    pub(super) fn cell(&mut self) {
        if !self.text.is_empty() && self.breaks == 0 && !self.text.ends_with('\t') {
            self.text.push('\t');
            self.space = false;
        }
    }

    /// Adds blocks that another sheet holds.
    pub(super) fn blocks(&mut self, text: &str) {
        self.block();
        if !text.is_empty() {
            self.settle();
            self.text.push_str(text);
        }
        self.block();
    }

    /// The text.
    pub(super) fn finish(self) -> String {
        self.text
    }

    /// Pays what is owed before a character.
    fn settle(&mut self) {
        let begun = !self.text.is_empty();
        if begun {
            self.text.extend(std::iter::repeat_n('\n', self.breaks));
        }
        if self.bullet {
            self.text.push_str("- ");
        } else if self.space && begun && self.breaks == 0 && !self.text.ends_with(['\t', '\n']) {
            self.text.push(' ');
        }
        (self.breaks, self.bullet, self.space) = (0, false, false);
    }
}
