//! What is asked for in many forms, and what later words point back to.

use ingest::{FollowUpStatus, Origin};

use crate::said::{asked, read, records, told};

#[test]
fn recommendations_are_numbered_in_many_ways() {
    let cases: [(&str, &str, &str); 9] = [
        ("PRÉCONISATION N° 12 : ouvrir un ponton.", "12", "ouvrir un ponton"),
        ("Proposition B – ouvrir un ponton.", "B", "ouvrir un ponton"),
        ("– Proposition C : ouvrir un ponton.", "C", "ouvrir un ponton"),
        ("Recommandation 2.1 : ouvrir un ponton.", "2.1", "ouvrir un ponton"),
        ("Préconisation n° 3-2 : ouvrir un ponton.", "3-2", "ouvrir un ponton"),
        ("Préconisation IV : ouvrir un ponton.", "IV", "ouvrir un ponton"),
        ("Troisième recommandation : ouvrir un ponton.", "3", "ouvrir un ponton"),
        ("Suggestion 4 : ouvrir un ponton.", "4", "ouvrir un ponton"),
        ("Recommandation 5) Ouvrir un ponton.", "5", "Ouvrir un ponton"),
    ];
    for (said, number, text) in cases {
        let parsed = read(said);
        let own: Vec<_> = records(&parsed)
            .recommendations
            .iter()
            .map(|each| (each.number.as_deref(), each.text.as_deref()))
            .collect();
        assert_eq!(own, [(Some(number), Some(text))], "{said}");
    }
    assert_eq!(asked("Proposition de loi : rien. Demande 2020 en hausse."), [] as [&str; 0]);
}

#[test]
fn requests_come_in_many_sentences() {
    let cases: [(&str, &[&str]); 9] = [
        ("Il est donc recommandé de former les agents.", &["former les agents"]),
        ("Nous formulons une préconisation de plus : former les agents.", &["former les agents"]),
        (
            "Le CESER émet en conséquence le vœu que :\n- la Région ouvre un ponton ;\n- un bilan soit publié.",
            &["la Région ouvre un ponton", "un bilan soit publié"],
        ),
        (
            "Le CESER, réuni en séance plénière,\n- demande un ponton neuf ;\n- charge son Président du reste.",
            &["un ponton neuf"],
        ),
        (
            "Le CESER est réservé. Trois bacs passent déjà. Il préconise d'y mettre un radar.",
            &["y mettre un radar"],
        ),
        ("Le CESER demande de ne pas fermer le bac.", &["ne pas fermer le bac"]),
        // What somebody demands as has been said, or a report proposes.
        ("Le bac est lent, comme nous le demandons depuis longtemps.", &[]),
        ("Il est proposé de fermer le bac. Le rapport formule une proposition : fermer le bac.", &[]),
        ("La Région préconise un radar. Elle recommande un phare.", &[]),
    ];
    for (said, expected) in cases {
        assert_eq!(asked(said), expected, "{said}");
    }
}

#[test]
fn what_is_asked_for_stands_below_headings_and_behind_other_verbs() {
    let cases: [(&str, &[&str]); 9] = [
        (
            "Préconisation n° 1 : Ouvrir un ponton\n\nCe ponton serait gratuit.\n\nPréconisation n° 2 : Publier un bilan\n\nIl \
             serait annuel.",
            &["Ouvrir un ponton", "Publier un bilan"],
        ),
        (
            "PRÉCONISATIONS DU CESER\n\nOuvrir un ponton pour les bacs.\n\nPublier un bilan des passages.",
            &["Ouvrir un ponton pour les bacs", "Publier un bilan des passages"],
        ),
        (
            "Le CESER formule les demandes suivantes :\n\n1) un ponton ;\n\n2) un bilan ;\n\n3) un radar.",
            &["un ponton", "un bilan", "un radar"],
        ),
        ("Le CESER appelle la Région à publier et exhorte l'État à financer.", &["publier", "financer"]),
        ("Le CESER juge indispensable de former les agents.", &["former les agents"]),
        ("Le CESER tient à ce que le bac reste gratuit.", &["le bac reste gratuit"]),
        (
            "Le CESER demande à la Région : de publier un bilan ; de former les agents.",
            &["publier un bilan", "former les agents"],
        ),
        ("Notre première recommandation est de publier un bilan.", &["publier un bilan"]),
        ("La proposition de la Région est de fermer. La demande est d'un million.", &[]),
    ];
    for (said, expected) in cases {
        assert_eq!(asked(said), expected, "{said}");
    }
    let parsed = read("Le CESER formule les demandes suivantes :\n\n1) un ponton ;\n\n2) un bilan.");
    let numbers: Vec<_> = records(&parsed).recommendations.iter().map(|each| each.number.clone()).collect();
    assert_eq!(numbers, [Some("1".to_owned()), Some("2".to_owned())]);
}

#[test]
fn later_words_point_back_to_what_was_asked_for() {
    let cases: [(&str, &[&str]); 8] = [
        (
            "Son vœu du 3 mai 2021 demandait aussi un phare neuf ; cette demande a été satisfaite.",
            &["Addressed - un phare neuf <demande a été satisfaite>"],
        ),
        (
            "Le CESER avait préconisé de doubler le bac. Cette préconisation n'a pas été retenue.",
            &["Declined - doubler le bac <préconisation n'a pas été retenue>"],
        ),
        (
            "L'avis du 3 mai 2021 proposait un radar. Le CESER note que cette proposition est reprise.",
            &["Echoed - un radar <proposition est reprise>"],
        ),
        (
            "Un phare y était proposé dans l'avis du 3 mai 2021 ; la préconisation du CESER est satisfaite.",
            &["Addressed - Un phare <préconisation du CESER est satisfaite>"],
        ),
        (
            "Le bac doit être gratuit. Le CESER l'avait demandé dans son avis du 3 mai 2021 ; il réitère cette demande.",
            &["Reiterated - Le bac doit être gratuit <réitère>"],
        ),
        ("Le CESER réitère une préconisation qu'il avait émise.", &[]),
        ("La Région demandait un phare. Cette demande a été satisfaite.", &[]),
        ("Cette proposition est reprise par le rapport.", &[]),
    ];
    for (said, expected) in cases {
        assert_eq!(told(said), expected, "{said}");
    }
}

#[test]
fn a_demand_that_is_declined_and_reiterated_is_one() {
    let parsed = read(
        "L'autosaisine « Vivre au lac » du 3 mai 2021 demandait un débat public. Cette préconisation n'a pas été retenue ; le CESER \
         la réitère avec force.",
    );
    let own = &records(&parsed).recommendations;
    assert_eq!(own.len(), 1, "{own:#?}");
    assert_eq!(own[0].text.as_deref(), Some("un débat public"));
    let statuses: Vec<_> = own[0].follow_ups.iter().map(|each| each.status).collect();
    assert_eq!(statuses, [FollowUpStatus::Declined, FollowUpStatus::Reiterated]);
    assert_eq!(own[0].origin, Origin::Cited(records(&parsed).citations[0].key.clone()));
}
