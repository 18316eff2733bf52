//! Earlier recommendations that a text tells of, and what it says became of them.

use std::collections::{HashMap, HashSet};

use crate::{
    Citation, CitationKey, FollowUp, FollowUpStatus, Named, OrganisationKey, Origin, Recommendation,
    fate::{Fate, fate},
    lines::Lines,
    naming::Named as Stretch,
    passage::{Passage, Sentence},
    quote::quoted,
    speech::Speech,
    word::{Phrases, find},
};

/// Nouns for what was asked for; those of the second list are anybody's unless they are said to be the speakers'.
static ASKED: Phrases = Phrases::new("preconisation; preconisations; recommandation; recommandations");
static ANYBODYS: Phrases = Phrases::new(
    "proposition; propositions; demande; demandes; suggestion; suggestions; souhait; souhaits \
     proposition; propositions; demande; demandes; suggestion; suggestions; souhait; souhaits",
);
/// "Comme déjà préconisé …"
static ALREADY: Phrases = Phrases::new(
    "deja preconise; deja preconisee; deja recommande; deja recommandee; deja demande; deja demandee; \
     deja propose; deja proposee; deja suggere; deja suggeree; deja souhaite; deja formule; deja exprime; \
     comme preconise; comme recommande; comme demande; comme propose; comme suggere; ainsi que preconise; \
     ainsi que recommande; tel que preconise; comme il l a preconise",
);
/// Verbs that ask again, and those that do with "encore" or "à nouveau" beside them.
static AGAIN: Phrases = Phrases::new(
    "reitere; reiterent; reiterons; renouvelle; renouvellent; renouvelons; redit; redisons; redemande \
     reitere; reiterent; reiterons; renouvelle; renouvellent; renouvelons; redit; redisons; redemande",
);
static WITH_AGAIN: Phrases = Phrases::new(
    "rappelle; rappellent; rappelons; insiste; insistent; insistons; demande; demandons; demandent; \
     recommande; recommandons; preconise; preconisons; souhaite; souhaitons; propose; proposons; \
     souligne; soulignons; suggere; suggerons; invite; invitons; appelle; appelons; reclame; reclamons",
);
static ONCE_MORE: Phrases = Phrases::new(
    "encore une fois; une nouvelle fois; une fois de plus; une fois encore; a nouveau; de nouveau; encore \
     et toujours; encore; derechef",
);
/// What may be reiterated and asks for nothing.
static SENTIMENTS: Phrases = Phrases::new(
    "soutien; satisfaction; felicitations; remerciements; reserves; reserve; avis; interrogations; \
     interrogation; inquietude; inquietudes; regret; regrets; opposition; confiance; questions; question; \
     constat; analyse; remarques; observations",
);

/// Reads what a text tells of earlier recommendations; with the words at which the sentences start that do.
pub(crate) fn earlier(
    lines: &Lines,
    speech: &Speech,
    passages: &[Passage],
    citations: &[Citation],
) -> (Vec<Recommendation>, HashSet<usize>) {
    let mut reading = Reading {
        lines,
        speech,
        passages,
        citations,
        found: Vec::new(),
        seen: HashMap::new(),
        told: HashSet::new(),
    };
    let mut spoke = false;
    for (index, passage) in passages.iter().enumerate() {
        if passage.synthesis {
            continue;
        }
        if index == 0 || passages[index - 1].part != passage.part {
            spoke = false;
        }
        let numbered = passage.number(speech.names).is_some();
        for (rank, sentence) in passage.sentences.iter().enumerate() {
            let again = reading.again(index, sentence, spoke);
            if !again && !(numbered && rank == 0) {
                reading.followed(index, sentence);
            }
            let pronoun = matches!(speech.word(sentence.words.start), "il" | "elle");
            spoke = speech.main(passage, sentence).is_some() || spoke && pronoun;
        }
    }
    (reading.found, reading.told)
}

struct Reading<'a> {
    lines: &'a Lines,
    speech: &'a Speech<'a>,
    passages: &'a [Passage],
    citations: &'a [Citation],
    found: Vec<Recommendation>,
    /// Where in `found` one stands, by its origin, its makers, and its number or words.
    seen: HashMap<(Option<CitationKey>, Vec<OrganisationKey>, String), usize>,
    told: HashSet<usize>,
}

/// What a sentence says was asked for.
#[derive(Debug, Default)]
struct Content {
    number: Option<String>,
    subject: Option<String>,
    text: Option<String>,
    at: Option<Stretch>,
}

impl Reading<'_> {
    /// "Comme déjà préconisé dans …, le CESER insiste encore une fois sur …", "Le CESER réitère sa demande de …".
    fn again(&mut self, index: usize, sentence: &Sentence, spoke: bool) -> bool {
        let speech = self.speech;
        let passage = &self.passages[index];
        let range = sentence.words.clone();
        if speech.makers(passage).is_empty() {
            return false;
        }
        let already = ALREADY.find(speech.words, range.clone());
        // "comme" may stand before "déjà".
        let already = already.map(|found| {
            let comme = found.start > range.start && matches!(speech.word(found.start - 1), "comme" | "que");
            found.start - usize::from(comme)..found.end
        });
        let verb = range.clone().find_map(|at| {
            let word = speech.word(at);
            let plain = AGAIN.has(word);
            let with = WITH_AGAIN.has(word);
            let after = ONCE_MORE.find(speech.words, at + 1..range.end.min(at + 6));
            let before =
                at.checked_sub(4).and_then(|from| ONCE_MORE.find(speech.words, from.max(range.start)..at));
            let own = matches!(word, "rappelle" | "rappelons" | "maintient" | "maintenons")
                && matches!(speech.word(at + 1), "sa" | "ses" | "son" | "notre" | "nos" | "la" | "les")
                && (ASKED.has(speech.word(at + 2)) || ANYBODYS.has(speech.word(at + 2)));
            let main = already.as_ref().is_some_and(|already| !already.contains(&at));
            let told = plain || own || with && (after.is_some() || before.is_some() || main);
            (told && !speech.is_participle(at) && speech.is_theirs(passage, sentence, at, spoke)).then(|| {
                let end = after.filter(|after| after.start <= at + 2).map_or(at + 1, |after| after.end);
                (before.map_or(at, |before| before.start), end)
            })
        });
        let Some((verb, after)) = verb else { return false };
        let start = already.as_ref().map_or(verb, |already| already.start.min(verb));
        // "Comme nous l'avons déjà demandé": the clause says so as a whole.
        let clause = (start.saturating_sub(6).max(range.start)..start)
            .find(|at| matches!(speech.word(*at), "comme" | "ainsi" | "tel"));
        let start = clause.filter(|_| already.is_some()).unwrap_or(start);
        let evidence = Stretch { start: speech.words[start].start, end: speech.words[after - 1].end };
        let contents = self.reiterated(index, sentence, after);
        if contents.is_empty() {
            return false;
        }
        self.told.insert(range.start);
        let cited = already.is_some().then(|| self.origin(index, sentence, true));
        let origin = cited.unwrap_or_else(|| self.origin(index, sentence, false));
        let makers = speech.makers(passage).to_vec();
        for content in contents {
            self.push(passage, content, makers.clone(), &origin, FollowUpStatus::Reiterated, evidence);
        }
        true
    }

    /// What stands after the verb: "sur la nécessité de …", "sa demande d'un bilan", "sa préconisation n° 3".
    fn reiterated(&self, index: usize, sentence: &Sentence, after: usize) -> Vec<Content> {
        let speech = self.speech;
        let mut at = after;
        while let Some(count) = ONCE_MORE.at(speech.words, at) {
            at += count;
        }
        if matches!(speech.word(at), "sur" | "que" | "qu") {
            at += 1;
        }
        if at >= sentence.words.end {
            return Vec::new();
        }
        let possessive =
            matches!(speech.word(at), "sa" | "ses" | "son" | "notre" | "nos" | "leur" | "la" | "les");
        if possessive
            && matches!(speech.word(at), "sa" | "ses" | "son" | "notre" | "nos")
            && SENTIMENTS.has(speech.word(at + 1))
        {
            return Vec::new();
        }
        let noun = at + usize::from(possessive);
        if ASKED.has(speech.word(noun)) || ANYBODYS.has(speech.word(noun)) {
            return self.contents(index, sentence, noun, sentence.at.end);
        }
        let ends_open = speech.chars[sentence.at.clone()].last() == Some(&':');
        let listed = ends_open.then(|| self.listed(index, false)).unwrap_or_default();
        if !listed.is_empty() {
            return listed;
        }
        let start = speech.words[at].start;
        let text = speech.text(start, sentence.at.end).filter(|text| text.split(' ').count() >= 2);
        let place = Stretch { start: sentence.at.start, end: sentence.at.end };
        text.map(|text| Content { text: Some(text), at: Some(place), ..Content::default() })
            .into_iter()
            .collect()
    }

    /// "fait écho à la préconisation du CESER n° 2 "…"", "La préconisation n° 4 n'a pas été retenue."
    fn followed(&mut self, index: usize, sentence: &Sentence) {
        let speech = self.speech;
        let passage = &self.passages[index];
        let mut at = sentence.words.start;
        while at < sentence.words.end {
            let Some(ours) = self.is_ours(passage, sentence, at) else {
                at += 1;
                continue;
            };
            let Some(Fate { status, words }) = fate(speech.words, &sentence.words, at) else {
                at += 1;
                continue;
            };
            let cue =
                Stretch { start: speech.words[words.start].start, end: speech.words[words.end - 1].end };
            let end = if cue.start > speech.words[at].start { cue.start } else { sentence.at.end };
            let contents = self.contents(index, sentence, at, end);
            let head = self.head_end(sentence, at, &contents);
            let noun = Stretch { start: speech.words[at].start, end: head };
            let evidence = Stretch { start: cue.start.min(noun.start), end: cue.end.max(noun.end) };
            if !contents.is_empty() {
                self.told.insert(sentence.words.start);
            }
            let origin =
                if ours == Ours::Declared { Origin::Unknown } else { self.origin(index, sentence, true) };
            let makers =
                if ours == Ours::Declared { speech.makers(passage) } else { speech.assembly() }.to_vec();
            for content in contents {
                self.push(passage, content, makers.clone(), &origin, status, evidence);
            }
            at = words.end.max(at + 1);
        }
    }

    /// Whether a noun is a recommendation of the speakers or of the assembly.
    fn is_ours(&self, passage: &Passage, sentence: &Sentence, at: usize) -> Option<Ours> {
        let speech = self.speech;
        let word = speech.word(at);
        let asked = ASKED.has(word);
        if !asked && !ANYBODYS.has(word) {
            return None;
        }
        let before = if at > sentence.words.start { speech.word(at - 1) } else { "" };
        let possessive = matches!(before, "sa" | "ses" | "son" | "notre" | "nos")
            || matches!(speech.word(at.saturating_sub(2)), "ses" | "nos")
                && matches!(before, "premieres" | "principales" | "precedentes" | "anciennes");
        if passage.declaration.is_some() && matches!(before, "notre" | "nos") {
            return Some(Ours::Declared);
        }
        let end = sentence.words.end.min(at + 9);
        let of_assembly = find(
            speech.words,
            at + 1..end,
            &["du ceser", "par le ceser", "de notre assemblee", "de l assemblee", "le ceser"],
        )
        .is_some();
        let numbered = find(
            speech.words,
            at + 1..sentence.words.end.min(at + 7),
            &["n", "no", "nos", "numero", "numeros"],
        )
        .is_some();
        let cited = self.cited(sentence).next().is_some();
        // "les propositions de la Région" are somebody else's.
        let others = !of_assembly
            && speech
                .places
                .get(speech.places.partition_point(|place| place.at.start < speech.words[at].end)..)
                .into_iter()
                .flatten()
                .take(1)
                .any(|place| {
                    let near = speech.words.partition_point(|word| word.start < place.at.start) <= at + 4;
                    near && matches!(speech.word(at + 1), "de" | "du" | "des")
                        && matches!(place.named.as_slice(), [Named::Organisation(_)])
                });
        let theirs = of_assembly || possessive || asked && (numbered || cited);
        (theirs && !others).then_some(Ours::Assembly)
    }

    /// What a recommendation's noun is said to be: numbers, quoted words, a list, a theme.
    fn contents(&self, index: usize, sentence: &Sentence, noun: usize, end: usize) -> Vec<Content> {
        let speech = self.speech;
        let passage = &self.passages[index];
        let limit = sentence.words.end;
        let mut numbers: Vec<(String, usize)> = Vec::new();
        if let Some(mark) =
            find(speech.words, noun + 1..limit.min(noun + 10), &["n", "no", "nos", "numero", "numeros"])
        {
            let mut at = mark.end;
            while at < limit {
                let word = speech.word(at);
                if word.len() <= 3 && !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit()) {
                    numbers.push((word.to_owned(), at));
                } else if !matches!(word, "et" | "n" | "no" | "a") || numbers.is_empty() {
                    break;
                }
                at += 1;
            }
        }
        let last = numbers.last().map_or(noun, |(_, at)| *at);
        // Words may stand between the noun and what is quoted: "préconisation du CESER "…"".
        let open = (last..limit.min(last + 12)).find_map(|at| {
            let gap = speech.gap(at);
            let mark = gap.iter().position(|char| matches!(char, '"' | '«' | '“'))?;
            Some(speech.words[at].end + mark)
        });
        // What a cited opinion's title quotes is no recommendation.
        let cited = |at: usize| self.cited(sentence).any(|(place, _)| place.start <= at && at < place.end);
        let quote = open
            .filter(|open| *open < passage.at.end && !cited(*open))
            .filter(|open| *open <= speech.words[last].end + 2 || numbers.len() <= 1)
            .and_then(|open| quoted(speech.chars, open))
            .filter(|quote| quote.start < quote.end && quote.end <= passage.at.end);
        if let [(number, at)] = numbers.as_slice() {
            let text = quote.as_ref().map(|quote| speech.chars[quote.clone()].iter().collect::<String>());
            let span = quote
                .map_or(Stretch { start: speech.words[noun].start, end: speech.words[*at].end }, |quote| {
                    Stretch { start: speech.words[noun].start, end: quote.end }
                });
            let text = text.or_else(|| self.aim(*at + 1, end, limit).map(|(text, _)| text));
            return vec![Content { number: Some(number.clone()), text, at: Some(span), subject: None }];
        }
        if !numbers.is_empty() {
            let span = |at: usize| Stretch { start: speech.words[noun].start, end: speech.words[at].end };
            let each = numbers.iter().map(|(number, at)| Content {
                number: Some(number.clone()),
                at: Some(span(*at)),
                ..Content::default()
            });
            return each.collect();
        }
        if let Some(quote) = quote {
            let text = speech.chars[quote.clone()].iter().collect();
            let at = Stretch { start: speech.words[noun].start, end: quote.end };
            return vec![Content { text: Some(text), at: Some(at), ..Content::default() }];
        }
        if speech.chars[sentence.at.clone()].last() == Some(&':') {
            return self.listed(index, true);
        }
        let colon = (noun..limit.saturating_sub(1))
            .find(|at| speech.gap(*at).contains(&':') && !cited(speech.words[*at].end));
        if let Some(colon) = colon {
            return self.inline(colon + 1, sentence);
        }
        if let Some((text, at)) = self.aim(noun + 1, end, limit) {
            return vec![Content { text: Some(text), at: Some(at), ..Content::default() }];
        }
        self.theme(noun + 1, end, limit).into_iter().collect()
    }

    /// "visant à créer un guichet", "de créer un guichet", "d'un bilan annuel".
    fn aim(&self, from: usize, end: usize, limit: usize) -> Option<(String, Stretch)> {
        let speech = self.speech;
        let links = ["visant a", "consistant a", "tendant a", "selon laquelle", "de voir", "pour que"];
        let link = find(speech.words, from..limit.min(from + 6), &links).map(|link| link.end);
        let direct = matches!(speech.word(from), "de" | "d" | "que" | "qu").then_some(from + 1);
        // "de son autosaisine", "de la Région" say whose it is.
        let direct = direct.filter(|at| {
            let word = speech.word(*at);
            !matches!(word, "son" | "sa" | "ses" | "notre" | "nos" | "septembre" | "juin")
                && !self.names_something(*at)
                && !word.bytes().all(|byte| byte.is_ascii_digit())
        });
        let at = link.or(direct).filter(|at| *at < limit)?;
        let start = speech.words[at].start;
        let text = speech.text(start, end)?;
        Some((text, Stretch { start, end }))
    }

    /// Whether a name begins at a word or right behind its article.
    fn names_something(&self, at: usize) -> bool {
        let speech = self.speech;
        let Some(word) = speech.words.get(at) else { return false };
        let index = speech.places.partition_point(|place| place.at.end <= word.start);
        let article = matches!(word.folded.as_str(), "la" | "l" | "le");
        let reach = speech.words.get(at + usize::from(article)).map_or(word.end, |word| word.end);
        speech.places.get(index).is_some_and(|place| {
            place.at.start < reach && !matches!(place.named.as_slice(), [Named::Initiative(_)])
        })
    }

    /// "concernant le télétravail".
    fn theme(&self, from: usize, end: usize, limit: usize) -> Option<Content> {
        let speech = self.speech;
        let links = [
            "concernant",
            "relative a",
            "relative au",
            "relative aux",
            "relatives a",
            "relatives au",
            "relatives aux",
            "portant sur",
            "sur",
            "en matiere de",
            "en matiere d",
            "s agissant de",
            "s agissant du",
            "quant a",
            "quant au",
        ];
        let link = find(speech.words, from..limit.min(from + 14), &links)?;
        let start = speech.words.get(link.end).filter(|_| link.end < limit)?.start;
        let subject = speech.text(start, end)?;
        Some(Content {
            subject: Some(subject),
            at: Some(Stretch { start, end: end.max(start + 1) }),
            ..Content::default()
        })
    }

    /// The items of the list below a passage.
    fn listed(&self, index: usize, themes: bool) -> Vec<Content> {
        let (speech, passages) = (self.speech, self.passages);
        let part = passages[index].part;
        let items = passages[index + 1..].iter().take_while(|item| item.item && item.part == part);
        items
            .filter_map(|item| {
                let text = speech.text(item.at.start, item.at.end)?;
                let text = text.trim_end_matches(" et").trim_end_matches([',', ';', ' ']).to_owned();
                let end = (item.at.start + text.chars().count()).min(item.at.end);
                let at = Some(Stretch { start: item.at.start, end });
                Some(if themes {
                    Content { subject: Some(text), at, ..Content::default() }
                } else {
                    Content { text: Some(text), at, ..Content::default() }
                })
            })
            .collect()
    }

    /// ": le compteur public et la conférence annuelle": the themes after a colon.
    fn inline(&self, first: usize, sentence: &Sentence) -> Vec<Content> {
        let speech = self.speech;
        let mut contents = Vec::new();
        let mut start = speech.words[first].start;
        let mut add = |start: usize, end: usize| {
            if let Some(subject) = speech.text(start, end) {
                contents.push(Content {
                    subject: Some(subject),
                    at: Some(Stretch { start, end }),
                    ..Content::default()
                });
            }
        };
        let article = |at: usize| matches!(speech.word(at), "le" | "la" | "l" | "les" | "un" | "une" | "des");
        for at in first..sentence.words.end.saturating_sub(1).min(first + 120) {
            let next = speech.words[at + 1].start;
            let mark = speech.gap(at).iter().any(|char| matches!(char, ',' | ';'));
            if mark && (article(at + 1) || speech.gap(at).contains(&';')) {
                add(start, speech.words[at].end);
                start = next;
            } else if at > first && speech.word(at) == "et" && article(at + 1) {
                add(start, speech.words[at - 1].end.max(start));
                start = next;
            }
        }
        add(start, sentence.at.end);
        contents
    }

    /// The end of the words that name a recommendation, before its quoted text or its list.
    fn head_end(&self, sentence: &Sentence, noun: usize, contents: &[Content]) -> usize {
        let speech = self.speech;
        let number = contents.first().filter(|content| content.number.is_some());
        let digits = number.and_then(|_| {
            (noun..sentence.words.end.min(noun + 12))
                .find(|at| speech.word(*at).bytes().all(|byte| byte.is_ascii_digit()))
        });
        let assembly = find(speech.words, noun + 1..sentence.words.end.min(noun + 4), &["du ceser"])
            .map(|of| of.end - 1);
        let link = find(speech.words, noun + 1..sentence.words.end.min(noun + 6), &["concernant"])
            .map(|link| link.end - 1);
        let last = digits.or(link).or(assembly).unwrap_or(noun).max(noun);
        speech.words[last].end
    }

    /// The opinions that a sentence names for certain.
    fn cited(&self, sentence: &Sentence) -> impl Iterator<Item = (Stretch, &CitationKey)> {
        let places = self.speech.places;
        let first = places.partition_point(|place| place.at.end <= sentence.at.start);
        let end = sentence.at.end;
        let within = places[first..].iter().take_while(move |place| place.at.start < end);
        within.filter_map(|place| match place.named.as_slice() {
            [Named::Opinion(key)] => Some((place.at, key)),
            _ => None,
        })
    }

    /// The text that a recommendation was made in: the one that the sentence names; where it names none and speaks of
    /// recommendations of the assembly, the one that its paragraph named before, or the only one that the text cites.
    fn origin(&self, index: usize, sentence: &Sentence, spoken_of: bool) -> Origin {
        if let Some((_, key)) = self.cited(sentence).next() {
            return Origin::Cited(key.clone());
        }
        if !spoken_of {
            return Origin::Unknown;
        }
        let before =
            self.passages[index].sentences.iter().take_while(|each| each.at.start < sentence.at.start);
        let mut before: Vec<&CitationKey> =
            before.flat_map(|each| self.cited(each)).map(|(_, key)| key).collect();
        before.sort();
        before.dedup();
        // Of several nobody can say which.
        if let [only] = before.as_slice() {
            return Origin::Cited((*only).clone());
        }
        match self.citations {
            [only] => Origin::Cited(only.key.clone()),
            _ => Origin::Unknown,
        }
    }

    fn push(
        &mut self,
        passage: &Passage,
        content: Content,
        made_by: Vec<OrganisationKey>,
        origin: &Origin,
        status: FollowUpStatus,
        evidence: Stretch,
    ) {
        let Some(at) = content.at.filter(|at| at.start < at.end) else { return };
        let names = self.speech.names;
        let follow_up = FollowUp { status, source: self.lines.paged(names.span(evidence)) };
        let cited = if let Origin::Cited(key) = origin { Some(key.clone()) } else { None };
        let words =
            content.number.clone().or(content.text.clone()).or(content.subject.clone()).unwrap_or_default();
        let key = (cited, made_by.clone(), crate::text::slug(&words));
        if let Some(known) = self.seen.get(&key) {
            let known = &mut self.found[*known];
            known.text = known.text.take().or(content.text);
            if !known.follow_ups.contains(&follow_up) {
                known.follow_ups.push(follow_up);
            }
            return;
        }
        self.seen.insert(key, self.found.len());
        let reiterated_here = passage.declaration.filter(|_| made_by != self.speech.assembly());
        self.found.push(Recommendation {
            rank: 0,
            number: content.number,
            subject: content.subject,
            text: content.text,
            made_by,
            origin: origin.clone(),
            declaration: reiterated_here,
            follow_ups: vec![follow_up],
            source: self.lines.paged(self.speech.span(at)),
        });
    }
}

/// Whose an earlier recommendation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ours {
    Assembly,
    /// The organisations' of a declaration.
    Declared,
}
