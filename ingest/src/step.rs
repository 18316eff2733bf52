//! Steps: sentences that say when something was done to an initiative or a body.

use chrono::NaiveDate;

use crate::{
    InitiativeKey, Milestone, Named, OrganisationKey, PartialDate,
    lines::Lines,
    moment::{Moment, moment},
    naming::{Named as Stretch, Names},
    passage::{Passage, Sentence},
    place::Place,
    word::{Phrases, Word},
};

/// Nouns for steps of initiatives and bodies alike.
static MAKING: Phrases = Phrases::new(
    "creation; installation; mise en place; constitution; fondation; naissance; dissolution; fusion; \
     renouvellement; ouverture; suppression; instauration; transformation; inauguration; fermeture; \
     reforme; demarrage; disparition; prefiguration; structuration; refonte",
);
/// Nouns for steps of initiatives only: "l'engagement de la Région" is none.
static DOING: Phrases = Phrases::new(
    "adoption; signature; lancement; engagement; mise en service; mise en oeuvre; mise en ligne; mise en \
     application; mise en chantier; demarrage; publication; approbation; validation; deploiement; entree \
     en vigueur; entree en service; entree en application; elaboration; revision; actualisation; \
     generalisation; experimentation; ratification; achevement; livraison; conclusion; prolongation; \
     extension; cloture; evaluation; vote; presentation; debut; fin; expiration; annonce",
);
/// Participles of the same; "é" is what tells them from a present.
const MADE: [&str; 14] = [
    "créé",
    "installé",
    "fondé",
    "constitué",
    "dissous",
    "dissout",
    "fusionné",
    "renouvelé",
    "inauguré",
    "ouvert",
    "supprimé",
    "instauré",
    "né",
    "devenu",
];
const DONE: [&str; 34] = [
    "adopté",
    "signé",
    "lancé",
    "engagé",
    "initié",
    "approuvé",
    "validé",
    "publié",
    "voté",
    "ratifié",
    "déployé",
    "démarré",
    "achevé",
    "révisé",
    "actualisé",
    "généralisé",
    "expérimenté",
    "prolongé",
    "terminé",
    "livré",
    "conclu",
    "élaboré",
    "débuté",
    "présenté",
    "clôturé",
    "étendu",
    "paraphé",
    "finalisé",
    "amorcé",
    "contractualisé",
    "promulgué",
    "arrêté",
    "annoncé",
    "évalué",
];
/// What stands after "mis".
static MIS: Phrases = Phrases::new("en service; en place; en oeuvre; en ligne; en application; en chantier");
/// Verbs whose subject takes the step.
static BECOMING: Phrases = Phrases::new(
    "a vu le jour; voit le jour; verra le jour; vit le jour; est entre en vigueur; est entree en vigueur; \
     entre en vigueur; entrera en vigueur; est entre en service; est entree en service; entre en service; \
     entrera en service; devient; deviendra; a pris fin; prend fin; prendra fin; a demarre; a debute; \
     demarrera; debutera; a ouvert",
);
/// Words that may stand between a name and its participle.
static LINKS: Phrases = Phrases::new(
    "a; ont; avait; avaient; ete; est; sont; fut; furent; sera; seront; serait; etait; etaient; doit; \
     doivent; devra; devrait; etre; qui; que; deja; officiellement; definitivement; recemment; ensuite; \
     enfin; ainsi; egalement; bien; puis; finalement; formellement; aussi; soit; et; aura",
);
/// Words that say that what follows the noun is another clause.
static CLAUSES: Phrases = Phrases::new(
    "que; qu; qui; dont; ou; mais; car; afin; est; sont; ont; avait; etait; sera; permet; pas \
     que; qu; qui; dont; ou; mais; car; afin; est; sont; ont; avait; etait; sera; permet; pas",
);
/// Verbs that only carry a noun to its date: "la signature a eu lieu le …".
static CARRIERS: Phrases = Phrases::new(
    "a; eu; lieu; aura; est; sera; prevu; prevue; intervenu; intervenue; interviendra; programme; \
     programmee; annoncee; attendue; fixee; envisagee; effective; date; remonte",
);
/// Words that bring in who did it, or with whom.
static DOERS: Phrases = Phrases::new("par; avec; entre; aupres");
/// Texts whose own dates are no steps of what they are about.
static TEXTS: Phrases = Phrases::new(
    "avis; voeu; contribution; autosaisine; rapport; declaration; motion; debat; amendement; \
     preconisation; etude; resolution; deliberation",
);

/// The steps that some passages tell, in the order of the text; `places` are all that the text names, in its order.
pub(crate) fn milestones(
    lines: &Lines,
    names: &Names,
    passages: &[Passage],
    places: &[Place<Named>],
    session: NaiveDate,
) -> Vec<Milestone> {
    let mut milestones: Vec<Milestone> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for sentence in passages.iter().flat_map(|passage| &passage.sentences) {
        for step in Steps::new(names, sentence, places, session).read() {
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
    words: &'a [Word],
    chars: &'a [char],
    sentence: &'a Sentence,
    moments: Vec<Moment>,
    /// The initiatives and bodies that it names, by their words.
    named: Vec<(std::ops::Range<usize>, &'a Place<Named>)>,
}

/// What tells of a step, and the name that it is of.
struct Cue {
    /// The name, where the title's words stand apart from it: "adoptée en 2019 et révisée".
    lead: Option<Stretch>,
    /// The characters that make the title.
    title: Stretch,
    named: usize,
}

impl<'a> Steps<'a> {
    fn new(names: &'a Names, sentence: &'a Sentence, places: &'a [Place<Named>], session: NaiveDate) -> Self {
        let (words, chars) = (names.words(), names.flow().chars.as_slice());
        let first = places.partition_point(|place| place.at.end <= sentence.at.start);
        let within = places[first..].iter().take_while(|place| place.at.start < sentence.at.end);
        let of = |place: &Place<Named>| {
            let start = words.partition_point(|word| word.start < place.at.start);
            start..words.partition_point(|word| word.start < place.at.end)
        };
        let within: Vec<_> = within.map(|place| (of(place), place)).collect();
        let cited = |at: usize| {
            within.iter().any(|(range, place)| {
                range.contains(&at) && place.named.iter().any(|named| matches!(named, Named::Opinion(_)))
            })
        };
        let mut moments: Vec<Moment> = Vec::new();
        let mut at = sentence.words.start;
        while at < sentence.words.end {
            match moment(words, chars, at, session) {
                Some(moment) if moment.words.end <= sentence.words.end => {
                    at = moment.words.end;
                    if !cited(at - 1) && moment.date != PartialDate::day(session) {
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
        Self { names, words, chars, sentence, moments, named }
    }

    fn read(&self) -> Vec<Step> {
        let mut steps: Vec<Step> = Vec::new();
        let mut last: Option<usize> = None;
        for (index, moment) in self.moments.iter().enumerate() {
            let from =
                index.checked_sub(1).map_or(self.sentence.words.start, |at| self.moments[at].words.end);
            let to = self.moments.get(index + 1).map_or(self.sentence.words.end, |next| next.words.start);
            let cue = self
                .before(moment, from, to)
                .or_else(|| self.coordinated(moment, from, last))
                .or_else(|| self.after(moment, from, to));
            let Some(cue) = cue else { continue };
            last = Some(cue.named);
            let named = &self.named[cue.named].1.named[0];
            let date = Stretch {
                start: self.words[moment.words.start].start,
                end: self.words[moment.words.end - 1].end,
            };
            steps.push(Step {
                date: moment.date,
                relative: moment.relative,
                title: self.title(cue.lead, cue.title, date),
                of: match named {
                    Named::Initiative(key) => (Some(key.clone()), None),
                    Named::Organisation(key) => (None, Some(key.clone())),
                    _ => continue,
                },
                at: Stretch { start: cue.title.start.min(date.start), end: cue.title.end.max(date.end) },
            });
        }
        steps
    }

    /// The text without the date, with a capital.
    fn title(&self, lead: Option<Stretch>, title: Stretch, date: Stretch) -> String {
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
        let text = lead.map(|lead| format!("{} {text}", self.names.text(lead))).unwrap_or(text);
        let text = text.trim_matches([' ', ',', ';', ':', '-', '–', '.']);
        let mut chars = text.chars();
        chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
    }

    /// "Adoption de la SCORAN en juin 2019", "la SCORAN, adoptée en juin 2019", "a adopté (en juin 2019) la SCORAN".
    fn before(&self, moment: &Moment, from: usize, to: usize) -> Option<Cue> {
        let date = moment.words.start;
        let least = from.max(date.saturating_sub(30));
        for at in (least..date).rev() {
            if let Some(cue) = self.noun(at, date, moment, to) {
                return Some(cue);
            }
            if date - at <= 18
                && let Some(cue) = self.participle(at, from, date, to, Some(moment))
            {
                return Some(cue);
            }
        }
        None
    }

    /// "En juin 2019, la Région a adopté la SCORAN", "2019 : adoption de la SCORAN".
    fn after(&self, moment: &Moment, from: usize, to: usize) -> Option<Cue> {
        let first = moment.words.end;
        let comma = first < self.sentence.words.end && self.marked(first);
        // "Par délibération du 25 juin 2021, …"
        let near = moment.words.start <= from + if comma { 4 } else { 1 };
        let heads = near || self.marked(moment.words.start);
        let end = to.min(first + 25);
        // What stands close before the next date is told by that one.
        let end = if to < self.sentence.words.end { end.min(to.saturating_sub(8)) } else { end };
        if !heads {
            return None;
        }
        (first..end).find_map(|at| {
            let noun = (at < first + 4).then(|| self.noun(at, end, moment, end)).flatten();
            noun.or_else(|| self.participle(at, first, end, end, None))
        })
    }

    /// "adoptée en juin 2019 et révisée en 2021".
    fn coordinated(&self, moment: &Moment, from: usize, last: Option<usize>) -> Option<Cue> {
        let named = last?;
        let joins = |word: &Word| LINKS.has(&word.folded);
        let at =
            (from..moment.words.start.min(from + 5)).find(|at| self.is_participle(*at, named).is_some())?;
        let count = self.is_participle(at, named)?;
        let near = moment.words.start <= at + count + 8;
        if !near || at == from || !self.words[from..at].iter().all(joins) {
            return None;
        }
        let title = Stretch { start: self.words[at].start, end: self.words[at + count - 1].end };
        Some(Cue { lead: Some(self.named[named].1.at), title, named })
    }

    fn noun(&self, at: usize, date: usize, moment: &Moment, to: usize) -> Option<Cue> {
        let making = MAKING.at(self.words, at);
        let count = making.or_else(|| DOING.at(self.words, at))?;
        let start = at + count;
        let (named, range) = self.complement(start, date, making.is_some()).or_else(|| {
            // "la signature, le 5 mars, du CPER", "l'adoption par la Région, en juin, de la SRB"
            let of = self
                .words
                .get(moment.words.end)
                .is_some_and(|word| matches!(word.folded.as_str(), "de" | "du" | "d" | "des"));
            let by = &self.words[start..date];
            let by = by.is_empty() || by.len() <= 9 && DOERS.has(&by[0].folded.as_str());
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

    /// The name that a step's noun is about, among the words from `start` to `end`.
    fn complement(&self, start: usize, end: usize, making: bool) -> Option<(usize, std::ops::Range<usize>)> {
        let fits = |(index, (range, place)): (usize, &(std::ops::Range<usize>, &Place<Named>))| {
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
        let near: Vec<_> = self.named.iter().enumerate().filter_map(fits).take(4).collect();
        let initiative =
            near.iter().find(|(index, _)| matches!(self.named[*index].1.named[0], Named::Initiative(_)));
        initiative.or(near.first()).cloned()
    }

    /// How many words a participle takes that can be said of a name.
    fn is_participle(&self, at: usize, named: usize) -> Option<usize> {
        let body = matches!(self.named[named].1.named[0], Named::Organisation(_));
        if self.words[at].folded.starts_with("mis") && self.words[at].folded.len() <= 5 {
            let count = MIS.at(self.words, at + 1)? + 1;
            return Some(count);
        }
        let word = &self.words[at];
        let printed: String =
            self.chars[word.start..word.end].iter().flat_map(|char| char.to_lowercase()).collect();
        let agrees =
            |stem: &&str| printed.strip_prefix(*stem).is_some_and(|end| matches!(end, "" | "e" | "s" | "es"));
        (MADE.iter().any(|stem| agrees(&stem)) || !body && DONE.iter().any(|stem| agrees(&stem))).then_some(1)
    }

    fn participle(
        &self,
        at: usize,
        from: usize,
        date: usize,
        to: usize,
        moment: Option<&Moment>,
    ) -> Option<Cue> {
        // The name right before it: "la SCORAN a été adoptée", "l'ARN-IA verra le jour".
        let subject = self
            .named
            .iter()
            .enumerate()
            .filter(|(_, (range, _))| range.end <= at && range.start >= from)
            .filter(|(_, (range, _))| at - range.end <= 6)
            .last();
        if let Some((index, (range, place))) = subject {
            let gap = &self.words[range.end..at];
            // "CPER 2021-2027" is followed by its years.
            let years = |word: &Word| word.folded.bytes().all(|byte| byte.is_ascii_digit());
            let joins = gap.iter().all(|word| LINKS.has(&word.folded) || years(word));
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
                .is_participle(at, index)
                .filter(|_| passive || !active)
                .or_else(|| BECOMING.at(self.words, at));
            if let Some(count) = count.filter(|_| joins && whole && !self.of_a_text(range.start)) {
                let near = date.saturating_sub(at + count) <= 14;
                let end = match moment {
                    Some(moment) if self.unbroken(at, moment.words.start) => {
                        self.words[moment.words.start - 1].end
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
        self.active(at, from, date, to, moment)
    }

    /// "la Région a adopté la SCORAN".
    fn active(&self, at: usize, from: usize, date: usize, to: usize, moment: Option<&Moment>) -> Option<Cue> {
        let auxiliary = (1..=3).find(|back| {
            at.checked_sub(*back).is_some_and(|at| {
                at >= from
                    && matches!(
                        self.words[at].folded.as_str(),
                        "a" | "ont" | "avons" | "avait" | "avaient" | "aura" | "ayant"
                    )
            })
        })?;
        let between = &self.words[at - auxiliary + 1..at];
        if !between.iter().all(|word| LINKS.has(&word.folded) && word.folded != "ete" && word.folded != "est")
        {
            return None;
        }
        let end = moment.map_or(date, |_| to);
        let object =
            self.named.iter().enumerate().find(|(_, (range, _))| range.start > at && range.end <= end)?;
        let (index, (range, place)) = object;
        let count = self.is_participle(at, index)?;
        let skipped =
            moment.map_or(0, |moment| if moment.words.start < range.start { moment.words.len() } else { 0 });
        let start = at + count;
        let gap = self.words[start..range.start.max(start)].iter();
        let clause = gap.clone().any(|word| CLAUSES.has(&word.folded) || DOERS.has(&word.folded));
        // A body is the object itself; what lies between would be.
        let body = matches!(place.named[0], Named::Organisation(_));
        let direct = gap.clone().count() <= skipped + if body { 2 } else { 7 };
        let close = moment
            .is_none_or(|moment| moment.words.start < range.start || moment.words.start <= range.end + 10);
        if clause || !direct || !close || !self.unbroken(at, range.start) {
            return None;
        }
        let clause = (from..at).rev().find(|at| self.marked(*at)).unwrap_or(from);
        Some(Cue {
            lead: None,
            title: Stretch { start: self.words[clause].start, end: place.at.end },
            named: index,
        })
    }

    /// Whether no sentence or bracket ends between two words.
    fn unbroken(&self, from: usize, to: usize) -> bool {
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
    fn marked(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).map(|at| self.words[at].end) else { return true };
        self.chars[before..self.words[at].start]
            .iter()
            .any(|char| matches!(char, ',' | ';' | ':' | '(' | '–' | '.'))
    }

    /// "l'avis sur la SCORAN, adopté le …".
    fn of_a_text(&self, start: usize) -> bool {
        let from = start.saturating_sub(6).max(self.sentence.words.start);
        let text = (from..start).rev().find(|at| TEXTS.has(&self.words[*at].folded));
        text.is_some_and(|text| {
            self.unbroken(text, start)
                && self.words[text..start].iter().any(|word| {
                    matches!(word.folded.as_str(), "sur" | "relatif" | "relative" | "au" | "a" | "concernant")
                })
        })
    }
}
