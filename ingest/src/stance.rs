//! What a sentence of a declaration says that those who speak will do with their votes.

use crate::{
    Choice,
    cleft::nominal,
    matter::{is_other, on_opinion},
    verb::{Word, object, verb, votes, words},
};

/// A stance that a folded sentence announces, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stance {
    pub(crate) choice: Choice,
    /// The byte where the verb begins.
    pub(crate) at: usize,
    /// The byte where the words end that say the choice.
    pub(crate) end: usize,
    /// Whether the verb is that of several.
    pub(crate) plural: bool,
    /// Whether the verb is that of the stance before: "la CGT votera pour et la FSU contre".
    pub(crate) shared: bool,
    /// The byte where the subject begins, where it stands behind the choice: "Abstention de la CGT".
    pub(crate) behind: Option<usize>,
}

/// What a sentence announces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Announced {
    Stance(Stance),
    /// What it will not do, or what it would do: no stance.
    Open(usize),
}

/// Everything that a folded sentence announces, in its order.
pub(crate) fn announced(folded: &str) -> Vec<Announced> {
    let words = words(folded);
    if let Some((choice, subject)) = nominal(&words) {
        let behind = subject.map(|at| words[at].at);
        let plural = words.iter().any(|word| word.text == "et");
        let stance = Stance { choice, at: 0, end: folded.len(), plural, shared: false, behind };
        return vec![Announced::Stance(stance)];
    }
    let mut found: Vec<Announced> = Vec::new();
    // The stances on another thing than the opinion, and whether one is on the opinion.
    let mut others: Vec<usize> = Vec::new();
    let mut own = false;
    let mut at = 0;
    while at < words.len() {
        match verb(&words, at) {
            Some((choice, next, verb)) => {
                let end = words[next - 1].at + words[next - 1].text.len();
                let plural = words[at..next].iter().any(|word| {
                    word.text.ends_with("ont") || word.text.ends_with("ent") && word.text.len() > 4
                });
                let stance = Stance { choice, at: words[at].at, end, plural, shared: false, behind: None };
                let either = either(&words, at, choice, found.last());
                if either {
                    // "Voteront l'avis ou s'abstiendront" leaves both open.
                    found.pop();
                }
                let open = denied(&words, at, next, verb) || conditional(&words, at) || either;
                if !open {
                    match object_of(&words, next) {
                        Some(true) => own = true,
                        Some(false) => others.push(words[at].at),
                        None => {}
                    }
                }
                found.push(if open { Announced::Open(words[at].at) } else { Announced::Stance(stance) });
                at = next;
                while let Some((stance, after)) = shared(&words, at).filter(|_| !open) {
                    found.push(Announced::Stance(stance));
                    at = after;
                }
            }
            None => {
                if would(&words, at) {
                    found.push(Announced::Open(words[at].at));
                }
                at += 1;
            }
        }
    }
    if own {
        // "Votera l'avis et s'abstiendra sur le rapport" abstains on the report only.
        found.retain(|one| !matches!(one, Announced::Stance(stance) if others.contains(&stance.at)));
    }
    found
}

/// Whether a stance whose words end before a word is on the opinion, or on another thing; none where it does not say.
fn object_of(words: &[Word], next: usize) -> Option<bool> {
    let ends = |at: usize| {
        let text = words[at].text;
        words[at].parted || votes(text) || matches!(text, "mais" | "et" | "pour" | "contre" | "car" | "qui")
    };
    let last = next.checked_sub(1)?;
    (last..words.len().min(next + 6)).take_while(|at| *at == last || !ends(*at)).find_map(|at| {
        let opinion = matches!(words[at].text, "avis" | "voeu" | "contribution" | "autosaisine" | "texte");
        if opinion || on_opinion(words, at).is_some() {
            return Some(true);
        }
        is_other(words, at).then_some(false)
    })
}

/// A stance whose verb is that of the one before, and the word after it: "et la FSU contre", ", la CFDT pour".
fn shared(words: &[Word], from: usize) -> Option<(Stance, usize)> {
    let place =
        (from + 1..words.len().min(from + 7)).find(|at| matches!(words[*at].text, "pour" | "contre"))?;
    let linked =
        words[from].parted || matches!(words[from].text, "et" | "mais" | "tandis" | "quand" | "alors");
    let last = words.get(place + 1).is_none_or(|next| next.parted || matches!(next.text, "et" | "mais"));
    let verb = words[from..place].iter().any(|word| {
        crate::verb::votes(word.text)
            || matches!(word.text, "est" | "sont" | "a" | "ont" | "qui" | "que" | "nous")
                && !matches!(word.text, "que" if words[from].text == "tandis")
    });
    let choice = if words[place].text == "pour" { Choice::For } else { Choice::Against };
    let (at, end) = (words[place].at, words[place].at + words[place].text.len());
    (linked && last && !verb)
        .then_some((Stance { choice, at, end, plural: true, shared: true, behind: None }, place + 1))
}

/// Whether a verb is the other of two between which nothing is decided: "ou s'abstiendront", "soit contre".
fn either(words: &[Word], at: usize, choice: Choice, before: Option<&Announced>) -> bool {
    let Some(Announced::Stance(known)) = before else { return false };
    let between = words[at.saturating_sub(4)..at].iter().filter(|word| word.at >= known.end);
    known.choice != choice && between.into_iter().any(|word| matches!(word.text, "ou" | "soit"))
}

/// Whether a folded sentence names reservations: "sous réserve", "malgré nos réserves"; remarks are none.
pub(crate) fn reserved(folded: &str) -> bool {
    let words = words(folded);
    words.iter().enumerate().any(|(at, word)| {
        let before = |step: usize| at.checked_sub(step).map_or("", |at| words[at].text);
        let after = |step: usize| words.get(at + step).map_or("", |word| word.text);
        if !matches!(word.text, "reserve" | "reserves") {
            return false;
        }
        let none = matches!(before(1), "sans" | "aucune" | "se" | "pas" | "nulle")
            || before(2) == "sans"
            || (before(2) == "pas" && matches!(before(1), "de"));
        let lifted =
            (1..=4).any(|step| matches!(after(step), "levees" | "levee" | "entendues" | "satisfaites"));
        // "La réserve naturelle", "les réserves d'eau".
        let thing = matches!(
            after(1),
            "naturelle"
                | "naturelles"
                | "fonciere"
                | "foncieres"
                | "parlementaire"
                | "d'eau"
                | "financieres"
                | "obligatoire"
        ) || (after(1) == "d'" && matches!(after(2), "eau" | "energie"));
        !none && !lifted && !thing
    })
}

/// Whether the verb is denied: "ne votera pas l'avis", "ne pourra voter".
fn denied(words: &[Word], at: usize, next: usize, verb: usize) -> bool {
    let clause = words[..at].iter().rev().take_while(|word| !word.parted).count();
    let from = at.saturating_sub(clause + 1).max(at.saturating_sub(6));
    // "Elles ne peuvent l'accepter et voteront contre": another verb is denied.
    let finite = !words[at].text.ends_with("er") && !words[at].text.ends_with("enir");
    let joined = words[..at].iter().rposition(|word| matches!(word.text, "et" | "mais" | "donc"));
    let from = joined.filter(|joined| finite && at - joined <= 4).map_or(from, |joined| from.max(joined));
    let ne = words[from..at].iter().any(|word| matches!(word.text, "ne" | "n'"));
    // "Cela ne nous empêchera pas de voter" denies another verb.
    if words[from..=verb.min(words.len() - 1)].iter().any(|word| word.text.starts_with("empech")) {
        return false;
    }
    let only = words[verb..next.min(words.len())].iter().any(|word| word.text == "que");
    let out = words[at..next].iter().any(|word| word.text == "part" || word.text.starts_with("particip"));
    ne && !out && !only
}

/// Whether the sentence makes it depend on something: "si", "à condition que". "Même si" makes nothing depend.
fn conditional(words: &[Word], at: usize) -> bool {
    words.iter().enumerate().any(|(place, word)| {
        let before = place.checked_sub(1).map_or("", |at| words[at].text);
        let after = words.get(place + 1).map_or("", |word| word.text);
        let near = place < at + 30;
        match word.text {
            "si" | "s'" if word.text == "si" || matches!(after, "il" | "ils") => {
                // "Si l'une votera pour, l'autre s'abstiendra" sets against; a condition is never in the future.
                let own = words[place + 1..].iter().take_while(|word| !word.parted);
                let future = own
                    .filter(|word| word.text.len() > 4)
                    .any(|word| ["ra", "ront", "rons"].iter().any(|end| word.text.ends_with(end)));
                !future && before != "meme" && near && (place < at || word.parted || !matches!(after, "bien"))
            }
            "condition" => {
                matches!(before, "a" | "la" | "sous") && matches!(after, "que" | "qu'" | "de" | "d'")
            }
            "moins" => before == "a" && matches!(after, "que" | "qu'"),
            "sauf" => after == "si",
            _ => false,
        }
    })
}

/// A verb of voting in the conditional: no stance, and worth a look.
fn would(words: &[Word], at: usize) -> bool {
    let before = |step: usize| at.checked_sub(step).map_or("", |at| words[at].text);
    let vote = matches!(
        words[at].text,
        "voterait" | "voterions" | "voteraient" | "abstiendrait" | "abstiendrions" | "abstiendraient"
    );
    let may = words[at].text == "voter"
        && (1..=4).any(|step| {
            matches!(
                before(step),
                "pourrait"
                    | "pourrions"
                    | "pourraient"
                    | "peut"
                    | "peuvent"
                    | "pouvons"
                    | "pourra"
                    | "pourrons"
                    | "saurait"
                    | "refuse"
                    | "refusons"
                    | "refusent"
                    | "envisage"
                    | "envisageons"
            )
        });
    vote || (may && object(words, at + 1).is_some())
}

#[cfg(test)]
mod tests {
    use super::{Announced, announced, reserved};
    use crate::{Choice, text::fold};

    fn read(sentence: &str) -> Option<Choice> {
        match announced(&fold(sentence)).pop()? {
            Announced::Stance(stance) => Some(stance.choice),
            Announced::Open(_) => None,
        }
    }

    #[test]
    fn a_stance_is_read_whoever_is_its_subject() {
        for sentence in [
            "La Ligue votera l’avis.",
            "Nous voterons donc, malgré tout, cet avis.",
            "Notre organisation votera pour.",
            "Ses élus voteront en faveur de l'avis.",
            "Le groupe donnera un avis favorable.",
            "La CGT émettra un vote favorable.",
            "Les représentants de la Ligue apporteront leurs voix à l'avis.",
            "La Ligue votera sans réserve en faveur.",
            "Nous allons voter cet avis.",
            "Notre vote sera favorable.",
            "Nous le voterons.",
            "La CGT vote cet avis.",
            "L'UAHB votera cette autosaisine.",
            "La CFDT approuvera l'avis.",
            "Nous votons pour ce texte.",
            "Ces raisons nous conduisent à voter l'avis.",
            "Le groupe se prononcera en faveur de cet avis.",
            "Elle approuve ce texte et lui accordera son vote.",
            "Nous ne partageons pas tout et voterons cet avis.",
            "Nos élus apporteront leur suffrage à la contribution.",
            "Même si tout n'est pas dit, nous voterons l'avis.",
            "Ces manques n'empêcheront pas la Ligue de voter l'avis.",
            "La Ligue se prononce en faveur de l'avis.",
            "Nous vous annonçons un vote positif.",
            "La Ligue votera contre le rapport mais pour l'avis.",
            "Nous voterons contre le projet de l'Exécutif et en faveur de l'avis.",
            "La Ligue votera l'avis et votera contre le rapport.",
            "C'est un vote favorable que nous émettrons.",
            "C'est pour l'avis que la Ligue votera.",
            "Avis favorable de la Ligue.",
        ] {
            assert_eq!(read(sentence), Some(Choice::For), "{sentence}");
        }
        for sentence in [
            "Nous voterons contre.",
            "La Ligue votera contre cet avis.",
            "La CGT émettra un avis défavorable.",
            "Le groupe a décidé de voter contre l'avis.",
            "La FSU se prononcera contre.",
            "Nous rejetterons cet avis.",
            "Nous sommes obligés de voter contre.",
            "Elles ne peuvent accepter ce texte et voteront contre.",
            "La FSU donnera son vote contre cet avis.",
            "La CGT s'opposera à cet avis.",
            "La CGT votera contre l'avis mais pour le rapport.",
            "La CGT votera pour le rapport et contre l'avis.",
            "C'est contre que nous nous prononcerons.",
        ] {
            assert_eq!(read(sentence), Some(Choice::Against), "{sentence}");
        }
        for sentence in [
            "Nos organisations s’abstiendront.",
            "Nous nous abstiendrons, par égard pour le rapporteur.",
            "Notre vote sera une abstention.",
            "Notre vote : abstention.",
            "La FSU se voit contrainte de s'abstenir.",
            "Nous serons amenés à nous abstenir.",
            "La CGT va s'abstenir.",
            "Le groupe choisira l'abstention.",
            "Abstention de la CGT.",
            "Ni pour ni contre : abstention.",
            "C'est l'abstention que nous choisirons.",
        ] {
            assert_eq!(read(sentence), Some(Choice::Abstention), "{sentence}");
        }
        for sentence in [
            "La Ligue ne prendra pas part au vote.",
            "Nous ne participerons pas au vote.",
            "La FSU ne prendra pas part.",
            "Le groupe refusera de prendre part au vote.",
            "La Ligue a choisi de ne pas participer au vote.",
        ] {
            assert_eq!(read(sentence), Some(Choice::NotParticipating), "{sentence}");
        }
    }

    #[test]
    fn what_is_denied_conditional_past_or_quoted_is_no_stance() {
        for sentence in [
            "La Ligue ne votera pas l'avis.",
            "Si rien ne change, nous voterons contre.",
            "Nous voterons l'avis à condition que la Région s'engage.",
            "La CGT avait voté contre en 2018.",
            "Nous voterions l'avis s'il était plus clair.",
            "Nous ne pouvons voter cet avis.",
            "Nous ne nous abstiendrons pas.",
            "Nous ne pouvons approuver et voter cet avis.",
            "La CGT ne peut et ne voudra voter cet avis.",
            "Certains disent « nous voterons contre ».",
            "Le vote contre la vie chère grandit.",
            "Nous nous abstiendrons de tout commentaire.",
            "La CGT appelle à voter contre le budget.",
            "La CGT votera l'amendement.",
            "Nous ne prendrons pas part au débat.",
            "Il faut voter les crédits.",
            "Ses membres voteront contre ou s'abstiendront.",
            "Cela nous empêche de voter l'avis.",
            "La Ligue se prononce pour un moratoire.",
            "L'abstention de la CGT en 2018 était claire.",
            "C'est pour la ruralité que nous nous battons.",
            "Notre abstention est un appel.",
        ] {
            assert_eq!(read(sentence), None, "{sentence}");
        }
    }

    #[test]
    fn reservations_are_named_and_remarks_are_none() {
        let reserves = |text: &str| reserved(&fold(text));
        for text in [
            "Sous la réserve de ces remarques, la CGT votera l’avis.",
            "Sous réserve de ces points, nous voterons l'avis.",
            "Malgré ces réserves, nous voterons.",
            "Avec de fortes réserves, la FSU votera l'avis.",
            "Ces réserves faites, nous voterons l'avis.",
        ] {
            assert!(reserves(text), "{text}");
        }
        for text in [
            "En dépit de ces remarques, nous voterons l'avis.",
            "Nous voterons sans réserve.",
            "La CGT votera sans aucune réserve l'avis.",
            "Elle se réserve le droit de voter contre.",
            "Nos réserves levées, nous voterons l'avis.",
        ] {
            assert!(!reserves(text), "{text}");
        }
    }
}
