//! Heads of opinions and of declarations in manners that no other document here has: read through the door.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use ingest::{Majority, OpinionKind, Options, Outcome, Records, SessionKind, parse};

fn read(text: &str) -> Records {
    parse(text.as_bytes(), &Options { territory: Some("99".to_owned()) }).records.unwrap()
}

/// Each declaration's speaker and the keys of its bodies.
fn spoken(records: &Records) -> Vec<(String, Vec<String>)> {
    let declarations = records.opinion.declarations.iter();
    declarations
        .map(|declaration| {
            let speaker = declaration.speaker.as_ref().map(|key| key.0.clone()).unwrap_or_default();
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
    let positions = &records.opinion.vote.as_ref().unwrap().positions;
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
