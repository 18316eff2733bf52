//! Votes: what the assembly decided, in the words of the text.

use crate::{
    Majority, Outcome, Problem, Span,
    ballot::counts,
    figure::figure,
    outcome::{majority, outcome, unfilled},
};

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
    /// Where the formula stands.
    pub source: Span,
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
    /// Reads a formula such as "adopté par 37 voix pour, 30 contre et 20 abstentions", printed and folded: only what its
    /// words say.
    pub(crate) fn read(formula: String, folded: &str, source: Span, problems: &mut Vec<Problem>) -> Self {
        let mut vote =
            Self { outcome: None, majority: None, counts: None, inconsistent: false, formula, source };
        if unfilled(folded) {
            let message = format!(
                "The vote reads {:?}: a template that nobody filled in. No outcome and no figure was read; check the document.",
                vote.formula
            );
            problems.push(Problem::warning("UNFILLED_VOTE", message, source));
            return vote;
        }
        vote.majority = majority(folded);
        vote.outcome = outcome(folded, vote.majority);
        let (counts, twice) = counts(folded);
        let counts = counts.with_bare_votes(folded, vote.outcome);
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
    /// "Adopté par 75 voix", "rejeté par 40 voix": votes that bear no label are those that decided, where they are the
    /// only ones.
    fn with_bare_votes(self, folded: &str, outcome: Option<Outcome>) -> Self {
        let words: Vec<&str> =
            folded.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let Some((votes, gathered)) = (0..words.len()).find_map(|at| bare(&words, at)) else { return self };
        match outcome {
            // "L'avis recueille 62 voix" says itself for what they are.
            _ if gathered && self.r#for.is_none() => Self { r#for: Some(votes), ..self },
            Some(Outcome::Adopted) if self.r#for.is_none() => Self { r#for: Some(votes), ..self },
            Some(Outcome::Rejected) if self.against.is_none() => Self { against: Some(votes), ..self },
            _ => self,
        }
    }

    /// Whether the parts cannot make the totals.
    #[must_use]
    pub fn contradict(&self) -> bool {
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

/// The votes without a label that begin at a word, "par 75 voix", "par soixante-douze voix", "par 62 des 65 votants",
/// "48 voix sur 80", and whether the opinion gathered them.
fn bare(words: &[&str], at: usize) -> Option<(u32, bool)> {
    let (votes, taken) = figure(&words[at..])?;
    let before = |step: usize| at.checked_sub(step).map_or("", |at| words[at]);
    let after = |step: usize| words.get(at + taken + step).copied().unwrap_or_default();
    let lead = if matches!(before(1), "que" | "seulement") { before(2) } else { before(1) };
    let gathered =
        matches!(lead, "recueille" | "recueilli" | "obtient" | "obtenu" | "reunit" | "reuni" | "recueillant");
    let decided = matches!(lead, "par" | "avec")
        || lead == "a" && crate::motion::outcome_word(before(2)).is_some()
        || lead == "de" && before(2).starts_with("majorit");
    let unit = matches!(after(0), "voix" | "suffrages" | "votes");
    // "Une voix d'avance", "75 voix pour".
    let said = crate::label::label(&[after(1)]).is_some()
        || matches!(after(1), "moins" | "se" | "favorables" | "defavorables" | "de" | "d" | "pres");
    let whole = || figure(&[after(1)]).is_some();
    let among = lead == "par"
        && matches!(after(0), "des" | "sur")
        && whole()
        && (matches!(after(2), "" | "votants" | "presents" | "membres" | "conseillers" | "suffrages"));
    let of = unit && after(1) == "sur" && figure(&[after(2)]).is_some();
    ((unit && !said && (gathered || decided)) || among || of).then_some((votes, gathered))
}
