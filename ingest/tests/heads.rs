//! Heads of opinions and of declarations in manners that no other document here has: read through the door.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use ingest::{Majority, OpinionKind, Options, Outcome, Records, SessionKind, parse};

fn read(text: &str) -> Records {
    parse(text.as_bytes(), &Options { territory: Some("99".to_owned()), ..Options::default() })
        .records
        .unwrap()
}

/// Each declaration's speaker and the keys of its bodies.
fn spoken(records: &Records) -> Vec<(String, Vec<String>)> {
    let declarations = records.opinion.declarations.iter();
    declarations
        .map(|declaration| {
            let speaker =
                declaration.speakers.iter().map(|key| key.0.as_str()).collect::<Vec<_>>().join(" + ");
            (speaker, declaration.organisations.iter().map(|key| key.0.clone()).collect())
        })
        .collect()
}

fn rapporteurs(records: &Records) -> Vec<&str> {
    records.opinion.rapporteurs.iter().map(|rapporteur| rapporteur.person.0.as_str()).collect()
}

fn headings(records: &Records) -> Vec<&str> {
    records.opinion.sections.iter().filter_map(|section| section.heading.as_deref()).collect()
}

#[test]
fn declarations_are_told_apart_by_a_person_and_a_body_on_their_own_line() {
    let text = "CESER Marche-Verte\nAvis sur le rapport 3-2 de l'Exécutif\nLe plan des haies\n\nSéance plénière du 14 mars 2023\n\nAnalyse\n\n\
        Le plan est utile. Il manque de moyens.\n\nAvis adopté à la majorité.\n\nEXPLICATIONS DE VOTE DES ORGANISATIONS\n\n\
        CFDT : Mme Odile Sarrazin\n\nLa CFDT partage les constats de l'avis. Elle le votera donc.\n\n\
        MEDEF – M. Jean Brossard\n\nLes entreprises sont prêtes. Le MEDEF donnera un vote favorable.\n\n\
        Pour la CGT\nMme Lucie Delmas\n\nLa CGT votera contre cet avis, faute de moyens.\n\n\
        Groupe « Eaux vives »\n\nM. Aldo Ferri\n\nLe groupe votera l'avis sans réserve, et le dira partout.\n\n\
        2) Déclaration de la FSU, par M. Noé Lang\n\nLa FSU a choisi de ne pas participer au vote.\n\n\
        FO :\n\nForce ouvrière n'a pas été associée à la rédaction.\n\nFO s'abstiendra sur ce texte.\n";
    let records = read(text);
    let told = |speaker: &str, bodies: &[&str]| {
        (speaker.to_owned(), bodies.iter().map(|body| (*body).to_owned()).collect::<Vec<_>>())
    };
    assert_eq!(
        spoken(&records),
        [
            told("odile sarrazin", &["cfdt"]),
            told("jean brossard", &["medef"]),
            told("lucie delmas", &["cgt"]),
            told("aldo ferri", &["eaux-vives"]),
            told("noe lang", &["fsu"]),
            told("", &["fo"]),
        ]
    );
    assert_eq!(headings(&records), ["Analyse"]);
    let positions = &records.opinion.positions;
    assert_eq!(positions.len(), 6);
}

#[test]
fn a_list_of_those_who_were_heard_declares_nothing() {
    let text = "CESER Marche-Verte\nAUTOSAISINE\nLes haies\nSéance plénière du 14 mars 2023\n\nAnalyse\n\nLe CESER veut des haies.\n\n\
        Avis adopté à l'unanimité.\n\nPersonnes entendues\n\nMme Odile Sarrazin (CFDT)\nM. Jean Brossard (MEDEF)\nM. Aldo Ferri (CGT)\n";
    assert_eq!(spoken(&read(text)), []);
}

#[test]
fn a_table_of_contents_is_no_section_and_a_presentation_no_title() {
    let text = "CESER MARCHE-VERTE\n\nRéunion plénière du vendredi 25 novembre 2022\n\nAUTOSAISINE\n\nL'EAU EN PARTAGE\n\n\
        Rapport présenté au nom de la commission Environnement\npar Mme Nadège Colin, rapporteure, et M. Luc Ferrand, co-rapporteur\n\n\
        Sommaire\nIntroduction\nPremière partie. Les sources\n\nIntroduction\n\nLes nappes baissent. Les rivières aussi.\n\n\
        Première partie. Les sources\n\nIl faut les protéger toutes.\n\n\
        Après débat, le CESER adopte le rapport à l'unanimité moins une voix.\n\n\
        Ont voté pour : 71\nA voté contre : 1\nSe sont abstenus : 0\n";
    let records = read(text);
    assert_eq!(records.opinion.title, "L'EAU EN PARTAGE");
    assert_eq!(rapporteurs(&records), ["nadege colin", "luc ferrand"]);
    assert_eq!(records.opinion.commission.as_ref().unwrap().0, "commission-environnement");
    assert_eq!(headings(&records), ["Introduction", "Première partie. Les sources"]);
    let vote = records.opinion.vote.as_ref().unwrap();
    assert_eq!(
        (vote.outcome, vote.majority, vote.counts.unwrap().r#for),
        (Some(Outcome::Adopted), Some(Majority::NearUnanimity), Some(71))
    );
}

#[test]
fn labels_say_when_who_sat_and_what_was_answered() {
    let text = "AVIS\n\nLe plan des haies\n\nAssemblée : CESER Marche-Verte\nDate : 23 mai 2022\nRéunion : Bureau\n\
        Rapport de l'Exécutif : 7-03\nRapporteure : Anne-Cécile Rivet\nCommission saisie au fond : Nature\n\n\
        Contexte\n\nLe plan est utile. Il manque de moyens.\n\nAvis adopté à l'unanimité.\n";
    let records = read(text);
    assert_eq!(records.session.held_on.to_string(), "2022-05-23");
    assert_eq!(records.session.kind, SessionKind::Bureau);
    assert_eq!(records.opinion.title, "Le plan des haies");
    assert_eq!(records.opinion.report.as_ref().unwrap().number, "7-03");
    assert_eq!(records.opinion.commission.as_ref().unwrap().0, "commission-nature");
}

#[test]
fn a_wish_may_be_a_project_or_a_letter_that_says_it_was_adopted() {
    for heading in [
        "PROJET DE VŒU\n\nPour des haies partout",
        "Vœu adopté à l'unanimité\n\nObjet : Pour des haies partout",
    ] {
        let text = format!(
            "CESER Marche-Verte\nSéance plénière du 7 octobre 2021\n\n{heading}\n\nMadame la Présidente,\n\nNotre assemblée demande que les haies \
             soient protégées dans toutes les communes de la région.\n\nLe Président,\n\nRapporteure du vœu : Mme Ève Marin\n"
        );
        let records = read(&text);
        assert_eq!(records.opinion.kind, OpinionKind::Wish, "{heading}");
        assert_eq!(records.opinion.title, "Pour des haies partout", "{heading}");
        assert_eq!(rapporteurs(&records), ["eve marin"], "{heading}");
    }
}

#[test]
fn a_number_behind_the_title_is_the_reports_and_no_part_of_it() {
    let text = "AVIS DU CESER MARCHE-VERTE\n\nSAISINE\n\nLe plan des haies (rapport n° 2023-088 du Président)\n\nSéance plénière du 19 juin 2023\n\n\
        Analyse\n\nLe plan est utile. Il manque de moyens.\n\nAvis adopté à l'unanimité.\n";
    let records = read(text);
    assert_eq!(records.opinion.title, "Le plan des haies");
    assert_eq!(records.opinion.report.as_ref().unwrap().number, "2023-088");
}

#[test]
fn the_head_of_a_second_and_last_page_is_no_text() {
    let text = "CESER Marche-Verte\nAvis sur le rapport 3-2 de l'Exécutif\nLe plan des haies\nSéance plénière du 14 mars 2023\n\nAnalyse\n\n\
        Le plan est utile, mais il manque de moyens dans les communes où les\n\nAvis 3-2 – page 1\n\u{c}CESER Marche-Verte – Avis sur les haies\n\n\
        haies ont disparu. Le CESER le regrette.\n\nAvis adopté à l'unanimité.\n\nAvis 3-2 – page 2\n";
    let records = read(text);
    let paragraphs = &records.opinion.sections[0].paragraphs;
    assert_eq!(
        paragraphs[0].text,
        "Le plan est utile, mais il manque de moyens dans les communes où les haies ont disparu. Le CESER le regrette."
    );
}

#[test]
fn a_head_may_stand_in_one_line_parted_by_dashes() {
    let body = "Analyse\n\nLe plan est utile. Il manque de moyens.\n\nAvis adopté à l'unanimité.\n";
    for head in [
        "CESER Marche-Verte – Séance plénière du jeudi 3 juin 2021 – Rapport 2-4\n\nAVIS\n\nLe plan des haies\n\nPrésenté par Mme Odile Sarrazin – Commission Nature et paysages\n\n",
        "Avis n° 2021-07 – Séance plénière du 3 juin 2021 – Rapport n° 2-4 de l'Exécutif\nLe plan des haies\nCommission Nature et paysages – Rapporteure : Odile Sarrazin\n\n",
        "CESER Marche-Verte | Assemblée plénière du 3 juin 2021 | Avis sur le rapport 2-4\n\nCommission Nature et paysages\nRapporteure : Odile Sarrazin\n\nLe plan des haies\n\n",
    ] {
        let records = read(&format!("{head}{body}"));
        assert_eq!(records.session.held_on.to_string(), "2021-06-03", "{head}");
        assert_eq!(records.opinion.title, "Le plan des haies", "{head}");
        assert_eq!(
            records.opinion.report.as_ref().map(|report| report.number.as_str()),
            Some("2-4"),
            "{head}"
        );
        assert_eq!(rapporteurs(&records), ["odile sarrazin"], "{head}");
        assert_eq!(
            records.opinion.commission.as_ref().map(|key| key.0.as_str()),
            Some("commission-nature-et-paysages"),
            "{head}"
        );
        assert_eq!(headings(&records), ["Analyse"], "{head}");
    }
}

#[test]
fn a_head_may_be_a_table_without_signs() {
    let body = "Analyse\n\nLe plan est utile. Il manque de moyens.\n\nAvis adopté à l'unanimité.\n";
    for head in [
        "CESER MARCHE-VERTE\n\nAvis\n\nTitre                Le plan des haies\n                     et des mares\nSéance plénière      3 juin 2021\nRapport              2-4 de l'Exécutif\nCommission           Nature et paysages\nRapporteurs          Odile Sarrazin, Jean Brossard\n\n",
        "AVIS DU CESER MARCHE-VERTE\n\nObjet\tLe plan des haies et des mares\nSéance\t3 juin 2021\nSaisine\tRapport n° 2-4\nCommission\tNature et paysages\nPrésenté par\tMme Odile Sarrazin et M. Jean Brossard\n\n",
    ] {
        let records = read(&format!("{head}{body}"));
        assert_eq!(records.session.held_on.to_string(), "2021-06-03", "{head}");
        assert_eq!(records.opinion.title, "Le plan des haies et des mares", "{head}");
        assert_eq!(
            records.opinion.report.as_ref().map(|report| report.number.as_str()),
            Some("2-4"),
            "{head}"
        );
        assert_eq!(rapporteurs(&records), ["odile sarrazin", "jean brossard"], "{head}");
        assert_eq!(headings(&records), ["Analyse"], "{head}");
    }
}

#[test]
fn headings_may_stand_right_above_their_text() {
    let text = "CESER Marche-Verte\nAvis sur le rapport 3-2 de l'Exécutif\nLe plan des haies\nSéance plénière du 14 mars 2023\n\nAvis du CESER\n\n\
        Un plan attendu par les communes\nLe CESER salue un plan que les communes rurales attendaient depuis longtemps, et dont les\nmoyens sont enfin à la hauteur des besoins.\n\
        Des moyens à mieux répartir\nLes crédits vont pour moitié à deux départements. Le CESER demande qu'ils soient répartis\nselon la longueur des haies, et non selon le nombre des habitants.\n\
                              2021      2022      2023\nHaies plantées (km)           120       140       160\nCommunes aidées                12        15        19\n\n\
        En conséquence, le CESER\n- demande un bilan annuel,\n- souhaite une carte des haies.\n\nAvis adopté à l'unanimité.\n";
    assert_eq!(
        headings(&read(text)),
        ["Avis du CESER", "Un plan attendu par les communes", "Des moyens à mieux répartir"]
    );
}

#[test]
fn a_head_in_sentences_is_a_head() {
    let text = "CESER MARCHE-VERTE\n\nAVIS\n\nLe plan des haies\n\nRéuni en assemblée plénière le jeudi 3 juin 2021, sous la présidence de M. Luc Ferrand, le Conseil\néconomique, social et environnemental régional a examiné le rapport n° 2-4 du Conseil régional et\nrendu l'avis suivant, présenté par Mme Odile Sarrazin, rapporteure, au nom de la commission Nature\net paysages.\n\n\
        I/ Analyse\n\nLe plan est utile. Il manque de moyens.\n\nMis aux voix, l'avis est adopté à l'unanimité.\n";
    let records = read(text);
    assert_eq!(records.session.held_on.to_string(), "2021-06-03");
    assert_eq!(records.opinion.title, "Le plan des haies");
    assert_eq!(records.opinion.report.as_ref().unwrap().number, "2-4");
    assert_eq!(rapporteurs(&records), ["odile sarrazin"]);
    assert_eq!(records.opinion.commission.as_ref().unwrap().0, "commission-nature-et-paysages");
    assert_eq!(headings(&records), ["I/ Analyse"]);
    assert_eq!(records.opinion.vote.as_ref().unwrap().majority, Some(Majority::Unanimity));
}

#[test]
fn a_college_is_where_a_body_sits_and_a_joint_declaration_may_split() {
    let declared = |head: &str, words: &str| {
        format!(
            "CESER Marche-Verte\nAvis sur le rapport 3-2 de l'Exécutif\nLe plan des haies\nSéance plénière du 14 mars 2023\n\nAnalyse\n\n\
             Le plan est utile. Il manque de moyens.\n\nAvis adopté à la majorité.\n\nPOSITIONS EXPRIMÉES EN SÉANCE\n\n{head}\n\nNous saluons ce plan. {words}\n"
        )
    };
    let stances = |text: &str| {
        let records = read(text);
        let positions = &records.opinion.positions;
        let read =
            positions.iter().map(|position| format!("{} {:?}", position.organisation.0, position.choice));
        (spoken(&records), read.collect::<Vec<_>>())
    };
    for head in [
        "M. Jean Brossard (1er collège, CPME)",
        "M. Jean Brossard (CPME – collège 1)",
        "Mme Odile Sarrazin, 1er collège, CPME",
        "Déclaration de M. Jean Brossard (CPME, collège n° 1)",
    ] {
        let (spoken, read) = stances(&declared(head, "La CPME votera l'avis."));
        assert_eq!(spoken[0].1, ["cpme"], "{head}");
        assert_eq!(read, ["cpme For"], "{head}");
    }
    for (words, wanted) in [
        ("La CGT votera l'avis tandis que la FSU s'abstiendra.", ["cgt For", "fsu Abstention"]),
        ("La CGT votera pour et la FSU contre.", ["cgt For", "fsu Against"]),
        (
            "Pour l'une, la CGT, ce sera un vote favorable. La FSU, elle, ne prendra pas part au vote.",
            ["cgt For", "fsu NotParticipating"],
        ),
        (
            "Si la CGT votera contre l'avis, la FSU, plus réservée, s'abstiendra.",
            ["cgt Against", "fsu Abstention"],
        ),
        (
            "La CGT, qui le juge trop timide, votera contre ; la FSU, qui y voit un progrès, votera pour.",
            ["cgt Against", "fsu For"],
        ),
    ] {
        let (_, read) = stances(&declared("Déclaration commune de la CGT et de la FSU", words));
        assert_eq!(read, wanted, "{words}");
    }
}

#[test]
fn an_opinions_own_number_is_no_title_and_a_group_is_those_whom_it_holds() {
    let text = "Séance plénière du 3 juin 2021\nCESER MARCHE-VERTE\nAVIS 2021-12\nPLAN DES HAIES\nRapport n° 2-4 du Président\nRapporteurs :\n- Odile Sarrazin\n- Jean Brossard\n\n\
        Analyse\n\nLe plan est utile. Il manque de moyens.\n\nAvis adopté à l'unanimité.\n\nDéclarations\n\nIntervention du groupe des employeurs (MEDEF, CPME, U2P)\n\n\
        Nous saluons ce plan. Nous voterons l'avis.\n";
    let records = read(text);
    assert_eq!(records.opinion.title, "PLAN DES HAIES");
    assert_eq!(records.opinion.report.as_ref().unwrap().number, "2-4");
    assert_eq!(spoken(&records)[0].1, ["medef", "cpme", "u2p"]);
}

#[test]
fn all_who_speak_in_a_declaration_are_its_speakers() {
    let cases: [(&str, &str, &[&str]); 9] = [
        (
            "Déclaration de Marc Petit et de Léa Roux, au nom de la CGT et de la FSU",
            "marc petit + lea roux",
            &["cgt", "fsu"],
        ),
        (
            "Déclaration de Marc Petit et Léa Roux au nom de la CGT et de la FSU :",
            "marc petit + lea roux",
            &["cgt", "fsu"],
        ),
        ("Déclaration de M. Petit et Mme Roux, au nom de la CGT", "petit + roux", &["cgt"]),
        (
            "Déclaration de Mme Léa Roux, de M. Marc Petit et de M. Luc Noir, au nom de la CGT",
            "lea roux + marc petit + luc noir",
            &["cgt"],
        ),
        (
            "Déclaration de Marc Petit, président, et de Léa Roux, au nom de la CGT",
            "marc petit + lea roux",
            &["cgt"],
        ),
        ("Intervention de MM. Marc Petit et Luc Noir pour la CGT", "marc petit + luc noir", &["cgt"]),
        (
            "Déclaration de la CGT et de la FSU, présentée par Marc Petit et Léa Roux",
            "marc petit + lea roux",
            &["cgt", "fsu"],
        ),
        (
            "Déclaration au nom de la CGT et de la FSU (Mme Léa Roux et M. Marc Petit)",
            "lea roux + marc petit",
            &["cgt", "fsu"],
        ),
        ("Déclaration de Marc Petit, au nom de la CGT et de la FSU", "marc petit", &["cgt", "fsu"]),
    ];
    for (head, speakers, bodies) in cases {
        let text = format!(
            "CESER Marche-Verte\nAvis sur le rapport 3-2 de l'Exécutif\nLe plan des haies\n\nSéance plénière du 14 mars 2023\n\nAnalyse\n\n\
             Le plan est utile.\n\nAvis adopté à la majorité.\n\n{head}\n\nLe plan est utile. Nous voterons cet avis.\n"
        );
        let parsed =
            parse(text.as_bytes(), &Options { territory: Some("99".to_owned()), ..Options::default() });
        let records = parsed.records.unwrap();
        let bodies: Vec<String> = bodies.iter().map(|body| (*body).to_owned()).collect();
        assert_eq!(spoken(&records), [(speakers.to_owned(), bodies)], "{head}");
        assert_eq!(parsed.problems, [], "{head}");
    }
}
