//! Introductions: where a text first gives a name its short form, "Schéma régional des lacs (SRL)".
//!
//! One place decides what is introduced: a body, or an initiative. The noun that the long form begins with says it; an
//! agency that is still to be made is an initiative.

use crate::{
    InitiativeKind, OrganisationKind,
    naming::{Named, Names},
    text::fold,
    word::{self, Phrases, Word},
};

/// A long form with its short one, or a name without one.
#[derive(Clone, Debug)]
pub(crate) struct Introduction {
    pub(crate) name: String,
    /// None where the text gives only the name.
    pub(crate) acronym: Option<String>,
    pub(crate) what: What,
    /// From the first word of the long form to the closing bracket.
    pub(crate) place: Named,
}

/// What a long form names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum What {
    Body(OrganisationKind),
    Initiative(InitiativeKind),
}

/// Nouns that make a long form the name of a body.
const BODIES: [(&str, OrganisationKind); 28] = [
    ("agence", OrganisationKind::Agency),
    ("association", OrganisationKind::Association),
    ("assemblee", OrganisationKind::Other),
    ("centre", OrganisationKind::Other),
    ("cercle", OrganisationKind::Association),
    ("chambre", OrganisationKind::Chamber),
    ("collectif", OrganisationKind::Association),
    ("college", OrganisationKind::College),
    ("comite", OrganisationKind::Committee),
    ("commission", OrganisationKind::Commission),
    ("confederation", OrganisationKind::TradeUnion),
    ("conseil", OrganisationKind::Other),
    ("coordination", OrganisationKind::Association),
    ("direction", OrganisationKind::State),
    ("federation", OrganisationKind::Association),
    ("fondation", OrganisationKind::Association),
    ("groupement", OrganisationKind::Other),
    ("institut", OrganisationKind::Other),
    ("ligue", OrganisationKind::Association),
    ("mission", OrganisationKind::Other),
    ("mouvement", OrganisationKind::Association),
    ("observatoire", OrganisationKind::Other),
    ("office", OrganisationKind::Agency),
    ("societe", OrganisationKind::Other),
    ("syndicat", OrganisationKind::TradeUnion),
    ("union", OrganisationKind::Association),
    ("universite", OrganisationKind::Other),
    ("executif", OrganisationKind::Executive),
];

/// Nouns that make a long form the name of an initiative.
const INITIATIVES: [(&str, InitiativeKind); 29] = [
    ("accord", InitiativeKind::Agreement),
    ("agenda", InitiativeKind::Plan),
    ("bouquet de services", InitiativeKind::Service),
    ("charte", InitiativeKind::Agreement),
    ("contrat", InitiativeKind::Agreement),
    ("convention", InitiativeKind::Agreement),
    ("dispositif", InitiativeKind::Other),
    ("feuille de route", InitiativeKind::Plan),
    ("fonds", InitiativeKind::Other),
    ("guichet", InitiativeKind::Service),
    ("hub", InitiativeKind::Hub),
    ("label", InitiativeKind::Other),
    ("operation", InitiativeKind::Other),
    ("pacte", InitiativeKind::Agreement),
    ("plan", InitiativeKind::Plan),
    ("plate forme", InitiativeKind::Platform),
    ("plateforme", InitiativeKind::Platform),
    ("pole", InitiativeKind::Hub),
    ("politique", InitiativeKind::Policy),
    ("portail", InitiativeKind::Platform),
    ("programme", InitiativeKind::Programme),
    ("projet", InitiativeKind::Other),
    ("protocole", InitiativeKind::Agreement),
    ("schema", InitiativeKind::Strategy),
    ("service numerique", InitiativeKind::Service),
    ("service public", InitiativeKind::Service),
    ("service regional", InitiativeKind::Service),
    ("strategie", InitiativeKind::Strategy),
    ("trajectoire", InitiativeKind::Strategy),
];

/// Nouns that make it one only where they have a capital: "le réseau express (REX)" is a line.
const CAPITAL_BODIES: [(&str, OrganisationKind); 23] = [
    ("academie", OrganisationKind::Other),
    ("alliance", OrganisationKind::Association),
    ("amicale", OrganisationKind::Association),
    ("amis", OrganisationKind::Association),
    ("banque", OrganisationKind::Other),
    ("bureau", OrganisationKind::Other),
    ("caisse", OrganisationKind::Other),
    ("compagnie", OrganisationKind::Other),
    ("conference", OrganisationKind::Other),
    ("conservatoire", OrganisationKind::Other),
    ("cooperation", OrganisationKind::Association),
    ("cooperative", OrganisationKind::Other),
    ("ecole", OrganisationKind::Other),
    ("etablissement", OrganisationKind::Other),
    ("forum", OrganisationKind::Association),
    ("groupe", OrganisationKind::Other),
    ("interprofession", OrganisationKind::Association),
    ("intersyndicale", OrganisationKind::TradeUnion),
    ("maison", OrganisationKind::Other),
    ("mutualite", OrganisationKind::Association),
    ("mutuelle", OrganisationKind::Other),
    ("regie", OrganisationKind::Other),
    ("reseau", OrganisationKind::Association),
];

/// Words before a long form that say that it is not there yet.
static TO_BE: Phrases = Phrases::new(
    "creation; creer; creera; cree; creerait; creent; instaure; instituer; institue; annonce; prevoit; instauration; instaurer; constitution; future; prefiguration; prefigurer; \
     projet; mettre en place; mise en place; mise en oeuvre; lancement",
);

/// How many words a long form may have.
const LONGEST: usize = 26;

/// Whether names begin with this folded word as with a common noun: "plan", "comité".
pub(crate) fn is_head(folded: &str) -> bool {
    BODIES.iter().any(|(head, _)| *head == folded)
        || INITIATIVES.iter().any(|(head, _)| head.split(' ').next() == Some(folded))
}

/// The kind of body that a name's first word says.
pub(crate) fn body(name: &str) -> Option<OrganisationKind> {
    let first = fold(name.split_whitespace().next().unwrap_or_default());
    BODIES.iter().find(|(head, _)| *head == first).map(|(_, kind)| *kind)
}

/// The introductions of a text, in its order.
pub(crate) fn introductions(names: &Names) -> Vec<Introduction> {
    let chars = &names.flow().chars;
    let open = chars.iter().zip(0..).filter(|(char, _)| **char == '(').map(|(_, at)| at);
    open.filter_map(|open: usize| introduction(names, open)).collect()
}

fn introduction(names: &Names, open: usize) -> Option<Introduction> {
    let chars = &names.flow().chars;
    let inside: String = chars[open + 1..].iter().take(25).take_while(|char| **char != ')').collect();
    let length = inside.chars().count();
    let closed = chars.get(open + 1 + length) == Some(&')');
    let acronym = inside.trim_matches(['"', '«', '»', '“', '”', ' ', '\u{a0}']);
    if !closed || !is_acronym(acronym) {
        return None;
    }
    let words = names.words();
    let last = words.partition_point(|word| word.end <= open);
    let (start, what) = long_form(words, chars, last, open, acronym)?;
    let name: String = chars[start..open].iter().collect();
    let name = name.trim_matches(['"', '«', '»', '“', '”', ' ', '\u{a0}']).to_owned();
    let place = Named { start, end: open + length + 2 };
    Some(Introduction { name, acronym: Some(acronym.to_owned()), what, place })
}

/// Two capitals at least, the first word in capitals for the most part: "SRADDET", "SRDE2I", "SCORAN BFC", "ARNia".
fn is_acronym(inside: &str) -> bool {
    let first: Vec<char> = inside.split(' ').next().unwrap_or_default().chars().collect();
    let capitals = first.iter().filter(|char| char.is_uppercase()).count();
    let letters = first.iter().filter(|char| char.is_alphabetic()).count();
    let form =
        |char: char| char.is_alphanumeric() || matches!(char, '-' | ' ' | '\'' | '\u{2019}' | '&' | '.');
    capitals >= 2 && capitals * 2 >= letters && inside.chars().all(form) && inside.split(' ').count() <= 3
}

/// Where the long form before an acronym starts, and what it names: at the nearest noun that heads names and from
/// which the acronym can be spelled.
fn long_form(
    words: &[Word],
    chars: &[char],
    last: usize,
    open: usize,
    acronym: &str,
) -> Option<(usize, What)> {
    let spelled = acronym.split(' ').next().unwrap_or_default();
    for at in (last.saturating_sub(LONGEST)..last).rev() {
        let next = words.get(at + 1).map_or(open, |word| word.start.min(open));
        let between = &chars[words[at].end.min(next)..next];
        let ends = |char: &char| matches!(char, '.' | ';' | ':' | '(' | ')' | '!' | '?' | '•');
        if between.iter().any(ends) && !(at + 1 == last && between.iter().all(|char| *char == '.')) {
            return None;
        }
        let capital = chars[words[at].start].is_uppercase();
        let Some(what) = what(words, at, last, capital) else {
            // "un programme pour les petites et moyennes entreprises (PME)" introduces no programme.
            let long = words[at].folded.len() > 3
                && !matches!(words[at].folded.as_str(), "pour" | "avec" | "dans" | "entre");
            if long && spelled.chars().count() > 2 && initials(&words[at..last], spelled) {
                return None;
            }
            continue;
        };
        // "l'association Lac Vivant (LV)": the noun is none of the name.
        let rest = &words[at + 1..last];
        let named = rest.first().filter(|first| {
            let own = matches!(what, What::Body(_)) && !capital && chars[first.start].is_uppercase();
            own && spells(rest, spelled)
        });
        if let Some(first) = named {
            return Some((first.start, what));
        }
        if spells(&words[at..last], spelled) {
            return Some((words[at].start, what));
        }
    }
    None
}

/// What a long form that begins at a word names; none where the word heads no name.
fn what(words: &[Word], at: usize, last: usize, capital: bool) -> Option<What> {
    // The acronym may stand for the head alone only with more words behind it.
    if at + 1 >= last {
        return None;
    }
    let initiative = INITIATIVES.iter().find(|(head, _)| word::phrase(words, at, head).is_some());
    if let Some((_, kind)) = initiative {
        return Some(What::Initiative(*kind));
    }
    let capitals = CAPITAL_BODIES.iter().filter(|_| capital);
    let (_, kind) = BODIES.iter().chain(capitals).find(|(head, _)| *head == words[at].folded)?;
    let before = |count: usize| at.checked_sub(count).and_then(|at| words.get(at));
    let article = before(1).map(|word| word.folded.as_str()).unwrap_or_default();
    if *kind == OrganisationKind::Agency && to_be(words, at) {
        return Some(What::Initiative(InitiativeKind::Agency));
    }
    // "un comité social et économique (CSE)" is a sort of body: no capital, no article that says which one.
    let definite = matches!(article, "l" | "le" | "la" | "du" | "au" | "notre");
    (capital || definite).then_some(What::Body(*kind))
}

/// "la création d'une Agence …", "la future Agence …": not there yet.
fn to_be(words: &[Word], at: usize) -> bool {
    let before = |count: usize| at.checked_sub(count).map(|at| words[at].folded.as_str()).unwrap_or_default();
    if matches!(before(1), "future" | "prochaine") {
        return true;
    }
    let indefinite = before(1) == "une";
    let from = at.saturating_sub(7);
    let told = (from..at).any(|at| TO_BE.at(words, at).is_some());
    let coming = (from..at).any(|at| word::any(words, at, &["projet", "prefiguration", "future"]).is_some());
    (indefinite && told) || coming
}

/// Whether each letter of the acronym begins a word of its own, in their order, from the first word on.
fn initials(words: &[Word], acronym: &str) -> bool {
    let mut words = words.iter().map(|word| word.folded.chars().next());
    let letters = fold(acronym);
    let first = words.next().flatten();
    let mut letters = letters.chars().filter(|char| char.is_alphabetic());
    first == letters.next() && letters.all(|letter| words.any(|word| word == Some(letter)))
}

/// Whether the acronym is made of the beginnings of the words, in their order, from the first word on: S-CO-R-A-N.
fn spells(words: &[Word], acronym: &str) -> bool {
    let letters: Vec<char> = fold(acronym).chars().filter(|char| char.is_alphabetic()).collect();
    let Some(first) = words.first() else { return false };
    // How many letters the words so far can spell: each word may give none, or its first ones.
    let mut reached = vec![false; letters.len() + 1];
    let give = |from: usize, word: &Word| {
        word.folded.chars().zip(&letters[from..]).take_while(|(a, b)| a == *b).count()
    };
    reached[1..=give(0, first)].fill(true);
    for word in &words[1..] {
        for from in (1..letters.len()).rev().filter(|from| reached[*from]).collect::<Vec<_>>() {
            reached[from + 1..=from + give(from, word)].fill(true);
        }
    }
    reached[letters.len()]
}
