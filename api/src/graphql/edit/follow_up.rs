//! What people write of what became of a recommendation (suite donnée).

use async_graphql::{Context, ID, InputObject, MaybeUndefined, Object};

use super::{
    super::{Date, FollowUp, FollowUpStatus},
    Values, payload, run,
};
use crate::error::Error;

payload!(FollowUpPayload, follow_up: FollowUp, "What became of an edit of what became of a recommendation (suite donnée).");

/// What shows what became of a recommendation (preuve): a text or an address at least.
#[derive(Clone, Debug, InputObject)]
pub(crate) struct EvidenceInput {
    /// What is known of it, or a passage that says it (texte).
    text: MaybeUndefined<String>,
    /// Where it can be read (adresse), beginning with https:// or http://.
    url: MaybeUndefined<String>,
    /// When it was so (date).
    date: MaybeUndefined<Date>,
}

impl EvidenceInput {
    /// The columns of what is given.
    pub(super) fn given(self, values: Values) -> Values {
        values
            .given("evidence_text", self.text)
            .given("evidence_url", self.url)
            .given("evidence_date", self.date)
    }

    /// The columns without any evidence.
    pub(super) fn nothing(values: Values) -> Values {
        values.nothing("evidence_text").nothing("evidence_url").nothing("evidence_date")
    }
}

/// What became of a recommendation, with what shows it (suite donnée).
#[derive(Debug, InputObject)]
pub(crate) struct CreateFollowUpInput {
    /// Of which recommendation (préconisation).
    recommendation_id: ID,
    /// What became of it (suite).
    status: FollowUpStatus,
    /// What shows it (preuve).
    evidence: EvidenceInput,
    /// Why (motif): the history tells it.
    reason: Option<String>,
}

/// Other values for fields of what became of a recommendation (suite donnée). What is left out stays as it is; null is for nothing.
#[derive(Debug, InputObject)]
pub(crate) struct UpdateFollowUpInput {
    /// Which one (identifiant).
    id: ID,
    /// The `lastRevision` that was seen (dernière révision): where it is another meanwhile, nothing is changed, and
    /// `conflicts` tells both sides.
    expected_revision: Option<i64>,
    /// What became of it (suite).
    status: MaybeUndefined<FollowUpStatus>,
    /// What shows it (preuve): those that are given.
    evidence: MaybeUndefined<EvidenceInput>,
    /// Why (motif): the history tells it.
    reason: Option<String>,
}

/// What people write of what became of a recommendation (suite donnée).
#[derive(Default)]
pub(crate) struct FollowUpEdits;

/// What people write of what became of a recommendation (suite donnée).
#[Object]
impl FollowUpEdits {
    /// Records what became of a recommendation, with what shows it (suite donnée).
    /// Its id is the one that a document would give it, and it stays whatever documents say. Takes the scope `edit`.
    async fn create_follow_up(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What it says.")] input: CreateFollowUpInput,
    ) -> Result<FollowUpPayload, Error> {
        let values =
            Values::default().set("recommendation_id", input.recommendation_id).set("status", input.status);
        let values = input.evidence.given(values);
        let edit = values.create("FollowUp");
        FollowUpPayload::of(ctx, run(ctx, edit, "creation", input.reason).await?).await
    }

    /// Corrects what became of a recommendation (suite donnée). What is corrected stays so through every later import. Takes the scope `edit`.
    async fn update_follow_up(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What it shall say.")] input: UpdateFollowUpInput,
    ) -> Result<FollowUpPayload, Error> {
        let values = Values::default().given("status", input.status);
        let values = match input.evidence {
            MaybeUndefined::Value(evidence) => evidence.given(values),
            MaybeUndefined::Null => EvidenceInput::nothing(values),
            MaybeUndefined::Undefined => values,
        };
        let edit = values.update("FollowUp", &input.id, input.expected_revision);
        FollowUpPayload::of(ctx, run(ctx, edit, "correction", input.reason).await?).await
    }
}
