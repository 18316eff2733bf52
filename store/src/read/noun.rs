//! What can be listed and found by its id.

use entities::{
    declaration, document, follow_up, initiative, membership, mention, milestone, opinion, organisation,
    paragraph, person, priority, rapporteur, recommendation, report, section, session, territory, theme,
    theme_assignment, vote, vote_position,
};
use sea_orm::{EntityName, EntityTrait, FromQueryResult, Iden, Iterable};

/// A record with a table of its own.
pub trait Noun: FromQueryResult + Clone + Send + Sync + 'static {
    /// Columns that are read only when they are asked for by themselves.
    const HEAVY: &'static [&'static str] = &[];

    /// The column that orders the lists which an owner bounds.
    const ORDER: &'static str = "rank";

    /// The table's name.
    fn table() -> &'static str;

    /// The columns' names.
    fn columns() -> Vec<String>;
}

fn table<E: EntityTrait>() -> &'static str {
    EntityName::table_name(&E::default())
}

fn columns<E: EntityTrait>() -> Vec<String> {
    E::Column::iter().map(|column| column.unquoted().to_owned()).collect()
}

impl Noun for document::Model {
    const HEAVY: &'static [&'static str] = &["text"];

    fn table() -> &'static str {
        table::<document::Entity>()
    }

    fn columns() -> Vec<String> {
        columns::<document::Entity>()
    }
}

impl Noun for territory::Model {
    fn table() -> &'static str {
        table::<territory::Entity>()
    }

    fn columns() -> Vec<String> {
        columns::<territory::Entity>()
    }
}

impl Noun for organisation::Model {
    fn table() -> &'static str {
        table::<organisation::Entity>()
    }

    fn columns() -> Vec<String> {
        columns::<organisation::Entity>()
    }
}

impl Noun for person::Model {
    fn table() -> &'static str {
        table::<person::Entity>()
    }

    fn columns() -> Vec<String> {
        columns::<person::Entity>()
    }
}

impl Noun for membership::Model {
    fn table() -> &'static str {
        table::<membership::Entity>()
    }

    fn columns() -> Vec<String> {
        columns::<membership::Entity>()
    }
}

impl Noun for theme::Model {
    fn table() -> &'static str {
        table::<theme::Entity>()
    }

    fn columns() -> Vec<String> {
        columns::<theme::Entity>()
    }
}

impl Noun for theme_assignment::Model {
    fn table() -> &'static str {
        table::<theme_assignment::Entity>()
    }

    fn columns() -> Vec<String> {
        columns::<theme_assignment::Entity>()
    }
}

impl Noun for session::Model {
    fn table() -> &'static str {
        table::<session::Entity>()
    }

    fn columns() -> Vec<String> {
        columns::<session::Entity>()
    }
}

impl Noun for report::Model {
    fn table() -> &'static str {
        table::<report::Entity>()
    }

    fn columns() -> Vec<String> {
        columns::<report::Entity>()
    }
}

impl Noun for priority::Model {
    fn table() -> &'static str {
        table::<priority::Entity>()
    }

    fn columns() -> Vec<String> {
        columns::<priority::Entity>()
    }
}

impl Noun for opinion::Model {
    fn table() -> &'static str {
        table::<opinion::Entity>()
    }

    fn columns() -> Vec<String> {
        columns::<opinion::Entity>()
    }
}

impl Noun for rapporteur::Model {
    fn table() -> &'static str {
        table::<rapporteur::Entity>()
    }

    fn columns() -> Vec<String> {
        columns::<rapporteur::Entity>()
    }
}

impl Noun for section::Model {
    fn table() -> &'static str {
        table::<section::Entity>()
    }

    fn columns() -> Vec<String> {
        columns::<section::Entity>()
    }
}

impl Noun for paragraph::Model {
    fn table() -> &'static str {
        table::<paragraph::Entity>()
    }

    fn columns() -> Vec<String> {
        columns::<paragraph::Entity>()
    }
}

impl Noun for declaration::Model {
    fn table() -> &'static str {
        table::<declaration::Entity>()
    }

    fn columns() -> Vec<String> {
        columns::<declaration::Entity>()
    }
}

impl Noun for vote::Model {
    // An opinion has one vote at most.
    const ORDER: &'static str = "id";

    fn table() -> &'static str {
        table::<vote::Entity>()
    }

    fn columns() -> Vec<String> {
        columns::<vote::Entity>()
    }
}

impl Noun for vote_position::Model {
    fn table() -> &'static str {
        table::<vote_position::Entity>()
    }

    fn columns() -> Vec<String> {
        columns::<vote_position::Entity>()
    }
}

impl Noun for initiative::Model {
    fn table() -> &'static str {
        table::<initiative::Entity>()
    }

    fn columns() -> Vec<String> {
        columns::<initiative::Entity>()
    }
}

impl Noun for mention::Model {
    fn table() -> &'static str {
        table::<mention::Entity>()
    }

    fn columns() -> Vec<String> {
        columns::<mention::Entity>()
    }
}

impl Noun for milestone::Model {
    fn table() -> &'static str {
        table::<milestone::Entity>()
    }

    fn columns() -> Vec<String> {
        columns::<milestone::Entity>()
    }
}

impl Noun for recommendation::Model {
    fn table() -> &'static str {
        table::<recommendation::Entity>()
    }

    fn columns() -> Vec<String> {
        columns::<recommendation::Entity>()
    }
}

impl Noun for follow_up::Model {
    const ORDER: &'static str = "newest_first";

    fn table() -> &'static str {
        table::<follow_up::Entity>()
    }

    fn columns() -> Vec<String> {
        columns::<follow_up::Entity>()
    }
}
