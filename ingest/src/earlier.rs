//! Earlier recommendations that a text tells of, and what it says became of them.

use std::collections::{HashMap, HashSet};

use crate::{
    Citation, CitationKey, FollowUp, FollowUpStatus, OrganisationKey, Origin, Recommendation,
    again::{Again, again},
    answer::answer,
    antecedent::{Antecedent, antecedent},
    content::{ANYBODYS, ASKED, Content, Contents},
    fate::{Fate, fate},
    lines::Lines,
    naming::Named as Stretch,
    ours::Ours,
    passage::{Passage, Sentence},
    speech::Speech,
};

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
        contents: Contents { speech, passages },
        citations,
        found: Vec::new(),
        seen: HashMap::new(),
        same: HashMap::new(),
        told: HashSet::new(),
        last: None,
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
            let made_here = numbered && rank == 0;
            if !again && !made_here {
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
    contents: Contents<'a>,
    citations: &'a [Citation],
    found: Vec<Recommendation>,
    /// Where in `found` one stands, by its origin, its makers, and its number or words.
    seen: HashMap<(Option<CitationKey>, Vec<OrganisationKey>, String), usize>,
    /// The same by makers and words, of whatever text it was.
    same: HashMap<(Vec<OrganisationKey>, String), usize>,
    told: HashSet<usize>,
    /// The first word of the sentence that told of a recommendation last, and where that stands in `found`.
    last: Option<(usize, usize)>,
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
        let Some(Again { already, verb, after }) = again(speech, passage, sentence, spoke) else {
            return false;
        };
        let start = already.as_ref().map_or(verb, |already| already.start.min(verb));
        // "Comme nous l'avons déjà demandé": the clause says so as a whole.
        let clause = (start.saturating_sub(6).max(range.start)..start)
            .find(|at| matches!(speech.word(*at), "comme" | "ainsi" | "tel"));
        let start = clause.filter(|_| already.is_some()).unwrap_or(start);
        let evidence = Stretch { start: speech.words[start].start, end: speech.words[after - 1].end };
        let pointed = self.points_back(verb, after);
        let antecedent = pointed.then(|| self.antecedent(index, sentence, verb)).flatten();
        let (contents, said) = match antecedent {
            Some((antecedent, said)) => (vec![antecedent.content()], Some(said)),
            // "La préconisation n° 6 a été écartée. Le CESER la réitère."
            None if pointed => return self.last_again(index, sentence, evidence),
            None => {
                // "demande un bilan, comme il l'avait préconisé": the clause is no part of what is asked for.
                let trailing = already.as_ref().filter(|already| already.start > after);
                let end = trailing.map_or(sentence.words.end, |already| already.start);
                (self.contents.reiterated(index, sentence, (verb, after), end), None)
            }
        };
        if contents.is_empty() {
            return false;
        }
        self.told.insert(range.start);
        let passages = self.passages;
        if let Some(said) = said {
            let origin = self.origin(index, &passages[index].sentences[said], true);
            let makers = speech.makers(passage).to_vec();
            // What it points back to may have had another fate before.
            self.followed(index, sentence);
            for content in contents {
                self.push(passage, content, makers.clone(), &origin, FollowUpStatus::Reiterated, evidence);
            }
            return true;
        }
        let cited = already.is_some().then(|| self.origin(index, sentence, true));
        let origin = cited.unwrap_or_else(|| self.origin(index, sentence, false));
        let origin = self.same_words(index, sentence, verb, &contents).unwrap_or(origin);
        let makers = speech.makers(passage).to_vec();
        for content in contents {
            self.push(passage, content, makers.clone(), &origin, FollowUpStatus::Reiterated, evidence);
        }
        true
    }

    /// The text in which the sentences before say that the same words were asked for: "demandait un bilan. … demande à
    /// nouveau un bilan".
    fn same_words(
        &self,
        index: usize,
        sentence: &Sentence,
        verb: usize,
        contents: &[Content],
    ) -> Option<Origin> {
        let (before, said) = self.antecedent(index, sentence, verb)?;
        let [Content { text: Some(text), .. }] = contents else { return None };
        let same = crate::text::slug(&before.text) == crate::text::slug(text);
        same.then(|| self.origin(index, &self.passages[index].sentences[said], true))
    }

    /// Asks again for what the sentence before told of; false where that told of none.
    fn last_again(&mut self, index: usize, sentence: &Sentence, evidence: Stretch) -> bool {
        let here = self.passages[index].sentences.partition_point(|each| each.at.start < sentence.at.start);
        let before = here.checked_sub(1).map(|before| self.passages[index].sentences[before].words.start);
        let near = |at: usize| at == sentence.words.start || Some(at) == before;
        let Some((_, known)) = self.last.filter(|(at, _)| near(*at)) else { return false };
        let source = self.lines.paged(self.speech.names.span(evidence));
        let follow_up = FollowUp { status: FollowUpStatus::Reiterated, source };
        let known = &mut self.found[known];
        if !known.follow_ups.contains(&follow_up) {
            known.follow_ups.push(follow_up);
        }
        self.told.insert(sentence.words.start);
        true
    }

    /// "fait écho à la préconisation du CESER n° 2 "…"", "La préconisation n° 4 n'a pas été retenue."
    fn followed(&mut self, index: usize, sentence: &Sentence) {
        let speech = self.speech;
        let passage = &self.passages[index];
        self.answered(index, sentence);
        let mut at = sentence.words.start;
        while at < sentence.words.end {
            let pointed = || self.antecedent_of(passage, sentence, at);
            let Some(ours) = speech.whose(passage, sentence, at, &pointed) else {
                at += 1;
                continue;
            };
            let Some(Fate { status, words }) = fate(speech, &sentence.words, at) else {
                at += 1;
                continue;
            };
            let cue =
                Stretch { start: speech.words[words.start].start, end: speech.words[words.end - 1].end };
            let end = if cue.start > speech.words[at].start { cue.start } else { sentence.at.end };
            let mut contents = self.contents.contents(index, sentence, at, end);
            let this = at > sentence.words.start && matches!(speech.word(at - 1), "cette" | "ces" | "ce");
            let mut said = None;
            if this || contents.is_empty() {
                let antecedent = self.antecedent(index, sentence, at);
                let antecedent = antecedent
                    .filter(|(_, of)| this || self.passages[index].sentences[*of].at == sentence.at);
                contents = antecedent.iter().map(|(antecedent, _)| antecedent.content()).collect();
                said = antecedent.map(|(_, said)| said);
            }
            if contents.is_empty() && words.start < at && ours == Ours::Assembly {
                contents.extend(self.contents.doer(sentence, words.start, at));
            }
            let head = self.contents.head_end(sentence, at, &contents);
            let noun = Stretch { start: speech.words[at].start, end: head };
            let evidence = Stretch { start: cue.start.min(noun.start), end: cue.end.max(noun.end) };
            if !contents.is_empty() {
                self.told.insert(sentence.words.start);
            }
            let passages = self.passages;
            let source = said.map_or(sentence, |said| &passages[index].sentences[said]);
            let requested = ASKED.has(speech.word(at)) || speech.is_numbered(sentence, at) || said.is_some();
            let origin = match ours {
                Ours::Declared => Origin::Unknown,
                Ours::Assembly if requested => self.origin(index, source, true),
                Ours::Assembly => self.requested_in(index, source),
            };
            let makers =
                if ours == Ours::Declared { speech.makers(passage) } else { speech.assembly() }.to_vec();
            let count = contents.len();
            for content in contents {
                self.push(passage, content, makers.clone(), &origin, status, evidence);
            }
            // Of several nobody can say which.
            self.last = self.last.filter(|_| count == 1).map(|(_, known)| (sentence.words.start, known));
            // "ni la n° 1, ni la n° 2 n'ont été suivies": another number has the same fate.
            let next = (at + 1..words.end).find(|at| speech.is_numbered(sentence, *at));
            at = next.unwrap_or(words.end.max(at + 1));
        }
    }

    /// "L'Exécutif ne l'a pas retenue": what the words before said was asked for.
    fn answered(&mut self, index: usize, sentence: &Sentence) {
        let (speech, passages) = (self.speech, self.passages);
        let passage = &passages[index];
        let Some(Fate { status, words }) = answer(speech, passage, sentence) else { return };
        let Some((antecedent, said)) = self.antecedent(index, sentence, words.start) else { return };
        let here = passage.sentences.partition_point(|each| each.at.start < sentence.at.start);
        if said + 1 < here {
            return;
        }
        let origin = self.origin(index, &passage.sentences[said], true);
        let evidence =
            Stretch { start: speech.words[words.start].start, end: speech.words[words.end - 1].end };
        self.told.insert(sentence.words.start);
        let makers = speech.assembly().to_vec();
        self.push(passage, antecedent.content(), makers, &origin, status, evidence);
    }

    /// Whether what is asked for again was told before: "la réitère", "réitère cette demande".
    fn points_back(&self, verb: usize, after: usize) -> bool {
        let speech = self.speech;
        let before = verb.checked_sub(1).map(|at| speech.word(at)).unwrap_or_default();
        let asked = |at: usize| ASKED.has(speech.word(at)) || ANYBODYS.has(speech.word(at));
        matches!(before, "la" | "le" | "l" | "les")
            || matches!(speech.word(after), "cette" | "ces" | "ce") && (asked(after + 1) || asked(after + 2))
    }

    /// What was said to have been asked for, in this sentence before a word or in the sentence before it.
    fn antecedent(&self, index: usize, sentence: &Sentence, at: usize) -> Option<(Antecedent, usize)> {
        let passage = &self.passages[index];
        let here = passage.sentences.partition_point(|each| each.at.start < sentence.at.start);
        let ranks = [Some(here), here.checked_sub(1), here.checked_sub(2)].into_iter().flatten();
        ranks.into_iter().find_map(|rank| Some((antecedent(self.speech, passage, rank, at)?, rank)))
    }

    /// Whether the words before a noun say what it points back to.
    fn antecedent_of(&self, passage: &Passage, sentence: &Sentence, at: usize) -> bool {
        let here = passage.sentences.partition_point(|each| each.at.start < sentence.at.start);
        (here.saturating_sub(2)..=here).any(|rank| antecedent(self.speech, passage, rank, at).is_some())
    }

    /// Where a demand was made that nothing more is said of: the text that the paragraph said asked for something.
    fn requested_in(&self, index: usize, sentence: &Sentence) -> Origin {
        let speech = self.speech;
        let sentences = &self.passages[index].sentences;
        let here = sentences.partition_point(|each| each.at.start < sentence.at.start);
        let asks = |each: &Sentence| {
            each.words.clone().take(200).any(|at| {
                let word = speech.word(at);
                let stems = ["preconis", "recommand", "propos", "demand", "souhait", "sugger", "reclam"];
                stems.iter().any(|stem| word.starts_with(stem))
            })
        };
        let mut before = sentences[here.saturating_sub(30)..here].iter();
        let silent = before.clone().any(|each| speech.cited(each).next().is_some())
            && before.all(|each| speech.cited(each).next().is_none() || !asks(each));
        if silent && speech.cited(sentence).next().is_none() {
            return Origin::Unknown;
        }
        self.origin(index, sentence, true)
    }

    /// The text that a recommendation was made in: the one that the sentence names; where it names none and speaks of
    /// recommendations of the assembly, the one that its paragraph named before, or the only one that the text cites.
    fn origin(&self, index: usize, sentence: &Sentence, spoken_of: bool) -> Origin {
        if let Some((_, key)) = self.speech.cited(sentence).next() {
            return Origin::Cited(key.clone());
        }
        if !spoken_of {
            return Origin::Unknown;
        }
        let sentences = &self.passages[index].sentences;
        let here = sentences.partition_point(|each| each.at.start < sentence.at.start);
        let before = sentences[here.saturating_sub(30)..here].iter();
        let mut before: Vec<&CitationKey> =
            before.flat_map(|each| self.speech.cited(each)).map(|(_, key)| key).collect();
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
        let slug = crate::text::slug(&words);
        // What is asked for again in the same words is the same, where nobody says that it was elsewhere.
        let same = self.same.get(&(made_by.clone(), slug.clone())).copied();
        if let Some(same) = same.filter(|_| cited.is_none() && content.text.is_some()) {
            self.last = Some((usize::MAX, same));
            let known = &mut self.found[same];
            if !known.follow_ups.contains(&follow_up) {
                known.follow_ups.push(follow_up);
            }
            return;
        }
        self.same.entry((made_by.clone(), slug.clone())).or_insert(self.found.len());
        let key = (cited, made_by.clone(), slug);
        self.last = Some((usize::MAX, self.seen.get(&key).copied().unwrap_or(self.found.len())));
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
