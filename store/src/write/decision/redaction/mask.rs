//! A person's name, found in texts and masked there character by character, so that places in them stay what they were.

use ingest::text::fold;

/// What stands in the place of each letter.
pub(crate) const MASK: char = '█';
/// What may stand between the words of one name, at most so many characters of it.
const GAP: usize = 6;

/// The name of a person whom nothing shall name any more.
#[derive(Clone, Debug, Default)]
pub(crate) struct Mask {
    /// The words of whole names, folded, in both orders.
    whole: Vec<Vec<String>>,
    /// Those of family names, which stand for the person where they begin with a capital.
    family: Vec<Vec<String>>,
    /// The whole names of others with the same family name: theirs stay.
    others: Vec<Vec<String>>,
}

/// A word of a text: its characters, which a line's end may part, and as it is folded.
struct Word {
    spans: Vec<(usize, usize)>,
    folded: String,
    capital: bool,
}

impl Mask {
    /// Adds a spelling of the name.
    pub(crate) fn add(&mut self, name: Option<&str>, given: Option<&str>, family: Option<&str>) {
        let (given, family) = (given.map(words).unwrap_or_default(), family.map(words).unwrap_or_default());
        let name = name.map(words).unwrap_or_default();
        if !given.is_empty() && !family.is_empty() {
            put(&mut self.whole, [given.clone(), family.clone()].concat());
            put(&mut self.whole, [family.clone(), given].concat());
        }
        put(&mut self.family, family);
        put(&mut self.whole, name);
    }

    /// Adds the whole name of another person, which stays.
    pub(crate) fn spare(&mut self, name: &str) {
        let name = words(name);
        let same = |family: &Vec<String>| name.windows(family.len()).any(|part| part == family);
        if self.family.iter().any(same) && !self.whole.contains(&name) {
            put(&mut self.others, name);
        }
    }

    /// Whether there is no name.
    pub(crate) fn is_empty(&self) -> bool {
        self.whole.is_empty() && self.family.is_empty()
    }

    /// A text without the name; none where it does not have it.
    pub(crate) fn text(&self, text: &str) -> Option<String> {
        if self.is_empty() || !self.may_stand_in(text) {
            return None;
        }
        let chars: Vec<char> = text.chars().collect();
        let found = split(&chars);
        let mut spared = vec![false; found.len()];
        for (at, other) in places(&chars, &found, &self.others) {
            spared[at..at + other].fill(true);
        }
        let mut hidden = vec![false; found.len()];
        for (at, length) in places(&chars, &found, &self.whole) {
            hidden[at..at + length].fill(true);
        }
        for (at, length) in places(&chars, &found, &self.family) {
            let own = at..at + length;
            if own.clone().all(|at| found[at].capital) && !own.clone().any(|at| spared[at]) {
                hidden[own].fill(true);
            }
        }
        let mut masked = chars;
        for (word, _) in found.iter().zip(&hidden).filter(|(_, hidden)| **hidden) {
            for (start, end) in &word.spans {
                masked[*start..*end].fill(MASK);
            }
        }
        hidden.contains(&true).then(|| masked.into_iter().collect())
    }

    /// A folded key without the name; none where it does not have it. `loose` where the text that it is made of had it.
    pub(crate) fn key(&self, key: &[u8], loose: bool) -> Option<Vec<u8>> {
        let mut masked = key.to_vec();
        let family = self.family.iter().filter(|_| loose);
        for words in self.whole.iter().chain(family) {
            hide(&mut masked, words);
        }
        (masked != key).then_some(masked)
    }

    /// A cheap look: whether the last word of any name is in a text at all.
    fn may_stand_in(&self, text: &str) -> bool {
        let folded = fold(text);
        // A line's end may part a word.
        let joined = folded.contains("- ").then(|| folded.replace("- ", ""));
        let last = |words: &Vec<String>| {
            words.last().is_some_and(|last| {
                folded.contains(last.as_str())
                    || joined.as_ref().is_some_and(|text| text.contains(last.as_str()))
            })
        };
        self.whole.iter().chain(&self.family).any(last)
    }
}

/// The names that were masked in a text, read from the same text without masks; none where it is another one.
pub(crate) fn unmasked(masked: &str, text: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    if masked.chars().count() != text.chars().count() {
        return names;
    }
    let (mut name, mut gap) = (String::new(), String::new());
    for (hidden, char) in masked.chars().zip(text.chars()) {
        if hidden == MASK && char != MASK {
            if !name.is_empty() {
                name.push_str(&gap);
            }
            gap.clear();
            name.push(char);
        } else {
            gap.push(char);
        }
        if (gap.chars().count() > GAP || !gap.chars().all(may_part)) && !name.is_empty() {
            names.push(std::mem::take(&mut name));
        }
    }
    names.extend(Some(name).filter(|name| !name.is_empty()));
    names.sort();
    names.dedup();
    names
}

fn put(list: &mut Vec<Vec<String>>, words: Vec<String>) {
    if !words.is_empty() && !list.contains(&words) {
        list.push(words);
    }
}

/// The words of a name, folded.
fn words(name: &str) -> Vec<String> {
    let folded = fold(name);
    folded
        .split(|char: char| !char.is_alphabetic())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Hides a name in bytes: its words with one mark between each two, where nothing of a word stands beside it.
fn hide(bytes: &mut [u8], words: &[String]) {
    let part = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte >= 0x80);
    let mut at = 0;
    while at < bytes.len() {
        let before = at.checked_sub(1).and_then(|at| bytes.get(at));
        let end = end_of(bytes, at, words).filter(|end| !part(before) && !part(bytes.get(*end)));
        if let Some(end) = end {
            bytes[at..end].fill(b'~');
        }
        at = end.unwrap_or(at + 1);
    }
}

/// Where a name that begins at a place of bytes ends; none where it does not begin there.
fn end_of(bytes: &[u8], at: usize, words: &[String]) -> Option<usize> {
    let mut end = at;
    for (nth, word) in words.iter().enumerate() {
        if nth > 0 {
            end += matches!(bytes.get(end)?, b' ' | b'-' | b'\'' | b'\0').then_some(1)?;
        }
        bytes.get(end..)?.starts_with(word.as_bytes()).then_some(())?;
        end += word.len();
    }
    (end > at).then_some(end)
}

/// The words of a text.
fn split(chars: &[char]) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        if !is_letter(chars[at]) {
            at += 1;
            continue;
        }
        let start = at;
        while at < chars.len() && is_letter(chars[at]) {
            at += 1;
        }
        let text: String = chars[start..at].iter().collect();
        let capital = chars[start].is_uppercase();
        let last = found.last_mut().filter(|last| {
            let end = last.spans.last().map_or(0, |span| span.1);
            !capital && is_broken(&chars[end..start])
        });
        match last {
            Some(last) => {
                last.spans.push((start, at));
                last.folded.push_str(&fold(&text));
            }
            None => found.push(Word { spans: vec![(start, at)], folded: fold(&text), capital }),
        }
    }
    found
}

fn is_letter(char: char) -> bool {
    char.is_alphabetic() || matches!(char, '\u{300}'..='\u{36f}' | '\u{ad}')
}

/// Whether a line's end parts a word here: a hyphen, then the end of the line.
fn is_broken(gap: &[char]) -> bool {
    let mut gap = gap.iter().filter(|char| **char != ' ' && **char != '\r');
    matches!(gap.next(), Some('-' | '\u{2010}' | '\u{2011}'))
        && gap.next() == Some(&'\n')
        && gap.next().is_none()
}

/// Where one of some names stands, and in how many words.
fn places(chars: &[char], found: &[Word], names: &[Vec<String>]) -> Vec<(usize, usize)> {
    let mut places = Vec::new();
    for name in names {
        for at in 0..(found.len() + 1).saturating_sub(name.len()) {
            let words = &found[at..at + name.len()];
            let same = words.iter().zip(name).all(|(word, name)| word.folded == *name);
            if same && words.windows(2).all(|pair| is_gap(chars, &pair[0], &pair[1])) {
                places.push((at, name.len()));
            }
        }
    }
    places
}

fn is_gap(chars: &[char], one: &Word, next: &Word) -> bool {
    let (Some((_, end)), Some((start, _))) = (one.spans.last(), next.spans.first()) else { return false };
    let gap = &chars[*end..*start];
    gap.len() <= GAP && gap.iter().copied().all(may_part)
}

/// Whether a character may stand between two words of one name.
fn may_part(char: char) -> bool {
    char.is_whitespace() || matches!(char, '-' | '\'' | '’' | ',' | '.' | '\u{2010}' | '\u{2011}')
}

#[cfg(test)]
mod tests {
    use super::Mask;

    fn mask() -> Mask {
        let mut mask = Mask::default();
        mask.add(Some("Zoé Petit-Arnac"), Some("Zoé"), Some("Petit-Arnac"));
        mask
    }

    #[test]
    fn a_name_is_masked_in_every_form_and_every_other_character_stays() {
        let masked = |text: &str| mask().text(text);
        for (text, expected) in [
            ("Déclaration de Zoé Petit-Arnac, CGT", "Déclaration de ███ █████-█████, CGT"),
            ("PETIT-ARNAC Zoé (CGT)", "█████-█████ ███ (CGT)"),
            ("Mme Petit\nArnac parle", "Mme █████\n█████ parle"),
            ("de Zoe Petit Ar-\nnac.", "de ███ █████ ██-\n███."),
            ("zoe-petit-arnac", "███-█████-█████"),
        ] {
            assert_eq!(masked(text).as_deref(), Some(expected));
            assert_eq!(text.chars().count(), expected.chars().count());
        }
        for text in ["Zoé parle", "un petit arnac", "Petit à petit", "Jean Petit", ""] {
            assert_eq!(masked(text), None, "{text}");
        }
    }

    #[test]
    fn another_person_of_the_same_family_name_stays() {
        let mut mask = mask();
        mask.spare("Luc Petit-Arnac");
        assert_eq!(
            mask.text("Luc Petit-Arnac et Zoé Petit-Arnac").as_deref(),
            Some("Luc Petit-Arnac et ███ █████-█████")
        );
    }

    #[test]
    fn what_was_masked_is_known_by_the_text_as_it_comes_again() {
        let masked = "de ███ █████-█████. Mme █████-█████ parle";
        let names = super::unmasked(masked, "de Zoé Petit-Arnac. Mme Petit-Arnac parle");
        assert_eq!(names, ["Petit-Arnac", "Zoé Petit-Arnac"]);
        assert!(super::unmasked(masked, "autre texte").is_empty());
    }

    #[test]
    fn a_key_is_masked_as_bytes() {
        let key = [&[0, 7][..], b"hommage a zoe petit-arnac\0"].concat();
        assert_eq!(mask().key(&key, false), Some([&[0, 7][..], b"hommage a ~~~~~~~~~~~~~~~\0"].concat()));
        assert_eq!(mask().key(b"petit-arnac\0zoe\0", false), Some(b"~~~~~~~~~~~~~~~\0".to_vec()));
        assert_eq!(mask().key(b"petit-arnac\0luc\0", false), None);
        assert_eq!(mask().key(b"petit-arnac\0", true), Some(b"~~~~~~~~~~~\0".to_vec()));
    }
}
