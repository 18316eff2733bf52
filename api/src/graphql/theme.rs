//! What opinions are about (thème).

use std::sync::Arc;

use async_graphql::{ID, Object, OneofObject};
use store::{Filter, Row, entities::theme};

use super::{filter::ids, *};

/// What a theme is known by: exactly one of these.
#[derive(Clone, Debug, OneofObject)]
pub(crate) enum ThemeBy {
    /// The id (identifiant).
    Id(ID),
    /// Its slug (nom abrégé), such as "commerce-exterieur".
    Slug(String),
    /// Its name, whatever its case and accents (nom).
    Name(String),
}

impl ThemeBy {
    /// The terms, for the store.
    pub(crate) fn terms(self) -> Filter {
        match self {
            Self::Id(by) => Filter::default().ids(ids(&[by])),
            Self::Slug(slug) => Filter::default().slug(&slug),
            Self::Name(name) => Filter::default().name(&name),
        }
    }
}

/// What opinions are about (thème): of DECIDATA's list, or of the mapping's own.
pub(crate) struct Theme {
    pub(super) row: Arc<theme::Model>,
}

impl From<Arc<theme::Model>> for Theme {
    fn from(row: Arc<theme::Model>) -> Self {
        Self { row }
    }
}

impl From<Row<theme::Model>> for Theme {
    fn from(row: Row<theme::Model>) -> Self {
        Self { row: row.model }
    }
}

impl Listed for Theme {
    type Noun = theme::Model;
    type Connection = Connection<Self>;
    const NAME: &'static str = "Theme";
    const LISTS: &'static [&'static [(&'static str, Begin)]] = &[ThemeLists::LISTS];
}

/// What opinions are about (thème): of DECIDATA's list, or of the mapping's own.
#[Object]
impl Theme {
    /// The same in every installation, for ever (identifiant).
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// How it came to be.
    #[graphql(flatten)]
    async fn history(&self) -> History {
        History(self.row.id)
    }

    /// The name in lower case without accents, its words parted by hyphens (nom abrégé): unique.
    async fn slug(&self) -> &str {
        &self.row.slug
    }

    /// The name (nom).
    async fn name(&self) -> &str {
        &self.row.name
    }

    /// Whose list it stands in (nomenclature), such as "DECIDATA"; null where it is the mapping's own.
    async fn scheme(&self) -> Option<&str> {
        self.row.scheme.as_deref()
    }

    /// Its lists.
    #[graphql(flatten)]
    async fn lists(&self) -> ThemeLists {
        ThemeLists(self.row.id)
    }

    /// What the record rests on (fondement): REFERENCE, since the mapping declares it.
    async fn basis(&self) -> Basis {
        self.row.basis.into()
    }
}
