//! Votes: what the assembly decided, in the words of the text.

use crate::{Problem, Span, VotePosition, ballot::counts, text::fold};

/// What the text says of the vote on the opinion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vote {
    /// What became of it; none where no word says so.
    pub outcome: Option<Outcome>,
    /// By what majority; none where no word says so.
    pub majority: Option<Majority>,
    /// The figures; none where none is printed.
    pub counts: Option<Counts>,
    /// The words as printed, re-flowed, without the full stop.
    pub formula: String,
    /// Whether the figures contradict each other.
    pub inconsistent: bool,
    /// What declarations say that organisations will do.
    pub positions: Vec<VotePosition>,
    /// Where the formula stands.
    pub source: Span,
}

/// What became of what was put to the vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Adopté.
    Adopted,
    /// Rejeté.
    Rejected,
    /// Pris acte.
    Noted,
}

/// By what majority, where words say so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Majority {
    /// Unanimité.
    Unanimity,
    /// Quasi-unanimité, unanimité moins une abstention.
    NearUnanimity,
    /// Large majorité.
    LargeMajority,
    /// Majorité.
    Majority,
    /// Courte majorité.
    NarrowMajority,
}

/// Figures as printed; what is not printed is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Counts {
    /// Voix pour.
    pub r#for: Option<u32>,
    /// Voix contre.
    pub against: Option<u32>,
    /// Abstentions.
    pub abstentions: Option<u32>,
    /// Ne prennent pas part au vote.
    pub not_participating: Option<u32>,
    /// Absents.
    pub absent: Option<u32>,
    /// Membres présents.
    pub present: Option<u32>,
    /// Votants, abstentions included.
    pub cast: Option<u32>,
    /// Members of the assembly.
    pub eligible: Option<u32>,
}

impl Vote {
    /// Reads a formula such as "adopté par 37 voix pour, 30 contre et 20 abstentions": only what its words say.
    pub(crate) fn read(formula: &str, source: Span, problems: &mut Vec<Problem>) -> Self {
        let formula = formula.trim().trim_end_matches(['.', ';', ',']).trim_end().to_owned();
        let folded = fold(&formula);
        let mut vote = Self {
            outcome: None,
            majority: None,
            counts: None,
            inconsistent: false,
            positions: Vec::new(),
            formula,
            source,
        };
        if unfilled(&folded) {
            let message = format!(
                "The vote reads {:?}: a template that nobody filled in. No outcome and no figure was read; check the document.",
                vote.formula
            );
            problems.push(Problem::warning("UNFILLED_VOTE", message, source));
            return vote;
        }
        vote.majority = majority(&folded);
        vote.outcome = outcome(&folded, vote.majority);
        let (counts, twice) = counts(&folded);
        vote.counts = (counts != Counts::default()).then_some(counts);
        vote.inconsistent = twice || counts.contradict();
        if vote.inconsistent {
            let message = format!(
                "The figures of the vote contradict each other in {:?}. They are kept as printed; check the document.",
                vote.formula
            );
            problems.push(Problem::warning("INCONSISTENT_VOTE", message, source));
        }
        vote
    }
}

impl Counts {
    /// Whether the parts cannot make the totals.
    fn contradict(&self) -> bool {
        let parts = [self.r#for, self.against, self.abstentions];
        let sum: u64 = parts.iter().flatten().map(|part| u64::from(*part)).sum();
        let total = |total: Option<u32>| total.map(u64::from);
        let all = parts.iter().all(Option::is_some);
        let wrong = total(self.cast).is_some_and(|cast| sum > cast || (all && sum != cast));
        let crowded = |total: Option<u64>| total.is_some_and(|total| sum > total);
        let more = |part: Option<u32>, whole: Option<u32>| matches!((part, whole), (Some(part), Some(whole)) if part > whole);
        wrong
            || crowded(total(self.present))
            || crowded(total(self.eligible))
            || more(self.present, self.eligible)
            || more(self.cast, self.eligible)
    }
}

/// "par x voix pour", "par … voix": nobody filled the figures in.
fn unfilled(folded: &str) -> bool {
    let words: Vec<&str> =
        folded.split([' ', ',', '(', ')', ':', '.']).filter(|word| !word.is_empty()).collect();
    let label = |word: &&str| {
        ["voix", "abstention", "contre", "pour", "votant", "membre"]
            .iter()
            .any(|label| word.starts_with(label))
    };
    let blank = |word: &&str| {
        matches!(*word, "x" | "xx" | "xxx" | "…")
            || (word.len() > 1 && word.bytes().all(|byte| matches!(byte, b'_' | b'.')))
    };
    words.windows(2).any(|pair| blank(&pair[0]) && label(&pair[1]))
}

fn outcome(folded: &str, majority: Option<Majority>) -> Option<Outcome> {
    let says = |words: &[&str]| words.iter().any(|word| folded.contains(word));
    if says(&["pas adopte", "non adopte", "pas ete adopte", "rejet"]) {
        Some(Outcome::Rejected)
    } else if says(&["prend acte", "pris acte", "prenant acte", "prendre acte"]) {
        Some(Outcome::Noted)
    } else if says(&["adopte", "approuve"])
        || matches!(majority, Some(Majority::Unanimity | Majority::NearUnanimity))
    {
        Some(Outcome::Adopted)
    } else {
        None
    }
}

fn majority(folded: &str) -> Option<Majority> {
    let says = |words: &[&str]| words.iter().any(|word| folded.contains(word));
    if says(&["quasi-unanim", "quasi unanim", "quasiment unanim", "unanimite moins"]) {
        Some(Majority::NearUnanimity)
    } else if says(&["unanim"]) {
        Some(Majority::Unanimity)
    } else if says(&["large majorite", "grande majorite", "tres forte majorite", "forte majorite"]) {
        Some(Majority::LargeMajority)
    } else if says(&["courte majorite", "faible majorite", "majorite etroite"]) {
        Some(Majority::NarrowMajority)
    } else {
        says(&["majorite"]).then_some(Majority::Majority)
    }
}
