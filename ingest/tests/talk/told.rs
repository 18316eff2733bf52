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
        ("Le CESER, comme par le passé, invite la Région à écouter.", &["écouter"]),
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
fn a_list_below_its_heading_is_asked_for() {
    assert_eq!(
        asked("Préconisations :\n- créer une régie ;\n- ouvrir les données."),
        ["créer une régie", "ouvrir les données"]
    );
    assert_eq!(asked("Constats :\n- le lac baisse ;\n- les bacs rouillent."), [] as [&str; 0]);
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

#[test]
fn a_milestone_s_title_keeps_the_mark_that_closes_its_name() {
    let cases: [(&str, &str); 8] = [
        (
            "La Région a lancé le plan « Sources vives » en 2021.",
            "2021 La Région a lancé le plan « Sources vives »",
        ),
        (
            "La Région a lancé le plan “Sources vives” en 2021.",
            "2021 La Région a lancé le plan “Sources vives”",
        ),
        (
            "La Région a lancé le plan \"Sources vives\" en 2021.",
            "2021 La Région a lancé le plan \"Sources vives\"",
        ),
        (
            "En 2021, la Région a lancé le plan « Sources vives ».",
            "2021 La Région a lancé le plan « Sources vives »",
        ),
        ("Le plan « Sources vives » a été lancé en 2021.", "2021 Sources vives a été lancé"),
        (
            "Le lancement du plan « Sources vives » en 2021 compte.",
            "2021 Lancement du plan « Sources vives »",
        ),
        ("Le plan « Sources vives », lancé en 2021, compte.", "2021 Sources vives, lancé"),
        (
            "La Région a lancé en 2021 le plan « Sources vives », qui compte.",
            "2021 La Région a lancé le plan « Sources vives »",
        ),
    ];
    for (said, expected) in cases {
        assert_eq!(milestones(said), [expected], "{said}");
    }
}

#[test]
fn a_step_is_told_in_any_tense() {
    let cases: [(&str, &[&str]); 21] = [
        ("MOBIGO ouvrira en 2027.", &["2027 MOBIGO ouvrira"]),
        ("MOBIGO doit ouvrir en mars 2027.", &["2027-03 MOBIGO doit ouvrir"]),
        ("MOBIGO devrait démarrer à l'automne 2027.", &["2027 MOBIGO devrait démarrer"]),
        ("MOBIGO va être mis en service en 2027.", &["2027 MOBIGO va être mis en service"]),
        ("MOBIGO sera mis en service en janvier 2027.", &["2027-01 MOBIGO sera mis en service"]),
        ("La SCORAN s'achèvera en 2027.", &["2027 SCORAN s'achèvera"]),
        ("La SCORAN s'achève le 31 décembre 2027.", &["2027-12-31 SCORAN s'achève"]),
        ("La SCORAN se termine fin 2027.", &["2027 SCORAN se termine"]),
        ("La SCORAN s'est achevée en 2020.", &["2020 SCORAN s'est achevée"]),
        ("La SCORAN, qui s'achèvera en 2027, compte.", &["2027 SCORAN, qui s'achèvera"]),
        (
            "La SCORAN entrera en application le 1er janvier 2027.",
            &["2027-01-01 SCORAN entrera en application"],
        ),
        ("La Région adoptera la SCORAN en juin 2027.", &["2027-06 La Région adoptera la SCORAN"]),
        ("En juin 2027, la Région adoptera la SCORAN.", &["2027-06 La Région adoptera la SCORAN"]),
        ("La Région lance la SCORAN en juin 2027.", &["2027-06 La Région lance la SCORAN"]),
        ("La Région va lancer la SCORAN en 2027.", &["2027 La Région va lancer la SCORAN"]),
        ("La Région prévoit de lancer la SCORAN en 2027.", &["2027 La Région prévoit de lancer la SCORAN"]),
        ("La Région mettra en service MOBIGO en 2027.", &["2027 La Région mettra en service MOBIGO"]),
        // What is not done, and what is done to nothing in particular.
        ("La SCORAN ne s'achèvera pas en 2027.", &[]),
        ("La Région n'adoptera pas la SCORAN en 2027.", &[]),
        ("La Région votera son budget en décembre 2027.", &[]),
        ("Le lance de la SCORAN compte en 2027.", &[]),
    ];
    for (said, expected) in cases {
        assert_eq!(milestones(said), expected, "{said}");
    }
}

#[test]
fn what_a_body_makes_without_a_name_is_a_step_of_the_body() {
    let cases: [(&str, &str); 8] = [
        ("La Région créera une agence en septembre 2023.", "2023-09 La Région créera une agence"),
        (
            "En septembre 2023, la Région créera une agence de l'eau.",
            "2023-09 La Région créera une agence de l'eau",
        ),
        ("La Région a créé une agence de l'eau en 2019.", "2019 La Région a créé une agence de l'eau"),
        ("La Région crée en 2019 une agence.", "2019 La Région crée une agence"),
        (
            "La Région va ouvrir un guichet unique en mars 2023.",
            "2023-03 La Région va ouvrir un guichet unique",
        ),
        (
            "La Région prévoit d'ouvrir une nouvelle maison en 2024.",
            "2024 La Région prévoit d'ouvrir une nouvelle maison",
        ),
        (
            "La Région mettra en place un comité de suivi en 2024.",
            "2024 La Région mettra en place un comité de suivi",
        ),
        ("La Région agit. Elle ouvrira une plateforme en 2024.", "2024 La Région ouvrira une plateforme"),
    ];
    for (said, expected) in cases {
        let parsed = read(said);
        assert_eq!(milestones(said), [expected], "{said} {:?}", crate::said::named(&parsed));
        assert!(records(&parsed).milestones[0].organisation.is_some(), "{said}");
    }
}

#[test]
fn a_date_between_a_verb_and_its_object_makes_no_title_that_stops_at_the_verb() {
    for said in [
        "Le Conseil régional ouvrira en 2025 un nouveau guichet.",
        "Le Conseil régional ouvrira en mars 2025 une antenne à Besançon.",
        "Le Conseil régional fermera le 3 mars 2025 deux antennes.",
    ] {
        let told = milestones(said);
        assert!(told.iter().all(|told| told.contains("guichet") || told.contains("antenne")), "{told:?}");
    }
    assert_eq!(milestones("MOBIGO ouvrira en mars 2027."), ["2027-03 MOBIGO ouvrira"]);
}

#[test]
fn a_pronoun_is_the_initiative_that_the_words_before_name() {
    let lead = "La Région a lancé le plan « Sources vives »";
    let cases: [(&str, &[&str]); 10] = [
        (" en 2021 ; il s'achèvera en 2027.", &["2027 Sources vives s'achèvera"]),
        (" en 2021. Il s'achèvera en 2027.", &["2027 Sources vives s'achèvera"]),
        (" en 2021, et il se terminera fin 2027.", &["2027 Sources vives se terminera"]),
        (" en 2021. Celui-ci prendra fin en 2027.", &["2027 Sources vives prendra fin"]),
        (" en 2021. Ce dernier doit être révisé en 2027.", &["2027 Sources vives doit être révisé"]),
        (" en 2021. En 2027, il sera révisé.", &["2027 Sources vives sera révisé"]),
        (
            " en 2021. Il a été étendu en 2022. Il s'achèvera en 2027.",
            &["2022 Sources vives a été étendu", "2027 Sources vives s'achèvera"],
        ),
        // Another gender, nothing meant, too far.
        (" en 2021. Elle s'achèvera en 2027.", &["2027 La Région s'achèvera"]),
        (" en 2021. Il sera créé une agence en 2027.", &[]),
        (" en 2021. Le lac est bas. Il sera curé. Le fond est plat. Il s'achèvera en 2027.", &[]),
    ];
    for (said, expected) in cases {
        let said = format!("{lead}{said}");
        let found = milestones(&said);
        assert_eq!(found[0], "2021 La Région a lancé le plan « Sources vives »", "{said}");
        assert_eq!(found[1..], *expected, "{said}");
    }
    let parsed = read("La Région a lancé le plan « Sources vives » en 2021 ; il s'achèvera en 2027.");
    let [first, last] = records(&parsed).milestones.as_slice() else { panic!() };
    assert_eq!(first.initiative, last.initiative);
}

#[test]
fn of_whom_it_is_asked_is_no_part_of_what_is_asked_for() {
    let cases: [(&str, &[&str]); 19] = [
        ("Le CESER demande à la Région de créer une agence.", &["créer une agence"]),
        ("Le CESER demande au Conseil régional de créer une agence.", &["créer une agence"]),
        ("Le CESER demande donc à l'Exécutif régional d'ouvrir un guichet.", &["ouvrir un guichet"]),
        ("Le CESER propose à la Région de ne pas fermer la ligne.", &["ne pas fermer la ligne"]),
        ("Le CESER recommande à la Région et à l'État de financer un bac.", &["financer un bac"]),
        ("Le CESER demande à la Région, à l'État et aux communes de financer un bac.", &["financer un bac"]),
        ("Le CESER suggère aux communes du bassin d'y réfléchir ensemble.", &["y réfléchir ensemble"]),
        ("Le CESER demande à la chambre d'agriculture de former les agents.", &["former les agents"]),
        ("Le CESER demande à la Région qu'elle crée une agence.", &["elle crée une agence"]),
        ("Le CESER demande à la Région que le bac passe chaque jour.", &["le bac passe chaque jour"]),
        ("Le CESER demande à la Région un bilan annuel.", &["un bilan annuel"]),
        ("Le CESER attend de la Région qu'elle crée une agence.", &["elle crée une agence"]),
        ("Le CESER attend de la Région un bilan annuel.", &["un bilan annuel"]),
        (
            "Le CESER demande :\n- à la Région de créer une agence ;\n- aux communes d'ouvrir un bac.",
            &["créer une agence", "ouvrir un bac"],
        ),
        ("Le CESER :\n- demande à la Région de créer une agence ;\n- salue ce plan.", &["créer une agence"]),
        // Of nobody, and verbs whose object the addressee is: it is as little asked for as behind "demande".
        ("Le CESER demande de créer une agence.", &["créer une agence"]),
        ("Le CESER demande à être associé au suivi.", &["à être associé au suivi"]),
        ("Le CESER invite la Région à créer une agence.", &["créer une agence"]),
        ("Le CESER demande que la Région crée une agence.", &["la Région crée une agence"]),
    ];
    for (said, expected) in cases {
        assert_eq!(asked(said), expected, "{said}");
    }
}
