//! Which rows of a list.

use chrono::NaiveDate;
use entities::{
    follow_up::FollowUpStatus,
    initiative::InitiativeKind,
    opinion::OpinionKind,
    organisation::OrganisationKind,
    session::SessionKind,
    vote::{VoteMajority, VoteOutcome},
    vote_position::{VoteChoice, VotePositionKind},
};
use sea_orm::{
    ActiveEnum,
    sea_query::{Condition, Expr, ExprTrait},
};

use crate::sort_key::SortKey;

/// Terms that all hold. Each is about a column that the list's table has.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Filter(Vec<Term>);

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Term {
    Is(&'static str, String),
    Holds(&'static str, bool),
    AtLeast(&'static str, Vec<u8>),
    Below(&'static str, Vec<u8>),
    Begins(&'static str, Vec<u8>),
    Known(&'static str),
    Never,
}

/// What a mention names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is the noun that is named")]
pub enum Target {
    Organisation,
    Person,
    Initiative,
    Opinion,
}

#[expect(missing_docs, reason = "each is the term that it adds")]
impl Filter {
    #[must_use]
    pub fn opinion_kind(self, kind: OpinionKind) -> Self {
        self.is("kind", kind.to_value())
    }

    #[must_use]
    pub fn organisation_kind(self, kind: OrganisationKind) -> Self {
        self.is("kind", kind.to_value())
    }

    #[must_use]
    pub fn initiative_kind(self, kind: InitiativeKind) -> Self {
        self.is("kind", kind.to_value())
    }

    #[must_use]
    pub fn status(self, status: FollowUpStatus) -> Self {
        self.is("status", status.to_value())
    }

    #[must_use]
    pub fn target(mut self, target: Target) -> Self {
        self.0.push(Term::Known(match target {
            Target::Organisation => "organisation_id",
            Target::Person => "person_id",
            Target::Initiative => "initiative_id",
            Target::Opinion => "cited_id",
        }));
        self
    }

    #[must_use]
    pub fn session_kind(self, kind: SessionKind) -> Self {
        self.is("kind", kind.to_value())
    }

    #[must_use]
    pub fn position_kind(self, kind: VotePositionKind) -> Self {
        self.is("kind", kind.to_value())
    }

    #[must_use]
    pub fn choice(self, choice: VoteChoice) -> Self {
        self.is("choice", choice.to_value())
    }

    #[must_use]
    pub fn outcome(self, outcome: VoteOutcome) -> Self {
        self.is("outcome", outcome.to_value())
    }

    #[must_use]
    pub fn majority(self, majority: VoteMajority) -> Self {
        self.is("majority", majority.to_value())
    }

    #[must_use]
    pub fn with_reservations(mut self, reserved: bool) -> Self {
        self.0.push(Term::Holds("with_reservations", reserved));
        self
    }

    #[must_use]
    pub fn inconsistent(mut self, inconsistent: bool) -> Self {
        self.0.push(Term::Holds("inconsistent", inconsistent));
        self
    }

    /// A report's or a recommendation's number, as printed.
    #[must_use]
    pub fn number(self, number: &str) -> Self {
        self.is("number", number.to_owned())
    }

    /// A territory's code.
    #[must_use]
    pub fn code(self, code: &str) -> Self {
        self.is("code", code.to_owned())
    }

    /// A document's hash.
    #[must_use]
    pub fn sha256(self, sha256: &str) -> Self {
        self.is("sha256", sha256.to_lowercase())
    }

    /// A theme's slug, whatever its case and accents.
    #[must_use]
    pub fn slug(self, slug: &str) -> Self {
        self.is("slug", ingest::text::slug(slug))
    }

    /// An organisation's or an initiative's acronym, whatever its case and accents.
    #[must_use]
    pub fn acronym(self, acronym: &str) -> Self {
        self.is("acronym_key", ingest::text::fold(acronym))
    }

    /// A person's whole name, whatever its case and accents.
    #[must_use]
    pub fn person(self, name: &str) -> Self {
        self.is("slug", ingest::text::fold(name))
    }

    /// An organisation's or an initiative's whole name, whatever its case and accents.
    #[must_use]
    pub fn name(mut self, name: &str) -> Self {
        self.0.push(Term::Begins("name_key", SortKey::name(name).bytes()));
        self
    }

    /// A session's day, or a milestone's earliest, both ends inclusive.
    #[must_use]
    pub fn held(mut self, from: Option<NaiveDate>, to: Option<NaiveDate>) -> Self {
        // The sort key begins with the day: no join is needed to compare it.
        self.0.extend(from.map(|from| Term::AtLeast("oldest_first", SortKey::oldest(Some(from)).bytes())));
        let next = to.map(|to| to.succ_opt().unwrap_or(to));
        self.0.extend(next.map(|next| Term::Below("oldest_first", SortKey::oldest(Some(next)).bytes())));
        self
    }

    pub(crate) fn condition(&self, table: &'static str) -> Condition {
        let terms = self.0.iter().map(|term| match term {
            Term::Is(column, word) => Expr::col((table, *column)).eq(word.as_str()),
            Term::Holds(column, holds) => Expr::col((table, *column)).eq(*holds),
            Term::AtLeast(column, key) => Expr::col((table, *column)).gte(key.clone()),
            Term::Below(column, key) => Expr::col((table, *column)).lt(key.clone()),
            Term::Begins(column, key) => Expr::col((table, *column)).eq(key.clone()),
            Term::Known(column) => Expr::col((table, *column)).is_not_null(),
            Term::Never => Expr::val(1).eq(0),
        });
        terms.fold(Condition::all(), Condition::add)
    }

    fn is(mut self, column: &'static str, word: String) -> Self {
        // No text that is stored has a NUL, and PostgreSQL refuses to compare one.
        self.0.push(if word.contains('\0') { Term::Never } else { Term::Is(column, word) });
        self
    }
}
