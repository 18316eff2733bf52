//! Lists whose items bear their numbers in words: "Préconisation n° 3", "P1", "1)".

use crate::said::{read, records};

/// Number and words of each recommendation.
fn listed(said: &str) -> Vec<String> {
    let parsed = read(said);
    let read = records(&parsed).recommendations.iter();
    read.map(|each| {
        format!("{} {}", each.number.as_deref().unwrap_or("-"), each.text.as_deref().unwrap_or("-"))
    })
    .collect()
}

#[test]
fn a_label_begins_a_recommendation_of_its_own() {
    let lead = "Le CESER formule les préconisations suivantes :";
    let three = ["1 Ouvrir un bac sur le lac", "2 Fermer le canal", "3 Former les agents"];
    for said in [
        format!(
            "{lead}\nPréconisation n°1 : Ouvrir un bac\nsur le lac.\nPréconisation n°2 : Fermer le canal\nPréconisation n° 3\nFormer les agents."
        ),
        format!(
            "{lead}\n\nPréconisation n°1 : Ouvrir un bac sur le lac.\n\nPréconisation n°2 : Fermer le canal\n\nPréconisation n° 3\nFormer les agents."
        ),
        format!(
            "{lead}\nPréconisation 1 - Ouvrir un bac sur le lac ;\nPréconisation 2 - Fermer le canal ;\nPréconisation 3 - Former les agents."
        ),
        "Préconisation 1 : Ouvrir un bac sur le lac ; Préconisation 2 : Fermer le canal ; Préconisation 3 : Former les agents.".to_owned(),
        "Le lac est bas.\n\nPréconisation n° 1\nOuvrir un bac sur le lac.\nPréconisation n° 2\nFermer le canal.\nPréconisation n° 3\nFormer les agents.".to_owned(),
    ] {
        assert_eq!(listed(&said), three, "{said}");
    }
}

#[test]
fn an_item_s_mark_is_its_number() {
    let two = ["1 un fonds", "2 un bac neuf"];
    for said in [
        "Le CESER formule les préconisations suivantes :\n- P1 : un fonds\n- P2 : un bac neuf",
        "Le CESER formule les préconisations suivantes :\n1) un fonds\n2) un bac neuf",
        "Le CESER formule les préconisations suivantes : 1) un fonds ; 2) un bac neuf.",
        "Le CESER préconise : 1) un fonds ; 2) un bac neuf.",
    ] {
        assert_eq!(listed(said), two, "{said}");
    }
}

#[test]
fn a_recommendation_s_number_within_a_sentence_begins_nothing() {
    for said in [
        "Le CESER a lu la\nPréconisation n° 3 qui porte sur le lac.",
        "Le CESER approuve ce qui suit la préconisation 5 ; le bac est vieux.",
    ] {
        assert_eq!(listed(said), [] as [&str; 0], "{said}");
    }
}
