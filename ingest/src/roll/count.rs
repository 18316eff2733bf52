//! Popolo's options and counts.

use std::collections::HashMap;

use super::{json::Kind, object::Object, popolo::Popolo};
use crate::{Choice, Counts, text::slug};

const TAKEN: [&str; 2] = ["option", "value"];

/// What an option says, in the words of Popolo and of other publishers.
pub(super) fn choice(option: &str) -> Option<Choice> {
    // The four that nearly all votes have, without folding.
    match option {
        "yes" => return Some(Choice::For),
        "no" => return Some(Choice::Against),
        "abstain" => return Some(Choice::Abstention),
        "absent" => return Some(Choice::Absent),
        _ => {}
    }
    match slug(option).as_str() {
        "yes" | "aye" | "yea" | "for" | "pour" | "oui" => Some(Choice::For),
        "no" | "nay" | "against" | "contre" | "non" => Some(Choice::Against),
        "abstain" | "abstained" | "abstention" => Some(Choice::Abstention),
        "absent" => Some(Choice::Absent),
        "not-voting" | "not-participating" | "paired" => Some(Choice::NotParticipating),
        _ => None,
    }
}

impl<'v> Popolo<'v, '_> {
    /// The figures as the event declares them, and whether its votes are others.
    pub(super) fn counts(&mut self, event: Object<'v>) -> (Counts, bool) {
        let mut counts = Counts::default();
        let mut differ = false;
        let mut voted: HashMap<Choice, u32> = HashMap::new();
        let votes = event.list("votes");
        for vote in votes.iter().filter_map(Object::new) {
            let choice = vote.text("option").and_then(|(option, _)| choice(option));
            *voted.entry(choice.unwrap_or(Choice::NotParticipating)).or_default() +=
                u32::from(choice.is_some());
        }
        for declared in self.objects(event.list("counts"), "a count") {
            self.not_taken.note("counts", declared, &TAKEN);
            if declared.get("group_id").is_some() {
                // The figures of one group: no record holds them, and "group_id" says so among what is not taken.
                continue;
            }
            let option = declared.text("option");
            let known = option.and_then(|(option, _)| Some((option, choice(option)?)));
            let Some((option, choice)) = known else {
                self.unknown_option(option, declared.span);
                continue;
            };
            let Some((figure, at)) = figure(declared) else {
                let why = "The count has no whole number as its value.".to_owned();
                self.pass_over("INVALID_COUNT", &why, declared.span);
                continue;
            };
            let place = match choice {
                Choice::For => &mut counts.r#for,
                Choice::Against => &mut counts.against,
                Choice::Abstention => &mut counts.abstentions,
                Choice::NotParticipating => &mut counts.not_participating,
                Choice::Absent => &mut counts.absent,
            };
            let twice = place.is_some_and(|known| known != figure);
            *place = place.or(Some(figure));
            let found = voted.get(&choice).copied().unwrap_or_default();
            if twice || !votes.is_empty() && found != figure {
                differ = true;
                let message = format!(
                    "The vote event declares {figure} for {option:?}, and {found} of its votes say so. Both are kept as they are; check the file."
                );
                self.sheet.warn("COUNTS_DIFFER", message, at);
            }
        }
        (counts, differ)
    }
}

fn figure(declared: Object<'_>) -> Option<(u32, crate::Span)> {
    let value = declared.get("value")?;
    let Kind::Number(number) = value.kind else { return None };
    let figure: u32 = number.parse().ok()?;
    i32::try_from(figure).ok().map(|_| (figure, value.span))
}
