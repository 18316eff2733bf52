//! To-one records that come with the rows that refer to them, in the same statement.

use std::{ops::Deref, sync::Arc};

use entities::{
    declaration, initiative, opinion, organisation, person, recommendation, report, session, theme, vote,
};
use sea_orm::{
    DbErr,
    sea_query::{Expr, ExprTrait, JoinType, SelectStatement},
};

use super::{
    columns::{Columns, Without},
    held::Tables,
    noun::Noun,
};
use crate::past::Reach;

/// What can be joined. Each stands at the column of its name; an opinion's `Vote` at its own `opinion_id`, what a position was
/// taken at, `VotedOn`, at `vote_id`, and the opinion of that, `VotedOpinion`, at the joined vote's column: it is joined after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each is the field that it answers")]
pub enum Join {
    Assembly,
    Commission,
    Session,
    Report,
    Vote,
    VotedOn,
    VotedOpinion,
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

/// A join, without some of the columns that it leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Joining {
    /// What is joined.
    pub join: Join,
    /// Which of its spare columns are left out.
    pub without: Without,
}

/// What was joined to a row.
#[derive(Clone, Debug, Default)]
pub struct Joined(Option<Arc<Answered>>);

/// What was joined: none where it was not asked for, else the record or none.
#[derive(Debug)]
#[expect(missing_docs, reason = "each is the field that it answers")]
pub struct Answered {
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

/// Of a row to which nothing was joined.
const NOTHING: Answered = Answered {
    assembly: None,
    commission: None,
    session: None,
    report: None,
    vote: None,
    opinion: None,
    person: None,
    speaker: None,
    organisation: None,
    on_behalf_of: None,
    declaration: None,
    initiative: None,
    cited: None,
    origin: None,
    recommendation: None,
    theme: None,
};

impl Deref for Joined {
    type Target = Answered;

    fn deref(&self) -> &Answered {
        static ANSWERED: Answered = NOTHING;
        self.0.as_deref().unwrap_or(&ANSWERED)
    }
}

impl Joined {
    /// Reads what was joined to a row.
    pub(super) fn read(columns: &mut Columns<'_>, joins: &[Joining]) -> Result<Self, DbErr> {
        if joins.is_empty() {
            return Ok(Self(None));
        }
        let mut answered = NOTHING;
        for Joining { join, without } in joins {
            join.read(columns, *without, &mut answered)?;
        }
        Ok(Self(Some(Arc::new(answered))))
    }
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
            Self::VotedOn => "voted_on",
            Self::VotedOpinion => "voted_opinion",
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
            Self::VotedOpinion => return Reach { from: ("vote", "opinion_id"), to: ("opinion", "id") },
            Self::VotedOn => ("vote_id", ("vote", "id")),
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

    /// Whether the rows that it leads to are held in memory, or may be.
    pub(super) fn is_held(self, tables: Option<&Tables>) -> bool {
        fn held<N: Noun>(tables: Option<&Tables>) -> bool {
            N::SMALL && tables.is_none_or(|tables| N::held(tables).is_some())
        }
        match self {
            Self::Assembly | Self::Commission | Self::Organisation | Self::OnBehalfOf => {
                held::<organisation::Model>(tables)
            }
            Self::Session => held::<session::Model>(tables),
            Self::Person | Self::Speaker => held::<person::Model>(tables),
            Self::Initiative => held::<initiative::Model>(tables),
            Self::Theme => held::<theme::Model>(tables),
            _ => false,
        }
    }

    /// The columns that are read of what it leads to, and those of them that may be left out.
    fn columns(self) -> (&'static [&'static str], &'static [&'static str]) {
        fn of<N: Noun>() -> (&'static [&'static str], &'static [&'static str]) {
            (N::COLUMNS, N::SPARE)
        }
        match self {
            Self::Assembly | Self::Commission | Self::Organisation | Self::OnBehalfOf => {
                of::<organisation::Model>()
            }
            Self::Session => of::<session::Model>(),
            Self::Report => of::<report::Model>(),
            Self::Vote | Self::VotedOn => of::<vote::Model>(),
            Self::Opinion | Self::Cited | Self::Origin | Self::VotedOpinion => of::<opinion::Model>(),
            Self::Person | Self::Speaker => of::<person::Model>(),
            Self::Declaration => of::<declaration::Model>(),
            Self::Initiative => of::<initiative::Model>(),
            Self::Recommendation => of::<recommendation::Model>(),
            Self::Theme => of::<theme::Model>(),
        }
    }

    /// The spare columns of what it leads to.
    #[must_use]
    pub fn spare(self) -> &'static [&'static str] {
        self.columns().1
    }

    fn read(self, columns: &mut Columns<'_>, without: Without, joined: &mut Answered) -> Result<(), DbErr> {
        match self {
            Self::Assembly => joined.assembly = Some(model(columns, without)?),
            Self::Commission => joined.commission = Some(model(columns, without)?),
            Self::Session => joined.session = Some(model(columns, without)?),
            Self::Report => joined.report = Some(model(columns, without)?),
            Self::Vote | Self::VotedOn => joined.vote = Some(model(columns, without)?),
            Self::Opinion | Self::VotedOpinion => joined.opinion = Some(model(columns, without)?),
            Self::Person => joined.person = Some(model(columns, without)?),
            Self::Speaker => joined.speaker = Some(model(columns, without)?),
            Self::Organisation => joined.organisation = Some(model(columns, without)?),
            Self::OnBehalfOf => joined.on_behalf_of = Some(model(columns, without)?),
            Self::Declaration => joined.declaration = Some(model(columns, without)?),
            Self::Initiative => joined.initiative = Some(model(columns, without)?),
            Self::Cited => joined.cited = Some(model(columns, without)?),
            Self::Origin => joined.origin = Some(model(columns, without)?),
            Self::Recommendation => joined.recommendation = Some(model(columns, without)?),
            Self::Theme => joined.theme = Some(model(columns, without)?),
        }
        Ok(())
    }
}

impl Joining {
    /// Joins the table and selects its columns as "alias.column".
    pub(crate) fn add(&self, select: &mut SelectStatement, table: &'static str) {
        let Reach { from: (owner, own), to: (joined, key) } = self.join.reach(table);
        let owner = if self.join == Join::VotedOpinion { Join::VotedOn.alias() } else { owner };
        let alias = self.join.alias();
        let on = Expr::col((alias, key)).equals((owner, own));
        select.join_as(JoinType::LeftJoin, joined, alias, on);
        let (columns, spare) = self.join.columns();
        for column in self.without.of(columns, spare) {
            // Named, since what a page is cut from may not have a name twice.
            select.expr_as(Expr::col((alias, column)), format!("{alias}.{column}"));
        }
    }

    /// How many columns it brings.
    pub(super) fn width(&self) -> usize {
        self.join.columns().0.len() - self.without.len()
    }
}

/// What was joined to a row, or none.
fn model<N: Noun>(columns: &mut Columns<'_>, without: Without) -> Result<Option<Arc<N>>, DbErr> {
    if columns.has_id()? {
        columns.without(without);
        let read = N::read(columns)?;
        columns.without(Without::NOTHING);
        return Ok(Some(Arc::new(read)));
    }
    columns.skip(N::COLUMNS.len() - without.len())?;
    Ok(None)
}
