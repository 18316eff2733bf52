//! Organisations: the bodies that a text names.

use std::collections::{HashMap, HashSet};

use crate::{
    Basis, Span,
    introduction::body,
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

impl Organisation {
    /// The key of a known body: the slug of its acronym, or of its name without its region, so that the table may
    /// learn of a region later.
    pub(crate) fn key_of(known: &Known) -> OrganisationKey {
        OrganisationKey(slug(known.acronym.unwrap_or(&known.name(""))))
    }

    /// A known body, at the place where the text names it.
    pub(crate) fn known(known: &Known, code: &str, source: Span) -> Self {
        let name = known.name(code);
        let aliases = known.aliases(code).into_iter().filter(|alias| *alias != name).map(str::to_owned);
        Self {
            key: Self::key_of(known),
            acronym: known.acronym.map(str::to_owned),
            aliases: aliases.collect(),
            name,
            kind: known.kind,
            parent: None,
            basis: Basis::Reference,
            source,
        }
    }

    /// A body of which nothing is known but what the text says.
    pub(crate) fn read(
        key: OrganisationKey,
        acronym: Option<String>,
        name: String,
        kind: OrganisationKind,
        source: Span,
    ) -> Self {
        Self { key, acronym, name, kind, aliases: Vec::new(), parent: None, basis: Basis::Text, source }
    }
}

/// The bodies that a text names, as they are found.
pub(crate) struct Organisations {
    found: Vec<Organisation>,
    keys: HashSet<OrganisationKey>,
    /// Where in `found` a body stands, by its folded names; the first that bears a name.
    names: HashMap<String, usize>,
    code: String,
}

impl Organisations {
    /// Begins with the bodies that the text's directory holds.
    pub(crate) fn new(found: Vec<Organisation>, code: &str) -> Self {
        let mut organisations =
            Self { found: Vec::new(), keys: HashSet::new(), names: HashMap::new(), code: code.to_owned() };
        found.into_iter().for_each(|organisation| organisations.push(organisation));
        organisations
    }

    /// The body of that name, acronym or alias.
    pub(crate) fn by_name(&self, name: &str) -> Option<&Organisation> {
        let named = |name: &str| self.names.get(&fold(name.trim())).map(|index| &self.found[*index]);
        // "Ligue des mariniers (LM)" is known by either.
        let both = || {
            let (long, acronym) = name.trim().strip_suffix(')')?.rsplit_once('(')?;
            named(long).or_else(|| named(acronym))
        };
        named(name).or_else(both)
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
        let Some(known) = ORGANISATIONS.iter().find(|known| known.kind == kind) else {
            return OrganisationKey(String::new());
        };
        let organisation = Organisation::known(known, &self.code, source);
        let key = organisation.key.clone();
        self.push(organisation);
        key
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
        let kind = OrganisationKind::Commission;
        let commission = Organisation::read(key.clone(), None, name.to_owned(), kind, source);
        self.push(Organisation { parent: Some(assembly.clone()), ..commission });
        key
    }

    /// A body that a declaration speaks for and that nothing else is known of.
    pub(crate) fn unknown(&mut self, name: &str, source: Span) -> OrganisationKey {
        let introduced =
            name.strip_suffix(')').and_then(|name| name.rsplit_once('(')).filter(|(long, short)| {
                let capitals = short.chars().filter(|char| char.is_uppercase()).count();
                long.contains(' ') && capitals >= 2 && !short.contains(' ')
            });
        if let Some((long, acronym)) = introduced {
            // "Coopération des puits (CP)" bears both names.
            let (long, acronym) = (long.trim().to_owned(), acronym.to_owned());
            let key = OrganisationKey(slug(&acronym));
            let kind = body(&long).unwrap_or(OrganisationKind::Other);
            self.push(Organisation::read(key.clone(), Some(acronym), long, kind, source));
            return key;
        }
        let capitals = name.chars().filter(|char| char.is_uppercase()).count();
        let acronym = capitals >= 2 && !name.contains(' ') && name.chars().count() <= 12;
        let kind = body(name).unwrap_or(OrganisationKind::Other);
        let key = OrganisationKey(slug(name));
        let acronym = acronym.then(|| name.to_owned());
        self.push(Organisation::read(key.clone(), acronym, name.to_owned(), kind, source));
        key
    }

    /// All of them, the first named first.
    pub(crate) fn into_records(mut self) -> Vec<Organisation> {
        self.found.sort_by_key(|organisation| organisation.source.start);
        self.found
    }

    fn push(&mut self, organisation: Organisation) {
        if !self.keys.insert(organisation.key.clone()) {
            return;
        }
        let index = self.found.len();
        let names = organisation.acronym.iter().chain([&organisation.name]).chain(&organisation.aliases);
        for name in names {
            self.names.entry(fold(name)).or_insert(index);
        }
        self.found.push(organisation);
    }
}
