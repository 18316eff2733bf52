//! The fields of an input as the store's columns.

use async_graphql::{ID, MaybeUndefined};
use serde_json::Value;
use store::{Cells, Edit};
use uuid::Uuid;

use super::super::{
    Date, FollowUpStatus, InitiativeKind, OpinionKind, OrganisationKind, PartialDate, VoteChoice,
    VoteMajority, VoteOutcome, VotePositionKind,
    user_error::{UserError, UserErrorCode},
};

/// What a field may hold.
pub(super) trait Written {
    /// As the store has it.
    fn written(self) -> Value;
}

impl Written for String {
    fn written(self) -> Value {
        self.into()
    }
}

impl Written for ID {
    fn written(self) -> Value {
        self.0.into()
    }
}

impl Written for bool {
    fn written(self) -> Value {
        self.into()
    }
}

impl Written for i32 {
    fn written(self) -> Value {
        self.into()
    }
}

impl Written for Date {
    fn written(self) -> Value {
        self.0.to_string().into()
    }
}

impl Written for PartialDate {
    fn written(self) -> Value {
        self.0.into()
    }
}

impl<T: Written> Written for Vec<T> {
    fn written(self) -> Value {
        self.into_iter().map(Written::written).collect::<Vec<_>>().into()
    }
}

/// Words of closed sets, as the tables have them.
macro_rules! words {
    ($($word:ident is $stored:path),* $(,)?) => {
        $(impl Written for $word {
            fn written(self) -> Value {
                serde_json::to_value(<$stored>::from(self)).unwrap_or_default()
            }
        })*
    };
}

words! {
    OrganisationKind is store::entities::organisation::OrganisationKind,
    OpinionKind is store::entities::opinion::OpinionKind,
    InitiativeKind is store::entities::initiative::InitiativeKind,
    VoteOutcome is store::entities::vote::VoteOutcome,
    VoteMajority is store::entities::vote::VoteMajority,
    VotePositionKind is store::entities::vote_position::VotePositionKind,
    VoteChoice is store::entities::vote_position::VoteChoice,
    FollowUpStatus is store::entities::follow_up::FollowUpStatus,
}

/// The columns that an input gives.
#[derive(Debug, Default)]
pub(super) struct Values(Cells);

impl Values {
    /// A column that is always given.
    pub(super) fn set(mut self, column: &str, value: impl Written) -> Self {
        self.0.insert(column.to_owned(), value.written());
        self
    }

    /// A column that may be left out.
    pub(super) fn some(self, column: &str, value: Option<impl Written>) -> Self {
        match value {
            Some(value) => self.set(column, value),
            None => self,
        }
    }

    /// A column that may be left out, or null for nothing.
    pub(super) fn given(mut self, column: &str, value: MaybeUndefined<impl Written>) -> Self {
        match value {
            MaybeUndefined::Value(value) => self.set(column, value),
            MaybeUndefined::Null => {
                self.0.insert(column.to_owned(), Value::Null);
                self
            }
            MaybeUndefined::Undefined => self,
        }
    }

    /// A column that shall hold nothing.
    pub(super) fn nothing(mut self, column: &str) -> Self {
        self.0.insert(column.to_owned(), Value::Null);
        self
    }

    /// A record with these values.
    pub(super) fn create(self, kind: &'static str) -> Result<Edit, UserError> {
        Ok(Edit::Create { kind, values: self.0 })
    }

    /// These values for a record.
    pub(super) fn update(
        self,
        kind: &'static str,
        id: &ID,
        expected: Option<i64>,
    ) -> Result<Edit, UserError> {
        Ok(Edit::Update { kind, id: known("id", id)?, values: self.0, expected })
    }
}

/// The id that a text is.
pub(super) fn known(field: &str, id: &ID) -> Result<Uuid, UserError> {
    Uuid::parse_str(id).map_err(|_| {
        let shown: String = id.chars().take(100).collect();
        let message = format!("{field} is {shown:?}, which no record has: expected the `id` of a record");
        UserError::at(field, UserErrorCode::NotFound, message)
    })
}
