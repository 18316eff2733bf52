//! How an operation came, and which operations may come so.

use async_graphql::parser::types::OperationType;

use super::refusal::Refusal;
use crate::error::Code;

/// How an operation came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// By a method that only reads. `events`: the client takes an answer that goes on (SSE).
    Get {
        /// Whether it does.
        events: bool,
    },
    /// By a POST.
    Post {
        /// Whether the client takes an answer that goes on.
        events: bool,
    },
    /// Over a WebSocket.
    Socket,
}

impl Way {
    /// Refuses an operation that may not come so.
    pub(super) fn allows(self, operation: OperationType) -> Result<(), Refusal> {
        match (operation, self) {
            (OperationType::Query, _)
            | (OperationType::Mutation, Self::Post { .. })
            | (
                OperationType::Subscription,
                Self::Socket | Self::Get { events: true } | Self::Post { events: true },
            ) => Ok(()),
            (OperationType::Mutation, Self::Get { .. }) => {
                let message = "a GET only reads: send this operation by POST";
                Err(Refusal::new(Code::MethodNotAllowed, message))
            }
            (OperationType::Mutation, Self::Socket) => {
                let message = "a WebSocket reads and follows: send this operation by POST to the same path";
                Err(Refusal::new(Code::MethodNotAllowed, message))
            }
            (OperationType::Subscription, Self::Get { .. } | Self::Post { .. }) => {
                let message = "a subscription goes on: accept text/event-stream, or send it over a WebSocket";
                Err(Refusal::new(Code::NotAcceptable, message))
            }
        }
    }
}
