//! What pages repeat: numbers, running heads and feet. They are no part of what the text says.

use std::collections::HashMap;

use crate::{lines::Line, text::fold};

/// How many lines at a page's end may be furniture.
const DEEPEST: usize = 3;
/// The lines at the top of a document that are its own head, whatever its pages repeat.
const TOP: usize = 6;
/// Longer lines are text.
const WIDEST: usize = 130;

/// For each line whether it is furniture. `pages` says for each line how many form feeds stand before it.
pub(crate) fn furniture(chars: &[char], lines: &[Line], pages: &[u32]) -> Vec<bool> {
    let filled: Vec<usize> = (0..lines.len()).filter(|number| !lines[*number].is_blank()).collect();
    let text = |number: usize| -> String { chars[lines[number].start..lines[number].end].iter().collect() };
    let shapes: Vec<Shape> = filled
        .iter()
        .map(
            |number| {
                if lines[*number].width() > WIDEST { Shape::default() } else { Shape::of(&text(*number)) }
            },
        )
        .collect();
    let mut page = Page { chars, lines, filled: &filled, shapes, gone: vec![false; filled.len()] };
    if pages.last().is_some_and(|last| *last > 0) {
        page.at_form_feeds(pages);
    }
    page.explicit_numbers();
    page.beside_numbers();
    page.within_sentences();
    page.second_head(pages);
    let mut gone = vec![false; lines.len()];
    for (number, furniture) in filled.iter().zip(&page.gone) {
        gone[*number] = *furniture;
    }
    gone
}

/// What a line looks like: its folded text with every number made alike, and the numbers.
#[derive(Clone, Debug, Default)]
struct Shape {
    text: String,
    /// Whether it ends as sentences do: what pages repeat does not.
    sentence: bool,
    numbers: Vec<u32>,
}

impl Shape {
    fn of(line: &str) -> Self {
        let small = line.starts_with(char::is_lowercase);
        let mut shape = Self::default();
        let mut digits = String::new();
        for char in fold(line).chars().chain([' ']) {
            if char.is_ascii_digit() {
                digits.push(char);
                continue;
            }
            if !digits.is_empty() {
                shape.numbers.push(digits.parse().unwrap_or(u32::MAX));
                shape.text.push('#');
                digits.clear();
            }
            shape.text.push(char);
        }
        shape.text.truncate(shape.text.trim_end().len());
        let inside = [". le ", ". la ", ". les ", ". il ", ". elle ", ". ce ", ". l'", ". en ", ". pour "];
        shape.sentence = shape.text.len() > 6
            && (small
                || shape.text.ends_with(['.', ';', ',', '!', '?'])
                || inside.iter().any(|start| shape.text.contains(start)));
        shape
    }

    fn is_bare_number(&self) -> bool {
        self.text == "#" && !self.numbers.is_empty()
    }

    /// "Page 2", "p. 2/5", "- 2 -", "2 / 5": numbers that can be nothing else.
    fn is_page_number(&self) -> bool {
        let text: String = self.text.chars().filter(|char| *char != ' ').collect();
        let of = self.numbers.len() == 2 && self.numbers[0] <= self.numbers[1];
        match text.as_str() {
            "page#" | "p.#" | "p#" | "-#-" | "–#–" | "—#—" | "|#|" | "[#]" => true,
            "#/#" | "#sur#" | "#|#" | "page#/#" | "page#sur#" | "page#de#" | "p.#/#" | "-#/#-" => of,
            _ => false,
        }
    }

    /// "… – page 2/5": a running line that tells so by itself.
    fn ends_in_page(&self) -> bool {
        let text: String = self.text.chars().filter(|char| *char != ' ').collect();
        let signed = ["–page#", "-page#", "|page#", "•page#", "—page#"].iter().any(|end| text.ends_with(end));
        signed || text.ends_with("page#/#") || text.ends_with("page#sur#")
    }

    /// A line that ends in a page's number, such as "CESER – Avis 2-3 – page 4".
    fn holds_page_number(&self) -> bool {
        let text: String = self.text.chars().filter(|char| *char != ' ').collect();
        text.contains("page#") || text.ends_with("p.#") || text.starts_with("page#") || text.ends_with("#/#")
    }
}

/// The lines with text, while furniture is looked for among them.
struct Page<'a> {
    chars: &'a [char],
    lines: &'a [Line],
    filled: &'a [usize],
    shapes: Vec<Shape>,
    gone: Vec<bool>,
}

impl Page<'_> {
    /// The outermost lines of pages that other pages end in too.
    fn at_form_feeds(&mut self, pages: &[u32]) {
        let mut bounds: Vec<(usize, usize)> = Vec::new();
        let mut start = 0;
        for at in 1..=self.filled.len() {
            if at == self.filled.len() || pages[self.filled[at]] != pages[self.filled[start]] {
                bounds.push((start, at));
                start = at;
            }
        }
        let mut seen: HashMap<&str, usize> = HashMap::new();
        let mut offsets: HashMap<u32, usize> = HashMap::new();
        let number = |at: usize| pages[self.filled[at]] + 1;
        for (start, end) in &bounds {
            let length = (end - start).min(DEEPEST);
            let mut shapes: Vec<&str> = (*start..start + length)
                .chain(end - length..*end)
                .map(|at| self.shapes[at].text.as_str())
                .collect();
            shapes.sort_unstable();
            shapes.dedup();
            shapes.into_iter().for_each(|shape| *seen.entry(shape).or_default() += 1);
            for at in [*start, end - 1] {
                if self.shapes[at].is_bare_number() {
                    *offsets.entry(self.shapes[at].numbers[0].wrapping_sub(number(at))).or_default() += 1;
                }
            }
        }
        let repeated = |at: usize| {
            let shape = &self.shapes[at];
            if shape.is_bare_number() {
                let offset = shape.numbers[0].wrapping_sub(number(at));
                return offset == 0 || offsets.get(&offset).is_some_and(|count| *count > 1);
            }
            let words = shape.text.chars().any(char::is_alphabetic) && !shape.sentence;
            shape.is_page_number() || (words && seen.get(shape.text.as_str()).is_some_and(|count| *count > 1))
        };
        let mut gone = Vec::new();
        for (page, (start, end)) in bounds.iter().enumerate() {
            if page > 0 || self.shapes[*start].is_page_number() {
                gone.extend((*start..*end).take(DEEPEST).take_while(|at| repeated(*at)));
            }
            let own = if page == 0 { (start + TOP).min(*end) } else { *start };
            gone.extend((own..*end).rev().take(DEEPEST).take_while(|at| repeated(*at)));
        }
        gone.into_iter().for_each(|at| self.gone[at] = true);
    }

    /// The head of a second page that is the last: nothing repeats it, but the page before ended in a foot.
    fn second_head(&mut self, pages: &[u32]) {
        let page = |at: usize| pages[self.filled[at]];
        let starts: Vec<usize> = (1..self.filled.len()).filter(|at| page(*at) != page(*at - 1)).collect();
        let [start] = starts[..] else { return };
        let shape = &self.shapes[start];
        let heads = [
            "ceser",
            "c.e.s.e.r",
            "conseil economique",
            "region ",
            "avis",
            "contribution",
            "autosaisine",
            "auto-saisine",
            "voeu",
            "seance",
            "assemblee pleniere",
            "rapport",
        ];
        let named = heads.iter().any(|head| shape.text.starts_with(head))
            && shape.text.contains(' ')
            && !crate::heading::known(&shape.text);
        if self.gone[start - 1] && !self.gone[start] && named && !shape.sentence && !shape.text.ends_with(':')
        {
            self.gone[start] = true;
        }
    }

    /// Page numbers, alone or at the end of a running line, wherever they stand.
    fn explicit_numbers(&mut self) {
        let mut running: HashMap<&str, Vec<usize>> = HashMap::new();
        for (shape, at) in self.shapes.iter().zip(0..) {
            if shape.is_page_number() || shape.ends_in_page() {
                self.gone[at] = true;
            } else if shape.holds_page_number() {
                running.entry(&shape.text).or_default().push(at);
            }
        }
        for places in running.into_values().filter(|places| places.len() > 1) {
            let last = |at: &usize| self.shapes[*at].numbers.clone();
            let grows = places.windows(2).all(|pair| last(&pair[0]) < last(&pair[1]));
            if grows {
                places.into_iter().for_each(|at| self.gone[at] = true);
            }
        }
        // A foot with its number that cuts a sentence in two needs nothing that repeats it.
        for at in TOP.min(self.shapes.len())..self.shapes.len() {
            let line = self.lines[self.filled[at]];
            let wide = self.chars[line.start..line.end].windows(3).any(|three| three == [' '; 3]);
            let shape = &self.shapes[at];
            let signed = shape.text.ends_with("| #") || wide && shape.text.ends_with('#');
            if signed && !shape.sentence && self.stands_alone(at) && self.interrupts(at) {
                self.gone[at] = true;
            }
        }
        let bare: Vec<usize> =
            (0..self.shapes.len()).filter(|at| self.shapes[*at].is_bare_number()).collect();
        for at in bare {
            if !self.gone[at] && self.set_off(at) && self.interrupts(at) {
                self.gone[at] = true;
            }
        }
    }

    /// Lines that stand beside page numbers more than once.
    fn beside_numbers(&mut self) {
        for _ in 0..DEEPEST {
            let mut seen: HashMap<&str, Vec<usize>> = HashMap::new();
            for at in 0..self.gone.len() {
                let beside =
                    at.checked_sub(1).is_some_and(|at| self.gone[at]) || self.gone.get(at + 1) == Some(&true);
                if beside
                    && !self.gone[at]
                    && !self.shapes[at].sentence
                    && self.shapes[at].text.chars().any(char::is_alphabetic)
                {
                    seen.entry(&self.shapes[at].text).or_default().push(at);
                }
            }
            let found: Vec<usize> = seen.into_values().filter(|places| places.len() > 1).flatten().collect();
            if found.is_empty() {
                break;
            }
            found.into_iter().filter(|at| *at >= TOP).for_each(|at| self.gone[at] = true);
        }
    }

    /// Lines that stand alone more than once, and cut a sentence in two at least once.
    fn within_sentences(&mut self) {
        let mut seen: HashMap<&str, Vec<usize>> = HashMap::new();
        for (shape, at) in self.shapes.iter().zip(0..) {
            if !self.gone[at]
                && !shape.sentence
                && shape.text.chars().any(char::is_alphabetic)
                && self.stands_alone(at)
            {
                seen.entry(&shape.text).or_default().push(at);
            }
        }
        let mut found: Vec<usize> = Vec::new();
        for places in seen.into_values() {
            if places.len() > 1 && places.iter().any(|at| self.interrupts(*at)) {
                found.extend(places.into_iter().filter(|at| *at >= TOP));
            }
        }
        found.into_iter().for_each(|at| self.gone[at] = true);
    }

    /// Whether a blank line stands before or after it.
    fn set_off(&self, at: usize) -> bool {
        let number = self.filled[at];
        self.is_blank(number.checked_sub(1)) || self.is_blank(Some(number + 1))
    }

    /// Whether blank lines stand before and after it.
    fn stands_alone(&self, at: usize) -> bool {
        let number = self.filled[at];
        self.is_blank(number.checked_sub(1)) && self.is_blank(Some(number + 1))
    }

    fn is_blank(&self, number: Option<usize>) -> bool {
        number.and_then(|number| self.lines.get(number)).is_some_and(Line::is_blank)
    }

    /// Whether the text before goes on after it: in the middle of a sentence, in a small letter.
    fn interrupts(&self, at: usize) -> bool {
        let near = |mut at: usize, step: fn(usize) -> Option<usize>| {
            loop {
                at = step(at).filter(|at| *at < self.filled.len())?;
                if !self.gone[at] {
                    return Some(self.lines[self.filled[at]]);
                }
            }
        };
        let before = near(at, |at| at.checked_sub(1)).map(|line| self.chars[line.end - 1]);
        let after = near(at, |at| at.checked_add(1)).map(|line| self.chars[line.start]);
        let open =
            before.is_some_and(|char| char.is_alphanumeric() || matches!(char, ',' | '-' | '\u{ad}' | ')'));
        open && after.is_some_and(char::is_lowercase)
    }
}
