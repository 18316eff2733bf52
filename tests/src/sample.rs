//! Documents in the form of real opinions, about a region that does not exist: territory 99.

use std::fmt::Write;

use crate::{Database, Program};

/// The options that read them.
pub fn options() -> ingest::Options {
    ingest::Options { territory: Some("99".to_owned()), ..ingest::Options::default() }
}

/// The opinion number `number`, each of another day, with two declarations.
pub fn opinion(number: u32) -> String {
    let (month, day) = (number / 28 % 12, number % 28 + 1);
    let months = [
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
    let mut text = String::new();
    let _ = write!(
        text,
        "Avis sur le rapport {}-{} de l'Exécutif régional\nLe canal numéro {number} des Deux-Lacs\n\n\
         Séance plénière du {day} {} {}\nCommission Eaux et Forêts\n\nRapporteurs : Anne Lormeau et Paul Vriès\n\n\
         Synthèse du rapport de l'Exécutif régional\n\nDeux priorités fondent ce plan :\n- les digues,\n- les ponts.\n\n\
         Avis du CESER\n\nLe CESER approuve la trans-\nformation du canal. Il salue la Région.\n\n\
         Vote du CESER sur l'avis : adopté par {} voix pour, 3 contre et 5 abstentions.\n\
         Déclaration de Zoé Arnac, au nom de la CGT\nSous réserve de ces remarques, la CGT votera l'avis.\n\n\
         Déclaration de Luc Tessel, au nom de la Ligue des mariniers et de la CFDT\nNous nous abstiendrons.\n",
        number / 7 + 1,
        number % 7 + 1,
        months[month as usize],
        2020 + number / 336,
        40 + number % 30,
    );
    text
}

/// The opinion number `number` with a title and a text of the test's own; its two declarations are the sample's.
pub fn opinion_about(number: u32, title: &str, body: &str) -> String {
    let text = opinion(number).replace(&format!("Le canal numéro {number} des Deux-Lacs"), title);
    let text = text.replace("Le CESER approuve la trans-\nformation du canal. Il salue la Région.", body);
    assert!(text.contains(title) && text.contains(body), "the sample has other words now");
    text
}

/// Imports the opinion number `number` by the command line, while a server runs or not.
pub fn import_by_command(database: &Database, number: u32) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("avis.txt"), opinion(number)).unwrap();
    let imported = Program::new(database).args(&["import", "--territory", "99"]).arg(folder.path()).run();
    assert_eq!(imported.code, Some(0), "{imported:?}");
}

/// Imports a document that must be understood.
pub async fn import(store: &store::Store, text: String) {
    let imported = store::import(store, text.into_bytes(), &options(), "test").await.unwrap();
    assert!(imported.parsed.records.is_some(), "{:?}", imported.parsed.problems);
}
