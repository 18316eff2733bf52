//! A theme that an opinion carries, and why (attribution de thème).

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, Object, SimpleObject};
use store::{Join, Joined, Row, entities::theme_assignment};

use super::*;
use crate::error::Error;

/// What a rule of the mapping looks for (nature de la règle).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "store::entities::theme_assignment::ThemeRuleKind")]
pub(crate) enum ThemeRuleKind {
    /// Words of the opinion's title (objet).
    Title,
    /// Words of the text (terme).
    Term,
    /// An initiative that the text names (dispositif).
    Initiative,
    /// An organisation that the text names (organisation).
    Organisation,
}

/// A rule of the mapping (règle): an opinion carries a theme where any of some words or names stands so often.
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct ThemeRule {
    /// What it looks for (nature).
    kind: ThemeRuleKind,
    /// The words or names (valeurs): any of them counts, whatever its case, its accents and a plural's last letter.
    values: Vec<String>,
    /// How many places make it hold (seuil), counted over all of them.
    at_least: i32,
}

/// A theme that an opinion carries, and why (attribution de thème).
pub(crate) struct ThemeAssignment {
    pub(super) row: Arc<theme_assignment::Model>,
    pub(super) joined: Joined,
}

impl From<Arc<theme_assignment::Model>> for ThemeAssignment {
    fn from(row: Arc<theme_assignment::Model>) -> Self {
        Self { row, joined: Joined::default() }
    }
}

impl From<Row<theme_assignment::Model>> for ThemeAssignment {
    fn from(row: Row<theme_assignment::Model>) -> Self {
        Self { row: row.model, joined: row.joined }
    }
}

impl Listed for ThemeAssignment {
    type Noun = theme_assignment::Model;
    type Connection = Connection<Self>;
    const NAME: &'static str = "ThemeAssignment";
    const JOINS: &'static [(&'static str, Join)] = &[("opinion", Join::Opinion), ("theme", Join::Theme)];
}

/// A theme that an opinion carries, and why (attribution de thème).
#[Object]
impl ThemeAssignment {
    /// The same in every installation, for ever (identifiant).
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// How it came to be.
    #[graphql(flatten)]
    async fn history(&self) -> History {
        History(self.row.id)
    }

    /// Which theme (thème).
    async fn theme(&self, ctx: &Context<'_>) -> Result<Record<Theme>, Error> {
        one(ctx, self.row.theme_id, self.joined.theme.clone()).await
    }

    /// Which opinion carries it (avis).
    async fn opinion(&self, ctx: &Context<'_>) -> Result<Record<Opinion>, Error> {
        one(ctx, self.row.opinion_id, self.joined.opinion.clone()).await
    }

    /// The rule of the mapping that gives it (règle): the first of the theme's that holds.
    async fn rule(&self) -> ThemeRule {
        ThemeRule {
            kind: self.row.rule_kind.into(),
            values: self.row.rule_value.split('|').map(str::to_owned).collect(),
            at_least: self.row.rule_at_least,
        }
    }

    /// What the record rests on (fondement): INFERRED, since the rule draws it from what the text says.
    async fn basis(&self) -> Basis {
        self.row.basis.into()
    }

    /// The first place that made the rule hold (source); where the title did, the title.
    async fn source(&self, ctx: &Context<'_>) -> Option<Result<Record<Source>, Error>> {
        source(ctx, self.row.id).await
    }
}
