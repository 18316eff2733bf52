//! Declarations: what organisations say in the plenary.

use std::ops::Range;

use crate::{
    OrganisationKey, Paragraph, Person, PersonKey, Problem, Span, announcement,
    attribution::{self, Attribution},
    block::{blocks, paragraphs},
    flow::Flow,
    folded::Folded,
    header::{Part, opens},
    lines::Lines,
    mark,
    organisation::Organisations,
    sentence::sentences,
    speaker,
    stance::{Announced, announced, reserved},
    subject::{Subject, subject},
    vote_position::VotePosition,
};

/// A statement on behalf of one or several organisations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declaration {
    /// Its place in the opinion, from 1.
    pub rank: u32,
    /// Who spoke, in the order of the text; nobody where it does not say.
    pub speakers: Vec<PersonKey>,
    /// On whose behalf, in the order of the text.
    pub organisations: Vec<OrganisationKey>,
    /// What was said.
    pub paragraphs: Vec<Paragraph>,
    /// The line that announces it ("Déclaration de …, au nom de …").
    pub source: Span,
}

/// A declaration with what its head and its sentences say of others.
pub(crate) struct Read {
    pub(crate) declaration: Declaration,
    pub(crate) speakers: Vec<Person>,
    pub(crate) positions: Vec<VotePosition>,
}

/// No sentence that announces a vote is longer.
const LONGEST: usize = 2_000;

/// Whether a line announces a declaration.
pub(crate) fn announces(lines: &Lines, number: usize) -> bool {
    let folded = lines.folded(number);
    let labels = ["declaration", "intervention", "explication", "prise de", "expression"];
    let unmarked = &folded[announcement::marker(folded)..];
    labels.iter().any(|label| unmarked.starts_with(label))
        && opens(lines, number)
        && !announcement::above(folded)
        && announcement::labelled(folded, &lines.text(number))
}

/// Whether a line may announce one where declarations are: "Mme A, au titre de la CPME :".
pub(crate) fn may_announce(lines: &Lines, number: usize) -> bool {
    let line = lines.lines[number];
    line.width() <= 150
        && opens(lines, number)
        && announcement::spoken(lines.folded(number), &lines.text(number))
}

/// Reads the declaration whose head stands at line `first` and whose text ends before line `end`; `left_out` are lines
/// that belong to the vote.
pub(crate) fn read(
    lines: &Lines,
    parts: &[Part],
    range: Range<usize>,
    rank: u32,
    organisations: &mut Organisations,
    problems: &mut Vec<Problem>,
) -> Read {
    let (first, end) = (range.start, range.end);
    let known = |name: &str| named(organisations, name).is_some();
    let (last, speakers, bodies) = headed(lines, parts, first, end, &known, problems);
    let (start, stop) = (lines.lines[first].start, lines.lines[last].end);
    let head = Flow::new(&lines.chars, start, stop);
    let mut keys: Vec<OrganisationKey> = Vec::new();
    for (name, source) in bodies {
        let key = named(organisations, &name).unwrap_or_else(|| organisations.unknown(&name, source));
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    let source = lines.span(start, stop);
    if keys.is_empty() {
        let message = format!(
            "The declaration reads {:?} and names no organisation. Expected \"au nom de …\".",
            head.text()
        );
        problems.push(Problem::warning("UNKNOWN_ORGANISATION", message, source));
    }
    let blocks = blocks(lines, last + 1..end.max(last + 1));
    let mut positions: Vec<VotePosition> = Vec::new();
    for block in &blocks {
        let flow = block.flow(lines);
        for sentence in sentences(&flow).into_iter().filter(|sentence| sentence.len() <= LONGEST) {
            let folded = Folded::of(&flow, sentence.start, sentence.end);
            let source = lines.paged(flow.span(sentence.start, sentence.end));
            let printed = || flow.chars[sentence.clone()].iter().collect::<String>();
            positions_of(
                &folded.text,
                source,
                rank,
                &keys,
                organisations,
                &mut positions,
                &printed,
                problems,
            );
        }
    }
    let declaration = Declaration {
        rank,
        speakers: speakers.iter().map(|speaker| speaker.key.clone()).collect(),
        organisations: keys,
        paragraphs: paragraphs(lines, &blocks),
        source,
    };
    Read { declaration, speakers, positions }
}

/// Adds the positions that a sentence announces.
#[expect(
    clippy::too_many_arguments,
    reason = "a sentence, those who speak, and where its positions and problems go"
)]
fn positions_of(
    folded: &str,
    source: Span,
    rank: u32,
    keys: &[OrganisationKey],
    organisations: &Organisations,
    positions: &mut Vec<VotePosition>,
    printed: &dyn Fn() -> String,
    problems: &mut Vec<Problem>,
) {
    if !["vot", "abst", "prend", "particip", "voix", "avis", "suffrage", "pronon"]
        .iter()
        .any(|stem| folded.contains(stem))
    {
        return;
    }
    let find = |name: &str| named(organisations, name);
    let mut from = 0;
    let all = announced(folded);
    let stances: Vec<usize> = all
        .iter()
        .filter_map(|announced| match announced {
            Announced::Stance(stance) => Some(stance.at),
            Announced::Open(_) => None,
        })
        .collect();
    for announced in all {
        let stance = match announced {
            Announced::Stance(stance) => stance,
            Announced::Open(at) => {
                // "Ne le votera pas : il votera contre" says what it will do besides.
                let decided = stances.iter().any(|stance| *stance > at);
                if !decided && !matches!(subject(folded, from, at, false, keys, &find), Subject::Another) {
                    let message = format!(
                        "The sentence {:?} says what an organisation will not do or would do, not what it will do. No position was read; check it.",
                        printed()
                    );
                    problems.push(Problem::warning("AMBIGUOUS_POSITION", message, source));
                }
                from = at;
                continue;
            }
        };
        let (start, end) = stance.behind.map_or((from, stance.at), |behind| (behind, folded.len()));
        let who: Vec<OrganisationKey> = match subject(folded, start, end, stance.plural, keys, &find) {
            // "… et les autres contre" names nobody who speaks.
            Subject::All if stance.shared => Vec::new(),
            Subject::All => keys.to_vec(),
            Subject::Some(who) => who,
            Subject::Another => Vec::new(),
        };
        from = stance.end;
        for organisation in who {
            // The last word counts: a declaration that first weighs and then decides.
            positions.retain(|position| position.organisation != organisation);
            positions.push(VotePosition {
                declaration: rank,
                organisation,
                choice: stance.choice,
                with_reservations: reserved(folded),
                source,
            });
        }
    }
}

/// The key of the body that a name stands for: as it is, without its acronym in parentheses, or with its region's name
/// behind it ("CFDT Bourgogne-Franche-Comté").
pub(crate) fn named(organisations: &Organisations, name: &str) -> Option<OrganisationKey> {
    let find = |name: &str| organisations.by_name(name).map(|known| known.key.clone());
    let name = name.trim();
    if name.is_empty() {
        return None;
    }
    find(name).or_else(|| {
        let joined = name.replace(" - ", "-");
        if joined != name
            && let Some(key) = find(&joined)
        {
            return Some(key);
        }
        if let Some((long, short)) = name.strip_suffix(')').and_then(|name| name.split_once('('))
            && !short.contains(')')
        {
            return find(short.trim()).or_else(|| find(long.trim()));
        }
        let (first, rest) = name.split_once(' ')?;
        let acronym = first.chars().filter(|char| char.is_uppercase()).count() >= 2;
        let rest = crate::text::fold(rest);
        let place = rest
            .trim_start_matches("de ")
            .trim_start_matches("d'")
            .trim_start_matches("du ")
            .trim_start_matches("des ");
        let region =
            matches!(
                place,
                "regional" | "regionale" | "region" | "bfc" | "aura" | "paca" | "idf" | "bretagne"
            ) || crate::reference::REGIONS.iter().any(|region| crate::text::fold(region.name) == place);
        if acronym && region { find(first) } else { None }
    })
}

/// The last line of a declaration's head, who speaks, and the bodies spoken for.
fn headed(
    lines: &Lines,
    parts: &[Part],
    first: usize,
    end: usize,
    known: &dyn Fn(&str) -> bool,
    problems: &mut Vec<Problem>,
) -> (usize, Vec<Person>, Vec<(String, Span)>) {
    let flow =
        |first: usize, last: usize| Flow::new(&lines.chars, lines.lines[first].start, lines.lines[last].end);
    let labelled = parts[first] == Part::Declaration;
    let bare = mark::attribution(lines, first, known).filter(|_| !labelled);
    let mut last = if bare.is_some() { first } else { head_end(lines, parts, first, end) };
    let head = flow(first, last);
    let read = |head: &Flow, told: Attribution| speaker::attributed(lines, head, told);
    let (mut speakers, mut bodies) = match bare {
        Some(told) => read(&head, told),
        None => {
            let mut own = Vec::new();
            let (speakers, bodies) = speaker::read(lines, &head, known, &mut own);
            // "Déclaration au nom de la CGT (Mme A)": what holds both and nothing else is sure.
            let strict = attribution::read(&head.chars, known).filter(|_| speakers.is_empty());
            match strict.filter(|told| !told.speakers.is_empty() && !told.only_speaker()) {
                Some(told) => read(&head, told),
                None => {
                    problems.extend(own);
                    (speakers, bodies)
                }
            }
        }
    };
    // The speaker, or the bodies, may stand on the line below.
    while let Some(next) = lines.next(last + 1).filter(|next| *next < end && *next <= last + 2) {
        let Some(told) = mark::attribution(lines, next, known) else { break };
        let apart = next > last + 1;
        let signed = told.titled || lines.first(next) == Some('(') || lines.last(last) == Some(',');
        let missing = told.only_speaker() && speakers.is_empty() && (signed || !apart)
            || told.only_bodies() && bodies.is_empty();
        if !missing || lines.next(next + 1).is_none_or(|after| after >= end) {
            break;
        }
        let (who, whom) = read(&flow(next, next), told);
        if speakers.is_empty() {
            speakers = who;
        }
        bodies.extend(whom);
        last = next;
    }
    (last, speakers, bodies)
}

/// The last line of a head that goes on: "Déclaration de A,\nau nom de B".
fn head_end(lines: &Lines, parts: &[Part], first: usize, end: usize) -> usize {
    let goes_on = |number: usize| {
        let folded = lines.folded(number);
        [
            ",", " et", " de", " du", " la", " le", " des", " les", " nom", " par", " pour", " titre", " au",
            " -", " –", "(", " m.", " mme", " l'", " d'", "/", "&",
        ]
        .iter()
        .any(|word| folded.ends_with(word))
    };
    let colon = |number: usize| lines.last(number) == Some(':');
    let mut last = first;
    while last + 1 < end
        && last < first + 5
        && matches!(parts[last + 1], Part::Text | Part::Speaker)
        && !colon(last)
    {
        let next = lines.folded(last + 1);
        let linked = ["au nom d", "au titre d", "presentee par", "lue par", "prononcee par", "representant"]
            .iter()
            .any(|words| next.starts_with(words));
        let small =
            lines.first(last + 1).is_some_and(|char| char.is_lowercase() || matches!(char, '(' | '&'));
        // A line broken for want of room, above a blank line.
        let above = last + 2 >= end || lines.lines[last + 2].is_blank();
        let wrapped = above
            && !lines.had_room(last)
            && lines.width(last + 1) <= 70
            && !next.contains(". ")
            && !next.ends_with(['.', '!', '?', ';'])
            && lines.next(last + 2).is_some_and(|next| !lines.page_between(last + 1, next))
            && announcement::open(lines.folded(first));
        if !(goes_on(last) || linked || small || wrapped) {
            break;
        }
        last += 1;
    }
    last
}
