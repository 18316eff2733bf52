//! What opinions are about and who takes part: territories, assemblies, bodies, persons, themes. Small, and in memory for as
//! long as rows are made.

use std::collections::HashSet;

use chrono::NaiveDate;
use ingest::text::{fold, slug};
use uuid::Uuid;

use super::{
    Sizes,
    draw::{Draw, Weights},
    key::SortKey,
    names::{COMMISSIONS, FAMILY, GIVEN, MANNERS, TERRITORIES, TRADES},
    row::{Cell, Rows, Table, row},
    words::{SUBJECTS, Words},
};

/// A body.
pub(super) struct Body {
    pub(super) id: Uuid,
    pub(super) name: String,
    pub(super) acronym: Option<String>,
}

/// A person, with the place of the body on whose behalf they sit.
pub(super) struct Person {
    pub(super) id: Uuid,
    pub(super) name: String,
    pub(super) body: usize,
    /// Family name, then given name, for order.
    key: Vec<u8>,
}

/// An assembly, with its territory and all who take part.
pub(super) struct Assembly {
    pub(super) id: Uuid,
    pub(super) territory: (Uuid, &'static str),
    pub(super) executive: Uuid,
    pub(super) commissions: Vec<Body>,
    pub(super) bodies: Vec<Body>,
    pub(super) by_body: Weights,
    pub(super) people: Vec<Person>,
    /// The places of those who sit on behalf of each body.
    pub(super) seated: Vec<Vec<usize>>,
}

/// All of it.
pub(super) struct World {
    pub(super) words: Words,
    pub(super) assemblies: Vec<Assembly>,
    /// In the order of [`SUBJECTS`].
    pub(super) themes: Vec<Uuid>,
}

impl World {
    /// Makes it, with its rows.
    ///
    /// # Errors
    /// Where there are too few or too many organisations or persons.
    pub(super) fn new(sizes: &Sizes, seed: u64, rows: &mut Rows) -> Result<Self, String> {
        let mut draw = Draw::new(seed, u64::MAX);
        let words = Words::new(&mut draw)?;
        let assemblies = (0..TERRITORIES.len())
            .map(|at| assembly(at, sizes, &mut draw, rows))
            .collect::<Result<_, _>>()?;
        let themes = SUBJECTS.iter().map(|subject| {
            let id = rows.node("Theme", &[subject.slug]);
            let key = SortKey::name(subject.name).bytes();
            rows.add(Table::Theme, row![id, subject.slug, subject.name, "DECIDATA", key, "REFERENCE"]);
            id
        });
        let themes = themes.collect();
        Ok(Self { words, assemblies, themes })
    }
}

fn assembly(at: usize, sizes: &Sizes, draw: &mut Draw, rows: &mut Rows) -> Result<Assembly, String> {
    let (code, name, of) = TERRITORIES[at];
    let territory = rows.node("Territory", &["REGION", code]);
    let key = SortKey::name(code).bytes();
    rows.add(Table::Territory, row![territory, "REGION", code, name, key, "INFERRED"]);
    let mut make = Maker { territory, code, slugs: HashSet::new(), rows };
    let title = format!("Conseil économique, social et environnemental régional {of}");
    let id = make.organisation(title, Some("CESER".to_owned()), "CONSULTATIVE_ASSEMBLY", None).id;
    let executive = make.organisation("Exécutif régional".to_owned(), None, "EXECUTIVE", None).id;
    make.organisation("Conseil régional".to_owned(), None, "REGIONAL_COUNCIL", None);
    let commissions =
        COMMISSIONS.map(|name| make.organisation(format!("Commission {name}"), None, "COMMISSION", Some(id)));
    let bodies = bodies(&mut make, of, sizes, draw)?;
    let by_body = Weights::zipf(bodies.len())?;
    let people = people(sizes.persons / TERRITORIES.len(), id, &by_body, draw, rows)?;
    let mut seated = vec![Vec::new(); bodies.len()];
    for (person, place) in people.iter().zip(0..) {
        seated[person.body].push(place);
    }
    let territory = (territory, name);
    let commissions = commissions.into();
    let made = Assembly { id, territory, executive, commissions, bodies, by_body, people, seated };
    memberships(&made, draw, rows)?;
    Ok(made)
}

/// Those who speak, the most frequent first.
fn bodies(make: &mut Maker<'_>, of: &str, sizes: &Sizes, draw: &mut Draw) -> Result<Vec<Body>, String> {
    let others = 3 + COMMISSIONS.len();
    let most = MANNERS.len() * TRADES.len();
    let each = sizes.organisations / TERRITORIES.len();
    let many = each.checked_sub(others).filter(|many| (1..=most).contains(many)).ok_or_else(|| {
        let bounds = [others + 1, others + most].map(|each| each * TERRITORIES.len());
        format!("--organisations: from {} to {}", bounds[0], bounds[1])
    })?;
    let mut names: Vec<(&str, String)> = MANNERS
        .iter()
        .flat_map(|(kind, manner)| TRADES.map(|trade| (*kind, format!("{manner} {trade} {of}"))))
        .collect();
    draw.shuffle(&mut names);
    let bodies = names.into_iter().take(many).map(|(kind, name)| {
        let acronym = draw.chance(70).then(|| acronym(&name));
        let body = make.organisation(name, acronym, kind, None);
        make.known_as(&body, draw);
        body
    });
    Ok(bodies.collect())
}

/// Makes the organisations of a territory.
struct Maker<'a> {
    territory: Uuid,
    code: &'static str,
    slugs: HashSet<String>,
    rows: &'a mut Rows,
}

impl Maker<'_> {
    fn organisation(
        &mut self,
        name: String,
        acronym: Option<String>,
        kind: &str,
        parent: Option<Uuid>,
    ) -> Body {
        // An acronym that another body has does not tell this one apart: its name does.
        let short = acronym.as_deref().map_or_else(|| slug(&name), slug);
        let slug = if self.slugs.contains(&short) { slug(&name) } else { short };
        self.slugs.insert(slug.clone());
        let id = self.rows.node("Organisation", &["REGION", self.code, &slug]);
        let folded = acronym.as_deref().map(fold);
        let key = SortKey::name(&name).bytes();
        let row = row![id, self.territory, slug, acronym.clone(), folded, &name, key, kind, parent, "TEXT"];
        self.rows.add(Table::Organisation, row);
        Body { id, name, acronym }
    }

    /// Other names, and what registers call it.
    fn known_as(&mut self, body: &Body, draw: &mut Draw) {
        for rank in 1..=draw.number(0, 3) {
            let name = match rank {
                1 => format!("{}, section générale", body.name),
                2 => format!("Ex-{}", body.name),
                _ => format!("Les {}", body.name.split(' ').skip(2).collect::<Vec<_>>().join(" ")),
            };
            let key = SortKey::name(&name).bytes();
            self.rows.add(Table::Alias, row![body.id, rank, name, key]);
        }
        let siren = format!("{:03}{:06}", draw.number(100, 999), draw.number(0, 999_999));
        self.rows.add(Table::Identifier, row![body.id, "SIREN", siren]);
        if draw.chance(40) {
            let rna = format!("W{:09}", draw.number(0, 999_999_999));
            self.rows.add(Table::Identifier, row![body.id, "RNA", rna]);
        }
    }
}

fn acronym(name: &str) -> String {
    let words = name.split([' ', '-', '\'']).filter(|word| word.chars().count() > 3);
    words.filter_map(|word| word.chars().next()).flat_map(char::to_uppercase).collect()
}

fn people(
    many: usize,
    assembly: Uuid,
    by_body: &Weights,
    draw: &mut Draw,
    rows: &mut Rows,
) -> Result<Vec<Person>, String> {
    let mut names: Vec<(&str, &str)> =
        GIVEN.iter().flat_map(|given| FAMILY.iter().map(move |family| (*given, *family))).collect();
    if many == 0 || many > names.len() {
        let all = TERRITORIES.len();
        return Err(format!("--persons: from {all} to {}", all * names.len()));
    }
    draw.shuffle(&mut names);
    let people = names.into_iter().take(many).map(|(given, family)| {
        let name = format!("{given} {family}");
        let id = rows.node("Person", &[&assembly.to_string(), &fold(&name)]);
        let key = SortKey::name(family).text(given).bytes();
        let row = row![id, assembly, fold(&name), &name, given, family, key.clone(), false, "TEXT"];
        rows.add(Table::Person, row);
        Person { id, name, body: draw.weighed(by_body), key }
    });
    Ok(people.collect())
}

/// All sit in the assembly on behalf of a body, and some in a commission, from a day on.
fn memberships(of: &Assembly, draw: &mut Draw, rows: &mut Rows) -> Result<(), String> {
    let none = || Cell::Null;
    for person in &of.people {
        let (body, key) = (of.bodies[person.body].id, &person.key);
        let id = rows.node("Membership", &[&person.id.to_string(), &of.id.to_string(), &body.to_string()]);
        let row = row![id, person.id, of.id, body, none(), none(), none(), key.clone(), "INFERRED"];
        rows.add(Table::Membership, row);
        if draw.chance(50) {
            let commission = of.commissions[draw.place(of.commissions.len())].id;
            let year = 1974 + draw.place(46) as i32;
            let start = NaiveDate::from_ymd_opt(year, draw.number(1, 12), 1).ok_or("no such month")?;
            let role = if draw.chance(10) { "présidente de commission" } else { "membre" };
            let parts = [&person.id.to_string(), &commission.to_string(), "", role, &start.to_string()];
            let id = rows.node("Membership", &parts);
            let row = row![id, person.id, commission, none(), role, start, none(), key.clone(), "TEXT"];
            rows.add(Table::Membership, row);
        }
    }
    Ok(())
}
