//! Cues: the words of a sentence that tell of a step, with the name that it is of.

use std::{collections::HashMap, ops::Range};

use crate::{
    Named,
    deed::{BECOMING, CARRIERS, CLAUSES, DOERS, DOING, LINKS, MAKING, SUBMITS, TEXTS, participle},
    moment::Moment,
    mood::Mood,
    naming::Named as Stretch,
    passage::Sentence,
    place::Place,
    tense,
    word::Word,
};

/// What tells of a step, and the name that it is of.
pub(crate) struct Cue {
    /// The name, where the title's words stand apart from it: "adoptée en 2019 et révisée".
    pub(crate) lead: Option<Stretch>,
    /// The characters that make the title.
    pub(crate) title: Stretch,
    pub(crate) named: usize,
}

/// A sentence with the initiatives and bodies that it names, by their words.
pub(crate) struct Clauses<'a> {
    pub(crate) words: &'a [Word],
    pub(crate) chars: &'a [char],
    pub(crate) sentence: &'a Sentence,
    pub(crate) named: Vec<(Range<usize>, &'a Place<Named>)>,
    /// The pronouns among the names, by the character at which they start, with the name that each stands for.
    pub(crate) pronouns: &'a HashMap<usize, Stretch>,
}

impl Clauses<'_> {
    pub(crate) fn noun(&self, at: usize, date: usize, moment: &Moment, to: usize) -> Option<Cue> {
        let making = MAKING.at(self.words, at);
        let count = making.or_else(|| DOING.at(self.words, at))?;
        let start = at + count;
        if let Some(cue) = self.owned(at, count, date, moment) {
            return Some(cue);
        }
        let (named, range) = self.complement(start, date, making.is_some()).or_else(|| {
            // "la signature, le 5 mars, du CPER", "l'adoption par la Région, en juin, de la SRB"
            let of = self
                .words
                .get(moment.words.end)
                .is_some_and(|word| matches!(word.folded.as_str(), "de" | "du" | "d" | "des"));
            let by = &self.words[start..date];
            let by = by.is_empty() || by.len() <= 9 && DOERS.has(&by[0].folded);
            let behind = || self.complement(moment.words.end, to.min(moment.words.end + 8), making.is_some());
            (of && by && date == moment.words.start).then(behind).flatten()
        })?;
        let end = if range.end > date {
            self.words[range.end - 1].end.max(self.named[named].1.at.end)
        } else {
            let gap = &self.words[range.end.min(date)..date];
            let plain = self.unbroken(range.end.max(1) - 1, date) && gap.len() <= 12;
            let carried = gap.iter().any(|word| CARRIERS.has(&word.folded));
            if !plain || gap.iter().any(|word| CLAUSES.has(&word.folded) && !CARRIERS.has(&word.folded)) {
                return None;
            }
            if carried || date > moment.words.start {
                self.named[named].1.at.end
            } else {
                self.words[date].start
            }
        };
        Some(Cue { lead: None, title: Stretch { start: self.words[at].start, end }, named })
    }

    /// "l'Agence du lac (ADL), dont l'installation est prévue en 2024": whose step it is stands before it.
    fn owned(&self, at: usize, count: usize, date: usize, moment: &Moment) -> Option<Cue> {
        let word = |at: usize| self.words[at].folded.as_str();
        let of = at.checked_sub(2).filter(|of| *of >= self.sentence.words.start && word(*of) == "dont")?;
        let article = matches!(word(at - 1), "la" | "le" | "l");
        let (named, (_, place)) = self.within(of.saturating_sub(40), of).last()?;
        let beside = self.words[of].start <= place.at.end + 3;
        let between = &self.words[(at + count).min(date)..date];
        let carried = between.len() <= 8
            && between.iter().all(|word| CARRIERS.has(&word.folded) || LINKS.has(&word.folded));
        let title = Stretch { start: self.words[at].start, end: self.words[at + count - 1].end };
        (article && beside && carried && moment.words.start == date).then_some(Cue {
            lead: Some(place.at),
            title,
            named,
        })
    }

    pub(crate) fn participle(
        &self,
        at: usize,
        from: usize,
        date: usize,
        to: usize,
        moment: Option<&Moment>,
    ) -> Option<Cue> {
        // The name right before it: "la SCORAN a été adoptée", "l'ARN-IA verra le jour".
        let subject = self
            .within(from.max(at.saturating_sub(60)), at)
            .filter(|(_, (range, _))| range.end <= at && range.start >= from)
            .filter(|(_, (range, _))| at - range.end <= 6 || self.described(range.end, at))
            .last();
        if let Some((index, (range, place))) = subject {
            let gap = &self.words[range.end..at];
            // "CPER 2021-2027" is followed by its years.
            let years = |word: &Word| word.folded.bytes().all(|byte| byte.is_ascii_digit());
            let apposed = self.described(range.end, at);
            let gap = if apposed { &[] } else { gap };
            // "n'a été adoptée qu'en 2021" was adopted.
            let only = moment.is_some_and(|moment| self.mood().restricts(moment.words.start));
            let joins = gap.iter().all(|word| {
                LINKS.has(&word.folded) || years(word) || only && matches!(word.folded.as_str(), "n" | "ne")
            }) || self.of_one(range.end, at);
            let whole = self.chars[place.at.end..self.words[at].start].iter().all(|char| {
                char.is_alphanumeric()
                    || matches!(char, ' ' | ',' | ')' | '"' | '»' | '\'' | '\u{2019}' | '-' | '–')
            });
            let has = |list: &[&str]| gap.iter().any(|word| list.contains(&word.folded.as_str()));
            let passive = has(&[
                "ete", "etre", "est", "sont", "fut", "furent", "sera", "seront", "etait", "etaient",
                "serait", "soit",
            ]);
            let active = has(&["a", "ont", "avait", "avaient", "aura"]) && !has(&["ete"]);
            let count = self
                .done(at, index)
                .filter(|_| passive || !active)
                .or_else(|| BECOMING.at(self.words, at))
                .or_else(|| tense::begins(self.words, self.chars, at));
            let impersonal = |count: usize| self.is_pronoun(place) && self.is_impersonal(at + count);
            if let Some(count) =
                count.filter(|count| joins && whole && !self.of_a_text(range.start) && !impersonal(*count))
            {
                let near = date.saturating_sub(at + count) <= 14;
                let end = match moment {
                    // "prendra fin en 2027": the verb keeps its word.
                    Some(moment) if self.unbroken(at, moment.words.start) => {
                        let last = moment.words.start - usize::from(only);
                        self.words[last.max(at + count) - 1].end
                    }
                    Some(_) => return None,
                    None => self.words[at + count - 1].end,
                };
                return (near || moment.is_none()).then_some(Cue {
                    lead: None,
                    title: Stretch { start: place.at.start, end },
                    named: index,
                });
            }
        }
        self.active(at, from, date, to, moment).or_else(|| self.making(at, from, date, to, moment))
    }

    /// Whether what a name is stands between it and a word: "MOBILAC, le service de navettes du lac, ouvert …".
    fn described(&self, from: usize, to: usize) -> bool {
        let Some(before) = from.checked_sub(1) else { return false };
        if to <= from + 1 || to > from + 16 || !self.chars[self.words[before].end..].starts_with(&[',', ' '])
        {
            return false;
        }
        let gap = &self.words[from..to];
        let article =
            usize::from(matches!(gap[0].folded.as_str(), "le" | "la" | "l" | "un" | "une" | "notre"));
        let clause = gap.iter().any(|word| CLAUSES.has(&word.folded) || DOERS.has(&word.folded));
        let marks = (from + 1..to).filter(|at| self.marked(*at)).count();
        let closed = usize::from(self.marked(to));
        crate::thing::is_thing(self.words, from + article) && !clause && marks == 0 && closed <= 1
    }

    /// "les campus connectés, dont le premier a ouvert …".
    fn of_one(&self, from: usize, to: usize) -> bool {
        let ordinal = ["dont le premier", "dont la premiere", "dont un premier", "dont une premiere"];
        crate::word::any(self.words, from, &ordinal).is_some_and(|count| {
            self.words[(from + count).min(to)..to].iter().all(|word| LINKS.has(&word.folded))
        })
    }

    /// "la Région a adopté la SCORAN".
    fn active(&self, at: usize, from: usize, date: usize, to: usize, moment: Option<&Moment>) -> Option<Cue> {
        let end = moment.map_or(date, |_| to);
        let object = self
            .within(at + 1, end)
            .find(|(_, (range, place))| range.end <= end && !self.is_pronoun(place))?;
        let (index, (range, place)) = object;
        // A body is the object itself; what lies between would be.
        let body = matches!(place.named[0], Named::Organisation(_));
        let count = self.did(at, from, body)?;
        let skipped =
            moment.map_or(0, |moment| if moment.words.start < range.start { moment.words.len() } else { 0 });
        let start = at + count;
        let gap = self.words[start..range.start.max(start)].iter();
        let clause = gap.clone().any(|word| CLAUSES.has(&word.folded) || DOERS.has(&word.folded));
        let direct = gap.clone().count() <= skipped + if body { 2 } else { 7 };
        let close = moment
            .is_none_or(|moment| moment.words.start < range.start || moment.words.start <= range.end + 10);
        if clause || !direct || !close || !self.unbroken(at, range.start) {
            return None;
        }
        Some(Cue {
            lead: None,
            title: Stretch { start: self.words[self.clause(from, at)].start, end: place.at.end },
            named: index,
        })
    }

    /// The names that begin among some words, with their places in `named`.
    pub(crate) fn within(
        &self,
        from: usize,
        to: usize,
    ) -> impl Iterator<Item = (usize, &(Range<usize>, &Place<Named>))> {
        let first = self.named.partition_point(|(range, _)| range.start < from);
        let near = self.named[first..].iter().take_while(move |(range, _)| range.start < to);
        near.enumerate().map(move |(index, named)| (first + index, named))
    }

    /// The name that a step's noun is about, among the words from `start` to `end`.
    fn complement(&self, start: usize, end: usize, making: bool) -> Option<(usize, Range<usize>)> {
        let fits = |(index, (range, place)): (usize, &(Range<usize>, &Place<Named>))| {
            if range.start < start
                || range.start > start + 9
                || range.end > end
                || !self.unbroken(start - 1, range.start)
            {
                return None;
            }
            let gap = &self.words[start..range.start];
            let clause = gap.iter().any(|word| CLAUSES.has(&word.folded));
            let link = |word: &Word| {
                matches!(
                    word.folded.as_str(),
                    "de" | "du"
                        | "la"
                        | "l"
                        | "le"
                        | "d"
                        | "un"
                        | "une"
                        | "des"
                        | "officielle"
                        | "annoncee"
                        | "prochaine"
                        | "future"
                        | "effective"
                        | "programmee"
                )
            };
            let body = matches!(place.named[0], Named::Organisation(_));
            let doer = gap.iter().rev().take(3).any(|word| DOERS.has(&word.folded));
            (!clause && !doer && (!body || making && gap.iter().all(link))).then(|| (index, range.clone()))
        };
        let near: Vec<_> = self.within(start, start + 10).filter_map(fits).take(4).collect();
        let initiative =
            near.iter().find(|(index, _)| matches!(self.named[*index].1.named[0], Named::Initiative(_)));
        initiative.or(near.first()).cloned()
    }

    /// Whether no sentence or bracket ends between two words.
    pub(crate) fn unbroken(&self, from: usize, to: usize) -> bool {
        let end = self.words.get(to).map_or(self.sentence.at.end, |word| word.start);
        let start = self.words[from].end.min(end);
        let stretch = &self.chars[start..end];
        // The bracket of "(FREC)" belongs to the name.
        let first = usize::from(stretch.first() == Some(&')'));
        let blocks = |char: &char| matches!(char, ';' | ':' | '!' | '?' | '•');
        let open = stretch[first..].iter().filter(|char| **char == '(').count();
        let closed = stretch[first..].iter().filter(|char| **char == ')').count();
        !stretch.iter().any(blocks) && open == closed
    }

    /// Whether a comma or another mark stands before a word.
    pub(crate) fn marked(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).map(|at| self.words[at].end) else { return true };
        let next = self.words.get(at).map_or(self.chars.len(), |word| word.start);
        self.chars[before..next].iter().any(|char| matches!(char, ',' | ';' | ':' | '(' | '–' | '.'))
    }

    /// "l'avis sur la SCORAN, adopté le …".
    fn of_a_text(&self, start: usize) -> bool {
        let from = start.saturating_sub(6).max(self.sentence.words.start);
        let text = (from..start).rev().find(|at| TEXTS.has(&self.words[*at].folded));
        text.is_some_and(|text| {
            let about = self.words[text..start].iter().position(|word| {
                matches!(word.folded.as_str(), "sur" | "relatif" | "relative" | "au" | "a" | "concernant")
            });
            // "Le rapport soumet au Conseil régional la SRL" is no report on it.
            self.unbroken(text, start)
                && about.is_some_and(|about| {
                    !self.words[text..text + about].iter().any(|word| SUBMITS.has(&word.folded))
                })
        })
    }

    /// Whether what the sentence says happens.
    pub(crate) fn mood(&self) -> Mood<'_> {
        Mood { words: self.words, chars: self.chars, sentence: self.sentence }
    }

    /// How many words a participle takes that can be said of a name.
    pub(crate) fn done(&self, at: usize, named: usize) -> Option<usize> {
        participle(self.words, self.chars, at, matches!(self.named[named].1.named[0], Named::Organisation(_)))
    }
}
