//! Opinions that texts cite, in the many orders of day, kind, number and title.

use ingest::OpinionKind;

use crate::said::{named, read, records};

/// The cited opinions as "day kind name", with how often each is named.
fn cited(said: &str) -> Vec<String> {
    let parsed = read(said);
    let records = records(&parsed);
    let each = records.citations.iter().map(|citation| {
        let key = &citation.key;
        let named = ingest::Named::Opinion(key.clone());
        let count = records.mentions.iter().filter(|mention| mention.target.as_ref() == Some(&named)).count();
        format!("{} {:?} {}: {count}", key.day, key.kind, key.name)
    });
    each.collect()
}

#[test]
fn a_full_day_is_enough_to_cite_an_opinion() {
    let cases: [(&str, &str); 10] = [
        ("Son vœu du 3 mai 2021 le disait. Le vœu du 3 mai 2021 aussi.", "2021-05-03 Wish : 2"),
        (
            "Il l'a dit dans son vœu du 3 mai 2021 sur les petits bacs, et le vœu de 2021 reste.",
            "2021-05-03 Wish petits-bacs: 2",
        ),
        (
            "Le CESER salue la contribution qu'il avait rendue le 3 mai 2021 sur l'eau.",
            "2021-05-03 Contribution eau: 1",
        ),
        (
            "L'avis du CESER en date du 3 mai 2021, consacré aux bacs, le disait.",
            "2021-05-03 Referral bacs: 1",
        ),
        (
            "L'avis du 3 mai 2021 le disait. Il l'a émis le 3 mai 2021 dans l'avis sur les bacs.",
            "2021-05-03 Referral bacs: 2",
        ),
        (
            "L'avis du 3 mai 2021 sur le rapport 208, relatif aux bacs, le disait.",
            "2021-05-03 Referral 208: 1",
        ),
        ("Son avis du 3 mai 2021 sur le rapport AP-2021-07 ; rien.", "2021-05-03 Referral AP-2021-07: 1"),
        ("Vu l'avis du CESER du 3 mai 2021 « Vivre au lac » ;", "2021-05-03 Referral vivre-au-lac: 1"),
        (
            "L'autosaisine « Vivre au lac » votée le 3 mai 2021 compte. L'avis du 3 mai 2021 aussi.",
            "2021-05-03 SelfReferral vivre-au-lac: 2",
        ),
        ("L'autosaisine du 3 mai 2021 compte, et l'autosaisine aussi.", "2021-05-03 SelfReferral : 2"),
    ];
    for (said, expected) in cases {
        assert_eq!(cited(said), [expected], "{said}");
    }
}

#[test]
fn what_others_gave_or_nobody_dated_is_cited_as_none() {
    for said in [
        "L'avis du 3 mai 2021 de l'Autorité environnementale compte.",
        "L'avis du Conseil d'État du 3 mai 2021 compte.",
        "L'avis rendu par la Commission européenne le 3 mai 2021 compte.",
        "L'avis de mai 2021 compte. Le CESER rend un avis sur le rapport 2020.",
        "Il a reçu un avis favorable. La contribution de 2021 des communes baisse.",
    ] {
        assert_eq!(cited(said), [] as [&str; 0], "{said} {:?}", named(&read(said)));
    }
}

#[test]
fn a_citation_without_title_has_none() {
    let parsed = read("Son vœu du 3 mai 2021 le disait.");
    let citation = &records(&parsed).citations[0];
    assert_eq!((citation.key.kind, citation.title.as_deref()), (OpinionKind::Wish, None));
}

#[test]
fn an_opinion_s_own_number_is_not_its_report_s() {
    let cases: [(&str, &str); 12] = [
        ("Vu l'avis n° 7-1 du 3 mai 2021 intitulé « Vivre au lac » ;", "2021-05-03 Referral vivre-au-lac: 1"),
        (
            "Vu l'avis n°7 - 1 du CESER, « Vivre au lac », du 3 mai 2021 ;",
            "2021-05-03 Referral vivre-au-lac: 1",
        ),
        ("Vu l'avis 7-1 « Vivre au lac » adopté le 3 mai 2021 ;", "2021-05-03 Referral vivre-au-lac: 1"),
        (
            "Dans son avis du 3 mai 2021 n° 2021-14, « Vivre au lac », il l'a dit.",
            "2021-05-03 Referral vivre-au-lac: 1",
        ),
        (
            "L'avis n° 7-1 du 3 mai 2021 « Vivre au lac » le disait. L'avis n° 7-1 le redit, l'avis n° 7-1 du 3 mai 2021 aussi.",
            "2021-05-03 Referral vivre-au-lac: 3",
        ),
        ("Vu l'avis n° 7-1 du 3 mai 2021 sur le rapport n° 4-2 ;", "2021-05-03 Referral 4-2: 1"),
        ("Vu l'avis n° 7-1 sur le rapport 4-2, adopté le 3 mai 2021 ;", "2021-05-03 Referral 4-2: 1"),
        ("Vu l'avis sur le rapport n° 7-1 du 3 mai 2021 ;", "2021-05-03 Referral 7-1: 1"),
        (
            "Vu l'avis du 3 mai 2021 sur le rapport de l'Exécutif régional n° 7-1 ;",
            "2021-05-03 Referral 7-1: 1",
        ),
        (
            "L'avis du 3 mai 2021 sur le rapport 7-1 le disait. L'avis du 3 mai 2021 sur le rapport n° 7-1 aussi.",
            "2021-05-03 Referral 7-1: 2",
        ),
        ("Vu le vœu n° 12 du 3 mai 2021 intitulé « Vivre au lac » ;", "2021-05-03 Wish vivre-au-lac: 1"),
        (
            "Vu l'autosaisine n° 2021-03 « Vivre au lac » du 3 mai 2021 ;",
            "2021-05-03 SelfReferral vivre-au-lac: 1",
        ),
    ];
    for (said, expected) in cases {
        assert_eq!(cited(said), [expected], "{said}");
    }
    let parsed = read("Vu l'avis n° 7-1 du 3 mai 2021 intitulé « Vivre au lac » ;");
    let citation = &records(&parsed).citations[0];
    assert_eq!((citation.title.as_deref(), citation.report_number.as_deref()), (Some("Vivre au lac"), None));
}

#[test]
fn an_opinion_told_by_its_own_number_alone_is_said_and_makes_no_record() {
    for said in [
        "Vu l'avis n° 7-1 du 3 mai 2021 ;",
        "L'avis 2021-14 du 3 mai 2021 le disait.",
        "L'avis du 3 mai 2021 n° 7-1 le disait.",
        "Le vœu n° 12 du 3 mai 2021 le disait.",
        "L'avis n° 7-2 du 3 mai 2021 compte.",
    ] {
        let parsed = read(said);
        assert_eq!(cited(said), [] as [&str; 0], "{said}");
        assert!(crate::said::codes(&parsed).contains(&"CITATION_INCOMPLETE"), "{said}");
    }
    let two = "Vu l'avis n° 7-1 du 3 mai 2021 « Vivre au lac » ; l'avis n° 7-2 du 3 mai 2021 compte aussi.";
    assert_eq!(cited(two), ["2021-05-03 Referral vivre-au-lac: 1"]);
}

#[test]
fn two_opinions_of_a_day_are_told_apart_by_what_they_are_on() {
    for said in [
        "Son avis du 3 mai 2021 sur le plan vélo et son avis du 3 mai 2021 sur la forêt le disaient.",
        "Il relit l'avis du 3 mai 2021 relatif au plan vélo, puis l'avis du 3 mai 2021 concernant la forêt.",
    ] {
        assert_eq!(
            cited(said),
            ["2021-05-03 Referral plan-velo: 1", "2021-05-03 Referral foret: 1"],
            "{said}"
        );
    }
    assert_eq!(
        cited("Son vœu du 3 mai 2021 relatif à la maternité reste valable."),
        ["2021-05-03 Wish maternite: 1"]
    );
}

#[test]
fn what_another_region_or_another_body_gave_is_cited_as_none() {
    for said in [
        "L'avis du CESER de Bretagne du 3 mai 2021 « Algues vertes » le disait.",
        "L'avis du 3 mai 2021 du CESER Normandie compte.",
        "Le vœu du CESER des Pays de la Loire du 3 mai 2021 « Vivre au lac » compte.",
        "Dans un avis du 3 mai 2021, l'Autorité environnementale alerte.",
        "L'Autorité environnementale, dans son avis du 3 mai 2021, alerte.",
        "La MRAe a rendu un avis le 3 mai 2021.",
    ] {
        assert_eq!(cited(said), [] as [&str; 0], "{said}");
    }
    assert_eq!(
        cited("L'avis du CESER de Bourgogne-Franche-Comté du 3 mai 2021 « Vivre au lac » le disait."),
        ["2021-05-03 Referral vivre-au-lac: 1"]
    );
}
