//! The directory of a text: which bodies and initiatives it names, from the bundled tables and from what it introduces
//! itself.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::{
    Basis, Initiative, InitiativeKey, Named, Organisation, OrganisationKey, OrganisationKind, Territory,
    coined::coined,
    formal::formal,
    introduction::{Introduction, What, introductions},
    lexicon::Lexicon,
    naming::{Named as Stretch, Names},
    place::{Place, joined, longest},
    reference::{INITIATIVES, Known, KnownInitiative, ORGANISATIONS},
    region::Regions,
    shared_name,
    text::{fold, slug},
    unmarked::unmarked,
};

/// What a text names, and where.
pub(crate) struct Directory {
    pub(crate) organisations: Vec<Organisation>,
    pub(crate) initiatives: Vec<Initiative>,
    pub(crate) places: Vec<Place<Named>>,
}

/// What a form may name: a row of a table, or what the text introduces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Target {
    Body(usize),
    Initiative(usize),
    Introduced(usize),
}

impl Directory {
    /// Reads a text with a title about a territory, of a session on a day.
    pub(crate) fn read(names: &Names, territory: &Territory, title: &str, day: NaiveDate) -> Self {
        let mut reading = Reading::new(&territory.code, day);
        let mut introduced = reading.introduce(introductions(names));
        introduced.extend(reading.learn(names, title, &introduced));
        let regions = Regions::new(territory);
        let found = reading.lexicon.places(names).into_iter();
        let mut places: Vec<Place<Target>> = found.map(|(at, named)| Place::new(at, named)).collect();
        places.retain_mut(|place| regions.settle(names, place));
        shared_name::settle(names, &mut places);
        places.extend(introduced);
        let mut places = longest(joined(names, places));
        reading.prefer_introduced(&mut places);
        reading.records(names, places)
    }
}

/// A directory in the making.
struct Reading<'a> {
    code: &'a str,
    day: NaiveDate,
    lexicon: Lexicon<Target>,
    introductions: Vec<Introduction>,
    /// The rows of the tables by their folded forms.
    rows: HashMap<String, Vec<Target>>,
}

impl<'a> Reading<'a> {
    fn new(code: &'a str, day: NaiveDate) -> Self {
        let (lexicon, rows) = (Lexicon::new(), HashMap::new());
        let mut reading = Self { code, day, lexicon, introductions: Vec::new(), rows };
        for (index, known) in ORGANISATIONS.iter().enumerate() {
            if known.is_of(code) && known.is_there(day) {
                known.forms(code).iter().for_each(|form| reading.row(form, Target::Body(index)));
            }
        }
        for (index, known) in INITIATIVES.iter().enumerate() {
            for form in initiative_forms(known, code, day) {
                reading.row(form, Target::Initiative(index));
            }
        }
        reading
    }

    fn row(&mut self, form: &str, target: Target) {
        self.lexicon.add(form, true, &target);
        self.rows.entry(fold(form)).or_default().push(target);
    }

    /// Learns what the text introduces: rows of the tables, or names of its own. Gives the places.
    fn introduce(&mut self, introductions: Vec<Introduction>) -> Vec<Place<Target>> {
        let mut places = Vec::new();
        let mut by_acronym: HashMap<String, Vec<usize>> = HashMap::new();
        for introduction in introductions {
            let acronym = introduction.acronym.as_deref().map_or_else(|| fold(&introduction.name), fold);
            let earlier = by_acronym.entry(acronym).or_default();
            let again = earlier.iter().find(|at| self.introductions[**at].name_is(&introduction.name));
            let target = self.known(&introduction).or(again.map(|at| Target::Introduced(*at)));
            let target = target.unwrap_or_else(|| {
                earlier.push(self.introductions.len());
                self.introductions.push(introduction.clone());
                Target::Introduced(self.introductions.len() - 1)
            });
            self.lexicon.add(&introduction.name, false, &target);
            if let Some(acronym) = &introduction.acronym {
                self.lexicon.add(acronym, false, &target);
            }
            places.push(Place::new(introduction.place, vec![target]));
        }
        places
    }

    /// Learns the names that the text gives without a short form, where no other name stands.
    fn learn(&mut self, names: &Names, title: &str, introduced: &[Place<Target>]) -> Vec<Place<Target>> {
        let mut taken: Vec<Stretch> = self.lexicon.places(names).into_iter().map(|(at, _)| at).collect();
        taken.extend(introduced.iter().map(|place| place.at));
        taken.sort();
        let known = |place: Stretch| {
            let near = taken.partition_point(|other| other.start < place.end);
            taken[..near].iter().rev().take(3).any(|other| other.end > place.start)
        };
        let mut found = coined(names, known);
        found.extend(formal(names, known));
        let mut places = self.introduce(found);
        let forms: Vec<String> = self.introductions.iter().take(500).map(|known| fold(&known.name)).collect();
        // What has no mark is read where nothing else stands, and is no shorter form of a name.
        let mut taken: Vec<Stretch> = self.lexicon.places(names).into_iter().map(|(at, _)| at).collect();
        taken.extend(introduced.iter().map(|place| place.at));
        taken.sort();
        let known = |place: Stretch| {
            let near = taken.partition_point(|other| other.start < place.end);
            let name = fold(&names.text(place));
            taken[..near].iter().rev().take(3).any(|other| other.end > place.start)
                || forms.iter().any(|known| known.starts_with(&name))
        };
        let found = unmarked(names, title, known);
        places.extend(self.introduce(found));
        places
    }

    /// The row of a table that the text introduces.
    fn known(&self, introduction: &Introduction) -> Option<Target> {
        let rows = |form: &str| self.rows.get(&fold(form)).map(Vec::as_slice).unwrap_or_default();
        let by_name = rows(&introduction.name).iter().find(|_| rows(&introduction.name).len() == 1);
        let acronym = introduction.acronym.as_deref().unwrap_or_default();
        let by_acronym = rows(acronym).iter().find(|target| {
            let name = match target {
                Target::Body(index) => ORGANISATIONS[*index].name(self.code),
                Target::Initiative(index) => INITIATIVES[*index].name.to_owned(),
                Target::Introduced(_) => return false,
            };
            introduction.name_is(&name)
        });
        by_name.or(by_acronym).copied()
    }

    /// An acronym that the text gives to a name of its own means that one, unless the text also names the other in full.
    fn prefer_introduced(&self, places: &mut [Place<Target>]) {
        let full = |place: &&Place<Target>| place.named.len() == 1;
        let named: Vec<Target> = places.iter().filter(full).map(|place| place.named[0]).collect::<Vec<_>>();
        let named: std::collections::HashSet<Target> = named.into_iter().collect();
        for place in places.iter_mut().filter(|place| !place.all && place.named.len() > 1) {
            if place.named.iter().any(|target| matches!(target, Target::Introduced(_))) {
                place.named.retain(|target| named.contains(target));
                place.all = place.named.len() == 1;
            }
        }
    }

    fn records(&self, names: &Names, places: Vec<Place<Target>>) -> Directory {
        let mut directory =
            Directory { organisations: Vec::new(), initiatives: Vec::new(), places: Vec::new() };
        let mut seen: HashMap<Target, Named> = HashMap::new();
        let mut keys = std::collections::HashSet::new();
        for place in places {
            let mut named = Vec::new();
            for target in place.named {
                let known = seen.get(&target).cloned();
                named.push(known.unwrap_or_else(|| {
                    let record = self.record(names, place.at, target, &mut directory, &mut keys);
                    seen.insert(target, record.clone());
                    record
                }));
            }
            named.sort();
            directory.places.push(Place { at: place.at, named, all: place.all });
        }
        directory
    }

    /// Adds the record of what a place is the first to name. What has become a body comes with it.
    fn record(
        &self,
        names: &Names,
        at: Stretch,
        target: Target,
        directory: &mut Directory,
        keys: &mut std::collections::HashSet<Named>,
    ) -> Named {
        let source = names.span(at);
        match target {
            Target::Body(index) => {
                let known = &ORGANISATIONS[index];
                let organisation = Organisation::known(known, self.code, source);
                let named = Named::Organisation(organisation.key.clone());
                if keys.insert(named.clone()) {
                    directory.organisations.push(organisation);
                    if let Some(known) = known.initiative() {
                        self.initiative(known, source, directory, keys);
                    }
                }
                named
            }
            Target::Initiative(index) => self.initiative(&INITIATIVES[index], source, directory, keys),
            Target::Introduced(index) => {
                let introduction = &self.introductions[index];
                let (acronym, name) = (introduction.acronym.clone(), introduction.name.clone());
                // Homonyms: the first has the acronym for its key, another one its name.
                let key =
                    acronym.iter().chain([&name]).map(|form| slug(form)).collect::<Vec<_>>().into_iter();
                match introduction.what {
                    What::Body(kind) => {
                        let known = |key: &String| self.row_of(key).is_some();
                        let mut key = key.filter(|key| !known(key)).map(OrganisationKey);
                        let key = key.find(|key| keys.insert(Named::Organisation(key.clone())));
                        let key = key.unwrap_or_else(|| OrganisationKey(slug(&name)));
                        if !directory.organisations.iter().rev().take(50).any(|other| other.key == key) {
                            let organisation = Organisation::read(key.clone(), acronym, name, kind, source);
                            directory.organisations.push(organisation);
                        }
                        Named::Organisation(key)
                    }
                    What::Initiative(kind) => {
                        let mut keys_of = key.map(InitiativeKey);
                        let key = keys_of.find(|key| keys.insert(Named::Initiative(key.clone())));
                        let key = key.unwrap_or_else(|| InitiativeKey(slug(&name)));
                        if !directory.initiatives.iter().rev().take(50).any(|other| other.key == key) {
                            directory.initiatives.push(Initiative {
                                key: key.clone(),
                                acronym,
                                name,
                                kind,
                                aliases: Vec::new(),
                                organisation: None,
                                basis: Basis::Text,
                                source,
                            });
                        }
                        Named::Initiative(key)
                    }
                }
            }
        }
    }

    /// The row of a body's table that has a key.
    fn row_of(&self, key: &str) -> Option<&'static Known> {
        let alike = |known: &&Known| known.is_of(self.code) && Organisation::key_of(known).0 == key;
        ORGANISATIONS.iter().find(alike)
    }

    fn initiative(
        &self,
        known: &'static KnownInitiative,
        source: crate::Span,
        directory: &mut Directory,
        keys: &mut std::collections::HashSet<Named>,
    ) -> Named {
        let key = InitiativeKey(slug(known.acronym.unwrap_or(known.name)));
        let named = Named::Initiative(key.clone());
        if !keys.insert(named.clone()) {
            return named;
        }
        let body = known.body().filter(|body| body.is_of(self.code) && body.is_there(self.day));
        let organisation = body.map(|body| Organisation::known(body, self.code, source));
        let forms = initiative_forms(known, self.code, self.day);
        directory.initiatives.push(Initiative {
            key,
            acronym: known.acronym.map(str::to_owned),
            name: known.name.to_owned(),
            kind: known.kind,
            aliases: forms.filter(|form| known.aliases.contains(form)).map(str::to_owned).collect(),
            organisation: organisation.as_ref().map(|organisation| organisation.key.clone()),
            basis: Basis::Reference,
            source,
        });
        if let Some(organisation) = organisation
            && keys.insert(Named::Organisation(organisation.key.clone()))
        {
            directory.organisations.push(organisation);
        }
        named
    }
}

/// The forms that name an initiative on a day: once a body exists, its names mean the body.
fn initiative_forms(
    known: &'static KnownInitiative,
    code: &str,
    day: NaiveDate,
) -> impl Iterator<Item = &'static str> {
    let body = known.body().filter(|body| body.is_of(code) && body.is_there(day));
    let taken: Vec<String> = body.iter().flat_map(|body| body.forms(code)).map(|form| fold(&form)).collect();
    known.forms().filter(move |form| !taken.contains(&fold(form)))
}

impl Introduction {
    /// Whether another long form is the same name: one begins with the other, or they share most of their words.
    fn name_is(&self, other: &str) -> bool {
        let words = |name: &str| -> Vec<String> {
            let folded = fold(name);
            let long = folded.split(|char: char| !char.is_alphanumeric()).filter(|word| word.len() > 3);
            long.map(str::to_owned).collect()
        };
        let (one, two) = (words(&self.name), words(other));
        let shared = one.iter().filter(|word| two.contains(word)).count();
        one.first() == two.first() && shared * 5 >= one.len().min(two.len()) * 4 && shared > 0
    }
}

/// Whether a kind of body has one in every region: "Conseil régional de Bretagne" is not ours.
pub(crate) fn is_regional(target: Target) -> Option<OrganisationKind> {
    match target {
        Target::Body(index) => {
            Some(ORGANISATIONS[index].kind).filter(|kind| *kind != OrganisationKind::State)
        }
        _ => None,
    }
}
