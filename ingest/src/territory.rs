//! The territory of an assembly.

use crate::{
    Basis, Options, Problem, Span,
    lines::Lines,
    naming::{Named, Names},
    reference::{REGIONS, Region},
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
    /// Établissement public de coopération intercommunale, by its SIREN.
    Intercommunality,
    /// Commune.
    Commune,
    /// State, by ISO 3166-1's two letters.
    Country,
}

/// Each level as `--territory LEVEL:CODE` names it.
const LEVELS: [(&str, TerritoryLevel); 5] = [
    ("REGION", TerritoryLevel::Region),
    ("DEPARTMENT", TerritoryLevel::Department),
    ("INTERCOMMUNALITY", TerritoryLevel::Intercommunality),
    ("COMMUNE", TerritoryLevel::Commune),
    ("COUNTRY", TerritoryLevel::Country),
];

/// The territory that the caller states of a file that states none.
pub(crate) fn stated(options: &Options, problems: &mut Vec<Problem>) -> Option<Territory> {
    let whole = Span { start: 0, end: 1, page: None };
    let Some(asked) = &options.territory else {
        let message = "The file does not say which territory its assembly is of. Pass the level and the code, such as `--territory COMMUNE:21231`, INTERCOMMUNALITY:242100410 (its SIREN), DEPARTMENT:21 or COUNTRY:FI; a code alone is a region's: `--territory 27`.";
        problems.push(Problem::error("UNKNOWN_TERRITORY", message.to_owned(), whole));
        return None;
    };
    let Some((level, code)) = asked_for(asked) else {
        problems.push(invalid(asked));
        return None;
    };
    let known = REGIONS.iter().find(|region| level == TerritoryLevel::Region && region.code == code);
    let name = known.map(|region| region.name.to_owned());
    Some(Territory { code: code.to_owned(), level, name, basis: Basis::Inferred, source: None })
}

/// What is wrong with a territory that a caller may state; none where nothing is.
#[must_use]
pub fn territory_fault(asked: &str) -> Option<String> {
    asked_for(asked).is_none().then(|| invalid(asked).message)
}

impl TerritoryLevel {
    /// Whether a code of a territory of this level may read so.
    fn has(self, code: &str) -> bool {
        let figures = |length: usize| code.len() == length && code.bytes().all(|byte| byte.is_ascii_digit());
        match self {
            Self::Region | Self::Department => is_code(code),
            Self::Intercommunality => figures(9),
            Self::Commune => {
                figures(5) || code.len() == 5 && ["2A", "2B"].iter().any(|island| code.starts_with(island))
            }
            Self::Country => code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase()),
        }
    }
}

impl Territory {
    /// Whether a code of a territory may read so, of whichever level.
    #[must_use]
    pub fn may_be_code(code: &str) -> bool {
        LEVELS.iter().any(|(_, level)| level.has(code))
    }

    /// Whether the bundled table has a region of this code.
    #[must_use]
    pub fn is_region(code: &str) -> bool {
        REGIONS.iter().any(|region| region.code == code)
    }
}

/// The level and the code that the caller asks for; a code alone is a region's.
fn asked_for(asked: &str) -> Option<(TerritoryLevel, &str)> {
    let Some((name, code)) = asked.split_once(':') else {
        return is_code(asked).then_some((TerritoryLevel::Region, asked));
    };
    let (_, level) = LEVELS.iter().find(|(known, _)| known.eq_ignore_ascii_case(name))?;
    level.has(code).then_some((*level, code))
}

fn invalid(asked: &str) -> Problem {
    let (what, expected) = if asked.contains(':') {
        (
            "no level with a code",
            "a level and its code: REGION:27, DEPARTMENT:21, INTERCOMMUNALITY:242100410 (a SIREN), COMMUNE:21231 or COUNTRY:FI",
        )
    } else {
        (
            "no INSEE code",
            "that of a region, two figures such as `--territory 27`, or of a department (21, 2A, 974)",
        )
    };
    let message = format!("The territory {asked:?} is {what}. Expected {expected}.");
    Problem::error("INVALID_TERRITORY", message, Span { start: 0, end: 1, page: None })
}

/// What stands before a region's name, folded, where it is the name of an assembly.
const ASSEMBLIES: [&str; 7] = [
    "ceser",
    "cesr",
    "c.e.s.e.r",
    "c.e.s.e.r.",
    "environnemental regional",
    "economique et social regional",
    "economique, social et environnemental",
];
/// What stands before a region's name, folded, where it is the region's own body.
const BODIES: [&str; 2] = ["region", "regional"];
/// What stands between the two.
const LINKS: [&str; 8] = [" de la", " de", " du", " des", " d'", " -", " –", ""];

/// How surely a region's name says whose text it is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Said {
    /// "en Bretagne".
    Name,
    /// "la Région Bretagne".
    Body,
    /// "CESER de Bretagne".
    Assembly,
}

/// A place where a region is named.
struct Candidate {
    at: Named,
    region: &'static Region,
    said: Said,
    /// Whether the head names it.
    head: bool,
    /// Whether the assembly's name begins its line, as letterheads do.
    leads: bool,
}

impl Candidate {
    fn territory(&self, names: &Names) -> Territory {
        Territory {
            code: self.region.code.to_owned(),
            level: TerritoryLevel::Region,
            name: Some(self.region.name.to_owned()),
            basis: Basis::Text,
            source: Some(names.span(self.at)),
        }
    }
}

/// The territory: that of the assembly which the head names; else the caller's; else the one that the text speaks of
/// as its own. The first region that a text happens to name says nothing. `head` is the character where the head ends.
pub(crate) fn read(
    lines: &Lines,
    names: &Names,
    head: usize,
    code: Option<&str>,
    problems: &mut Vec<Problem>,
) -> Option<Territory> {
    let code = match code.map(|asked| asked_for(asked).ok_or(asked)) {
        None => None,
        Some(Ok((TerritoryLevel::Region, code))) => Some(code),
        // The texts of other levels name no region as their own.
        Some(Ok((level, code))) => {
            let code = code.to_owned();
            return Some(Territory { code, level, name: None, basis: Basis::Inferred, source: None });
        }
        // What is no code at all is a slip of the caller's, whatever the text names.
        Some(Err(asked)) => {
            problems.push(invalid(asked));
            return None;
        }
    };
    let named = candidates(lines, names, head);
    let own = |each: &Candidate| each.head && each.said == Said::Assembly;
    let first =
        only(&named, |each| own(each) && each.leads).or_else(|| only(&named, own)).map(|at| &named[at]);
    let Some(code) = code else {
        let found = first
            .or_else(|| only(&named, |each| each.head && each.said == Said::Body).map(|at| &named[at]))
            .or_else(|| only(&named, |each| each.said == Said::Assembly).map(|at| &named[at]))
            .or_else(|| only(&named, |each| each.said == Said::Body).map(|at| &named[at]))
            .or_else(|| only(&named, |_| true).map(|at| &named[at]));
        if found.is_none() {
            problems.push(unknown(&named));
        }
        return found.map(|found| found.territory(names));
    };
    if let Some(first) = first {
        if first.region.code != code {
            let (read, name) = (first.region.code, first.region.name);
            let message = format!(
                "The text is about {name} ({read}), and the territory {code:?} was given. The text was followed: check the option --territory."
            );
            problems.push(Problem::warning("TERRITORY_DIFFERS", message, names.span(first.at)));
        }
        return Some(first.territory(names));
    }
    let strong = |each: &&Candidate| each.said == Said::Assembly || each.head && each.said == Said::Body;
    let said = named.iter().filter(|each| each.said > Said::Name).find(|each| each.region.code == code);
    if said.is_none()
        && let Some(other) = named.iter().find(strong)
    {
        let (read, name) = (other.region.code, other.region.name);
        let message = format!(
            "The text names {name} ({read}), and its head does not say whose assembly it is of. The territory {code:?} that was given was followed: check the option --territory."
        );
        problems.push(Problem::warning("TERRITORY_DIFFERS", message, names.span(other.at)));
    }
    Some(said.map_or_else(|| given(lines, names, code), |said| said.territory(names)))
}

/// The first of the candidates of that sort, where all of them are one region.
fn only(named: &[Candidate], wanted: impl Fn(&Candidate) -> bool) -> Option<usize> {
    let first = named.iter().position(&wanted)?;
    let one =
        named.iter().filter(|each| wanted(each)).all(|each| each.region.code == named[first].region.code);
    one.then_some(first)
}

/// The places where the text names a region, in its order.
fn candidates(lines: &Lines, names: &Names, head: usize) -> Vec<Candidate> {
    let mut named: Vec<Candidate> = Vec::new();
    for region in REGIONS.iter() {
        named.extend(names.find(region.name).into_iter().map(|at| {
            let before = crate::text::fold(&names.before(at, 80));
            let ends = |words: &[&str]| {
                LINKS.iter().any(|link| {
                    let before = before.strip_suffix(link).map(str::trim_end);
                    before.is_some_and(|before| {
                        words.iter().any(|word| {
                            let rest = before.strip_suffix(word);
                            rest.is_some_and(|rest| !rest.ends_with(|char: char| char.is_alphanumeric()))
                        })
                    })
                })
            };
            let said = if ends(&ASSEMBLIES) {
                Said::Assembly
            } else if ends(&BODIES) {
                Said::Body
            } else {
                Said::Name
            };
            let start = names.span(at).start as usize;
            let line = lines.lines.partition_point(|line| line.start <= start).saturating_sub(1);
            let folded = lines.folded(line);
            let leads = ["ceser", "cesr", "c.e.s.e.r", "conseil economique", "environnemental", "avis du c"]
                .iter()
                .any(|word| folded.starts_with(word));
            Candidate { at, region, said, head: start < head, leads }
        }));
    }
    named.sort_by_key(|each| each.at.start);
    named
}

fn unknown(named: &[Candidate]) -> Problem {
    let mut regions: Vec<String> = Vec::new();
    for each in named {
        let region = format!("{} ({})", each.region.name, each.region.code);
        if !regions.contains(&region) {
            regions.push(region);
        }
    }
    let read = if regions.is_empty() {
        String::new()
    } else {
        format!(" It names {}, and none of them as its own.", regions.join(", "))
    };
    let message = format!(
        "The text does not say which region's assembly this is.{read} Pass its INSEE code, such as `--territory 27`."
    );
    Problem::error("UNKNOWN_TERRITORY", message, Span { start: 0, end: 1, page: None })
}

/// The territory that the caller names. One that the table lacks is called what the text calls it, if it does.
fn given(lines: &Lines, names: &Names, code: &str) -> Territory {
    let known = REGIONS.iter().find(|region| region.code == code).map(|region| region.name.to_owned());
    let named = if known.is_none() { called(lines, names) } else { None };
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
fn called(lines: &Lines, names: &Names) -> Option<Named> {
    // "la Région" at a line's end is named by no word of the next.
    let joined = |words: Named, name: Named| {
        let (from, to) = (names.span(words).end as usize, names.span(name).start as usize);
        !lines.chars[from..to.max(from)].contains(&'\n')
    };
    let before = ["CESER de la", "CESER du", "CESER des", "CESER de", "CESER d'", "Région"];
    let mut named: Vec<Named> = before
        .iter()
        .flat_map(|words| names.find(words))
        .filter_map(|words| names.name_after(words).filter(|name| joined(words, *name)))
        .collect();
    named.sort_by_key(|place| place.start);
    named.first().copied()
}
