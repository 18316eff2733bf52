//! Two places of a text that tell of the vote differently: which was kept is said, and that the other was not.

use crate::{Counts, Majority, Problem, Vote};

/// Says that `other` tells of another vote than the one that was kept, or tells of it differently. `apart` says whether
/// the two are votes of their own, each with its label: their figures contradict nothing.
pub(crate) fn compare(kept: &mut Vote, other: &Vote, apart: bool, problems: &mut Vec<Problem>) {
    let decided = matches!((kept.outcome, other.outcome), (Some(one), Some(two)) if one != two);
    let unanimous = |majority: Option<Majority>| majority.map(|majority| majority == Majority::Unanimity);
    let agreed = matches!(
        (unanimous(kept.majority), unanimous(other.majority)),
        (Some(one), Some(two)) if one != two
    );
    let counted = matches!((&kept.counts, &other.counts), (Some(one), Some(two)) if differ(one, two));
    if !(decided || agreed || counted) {
        return;
    }
    kept.inconsistent |= counted && !apart;
    let message = format!(
        "The text tells of the vote twice, and differently: {:?} and {:?}. The first of these two was kept; check the document.",
        kept.formula, other.formula
    );
    problems.push(Problem::warning("SEVERAL_VOTES", message, other.source));
}

/// Whether one figure is printed with two values.
fn differ(one: &Counts, two: &Counts) -> bool {
    let figures = |counts: &Counts| {
        [
            counts.r#for,
            counts.against,
            counts.abstentions,
            counts.not_participating,
            counts.absent,
            counts.present,
            counts.cast,
            counts.eligible,
        ]
    };
    figures(one)
        .into_iter()
        .zip(figures(two))
        .any(|pair| matches!(pair, (Some(one), Some(two)) if one != two))
}
