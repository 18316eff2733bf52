//! The territory of an assembly.

use crate::{
    Basis, Problem, Span,
    naming::{Named, Names},
    reference::REGIONS,
};

/// A territory by its INSEE code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Territory {
    /// The INSEE code, such as "27".
    pub code: String,
    /// What kind of territory the code counts.
    pub level: TerritoryLevel,
    /// The name, where the bundled table knows the code.
    pub name: Option<String>,
    /// What the record rests on: `Inferred` where the caller gave the code.
    pub basis: Basis,
    /// Where the text names it; none where only the caller did.
    pub source: Option<Span>,
}

/// The level of a territory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TerritoryLevel {
    /// Région.
    Region,
    /// Département.
    Department,
}

/// What a text says before a region's name where it speaks of the region's own bodies.
const STRONG: [&str; 8] = [
    "CESER ",
    "CESER de ",
    "CESER d'",
    "Région ",
    "régional ",
    "régional de ",
    "régional d'",
    "régional du ",
];

/// The territory: what the text says beyond doubt, else the caller's code, else the only region that it names.
pub(crate) fn read(names: &Names, code: Option<&str>, problems: &mut Vec<Problem>) -> Option<Territory> {
    // What is no code at all is a slip of the caller's, whatever the text names.
    if let Some(code) = code.filter(|code| !is_code(code)) {
        let message = format!(
            "The territory {code:?} is no INSEE code. Expected that of a region, two figures such as `--territory 27`, or of a department (21, 2A, 974)."
        );
        problems.push(Problem::error("INVALID_TERRITORY", message, Span { start: 0, end: 1, page: None }));
        return None;
    }
    let mut named: Vec<(Named, usize)> = Vec::new();
    for (region, at) in REGIONS.iter().zip(0..) {
        named.extend(names.find(region.name).into_iter().map(|place| (place, at)));
    }
    named.sort_by_key(|(place, _)| place.start);
    let strong = named.iter().find(|(place, _)| {
        let before = names.before(*place, 12).replace('\u{2019}', "'");
        STRONG.iter().any(|words| before.ends_with(words))
    });
    let only = named.first().filter(|first| named.iter().all(|other| other.1 == first.1));
    let read = |(place, at): &(Named, usize)| Territory {
        code: REGIONS[*at].code.to_owned(),
        level: TerritoryLevel::Region,
        name: Some(REGIONS[*at].name.to_owned()),
        basis: Basis::Text,
        source: Some(names.span(*place)),
    };
    if let Some(strong) = strong {
        let territory = read(strong);
        if let Some(code) = code.filter(|code| *code != territory.code) {
            let (read, name) = (&territory.code, REGIONS[strong.1].name);
            let message = format!(
                "The text is about {name} ({read}), and the territory {code:?} was given. The text was followed: check the option --territory."
            );
            problems.push(Problem::warning("TERRITORY_DIFFERS", message, names.span(strong.0)));
        }
        return Some(territory);
    }
    match code {
        Some(code) => Some(given(names, code)),
        None if only.is_some() => only.map(read),
        None => {
            let message = "The text does not say which region's assembly this is. Pass its INSEE code, such as `--territory 27`.";
            problems.push(Problem::error(
                "UNKNOWN_TERRITORY",
                message.to_owned(),
                Span { start: 0, end: 1, page: None },
            ));
            None
        }
    }
}

/// The territory that the caller names. One that the table lacks is called what the text calls it, if it does.
fn given(names: &Names, code: &str) -> Territory {
    let known = REGIONS.iter().find(|region| region.code == code).map(|region| region.name.to_owned());
    let named = if known.is_none() { called(names) } else { None };
    Territory {
        code: code.to_owned(),
        level: TerritoryLevel::Region,
        name: known.or(named.map(|place| names.text(place))),
        basis: Basis::Inferred,
        source: named.map(|place| names.span(place)),
    }
}

/// Whether INSEE's code of a region or a department may read so: two figures, 2A and 2B, three figures overseas. The
/// two figures need not be those of a region that is: regions merge, and 99 is nowhere.
fn is_code(code: &str) -> bool {
    let figures = code.bytes().all(|byte| byte.is_ascii_digit());
    match code.len() {
        2 => figures || matches!(code, "2A" | "2B"),
        3 => figures && matches!(&code[..2], "97" | "98"),
        _ => false,
    }
}

/// The name that the text gives its region: "CESER des Deux-Lacs", "Région Deux-Lacs".
fn called(names: &Names) -> Option<Named> {
    let before = ["CESER de la", "CESER du", "CESER des", "CESER de", "CESER d'", "Région"];
    let mut named: Vec<Named> = before
        .iter()
        .flat_map(|words| names.find(words))
        .filter_map(|words| names.name_after(words))
        .collect();
    named.sort_by_key(|place| place.start);
    named.first().copied()
}
