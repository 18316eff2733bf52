//! What is told of them: dated steps, what is asked for, what became of it.

use ingest::{FollowUpStatus, Origin};

use crate::said::{asked, milestones, read, read_on, records, told};

#[test]
fn milestones_are_dated_steps_in_the_text_s_words() {
    let cases: [(&str, &[&str]); 16] = [
        ("Créée au 1er janvier 2017, l'AER compte.", &["2017-01-01 AER créée"]),
        ("La création de l'AER remonte à 2017.", &["2017 Création de l'AER"]),
        ("L'adoption de la SCORAN en juin 2019 a compté.", &["2019-06 Adoption de la SCORAN"]),
        ("La SCORAN a été adoptée le 1er juillet 2019.", &["2019-07-01 SCORAN a été adoptée"]),
        ("En juin 2019, la Région a adopté la SCORAN.", &["2019-06 La Région a adopté la SCORAN"]),
        (
            "La Région a lancé en 2018 le programme KAPNUMERIK.",
            &["2018 La Région a lancé le programme KAPNUMERIK"],
        ),
        ("Mars 2019 : signature du CAPéCO Numérique.", &["2019-03 Signature du CAPéCO Numérique"]),
        (
            "La FREC, adoptée en 2020 et révisée l'an dernier, suit.",
            &["2020 FREC, adoptée", "2021~ FREC révisée"],
        ),
        (
            "La mise en service de MOBIGO est prévue en septembre prochain.",
            &["2022-09~ Mise en service de MOBIGO"],
        ),
        ("MOBIGO devra être déployé d'ici 2027.", &["2027 MOBIGO devra être déployé"]),
        (
            "La signature, le 5 mars dernier, du CAPéCO Numérique compte.",
            &["2022-03-05~ Signature du CAPéCO Numérique"],
        ),
        ("L'ARN-IA devient ARNia au 1er janvier 2022.", &["2022-01-01 ARN-IA devient ARNia"]),
        // A date alone, a period, a negation, the session's own day, a text's day: no steps.
        ("La SCORAN compte en 2019, et de 2018 à 2020 MOBIGO aussi.", &[]),
        ("La SCORAN n'a pas été adoptée en 2019, et la SCORAN est adoptée le 14 juin 2022.", &[]),
        ("L'avis du CESER sur la SCORAN, adopté le 3 juin 2019, le disait.", &[]),
        ("La Région a voté son budget en décembre 2020. La SCORAN 2021-2027 suit.", &[]),
    ];
    for (said, expected) in cases {
        assert_eq!(milestones(said), expected, "{said}");
    }
}

#[test]
fn a_body_is_the_subject_of_its_own_steps_only() {
    assert_eq!(
        milestones(
            "Le Comité régional du Numérique, installé en septembre 2019, veille. L'engagement de la Région en 2018 est réel."
        ),
        ["2019-09 Comité régional du Numérique, installé"]
    );
}

#[test]
fn requests_are_what_the_assembly_itself_asks_for() {
    let cases: [(&str, &[&str]); 15] = [
        (
            "Le CESER formule les préconisations suivantes :\n- un guichet ;\n- un bac.",
            &["un guichet", "un bac"],
        ),
        ("Le CESER propose : un bilan ; une carte.", &["un bilan", "une carte"]),
        ("Le CESER préconise que la Région publie un bilan.", &["la Région publie un bilan"]),
        (
            "Enfin, le CESER de Bourgogne-Franche-Comté recommande donc de former les agents.",
            &["former les agents"],
        ),
        ("Le CESER salue ce plan et demande un calendrier.", &["un calendrier"]),
        ("Le CESER, comme par le passé, invite la Région à écouter.", &["la Région à écouter"]),
        (
            "Le CESER note ce choix. Il propose un moratoire, et souhaite qu'il dure.",
            &["un moratoire", "il dure"],
        ),
        ("Notre assemblée insiste sur la nécessité de former.", &["la nécessité de former"]),
        ("Préconisation n° 3 : créer un guichet.", &["créer un guichet"]),
        (
            "Le CESER préconise :\n- un compteur public ;\n- de former les agents.",
            &["un compteur public", "former les agents"],
        ),
        ("Le CESER :\n- demande un bilan ;\n- salue le travail.", &["un bilan"]),
        ("Le CESER préconise :\n1. un compteur,\n2. un guichet.", &["un compteur", "un guichet"]),
        // What others ask for, and what asks for nothing.
        (
            "La Région demande un délai. Le CESER note que la Région souhaite avancer. La demande du CESER est connue.",
            &[],
        ),
        (
            "Le CESER s'interroge, note, salue et prend acte. Le CESER se demande pourquoi. Le CESER ne demande rien.",
            &[],
        ),
        (
            "Le CESER souhaite saluer ce travail. Le CESER a demandé un rendez-vous. Le CESER appelle l'attention sur le coût.",
            &[],
        ),
    ];
    for (said, expected) in cases {
        assert_eq!(asked(said), expected, "{said}");
    }
}

#[test]
fn organisations_ask_in_their_declarations() {
    let parsed = read_on(
        "mardi 14 juin 2022",
        "Le CESER approuve.",
        "La CFDT demande un calendrier. Nous suggérons donc l'ajout d'une priorité. Elle regrette ce choix. La CGT demande un report.",
    );
    let own: Vec<_> = records(&parsed).recommendations.iter().collect();
    let texts: Vec<_> = own.iter().filter_map(|each| each.text.as_deref()).collect();
    assert_eq!(texts, ["un calendrier", "l'ajout d'une priorité"]);
    assert!(own.iter().all(|each| each.declaration == Some(1) && each.made_by[0].0 == "cfdt"));
}

#[test]
fn what_became_of_earlier_recommendations_is_told_with_its_words() {
    let cases: [(&str, &[&str]); 12] = [
        (
            "La demande du CESER de disposer d'un bilan a été satisfaite.",
            &["Addressed - disposer d'un bilan <demande du CESER de disposer d'un bilan a été satisfaite>"],
        ),
        (
            "Le projet fait écho à la préconisation du CESER n° 2 « Ouvrir un « guichet » unique ».",
            &["Echoed 2 Ouvrir un « guichet » unique <fait écho à la préconisation du CESER n° 2>"],
        ),
        (
            "La préconisation n° 4 du CESER n'a pas été retenue.",
            &["Declined 4 - <préconisation n° 4 du CESER n'a pas été retenue>"],
        ),
        (
            "Les préconisations n° 1 et 3 ont été mises en œuvre.",
            &[
                "Addressed 1 - <préconisations n° 1 et 3 ont été mises en œuvre>",
                "Addressed 3 - <préconisations n° 1 et 3 ont été mises en œuvre>",
            ],
        ),
        (
            "Le rapport reprend plusieurs propositions du CESER : la gratuité des bacs et une charte.",
            &[
                "Echoed - la gratuité des bacs <reprend plusieurs propositions du CESER>",
                "Echoed - une charte <reprend plusieurs propositions du CESER>",
            ],
        ),
        (
            "La stratégie rejoint les préconisations du CESER concernant :\n- le télétravail,\n- la donnée.",
            &[
                "Echoed - le télétravail <rejoint les préconisations du CESER concernant>",
                "Echoed - la donnée <rejoint les préconisations du CESER concernant>",
            ],
        ),
        ("Le CESER réitère sa demande d'un bilan annuel.", &["Reiterated - un bilan annuel <réitère>"]),
        (
            "Le CESER demande à nouveau un bilan annuel.",
            &["Reiterated - un bilan annuel <demande à nouveau>"],
        ),
        (
            "Comme déjà recommandé, le CESER rappelle l'urgence d'un plan.",
            &["Reiterated - l'urgence d'un plan <Comme déjà recommandé, le CESER rappelle>"],
        ),
        // Wishes, others' proposals, sentiments: nothing became of anything.
        ("Le CESER souhaite que sa préconisation n° 2 soit prise en compte.", &[]),
        ("Les propositions de la Région ont été retenues. Le CESER réitère son soutien.", &[]),
        ("Le CESER espère voir prises en compte les attentes du lac.", &[]),
    ];
    for (said, expected) in cases {
        assert_eq!(told(said), expected, "{said}");
    }
}

#[test]
fn themes_follow_the_title_of_the_text_that_they_are_of() {
    let parsed = read(
        "Le CESER retrouve dans ce schéma plusieurs préconisations de son autosaisine du 6 février 2022, \"Le lac : un bien\" : le \
         compteur public et la conférence annuelle de l'eau.",
    );
    let records = records(&parsed);
    let subjects: Vec<_> =
        records.recommendations.iter().filter_map(|each| each.subject.as_deref()).collect();
    assert_eq!(subjects, ["le compteur public", "la conférence annuelle de l'eau"]);
    let cited = Origin::Cited(records.citations[0].key.clone());
    assert!(records.recommendations.iter().all(|each| each.origin == cited));
}

#[test]
fn an_earlier_recommendation_is_of_the_text_that_is_named() {
    let parsed = read(
        "Dans son autosaisine \"Vivre au lac\" du 6 février 2022, le CESER était clair. Sa préconisation n° 5 est reprise, et sa \
         préconisation n° 5 a été suivie.",
    );
    let records = records(&parsed);
    assert_eq!(records.recommendations.len(), 1);
    let only = &records.recommendations[0];
    assert_eq!(only.origin, Origin::Cited(records.citations[0].key.clone()));
    let statuses: Vec<_> = only.follow_ups.iter().map(|each| each.status).collect();
    assert_eq!(statuses, [FollowUpStatus::Echoed, FollowUpStatus::Addressed]);
}
