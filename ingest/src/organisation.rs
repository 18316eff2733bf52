//! Organisations: the bodies that a text names.

use crate::{
    Basis, Span,
    naming::{Named, Names},
    reference::{Known, ORGANISATIONS},
    text::{fold, slug},
};

/// The slug of an organisation's acronym, or of its name: unique within a territory.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrganisationKey(pub String);

/// A body that the text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// How other records refer to it.
    pub key: OrganisationKey,
    /// The acronym, such as "CGT".
    pub acronym: Option<String>,
    /// The long name.
    pub name: String,
    /// What kind of body it is.
    pub kind: OrganisationKind,
    /// Other names of it, as the reference table lists them or the text uses them.
    pub aliases: Vec<String>,
    /// The body that it belongs to.
    pub parent: Option<OrganisationKey>,
    /// What the record rests on.
    pub basis: Basis,
    /// The first place where the text names it.
    pub source: Span,
}

/// The kinds of bodies; closed, as in the design's vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the words are the vocabulary's, and the schema describes each")]
pub enum OrganisationKind {
    ConsultativeAssembly,
    RegionalCouncil,
    Executive,
    Commission,
    Committee,
    College,
    Chamber,
    TradeUnion,
    Employers,
    Association,
    Agency,
    State,
    Party,
    Other,
}

/// The bodies that a text names, as they are found.
pub(crate) struct Organisations {
    found: Vec<Organisation>,
    code: String,
}

impl Organisations {
    /// Finds the known bodies that a text about a territory names, and those that it introduces as "Long form (ACRONYM)".
    pub(crate) fn read(names: &Names, code: &str) -> Self {
        let mut organisations = Self { found: Vec::new(), code: code.to_owned() };
        for (place, known) in known_places(names, code) {
            organisations.add_known(known, names.span(place));
        }
        for introduced in introduced(names) {
            let known = organisations.by_name(introduced.acronym.as_deref().unwrap_or_default()).is_some();
            if !known && organisations.by_name(&introduced.name).is_none() {
                organisations.found.push(introduced);
            }
        }
        organisations
    }

    /// The body of that name, acronym or alias.
    pub(crate) fn by_name(&self, name: &str) -> Option<&Organisation> {
        let name = fold(name);
        let alike = |other: &str| fold(other) == name;
        self.found.iter().find(|organisation| {
            organisation.acronym.as_deref().is_some_and(alike)
                || alike(&organisation.name)
                || organisation.aliases.iter().any(|alias| alike(alias))
        })
    }

    /// The assembly; where the text does not name it, it is known all the same, from the place that makes the
    /// document an opinion of it.
    pub(crate) fn assembly(&mut self, source: Span) -> OrganisationKey {
        self.known(OrganisationKind::ConsultativeAssembly, source)
    }

    /// The first known body of a kind, at `source` where the text names it nowhere else.
    pub(crate) fn known(&mut self, kind: OrganisationKind, source: Span) -> OrganisationKey {
        if let Some(found) =
            self.found.iter().find(|found| found.kind == kind && found.basis == Basis::Reference)
        {
            return found.key.clone();
        }
        match ORGANISATIONS.iter().find(|known| known.kind == kind) {
            Some(known) => self.add_known(known, source),
            None => OrganisationKey(String::new()),
        }
    }

    /// A commission of the assembly.
    pub(crate) fn commission(
        &mut self,
        name: &str,
        assembly: &OrganisationKey,
        source: Span,
    ) -> OrganisationKey {
        // Other bodies bear the names of themes too: the key says what this one is.
        let key = OrganisationKey(format!("commission-{}", slug(name)));
        self.add(key, None, name, OrganisationKind::Commission, Some(assembly.clone()), source)
    }

    /// A body that a declaration speaks for and that nothing else is known of.
    pub(crate) fn unknown(&mut self, name: &str, source: Span) -> OrganisationKey {
        let capitals = name.chars().filter(|char| char.is_uppercase()).count();
        let acronym = capitals >= 2 && !name.contains(' ') && name.chars().count() <= 12;
        let kind = head(name).unwrap_or(OrganisationKind::Other);
        self.add(OrganisationKey(slug(name)), acronym.then_some(name), name, kind, None, source)
    }

    /// All of them, the first named first.
    pub(crate) fn into_records(mut self) -> Vec<Organisation> {
        self.found.sort_by_key(|organisation| organisation.source.start);
        self.found
    }

    fn add(
        &mut self,
        key: OrganisationKey,
        acronym: Option<&str>,
        name: &str,
        kind: OrganisationKind,
        parent: Option<OrganisationKey>,
        source: Span,
    ) -> OrganisationKey {
        if !self.found.iter().any(|found| found.key == key) {
            let (acronym, name) = (acronym.map(str::to_owned), name.to_owned());
            let aliases = Vec::new();
            self.found.push(Organisation {
                key: key.clone(),
                acronym,
                name,
                kind,
                aliases,
                parent,
                basis: Basis::Text,
                source,
            });
        }
        key
    }

    fn add_known(&mut self, known: &Known, source: Span) -> OrganisationKey {
        let name = known.name(&self.code);
        // The slug of the name without its region, so that the table may learn of a region later.
        let key = OrganisationKey(slug(known.acronym.unwrap_or(&known.name(""))));
        if !self.found.iter().any(|found| found.key == key) {
            let aliases =
                known.aliases(&self.code).into_iter().filter(|alias| *alias != name).map(str::to_owned);
            self.found.push(Organisation {
                key: key.clone(),
                acronym: known.acronym.map(str::to_owned),
                aliases: aliases.collect(),
                name,
                kind: known.kind,
                parent: None,
                basis: Basis::Reference,
                source,
            });
        }
        key
    }
}

/// Where known bodies are named, in the order of the text. The longest name wins: "Conseil régional de Bretagne"
/// names no "Conseil régional" besides.
fn known_places(names: &Names, code: &str) -> Vec<(Named, &'static Known)> {
    let mut places: Vec<(Named, &Known)> = Vec::new();
    for known in ORGANISATIONS.iter().filter(|known| known.is_of(code)) {
        let mut forms = vec![known.name(code)];
        forms.extend(known.acronym.map(str::to_owned));
        forms.extend(known.aliases(code).into_iter().map(str::to_owned));
        for form in forms {
            places.extend(names.find(&form).into_iter().map(|place| (place, known)));
        }
    }
    places.sort_by_key(|(place, _)| (place.start, std::cmp::Reverse(place.end)));
    let mut end = 0;
    places.retain(|(place, _)| {
        let free = place.start >= end;
        end = end.max(place.end);
        free
    });
    places
}

/// Nouns that make a long form the name of a body.
const HEADS: [(&str, OrganisationKind); 18] = [
    ("agence", OrganisationKind::Agency),
    ("association", OrganisationKind::Association),
    ("chambre", OrganisationKind::Chamber),
    ("college", OrganisationKind::College),
    ("comite", OrganisationKind::Committee),
    ("commission", OrganisationKind::Commission),
    ("confederation", OrganisationKind::TradeUnion),
    ("conseil", OrganisationKind::Other),
    ("federation", OrganisationKind::Association),
    ("fondation", OrganisationKind::Association),
    ("institut", OrganisationKind::Other),
    ("ligue", OrganisationKind::Association),
    ("mouvement", OrganisationKind::Association),
    ("observatoire", OrganisationKind::Other),
    ("office", OrganisationKind::Agency),
    ("syndicat", OrganisationKind::TradeUnion),
    ("union", OrganisationKind::Association),
    ("universite", OrganisationKind::Other),
];

/// The kind of body that a name's first word says.
fn head(name: &str) -> Option<OrganisationKind> {
    let first = fold(name.split_whitespace().next().unwrap_or_default());
    HEADS.iter().find(|(head, _)| *head == first).map(|(_, kind)| *kind)
}

/// Bodies that the text introduces: "Agence régionale du numérique (ARN)".
fn introduced(names: &Names) -> Vec<Organisation> {
    let flow = names.flow();
    let open = flow.chars.iter().zip(0..).filter(|(char, _)| **char == '(').map(|(_, at)| at);
    open.filter_map(|open: usize| {
        let inside: String =
            flow.chars[open + 1..].iter().take(16).take_while(|char| **char != ')').collect();
        let length = inside.chars().count();
        let closed = flow.chars.get(open + 1 + length) == Some(&')');
        let form = |char: char| char.is_uppercase() || char.is_ascii_digit() || char == '-';
        if !closed || length < 2 || !inside.chars().all(form) {
            return None;
        }
        let start = long_form(&flow.chars[..open], &inside)?;
        let name: String = flow.chars[start..open].iter().collect();
        let name = name.trim().to_owned();
        Some(Organisation {
            key: OrganisationKey(slug(&inside)),
            kind: head(&name)?,
            acronym: Some(inside),
            name,
            aliases: Vec::new(),
            parent: None,
            basis: Basis::Text,
            source: flow.span(start, open + length + 2),
        })
    })
    .collect()
}

/// Where the long form before an acronym starts: at the nearest capitalised head noun from which the acronym's
/// letters can be read off the words' first letters, in their order.
fn long_form(before: &[char], acronym: &str) -> Option<usize> {
    let from = before.len().saturating_sub(160);
    let starts = (from..before.len())
        .rev()
        .filter(|at| before[*at].is_uppercase() && (*at == 0 || !before[*at - 1].is_alphanumeric()));
    let sentence =
        before.iter().rposition(|char| matches!(char, '.' | ';' | ':' | '(' | ')')).map_or(0, |at| at + 1);
    starts.take_while(|at| *at >= sentence).find(|at| {
        let name: String = before[*at..].iter().collect();
        head(&name).is_some() && spells(&name, acronym)
    })
}

/// Whether the acronym's letters stand in this order among the first letters of the words, from the first word on.
fn spells(name: &str, acronym: &str) -> bool {
    let folded = fold(name);
    let mut initials = folded.split([' ', '\'', '-']).filter_map(|word| word.chars().next());
    let letters = fold(acronym);
    if folded.chars().next() != letters.chars().next() {
        return false;
    }
    letters
        .chars()
        .filter(|char| char.is_alphabetic())
        .all(|letter| initials.any(|initial| initial == letter))
}
