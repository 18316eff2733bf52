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
