//! To-one records that come with the rows that refer to them, in the same statement.

use std::sync::Arc;

use entities::{
    declaration, initiative, opinion, organisation, person, recommendation, report, session, theme, vote,
};
use sea_orm::{
    DbErr, EntityTrait, FromQueryResult, Iden, Iterable, QueryResult,
    sea_query::{Alias, Expr, ExprTrait, JoinType, SelectStatement},
};

use crate::past::Reach;

/// What can be joined. Each stands at the column of its name, `vote` at its own `opinion_id`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each is the field that it answers")]
pub enum Join {
    Assembly,
    Commission,
    Session,
    Report,
    Vote,
    Opinion,
    Person,
    Speaker,
    Organisation,
    OnBehalfOf,
    Declaration,
    Initiative,
    Cited,
    Origin,
    Recommendation,
    Theme,
}

/// What was joined: none where it was not asked for, else the record or none.
#[derive(Clone, Debug, Default)]
#[expect(missing_docs, reason = "each is the field that it answers")]
pub struct Joined {
    pub assembly: Option<Option<Arc<organisation::Model>>>,
    pub commission: Option<Option<Arc<organisation::Model>>>,
    pub session: Option<Option<Arc<session::Model>>>,
    pub report: Option<Option<Arc<report::Model>>>,
    pub vote: Option<Option<Arc<vote::Model>>>,
    pub opinion: Option<Option<Arc<opinion::Model>>>,
    pub person: Option<Option<Arc<person::Model>>>,
    pub speaker: Option<Option<Arc<person::Model>>>,
    pub organisation: Option<Option<Arc<organisation::Model>>>,
    pub on_behalf_of: Option<Option<Arc<organisation::Model>>>,
    pub declaration: Option<Option<Arc<declaration::Model>>>,
    pub initiative: Option<Option<Arc<initiative::Model>>>,
    pub cited: Option<Option<Arc<opinion::Model>>>,
    pub origin: Option<Option<Arc<opinion::Model>>>,
    pub recommendation: Option<Option<Arc<recommendation::Model>>>,
    pub theme: Option<Option<Arc<theme::Model>>>,
}

impl Join {
    /// The name of the join in a statement.
    fn alias(self) -> &'static str {
        match self {
            Self::Assembly => "assembly",
            Self::Commission => "commission",
            Self::Session => "session",
            Self::Report => "report",
            Self::Vote => "vote",
            Self::Opinion => "opinion",
            Self::Person => "person",
            Self::Speaker => "speaker",
            Self::Organisation => "organisation",
            Self::OnBehalfOf => "on_behalf_of",
            Self::Declaration => "declaration",
            Self::Initiative => "initiative",
            Self::Cited => "cited",
            Self::Origin => "origin",
            Self::Recommendation => "recommendation",
            Self::Theme => "theme",
        }
    }

    /// What it leads to from a table.
    pub(crate) fn reach(self, table: &'static str) -> Reach {
        let (own, to) = match self {
            Self::Assembly => ("assembly_id", ("organisation", "id")),
            Self::Commission => ("commission_id", ("organisation", "id")),
            Self::Session => ("session_id", ("session", "id")),
            Self::Report => ("report_id", ("report", "id")),
            Self::Vote => ("id", ("vote", "opinion_id")),
            Self::Opinion => ("opinion_id", ("opinion", "id")),
            Self::Person => ("person_id", ("person", "id")),
            Self::Speaker => ("speaker_id", ("person", "id")),
            Self::Organisation => ("organisation_id", ("organisation", "id")),
            Self::OnBehalfOf => ("on_behalf_of_id", ("organisation", "id")),
            Self::Declaration => ("declaration_id", ("declaration", "id")),
            Self::Initiative => ("initiative_id", ("initiative", "id")),
            Self::Cited => ("cited_id", ("opinion", "id")),
            Self::Origin => ("origin_id", ("opinion", "id")),
            Self::Recommendation => ("recommendation_id", ("recommendation", "id")),
            Self::Theme => ("theme_id", ("theme", "id")),
        };
        Reach { from: (table, own), to }
    }

    /// Joins the table and selects its columns as "alias.column".
    pub(crate) fn add(self, select: &mut SelectStatement, table: &'static str) {
        match self {
            Self::Assembly | Self::Commission | Self::Organisation | Self::OnBehalfOf => {
                self.join::<organisation::Entity>(select, table);
            }
            Self::Session => self.join::<session::Entity>(select, table),
            Self::Report => self.join::<report::Entity>(select, table),
            Self::Vote => self.join::<vote::Entity>(select, table),
            Self::Opinion | Self::Cited | Self::Origin => self.join::<opinion::Entity>(select, table),
            Self::Person | Self::Speaker => self.join::<person::Entity>(select, table),
            Self::Declaration => self.join::<declaration::Entity>(select, table),
            Self::Initiative => self.join::<initiative::Entity>(select, table),
            Self::Recommendation => self.join::<recommendation::Entity>(select, table),
            Self::Theme => self.join::<theme::Entity>(select, table),
        }
    }

    /// Reads what was joined to a row.
    pub(crate) fn read(self, row: &QueryResult, joined: &mut Joined) -> Result<(), DbErr> {
        match self {
            Self::Assembly => joined.assembly = Some(self.model(row)?),
            Self::Commission => joined.commission = Some(self.model(row)?),
            Self::Session => joined.session = Some(self.model(row)?),
            Self::Report => joined.report = Some(self.model(row)?),
            Self::Vote => joined.vote = Some(self.model(row)?),
            Self::Opinion => joined.opinion = Some(self.model(row)?),
            Self::Person => joined.person = Some(self.model(row)?),
            Self::Speaker => joined.speaker = Some(self.model(row)?),
            Self::Organisation => joined.organisation = Some(self.model(row)?),
            Self::OnBehalfOf => joined.on_behalf_of = Some(self.model(row)?),
            Self::Declaration => joined.declaration = Some(self.model(row)?),
            Self::Initiative => joined.initiative = Some(self.model(row)?),
            Self::Cited => joined.cited = Some(self.model(row)?),
            Self::Origin => joined.origin = Some(self.model(row)?),
            Self::Recommendation => joined.recommendation = Some(self.model(row)?),
            Self::Theme => joined.theme = Some(self.model(row)?),
        }
        Ok(())
    }

    fn join<E: EntityTrait>(self, select: &mut SelectStatement, table: &'static str) {
        let alias = Alias::new(self.alias());
        let on = match self {
            Self::Vote => Expr::col((alias.clone(), Alias::new("opinion_id"))).equals((table, "id")),
            _ => Expr::col((alias.clone(), Alias::new("id")))
                .equals((Alias::new(table), Alias::new(format!("{}_id", self.alias())))),
        };
        select.join_as(JoinType::LeftJoin, Alias::new(E::default().table_name()), alias.clone(), on);
        for column in E::Column::iter() {
            let name = Alias::new(format!("{}.{}", self.alias(), column.unquoted()));
            select.expr_as(Expr::col((alias.clone(), column)), name);
        }
    }

    fn model<M: FromQueryResult>(self, row: &QueryResult) -> Result<Option<Arc<M>>, DbErr> {
        let prefix = format!("{}.", self.alias());
        let id: Option<uuid::Uuid> = row.try_get(&prefix, "id")?;
        id.map(|_| M::from_query_result(row, &prefix).map(Arc::new)).transpose()
    }
}
