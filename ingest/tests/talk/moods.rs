//! Steps that happened or will, and words that only wish, fear, suppose or deny them.

use crate::said::{milestones, read_on, records};

#[test]
fn what_is_wished_feared_supposed_or_denied_is_no_step() {
    for said in [
        "Le CESER craint que la Stratégie régionale des haies (SRH) soit abandonnée en 2025.",
        "Si la SCORAN était adoptée en 2025, le CESER applaudirait.",
        "Si, comme prévu, la SCORAN est adoptée en 2025, le CESER applaudira.",
        "Le CESER ignore si la SCORAN sera adoptée en 2025.",
        "Le CESER demande que la SCORAN soit adoptée en 2025.",
        "Le CESER demande à la Région que la SCORAN soit adoptée en 2025.",
        "Il est indispensable que la Région adopte la SCORAN en 2025.",
        "Le CESER espère que la SCORAN sera adoptée en 2025.",
        "La SCORAN doit être adoptée avant fin 2025.",
        "La SCORAN sera adoptée avant le 1er juillet 2025.",
        "Avant que la SCORAN soit adoptée en 2021, le lac était bas.",
        "Avant que la SCORAN ne soit adoptée en 2021, le lac était bas.",
        "La SCORAN serait adoptée en 2025.",
        "La SCORAN aurait dû être adoptée en 2021.",
        "La SCORAN n'a pas été adoptée en 2021.",
        "Jamais la Région n'a adopté la SCORAN en 2021.",
        "Le CESER souhaite l'adoption de la SCORAN en 2025.",
        "Sans adoption de la SCORAN en 2025, rien ne sera fait.",
        "La SCORAN, créée le 31 février 2021, compte.",
        "Le 31 avril 2021, la Région a adopté la SCORAN.",
    ] {
        assert_eq!(milestones(said), [] as [&str; 0], "{said}");
    }
}

#[test]
fn what_stands_beside_a_wish_is_told_all_the_same() {
    let cases: [(&str, &str); 8] = [
        ("Si le lac est bas, la SCORAN a été adoptée en 2021.", "2021 SCORAN a été adoptée"),
        ("Le CESER rappelle que la SCORAN a été adoptée en 2021.", "2021 SCORAN a été adoptée"),
        (
            "Le CESER recommande la SCORAN que la Région a adoptée ; MOBIGO ouvrira en 2027.",
            "2027 MOBIGO ouvrira",
        ),
        ("La SCORAN n'a été adoptée qu'en 2021.", "2021 SCORAN a été adoptée"),
        (
            "La SCORAN n’a été adoptée par la Région qu’en juin 2021.",
            "2021-06 SCORAN a été adoptée par la Région",
        ),
        ("La Région n'a adopté la SCORAN qu'en 2021.", "2021 La Région a adopté la SCORAN"),
        ("C'est en 2021 que la Région a lancé la SCORAN.", "2021 La Région a lancé la SCORAN"),
        ("Ce n'est qu'en juin 2021 que la SCORAN a été adoptée.", "2021-06 SCORAN a été adoptée"),
    ];
    for (said, expected) in cases {
        assert_eq!(milestones(said), [expected], "{said}");
    }
}

#[test]
fn a_future_without_a_year_is_the_next_one() {
    let cases: [(&str, &str); 6] = [
        ("La SCORAN sera lancée le 5 mars.", "2025-03-05~ SCORAN sera lancée"),
        ("Le 5 mars, la Région lancera la SCORAN.", "2025-03-05~ La Région lancera la SCORAN"),
        ("Le lancement de la SCORAN aura lieu le 5 mars.", "2025-03-05~ Lancement de la SCORAN"),
        ("La SCORAN sera lancée le 5 novembre.", "2024-11-05~ SCORAN sera lancée"),
        ("La SCORAN a été lancée le 5 mars.", "2024-03-05~ SCORAN a été lancée"),
        ("La SCORAN a été lancée le 5 mars dernier.", "2024-03-05~ SCORAN a été lancée"),
    ];
    for (said, expected) in cases {
        let parsed = read_on("mardi 1er octobre 2024", said, "Nous voterons l'avis.");
        let read = records(&parsed).milestones.iter();
        let read: Vec<_> = read
            .map(|each| format!("{}{} {}", each.date, if each.relative { "~" } else { "" }, each.title))
            .collect();
        assert_eq!(read, [expected], "{said}");
    }
}

#[test]
fn steps_are_told_in_other_manners() {
    let cases: [(&str, &str); 12] = [
        ("Le lac est bas. Adoptée en mai dernier, la SCORAN compte.", "2022-05~ SCORAN adoptée"),
        ("En mars 2019, la SCORAN voyait le jour.", "2019-03 SCORAN voyait le jour"),
        ("En mars 2019, la Région adoptait la SCORAN.", "2019-03 La Région adoptait la SCORAN"),
        ("Le 1er janvier 2026, la SCORAN sera remplacée.", "2026-01-01 SCORAN sera remplacée"),
        ("La SCORAN sera révisée au premier semestre 2025.", "2025 SCORAN sera révisée"),
        ("Au cours du second semestre 2025, la SCORAN sera révisée.", "2025 SCORAN sera révisée"),
        ("La Région s'est dotée de la SCORAN en juin 2021.", "2021-06 La Région s'est dotée de la SCORAN"),
        ("En juin 2021, la Région s'est dotée de la SCORAN.", "2021-06 La Région s'est dotée de la SCORAN"),
        ("La SCORAN a été adoptée le 12.03.2021.", "2021-03-12 SCORAN a été adoptée"),
        ("La SCORAN a été adoptée les 27 et 28 juin 2021.", "2021-06-27 SCORAN a été adoptée"),
        (
            "Les lundi 27 et mardi 28 juin 2021, la Région a adopté la SCORAN.",
            "2021-06-27 La Région a adopté la SCORAN",
        ),
        (
            "La Région a adopté la SCORAN les 30 juin et 1er juillet 2021.",
            "2021-06-30 La Région a adopté la SCORAN",
        ),
    ];
    for (said, expected) in cases {
        assert_eq!(milestones(said), [expected], "{said}");
    }
}
