//! Mentions: the places where a text names something.

use crate::{
    CitationKey, Declaration, InitiativeKey, OrganisationKey, PersonKey, Problem, Records, Span,
    lines::Lines, naming::Names, place::Place,
};

/// One place where the text names an organisation, a person, an initiative or another text. "Long form (ACRONYM)" is
/// one; the longest match wins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// What it names; none where that cannot be told, and `candidates` say what it may be.
    pub target: Option<Named>,
    /// What it may name, where that cannot be told; else empty. At least two, in the order of their keys.
    pub candidates: Vec<Named>,
    /// The rank of the declaration that it stands in; none in the opinion's own words.
    pub declaration: Option<u32>,
    /// Where it stands.
    pub source: Span,
}

/// What can be named.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Named {
    /// A body.
    Organisation(OrganisationKey),
    /// A person.
    Person(PersonKey),
    /// An initiative.
    Initiative(InitiativeKey),
    /// Another opinion of the assembly.
    Opinion(CitationKey),
}

/// The mentions at the places of a text; a name that may mean several is a problem, said once.
pub(crate) fn mentions(
    lines: &Lines,
    names: &Names,
    places: &[Place<Named>],
    records: &Records,
    problems: &mut Vec<Problem>,
) -> Vec<Mention> {
    let declarations: Vec<(u32, u32, u32)> = records.opinion.declarations.iter().map(extent).collect();
    let mut said = std::collections::HashSet::new();
    let mut mentions = Vec::new();
    for place in places {
        let source = lines.paged(names.span(place.at));
        let before = declarations.partition_point(|(start, _, _)| *start <= source.start);
        let within = before.checked_sub(1).and_then(|at| declarations.get(at));
        let declaration = within.filter(|(_, end, _)| source.start < *end).map(|(_, _, rank)| *rank);
        let mention = |target, candidates| Mention { target, candidates, declaration, source };
        if place.all {
            mentions.extend(place.named.iter().map(|named| mention(Some(named.clone()), Vec::new())));
            continue;
        }
        let mut candidates = place.named.clone();
        candidates.sort();
        if said.insert(candidates.clone()) {
            problems.push(ambiguous(&names.text(place.at), &candidates, records, source));
        }
        mentions.push(mention(None, candidates));
    }
    mentions
}

/// From where to where a declaration goes, with its rank.
fn extent(declaration: &Declaration) -> (u32, u32, u32) {
    let last = declaration.paragraphs.last().map_or(declaration.source.end, |paragraph| paragraph.source.end);
    (declaration.source.start, last.max(declaration.source.end), declaration.rank)
}

fn ambiguous(read: &str, candidates: &[Named], records: &Records, source: Span) -> Problem {
    let words = |named: &Named| match named {
        Named::Organisation(key) => {
            let known = records.organisations.iter().find(|known| known.key == *key);
            format!("the organisation {:?}", known.map_or(&key.0, |known| &known.name))
        }
        Named::Person(key) => {
            let known = records.persons.iter().find(|known| known.key == *key);
            format!("{:?}", known.map_or(&key.0, |known| &known.name))
        }
        Named::Initiative(key) => {
            let known = records.initiatives.iter().find(|known| known.key == *key);
            format!("the initiative {:?}", known.map_or(&key.0, |known| &known.name))
        }
        Named::Opinion(key) => {
            let known = records.citations.iter().find(|known| known.key == *key);
            let title = known.and_then(|known| known.title.as_ref());
            format!("the opinion of {} {:?}", key.day, title.unwrap_or(&key.name))
        }
    };
    let candidates: Vec<String> = candidates.iter().map(words).collect();
    let message = format!(
        "The text says {read:?} and does not say which it means: {}. The mention was kept with all of them.",
        candidates.join(", or ")
    );
    Problem::warning("AMBIGUOUS_MENTION", message, source)
}
