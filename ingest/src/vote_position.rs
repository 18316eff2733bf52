//! Positions that declarations announce.

use crate::{OrganisationKey, Problem, Span, text::fold};

/// What a declaration says that an organisation will do: never a ballot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VotePosition {
    /// The rank of the declaration that says so.
    pub declaration: u32,
    /// Which organisation.
    pub organisation: OrganisationKey,
    /// What it will do.
    pub choice: Choice,
    /// Whether the sentence names reservations.
    pub with_reservations: bool,
    /// The sentence.
    pub source: Span,
}

/// What a voter does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Choice {
    /// Pour.
    For,
    /// Contre.
    Against,
    /// Abstention.
    Abstention,
    /// Ne prend pas part au vote.
    NotParticipating,
    /// Absent.
    Absent,
}

/// What a sentence of a declaration announces, and whether it names reservations.
pub(crate) fn announced(sentence: &str, source: Span, problems: &mut Vec<Problem>) -> Option<(Choice, bool)> {
    let folded = fold(sentence);
    let says = |words: &[&str]| words.iter().any(|word| folded.contains(word));
    let future = ["votera ", "voterons ", "voteront ", "vote ", "votons ", "votent "];
    let votes = |what: &[&str]| {
        future.iter().any(|verb| what.iter().any(|what| folded.contains(&format!("{verb}{what}"))))
    };
    let reserved =
        says(&["reserve"]) && !says(&["sans reserve", "sans aucune reserve", "pas de reserve", "se reserve"]);
    let abstain = [
        "s'abstiendra",
        "s'abstiendront",
        "nous abstiendrons",
        "s'abstient",
        "s'abstiennent",
        "nous abstenons",
    ];
    let refuse = [
        "ne votera pas",
        "ne voterons pas",
        "ne voteront pas",
        "ne vote pas",
        "ne votons pas",
        "ne votent pas",
    ];
    let choice = if says(&[
        "prendra pas part au vote",
        "prendront pas part au vote",
        "prendrons pas part au vote",
        "prend pas part au vote",
        "prenons pas part au vote",
        "participera pas au vote",
        "participeront pas au vote",
        "participerons pas au vote",
    ]) {
        Choice::NotParticipating
    } else if says(&abstain) {
        Choice::Abstention
    } else if says(&refuse) {
        let message = format!(
            "The sentence {sentence:?} says what an organisation will not do, not what it will do. No position was read; check it."
        );
        problems.push(Problem::warning("AMBIGUOUS_POSITION", message, source));
        return None;
    } else if votes(&["contre", "defavorablement", "en defaveur"]) {
        Choice::Against
    } else if votes(&[
        "l'avis",
        "cet avis",
        "le present avis",
        "ce projet d'avis",
        "pour",
        "favorablement",
        "en faveur",
        "donc l'avis",
        "donc cet avis",
        "donc pour",
    ]) {
        Choice::For
    } else {
        return None;
    };
    Some((choice, reserved))
}

#[cfg(test)]
mod tests {
    use super::{Choice, announced};
    use crate::Span;

    fn read(sentence: &str) -> Option<(Choice, bool)> {
        announced(sentence, Span { start: 0, end: 1, page: None }, &mut Vec::new())
    }

    #[test]
    fn a_stance_is_read_whoever_is_its_subject() {
        assert_eq!(read("La Ligue votera l’avis."), Some((Choice::For, false)));
        assert_eq!(read("Sous réserve de ces points, nous voterons l'avis."), Some((Choice::For, true)));
        assert_eq!(read("Nos organisations s’abstiendront."), Some((Choice::Abstention, false)));
        assert_eq!(read("Nous voterons contre."), Some((Choice::Against, false)));
        assert_eq!(read("La Ligue ne prendra pas part au vote."), Some((Choice::NotParticipating, false)));
        assert_eq!(read("La Ligue votera sans réserve en faveur."), None);
        assert_eq!(read("La Ligue ne votera pas l'avis."), None);
    }
}
