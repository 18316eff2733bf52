//! Which themes an opinion carries, each by the rule of the mapping that gives it.

use std::collections::HashMap;

use crate::{
    Named, Records, Span, ThemeMapping, ThemeRule, ThemeRuleKind,
    lines::Lines,
    naming::{Named as Stretch, Names},
    text::fold,
    word::{Word, words},
};

/// A theme that an opinion carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeAssignment {
    /// The first rule of its theme in the mapping that holds.
    pub rule: ThemeRule,
    /// The first place that made it hold; where the title did, the title.
    pub source: Span,
}

/// The themes of an opinion, each once, in the mapping's order.
pub(crate) fn assignments(
    mapping: &ThemeMapping,
    lines: &Lines,
    names: &Names,
    records: &Records,
) -> Vec<ThemeAssignment> {
    let terms = mapping.terms();
    let title: Vec<char> = records.opinion.title.chars().collect();
    let titled = names.find(&records.opinion.title).first().map(|place| lines.paged(names.span(*place)));
    let in_title = terms.count(ThemeRuleKind::Title, &words(&title), &title);
    let in_text = terms.count(ThemeRuleKind::Term, names.words(), &names.flow().chars);
    let mut assignments: Vec<ThemeAssignment> = Vec::new();
    for (number, rule) in mapping.rules().iter().enumerate() {
        if assignments.iter().any(|known| known.rule.theme.key == rule.theme.key) {
            continue;
        }
        let found = match rule.kind {
            ThemeRuleKind::Title => {
                in_title.get(&number).map(|places| (places.count, titled.unwrap_or(records.opinion.source)))
            }
            ThemeRuleKind::Term => {
                in_text.get(&number).map(|places| (places.count, lines.paged(names.span(places.first))))
            }
            ThemeRuleKind::Initiative | ThemeRuleKind::Organisation => of_names(rule, records),
        };
        if let Some((_, source)) = found.filter(|(count, _)| *count >= rule.at_least) {
            assignments.push(ThemeAssignment { rule: rule.clone(), source });
        }
    }
    assignments
}

/// Where words of one rule stand.
#[derive(Clone, Copy)]
struct Places {
    count: u32,
    first: Stretch,
}

/// The words that rules look for, by the first of each.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Terms(HashMap<String, Vec<(usize, ThemeRuleKind, Vec<String>)>>);

impl Terms {
    pub(crate) fn new(rules: &[ThemeRule]) -> Self {
        let mut terms: HashMap<String, Vec<_>> = HashMap::new();
        for (number, rule) in rules.iter().enumerate() {
            for value in &rule.values {
                let chars: Vec<char> = value.chars().collect();
                let sought: Vec<String> =
                    words(&chars).iter().map(|word| singular(&word.folded).to_owned()).collect();
                if let Some(first) = sought.first() {
                    terms.entry(first.clone()).or_default().push((number, rule.kind, sought));
                }
            }
        }
        Self(terms)
    }

    /// How often each rule's words stand in a text; a rule's places do not overlap.
    fn count(&self, kind: ThemeRuleKind, words: &[Word], chars: &[char]) -> HashMap<usize, Places> {
        let singulars: Vec<&str> = words.iter().map(|word| singular(&word.folded)).collect();
        let mut places: HashMap<usize, Places> = HashMap::new();
        let mut ends: HashMap<usize, usize> = HashMap::new();
        for (at, word) in singulars.iter().enumerate() {
            for (number, of, sought) in self.0.get(*word).into_iter().flatten() {
                let end = at + sought.len();
                let alike = singulars.get(at..end).is_some_and(|words| words.iter().eq(sought));
                if *of != kind
                    || !alike
                    || !together(&words[at..end], chars)
                    || ends.get(number).is_some_and(|end| at < *end)
                {
                    continue;
                }
                ends.insert(*number, end);
                let first = Stretch { start: words[at].start, end: words[end - 1].end };
                places.entry(*number).or_insert(Places { count: 0, first }).count += 1;
            }
        }
        places
    }
}

/// Whether no more than spaces, hyphens and apostrophes stand between words.
fn together(words: &[Word], chars: &[char]) -> bool {
    words.windows(2).all(|pair| {
        let between = chars.get(pair[0].end..pair[1].start).unwrap_or_default();
        between
            .iter()
            .all(|char| char.is_whitespace() || matches!(char, '-' | '\'' | '\u{2019}' | '\u{2011}'))
    })
}

/// A word without the last letter of a plural: "filières", "réseaux". Short words keep it: "bus", "prix".
fn singular(folded: &str) -> &str {
    let long = folded.chars().count() > 4;
    folded.strip_suffix(['s', 'x']).filter(|_| long).unwrap_or(folded)
}

/// How often the text names one of a rule's names, and where first.
fn of_names(rule: &ThemeRule, records: &Records) -> Option<(u32, Span)> {
    let sought: Vec<String> = rule.values.iter().map(|value| fold(value)).collect();
    let is = |name: &String| sought.contains(&fold(name));
    let named: Vec<Named> = match rule.kind {
        ThemeRuleKind::Initiative => {
            let known = records.initiatives.iter();
            let known =
                known.filter(|known| known.acronym.iter().chain([&known.name]).chain(&known.aliases).any(is));
            known.map(|known| Named::Initiative(known.key.clone())).collect()
        }
        _ => {
            let known = records.organisations.iter();
            let known =
                known.filter(|known| known.acronym.iter().chain([&known.name]).chain(&known.aliases).any(is));
            known.map(|known| Named::Organisation(known.key.clone())).collect()
        }
    };
    let mut places = records
        .mentions
        .iter()
        .filter(|mention| mention.target.as_ref().is_some_and(|target| named.contains(target)));
    let first = places.next()?.source;
    Some((1 + u32::try_from(places.count()).unwrap_or(u32::MAX - 1), first))
}
