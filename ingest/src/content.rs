//! Contents: what a sentence says was recommended, by its number, its words, its theme, or the list below it.

use crate::{
    Named,
    naming::Named as Stretch,
    ours::TEXTS,
    passage::{Passage, Sentence},
    quote::quoted,
    speech::Speech,
    word::{Phrases, find},
};

/// Nouns for what was asked for; those of the second list are anybody's unless they are said to be the speakers'.
pub(crate) static ASKED: Phrases =
    Phrases::new("preconisation; preconisations; recommandation; recommandations");
pub(crate) static ANYBODYS: Phrases =
    Phrases::new("proposition; propositions; demande; demandes; suggestion; suggestions; souhait; souhaits");
pub(crate) static ONCE_MORE: Phrases = Phrases::new(
    "encore une fois; une nouvelle fois; une fois de plus; une fois encore; a nouveau; de nouveau; encore \
     et toujours; encore; derechef",
);
/// What may be reiterated and asks for nothing.
static SENTIMENTS: Phrases = Phrases::new(
    "soutien; satisfaction; felicitations; remerciements; reserves; reserve; avis; interrogations; \
     interrogation; inquietude; inquietudes; regret; regrets; opposition; confiance; questions; question; \
     constat; analyse; remarques; observations",
);

/// What is said of where it was asked for: "formulée dans son avis".
static SAID: Phrases = Phrases::new(
    "formulee; formulees; formule; emise; emises; emis; exprimee; exprimees; inscrite; inscrites; contenue; \
     contenues; presentee; presentees; figurant; portee; portees; enoncee; enoncees; faite; faites; adressee; \
     adressees; avancee; avancees",
);

/// What a sentence says was asked for.
#[derive(Debug, Default)]
pub(crate) struct Content {
    pub(crate) number: Option<String>,
    pub(crate) subject: Option<String>,
    pub(crate) text: Option<String>,
    pub(crate) at: Option<Stretch>,
}

/// Reads contents, among the passages that lists go on in.
pub(crate) struct Contents<'a> {
    pub(crate) speech: &'a Speech<'a>,
    pub(crate) passages: &'a [Passage],
}

impl Contents<'_> {
    /// What stands after the verb: "sur la nécessité de …", "sa demande d'un bilan", "sa préconisation n° 3".
    /// `verb` is the word that asks, and the word behind it and its "à nouveau"; `last` the word before which it ends.
    pub(crate) fn reiterated(
        &self,
        index: usize,
        sentence: &Sentence,
        verb: (usize, usize),
        last: usize,
    ) -> Vec<Content> {
        let speech = self.speech;
        let stop = if last < sentence.words.end { speech.words[last - 1].end } else { sentence.at.end };
        let (verb, mut at) = verb;
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
        let listed = if ends_open { self.listed(index, false) } else { Vec::new() };
        if !listed.is_empty() {
            return listed;
        }
        // "une préconisation qu'elle avait émise": nobody says which.
        let some = matches!(speech.word(at), "une" | "des" | "cette" | "ces" | "plusieurs");
        if some && (ASKED.has(speech.word(at + 1)) || ANYBODYS.has(speech.word(at + 1))) {
            let said = matches!(speech.word(at + 2), "que" | "qu" | "deja" | "formulee" | "emise");
            return if said { Vec::new() } else { self.contents(index, sentence, at + 1, sentence.at.end) };
        }
        let at = speech.skip(at, last);
        // The verb of "encore une fois demande" stands before its adverb.
        let verb = (verb..at).find(|at| crate::asking::VERBS.has(speech.word(*at)));
        let at = verb.map_or(at, |verb| speech.skip_addressee(Some(verb), at, last));
        let start = speech.words.get(at).filter(|_| at < last).map_or(stop, |word| word.start);
        let text = speech.text(start, stop).filter(|text| text.split(' ').count() >= 2);
        let place = Stretch { start: sentence.at.start, end: stop };
        text.map(|text| Content { text: Some(text), at: Some(place), ..Content::default() })
            .into_iter()
            .collect()
    }

    /// What a recommendation's noun is said to be: numbers, quoted words, a list, a theme.
    pub(crate) fn contents(
        &self,
        index: usize,
        sentence: &Sentence,
        noun: usize,
        end: usize,
    ) -> Vec<Content> {
        let speech = self.speech;
        let passage = &self.passages[index];
        let limit = sentence.words.end;
        let mut numbers: Vec<(String, usize)> = Vec::new();
        if let Some(mark) = speech.mark(sentence, noun, 9) {
            let mut at = mark + 1;
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
        // What a cited opinion's title quotes is no recommendation.
        let cited =
            |at: usize| self.speech.cited(sentence).any(|(place, _)| place.start <= at && at < place.end);
        // Words may stand between the noun and what is quoted: "préconisation du CESER "…"", "préconisation n° 3 de
        // l'avis "…" : "…"".
        let open = (last..limit.min(last + 40)).find_map(|at| {
            let gap = speech.gap(at);
            let mark = gap.iter().position(|char| matches!(char, '"' | '«' | '“'))?;
            let colon = gap[..mark].contains(&':');
            let place = speech.words[at].end + mark;
            (!cited(place) && (at < last + 12 || colon)).then_some(place)
        });
        let quote = open
            .filter(|open| *open < passage.at.end)
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
            // "n° 5 de la contribution « … », qui concernait l'accueil"
            let past = self.past(sentence, *at + 1);
            let theme = text.is_none().then(|| self.theme(past, end, limit.min(past + 5))).flatten();
            let subject = theme.and_then(|theme| theme.subject);
            return vec![Content { number: Some(number.clone()), text, at: Some(span), subject }];
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
        let colon = (noun..limit.saturating_sub(1)).find(|at| {
            let mark = speech.gap(*at).iter().position(|char| *char == ':');
            mark.is_some_and(|mark| !cited(speech.words[*at].end + mark))
        });
        if let Some(colon) = colon {
            return self.inline(colon + 1, sentence);
        }
        // "la demande du CESER de disposer d'un bilan"
        let whose = ["du ceser", "de l assemblee", "de notre assemblee"];
        let after = noun + 1 + crate::word::any(speech.words, noun + 1, &whose).unwrap_or(0);
        if let Some((text, at)) = self.aim(after, end, limit) {
            return vec![Content { text: Some(text), at: Some(at), ..Content::default() }];
        }
        self.theme(noun + 1, end, limit).into_iter().collect()
    }

    /// The word behind the cited text that a number's text is named by, or the one right behind the number.
    fn past(&self, sentence: &Sentence, from: usize) -> usize {
        let words = self.speech.words;
        let near = words.get(from + 3).map_or(sentence.at.end, |word| word.start);
        let (begins, past) = (words.get(from).map_or(near, |word| word.start), |at: usize| {
            words.partition_point(|word| word.start < at)
        });
        let cited = self.speech.cited(sentence).find(|(place, _)| (begins..=near).contains(&place.start));
        cited.map_or(from, |(place, _)| past(place.end))
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
            // "qu'elle avait émise" says when, not what.
            let had = matches!(word, "il" | "elle" | "ils" | "elles" | "nous" | "le" | "l")
                && (*at + 1..*at + 4).any(|at| {
                    matches!(speech.word(at), "avait" | "avaient" | "avions" | "a" | "avons" | "ont")
                });
            let text = TEXTS.has(word) || TEXTS.has(speech.word(*at + 1));
            !had && !text
                && !matches!(word, "son" | "sa" | "ses" | "notre" | "nos" | "septembre" | "juin")
                && !self.names_something(*at)
                && !word.bytes().all(|byte| byte.is_ascii_digit())
        });
        let at = link.or(direct).filter(|at| *at < limit)?;
        let start = speech.words[at].start;
        let end = self.told_where(at, limit).map_or(end, |stop| end.min(stop.max(start)));
        let text = speech.text(start, end)?;
        Some((text, Stretch { start, end }))
    }

    /// Where "formulée dans son avis" goes on to when and where it was asked for.
    fn told_where(&self, from: usize, limit: usize) -> Option<usize> {
        let speech = self.speech;
        let at = (from + 1..limit).find(|at| {
            let comma = speech.gap(at - 1).contains(&',');
            let said = SAID.has(speech.word(*at))
                && (comma || matches!(speech.word(at + 1), "dans" | "par" | "lors" | "en" | "des" | "le"));
            let was = ["qui figur", "qu il avait", "qu elle avait", "que nous avions", "qui avait"];
            let two = format!("{} {}", speech.word(*at), speech.word(at + 1));
            let three = format!("{two} {}", speech.word(at + 2));
            said || was.iter().any(|was| two.starts_with(was) || three == *was)
        })?;
        Some(speech.words[at - usize::from(speech.word(at - 1) == "deja") - 1].end)
    }

    /// "La création d'un fonds répond à la préconisation émise dans …": what answers it is what it was on.
    pub(crate) fn doer(&self, sentence: &Sentence, cue: usize, noun: usize) -> Option<Content> {
        let speech = self.speech;
        let behind = speech.words.get(noun)?.start;
        speech.cited(sentence).find(|(place, _)| place.start > behind)?;
        let clause = (sentence.words.start..cue).rev().find(|at| matches!(speech.word(*at), "que" | "qu"));
        let first = clause.map_or(sentence.words.start, |at| at + 1);
        let article = usize::from(matches!(speech.word(first), "la" | "le" | "l" | "les" | "une" | "un"));
        let deed = speech.word(first + article);
        let action =
            ["tion", "sion", "ment", "age", "ure"].iter().any(|end| deed.ends_with(end)) || deed == "mise";
        let body = matches!(deed, "region" | "gouvernement" | "commission" | "departement" | "direction");
        let of = (first + article..cue).any(|at| matches!(speech.word(at), "d" | "de" | "du" | "des"));
        let start = speech.words.get(first).filter(|_| first + 2 < cue && cue - first <= 20)?.start;
        let end = speech.words[cue - 1].end;
        let subject = speech.text(start, end).filter(|_| action && !body && of)?;
        Some(Content { subject: Some(subject), at: Some(Stretch { start, end }), ..Content::default() })
    }

    /// Whether a name begins at a word or right behind its article.
    fn names_something(&self, at: usize) -> bool {
        let speech = self.speech;
        let Some(word) = speech.words.get(at) else { return false };
        let index = speech.places.partition_point(|place| place.at.end <= word.start);
        let article = matches!(
            word.folded.as_str(),
            "la" | "l" | "le" | "cette" | "cet" | "ce" | "son" | "sa" | "notre" | "ladite"
        );
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
            "qui concernait",
            "qui concerne",
            "qui portait sur",
            "qui porte sur",
            "qui visait a",
            "touchant a",
            "touchant au",
            "ayant trait a",
            "ayant trait au",
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
        // "de l'avis sur le rapport 1-1" says which text it was in.
        let link = (from..limit.min(from + 14)).find_map(|at| {
            let link = find(speech.words, at..limit.min(from + 14).min(at + 4), &links)?;
            let apart = at > 0 && speech.gap(at - 1).contains(&',');
            (link.start == at && (apart || !TEXTS.has(speech.word(at.saturating_sub(1))))).then_some(link)
        })?;
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
    pub(crate) fn head_end(&self, sentence: &Sentence, noun: usize, contents: &[Content]) -> usize {
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
}
