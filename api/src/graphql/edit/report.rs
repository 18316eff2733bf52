//! What people write of a report (rapport).

use async_graphql::{Context, ID, InputObject, MaybeUndefined, Object};

use super::{super::Report, Values, payload, run};
use crate::error::Error;

payload!(ReportPayload, report: Report, "What became of an edit of a report (rapport).");

/// A report that no document tells of (rapport).
#[derive(Debug, InputObject)]
pub(crate) struct CreateReportInput {
    /// The session that it was submitted to (séance).
    session_id: ID,
    /// The number (numéro), such as "4-1".
    number: String,
    /// The title (titre).
    title: Option<String>,
    /// What it says in short (résumé).
    summary: Option<String>,
    /// Who submitted it (auteur).
    submitted_by_id: Option<ID>,
    /// Why (motif): the history tells it.
    reason: Option<String>,
}

/// Other values for fields of a report (rapport). What is left out stays as it is; null is for nothing.
#[derive(Debug, InputObject)]
pub(crate) struct UpdateReportInput {
    /// Which one (identifiant).
    id: ID,
    /// The `lastRevision` that was seen (dernière révision): where it is another meanwhile, nothing is changed, and
    /// `conflicts` tells both sides.
    expected_revision: Option<i64>,
    /// The title (titre).
    title: MaybeUndefined<String>,
    /// What it says in short (résumé).
    summary: MaybeUndefined<String>,
    /// Who submitted it (auteur).
    submitted_by_id: MaybeUndefined<ID>,
    /// Why (motif): the history tells it.
    reason: Option<String>,
}

/// What people write of a report (rapport).
#[derive(Default)]
pub(crate) struct ReportEdits;

/// What people write of a report (rapport).
#[Object]
impl ReportEdits {
    /// Records a report that no document tells of (rapport).
    /// Its id is the one that a document would give it, and it stays whatever documents say. Takes the scope `edit`.
    async fn create_report(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What it says.")] input: CreateReportInput,
    ) -> Result<ReportPayload, Error> {
        let values = Values::default()
            .set("session_id", input.session_id)
            .set("number", input.number)
            .some("title", input.title)
            .some("summary", input.summary)
            .some("submitted_by_id", input.submitted_by_id);
        let edit = values.create("Report");
        ReportPayload::of(ctx, run(ctx, edit, "creation", input.reason).await?).await
    }

    /// Corrects a report (rapport). What is corrected stays so through every later import. Takes the scope `edit`.
    async fn update_report(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What it shall say.")] input: UpdateReportInput,
    ) -> Result<ReportPayload, Error> {
        let values = Values::default()
            .given("title", input.title)
            .given("summary", input.summary)
            .given("submitted_by_id", input.submitted_by_id);
        let edit = values.update("Report", &input.id, input.expected_revision);
        ReportPayload::of(ctx, run(ctx, edit, "correction", input.reason).await?).await
    }
}
