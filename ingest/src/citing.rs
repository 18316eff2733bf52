//! What stands around the noun of a cited opinion, apart from its title: a report's number, a day told before it, its
//! object, and whose it is.

use chrono::NaiveDate;

use crate::{
    PartialDate, Precision,
    date::MONTHS,
    moment::moment,
    naming::{Named as Stretch, Names},
    passage::Passage,
    word::{Phrases, Word, any},
};

/// Words that say what an opinion is on.
static OBJECT: Phrases = Phrases::new(
    "sur; au; aux; a; relatif; relative; concernant; consacree; consacre; portant; pour; contre; d; de; du; des",
);
/// Words with which an object is over, and the sentence goes on.
static ENDS: Phrases = Phrases::new(
    "a; ait; avaient; alertait; alerte; appelle; appelait; compte; comporte; conserve; contient; demande; demeure; \
     demeurent; disait; disent; dit; est; etait; etaient; fut; furent; garde; gardent; il; elle; insiste; invite; ne; \
     n; nous; ont; porte; preconise; precise; propose; rappelle; recommande; redit; reste; restent; s; salue; se; \
     sera; seront; sont; souligne; souhaite; tient; va; valait; valent; vaut; voulait; veut; y",
);
/// Words with which a clause begins that may be a part of the object, or not.
static CLAUSES: Phrases = Phrases::new("dont; que; qu; qui; ou ce");

/// Whether a number that stands at a word behind the noun of an opinion is its report's: "avis sur le rapport n° 3-2".
/// The number of "avis n° 7-1" is the opinion's own, and tells nothing of a report.
pub(crate) fn is_of_report(words: &[Word], noun: usize, at: usize) -> bool {
    words[noun..at].iter().any(|word| matches!(word.folded.as_str(), "rapport" | "rapports" | "saisine"))
}

/// The number that an opinion has of its own where its heading prints one: "Avis n° 7-1".
pub(crate) fn own_number(heading: &Names) -> Option<String> {
    let (words, chars) = (heading.words(), heading.flow().chars.as_slice());
    let (at, (number, _)) = (1..words.len()).find_map(|at| Some((at, number(words, chars, at)?)))?;
    (!is_of_report(words, 0, at)).then_some(number)
}

/// A number: "rapport 3-2", "rapport n° 3 - 2", "avis n° 3-2", "rapport 208", "rapport CP-2018-051".
pub(crate) fn number(words: &[Word], chars: &[char], at: usize) -> Option<(String, usize)> {
    let before = words.get(at.checked_sub(1)?)?.folded.as_str();
    let numbered = matches!(before, "n" | "no" | "numero" | "nº");
    if !numbered && !matches!(before, "rapport" | "avis" | "saisine") {
        return None;
    }
    let part = |at: usize| {
        let word = words.get(at)?;
        let printed: String = chars[word.start..word.end].iter().collect();
        let digits = printed.len() <= 4 && printed.bytes().all(|byte| byte.is_ascii_digit());
        let letters = printed.len() <= 5 && printed.bytes().all(|byte| byte.is_ascii_uppercase());
        (digits || letters).then_some((printed, digits))
    };
    let (mut number, mut digits) = part(at)?;
    let mut count = 1;
    let mut points = Vec::new();
    while let Some((next, figures)) = part(at + count) {
        let between = &chars[words[at + count - 1].end..words[at + count].start];
        let mark =
            between.iter().find(|char| matches!(char, '-' | '–' | '.' | '/' | '\u{2010}' | '\u{2011}'));
        let Some(mark) = mark.filter(|_| between.len() <= 3) else { break };
        // The full stop of a sentence.
        if matches!(mark, '.') && between.len() > 1 {
            break;
        }
        points.push(*mark == '.');
        number = format!("{number}-{next}");
        digits |= figures;
        count += 1;
    }
    // As `report::number` writes them: only three figures with points keep these.
    if points.len() > 1 && points.iter().all(|point| *point) {
        number = number.replace('-', ".");
    }
    let again = words.get(at + count).and_then(|word| crate::report::again(&word.folded));
    if let Some(again) = again.filter(|_| digits) {
        number = format!("{number} {again}");
        count += 1;
    }
    // "le rapport 2020", "l'avis 12 mars" are days.
    let month = words.get(at + count).is_some_and(|word| MONTHS.contains(&word.folded.as_str()));
    let alone = count == 1 && (number.len() > 3 || month || before == "avis");
    (digits && (numbered && !month || !alone)).then_some((number, count))
}

/// The year right behind a noun: "le vœu de 2018".
pub(crate) fn year(words: &[Word], after: usize) -> Option<(PartialDate, usize)> {
    let of = matches!(words.get(after)?.folded.as_str(), "de" | "en");
    let digits = words.get(after + 1).filter(|word| of && word.folded.len() == 4)?;
    let year = digits.folded.parse().ok().filter(|year| (1990..=2100).contains(year))?;
    Some((PartialDate::year(year)?, after + 2))
}

/// A day told right before the noun: "le 15 octobre 2018 dans l'avis sur …".
pub(crate) fn day_before(names: &Names, noun: usize, session: NaiveDate) -> Option<PartialDate> {
    let (words, chars) = (names.words(), &names.flow().chars);
    let link = |at: usize| {
        matches!(
            words[at].folded.as_str(),
            "dans" | "l" | "son" | "sa" | "un" | "une" | "par" | "cet" | "cette" | "notre" | "le" | "ce"
        )
    };
    let mut end = noun;
    while end > 0 && noun - end < 3 && link(end - 1) {
        end -= 1;
    }
    let within = end < noun && matches!(words[end].folded.as_str(), "dans" | "par");
    let found = (end.saturating_sub(3)..end)
        .find_map(|at| moment(words, chars, at, session).filter(|moment| moment.words.end == end));
    let plain = words.get(end.checked_sub(1)?)?.end;
    let joined = chars[plain..words[end].start].iter().all(|char| matches!(char, ' ' | ','));
    found
        .filter(|moment| within && joined && !moment.relative && moment.date.precision() == Precision::Day)
        .map(|moment| moment.date)
}

/// What an opinion is on, where the text says so behind its day, up to the next mark or verb: "sur les petites lignes".
pub(crate) fn object(names: &Names, passage: &Passage, after: usize) -> Option<String> {
    let (words, chars) = (names.words(), &names.flow().chars);
    OBJECT
        .at(words, after)
        .filter(|_| !matches!(words[after].folded.as_str(), "a" | "de" | "du" | "d" | "des"))?;
    let joined = chars[words[after - 1].end..words[after].start].iter().all(|char| matches!(char, ' ' | ','));
    let mut first = after + 1;
    while matches!(words.get(first)?.folded.as_str(), "a" | "au" | "aux" | "sur") {
        first += 1;
    }
    // As a heading's object, it is named without its article.
    if matches!(words[first].folded.as_str(), "le" | "la" | "les" | "l" | "un" | "une") {
        first += 1;
    }
    let start = words.get(first).filter(|_| joined)?.start;
    for at in first..first + 14 {
        let word = words.get(at).filter(|word| word.end <= passage.at.end)?;
        if CLAUSES.has(&word.folded) {
            return None;
        }
        let verb = ENDS.has(&word.folded) && chars.get(word.start) != Some(&'à') || finite(&word.folded);
        if verb || another(words, at) {
            // "… sur la forêt le disait": the pronoun is the verb's.
            let pronoun = |at: &usize| {
                verb && matches!(words[*at].folded.as_str(), "le" | "la" | "les" | "l" | "y" | "en" | "lui")
            };
            let last = (first..at).rev().find(|at| !pronoun(at))?;
            return Some(names.text(Stretch { start, end: words[last].end }));
        }
        let next = words.get(at + 1).map_or(passage.at.end, |next| next.start.min(passage.at.end));
        if chars[word.end..next.max(word.end)]
            .iter()
            .any(|char| matches!(char, ',' | '.' | ';' | ')' | ':' | '!' | '?'))
        {
            return Some(names.text(Stretch { start, end: word.end }));
        }
    }
    None
}

/// Whether a word can only be a verb with its subject before it: "rappelait", "resteront".
fn finite(folded: &str) -> bool {
    let nouns = ["lait", "trait", "fait", "souhait", "portrait", "bienfait", "parfait", "abstrait", "opera"];
    let ends = ["ait", "aient", "erait", "eront", "iront", "erent", "era", "ira"];
    folded.len() > 4
        && ends.iter().any(|end| folded.ends_with(end))
        && !nouns.iter().any(|noun| folded.ends_with(noun))
}

/// Whether the text goes on to another opinion: "… et son avis du 15 octobre".
fn another(words: &[Word], at: usize) -> bool {
    let joined = any(words, at, &["et", "ou", "puis", "ainsi que", "comme"]);
    let named = |at: usize| {
        let own =
            any(words, at, &["son", "sa", "l", "le", "la", "un", "une", "cet", "cette", "notre", "a", "au"]);
        any(words, at + own.unwrap_or(0), &["avis", "voeu", "contribution", "autosaisine", "auto saisine"])
    };
    joined.is_some_and(|count| named(at + count).is_some())
}

/// How many words say that the assembly gave it: "qu'il avait rendue", "que le CESER a émis".
pub(crate) fn given(words: &[Word], at: usize) -> Option<usize> {
    let that = any(
        words,
        at,
        &["qu il", "qu elle", "que le ceser", "que nous", "que l assemblee", "que notre assemblee"],
    )?;
    let has = any(words, at + that, &["a", "avait", "avons", "avions"])?;
    let adverb = any(words, at + that + has, &["deja", "alors", "ainsi"]).unwrap_or(0);
    let done = [
        "rendu",
        "rendue",
        "emis",
        "emise",
        "adopte",
        "adoptee",
        "vote",
        "votee",
        "formule",
        "formulee",
        "publie",
        "publiee",
        "produit",
        "produite",
        "presente",
        "presentee",
        "adresse",
        "adressee",
        "exprime",
        "consacre",
        "consacree",
        "remis",
        "remise",
        "approuve",
        "approuvee",
    ];
    let given = any(words, at + that + has + adverb, &done)?;
    Some(that + has + adverb + given)
}
