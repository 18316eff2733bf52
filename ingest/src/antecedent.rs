//! What a sentence says was asked for before, to which the next words point back: "l'avis demandait un bilan ; cette
//! demande a été satisfaite", "il l'avait préconisé".

use crate::{
    content::{ANYBODYS, ASKED, Content},
    naming::Named as Stretch,
    passage::{Passage, Sentence},
    speech::Speech,
    word::{Phrases, find},
};

/// Verbs of what an earlier text asked for.
static ASKED_FOR: Phrases = Phrases::new(
    "demandait; demandaient; preconisait; preconisaient; recommandait; recommandaient; proposait; proposaient; \
     suggerait; suggeraient; souhaitait; reclamait; reclamaient; sollicitait; appelait; invitait; insistait; plaidait",
);
/// The same, behind "avait".
static HAD_ASKED: Phrases = Phrases::new(
    "demande; demandee; preconise; preconisee; recommande; recommandee; propose; proposee; suggere; suggeree; \
     souhaite; souhaitee; reclame; reclamee; sollicite; sollicitee; formule; formulee; appele; invite; plaide",
);
/// Words between an auxiliary and its participle, or behind them.
static ADVERBS: Phrases = Phrases::new(
    "deja; alors; aussi; ainsi; egalement; notamment; toujours; regulierement; clairement; en; effet; outre; \
     encore; enfin; meme; fortement; vivement; instamment; explicitement",
);
/// Texts that ask: "l'autosaisine demandait".
static TEXTS: Phrases =
    Phrases::new("avis; autosaisine; saisine; contribution; voeu; rapport; qui; elle; il");

/// How many words back what is pointed at may stand.
const FAR: usize = 120;

/// What was asked for, with the place of the words that say so.
#[derive(Clone, Debug)]
pub(crate) struct Antecedent {
    pub(crate) text: String,
    pub(crate) at: Stretch,
}

impl Antecedent {
    pub(crate) fn content(&self) -> Content {
        Content { text: Some(self.text.clone()), at: Some(self.at), ..Content::default() }
    }
}

/// The last thing that a sentence says was asked for, before the word `until`.
pub(crate) fn antecedent(
    speech: &Speech,
    passage: &Passage,
    index: usize,
    until: usize,
) -> Option<Antecedent> {
    let sentence = &passage.sentences[index];
    let end = until.min(sentence.words.end);
    // What stands further back is not what is pointed at.
    (sentence.words.start..end).rev().take(FAR).find_map(|at| {
        imperfect(speech, passage, sentence, at, end)
            .or_else(|| pluperfect(speech, passage, index, at, end))
            .or_else(|| passive(speech, sentence, at))
            .or_else(|| figured(speech, sentence, at))
    })
}

/// "L'avis du 3 mai demandait déjà un bilan".
fn imperfect(
    speech: &Speech,
    passage: &Passage,
    sentence: &Sentence,
    at: usize,
    end: usize,
) -> Option<Antecedent> {
    if !ASKED_FOR.has(speech.word(at)) || at == sentence.words.start {
        return None;
    }
    let cited = speech.cited(sentence).any(|(place, _)| place.end <= speech.words[at].start);
    let before = (sentence.words.start.max(at.saturating_sub(14))..at).rev();
    let text = before.clone().any(|at| TEXTS.has(speech.word(at)));
    let speakers = speech.is_theirs(passage, sentence, at, true);
    let others = speech.word(at - 1) == "region";
    (cited && text && !others || speakers).then(|| asked(speech, sentence, at + 1, end)).flatten()
}

/// "Le CESER avait déjà demandé un bilan", "Un bilan est utile. Le CESER l'avait demandé."
fn pluperfect(speech: &Speech, passage: &Passage, index: usize, at: usize, end: usize) -> Option<Antecedent> {
    let sentence = &passage.sentences[index];
    if !matches!(speech.word(at), "avait" | "avions" | "avaient") || at == sentence.words.start {
        return None;
    }
    let mut done = at + 1;
    while done < end && ADVERBS.has(speech.word(done)) {
        done += 1;
    }
    if done >= end || !HAD_ASKED.has(speech.word(done)) {
        return None;
    }
    let pronoun = matches!(speech.word(at - 1), "l" | "les");
    let subject = at - usize::from(pronoun);
    let speakers = speech.is_theirs(passage, sentence, subject, true)
        || (subject > sentence.words.start && matches!(speech.word(subject - 1), "il" | "elle" | "nous"));
    let cited = speech.cited(sentence).next().is_some();
    if !speakers && !cited {
        return None;
    }
    if !pronoun {
        return asked(speech, sentence, done + 1, end);
    }
    // "comme le CESER l'avait demandé": the clause before says what.
    let said = index.checked_sub(1).map(|before| &passage.sentences[before])?;
    if subject > sentence.words.start + 6 {
        return None;
    }
    let text = speech.text(said.at.start, said.at.end)?;
    Some(Antecedent { text, at: Stretch { start: said.at.start, end: said.at.end } })
}

/// "Un bilan y était demandé".
fn passive(speech: &Speech, sentence: &Sentence, at: usize) -> Option<Antecedent> {
    let was = matches!(speech.word(at), "etait" | "etaient");
    let there = at > sentence.words.start + 1 && matches!(speech.word(at - 1), "y");
    let mut done = at + 1;
    while ADVERBS.has(speech.word(done)) {
        done += 1;
    }
    let said = done < sentence.words.end
        && (HAD_ASKED.has(speech.word(done)) || speech.word(done).starts_with("preconise"));
    if !was || !there || !said {
        return None;
    }
    let clause = (sentence.words.start..at - 1)
        .rev()
        .find(|at| speech.gap(*at).iter().any(|char| matches!(char, ';' | ':')))
        .map_or(sentence.words.start, |at| at + 1);
    let at = Stretch { start: speech.words[clause].start, end: speech.words[at - 2].end };
    let text = speech.text(at.start, at.end).filter(|text| text.split(' ').count() <= 20)?;
    Some(Antecedent { text, at })
}

/// "Sa demande d'un bilan y figurait déjà".
fn figured(speech: &Speech, sentence: &Sentence, at: usize) -> Option<Antecedent> {
    let there = at > sentence.words.start && matches!(speech.word(at - 1), "y");
    let within = matches!(speech.word(at + 1), "dans" | "parmi" | "deja" | "alors" | "aussi");
    if !matches!(speech.word(at), "figurait" | "figuraient") || !there && !within {
        return None;
    }
    let end = at - usize::from(there);
    let noun = (sentence.words.start + 1..end).rev().find(|at| {
        let own = matches!(speech.word(at - 1), "sa" | "ses" | "son" | "notre" | "nos")
            || find(speech.words, at + 1..end.min(at + 4), &["du ceser", "de notre assemblee"]).is_some();
        own && (ASKED.has(speech.word(*at)) || ANYBODYS.has(speech.word(*at)))
    })?;
    let whose = find(speech.words, noun + 1..end.min(noun + 4), &["du ceser", "de notre assemblee"]);
    let mut first = whose.map_or(noun + 1, |whose| whose.end);
    let links = ["visant a", "consistant a", "tendant a", "de", "d", "que", "qu", "pour"];
    first += crate::word::any(speech.words, first, &links).filter(|_| first < end)?;
    let at = Stretch {
        start: speech.words.get(first).filter(|_| first < end)?.start,
        end: speech.words[end - 1].end,
    };
    let text = speech.text(at.start, at.end).filter(|text| text.split(' ').count() >= 2)?;
    Some(Antecedent { text, at })
}

/// What stands behind the verb, to the end of its clause.
fn asked(speech: &Speech, sentence: &Sentence, from: usize, end: usize) -> Option<Antecedent> {
    let mut first = from;
    while first < end && ADVERBS.has(speech.word(first)) {
        first += 1;
    }
    // "avait proposé en 2019 un inventaire"
    let year = |word: &str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    if first > from && speech.word(first - 1) == "en" && year(speech.word(first)) && first + 1 < end {
        first += 1;
    }
    // "à la Région de créer", "à ce que"
    if matches!(speech.word(first), "a" | "au") {
        let of = find(speech.words, first..end.min(first + 6), &["de", "d", "que", "qu"])?;
        first = of.start;
    }
    if matches!(speech.word(first), "que" | "qu" | "pour" | "sur") {
        first += 1;
    } else if matches!(speech.word(first), "de" | "d") {
        let next = speech.word(first + 1);
        if ["er", "ir", "re", "oir"].iter().any(|last| next.ends_with(last)) && next.len() > 3 {
            first += 1;
        }
    }
    // "dans sa contribution « … » de nommer un référent"
    if matches!(speech.word(first), "dans" | "lors" | "par") {
        let behind = |at: &usize| {
            let next = speech.word(at + 1);
            let infinitive =
                ["er", "ir", "re", "oir"].iter().any(|last| next.ends_with(last)) && next.len() > 3;
            speech.gap(at - 1).iter().any(|char| matches!(char, '»' | '"' | '”' | ','))
                && (matches!(speech.word(*at), "de" | "d") && infinitive
                    || matches!(speech.word(*at), "que" | "qu"))
        };
        first = (first + 1..end.min(first + 30)).find(behind).map_or(first, |at| at + 1);
    }
    // "préconisait de "ne pas dépasser …"", "préconisait « un guichet »"
    let opens = |at: usize| speech.gap(at).iter().position(|char| matches!(char, '"' | '«' | '“'));
    let of = usize::from(matches!(speech.word(first), "de" | "d") && opens(first).is_some());
    if let Some(mark) = opens(first + of - 1).filter(|_| first + of < end)
        && let Some(quote) = crate::quote::quoted(speech.chars, speech.words[first + of - 1].end + mark)
            .filter(|quote| quote.start < quote.end && quote.end <= sentence.at.end)
    {
        let at = Stretch { start: quote.start, end: quote.end };
        return speech.text(at.start, at.end).map(|text| Antecedent { text, at });
    }
    let start = speech.words.get(first).filter(|_| first < end)?.start;
    let closes = |at: &usize| {
        let gap = speech.gap(*at);
        gap.iter().any(|char| matches!(char, ';' | ':' | '!'))
            || gap.contains(&',') && matches!(speech.word(at + 1), "ce" | "mais" | "que" | "qui" | "et")
    };
    let last = (first..end).find(closes);
    let stop = last.map_or_else(
        || if end < sentence.words.end { speech.words[end - 1].end } else { sentence.at.end },
        |last| speech.words[last].end,
    );
    let text = speech.text(start, stop).filter(|text| text.split(' ').count() >= 2)?;
    Some(Antecedent { text, at: Stretch { start, end: stop } })
}
