//! Whose stance a sentence announces: that of all who speak, of some of them, or of somebody else.

use crate::OrganisationKey;

/// Who a sentence says will do something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    /// All who speak: "nous", "notre organisation", or nobody named.
    All,
    /// The bodies that the sentence names, of those who speak.
    Some(Vec<OrganisationKey>),
    /// Another body, or people who do not speak here.
    Another,
}

/// The most words that a body's name has.
const LONGEST_NAME: usize = 9;

/// The subject of the verb at byte `at` of a folded sentence, whose clause begins at byte `from`. `find` knows bodies by
/// their names.
pub(crate) fn subject(
    folded: &str,
    from: usize,
    at: usize,
    plural: bool,
    speakers: &[OrganisationKey],
    find: &dyn Fn(&str) -> Option<OrganisationKey>,
) -> Subject {
    let clause = folded.get(from..at).unwrap_or_default();
    let words: Vec<(usize, &str)> = words(clause).collect();
    let mut own: Vec<(usize, OrganisationKey)> = Vec::new();
    let mut other: Option<usize> = None;
    let mut ours: Option<usize> = None;
    let mut relative: Option<usize> = None;
    let mut place = 0;
    while place < words.len() {
        let (start, word) = words[place];
        let longest = (1..=LONGEST_NAME.min(words.len() - place)).rev().find_map(|length| {
            let (last, text) = words[place + length - 1];
            find(&clause[start..last + text.len()]).map(|key| (length, key))
        });
        if let Some((length, key)) = longest {
            // "Comme la CFDT", "avec la FSU": those besides whom one acts.
            let beside = clause[..start].split([',', ';']).next_back().unwrap_or_default();
            let beside =
                ["comme ", "avec ", "contrairement ", "a l'instar ", "aux cotes ", "ainsi que le disait "]
                    .iter()
                    .any(|word| {
                        beside.trim_start().starts_with(word) || beside.contains(&format!(" {word}"))
                    });
            if speakers.contains(&key) {
                relative = Some(place + length);
                own.push((place, key));
            } else if !beside && !about(clause, start) {
                other = Some(place);
            }
            place += length;
            continue;
        }
        match word {
            "nous" | "notre" | "nos" | "je" | "mon" | "on" | "ses" | "sa" | "son" => ours = Some(place),
            // "À l'exception de la CGT, qui votera": the name before the relative is its subject.
            "qui" if own.last().is_some_and(|_| relative == Some(place)) => {}
            // "Un avis qui le dénature et voteront": a thing does not vote.
            "qui" if thing(&words[..place], words.len() - place, plural) => {}
            "certains" | "certaines" | "d'autres" | "autres" | "plusieurs" | "ceux" | "celles" | "chacun"
            | "qui" => other = Some(place),
            "region" | "ceser" | "executif" | "assemblee" | "commission" | "majorite" | "conseil"
                if !about(clause, start) =>
            {
                other = Some(place);
            }
            _ => {}
        }
        place += 1;
    }
    // "L'Exécutif nous a répondu qu'il voterait": the pronoun stands for whom the sentence is about.
    let pronoun =
        words.iter().rev().take(3).any(|(_, word)| matches!(*word, "il" | "elle" | "ils" | "elles"))
            && (clause.contains("qu'il") || clause.contains("qu'elle"));
    if pronoun && other.is_some_and(|other| ours.is_none_or(|ours| other < ours)) && own.is_empty() {
        return Subject::Another;
    }
    let nearest = own.last().map(|(place, _)| *place);
    // "La CGT et la CFDT voteront": a verb of several has several subjects.
    let joined = plural && nearest.is_some() && clause.contains(" et ");
    match (nearest, ours, other) {
        (_, Some(ours), other)
            if other.is_none_or(|other| other < ours) && nearest.is_none_or(|own| own < ours) =>
        {
            Subject::All
        }
        (Some(own_place), _, other) if joined || other.is_none_or(|other| other < own_place) => {
            let last = own.last().map(|(_, key)| key.clone());
            let mut who: Vec<OrganisationKey> = if plural {
                own.into_iter().map(|(_, key)| key).collect()
            } else {
                last.into_iter().collect()
            };
            who.dedup();
            Subject::Some(who)
        }
        (_, _, Some(_)) => Subject::Another,
        _ => Subject::All,
    }
}

/// Whether the words before a relative name what cannot be the subject of a verb further on: a text, or one where the
/// verb is that of several.
fn thing(before: &[(usize, &str)], behind: usize, plural: bool) -> bool {
    let texts = [
        "avis",
        "texte",
        "document",
        "projet",
        "rapport",
        "plan",
        "schema",
        "programme",
        "contrat",
        "budget",
        "strategie",
        "contribution",
        "autosaisine",
        "voeu",
        "choix",
        "logique",
        "politique",
        "mesure",
        "mesures",
        "propositions",
        "preconisations",
        "orientations",
        "demarche",
    ];
    let near = &before[before.len().saturating_sub(2)..];
    let text = near.iter().any(|(_, word)| texts.contains(word));
    let one = before.last().is_some_and(|(_, word)| !word.ends_with(['s', 'x']));
    text || (one && plural && behind > 2)
}

/// Whether the words before a name make it the object of something said before the subject: "l'avis du CESER",
/// "la feuille de route de la Région".
fn about(clause: &str, start: usize) -> bool {
    let before = clause[..start].trim_end();
    let object = [
        " de", " du", " des", " d'", " au", " a", " aux", " sur", " par", " pour", " que", " a la", " de la",
        " de l'", " par la", " par le", " sur la", " pour la", " pour le", " a l'",
    ];
    let elected = [
        "elus",
        "elues",
        "representants",
        "representantes",
        "conseillers",
        "membres",
        "groupe",
        "delegation",
        "camarades",
        "syndicats",
        "organisations",
    ];
    let belongs = elected.iter().any(|word| {
        let words: Vec<&str> = before.split(' ').rev().take(4).collect();
        words.contains(word)
    });
    !belongs && object.iter().any(|word| before.ends_with(word) || before == word.trim_start())
}

/// The words of a clause and the bytes that they start at; a hyphen joins, an apostrophe parts.
fn words(clause: &str) -> impl Iterator<Item = (usize, &str)> {
    let parts = |char: char| !(char.is_alphanumeric() || char == '-');
    clause
        .split(parts)
        .filter(|word| !word.is_empty())
        .map(|word| (word.as_ptr() as usize - clause.as_ptr() as usize, word))
}

#[cfg(test)]
mod tests {
    use super::{Subject, subject};
    use crate::OrganisationKey;

    fn read(clause: &str, plural: bool) -> Subject {
        let find = |name: &str| {
            ["cgt", "fsu", "cfdt", "solidaires"].contains(&name).then(|| OrganisationKey(name.to_owned()))
        };
        let speakers = ["cgt", "fsu", "solidaires"].map(|key| OrganisationKey(key.to_owned()));
        subject(clause, 0, clause.len(), plural, &speakers, &find)
    }

    fn some(keys: &[&str]) -> Subject {
        Subject::Some(keys.iter().map(|key| OrganisationKey((*key).to_owned())).collect())
    }

    #[test]
    fn a_stance_is_that_of_whom_the_sentence_names() {
        assert_eq!(read("nous ", true), Subject::All);
        assert_eq!(read("notre groupe ", false), Subject::All);
        assert_eq!(read("la cgt ", false), some(&["cgt"]));
        assert_eq!(read("la cgt et la fsu ", true), some(&["cgt", "fsu"]));
        assert_eq!(read("la cfdt ", false), Subject::Another);
        assert_eq!(read("comme la cfdt, la cgt ", false), some(&["cgt"]));
        assert_eq!(read("la cgt, comme la cfdt, ", false), some(&["cgt"]));
        assert_eq!(read("la region nous avait dit qu'elle ", false), Subject::Another);
        assert_eq!(read("a l'exception de la fsu, qui ", false), some(&["fsu"]));
        assert_eq!(read("certains ", true), Subject::Another);
        assert_eq!(read("pour l'avis du ceser, nous ", true), Subject::All);
        assert_eq!(read("les elus de la cfdt ", true), Subject::Another);
        assert_eq!(read("les elus de la fsu ", true), some(&["fsu"]));
        assert_eq!(read("apres l'abstention de la cfdt, nous ", true), Subject::All);
        assert_eq!(read("le groupe ", false), Subject::All);
        assert_eq!(read("elles n'acceptent pas un texte qui les oublie et ", true), Subject::All);
        assert_eq!(read("la cgt refuse un plan qui divise et ", false), some(&["cgt"]));
        assert_eq!(read("merci a tous les collegues qui ecoutent et ", true), Subject::Another);
    }
}
