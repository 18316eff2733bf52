//! The reference tables bundled with the program: known organisations and initiatives, and regions by their INSEE codes.

use std::sync::LazyLock;

use chrono::NaiveDate;

use crate::{InitiativeKind, OrganisationKind};

/// A region: INSEE code, name, and the name after "of" ("d'Île-de-France").
#[derive(Debug)]
pub(crate) struct Region {
    pub(crate) code: &'static str,
    pub(crate) name: &'static str,
    pub(crate) of: &'static str,
}

/// A body that texts are known to name.
#[derive(Debug)]
pub(crate) struct Known {
    pub(crate) acronym: Option<&'static str>,
    name: &'static str,
    pub(crate) kind: OrganisationKind,
    /// With the region that an alias is used in, where it is not used everywhere.
    aliases: Vec<(Option<&'static str>, &'static str)>,
    region: Option<&'static str>,
    /// The first day on which it bears its name.
    since: Option<NaiveDate>,
    /// What it was before: an older name of the same body, or the initiative that it has come of.
    was: Option<&'static str>,
}

/// Something that texts are known to name and that is no body.
#[derive(Debug)]
pub(crate) struct KnownInitiative {
    pub(crate) acronym: Option<&'static str>,
    pub(crate) name: &'static str,
    pub(crate) kind: InitiativeKind,
    pub(crate) aliases: Vec<&'static str>,
    /// Words that tell it from another of the same name: "État", "national".
    pub(crate) told_by: Vec<&'static str>,
}

impl KnownInitiative {
    /// Its acronym, its name, its other names.
    pub(crate) fn forms(&self) -> impl Iterator<Item = &'static str> {
        self.acronym.into_iter().chain([self.name]).chain(self.aliases.iter().copied())
    }

    /// The body that it has become.
    pub(crate) fn body(&self) -> Option<&'static Known> {
        ORGANISATIONS.iter().find(|known| known.was.is_some() && known.was == self.acronym)
    }
}

impl Known {
    /// Whether a text about this region may mean it.
    pub(crate) fn is_of(&self, code: &str) -> bool {
        self.region.is_none_or(|region| region == code)
    }

    /// Whether it is there on a day. A body that only changed its name was there before.
    pub(crate) fn is_there(&self, day: NaiveDate) -> bool {
        self.initiative().is_none() || self.since.is_none_or(|since| since <= day)
    }

    /// The initiative that it has come of.
    pub(crate) fn initiative(&self) -> Option<&'static KnownInitiative> {
        let was = self.was?;
        INITIATIVES.iter().find(|known| known.acronym == Some(was) || known.name == was)
    }

    /// Its acronym, its name, its other names in a region.
    pub(crate) fn forms(&self, code: &str) -> Vec<String> {
        let mut forms = vec![self.name(code)];
        forms.extend(self.acronym.map(str::to_owned));
        forms.extend(self.aliases(code).into_iter().map(str::to_owned));
        forms
    }

    /// The name, with the region's where the table leaves room for it.
    pub(crate) fn name(&self, code: &str) -> String {
        let of = REGIONS.iter().find(|region| region.code == code).map(|region| region.of);
        self.name.replace("{of}", of.unwrap_or_default()).trim_end().to_owned()
    }

    /// The other names that are used in this region.
    pub(crate) fn aliases(&self, code: &str) -> Vec<&'static str> {
        let used = self.aliases.iter().filter(|(region, _)| region.is_none_or(|region| region == code));
        let older = self.was.filter(|_| self.initiative().is_none());
        used.map(|(_, alias)| *alias).chain(older).collect()
    }
}

/// The regions.
pub(crate) static REGIONS: LazyLock<Vec<Region>> = LazyLock::new(|| {
    let rows = table(include_str!("../reference/regions.tsv"));
    rows.map(|row| Region { code: row(0), name: row(1), of: row(2) }).collect()
});

/// The organisations.
pub(crate) static ORGANISATIONS: LazyLock<Vec<Known>> = LazyLock::new(|| {
    let rows = table(include_str!("../reference/organisations.tsv"));
    let some = |cell: &'static str| (!cell.is_empty()).then_some(cell);
    rows.map(|row| Known {
        acronym: some(row(0)),
        name: row(1),
        kind: kind(row(2)),
        aliases: row(3).split(';').filter(|alias| !alias.is_empty()).map(alias).collect(),
        region: some(row(4)),
        since: since(row(5)),
        was: some(row(6)),
    })
    .collect()
});

/// The initiatives.
pub(crate) static INITIATIVES: LazyLock<Vec<KnownInitiative>> = LazyLock::new(|| {
    let rows = table(include_str!("../reference/initiatives.tsv"));
    let list = |cell: &'static str| cell.split(';').filter(|word| !word.is_empty()).collect();
    rows.map(|row| KnownInitiative {
        acronym: (!row(0).is_empty()).then_some(row(0)),
        name: row(1),
        kind: initiative_kind(row(2)),
        aliases: list(row(3)),
        told_by: list(row(4)),
    })
    .collect()
});

/// A day, or the first of a year.
fn since(cell: &str) -> Option<NaiveDate> {
    let year = || NaiveDate::from_ymd_opt(cell.parse().ok()?, 1, 1);
    cell.parse().ok().or_else(year)
}

/// "27:CRBFC" is used in region 27 only.
fn alias(cell: &'static str) -> (Option<&'static str>, &'static str) {
    match cell.split_once(':') {
        Some((region, alias)) => (Some(region), alias),
        None => (None, cell),
    }
}

/// The rows below the heading, each as a function from column to cell.
fn table(tsv: &'static str) -> impl Iterator<Item = impl Fn(usize) -> &'static str> {
    tsv.lines().skip(1).map(|line| move |column| line.split('\t').nth(column).unwrap_or_default())
}

fn kind(word: &str) -> OrganisationKind {
    match word {
        "CONSULTATIVE_ASSEMBLY" => OrganisationKind::ConsultativeAssembly,
        "REGIONAL_COUNCIL" => OrganisationKind::RegionalCouncil,
        "EXECUTIVE" => OrganisationKind::Executive,
        "COMMISSION" => OrganisationKind::Commission,
        "COMMITTEE" => OrganisationKind::Committee,
        "COLLEGE" => OrganisationKind::College,
        "CHAMBER" => OrganisationKind::Chamber,
        "TRADE_UNION" => OrganisationKind::TradeUnion,
        "EMPLOYERS" => OrganisationKind::Employers,
        "ASSOCIATION" => OrganisationKind::Association,
        "AGENCY" => OrganisationKind::Agency,
        "STATE" => OrganisationKind::State,
        "PARTY" => OrganisationKind::Party,
        _ => OrganisationKind::Other,
    }
}

fn initiative_kind(word: &str) -> InitiativeKind {
    match word {
        "STRATEGY" => InitiativeKind::Strategy,
        "POLICY" => InitiativeKind::Policy,
        "PLAN" => InitiativeKind::Plan,
        "PROGRAMME" => InitiativeKind::Programme,
        "AGREEMENT" => InitiativeKind::Agreement,
        "AGENCY" => InitiativeKind::Agency,
        "SERVICE" => InitiativeKind::Service,
        "PLATFORM" => InitiativeKind::Platform,
        "HUB" => InitiativeKind::Hub,
        _ => InitiativeKind::Other,
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]
mod tests {
    use super::{INITIATIVES, ORGANISATIONS, REGIONS};
    use crate::{InitiativeKind, OrganisationKind};

    #[test]
    fn every_initiative_has_a_kind_and_what_became_a_body_says_when() {
        assert!(INITIATIVES.iter().all(|known| known.kind != InitiativeKind::Other));
        let agency = ORGANISATIONS.iter().find(|known| known.acronym == Some("ARNia")).unwrap();
        assert_eq!(agency.initiative().unwrap().acronym, Some("ARN-IA"));
        let day = |text: &str| text.parse().unwrap();
        assert!(!agency.is_there(day("2021-12-31")) && agency.is_there(day("2022-01-01")));
        let renamed = ORGANISATIONS.iter().find(|known| known.acronym == Some("CPME")).unwrap();
        assert!(renamed.is_there(day("2015-01-01")) && renamed.aliases("27").contains(&"CGPME"));
    }

    #[test]
    fn every_row_of_the_table_has_a_kind_of_the_vocabulary() {
        assert!(ORGANISATIONS.len() >= 27);
        assert!(ORGANISATIONS.iter().all(|known| known.kind != OrganisationKind::Other));
        assert_eq!(REGIONS.len(), 18);
    }

    #[test]
    fn a_breton_assembly_has_no_burgundian_name() {
        let names = |code| ORGANISATIONS.iter().map(|known| known.name(code)).collect::<Vec<_>>().join(";");
        assert!(names("53").contains("Conseil régional de Bretagne"));
        assert!(
            !ORGANISATIONS.iter().any(|known| known.is_of("53") && known.name("53").contains("Bourgogne"))
        );
    }
}
