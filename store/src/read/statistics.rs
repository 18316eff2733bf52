//! Figures over opinions and what belongs to them, by groups.

use std::{
    collections::{BTreeMap, HashMap},
    ops::AddAssign,
};

use entities::{declaration, opinion};
use sea_orm::{
    ConnectionTrait, QueryResult,
    sea_query::{Alias, Asterisk, Expr, ExprTrait, Func, JoinType, Query, SelectStatement},
};
use uuid::Uuid;

use super::{
    facet::{Facet, FacetValue},
    filter::{Filter, TABLE},
    noun::Noun,
    parent::Parent,
};
use crate::{Error, Store};

/// What opinions are grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is what it groups by")]
pub enum Dimension {
    Year,
    Session,
    Commission,
    /// Who made a declaration.
    Organisation,
    Outcome,
    Kind,
    Theme,
}

impl Dimension {
    /// Whether an opinion has one value at most of each of these: then it counts once, and the figures of all groups add up
    /// to those of all opinions.
    #[must_use]
    pub fn are_of_one(dimensions: &[Self]) -> bool {
        dimensions.iter().all(|dimension| dimension.of_opinions().is_of_one())
    }

    fn of_opinions(self) -> Facet {
        match self {
            Self::Year => Facet::YEAR,
            Self::Session => Facet::SESSION,
            Self::Commission => Facet::COMMISSION,
            Self::Organisation => Facet::DECLARED_BY,
            Self::Outcome => Facet::VOTE_OUTCOME,
            Self::Kind => Facet::KIND,
            Self::Theme => Facet::THEME,
        }
    }

    fn of_declarations(self) -> Facet {
        match self {
            Self::Year => Facet::YEAR,
            Self::Session => Facet::OPINION_SESSION,
            Self::Commission => Facet::OPINION_COMMISSION,
            Self::Organisation => Facet::MADE_BY,
            Self::Outcome => Facet::OPINION_OUTCOME,
            Self::Kind => Facet::OPINION_KIND,
            Self::Theme => Facet::OPINION_THEME,
        }
    }
}

/// What is counted of a group. What the texts do not say is counted as unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is what it counts")]
pub struct Figures {
    pub opinions: u64,
    /// Opinions of which a text says how they were decided.
    pub votes: u64,
    pub adopted: u64,
    pub rejected: u64,
    pub noted: u64,
    pub unanimous: u64,
    /// Votes of which the text states no majority.
    pub majority_unknown: u64,
    pub declarations: u64,
    pub with_reservations: u64,
    /// Declarations that announce no position, so that nobody knows.
    pub reservations_unknown: u64,
}

/// The opinions that share a value of each dimension.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// A value for each dimension, in their order.
    pub values: Vec<FacetValue>,
    /// What is counted.
    pub figures: Figures,
}

/// Which figures are wanted beside how many opinions there are: the others are 0, and cost nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wanting {
    /// Those about votes.
    pub votes: bool,
    /// How many declarations there are.
    pub declarations: bool,
    /// Those about reservations in declarations.
    pub reservations: bool,
}

impl Wanting {
    /// Whether declarations are counted with their opinions: where none of them is in two groups, and nothing else about
    /// them is wanted.
    fn counted_beside(self, facets: &[Facet]) -> bool {
        self.declarations && !self.reservations && facets.iter().all(|facet| facet.is_of_one())
    }
}

impl AddAssign for Figures {
    fn add_assign(&mut self, other: Self) {
        self.opinions += other.opinions;
        self.votes += other.votes;
        self.adopted += other.adopted;
        self.rejected += other.rejected;
        self.noted += other.noted;
        self.unanimous += other.unanimous;
        self.majority_unknown += other.majority_unknown;
        self.declarations += other.declarations;
        self.with_reservations += other.with_reservations;
        self.reservations_unknown += other.reservations_unknown;
    }
}

/// The names of the figures in a statement, with the words of the vote's columns that they count.
const VOTES: [(&str, &str, &str); 4] = [
    ("adopted", "outcome", "ADOPTED"),
    ("rejected", "outcome", "REJECTED"),
    ("noted", "outcome", "NOTED"),
    ("unanimous", "majority", "UNANIMITY"),
];
/// What a dimension's columns begin with, by its place.
const PLACES: [&str; 2] = ["one", "two"];

/// In which order groups stand: by each dimension in turn; years and days from the oldest, names by their letters, what
/// is unknown last.
type Order = Vec<(bool, i32, Vec<u8>, Uuid)>;

impl Store {
    /// Figures over the opinions that a filter leaves, by at most two dimensions: one statement, and one more for the
    /// declarations where an opinion may be in several groups, or where their reservations are wanted. An opinion with
    /// several values of a dimension counts in each group.
    ///
    /// # Errors
    /// [`Error::Unavailable`], [`Error::Database`].
    pub async fn statistics(
        &self,
        filter: &Filter,
        by: &[Dimension],
        wanting: Wanting,
    ) -> Result<Vec<Group>, Error> {
        let mut groups: HashMap<Vec<FacetValue>, (Order, Figures)> = HashMap::new();
        let facets: Vec<Facet> = by.iter().map(|dimension| dimension.of_opinions()).collect();
        let select = self.of_opinions(filter, &facets, wanting).await?;
        for row in self.line().query_all(&select).await? {
            let (values, order) = place(&row, &facets)?;
            let figures = &mut groups.entry(values).or_insert_with(|| (order, Figures::default())).1;
            opinions(&row, figures, wanting.votes)?;
            if wanting.counted_beside(&facets) {
                figures.declarations += figure(&row, "declarations")?;
            }
        }
        if wanting.reservations || (wanting.declarations && !wanting.counted_beside(&facets)) {
            let facets: Vec<Facet> = by.iter().map(|dimension| dimension.of_declarations()).collect();
            let select = self.of_declarations(filter, &facets).await?;
            for row in self.line().query_all(&select).await? {
                let (values, order) = place(&row, &facets)?;
                self::declarations(
                    &row,
                    &mut groups.entry(values).or_insert_with(|| (order, Figures::default())).1,
                )?;
            }
        }
        let mut ordered: BTreeMap<Order, Group> = BTreeMap::new();
        for (values, (order, figures)) in groups {
            ordered.insert(order, Group { values, figures });
        }
        Ok(ordered.into_values().collect())
    }

    async fn of_opinions(
        &self,
        filter: &Filter,
        facets: &[Facet],
        wanting: Wanting,
    ) -> Result<SelectStatement, Error> {
        let mut select = self.grouped::<opinion::Model>(filter, facets).await?;
        // What cannot be there twice need not be looked for again.
        let of_one = facets.iter().all(|facet| facet.is_of_one());
        let count = |rows: Expr| if of_one { Func::count(rows) } else { Func::count_distinct(rows) };
        select.expr_as(count(Expr::col((TABLE, "id"))), "opinions");
        if wanting.votes {
            let votes = Alias::new("decided");
            let on = Expr::col((votes.clone(), "opinion_id")).equals((TABLE, "id"));
            select.join_as(JoinType::LeftJoin, "vote", votes.clone(), on);
            let vote = |column: &'static str| Expr::col((votes.clone(), column));
            select.expr_as(count(vote("opinion_id")), "votes");
            for (name, column, word) in VOTES {
                select.expr_as(count(Expr::case(vote(column).eq(word), vote("opinion_id")).into()), name);
            }
            let unknown = Expr::case(vote("majority").is_null(), vote("opinion_id"));
            select.expr_as(count(unknown.into()), "majority_unknown");
        }
        if wanting.counted_beside(facets) {
            let made = Alias::new("made");
            let mut of = Query::select();
            of.expr(Func::count(Expr::col(Asterisk)));
            of.from_as("declaration", made.clone());
            of.and_where(Expr::col((made, "opinion_id")).equals((TABLE, "id")));
            let of = Func::sum(Expr::SubQuery(None, Box::new(of.into())));
            select.expr_as(Expr::from(of).cast_as("bigint"), "declarations");
        }
        Ok(select)
    }

    async fn of_declarations(&self, filter: &Filter, facets: &[Facet]) -> Result<SelectStatement, Error> {
        let of = Filter::default().whose::<opinion::Model>(Parent::OPINION, filter.clone());
        let mut select = self.grouped::<declaration::Model>(&of, facets).await?;
        let positions = Alias::new("announced");
        let on = Expr::col((positions.clone(), "declaration_id")).equals((TABLE, "id"));
        select.join_as(JoinType::LeftJoin, "vote_position", positions.clone(), on);
        let reserved = || Expr::col((positions.clone(), "with_reservations"));
        let own = || Expr::col((TABLE, "id"));
        select.expr_as(Func::count_distinct(own()), "declarations");
        select.expr_as(Func::count_distinct(Expr::case(reserved().eq(true), own())), "with_reservations");
        select.expr_as(Func::count_distinct(Expr::case(reserved().is_not_null(), own())), "known");
        Ok(select)
    }

    async fn grouped<N: Noun>(&self, filter: &Filter, facets: &[Facet]) -> Result<SelectStatement, Error> {
        let phrases = self.phrases(filter).await?;
        let mut select = Query::select();
        select.from_as(Alias::new(N::TABLE), TABLE).cond_where(filter.condition(&phrases));
        for (facet, name) in facets.iter().zip(PLACES) {
            facet.add(&mut select, name);
        }
        Ok(select)
    }
}

/// A row's group, and its place among the others.
fn place(row: &QueryResult, facets: &[Facet]) -> Result<(Vec<FacetValue>, Order), Error> {
    let mut values = Vec::new();
    let mut order = Vec::new();
    for (facet, name) in facets.iter().zip(PLACES) {
        let (value, key) = facet.value(row, name)?;
        order.push(match &value {
            FacetValue::Unknown => (true, 0, Vec::new(), Uuid::nil()),
            FacetValue::Year(year) => (false, *year, Vec::new(), Uuid::nil()),
            FacetValue::Word(_) => (false, 0, key, Uuid::nil()),
            FacetValue::Id(id) => (false, 0, key, *id),
        });
        values.push(value);
    }
    Ok((values, order))
}

fn figure(row: &QueryResult, name: &str) -> Result<u64, Error> {
    let figure: i64 = row.try_get("", name)?;
    Ok(figure.unsigned_abs())
}

// Several rows may be of one group: a year that is not known has more than one sort key.

fn opinions(row: &QueryResult, figures: &mut Figures, votes: bool) -> Result<(), Error> {
    figures.opinions += figure(row, "opinions")?;
    if !votes {
        return Ok(());
    }
    figures.votes += figure(row, "votes")?;
    figures.adopted += figure(row, "adopted")?;
    figures.rejected += figure(row, "rejected")?;
    figures.noted += figure(row, "noted")?;
    figures.unanimous += figure(row, "unanimous")?;
    figures.majority_unknown += figure(row, "majority_unknown")?;
    Ok(())
}

fn declarations(row: &QueryResult, figures: &mut Figures) -> Result<(), Error> {
    let all = figure(row, "declarations")?;
    figures.declarations += all;
    figures.with_reservations += figure(row, "with_reservations")?;
    figures.reservations_unknown += all.saturating_sub(figure(row, "known")?);
    Ok(())
}
