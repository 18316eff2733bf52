//! What people with a key write: one file a noun, and what they have in common.

mod declaration;
mod follow_up;
mod initiative;
mod membership;
mod merge;
mod milestone;
mod opinion;
mod organisation;
mod person;
mod priority;
mod rapporteur;
mod recommendation;
mod report;
mod territory;
mod values;
mod vote;
mod vote_position;

use async_graphql::{Context, MergedObject, SimpleObject};
use serde_json::Value;
use store::{Change, Edit, FaultKind};
use uuid::Uuid;

use self::values::Values;
pub(super) use self::{
    declaration::DeclarationEdits, follow_up::FollowUpEdits, initiative::InitiativeEdits,
    membership::MembershipEdits, merge::RecordEdits, milestone::MilestoneEdits, opinion::OpinionEdits,
    organisation::OrganisationEdits, person::PersonEdits, priority::PriorityEdits,
    rapporteur::RapporteurEdits, recommendation::RecommendationEdits, report::ReportEdits,
    territory::TerritoryEdits, vote::VoteEdits, vote_position::VotePositionEdits,
};
use super::{
    given::camel,
    mutation::Acting,
    user_error::{UserError, UserErrorCode},
};
use crate::{error::Error, loader::Loaders};

/// What people may write of nouns.
#[derive(Default, MergedObject)]
pub(crate) struct Edits(
    OrganisationEdits,
    PersonEdits,
    MembershipEdits,
    ReportEdits,
    PriorityEdits,
    TerritoryEdits,
    OpinionEdits,
    RapporteurEdits,
    DeclarationEdits,
    VoteEdits,
    VotePositionEdits,
    InitiativeEdits,
    MilestoneEdits,
    RecommendationEdits,
    FollowUpEdits,
    RecordEdits,
);

/// A field that was changed meanwhile, with both sides (conflit).
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct Conflict {
    /// The names that lead to the field in the input (champ).
    field: Vec<String>,
    /// What was to be written, as a text; null for nothing (valeur proposée).
    given: Option<String>,
    /// What stands there, as a text; null for nothing (valeur enregistrée).
    stored: Option<String>,
}

/// What became of an edit.
pub(super) struct Outcome {
    /// The records that it was about.
    pub(super) ids: Vec<Uuid>,
    pub(super) user_errors: Vec<UserError>,
    pub(super) conflicts: Vec<Conflict>,
}

/// Writes the payload of a noun's edits: the record, and what is wrong.
macro_rules! payload {
    ($name:ident, $field:ident: $noun:ident, $doc:literal) => {
        #[doc = $doc]
        #[derive(async_graphql::SimpleObject)]
        pub(crate) struct $name {
            /// The record as it is now; null where nothing was changed.
            $field: Option<$noun>,
            /// What can be mended (erreurs de saisie).
            user_errors: Vec<super::super::user_error::UserError>,
            /// Where the record was changed meanwhile, both sides of each field (conflits).
            conflicts: Vec<super::Conflict>,
        }

        impl $name {
            async fn of(
                ctx: &async_graphql::Context<'_>,
                outcome: super::Outcome,
            ) -> Result<Self, crate::error::Error> {
                let $field = match outcome.ids.first() {
                    Some(id) => super::super::node::record(ctx, *id).await?,
                    None => None,
                };
                Ok(Self { $field, user_errors: outcome.user_errors, conflicts: outcome.conflicts })
            }
        }
    };
}
pub(super) use payload;

/// The longest reason, in characters.
const REASON: usize = 1_000;

/// Makes an edit in the name of whoever asks.
pub(super) async fn run(
    ctx: &Context<'_>,
    edit: Result<Edit, UserError>,
    what: &str,
    why: Option<String>,
) -> Result<Outcome, Error> {
    let refused = |error| Ok(Outcome { ids: Vec::new(), user_errors: vec![error], conflicts: Vec::new() });
    let edit = match edit {
        Ok(edit) => edit,
        Err(error) => return refused(error),
    };
    let why = why.as_deref().map(str::trim).filter(|why| !why.is_empty());
    if let Some(why) = why
        && (why.chars().count() > REASON || why.chars().any(char::is_control))
    {
        let length = why.chars().count();
        let message = format!(
            "reason has {length} characters, or more than one line: expected one line of at most {REASON}"
        );
        return refused(UserError::at("reason", UserErrorCode::Invalid, message));
    }
    let reason = why.map_or_else(|| what.to_owned(), |why| format!("{what}: {why}"));
    let store = ctx.data_unchecked::<Loaders>().store();
    let actor = ctx.data_unchecked::<Acting>().key.actor();
    match store::apply(store, &Change::Edit(Box::new(edit)), &reason, &actor).await {
        Ok(applied) => Ok(Outcome { ids: applied.records, user_errors: Vec::new(), conflicts: Vec::new() }),
        Err(store::Error::Refused(told)) => Ok(Outcome {
            ids: Vec::new(),
            user_errors: told.faults.into_iter().map(user_error).collect(),
            conflicts: told.sides.iter().map(conflict).collect(),
        }),
        Err(error) => Err(error.into()),
    }
}

/// What is wrong, in the words of the schema.
fn user_error(fault: store::Fault) -> UserError {
    let code = match fault.kind {
        FaultKind::Invalid => UserErrorCode::Invalid,
        FaultKind::NotFound => UserErrorCode::NotFound,
        FaultKind::Taken => UserErrorCode::Taken,
        FaultKind::InUse => UserErrorCode::InUse,
        FaultKind::Conflict => UserErrorCode::Conflict,
        FaultKind::NotUndoable => UserErrorCode::NotUndoable,
    };
    match fault.field {
        Some(field) => {
            let path = path(&field);
            let message = fault.message.replace(&field, &path.join("."));
            UserError::on(Some(path), code, message)
        }
        None => UserError::on(None, code, fault.message),
    }
}

fn conflict(sides: &store::Sides) -> Conflict {
    let said = |json: &str| match serde_json::from_str(json) {
        Ok(Value::Null) | Err(_) => None,
        Ok(Value::String(text)) => Some(text),
        Ok(other) => Some(other.to_string()),
    };
    Conflict { field: path(&sides.field), given: said(&sides.given), stored: said(&sides.stored) }
}

/// The names that lead to a column in an input.
fn path(column: &str) -> Vec<String> {
    match column {
        "from" => vec!["fromId".to_owned()],
        "into" => vec!["intoId".to_owned()],
        "organisations" => vec!["organisationIds".to_owned()],
        "speakers" => vec!["speakerIds".to_owned()],
        "made_by" => vec!["madeByIds".to_owned()],
        _ => match column.split_once('_') {
            Some(("count", figure)) => vec!["counts".to_owned(), camel(figure)],
            Some(("evidence", part)) => vec!["evidence".to_owned(), camel(part)],
            _ => vec![camel(column)],
        },
    }
}
