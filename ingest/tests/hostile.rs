//! Bytes that are no opinion, and opinions that nearly are.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod invariants;

use ingest::{Options, Parsed, Severity, parse};
use proptest::prelude::*;

const SAMPLE: &str = "Avis sur le rapport 2-3 de l'Exécutif régional\nLe plan des marais\nde la Région des Deux-Lacs\n\n\
Séance plénière du jeudi 1er avril 2021\nCommission Eaux et Forêts\n\nRapporteurs : Anne Lormeau et M. Paul de VRIÈS\n\n\
Synthèse du rapport de l'Exécutif régional\n\nDeux priorités :\n- les digues,\n- les ponts.\n\nAvis du CESER\n\n\
Le CESER approuve la trans-\nformation du canal. Est-\nelle utile ?\n\n\
Vote du CESER sur l'avis : adopté par 52 voix pour, 3 contre et 5 abstentions.\n\
Déclaration de Zoé d’Arc, au nom de la Ligue des mariniers et de la CGT\nNous voterons contre.\n";

fn options() -> Options {
    Options { territory: Some("99".to_owned()), ..Options::default() }
}

fn refusal(bytes: &[u8]) -> (&'static str, u32, u32) {
    let parsed = parse(bytes, &options());
    assert!(parsed.records.is_none());
    let problem = parsed.problems.iter().find(|problem| problem.severity == Severity::Error).unwrap();
    (problem.code, problem.line, problem.column)
}

#[test]
fn what_is_no_opinion_is_refused_at_its_line_and_column() {
    assert_eq!(refusal(b""), ("EMPTY", 1, 1));
    assert_eq!(refusal(b"abc\nde\0f"), ("NOT_TEXT", 2, 3));
    assert_eq!(refusal(b"\xc3\xa9t\xc3\xa9\ncaf\xe9"), ("INVALID_UTF8", 2, 4));
    assert_eq!(refusal(b"pr\x82sence"), ("UNKNOWN_ENCODING", 1, 3));
    assert_eq!(refusal("\n  Tarte aux prunes\n\nCuire 40 minutes.\n".as_bytes()), ("NOT_AN_OPINION", 2, 3));
    assert_eq!(refusal(&vec![0; 1 << 20]), ("NOT_TEXT", 1, 1));
    assert_eq!(refusal(SAMPLE.replace("1er avril", "31 avril").as_bytes()), ("INVALID_DATE", 5, 1));
    assert_eq!(
        refusal(SAMPLE.replace("Séance plénière du jeudi 1er avril 2021", "").as_bytes()).0,
        "MISSING_SESSION"
    );
    let parsed = parse(SAMPLE.as_bytes(), &Options::default());
    assert_eq!(parsed.problems[0].code, "UNKNOWN_TERRITORY");
}

#[test]
fn a_sample_of_every_part_is_read() {
    let parsed = parse(SAMPLE.as_bytes(), &options());
    assert_eq!(parsed.problems, []);
    let records = parsed.records.unwrap();
    let opinion = records.opinion;
    assert_eq!(opinion.title, "Le plan des marais de la Région des Deux-Lacs");
    let names: Vec<&str> = records.persons.iter().map(|person| person.name.as_str()).collect();
    assert_eq!(names, ["Anne Lormeau", "Paul de VRIÈS", "Zoé d’Arc"]);
    assert_eq!(
        opinion.sections[1].paragraphs[0].text,
        "Le CESER approuve la transformation du canal. Est-elle utile ?"
    );
    let report = opinion.report.unwrap();
    let priorities: Vec<&str> = report.priorities.iter().map(|priority| priority.title.as_str()).collect();
    assert_eq!(priorities, ["les digues", "les ponts"]);
    let keys: Vec<&str> = opinion.declarations[0].organisations.iter().map(|key| key.0.as_str()).collect();
    assert_eq!(keys, ["ligue-des-mariniers", "cgt"]);
    assert_eq!(opinion.positions.len(), 2);
    assert!(records.memberships.is_empty(), "two organisations do not say on whose behalf she sits");
}

/// Pieces of sentences that name, date, cite and ask.
const PIECES: [&str; 44] = [
    "Le CESER ",
    "demande ",
    "que ",
    "la Région ",
    "SCORAN ",
    "(SCORAN) ",
    "Schéma régional des lacs (SRL) ",
    "CRL ",
    "Comité des rives du lac (CRL) ",
    "Conseil des refuges libres (CRL) ",
    "plan de relance ",
    "(État et Région) ",
    "et de l'État ",
    "adoption de la ",
    "a été adoptée ",
    "en 2018 ",
    "le 25 juin dernier ",
    "31 février 2020 ",
    "d'ici 2027",
    "son autosaisine ",
    "\"",
    "« ",
    " »",
    "(",
    ")",
    "\n",
    "\n\n",
    "\n- ",
    "\n1. ",
    ". ",
    ", ",
    " : ",
    "; ",
    "préconisation n° 2 ",
    "du CESER ",
    "n'a pas été retenue ",
    "fait écho à la ",
    "Comme déjà préconisé, ",
    "encore une fois ",
    "l'avis du 12 mars 2019 sur le rapport 3-2 ",
    "il serait souhaitable de ",
    "M. ",
    "cet-\nte ",
    "concernant ",
];

/// Whether all that holds of every document holds of this one; else it panics with what does not.
fn places_are_true(parsed: &Parsed) -> bool {
    invariants::hold(parsed);
    true
}

proptest! {
    #[test]
    fn no_order_of_sentences_ends_the_program(order in proptest::collection::vec(0..PIECES.len(), 0..60)) {
        let said: String = order.iter().map(|at| PIECES[*at]).collect();
        let text = SAMPLE.replace("Le CESER approuve la", &said) + &said;
        let parsed = parse(text.as_bytes(), &options());
        prop_assert!(places_are_true(&parsed));
        if let Some(records) = &parsed.records {
            let told = records.mentions.iter().all(|each| each.target.is_some() != (each.candidates.len() > 1));
            prop_assert!(told, "a mention has a target, or candidates");
        }
    }

    #[test]
    fn no_bytes_end_the_program(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(places_are_true(&parse(&bytes, &options())));
    }

    #[test]
    fn a_damaged_opinion_keeps_its_places_true(cut in 0usize..900, width in 0usize..40, put in "[\\PC\n\u{c}]{0,12}") {
        let mut chars: Vec<char> = SAMPLE.chars().collect();
        let start = cut.min(chars.len());
        let end = (start + width).min(chars.len());
        chars.splice(start..end, put.chars());
        let text: String = chars.into_iter().collect();
        prop_assert!(places_are_true(&parse(text.as_bytes(), &options())));
    }
}

/// Lines that a reader of heads, votes and declarations might trip over.
const SHARDS: [&str; 30] = [
    "Rapporteurs :",
    "M. X, au titre de la CPME :",
    "Vote :",
    "Pour : 75 / Contre : 2",
    "adopté par x voix pour",
    "Avis sur le rapport n°",
    "Objet :",
    "AVIS",
    "A D O P T É",
    "Déclaration de",
    "Déclaration au nom de la CGT, de la FSU et de",
    "si nous votions contre, il s'abstiendrait",
    "\u{c}",
    "- 2 -",
    "Page 3/4",
    "CESER – page 2/3",
    "Session des 5 et 6 octobre 2020",
    "Séance plénière du 31/02/2021",
    "1. Préambule",
    "« »",
    "(",
    "Commission n° 3 «",
    "quatre-vingt-dix-neuf mille milliards de voix",
    "99999999999999 voix pour",
    "de l\u{2019}",
    "Nous ne prendrons pas part",
    "\u{ad}",
    "\u{fb03}",
    "\r",
    "l'avis n'est pas adopté",
];

fn shard() -> impl Strategy<Value = String> {
    prop_oneof![
        proptest::sample::select(SHARDS.to_vec()).prop_map(str::to_owned),
        proptest::sample::select(SAMPLE.lines().collect::<Vec<_>>()).prop_map(str::to_owned),
        "[\\PC ]{0,30}",
    ]
}

proptest! {
    #[test]
    fn parts_in_any_order_keep_their_places_true(
        shards in proptest::collection::vec((shard(), "(\n|\n\n|\r\n| |\u{c}|, )"), 0..40),
    ) {
        let text: String = shards.into_iter().flat_map(|(shard, end)| [shard, end]).collect();
        for text in [format!("{SAMPLE}{text}"), format!("{text}{SAMPLE}"), text] {
            prop_assert!(places_are_true(&parse(text.as_bytes(), &options())), "{text}");
        }
    }
}

/// A reader whose time grows with the square of the text would not come to the end of these within a day.
#[test]
fn a_mebibyte_of_whatever_line_comes_to_an_end() {
    let head = "Avis sur le rapport 2-3\nLe plan\n\nSéance plénière du 6 octobre 2020\n\nAvis du CESER\n\n";
    let mut all = head.to_owned();
    for line in [
        "Déclaration de Zoé d'Arc, au nom de la CGT\nNous voterons contre.\n",
        "Vote : adopté par 75 voix pour, 3 contre\n",
        "Rapporteur : Anne Lormeau et\n",
        "L'avis est adopté par 1 pour 2 contre 3 abstentions 4 ",
        "Page 2\n",
        "1. Préambule\n\n",
        "\n",
        "(",
        "Le CESER adopte l'avis à l'unanimité. ",
        "A D O P T É ",
        "si nous votons contre l'avis ",
        "CESER\n\u{c}",
        "pour : x voix ",
        "é",
    ] {
        let part = line.repeat((1 << 18) / line.len());
        assert!(
            places_of_the_records_lie_inside(&parse((head.to_owned() + &part).as_bytes(), &options())),
            "{line:?}"
        );
        all.push_str(&part[..part.floor_char_boundary((1 << 20) / 14)]);
    }
    assert!(all.len() > 1_000_000);
    assert!(places_of_the_records_lie_inside(&parse(all.as_bytes(), &options())));
}

/// The cheap half of [`places_are_true`], for long texts.
fn places_of_the_records_lie_inside(parsed: &Parsed) -> bool {
    let length = parsed.text.as_deref().unwrap_or_default().chars().count();
    parsed.records.iter().all(|records| {
        let spans = records.opinion.declarations.iter().map(|each| each.source);
        spans
            .chain(records.organisations.iter().map(|each| each.source))
            .all(|span| span.end as usize <= length)
    })
}

#[test]
fn accents_may_stand_as_characters_of_their_own() {
    use unicode_normalization::UnicodeNormalization;
    let text = "Avis sur le rapport 1-2\nL'été à Bresné\n\nSéance plénière du 6 janvier 2020\n\nRapporteur : Zoé Arnaé\n\nAvis du CESER\n\nLe CESER a décidé.\n\nVote du CESER sur l'avis : adopté à l'unanimité.\n";
    let options = Options { territory: Some("99".to_owned()), ..Options::default() };
    let apart: String = text.nfd().collect();
    assert_ne!(apart, text);
    assert_eq!(parse(apart.as_bytes(), &options), parse(text.as_bytes(), &options));
}
