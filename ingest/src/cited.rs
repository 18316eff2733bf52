//! Where a text names other opinions of its assembly: "son autosaisine "…" le 11 septembre 2020", "l'avis du 12 mars
//! 2019 sur le rapport 3-2", and later, shorter, "l'autosaisine".

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use crate::{
    Citation, CitationKey, Named, OpinionKind, PartialDate, Precision, Problem,
    allusion::Allusion,
    citing::{day_before, given, is_of_report, number, object, year},
    lines::Lines,
    moment::moment,
    naming::{Named as Stretch, Names},
    passage::{Passage, Sentence},
    place::Place,
    quote::quoted,
    region::Regions,
    whose::Stand,
    word::{Phrases, Word, any},
};

/// A reference that more opinions than this would fit names none in particular.
const MOST: usize = 8;

/// Nouns that name an opinion, the longest first.
const NOUNS: [(&str, OpinionKind); 8] = [
    ("rapport d autosaisine", OpinionKind::SelfReferral),
    ("rapport d auto saisine", OpinionKind::SelfReferral),
    ("avis d autosaisine", OpinionKind::SelfReferral),
    ("autosaisine", OpinionKind::SelfReferral),
    ("auto saisine", OpinionKind::SelfReferral),
    ("avis", OpinionKind::Referral),
    ("contribution", OpinionKind::Contribution),
    ("voeu", OpinionKind::Wish),
];

/// Words between the parts of a reference.
static FILLERS: Phrases = Phrases::new(
    "a; adopte; adoptee; approuve; approuvee; assemblee; au; aux; cadre; ceser; cesr; concernant; \
     consacre; consacree; d; dans; date; datee; de; des; deja; du; emis; emise; en; et; executif; \
     intitule; intitulee; l; la; le; les; lors; n; no; notre; numero; pleniere; portant; pour; presente; \
     presentee; publie; publiee; rapport; regional; relatif; relative; rendu; rendue; sur",
);
static MORE_FILLERS: Phrases = Phrases::new(
    "unanimite; seance; session; vote; votee; titre; titree; nomme; nommee; realise; realisee; produite",
);
/// Words after which the object of an opinion is named.
static OBJECT: Phrases = Phrases::new("sur; au; aux; relatif; relative; concernant; consacree; portant");
/// Words with which the sentence goes on to something else.
static STOPS: Phrases =
    Phrases::new("que; qu; qui; dont; ou; mais; car; est; sont; ont; nous; il; elle; on; afin; comme");

/// The opinion that cites: what it says of itself cites nothing.
pub(crate) struct Own {
    pub(crate) kind: OpinionKind,
    pub(crate) day: NaiveDate,
    /// The number that its heading gives it.
    pub(crate) number: Option<String>,
    /// Which region is its own.
    pub(crate) regions: Regions,
}

/// Reads the references of some passages: the opinions that they cite, and the places where they do.
pub(crate) fn read(
    lines: &Lines,
    names: &Names,
    passages: &[Passage],
    own: &Own,
    problems: &mut Vec<Problem>,
) -> (Vec<Citation>, Vec<Place<Named>>) {
    let sentences =
        passages.iter().flat_map(|passage| passage.sentences.iter().map(move |each| (passage, each)));
    let references: Vec<Allusion> =
        sentences.flat_map(|(passage, sentence)| references(names, passage, sentence, own)).collect();
    let mut citations: Vec<Citation> = Vec::new();
    let mut by_key: HashMap<CitationKey, usize> = HashMap::new();
    let mut by_number: HashMap<(OpinionKind, &str), Vec<CitationKey>> = HashMap::new();
    for reference in &references {
        if let Some(key) = reference.key() {
            if let Some(number) = &reference.own {
                by_number.entry((reference.kind, number)).or_default().push(key.clone());
            }
            by_key.entry(key.clone()).or_insert_with(|| {
                citations.push(Citation {
                    key,
                    title: reference.title.clone(),
                    report_number: reference.number.clone(),
                    source: lines.paged(names.span(reference.at)),
                });
                citations.len() - 1
            });
        }
    }
    by_object(lines, names, &references, own.day, &mut citations);
    let mut by_kind: HashMap<OpinionKind, Vec<&CitationKey>> = HashMap::new();
    let mut by_date: HashMap<NaiveDate, Vec<&CitationKey>> = HashMap::new();
    let mut by_day: HashMap<(OpinionKind, NaiveDate), Vec<&CitationKey>> = HashMap::new();
    for citation in &citations {
        let key = &citation.key;
        by_kind.entry(key.kind).or_default().push(key);
        by_date.entry(key.day).or_default().push(key);
        by_day.entry((key.kind, key.day)).or_default().push(key);
    }
    let mut places = Vec::new();
    for reference in &references {
        let mut fitting: Vec<&CitationKey> = match (reference.key(), reference.date) {
            (Some(key), _) => by_key.get_key_value(&key).map(|(key, _)| key).into_iter().collect(),
            // An opinion told by its own number is the one that had it where the text said more.
            (None, _) if reference.own.is_some() => {
                let number = reference.own.as_deref().unwrap_or_default();
                by_number.get(&(reference.kind, number)).into_iter().flatten().collect()
            }
            (None, Some(date)) if date.precision() == Precision::Day && !reference.relative => {
                let object = reference.key_by_object();
                let object = object.and_then(|key| citations.iter().find(|citation| citation.key == key));
                let day = || by_day.get(&(reference.kind, date.earliest())).cloned();
                let own = object.map(|citation| vec![&citation.key]).or_else(day);
                // "l'avis du 7 juin" may be the autosaisine of that day.
                let any = || by_date.get(&date.earliest()).cloned();
                let any = if reference.kind == OpinionKind::Referral { any() } else { None };
                own.or(any).unwrap_or_default()
            }
            _ => by_kind.get(&reference.kind).cloned().unwrap_or_default(),
        };
        fitting.retain(|key| reference.fits(key));
        if reference.others {
            continue;
        }
        fitting.sort();
        fitting.dedup();
        if fitting.is_empty() && reference.is_specific() {
            problems.push(reference.incomplete(lines, names));
        } else if !fitting.is_empty() && fitting.len() <= MOST {
            let named = fitting.into_iter().cloned().map(Named::Opinion).collect();
            places.push(Place::new(reference.at, named));
        }
    }
    (citations, places)
}

/// Adds the opinions of which the text tells the full day and neither a title nor a number anywhere: by what they are on,
/// so that two of one day are two; by the day alone where the text says no more of any opinion of that day.
fn by_object(
    lines: &Lines,
    names: &Names,
    references: &[Allusion],
    session: NaiveDate,
    citations: &mut Vec<Citation>,
) {
    let mut days: HashMap<NaiveDate, Vec<OpinionKind>> = HashMap::new();
    for citation in citations.iter() {
        days.entry(citation.key.day).or_default().push(citation.key.kind);
    }
    let mut known: HashSet<CitationKey> = HashSet::new();
    for reference in references {
        let Some(key) = reference.key_by_object().filter(|key| key.day < session) else { continue };
        // Where a title or a number is told of that day, that is which one is meant.
        let told = days.get(&key.day).map(Vec::as_slice).unwrap_or_default();
        let any = reference.kind == OpinionKind::Referral && !told.is_empty();
        // "l'avis sur le PRFB" is the one on the "projet de PRFB".
        let short = citations.iter().any(|citation| {
            (citation.key.day, citation.key.kind) == (key.day, key.kind)
                && (key.name.ends_with(&format!("-{}", citation.key.name))
                    || citation.key.name.ends_with(&format!("-{}", key.name)))
        });
        if !short && !any && !told.contains(&key.kind) && known.insert(key.clone()) {
            citations.push(Citation {
                key,
                title: reference.title.clone().or_else(|| reference.object.clone()),
                report_number: None,
                source: lines.paged(names.span(reference.at)),
            });
        }
    }
    let mut days: HashSet<(NaiveDate, OpinionKind)> =
        citations.iter().map(|citation| (citation.key.day, citation.key.kind)).collect();
    let mut dated: HashSet<NaiveDate> = days.iter().map(|(day, _)| *day).collect();
    for reference in references {
        let date = reference.date.filter(|date| date.precision() == Precision::Day && !reference.relative);
        let Some(day) = date.map(|date| date.earliest()).filter(|day| *day < session) else { continue };
        // A number of its own would tell two opinions of a day apart, and no key holds it.
        if reference.key().is_some() || reference.others || reference.own.is_some() {
            continue;
        }
        let any = reference.kind == OpinionKind::Referral && dated.contains(&day);
        if !any && days.insert((day, reference.kind)) {
            dated.insert(day);
            citations.push(Citation {
                key: CitationKey { day, kind: reference.kind, name: String::new() },
                title: None,
                report_number: None,
                source: lines.paged(names.span(reference.at)),
            });
        }
    }
}

fn references(names: &Names, passage: &Passage, sentence: &Sentence, own: &Own) -> Vec<Allusion> {
    let words = names.words();
    let mut found = Vec::new();
    let mut at = sentence.words.start;
    while at < sentence.words.end {
        let noun = NOUNS.iter().find_map(|(noun, kind)| Some((crate::word::phrase(words, at, noun)?, *kind)));
        let Some((count, kind)) = noun else {
            at += 1;
            continue;
        };
        let (mut reference, next) = reference(names, passage, at, count, kind, own.day);
        let stand = Stand { names, sentence, noun: (at, at + count), after: next };
        let named = reference.title.is_some() || reference.number.is_some();
        reference.others = stand.is_others(&own.regions, named);
        let dated_now = reference.date == Some(PartialDate::day(own.day));
        let told = reference.is_specific();
        let this = at > 0
            && matches!(words[at - 1].folded.as_str(), "cet" | "present" | "presente" | "projet" | "ce");
        let numbered = reference.own.is_some() && reference.own == own.number;
        let mine = kind == own.kind
            && (dated_now || (this || numbered && reference.title.is_none()) && reference.date.is_none());
        let counts = if told { !dated_now } else { kind != own.kind && bare(words, at, count, kind) };
        if counts && !mine {
            found.push(reference);
        }
        at = next.max(at + count);
    }
    found
}

/// Whether a noun alone can name an opinion told of before: "l'autosaisine", but no "droit d'autosaisine".
fn bare(words: &[Word], at: usize, count: usize, kind: OpinionKind) -> bool {
    let word = |at: usize| words.get(at).map(|word| word.folded.as_str()).unwrap_or_default();
    let before = |back: usize| at.checked_sub(back).map(word).unwrap_or_default();
    match kind {
        OpinionKind::Referral => false,
        OpinionKind::SelfReferral => {
            count > 1 && word(at) != "auto"
                || matches!(before(1), "l" | "son" | "sa" | "notre" | "cette" | "precedente" | "cf")
        }
        OpinionKind::Wish => {
            matches!(before(1), "le" | "ce" | "son" | "notre" | "du")
                && !matches!(word(at + 1), "que" | "qu" | "de" | "d" | "pieux")
                && !before(2).starts_with("form")
                && !before(2).starts_with("emet")
        }
        OpinionKind::Contribution => {
            matches!(before(1), "sa" | "notre" | "la")
                && (any(words, at + 1, &["du ceser"]).is_some()
                    || before(1) == "sa"
                        && !matches!(word(at + 1), "a" | "au" | "aux" | "de" | "du" | "pour"))
        }
    }
}

/// Reads what stands after the noun. Returns the word after the reference.
fn reference(
    names: &Names,
    passage: &Passage,
    first: usize,
    count: usize,
    kind: OpinionKind,
    session: NaiveDate,
) -> (Allusion, usize) {
    let (words, chars) = (names.words(), &names.flow().chars);
    let start = words[first].start;
    let mut at = first + count;
    let mut reference = Allusion {
        at: Stretch { start, end: words[at - 1].end },
        kind,
        date: None,
        relative: false,
        title: None,
        number: None,
        own: None,
        object: None,
        others: false,
    };
    if let Some((date, after)) = year(words, at) {
        reference.date = Some(date);
        reference.at.end = words[after - 1].end;
        at = after;
    }
    let (mut last, mut cursor) = (at, words[at - 1].end);
    let (mut object, mut strange) = (None::<Stretch>, 0);
    while cursor < passage.at.end && at < first + 70 {
        let next = words.get(at).map_or(passage.at.end, |word| word.start.min(passage.at.end));
        let between = &chars[cursor.min(next)..next];
        let open = between.iter().position(|char| matches!(char, '"' | '«' | '“')).map(|open| cursor + open);
        let stop = open.unwrap_or(next);
        if chars[cursor.min(stop)..stop].iter().any(|char| matches!(char, '.' | ';' | '!' | '?' | ')' | '•'))
        {
            break;
        }
        if let Some(open) = open {
            let Some(inside) = quoted(chars, open) else { break };
            if reference.title.is_some() || strange > 0 || inside.is_empty() {
                break;
            }
            reference.title = Some(chars[inside.clone()].iter().collect());
            // The closing mark belongs to the place.
            cursor = chars[inside.end..]
                .iter()
                .take(2)
                .position(|char| matches!(char, '"' | '»' | '”'))
                .map_or(inside.end, |close| inside.end + close + 1);
            reference.at.end = cursor;
            at = words.partition_point(|word| word.start < cursor);
            last = at;
            continue;
        }
        if at >= words.len()
            || next >= passage.at.end
            || NOUNS.iter().any(|(noun, _)| crate::word::phrase(words, at, noun).is_some())
        {
            break;
        }
        if between.contains(&':') {
            break;
        }
        let comma = between.contains(&',');
        if reference.date.is_none()
            && let Some(moment) = moment(words, chars, at, session)
        {
            if let Some(object) = &mut object
                && reference.title.is_none()
            {
                object.end = words[moment.words.start.max(first + count) - 1].end.max(object.start);
            }
            reference.date = Some(moment.date);
            reference.relative = moment.relative;
            at = moment.words.end;
            cursor = words[at - 1].end;
            reference.at.end = cursor;
            last = at;
            continue;
        }
        if reference.date.is_none()
            && let Some(count) = given(words, at)
        {
            at += count;
            cursor = words[at - 1].end;
            continue;
        }
        let word = words[at].folded.as_str();
        if let Some((number, taken)) = number(words, chars, at) {
            let of_report = kind == OpinionKind::Referral && is_of_report(words, first + count, at);
            let told = if of_report { &mut reference.number } else { &mut reference.own };
            told.get_or_insert(number);
            at += taken;
            cursor = words[at - 1].end;
            reference.at.end = cursor;
            last = at;
            continue;
        }
        let filler = FILLERS.has(word) || MORE_FILLERS.has(word);
        if STOPS.has(word) || comma && !filler {
            break;
        }
        if OBJECT.has(word) && object.is_none() {
            let from = words.get(at + 1).map_or(words[at].end, |word| word.start);
            object = Some(Stretch { start: from, end: from });
        } else if !filler {
            // The name of the assembly's region.
            let region = at > 0
                && any(words, at - 1, &["ceser", "de", "d", "des", "du"]).is_some()
                && object.is_none()
                && words[first..at].iter().any(|word| word.folded == "ceser")
                && chars[words[at].start].is_uppercase();
            let goes_on = at > first && chars.get(words[at].start - 1) == Some(&'-') && object.is_none();
            if object.is_none() && !region && !goes_on {
                break;
            }
            strange += usize::from(object.is_some());
            if strange > 14 || reference.date.is_some() && object.is_some() && kind != OpinionKind::Referral {
                break;
            }
        }
        cursor = words[at].end;
        at += 1;
    }
    // A contribution is to something: what that is, is its title where it has no other.
    if let Some(object) = object.filter(|object| object.end > object.start)
        && kind == OpinionKind::Contribution
        && reference.title.is_none()
    {
        let title = names.text(object);
        let title = title.trim_matches([',', ' ']);
        let title = [" adopté", " votée", " rendue", " du", " de", ","]
            .iter()
            .fold(title, |title, end| title.trim_end_matches(end));
        reference.title = (!title.is_empty()).then(|| title.to_owned());
    }
    reference.object = self::object(names, passage, last.max(first + count));
    if reference.date.is_none() {
        reference.date = day_before(names, first, session);
    }
    (reference, last)
}
