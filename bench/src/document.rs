//! Opinions about a region that does not exist, of the size of a real one.

use std::{fmt::Write, hint::black_box};

use ingest::{Options, parse};
use unicode_normalization::UnicodeNormalization;

/// A real opinion has about so many bytes.
const SIZE: usize = 12_114;

const SENTENCES: [&str; 8] = [
    "Le CESER note avec satisfaction que la Région poursuit l'entretien des digues engagé en 2018, et salue la place \
     qu'elle donne aux communes riveraines dans la conduite des chantiers.",
    "Il rappelle que la Stratégie régionale des canaux et des lacs (SRCL), adoptée en mars 2019, prévoyait une \
     évaluation tous les trois ans ; la première n'a pas été rendue publique.",
    "Le CESER préconise de publier chaque année l'état des ouvrages, avec les dépenses faites et celles qui restent à \
     faire, dans une forme que chacun puisse réutiliser.",
    "Les entreprises du transport par eau attendent une information sûre sur les périodes de fermeture, comme la CCIR \
     et la CPME l'ont indiqué lors de leur audition.",
    "La formation des éclusiers, confiée à l'Agence des canaux (AGC) depuis septembre dernier, gagnerait à être \
     ouverte aux saisonniers et à leurs employeurs.",
    "Une attention particulière doit être portée à l'inclu-\nsion des habitants qui n'ont ni voiture ni connexion, et \
     pour qui le bac reste le seul passage.",
    "Le CESER s'interroge néanmoins sur les moyens : 12,5 millions d'euros sont inscrits, quand le rapport en annonce \
     le double à l'horizon 2027.",
    "Enfin, le CESER souhaite que l'État tienne les engagements qu'il a pris le 25 juin dernier, et que les \
     départements soient associés au suivi.",
];

/// The opinion of a number: each of another day, title, vote and order of its sentences.
pub(crate) fn opinion(number: u32) -> Vec<u8> {
    let (year, month, day) = (2000 + number / 336 % 60, number / 28 % 12, number % 28 + 1);
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
    let mut text = String::with_capacity(SIZE + 400);
    let _ = write!(
        text,
        "Avis sur le rapport {}-{} de l'Exécutif régional\nEntretien du canal numéro {number}\nde la Région des \
         Deux-Lacs\n\nSéance plénière du {day} {} {year}\nCommission Eaux et Forêts\n\nRapporteurs : Anne Lormeau et \
         Paul Vriès\n\nSynthèse du rapport de l'Exécutif régional\n\nDeux priorités fondent ce plan :\n- les digues,\n\
         - les ponts.\n\nAvis du CESER\n\n",
        number / 7 + 1,
        number % 7 + 1,
        months[month as usize],
    );
    let mut at = number as usize;
    while text.len() < SIZE - 700 {
        for sentence in 0..4 {
            wrapped(&mut text, SENTENCES[(at + sentence * 3) % SENTENCES.len()]);
        }
        text.push('\n');
        at += 1;
    }
    let _ = write!(
        text,
        "Vote du CESER sur l'avis : adopté par {} voix pour, 3 contre et 5 abstentions.\n\
         Déclaration de Zoé Arnac, au nom de la CGT\nSous réserve de ces remarques, la CGT votera l'avis.\n\n\
         Déclaration de Luc Tessel, au nom de la Ligue des mariniers et de la CFDT\nNous nous abstiendrons.\n",
        40 + number % 30,
    );
    text.into_bytes()
}

/// Adds a sentence with its lines broken near a hundred characters.
fn wrapped(text: &mut String, sentence: &str) {
    let mut width = 0;
    for word in sentence.split(' ') {
        if width > 95 {
            text.push('\n');
            width = 0;
        }
        text.push_str(word);
        text.push(' ');
        width += word.chars().count() + 1;
    }
    text.push('\n');
}

/// The least that any reader does: bytes to characters.
pub(crate) fn decode(bytes: &[u8]) -> u32 {
    let text = String::from_utf8_lossy(bytes);
    black_box(text.nfc().collect::<Vec<char>>().len());
    1
}

/// Reads an opinion; one that is not read whole would make the figures worthless.
pub(crate) fn read(bytes: &[u8]) -> u32 {
    let parsed = parse(bytes, &Options { territory: Some("99".to_owned()), ..Options::default() });
    let declarations = parsed.records.as_ref().map(|records| records.opinion.declarations.len());
    assert_eq!(declarations, Some(2), "{:?}", parsed.problems);
    black_box(parsed);
    1
}
