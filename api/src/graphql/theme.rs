//! What opinions are about (thème).

use std::sync::Arc;

use async_graphql::{Context, ID, Object, OneofObject};
use store::{Filter, Parent, Row, Sort, entities::theme};

use super::*;
use crate::error::Error;

/// What a theme is known by: exactly one of these.
#[derive(Clone, Debug, OneofObject)]
pub(crate) enum ThemeBy {
    /// Its slug (nom abrégé), such as "commerce-exterieur".
    Slug(String),
    /// Its name, whatever its case and accents (nom).
    Name(String),
}

impl ThemeBy {
    /// The terms, for the store.
    pub(crate) fn terms(self) -> Filter {
        match self {
            Self::Slug(slug) => Filter::default().slug(&slug),
            Self::Name(name) => Filter::default().name(&name),
        }
    }
}

/// What opinions are about (thème): of DECIDATA's list, or of the mapping's own.
pub(crate) struct Theme {
    row: Arc<theme::Model>,
}

impl From<Arc<theme::Model>> for Theme {
    fn from(row: Arc<theme::Model>) -> Self {
        Self { row }
    }
}

impl From<Row<theme::Model>> for Theme {
    fn from(row: Row<theme::Model>) -> Self {
        Self { row: Arc::new(row.model) }
    }
}

impl Listed for Theme {
    type Noun = theme::Model;
    const NAME: &'static str = "Theme";
}

/// What opinions are about (thème): of DECIDATA's list, or of the mapping's own.
#[Object]
impl Theme {
    /// The same in every installation, for ever (identifiant).
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
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

    /// The opinions that carry it (avis), newest session first.
    async fn opinions(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "At most so many, from the start: 0 to 100, 20 where neither `first` nor `last` is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "At most so many, from the end: 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<Opinion>, Error> {
        child(
            ctx,
            Parent::CARRIED_BY,
            self.row.id,
            Arguments { first, after, last, before },
            Sort::NEWEST,
            Filter::default(),
        )
        .await
    }

    /// What the record rests on (fondement): REFERENCE, since the mapping declares it.
    async fn basis(&self) -> Basis {
        self.row.basis.into()
    }
}
