//! What people write of a vote (vote).

use async_graphql::{Context, ID, InputObject, MaybeUndefined, Object};

use super::{
    super::{Vote, VoteMajority, VoteOutcome},
    Values, payload, run,
};
use crate::error::Error;

payload!(VotePayload, vote: Vote, "What became of an edit of a vote (vote).");

/// Figures of a vote (décompte).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct VoteCountsInput {
    /// Votes for (voix pour).
    r#for: MaybeUndefined<i32>,
    /// Votes against (voix contre).
    against: MaybeUndefined<i32>,
    /// Abstentions (abstentions).
    abstentions: MaybeUndefined<i32>,
    /// Members who take no part in the vote (ne prennent pas part au vote).
    not_participating: MaybeUndefined<i32>,
    /// Absent members (absents).
    absent: MaybeUndefined<i32>,
    /// Members present (présents).
    present: MaybeUndefined<i32>,
    /// Votes cast, abstentions included (votants).
    cast: MaybeUndefined<i32>,
    /// Members of the assembly (membres).
    eligible: MaybeUndefined<i32>,
}

impl VoteCountsInput {
    /// The columns of the figures that are given.
    pub(super) fn given(self, values: Values) -> Values {
        values
            .given("count_for", self.r#for)
            .given("count_against", self.against)
            .given("count_abstentions", self.abstentions)
            .given("count_not_participating", self.not_participating)
            .given("count_absent", self.absent)
            .given("count_present", self.present)
            .given("count_cast", self.cast)
            .given("count_eligible", self.eligible)
    }

    /// The columns without any figure.
    pub(super) fn nothing(values: Values) -> Values {
        let figures =
            ["for", "against", "abstentions", "not_participating", "absent", "present", "cast", "eligible"];
        figures.iter().fold(values, |values, figure| values.nothing(&format!("count_{figure}")))
    }
}

/// A vote that no document tells of (vote).
#[derive(Debug, InputObject)]
pub(crate) struct CreateVoteInput {
    /// On which opinion (avis); or give `sessionId` and `subject`.
    opinion_id: Option<ID>,
    /// In which session (séance).
    session_id: Option<ID>,
    /// On what (objet), where it is no opinion.
    subject: Option<String>,
    /// What became of it (résultat).
    outcome: Option<VoteOutcome>,
    /// By what majority, in words (majorité).
    majority: Option<VoteMajority>,
    /// The words that say it (formule).
    formula: Option<String>,
    /// The figures (décompte).
    counts: Option<VoteCountsInput>,
    /// Why (motif): the history tells it.
    reason: Option<String>,
}

/// Other values for fields of a vote (vote). What is left out stays as it is; null is for nothing.
#[derive(Debug, InputObject)]
pub(crate) struct UpdateVoteInput {
    /// Which one (identifiant).
    id: ID,
    /// The `lastRevision` that was seen (dernière révision): where it is another meanwhile, nothing is changed, and
    /// `conflicts` tells both sides.
    expected_revision: Option<i64>,
    /// What became of it (résultat).
    outcome: MaybeUndefined<VoteOutcome>,
    /// By what majority, in words (majorité).
    majority: MaybeUndefined<VoteMajority>,
    /// The words that say it (formule).
    formula: MaybeUndefined<String>,
    /// The figures (décompte): those that are given.
    counts: MaybeUndefined<VoteCountsInput>,
    /// Why (motif): the history tells it.
    reason: Option<String>,
}

/// What people write of a vote (vote).
#[derive(Default)]
pub(crate) struct VoteEdits;

/// What people write of a vote (vote).
#[Object]
impl VoteEdits {
    /// Records a vote that no document tells of (vote).
    /// Its id is the one that a document would give it, and it stays whatever documents say. Takes the scope `edit`.
    async fn create_vote(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What it says.")] input: CreateVoteInput,
    ) -> Result<VotePayload, Error> {
        let values = Values::default()
            .some("opinion_id", input.opinion_id)
            .some("session_id", input.session_id)
            .some("subject", input.subject)
            .some("outcome", input.outcome)
            .some("majority", input.majority)
            .some("formula", input.formula);
        let values = match input.counts {
            Some(counts) => counts.given(values),
            None => values,
        };
        let edit = values.create("Vote");
        VotePayload::of(ctx, run(ctx, edit, "creation", input.reason).await?).await
    }

    /// Corrects a vote (vote). What is corrected stays so through every later import. Takes the scope `edit`.
    async fn update_vote(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What it shall say.")] input: UpdateVoteInput,
    ) -> Result<VotePayload, Error> {
        let values = Values::default()
            .given("outcome", input.outcome)
            .given("majority", input.majority)
            .given("formula", input.formula);
        let values = match input.counts {
            MaybeUndefined::Value(counts) => counts.given(values),
            MaybeUndefined::Null => VoteCountsInput::nothing(values),
            MaybeUndefined::Undefined => values,
        };
        let edit = values.update("Vote", &input.id, input.expected_revision);
        VotePayload::of(ctx, run(ctx, edit, "correction", input.reason).await?).await
    }
}
