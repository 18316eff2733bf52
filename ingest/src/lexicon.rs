//! A lexicon: the forms of many names, found in one pass over a text's words.

use std::collections::HashMap;

use crate::naming::{Named, Names};

/// Names as a tree of words: the forms that begin alike share their first branches.
pub(crate) struct Lexicon<T> {
    words: HashMap<String, u32>,
    branches: HashMap<(u32, char, u32), u32>,
    forms: Vec<Vec<(Form, T)>>,
}

/// A form of a name, with the letters that it must have as capitals.
#[derive(Clone, Debug, PartialEq)]
struct Form {
    words: Vec<Vec<char>>,
    /// The first word is a common noun: a sentence may print it in lower case.
    free_head: bool,
    /// The first word has capitals that no common noun has: "CAPéCO".
    marked: bool,
    /// "Emfor" is read as "EMFOR".
    loose: bool,
}

/// Names longer than this are sentences.
const LONGEST: usize = 40;

impl<T: Clone + PartialEq> Lexicon<T> {
    pub(crate) fn new() -> Self {
        Self { words: HashMap::new(), branches: HashMap::new(), forms: vec![Vec::new()] }
    }

    /// Adds a form of a name. Where it has a capital, the text must have one too, but for the common noun that a long
    /// form begins with; a `loose` form may have its later capitals in lower case ("Medef").
    pub(crate) fn add(&mut self, form: &str, loose: bool, target: &T) {
        let chars: Vec<char> = form.chars().collect();
        let words = crate::word::words(&chars);
        let Some(first) = words.first().filter(|_| words.len() <= LONGEST) else { return };
        let free_head = words.len() > 1 && crate::introduction::is_head(&first.folded);
        let printed: Vec<Vec<char>> = words.iter().map(|word| chars[word.start..word.end].to_vec()).collect();
        let capitals = |word: &Vec<char>| word.iter().filter(|char| char.is_uppercase()).count();
        let marked = printed.first().is_some_and(|word| capitals(word) > 1);
        let kept = Form { words: printed, free_head, marked, loose };
        let mut nodes = vec![0];
        let mut end = first.start;
        for (at, word) in words.iter().enumerate() {
            let joint = if at == 0 { ' ' } else { joint(&chars[end..word.start]) };
            end = word.end;
            let variants: &[&str] = match word.folded.as_str() {
                "plateforme" => &["plateforme", "plate forme"],
                word => &[word],
            };
            // A comma in a long name is often left out.
            let joints: &[char] = if joint == ',' { &[',', ' '] } else { &[joint] };
            let mut next = Vec::new();
            for node in &nodes {
                for joint in joints {
                    next.extend(variants.iter().map(|words| self.grow(*node, *joint, words)));
                }
            }
            nodes = next;
        }
        for node in nodes {
            let forms = &mut self.forms[node as usize];
            if !forms.contains(&(kept.clone(), target.clone())) {
                forms.push((kept.clone(), target.clone()));
            }
        }
    }

    /// Every place where a name stands between word boundaries, the longest form at each word, with all that it may
    /// name.
    pub(crate) fn places(&self, names: &Names) -> Vec<(Named, Vec<T>)> {
        let words = names.words();
        (0..words.len()).filter_map(|at| self.at(names, at)).collect()
    }

    fn at(&self, names: &Names, first: usize) -> Option<(Named, Vec<T>)> {
        let (words, chars) = (names.words(), &names.flow().chars);
        let mut found = None;
        let mut node = 0;
        for (at, word) in words.iter().enumerate().skip(first) {
            let joint = if at == first { ' ' } else { joint(&chars[words[at - 1].end..word.start]) };
            let Some(id) = self.words.get(&word.folded) else { break };
            let Some(next) = self.branches.get(&(node, joint, *id)) else { break };
            node = *next;
            let place = Named { start: words[first].start, end: word.end };
            if self.forms[node as usize].is_empty() {
                continue;
            }
            let printed: Vec<&[char]> =
                words[first..=at].iter().map(|word| &chars[word.start..word.end]).collect();
            let mut targets: Vec<T> = Vec::new();
            for (form, target) in &self.forms[node as usize] {
                if !targets.contains(target) && form.suits(&printed) {
                    targets.push(target.clone());
                }
            }
            if !targets.is_empty() && names.bounded(place) {
                found = Some((place, targets));
            }
        }
        found
    }

    fn grow(&mut self, mut node: u32, mut joint: char, words: &str) -> u32 {
        for word in words.split(' ') {
            let next = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
            let id = *self.words.entry(word.to_owned()).or_insert(next);
            let fresh = u32::try_from(self.forms.len()).unwrap_or(u32::MAX);
            node = *self.branches.entry((node, joint, id)).or_insert(fresh);
            if node == fresh {
                self.forms.push(Vec::new());
            }
            joint = ' ';
        }
        node
    }
}

impl Form {
    /// Whether the text has capitals where the form has them.
    fn suits(&self, printed: &[&[char]]) -> bool {
        // A variant has other words than the form: it has no capitals of its own to compare.
        self.words.len() != printed.len()
            || self.words.iter().zip(printed).enumerate().all(|(at, (form, text))| {
                if at == 0 && self.free_head {
                    return true;
                }
                let alike = form.len() != text.len()
                    || form.iter().zip(*text).all(|(form, text)| !form.is_uppercase() || text.is_uppercase());
                let capitals = form.iter().filter(|char| char.is_uppercase()).count();
                // "Comité régional du numérique": the noun says that it is a name.
                if at > 0 && capitals < 2 && (self.free_head || self.marked) {
                    return true;
                }
                let loose = self.loose && capitals > 1 && form.len() >= 4 && text[0].is_uppercase();
                alike || loose
            })
    }
}

/// What stands between two words, as names are compared: a space and a hyphen are alike.
fn joint(between: &[char]) -> char {
    let mut marks = between.iter().copied().filter(|char| !char.is_whitespace()).map(crate::flow::plain);
    match (marks.next(), marks.next()) {
        (None, _) if !between.is_empty() => ' ',
        (Some('-' | '\u{2013}'), None) if between.len() == 1 => ' ',
        (Some('-' | '\u{2013}'), None) => '~',
        (Some(mark @ ('\'' | ',' | '.')), None) => mark,
        _ => '\0',
    }
}
