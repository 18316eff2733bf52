//! What became of recommendations: denials before the subject, clauses side by side, numbers and makers that are others'.

use ingest::Origin;

use crate::said::{read, records, told};

/// Status and number of each.
fn fates(said: &str) -> Vec<String> {
    told(said).iter().map(|told| told.split(' ').take(2).collect::<Vec<_>>().join(" ")).collect()
}

#[test]
fn a_denial_before_the_subject_turns_what_follows() {
    let cases: [(&str, &[&str]); 12] = [
        (
            "Aucune des préconisations n° 1, 2 et 3 n'a été prise en compte.",
            &["Declined 1", "Declined 2", "Declined 3"],
        ),
        ("Pas une seule des préconisations n° 4 et 5 n'a été suivie.", &["Declined 4", "Declined 5"]),
        (
            "Ni la préconisation n° 1, ni la préconisation n° 2 n'ont été retenues.",
            &["Declined 1", "Declined 2"],
        ),
        ("Ni la préconisation n° 1 ni la n° 2 n'ont été retenues.", &["Declined 1", "Declined 2"]),
        ("Jamais la préconisation n° 4 n’a été reprise.", &["Declined 4"]),
        ("Nulle des préconisations n° 1 et 2 n'est reprise par le rapport.", &["Declined 1", "Declined 2"]),
        ("Le rapport ne reprend aucune des préconisations n° 1 et 2.", &["Declined 1", "Declined 2"]),
        ("La préconisation n° 1 n'a été ni suivie ni discutée.", &["Declined 1"]),
        ("Personne n'a suivi la préconisation n° 6.", &["Declined 6"]),
        // What is not said to be turned down is not said to be met, either.
        ("Aucune des préconisations n° 1 et 2 n'a été écartée.", &[]),
        ("La préconisation n° 3 n'est pas restée lettre morte.", &[]),
        ("La préconisation n° 4 n'a été suivie qu'en 2021.", &["Addressed 4"]),
    ];
    for (said, expected) in cases {
        assert_eq!(fates(said), expected, "{said}");
    }
}

#[test]
fn a_fate_stays_in_its_own_clause() {
    let cases: [(&str, &[&str]); 6] = [
        (
            "Le CESER relève que la préconisation n° 1 est restée sans suite, les préconisations n° 2 et 3 ont été suivies.",
            &["Declined 1", "Addressed 2", "Addressed 3"],
        ),
        (
            "La préconisation n° 1 est restée sans suite, tandis que la préconisation n° 2 rejoint le rapport.",
            &["Declined 1", "Echoed 2"],
        ),
        (
            "La préconisation n° 1 a été écartée ; la préconisation n° 2 a été suivie.",
            &["Declined 1", "Addressed 2"],
        ),
        ("La préconisation n° 1 est attendue et la préconisation n° 2 a été écartée.", &["Declined 2"]),
        ("Si la préconisation n° 1 a été suivie, la n° 2 a été écartée.", &["Addressed 1", "Declined 2"]),
        (
            "Le rapport suit l'avis. Il a suivi la préconisation n° 1. Il a suivi les n° 2 et 3.",
            &["Addressed 1", "Addressed 2", "Addressed 3"],
        ),
    ];
    for (said, expected) in cases {
        assert_eq!(fates(said), expected, "{said}");
    }
}

#[test]
fn who_deplores_or_welcomes_tells_of_facts() {
    let cases: [(&str, &[&str]); 6] = [
        (
            "Le CESER déplore que les préconisations n° 1 et 3 de son avis du 3 mai 2021 soient restées lettre morte.",
            &["Declined 1", "Declined 3"],
        ),
        (
            "Le CESER regrette que la préconisation n° 1 ait été suivie et déplore que la n° 2 ait été écartée.",
            &["Addressed 1", "Declined 2"],
        ),
        ("Le CESER se félicite que sa préconisation n° 2 soit reprise.", &["Echoed 2"]),
        ("Le CESER souhaite que la préconisation n° 2 soit suivie.", &[]),
        ("Le CESER craint que les préconisations n° 2 et 3 soient écartées.", &[]),
        ("Le CESER demande que sa préconisation n° 1 soit prise en compte.", &[]),
    ];
    for (said, expected) in cases {
        assert_eq!(fates(said), expected, "{said}");
    }
}

#[test]
fn a_text_s_number_is_no_recommendation_s() {
    for said in [
        "Les préconisations de l'avis sur le rapport n° 1-1 du 1er octobre 2021 ont été prises en compte.",
        "Les 12 préconisations de l'avis sur le rapport n° 1-1 du 1er octobre 2021 ont toutes été prises en compte.",
        "La préconisation de l'avis n° 7 a été suivie.",
        "Les préconisations du rapport n° 12 n'ont pas été retenues.",
        "Les recommandations de son autosaisine n° 3 ont été suivies.",
        "Les préconisations de cet avis n'ont pas été suivies.",
        "Les préconisations de ce rapport ont été reprises.",
    ] {
        assert_eq!(told(said), [] as [&str; 0], "{said}");
    }
    let said =
        "Les préconisations n° 2 et 3 de l'avis sur le rapport n° 1-1 du 1er octobre 2021 ont été suivies.";
    assert_eq!(fates(said), ["Addressed 2", "Addressed 3"]);
}

#[test]
fn another_maker_s_recommendation_is_none_of_the_assembly_s() {
    for said in [
        "La préconisation n° 4 de la Cour des comptes a été suivie.",
        "Les recommandations n° 1 et 2 de la Chambre régionale des comptes ont été suivies.",
        "Les préconisations n° 1 et 2 du Conseil départemental sont reprises.",
        "La préconisation n° 4 du cabinet Durand a été suivie.",
        "La préconisation n° 4 de l'État a été écartée.",
    ] {
        assert_eq!(told(said), [] as [&str; 0], "{said}");
    }
    for said in [
        "La préconisation n° 4 du CESER a été suivie.",
        "La préconisation n° 4 de son autosaisine a été suivie.",
        "La préconisation n° 4 de notre assemblée a été suivie.",
        "La préconisation n° 4 de créer un fonds a été suivie.",
    ] {
        assert_eq!(fates(said), ["Addressed 4"], "{said}");
    }
}

#[test]
fn what_is_asked_for_again_is_said_as_what_is_asked_for() {
    let cases: [(&str, &str); 5] = [
        (
            "Le CESER demande de nouveau de former les agents.",
            "Reiterated - former les agents <demande de nouveau>",
        ),
        (
            "Le CESER demande à nouveau à la Région de former les agents.",
            "Reiterated - former les agents <demande à nouveau>",
        ),
        (
            "Comme il l'avait préconisé dans son avis du 3 mai 2021, le CESER demande un bilan annuel.",
            "Reiterated - un bilan annuel <Comme il l'avait préconisé dans son avis du 3 mai 2021, le CESER demande>",
        ),
        (
            "Ainsi que nous l'avons déjà demandé, nous souhaitons un bilan annuel.",
            "Reiterated - un bilan annuel <Ainsi que nous l'avons déjà demandé, nous souhaitons>",
        ),
        (
            "Le CESER rappelle sa préconisation de créer un observatoire du bois, formulée dans son avis du 3 mai 2021.",
            "Reiterated - créer un observatoire du bois <rappelle>",
        ),
    ];
    for (said, expected) in cases {
        assert_eq!(told(said), [expected], "{said}");
    }
    for clause in [
        "formulée dans son avis du 3 mai 2021,",
        "qui figurait dans son avis du 3 mai 2021,",
        "émise dans l'avis du 3 mai 2021,",
    ] {
        let said = format!("Sa préconisation de créer un observatoire du bois, {clause} a été suivie.");
        let parsed = read(&said);
        let texts: Vec<_> =
            records(&parsed).recommendations.iter().map(|each| each.text.as_deref()).collect();
        assert_eq!(texts, [Some("créer un observatoire du bois")], "{said}");
    }
}

#[test]
fn the_same_words_asked_for_again_are_the_same_recommendation() {
    let parsed = read(
        "L'avis du 3 mai 2021 demandait de former les agents du lac. Le CESER demande de nouveau de former les agents du lac.",
    );
    let [only] = records(&parsed).recommendations.as_slice() else { panic!() };
    assert_eq!(only.origin, Origin::Cited(records(&parsed).citations[0].key.clone()));
    let parsed = read(
        "Sa préconisation de former les agents du lac, formulée dans son avis du 3 mai 2021, a été écartée. Le bac est \
         vieux. Le CESER demande de nouveau de former les agents du lac.",
    );
    let [only] = records(&parsed).recommendations.as_slice() else { panic!() };
    assert_eq!(only.follow_ups.len(), 2);
}
