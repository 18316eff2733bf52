//! Steps: sentences that say when something was done to an initiative or a body.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use crate::{
    InitiativeKey, Milestone, Named, OrganisationKey, PartialDate,
    cue::{Clauses, Cue},
    deed::{CLAUSES, LINKS},
    lines::Lines,
    moment::{Moment, moment},
    naming::{Named as Stretch, Names},
    passage::{Passage, Sentence},
    place::Place,
    pronoun::pronouns,
    quote::unclosed,
    word::Word,
};

/// The steps that some passages tell, in the order of the text; `places` are all that the text names, in its order.
pub(crate) fn milestones(
    lines: &Lines,
    names: &Names,
    passages: &[Passage],
    places: &[Place<Named>],
    session: NaiveDate,
) -> Vec<Milestone> {
    let pronouns = pronouns(names, passages, places);
    let mut all: Vec<Place<Named>> = places.to_vec();
    all.extend(pronouns.iter().map(|pronoun| pronoun.place.clone()));
    all.sort_by_key(|place| place.at.start);
    let pronouns = pronouns.iter().map(|pronoun| (pronoun.place.at.start, pronoun.of)).collect();
    let mut milestones: Vec<Milestone> = Vec::new();
    let mut seen = HashSet::new();
    for sentence in passages.iter().flat_map(|passage| &passage.sentences) {
        for step in Steps::new(names, sentence, &all, &pronouns, session).read() {
            if !seen.insert((step.date.to_string(), crate::text::slug(&step.title))) {
                continue;
            }
            let (initiative, organisation) = step.of;
            milestones.push(Milestone {
                rank: u32::try_from(milestones.len() + 1).unwrap_or(u32::MAX),
                date: step.date,
                title: step.title,
                initiative,
                organisation,
                relative: step.relative,
                source: lines.paged(names.span(step.at)),
            });
        }
    }
    milestones
}

struct Step {
    date: PartialDate,
    relative: bool,
    title: String,
    of: (Option<InitiativeKey>, Option<OrganisationKey>),
    at: Stretch,
}

/// The steps of one sentence.
struct Steps<'a> {
    names: &'a Names,
    clauses: Clauses<'a>,
    moments: Vec<Moment>,
}

impl<'a> Steps<'a> {
    fn new(
        names: &'a Names,
        sentence: &'a Sentence,
        places: &'a [Place<Named>],
        pronouns: &'a HashMap<usize, Stretch>,
        session: NaiveDate,
    ) -> Self {
        let (words, chars) = (names.words(), names.flow().chars.as_slice());
        let first = places.partition_point(|place| place.at.end <= sentence.at.start);
        let within = places[first..].iter().take_while(|place| place.at.start < sentence.at.end);
        let of = |place: &Place<Named>| {
            let start = words.partition_point(|word| word.start < place.at.start);
            start..words.partition_point(|word| word.start < place.at.end)
        };
        let within: Vec<_> = within.map(|place| (of(place), place)).collect();
        let cited = |at: usize| {
            let last = within.partition_point(|(range, _)| range.start <= at);
            within[..last].last().is_some_and(|(range, place)| {
                range.contains(&at) && place.named.iter().any(|named| matches!(named, Named::Opinion(_)))
            })
        };
        let mut moments: Vec<Moment> = Vec::new();
        let mut at = sentence.words.start;
        while at < sentence.words.end {
            match moment(words, chars, at, session) {
                Some(moment) if moment.words.end <= sentence.words.end => {
                    at = moment.words.end;
                    // "avant fin 2025" is a limit, and the day of nothing.
                    if !cited(at - 1) && !moment.limit && moment.date != PartialDate::day(session) {
                        let from = moments.last().map_or(sentence.words.start, |last| last.words.end);
                        let words = moment.words.start.max(from)..moment.words.end;
                        moments.push(Moment { words, ..moment });
                    }
                }
                _ => at += 1,
            }
        }
        let one = |place: &Place<Named>| {
            matches!(place.named.as_slice(), [Named::Initiative(_) | Named::Organisation(_)])
        };
        let named = within.into_iter().filter(|(_, place)| one(place)).collect();
        Self { names, clauses: Clauses { words, chars, sentence, named, pronouns }, moments }
    }

    fn read(&self) -> Vec<Step> {
        let mut steps: Vec<Step> = Vec::new();
        let mut last: Option<usize> = None;
        for (index, moment) in self.moments.iter().enumerate() {
            let from = index
                .checked_sub(1)
                .map_or(self.clauses.sentence.words.start, |at| self.moments[at].words.end);
            let to =
                self.moments.get(index + 1).map_or(self.clauses.sentence.words.end, |next| next.words.start);
            let cue = self
                .before(moment, from, to)
                .or_else(|| self.coordinated(moment, from, last))
                .or_else(|| self.fronted(index, from, to))
                .or_else(|| self.after(moment, from, to));
            let Some(cue) = cue else { continue };
            let mood = self.clauses.mood();
            let told = self.told(&cue, moment);
            if !mood.is_real(&told) {
                continue;
            }
            // "sera lancée le 5 mars" tells of the next one.
            let date = moment.coming.filter(|_| mood.is_future(&told)).unwrap_or(moment.date);
            let restricted = mood.restricts(moment.words.start);
            last = Some(cue.named);
            let place = self.clauses.named[cue.named].1;
            let named = &place.named[0];
            let cue = self.whole(&cue, place);
            let printed = Stretch {
                start: self.clauses.words[moment.words.start].start,
                end: self.clauses.words[moment.words.end - 1].end,
            };
            let title = self.title(&cue, place, printed);
            // "n'a été adoptée qu'en 2021" says that it was.
            let title =
                if restricted { title.replacen(" n'", " ", 1).replacen(" n’", " ", 1) } else { title };
            // "Créée en 2017, l'AER": the name stands behind the date.
            let behind = cue.lead.filter(|lead| lead.start > printed.start).map_or(0, |lead| lead.end);
            steps.push(Step {
                date,
                relative: moment.relative,
                title,
                of: match named {
                    Named::Initiative(key) => (Some(key.clone()), None),
                    Named::Organisation(key) => (None, Some(key.clone())),
                    _ => continue,
                },
                at: Stretch {
                    start: cue.title.start.min(printed.start),
                    end: cue.title.end.max(printed.end).max(behind),
                },
            });
        }
        steps
    }

    /// The words that tell of a step: those of its title, of the name that stands apart from it, and of its date.
    fn told(&self, cue: &Cue, moment: &Moment) -> std::ops::Range<usize> {
        let word = |start: usize| self.clauses.words.partition_point(|word| word.start < start);
        let lead = cue.lead.filter(|lead| lead.start < cue.title.start);
        let start = word(lead.map_or(cue.title.start, |lead| lead.start));
        let start = if moment.words.end <= start { start } else { start.min(moment.words.start) };
        start..word(cue.title.end).max(moment.words.end).max(start)
    }

    /// The cue with the name that a pronoun stands for, and with the marks that close what its title opens.
    fn whole(&self, cue: &Cue, place: &Place<Named>) -> Cue {
        let close = |at: Stretch| Stretch { end: unclosed(self.clauses.chars, at.start..at.end), ..at };
        let Some(of) = self.clauses.pronouns.get(&place.at.start) else {
            return Cue { lead: cue.lead.map(close), title: close(cue.title), named: cue.named };
        };
        let start = if cue.lead.is_none() { cue.title.start.max(place.at.end) } else { cue.title.start };
        let end = cue.title.end.max(start);
        Cue { lead: Some(close(*of)), title: close(Stretch { start, end }), named: cue.named }
    }

    /// The text without the date, with a capital.
    fn title(&self, cue: &Cue, place: &Place<Named>, date: Stretch) -> String {
        let (lead, title) = (cue.lead, cue.title);
        let text = |start: usize, end: usize| self.names.text(Stretch { start, end: end.max(start) });
        let text = if date.start > title.start && date.end < title.end {
            format!(
                "{} {}",
                text(title.start, date.start).trim_end_matches([' ', ',']),
                text(date.end, title.end).trim_start_matches([' ', ','])
            )
        } else {
            text(title.start, title.end)
        };
        let text = match lead {
            // Behind a pronoun the sentence goes on in its own letters.
            Some(lead) if self.clauses.is_pronoun(place) => {
                let (lead, text) = (self.names.text(lead), text.trim().to_owned());
                let first = text.chars().next().into_iter().flat_map(char::to_lowercase);
                format!("{lead} {}{}", first.collect::<String>(), text.chars().skip(1).collect::<String>())
            }
            Some(lead) => format!("{} {}", self.names.text(lead), text.to_lowercase()),
            None => text,
        };
        // The mark that closes a name, without the one that opens it.
        let mut text = text;
        for (open, close) in [('«', '»'), ('“', '”'), ('(', ')'), ('[', ']')] {
            if !text.contains(open) {
                text = text.replace(&format!(" {close}"), "").replace(close, "");
            }
        }
        let text = text.trim_matches([' ', ',', ';', ':', '-', '–', '.']);
        let mut chars = text.chars();
        chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
    }

    /// "Adoption de la SCORAN en juin 2019", "la SCORAN, adoptée en juin 2019", "a adopté (en juin 2019) la SCORAN".
    fn before(&self, moment: &Moment, from: usize, to: usize) -> Option<Cue> {
        let date = moment.words.start;
        let least = from.max(date.saturating_sub(30));
        for at in (least..date).rev() {
            if let Some(cue) = self.clauses.noun(at, date, moment, to) {
                return Some(cue);
            }
            if date - at <= 18
                && let Some(cue) = self.clauses.participle(at, from, date, to, Some(moment))
            {
                return Some(cue);
            }
        }
        None
    }

    /// "En juin 2019, la Région a adopté la SCORAN", "2019 : adoption de la SCORAN".
    fn after(&self, moment: &Moment, from: usize, to: usize) -> Option<Cue> {
        let first = moment.words.end;
        let comma = first < self.clauses.sentence.words.end && self.clauses.marked(first);
        // "Par délibération du 25 juin 2021, …"
        let near = moment.words.start <= from + if comma { 4 } else { 1 };
        // "C'est en 2021 que la Région a lancé la SRB": what stands behind "que" was done then.
        let cleft = self.cleft(moment);
        let first = first + usize::from(cleft);
        let heads = near || cleft || self.clauses.marked(moment.words.start);
        let end = to.min(first + 25);
        // What stands close before the next date is told by that one.
        let end = if to < self.clauses.sentence.words.end { end.min(to.saturating_sub(8)) } else { end };
        if !heads {
            return None;
        }
        (first..end).find_map(|at| {
            let noun = (at < first + 4).then(|| self.clauses.noun(at, end, moment, end)).flatten();
            noun.or_else(|| self.clauses.participle(at, first, end, end, None))
        })
    }

    /// "C'est en 2021 que", "Ce n'est qu'en 2021 que".
    fn cleft(&self, moment: &Moment) -> bool {
        let word = |at: usize| self.clauses.words.get(at).map_or("", |word| word.folded.as_str());
        let begins =
            ["c est", "c etait", "ce fut", "ce sera", "ce n est qu", "ce n est que", "ce ne sera qu"];
        let date = moment.words.start;
        let said = begins.iter().any(|begin| {
            let first = date.checked_sub(begin.split(' ').count());
            first.is_some_and(|first| crate::word::phrase(self.clauses.words, first, begin).is_some())
        });
        said && matches!(word(moment.words.end), "que" | "qu")
    }

    /// "Créée en 2017, l'AER compte vingt agents.", "Lancé en 2017, étendu en 2019, le programme …"
    fn fronted(&self, index: usize, from: usize, to: usize) -> Option<Cue> {
        let (clauses, moment) = (&self.clauses, &self.moments[index]);
        let at = (from..moment.words.start).find(|at| *at == from || clauses.marked(*at))?;
        let comma = (moment.words.end..to.min(moment.words.end + 9)).find(|at| clauses.marked(*at));
        let name = comma.and_then(|comma| Some((comma, clauses.within(comma, to.min(comma + 5)).next()?)));
        let (comma, (named, (range, place))) = name.or_else(|| {
            // Another participle and its date stand before the name.
            let next = self.moments.get(index + 1)?;
            let joined = moment.words.end..next.words.start;
            let begins = clauses.marked(joined.start) || clauses.words[joined.start].folded == "et";
            let comma = next.words.end;
            let near = joined.len() <= 6 && begins && clauses.marked(comma);
            let name = near.then(|| clauses.within(comma, comma + 5).next()).flatten()?;
            joined.clone().take(3).find_map(|at| clauses.done(at, name.0))?;
            Some((comma, name))
        })?;
        // "lancé à titre d'essai en 2019"
        let count = clauses.done(at, named).filter(|count| {
            let between = &clauses.words[(at + count).min(moment.words.start)..moment.words.start];
            at + count <= moment.words.start
                && between.len() <= 4
                && clauses.unbroken(at, moment.words.start)
                && !between.iter().any(|word| word.folded == "par" || CLAUSES.has(&word.folded))
        })?;
        let doer = clauses.words[comma..range.start].iter().any(|word| word.folded == "par");
        let title = Stretch { start: clauses.words[at].start, end: clauses.words[at + count - 1].end };
        (!doer).then_some(Cue { lead: Some(place.at), title, named })
    }

    /// "adoptée en juin 2019 et révisée en 2021".
    fn coordinated(&self, moment: &Moment, from: usize, last: Option<usize>) -> Option<Cue> {
        let named = last?;
        let joins = |word: &Word| LINKS.has(&word.folded);
        let at =
            (from..moment.words.start.min(from + 5)).find(|at| self.clauses.done(*at, named).is_some())?;
        let count = self.clauses.done(at, named)?;
        let near = moment.words.start <= at + count + 8;
        if !near || at == from || !self.clauses.words[from..at].iter().all(joins) {
            return None;
        }
        let title =
            Stretch { start: self.clauses.words[at].start, end: self.clauses.words[at + count - 1].end };
        Some(Cue { lead: Some(self.clauses.named[named].1.at), title, named })
    }
}
