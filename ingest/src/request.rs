//! Requests: what the assembly recommends in this opinion, and what organisations ask for in their declarations.

use std::collections::HashSet;

use crate::{
    Origin, Recommendation,
    asking::{IMPERSONAL, VERBS, WITH, titles_requests},
    lines::Lines,
    marker::marked,
    naming::Named as Stretch,
    passage::{Passage, Sentence},
    speech::Speech,
    word::any,
};

/// Reads requests; `told` are the words where sentences start that tell of an earlier recommendation.
pub(crate) fn requests(
    lines: &Lines,
    speech: &Speech,
    passages: &[Passage],
    told: &HashSet<usize>,
) -> Vec<Recommendation> {
    let mut reading =
        Reading { lines, speech, passages, found: Vec::new(), seen: HashSet::new(), listed: HashSet::new() };
    let mut spoke = false;
    for (index, passage) in passages.iter().enumerate() {
        if passage.synthesis || speech.makers(passage).is_empty() {
            continue;
        }
        if reading.numbered(index) || reading.headed(index) || reading.listed.contains(&index) {
            continue;
        }
        if index == 0 || passages[index - 1].part != passage.part {
            spoke = false;
        }
        for (rank, sentence) in passage.sentences.iter().enumerate() {
            if !told.contains(&sentence.words.start) {
                reading.sentence(index, sentence, rank + 1 == passage.sentences.len(), spoke);
            }
            let pronoun = matches!(speech.word(sentence.words.start), "il" | "elle");
            spoke = speech.main(passage, sentence).is_some() || spoke && pronoun;
        }
    }
    reading.found
}

struct Reading<'a> {
    lines: &'a Lines,
    speech: &'a Speech<'a>,
    passages: &'a [Passage],
    found: Vec<Recommendation>,
    seen: HashSet<(Option<u32>, String)>,
    /// Items of lists that were read with the sentence above them.
    listed: HashSet<usize>,
}

impl Reading<'_> {
    fn sentence(&mut self, index: usize, sentence: &Sentence, last: bool, spoke: bool) {
        let (speech, passages) = (self.speech, self.passages);
        let passage = &passages[index];
        let range = sentence.words.clone();
        // Where each request begins (its verb, or what stands before it), and where what is asked for does.
        let mut asked: Vec<(usize, usize)> = Vec::new();
        for at in range.clone() {
            let impersonal = IMPERSONAL.at(speech.words, at);
            let impersonal = impersonal.filter(|count| speech.asks_somebody(at, *count, sentence));
            let count = match impersonal {
                Some(count) if self.heads(sentence, at) || self.held(passage, sentence, at, spoke) => {
                    Some(count)
                }
                Some(_) => None,
                None => {
                    let joined = !asked.is_empty() && at > 0 && speech.word(at - 1) == "et";
                    self.verb(passage, sentence, index, at, spoke, joined)
                }
            };
            if let Some(count) = count.filter(|count| at + count <= range.end) {
                asked.push((at, at + count));
            }
        }
        if asked.is_empty() {
            asked.extend(speech.formulated(passage, sentence).or_else(|| speech.stated(passage, sentence)));
        }
        let ends_open = self.speech.chars[sentence.at.clone()].last() == Some(&':');
        if asked.is_empty() && ends_open && last && speech.announced(passage, sentence) {
            self.list(index);
        }
        for (rank, (_, start)) in asked.iter().enumerate() {
            let next = asked.get(rank + 1).map(|(verb, _)| self.joint(*start, *verb));
            let end = next.or_else(|| self.then_votes(*start, range.end)).unwrap_or(sentence.at.end);
            if ends_open && last && rank + 1 == asked.len() && self.list(index) {
                return;
            }
            let from = self.speech.skip(*start, range.end);
            let whole = from;
            let from = self.speech.skip_addressee(start.checked_sub(1), from, range.end);
            let begin = speech.words.get(from).map_or(end, |word| word.start);
            // An opening quotation mark belongs to what is asked for.
            let begin = if from > 0 && speech.gap(from - 1).iter().any(|char| matches!(char, '"' | '«' | '“'))
            {
                speech.words[from - 1].end
            } else {
                begin
            };
            let Some(text) = speech.text(begin, end) else { continue };
            // "Le CESER demande à la Région : de publier un bilan ; de former les agents."
            let colon = (from..range.end.min(from + 9)).find(|at| speech.gap(*at).contains(&':'));
            if let Some(colon) = colon.filter(|_| text.contains(" ; ") && rank + 1 == asked.len())
                && matches!(speech.word(from), "a" | "au" | "aux" | "la" | "l" | "le" | "les")
            {
                self.parts(passage, colon + 1, sentence);
                continue;
            }
            // "Nous proposons : un bilan ; une carte."
            if begin > 0 && speech.gap(from - 1).contains(&':') && text.contains(" ; ") {
                let at = Stretch { start: sentence.at.start, end };
                for part in text.split(" ; ") {
                    let marked = marked(part.trim());
                    let (number, part) =
                        marked.map_or((None, part.trim()), |(number, part)| (Some(number), part));
                    self.push(passage, number, part.to_owned(), at);
                }
                continue;
            }
            // "invite la Région à publier" asks for something in one word.
            if from > whole || text.split(' ').count() >= 2 {
                self.push(
                    passage,
                    None,
                    text,
                    Stretch { start: sentence.at.start, end: end.max(sentence.at.start + 1) },
                );
            }
        }
    }

    /// The parts of a sentence from a word on, between its semicolons.
    fn parts(&mut self, passage: &Passage, first: usize, sentence: &Sentence) {
        let speech = self.speech;
        let mut start = first;
        for at in first..sentence.words.end {
            let last = at + 1 == sentence.words.end;
            if !last && !speech.gap(at).contains(&';') {
                continue;
            }
            let from = speech.skip(start + usize::from(speech.word(start) == "et"), at + 1);
            let begin = speech.words[from.min(at)].start;
            if let Some(text) = speech.text(begin, speech.words[at].end) {
                self.push(passage, None, text, Stretch { start: begin, end: speech.words[at].end });
            }
            start = at + 1;
        }
    }

    /// How many words a verb takes that asks, at a word, for those who speak.
    fn verb(
        &self,
        passage: &Passage,
        sentence: &Sentence,
        index: usize,
        at: usize,
        spoke: bool,
        joined: bool,
    ) -> Option<usize> {
        let speech = self.speech;
        let word = speech.word(at);
        let with = WITH.iter().find(|(verb, _)| *verb == word).map(|(_, with)| with);
        let after = self.speech.skip_adverbs(at + 1, sentence.words.end);
        let asks = match with {
            Some(with) => any(speech.words, after, with).is_some(),
            None => VERBS.has(word) && self.speech.asks(word, at, after, sentence),
        };
        if !asks || speech.is_participle(at) {
            return None;
        }
        // "comme nous le demandons depuis longtemps"
        let before = at.checked_sub(1).map(|at| speech.word(at)).unwrap_or_default();
        if matches!(before, "le" | "la" | "l" | "les")
            && at > sentence.words.start
            && !speech.gap(at).contains(&':')
        {
            return None;
        }
        // "Il préconise" is nobody else's where the assembly spoke before.
        let pronoun = at == sentence.words.start + 1 && matches!(before, "il" | "elle");
        let strong = matches!(word, "preconise" | "recommande") && passage.declaration.is_none();
        let spoke = spoke
            || pronoun && strong && {
                let here = passage.sentences.partition_point(|each| each.at.start < sentence.at.start);
                let before = &passage.sentences[here.saturating_sub(8)..here];
                before.iter().any(|each| speech.main(passage, each).is_some())
            };
        // "Le CESER :" stands above the list whose items begin with verbs.
        let item = passage.item
            && self.speech.skip_adverbs(sentence.words.start, at) == at
            && passage.sentences.first().is_some_and(|first| first.words == sentence.words)
            && self.above(index);
        (item || joined || speech.is_theirs(passage, sentence, at, spoke)).then_some(1)
    }

    /// "Le CESER considère qu'il serait souhaitable de …"
    fn held(&self, passage: &Passage, sentence: &Sentence, at: usize, spoke: bool) -> bool {
        let Some(verb) = at.checked_sub(2).filter(|verb| *verb >= sentence.words.start) else { return false };
        let holds = ["considere", "considerons", "estime", "estimons", "pense", "pensons", "juge", "jugeons"];
        self.speech.word(at - 1) == "qu"
            && holds.contains(&self.speech.word(verb))
            && self.speech.is_theirs(passage, sentence, verb, spoke)
    }

    /// Whether a clause begins at a word.
    fn heads(&self, sentence: &Sentence, at: usize) -> bool {
        let from = sentence.words.start;
        let mut first = at;
        while first > from
            && matches!(self.speech.word(first - 1), "donc" | "et" | "mais" | "ainsi" | "aussi" | "nous")
        {
            first -= 1;
        }
        first == from || self.speech.gap(first - 1).iter().any(|char| matches!(char, ',' | ':' | ';'))
    }

    /// Whether the speakers and a colon stand above a list's item.
    fn above(&self, index: usize) -> bool {
        let lead = self.passages[..index].iter().rev().take(40).find(|passage| !passage.item);
        let Some(lead) = lead.filter(|lead| lead.part == self.passages[index].part) else { return false };
        let Some(last) = lead.sentences.last() else { return false };
        // "Le CESER, réuni en séance plénière," stands above its demands, too.
        let open = self.speech.chars[last.at.clone()]
            .last()
            .is_some_and(|last| matches!(last, ':' | ',') || last.is_alphanumeric());
        let alone = last.words.len() <= 24 && self.speech.main(lead, last).is_some();
        open && (alone || self.speech.speaker(lead, last.words.start, last.words.end).is_some())
    }

    /// Reads the items below a passage; false where there are none.
    fn list(&mut self, index: usize) -> bool {
        let passages = self.passages;
        let part = passages[index].part;
        let items = passages[index + 1..].iter().take_while(|item| item.item && item.part == part).count();
        for (at, item) in passages.iter().enumerate().skip(index + 1).take(items) {
            self.listed.insert(at);
            self.item(at, item);
        }
        items > 0
    }

    fn item(&mut self, index: usize, item: &Passage) {
        let Some(sentence) = item.sentences.first() else { return };
        let first = sentence.words.clone();
        let begin = first.start;
        // "1. Le CESER propose de recenser les puits": what is asked for stands behind the verb.
        let verb = (begin + 1..first.end.min(begin + 8))
            .find(|at| self.verb(item, sentence, index, *at, false, false).is_some());
        let from = self.speech.skip(verb.map_or(begin, |verb| verb + 1), first.end);
        let from = self.speech.skip_addressee(verb, from, first.end);
        let start = if from > first.start { self.speech.words[from].start } else { item.at.start };
        let Some(text) = self.speech.text(start, item.at.end) else { return };
        let text = text.trim_end_matches(" et").trim_end_matches([',', ';', ' ']).to_owned();
        let end = start + text.chars().count();
        let figure = item.figure.map(|figure| figure.to_string());
        let (number, text) = match marked(&text) {
            Some((number, text)) => (Some(number), text.to_owned()),
            None => (figure, text),
        };
        self.push(item, number, text, Stretch { start: item.at.start, end: end.min(item.at.end) });
    }

    /// "Préconisation n° 3 : …", with the number that it gets here.
    fn numbered(&mut self, index: usize) -> bool {
        let (speech, passages) = (self.speech, self.passages);
        let passage = &passages[index];
        let Some((number, words)) = passage.number(speech.names) else { return self.coded(passage) };
        let digit = words.end - 1;
        let mark = |char: &char| matches!(char, ':' | '–' | '-' | '.' | '—' | ')');
        let end_of_number = speech.words[digit].end;
        let alone = speech.words.get(digit + 1).is_none_or(|word| word.start >= passage.at.end);
        let (from, holder) = if alone {
            match passages.get(index + 1).filter(|next| next.part == passage.part) {
                Some(next) => (next.at.start, next),
                None => return false,
            }
        } else {
            (end_of_number + speech.gap(digit).iter().position(mark).map_or(0, |at| at + 1), passage)
        };
        if alone {
            self.listed.insert(index + 1);
        }
        let Some(text) = speech.text(from, holder.at.end) else { return false };
        self.push(passage, Some(number), text, Stretch { start: passage.at.start, end: holder.at.end });
        true
    }

    /// "A1. Instaurer un dossier unique."
    fn coded(&mut self, passage: &Passage) -> bool {
        let Some((code, start)) = passage.coded(self.speech.names) else { return false };
        let Some(text) = self.speech.text(start, passage.at.end) else { return false };
        let at = Stretch { start: passage.at.start, end: passage.at.end };
        self.push(passage, Some(code), text, at);
        true
    }

    /// A list right below "Préconisations", as a section's heading or a line of its own.
    fn headed(&mut self, index: usize) -> bool {
        let passage = &self.passages[index];
        if passage.item && passage.heading.as_deref().is_some_and(titles_requests) {
            let items = self.passages[index..]
                .iter()
                .take_while(|item| item.item && item.part == passage.part)
                .count();
            for at in index..index + items {
                if self.listed.insert(at) {
                    self.item(at, &self.passages[at]);
                }
            }
            return true;
        }
        if passage.heading.as_deref().is_some_and(titles_requests) && self.speech.commands(passage) {
            for (at, below) in self.passages.iter().enumerate().skip(index) {
                if below.part != passage.part || !(below.item || self.speech.commands(below)) {
                    break;
                }
                if self.listed.insert(at) {
                    self.item(at, below);
                }
            }
            return true;
        }
        let short = passage.at.end - passage.at.start < 40;
        let own = short
            && !passage.item
            && titles_requests(&crate::text::fold(
                &self.speech.names.text(Stretch { start: passage.at.start, end: passage.at.end }),
            ));
        own && self.list(index)
    }

    /// Where "et votera l'avis" goes on to something else than what was asked for.
    fn then_votes(&self, from: usize, to: usize) -> Option<usize> {
        let speech = self.speech;
        let votes = ["votera", "voteront", "voterons", "s abstiendra", "s abstiendront", "approuvera"];
        let and = (from + 1..to)
            .find(|at| speech.word(*at) == "et" && any(speech.words, at + 1, &votes).is_some())?;
        Some(speech.words[and - 1].end)
    }

    /// The end of what was asked for before the next verb: before "et", "ainsi que" or a comma.
    fn joint(&self, from: usize, verb: usize) -> usize {
        let speech = self.speech;
        let mut at = verb;
        while at > from {
            if matches!(speech.word(at - 1), "et" | "puis" | "mais") {
                return speech.words[at - 1].start;
            }
            if speech.gap(at - 1).iter().any(|char| matches!(char, ',' | ';')) {
                return speech.words[at - 1].end;
            }
            at -= 1;
        }
        speech.words[verb].start
    }

    fn push(&mut self, passage: &Passage, number: Option<String>, text: String, at: Stretch) {
        // "Il conviendrait d'aller plus loin" asks for nothing yet.
        if text.split(' ').count() < 5 && text.ends_with("aller plus loin") {
            return;
        }
        if !self.seen.insert((passage.declaration, crate::text::slug(&text))) {
            return;
        }
        self.found.push(Recommendation {
            rank: 0,
            number,
            subject: None,
            text: Some(text),
            made_by: self.speech.makers(passage).to_vec(),
            origin: Origin::Own,
            declaration: passage.declaration,
            follow_ups: Vec::new(),
            source: self.lines.paged(self.speech.span(at)),
        });
    }
}
