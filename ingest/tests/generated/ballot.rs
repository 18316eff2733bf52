//! Formulas of votes, of the table and of a grammar, with what they mean.

use ingest::{Counts, Majority, Outcome};

use crate::random::Random;

/// A formula and what it means.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Ballot {
    pub(crate) formula: String,
    pub(crate) outcome: Option<Outcome>,
    pub(crate) majority: Option<Majority>,
    pub(crate) counts: Counts,
    pub(crate) inconsistent: bool,
}

/// The rows of the table of formulas.
pub(crate) fn table() -> Vec<Ballot> {
    let rows = include_str!("../data/vote-formulas.tsv").lines().skip(1);
    rows.map(|row| {
        let mut cells: Vec<&str> = row.split('\t').collect();
        cells.resize(12, "");
        let figure = |at: usize| cells[at].parse().ok();
        let counts = Counts {
            r#for: figure(4),
            against: figure(5),
            abstentions: figure(6),
            not_participating: figure(7),
            present: figure(8),
            cast: figure(9),
            eligible: figure(10),
            absent: None,
        };
        let outcome = match cells[2] {
            "ADOPTED" => Some(Outcome::Adopted),
            "REJECTED" => Some(Outcome::Rejected),
            "NOTED" => Some(Outcome::Noted),
            _ => None,
        };
        let majority = match cells[3] {
            "UNANIMITY" => Some(Majority::Unanimity),
            "NEAR_UNANIMITY" => Some(Majority::NearUnanimity),
            "LARGE_MAJORITY" => Some(Majority::LargeMajority),
            "MAJORITY" => Some(Majority::Majority),
            _ => None,
        };
        Ballot {
            formula: cells[1].trim_end_matches('.').to_owned(),
            outcome,
            majority,
            counts,
            inconsistent: cells[11] == "yes",
        }
    })
    .collect()
}

/// A formula of a grammar of its own.
pub(crate) fn composed(random: &mut Random) -> Ballot {
    let mut ballot = Ballot::default();
    let decided = random.below(4);
    let verb = match decided {
        0 => String::new(),
        1 => {
            ballot.outcome = Some(Outcome::Rejected);
            random.pick(&["rejeté ", "l'avis n'est pas adopté ", "l’avis est rejeté "]).to_owned()
        }
        _ => {
            ballot.outcome = Some(Outcome::Adopted);
            random
                .pick(&["adopté ", "L'avis est adopté ", "approuvé ", "le CESER adopte l'avis ", "ADOPTÉ "])
                .to_owned()
        }
    };
    if random.once_in(4) && ballot.outcome == Some(Outcome::Adopted) {
        let (words, majority) = random.pick(&[
            ("à l'unanimité", Majority::Unanimity),
            ("à l’unanimité des suffrages exprimés", Majority::Unanimity),
            ("À LA QUASI-UNANIMITÉ", Majority::NearUnanimity),
            ("à une très large majorité", Majority::LargeMajority),
            ("à la majorité absolue", Majority::Majority),
            ("à une courte majorité", Majority::NarrowMajority),
        ]);
        ballot.majority = Some(majority);
        ballot.formula = format!("{verb}{words}");
        return ballot;
    }
    let figures = [20 + random.below(90), random.below(20), random.below(13)];
    let spelt = random.below(4);
    let mut parts: Vec<(usize, u32)> = vec![(0, figures[0]), (1, figures[1]), (2, figures[2])];
    if random.once_in(3) {
        parts.remove(1 + random.below(2) as usize);
    }
    if ballot.outcome == Some(Outcome::Rejected) {
        parts.swap(0, 1);
    }
    let before = random.once_in(2);
    let singles = [
        ["voix pour", "pour", "votes pour", "votes favorables"],
        ["voix contre", "contre", "votes contre", "oppositions"],
        ["abstentions", "abstentions", "se sont abstenus", "abstentions"],
    ];
    let labels = [
        ["Pour", "Voix pour", "Ont voté pour"],
        ["Contre", "Voix contre", "Ont voté contre"],
        ["Abstentions", "Abstention(s)", "Se sont abstenus"],
    ];
    let style = random.below(4) as usize;
    let mut pieces = Vec::new();
    for (which, figure) in &parts {
        let number = match spelt {
            0 if *figure > 1 => spell(*figure),
            _ => figure.to_string(),
        };
        pieces.push(if before {
            format!("{} : {number}", labels[*which][style % 3])
        } else if *figure == 0 && *which > 0 && random.once_in(2) {
            ["aucune voix contre", "aucune abstention"][*which - 1].to_owned()
        } else {
            format!("{number} {}", singles[*which][style])
        });
    }
    for (which, figure) in parts {
        match which {
            0 => ballot.counts.r#for = Some(figure),
            1 => ballot.counts.against = Some(figure),
            _ => ballot.counts.abstentions = Some(figure),
        }
    }
    if random.once_in(5) {
        let out = 2 + random.below(4);
        ballot.counts.not_participating = Some(out);
        pieces.push(if before {
            format!("Ne prennent pas part au vote : {out}")
        } else {
            format!("{out} conseillers ne prenant pas part au vote")
        });
    }
    let all = [ballot.counts.r#for, ballot.counts.against, ballot.counts.abstentions];
    if random.once_in(5) && all.iter().all(Option::is_some) {
        let sum: u32 = all.iter().flatten().sum();
        let cast = if random.once_in(3) { sum + 1 + random.below(5) } else { sum };
        ballot.counts.cast = Some(cast);
        ballot.inconsistent = cast != sum;
        pieces.insert(
            0,
            if before { format!("Nombre de votants : {cast}") } else { format!("{cast} votants") },
        );
    }
    let sign =
        if before { random.pick(&[" / ", ", ", " – ", " ; "]) } else { random.pick(&[", ", " ; ", ", "]) };
    let list = match (before, pieces.len()) {
        (false, 2..) if random.once_in(2) => {
            let last = pieces.pop().unwrap();
            format!("{} et {last}", pieces.join(sign))
        }
        _ => pieces.join(sign),
    };
    ballot.formula = match (before || ballot.counts.cast.is_some(), verb.is_empty()) {
        (_, true) => list,
        (true, false) => random.pick(&["{}({})", "{}: {}"]).replacen("{}", &verb, 1).replacen("{}", &list, 1),
        (false, false) => format!("{verb}par {list}"),
    };
    ballot
}

/// A number below two hundred in words.
fn spell(number: u32) -> String {
    let units = [
        "", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze",
        "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
    ];
    let tens = [
        "",
        "",
        "vingt",
        "trente",
        "quarante",
        "cinquante",
        "soixante",
        "soixante",
        "quatre-vingt",
        "quatre-vingt",
    ];
    if number >= 100 {
        return format!("cent {}", spell(number - 100)).trim_end().to_owned();
    }
    let (ten, rest) = (number as usize / 10, number as usize % 10);
    match (ten, rest) {
        (0 | 1, _) => units[number as usize].to_owned(),
        (7, 1) => "soixante et onze".to_owned(),
        (8, 0) => "quatre-vingts".to_owned(),
        (7 | 9, rest) => format!("{}-{}", tens[ten], units[10 + rest]),
        (_, 0) => tens[ten].to_owned(),
        (2..7, 1) => format!("{} et un", tens[ten]),
        _ => format!("{}-{}", tens[ten], units[rest]),
    }
}
