//! Declarations: what organisations say in the plenary.

use crate::{
    OrganisationKey, Paragraph, Person, PersonKey, Problem, Span,
    block::{blocks, paragraphs},
    flow::Flow,
    header::{Part, part},
    lines::Lines,
    organisation::Organisations,
    rapporteur::listed,
    sentence::sentences,
    vote_position::{VotePosition, announced},
};

/// A statement on behalf of one or several organisations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declaration {
    /// Its place in the opinion, from 1.
    pub rank: u32,
    /// Who spoke, where the text says it.
    pub speaker: Option<PersonKey>,
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
    pub(crate) speaker: Option<Person>,
    pub(crate) positions: Vec<VotePosition>,
}

/// Reads the declaration whose head stands at line `first` and whose text ends before line `end`.
pub(crate) fn read(
    lines: &Lines,
    first: usize,
    end: usize,
    rank: u32,
    organisations: &mut Organisations,
    problems: &mut Vec<Problem>,
) -> Read {
    let last = head_end(lines, first, end);
    let (start, stop) = (lines.lines[first].start, lines.lines[last].end);
    let head = Flow::new(&lines.chars, start, stop);
    let (speaker, bodies) = head_parts(lines, &head, problems);
    let mut keys: Vec<OrganisationKey> = Vec::new();
    for (name, source) in bodies {
        let key = organisations.by_name(&name).map(|known| known.key.clone());
        let key = key.unwrap_or_else(|| organisations.unknown(&name, source));
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
    let blocks = blocks(lines, last + 1..end);
    let mut positions: Vec<VotePosition> = Vec::new();
    for block in &blocks {
        let flow = block.flow(lines);
        for sentence in sentences(&flow) {
            let text: String = flow.chars[sentence.clone()].iter().collect();
            let source = lines.paged(flow.span(sentence.start, sentence.end));
            let Some((choice, with_reservations)) = announced(&text, source, problems) else { continue };
            for organisation in &keys {
                // The last word counts: a declaration that first weighs and then decides.
                positions.retain(|position| position.organisation != *organisation);
                let organisation = organisation.clone();
                positions.push(VotePosition {
                    declaration: rank,
                    organisation,
                    choice,
                    with_reservations,
                    source,
                });
            }
        }
    }
    let declaration = Declaration {
        rank,
        speaker: speaker.as_ref().map(|speaker| speaker.key.clone()),
        organisations: keys,
        paragraphs: paragraphs(lines, &blocks),
        source,
    };
    Read { declaration, speaker, positions }
}

/// The last line of a head that goes on: "Déclaration de A,\nau nom de B".
fn head_end(lines: &Lines, first: usize, end: usize) -> usize {
    let goes_on = |number: usize| {
        let folded = lines.folded(number);
        [",", " et", " de", " du", " la", " des", " nom"].iter().any(|word| folded.ends_with(word))
    };
    let mut last = first;
    while last + 1 < end
        && last < first + 3
        && part(lines, last + 1) == Part::Text
        && (goes_on(last) || lines.folded(last + 1).starts_with("au nom d"))
    {
        last += 1;
    }
    last
}

/// Who speaks, and the names of the bodies spoken for with their places.
fn head_parts(
    lines: &Lines,
    head: &Flow,
    problems: &mut Vec<Problem>,
) -> (Option<Person>, Vec<(String, Span)>) {
    let plain: String = head.plain().into_iter().collect();
    let text = head.text();
    // `plain` has the characters of `text` one for one: places are counted in characters.
    let behalf = plain.find("au nom d").map(|byte| plain[..byte].chars().count());
    let announced = "Déclaration ".chars().count();
    let article = |from: usize| from + article(&head.chars[from..]);
    let speaker_end = behalf.unwrap_or(head.chars.len());
    let from = article(announced.min(speaker_end));
    let name: String = head.chars[from.min(speaker_end)..speaker_end].iter().collect();
    let name = name.trim().trim_end_matches(',').trim();
    let Some(behalf) = behalf else {
        // "Déclaration de la CGT": a body speaks, and nobody says through whom.
        let span = lines.paged(head.span(from, from + name.chars().count().max(1)));
        return (None, vec![(name.to_owned(), span)]);
    };
    let source = lines.paged(head.span(from, (from + name.chars().count()).max(from + 1)));
    let speaker = Person::read(name, source);
    if speaker.is_none() && !name.is_empty() {
        let message = format!(
            "The speaker reads {name:?}, which is no person's name. The declaration was kept without a speaker."
        );
        problems.push(Problem::warning("UNKNOWN_NAME", message, source));
    }
    let list = behalf + "au nom ".chars().count();
    let byte = text.char_indices().nth(list).map_or(text.len(), |(byte, _)| byte);
    let bodies = listed(&text[byte..]).into_iter().filter_map(|(name, start)| {
        let start = list + start;
        let skipped = self::article(&head.chars[start..start + name.chars().count()]);
        let name: String = name.chars().skip(skipped).collect();
        let end = start + skipped + name.chars().count();
        (!name.trim().is_empty()).then(|| {
            (name.trim_end_matches(['.', ':']).to_owned(), lines.paged(head.span(start + skipped, end)))
        })
    });
    (speaker, bodies.collect())
}

/// How many characters of "de la ", "du ", "des ", "de l'" stand before a name.
fn article(chars: &[char]) -> usize {
    let plain: String = chars.iter().take(8).copied().map(crate::flow::plain).collect();
    let articles = ["de la ", "de l'", "de ", "du ", "des ", "d'", "la ", "le ", "les ", "l'"];
    articles.iter().find(|article| plain.starts_with(*article)).map_or(0, |article| article.chars().count())
}
