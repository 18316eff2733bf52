//! Which documents.

use store::entities::document;

use super::{DateRange, filter};
use crate::graphql::DocumentStatus;

filter! {
    /// Which documents: all terms hold. A list holds where one of its values does.
    DocumentFilter {
        /// Whether they were understood (état).
        status: Vec<DocumentStatus> => |terms, statuses| terms.document_statuses(
            statuses.into_iter().map(document::DocumentStatus::from),
        );
        /// The media type (type de média), such as "application/pdf"; parameters after it do not matter.
        media_type: String => |terms, media_type| terms.media_type(&media_type);
        /// The day of the session (date de séance) of what they hold.
        held_on: DateRange => |terms, days| days.held(terms)?;
    }
}
