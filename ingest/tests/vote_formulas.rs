//! How assemblies print a vote: each row of the table, through the door of a whole document.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use ingest::{Options, Vote, parse};

fn read(formula: &str) -> Vote {
    let text = format!(
        "Avis sur le rapport 1-1 de l'Exécutif régional\nLe canal des Deux-Lacs\n\nSéance plénière du 4 mai 2021\n\n\
         Avis du CESER\n\nLe CESER note le projet.\n\nVote du CESER sur l'avis : {formula}\n"
    );
    let options = Options { territory: Some("99".to_owned()), ..Options::default() };
    parse(text.as_bytes(), &options).records.unwrap().opinion.vote.unwrap()
}

fn words(vote: &Vote) -> [String; 2] {
    let screaming = |name: String| {
        let mut word = String::new();
        for char in name.chars() {
            if char.is_uppercase() && !word.is_empty() {
                word.push('_');
            }
            word.extend(char.to_uppercase());
        }
        word
    };
    let outcome = vote.outcome.map(|outcome| screaming(format!("{outcome:?}"))).unwrap_or_default();
    [outcome, vote.majority.map(|majority| screaming(format!("{majority:?}"))).unwrap_or_default()]
}

#[test]
fn every_formula_of_the_table_means_what_the_table_says() {
    let mut wrong = Vec::new();
    for line in include_str!("data/vote-formulas.tsv").lines().skip(1) {
        let mut cells: Vec<&str> = line.split('\t').collect();
        cells.resize(12, "");
        let vote = read(cells[1]);
        let [outcome, majority] = words(&vote);
        let counts = vote.counts.unwrap_or_default();
        let figures = [
            counts.r#for,
            counts.against,
            counts.abstentions,
            counts.not_participating,
            counts.present,
            counts.cast,
            counts.eligible,
        ];
        let figures = figures.map(|figure| figure.map(|figure| figure.to_string()).unwrap_or_default());
        let mut got = vec![cells[0].to_owned(), cells[1].to_owned(), outcome, majority];
        got.extend(figures);
        got.push(if vote.inconsistent { "yes".to_owned() } else { String::new() });
        if got != cells {
            wrong.push(format!("expected {cells:?}\n     got {got:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What a formula says: outcome, majority, and the figures that it prints.
fn said(formula: &str) -> String {
    let vote = read(formula);
    let [outcome, majority] = words(&vote);
    let counts = vote.counts.unwrap_or_default();
    let figures = [
        ("for", counts.r#for),
        ("against", counts.against),
        ("abstentions", counts.abstentions),
        ("out", counts.not_participating),
        ("absent", counts.absent),
        ("present", counts.present),
        ("cast", counts.cast),
        ("eligible", counts.eligible),
    ];
    let figures = figures.into_iter().filter_map(|(name, figure)| Some(format!("{name} {}", figure?)));
    [outcome, majority]
        .into_iter()
        .chain(figures)
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn other_formulas_say_what_their_words_say_and_no_more() {
    for (formula, expected) in [
        ("Le CESER émet un avis favorable par 62 voix contre 3", "for 62 against 3"),
        ("Le CESER rend un avis favorable (62 pour, 3 contre)", "for 62 against 3"),
        ("62 avis favorables, 3 avis défavorables", "for 62 against 3"),
        ("Adopté à la majorité simple, 3 conseillers ayant quitté la séance", "ADOPTED MAJORITY"),
        ("adopté, deux membres s'étant retirés", "ADOPTED"),
        ("adopté en l'absence de 3 conseillers", "ADOPTED"),
        ("adopté par 62 pour, 3 contre, 3 conseillers étant sortis", "ADOPTED for 62 against 3"),
        ("UNANIMITÉ DES PRÉSENTS (87 MEMBRES)", "ADOPTED UNANIMITY present 87"),
        ("adopté à l'unanimité des votants (87)", "ADOPTED UNANIMITY cast 87"),
        ("adopté à l'unanimité des 110 membres du CESER", "ADOPTED UNANIMITY eligible 110"),
        ("majorité absolue des membres présents : 48 voix sur 80", "MAJORITY"),
        ("adopté à la majorité absolue des membres présents : 48 voix sur 80", "ADOPTED MAJORITY for 48"),
        ("adopté à la majorité des deux tiers des membres présents", "ADOPTED MAJORITY"),
        ("n'est pas adopté à l'unanimité : 60 pour, 1 contre", "for 60 against 1"),
        ("adopté, mais pas à l'unanimité : 60 pour, 1 contre", "ADOPTED for 60 against 1"),
        ("n'est pas adopté à la majorité requise", "REJECTED"),
        (
            "adopté par soixante-douze voix, onze contre et cinq abstentions",
            "ADOPTED for 72 against 11 abstentions 5",
        ),
        (
            "adopté à la majorité de 62 voix, contre 3 et 5 abstentions",
            "ADOPTED MAJORITY for 62 against 3 abstentions 5",
        ),
        (
            "adopté à une très courte majorité de 41 voix contre 40",
            "ADOPTED NARROW_MAJORITY for 41 against 40",
        ),
        (
            "L'avis recueille 62 voix, 3 conseillers votent contre et 2 s'abstiennent",
            "for 62 against 3 abstentions 2",
        ),
        ("65 votants, adopté par 62 voix contre 3", "ADOPTED for 62 against 3 cast 65"),
        ("adopté par une voix d'avance", "ADOPTED"),
        ("ni pour ni contre", ""),
    ] {
        assert_eq!(said(formula), expected, "{formula}");
    }
}

#[test]
fn two_votes_that_differ_are_said_and_which_was_kept() {
    let read = |text: &str| {
        let text = format!(
            "Avis sur le rapport 1-1 de l'Exécutif régional\nLe canal des Deux-Lacs\n\nSéance plénière du 4 mai 2021\n\n\
             Avis du CESER\n\nLe CESER note le projet.\n\n{text}\n"
        );
        let options = Options { territory: Some("99".to_owned()), ..Options::default() };
        let parsed = parse(text.as_bytes(), &options);
        let told = parsed.problems.iter().filter(|problem| problem.code == "SEVERAL_VOTES").count();
        (parsed.records.unwrap().opinion.vote.unwrap().inconsistent, told)
    };
    let label = "Vote du CESER sur l'avis :";
    assert_eq!(
        read(&format!("Vote : adopté à l'unanimité.\n\n{label} rejeté par 40 voix contre, 21 voix pour.")),
        (false, 1)
    );
    let twice =
        "AVIS ADOPTÉ PAR 62 VOIX POUR\n\nMis aux voix, l'avis est adopté par 63 voix pour et 3 contre.";
    assert_eq!(read(twice), (true, 1));
    assert_eq!(read(&format!("AVIS ADOPTÉ À L'UNANIMITÉ\n\n{label} adopté à l'unanimité.")), (false, 0));
    assert_eq!(read(&format!("AVIS ADOPTÉ\n\n{label} adopté par 60 voix pour.")), (false, 0));
}
