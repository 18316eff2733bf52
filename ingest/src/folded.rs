//! A flow folded for comparison, with the way back to its characters.

use crate::{flow::Flow, text::fold};

/// A flow in lower case without accents, capitals printed apart ("A D O P T É") put together.
#[derive(Clone, Debug, Default)]
pub(crate) struct Folded {
    pub(crate) text: String,
    /// The flow's character at each byte of `text`.
    places: Vec<usize>,
}

impl Folded {
    pub(crate) fn new(flow: &Flow) -> Self {
        Self::of(flow, 0, flow.chars.len())
    }

    /// Folds some characters of a flow.
    pub(crate) fn of(flow: &Flow, start: usize, end: usize) -> Self {
        let mut folded = Self::default();
        let end = end.min(flow.chars.len());
        let mut at = start;
        while at < end {
            if let Some(stop) = spaced_out(flow, at, end) {
                folded.together(flow, at, stop);
                at = stop;
            } else {
                folded.push(flow.chars[at], at);
                at += 1;
            }
        }
        folded
    }

    /// The flow's character at a byte of the folded text; one past the last at its end.
    pub(crate) fn place(&self, byte: usize) -> usize {
        let past = self.places.last().map_or(0, |last| last + 1);
        self.places.get(byte).copied().unwrap_or(past)
    }

    fn push(&mut self, char: char, place: usize) {
        if char.is_ascii() {
            self.text.push(char.to_ascii_lowercase());
        } else {
            self.text.push_str(&fold(char.encode_utf8(&mut [0; 4])));
        }
        self.places.resize(self.text.len(), place);
    }

    /// Puts letters printed apart together: wider gaps part words; where there are none, known words do.
    fn together(&mut self, flow: &Flow, start: usize, stop: usize) {
        let letters: Vec<usize> = (start..stop).filter(|at| flow.chars[*at] != ' ').collect();
        let apart = |pair: &[usize]| flow.place(pair[1]).saturating_sub(flow.place(pair[0])) > 2;
        let wide: Vec<bool> = letters.windows(2).map(apart).collect();
        let text: Vec<String> =
            letters.iter().map(|at| fold(flow.chars[*at].encode_utf8(&mut [0; 4]))).collect();
        let parted = if wide.contains(&true) { wide } else { known_words(&text) };
        for (at, number) in letters.iter().zip(0..) {
            self.push(flow.chars[*at], *at);
            if parted.get(number) == Some(&true) && !self.text.ends_with('\'') {
                self.push(' ', *at);
            }
        }
        if self.text.len() > 1 && flow.chars.get(stop) != Some(&' ') && stop < flow.chars.len() {
            self.push(' ', stop - 1);
        }
    }
}

/// Where a run of at least three capitals printed apart ends that starts here.
fn spaced_out(flow: &Flow, start: usize, end: usize) -> Option<usize> {
    let chars = &flow.chars[..end];
    if start > 0 && chars[start - 1] != ' ' {
        return None;
    }
    let mut capitals = 0;
    let mut at = start;
    let mut stop = start;
    while at < end {
        let word = chars[at..].iter().take(3).take_while(|char| **char != ' ').count();
        let single = match chars[at..at + word] {
            [letter] => letter.is_uppercase() || matches!(letter, '\'' | '\u{2019}'),
            [letter, '\'' | '\u{2019}'] => letter.is_uppercase(),
            _ => false,
        };
        if !single {
            break;
        }
        capitals += usize::from(chars[at].is_uppercase());
        stop = at + word;
        at = stop + 1;
    }
    (capitals >= 3).then_some(stop)
}

/// The words that letters printed apart without wider gaps most often spell in the parts of an opinion.
const WORDS: [&str; 48] = [
    "a",
    "abstention",
    "abstentions",
    "adopte",
    "adoptee",
    "au",
    "autosaisine",
    "avis",
    "ceser",
    "commission",
    "contre",
    "contribution",
    "d'",
    "de",
    "declaration",
    "des",
    "du",
    "est",
    "et",
    "l'",
    "la",
    "large",
    "le",
    "majorite",
    "nom",
    "objet",
    "observations",
    "par",
    "pleniere",
    "pour",
    "preambule",
    "present",
    "prend",
    "acte",
    "propositions",
    "quasi",
    "rapport",
    "rapporteur",
    "rapporteure",
    "rapporteurs",
    "rejete",
    "resultat",
    "seance",
    "sur",
    "synthese",
    "unanimite",
    "voeu",
    "vote",
];

/// Where words end, for each letter but the last: the reading of the fewest words; none where they spell no such words.
fn known_words(letters: &[String]) -> Vec<bool> {
    let none = vec![false; letters.len().saturating_sub(1)];
    // For each end: the fewest words, and where the last of them starts. Runs of letters are short.
    let mut best: Vec<Option<(usize, usize)>> = vec![None; letters.len() + 1];
    best[0] = Some((0, 0));
    for start in 0..letters.len() {
        let Some((words, _)) = best[start] else { continue };
        let mut word = String::new();
        for stop in start + 1..=letters.len().min(start + 16) {
            word.push_str(&letters[stop - 1]);
            if WORDS.contains(&word.as_str()) && best[stop].is_none_or(|(fewest, _)| words + 1 < fewest) {
                best[stop] = Some((words + 1, start));
            }
        }
    }
    let mut parted = none.clone();
    let mut stop = letters.len();
    while stop > 0 {
        let Some((_, start)) = best[stop] else { return none };
        if start > 0 {
            parted[start - 1] = true;
        }
        stop = start;
    }
    parted
}

#[cfg(test)]
mod tests {
    use super::Folded;
    use crate::flow::Flow;

    fn folded(text: &str) -> String {
        let chars: Vec<char> = text.chars().collect();
        Folded::new(&Flow::new(&chars, 0, chars.len())).text
    }

    #[test]
    fn capitals_printed_apart_are_read_as_words() {
        assert_eq!(folded("A D O P T É"), "adopte");
        assert_eq!(folded("A D O P T É   À   L ' U N A N I M I T É"), "adopte a l'unanimite");
        assert_eq!(folded("A D O P T É À L ’ U N A N I M I T É"), "adopte a l'unanimite");
        assert_eq!(folded("S É A N C E  P L É N I È R E du 4 mai"), "seance pleniere du 4 mai");
        assert_eq!(folded("V Œ U"), "voeu");
        assert_eq!(folded("Plan A et plan B"), "plan a et plan b");
    }

    #[test]
    fn the_way_back_leads_to_the_printed_letter() {
        let chars: Vec<char> = "Œuvre né".chars().collect();
        let folded = Folded::new(&Flow::new(&chars, 0, chars.len()));
        assert_eq!(folded.text, "oeuvre ne");
        assert_eq!(folded.text.find("ne").map(|byte| folded.place(byte)), Some(6));
        assert_eq!(folded.place(folded.text.len()), 8);
    }
}
