//! A document: what it says, and how it says it.

use ingest::{OpinionKind, SessionKind};

use crate::{
    ballot::{Ballot, composed},
    page::{Piece, print},
    random::Random,
    speech::{Speech, speech},
    words::{COMMISSIONS, PEOPLE, SENTENCES, TITLES},
};

/// The facts of a document, and its text.
#[derive(Clone, Debug)]
pub(crate) struct Paper {
    pub(crate) text: String,
    pub(crate) kind: OpinionKind,
    pub(crate) title: String,
    pub(crate) day: String,
    pub(crate) session: SessionKind,
    pub(crate) commission: Option<String>,
    pub(crate) report: Option<String>,
    pub(crate) rapporteurs: Vec<String>,
    pub(crate) sections: Vec<(Option<String>, Vec<String>)>,
    pub(crate) ballot: Ballot,
    pub(crate) speeches: Vec<Speech>,
}

const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
const HEADINGS: [&str; 8] = [
    "Préambule",
    "Exposé des motifs",
    "Observations du CESER",
    "Avis du CESER",
    "Propositions",
    "Constats et enjeux",
    "Ce que le rapport ne dit pas",
    "Points de vigilance",
];

pub(crate) fn paper(random: &mut Random, table: &[Ballot]) -> Paper {
    let kind = random.pick(&[
        OpinionKind::Referral,
        OpinionKind::Referral,
        OpinionKind::Referral,
        OpinionKind::SelfReferral,
        OpinionKind::Contribution,
        OpinionKind::Wish,
    ]);
    let title = random.pick(&TITLES).to_owned();
    let (theme, number) = (1 + random.below(9), 1 + random.below(15));
    let report = (kind == OpinionKind::Referral && !random.once_in(5)).then(|| format!("{theme}-{number}"));
    let (year, month, date) = (2016 + random.below(9), 1 + random.below(12), 1 + random.below(28));
    let mut pieces: Vec<Piece> = Vec::new();
    if random.once_in(3) {
        let letterhead = random.pick(&[
            "Conseil économique, social et environnemental régional\ndes Deux-Lacs",
            "CESER des Deux-Lacs",
            "RÉPUBLIQUE FRANÇAISE",
        ]);
        pieces.push(Piece::Lines(letterhead.lines().map(str::to_owned).collect()));
        pieces.push(Piece::Blank);
    }
    let printed = report.as_ref().map(|_| {
        random
            .pick(&["{}-{}", "n° {}-{}", "n°{}.{}", "{} - {}", "N° {}–{}"])
            .replacen("{}", &theme.to_string(), 1)
            .replacen("{}", &number.to_string(), 1)
    });
    let by = random.pick(&["", " de l'Exécutif régional", " de l’Exécutif régional"]);
    let heading = match (kind, &printed) {
        (OpinionKind::Referral, Some(printed)) => format!("Avis sur le rapport {printed}{by}"),
        (OpinionKind::Referral, None) => "Avis sur le projet de la Région".to_owned(),
        (OpinionKind::SelfReferral, _) => {
            random.pick(&["Autosaisine", "AUTOSAISINE", "Avis d'autosaisine"]).to_owned()
        }
        (OpinionKind::Contribution, _) => random.pick(&["Contribution", "Contribution du CESER"]).to_owned(),
        (OpinionKind::Wish, _) => random.pick(&["Vœu", "VŒU", "Vœu du CESER"]).to_owned(),
    };
    // The title stands beside its heading, right below it, or labelled anywhere in the head.
    let mut groups: Vec<Vec<String>> = Vec::new();
    match random.below(4) {
        0 => groups.push(vec![format!("{heading} : {title}")]),
        1 => groups.extend([vec![heading], vec![format!("Objet : {title}")]]),
        2 => groups.push(vec![heading, format!("« {title} »")]),
        _ => groups.push(vec![heading, title.clone()]),
    }
    let spelt = if date == 1 { "1er".to_owned() } else { date.to_string() };
    let month_name = MONTHS[month as usize - 1];
    let long = format!("{spelt} {month_name} {year}");
    let figures = format!("{date:02}/{month:02}/{year}");
    let session =
        random.pick(&[SessionKind::Plenary, SessionKind::Plenary, SessionKind::Plenary, SessionKind::Bureau]);
    let sat = match session {
        SessionKind::Bureau => format!("Réunion du Bureau du {long}"),
        _ => match random.below(7) {
            0 => format!("Séance plénière du {figures}"),
            1 => format!("SÉANCE PLÉNIÈRE DU {}", long.to_uppercase()),
            2 => format!("Session du {long}"),
            3 => format!("Séance plénière\ndu {long}"),
            4 => format!("Assemblée plénière – {long}"),
            5 => format!("S É A N C E   P L É N I È R E   du {long}"),
            _ => format!("Séance plénière du {long}"),
        },
    };
    groups.push(sat.lines().map(str::to_owned).collect());
    let commission = (!random.once_in(4)).then(|| random.pick(&COMMISSIONS).to_owned());
    if let Some(name) = &commission {
        groups.push(vec![match random.below(5) {
            0 => format!("Commission « {name} »"),
            1 => format!("Rapport présenté par la commission {name}"),
            2 => format!("Commission n° 3 : {name}"),
            _ => format!("Commission {name}"),
        }]);
    }
    let count = random.below(4) as usize;
    let rapporteurs: Vec<String> = random.some(count, &PEOPLE).into_iter().map(str::to_owned).collect();
    if count > 0 {
        groups.push(reporters(random, &rapporteurs));
    }
    random.shuffle(&mut groups);
    for group in groups {
        pieces.push(Piece::Lines(group));
        pieces.push(Piece::Blank);
    }
    let mut sections: Vec<(Option<String>, Vec<String>)> = Vec::new();
    let headless = random.once_in(5);
    let count = if headless { 1 } else { 1 + random.below(3) as usize };
    let names = random.some(count, &HEADINGS);
    for (name, at) in names.iter().zip(1..) {
        let name = match random.below(4) {
            0 => format!("{at}. {name}"),
            1 => name.to_uppercase(),
            _ => (*name).to_owned(),
        };
        let mut paragraphs = Vec::new();
        for _ in 0..2 + random.below(2) {
            paragraphs.push(format!("Le CESER a examiné ce point. {}", random.some(3, &SENTENCES).join(" ")));
        }
        if !headless {
            pieces.extend([Piece::Lines(vec![name.clone()]), Piece::Blank]);
        }
        for paragraph in &paragraphs {
            pieces.extend([Piece::Paragraph(paragraph.clone()), Piece::Blank]);
        }
        sections.push(((!headless).then_some(name), paragraphs));
    }
    let ballot = vote(random, table, &mut pieces);
    let speeches: Vec<Speech> = (0..random.below(4)).map(|_| speech(random)).collect();
    for speech in &speeches {
        pieces.push(Piece::Lines(vec![speech.head.clone()]));
        for paragraph in &speech.paragraphs {
            pieces.push(Piece::Paragraph(paragraph.clone()));
            pieces.push(Piece::Blank);
        }
    }
    let foot = format!("CESER des Deux-Lacs – avis du {long}");
    let text = print(random, &pieces, &foot);
    let day = format!("{year}-{month:02}-{date:02}");
    Paper { text, kind, title, day, session, commission, report, rapporteurs, sections, ballot, speeches }
}

fn reporters(random: &mut Random, names: &[String]) -> Vec<String> {
    let label = match names.len() {
        1 => random.pick(&["Rapporteur", "Rapporteure", "Rapporteur général", "RAPPORTEUR"]),
        _ => random.pick(&[
            "Rapporteurs",
            "Rapporteures",
            "Co-rapporteurs",
            "Rapporteur·e·s",
            "Rapporteur(e)s",
        ]),
    };
    let title = random.pick(&["", "", "M. ", "Mme "]);
    let behind = random.pick(&["", "", " (CFDT)", " (commission Montagne)"]);
    let named: Vec<String> = names.iter().map(|name| format!("{title}{name}{behind}")).collect();
    if random.once_in(3) {
        return std::iter::once(format!("{label} :")).chain(named).collect();
    }
    let list = match named.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} et {last}", rest.join(", ")),
        _ => named.concat(),
    };
    vec![format!("{label} : {list}")]
}

/// Prints how the opinion was decided: on a labelled line, below a label, on a line of its own, or in a table.
fn vote(random: &mut Random, table: &[Ballot], pieces: &mut Vec<Piece>) -> Ballot {
    let mut ballot = if random.once_in(2) { random.pick(table) } else { composed(random) };
    match random.below(8) {
        0 => {
            let line = random.pick(&[
                "AVIS ADOPTÉ À L'UNANIMITÉ",
                "Le CESER adopte le présent avis à l'unanimité",
                "A D O P T É   À   L ' U N A N I M I T É",
            ]);
            ballot = Ballot {
                formula: line.to_owned(),
                outcome: Some(ingest::Outcome::Adopted),
                majority: Some(ingest::Majority::Unanimity),
                ..Ballot::default()
            };
            // The wide gaps of the letters printed apart are white space like any other.
            pieces.push(Piece::Lines(vec![format!("{line}.")]));
            ballot.formula = line.split_whitespace().collect::<Vec<_>>().join(" ");
        }
        1 => {
            let figures = [40 + random.below(60), random.below(20), random.below(9)];
            ballot = Ballot::default();
            ballot.counts.r#for = Some(figures[0]);
            ballot.counts.against = Some(figures[1]);
            ballot.counts.abstentions = Some(figures[2]);
            let rows = [
                format!("Pour{}{}", " : ", figures[0]),
                format!("Contre : {}", figures[1]),
                format!("Abstentions : {}", figures[2]),
            ];
            let bare = random.once_in(2);
            let rows: Vec<String> =
                rows.iter().map(|row| if bare { row.replace(" : ", " ") } else { row.clone() }).collect();
            ballot.formula = rows.join(" ");
            let label = random.pick(&["Vote", "VOTE", "Résultat du vote :", "Vote du CESER"]);
            pieces.push(Piece::Lines(std::iter::once(label.to_owned()).chain(rows).collect()));
        }
        2 => {
            pieces.extend([
                Piece::Lines(vec!["Vote du CESER sur l'avis :".to_owned()]),
                Piece::Blank,
                Piece::Lines(vec![format!("{}.", ballot.formula)]),
            ]);
        }
        _ => {
            let label = random.pick(&[
                "Vote du CESER sur l'avis : ",
                "Vote : ",
                "Résultat du vote : ",
                "VOTE DU CESER : ",
                "Vote de l'assemblée plénière – ",
            ]);
            pieces.push(Piece::Paragraph(format!("{label}{}.", ballot.formula)));
        }
    }
    pieces.push(Piece::Blank);
    ballot
}
