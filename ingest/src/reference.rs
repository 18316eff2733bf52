//! The reference tables bundled with the program: known organisations, and regions by their INSEE codes.

use std::sync::LazyLock;

use crate::OrganisationKind;

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
}

impl Known {
    /// Whether a text about this region may mean it.
    pub(crate) fn is_of(&self, code: &str) -> bool {
        self.region.is_none_or(|region| region == code)
    }

    /// The name, with the region's where the table leaves room for it.
    pub(crate) fn name(&self, code: &str) -> String {
        let of = REGIONS.iter().find(|region| region.code == code).map(|region| region.of);
        self.name.replace("{of}", of.unwrap_or_default()).trim_end().to_owned()
    }

    /// The other names that are used in this region.
    pub(crate) fn aliases(&self, code: &str) -> Vec<&'static str> {
        let used = self.aliases.iter().filter(|(region, _)| region.is_none_or(|region| region == code));
        used.map(|(_, alias)| *alias).collect()
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
    })
    .collect()
});

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

#[cfg(test)]
mod tests {
    use super::{ORGANISATIONS, REGIONS};
    use crate::OrganisationKind;

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
