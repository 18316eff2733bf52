//! Declarations, with who speaks, for whom, and what is announced.

use ingest::Choice;

use crate::{
    random::Random,
    words::{BODIES, PEOPLE, SENTENCES},
};

/// A declaration as printed, and what it says.
#[derive(Clone, Debug)]
pub(crate) struct Speech {
    pub(crate) head: String,
    pub(crate) speaker: Option<String>,
    pub(crate) bodies: Vec<&'static str>,
    /// The paragraphs below the head.
    pub(crate) paragraphs: Vec<String>,
    pub(crate) positions: Vec<(&'static str, Choice, bool)>,
}

pub(crate) fn speech(random: &mut Random) -> Speech {
    let count = random.pick(&[1, 1, 1, 2, 3]);
    let mut bodies: Vec<(&str, &str, &'static str)> = Vec::new();
    while bodies.len() < count {
        let body = random.pick(&BODIES);
        if !bodies.iter().any(|other| other.2 == body.2) {
            bodies.push(body);
        }
    }
    let person = random.pick(&PEOPLE);
    let title = random.pick(&["", "M. ", "Mme ", "Monsieur "]);
    let list = |article: bool| {
        let named: Vec<String> = bodies
            .iter()
            .map(|(name, of, _)| if article { format!("{of}{name}") } else { (*name).to_owned() })
            .collect();
        match named.split_last() {
            Some((last, [])) => last.clone(),
            Some((last, rest)) => format!("{} et {last}", rest.join(", ")),
            None => String::new(),
        }
    };
    let (of, bare) = (list(true), list(false));
    let manner = random.below(9);
    let (head, speaker) = match manner {
        0 | 1 => (format!("Déclaration de {title}{person}, au nom {of}"), true),
        2 => (format!("DÉCLARATION DE {title}{person} AU NOM {}", of.to_uppercase()), true),
        3 => (format!("Déclaration {of}, présentée par {title}{person}"), true),
        4 => (format!("Déclaration au nom {of}"), false),
        5 => (format!("Intervention de Mme {person}, au titre {of}"), true),
        6 => (format!("Explication de vote {of}"), false),
        7 if count > 1 => (
            format!(
                "Déclaration commune {}",
                bodies.iter().map(|body| body.0).collect::<Vec<_>>().join(" - ")
            ),
            false,
        ),
        7 => (format!("Déclaration de {title}{person} ({bare})"), true),
        _ => (format!("Mme {person}, au nom {of} :"), true),
    };
    // "de l'Union" in capitals stays a name; the key does not change.
    let mut paragraphs = vec![random.some(2, &SENTENCES).join(" ")];
    let mut positions = Vec::new();
    let keys: Vec<&'static str> = bodies.iter().map(|body| body.2).collect();
    let (stance, choice) = random.pick(&[
        ("votera l'avis", Choice::For),
        ("votera cet avis", Choice::For),
        ("votera contre cet avis", Choice::Against),
        ("s'abstiendra", Choice::Abstention),
        ("ne prendra pas part au vote", Choice::NotParticipating),
        ("donnera un avis favorable", Choice::For),
        ("émettra un vote favorable", Choice::For),
        ("apportera ses voix à l’avis", Choice::For),
        ("se prononcera contre l'avis", Choice::Against),
        ("votera donc en faveur de l'avis", Choice::For),
    ]);
    let reserved = random.pick(&[
        ("", false),
        ("Sous ces réserves, ", true),
        ("Malgré ses réserves, ", true),
        ("En dépit de ces remarques, ", false),
        ("Pour toutes ces raisons, ", false),
    ]);
    match random.below(6) {
        0 => {}
        1 => paragraphs.push("La Région avait voté contre en 2018. Rien n'a changé depuis.".to_owned()),
        2 if count > 1 => {
            let (name, of, key) = bodies[0];
            let article = match of {
                "de la " => "La ",
                "du " => "Le ",
                "de " => "",
                _ => "L'",
            };
            paragraphs.push(format!("{}{article}{name} {stance}.", reserved.0));
            positions.push((key, choice, reserved.1));
        }
        _ => {
            let subject = random.pick(&["notre groupe ", "le groupe ", "notre organisation "]);
            paragraphs.push(if reserved.0.is_empty() {
                format!("Aussi {subject}{stance}.")
            } else {
                format!("{}{subject}{stance}.", reserved.0)
            });
            positions.extend(keys.iter().map(|key| (*key, choice, reserved.1)));
        }
    }
    Speech { head, speaker: speaker.then(|| person.to_owned()), bodies: keys, paragraphs, positions }
}
