//! Figures over opinions and what belongs to them, by groups.

use std::{
    collections::{BTreeMap, HashMap},
    ops::AddAssign,
};

use entities::{declaration, opinion};
use sea_orm::{
    ConnectionTrait, QueryResult,
    sea_query::{Alias, Expr, ExprTrait, Func, JoinType, Query, SelectStatement},
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
    /// Whether anything about declarations is.
    fn of_declarations(self) -> bool {
        self.declarations || self.reservations
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

/// The words of a vote that are counted, by their columns.
const WORDS: [(&str, &str); 4] =
    [("outcome", "ADOPTED"), ("outcome", "REJECTED"), ("outcome", "NOTED"), ("majority", "UNANIMITY")];
/// What a dimension's columns begin with, by its place.
const PLACES: [&str; 2] = ["one", "two"];

/// In which order groups stand: by each dimension in turn; years and days from the oldest, names by their letters, what
/// is unknown last.
type Order = Vec<(bool, i32, Vec<u8>, Uuid)>;

impl Store {
    /// Figures over the opinions that a filter leaves, by at most two dimensions: one statement, and one more for
    /// declarations by who made them. An opinion with several values of a dimension counts in each group.
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
        // A group that has each of its opinions once has all their declarations, each once.
        let distinct = facets.iter().all(|facet| facet.is_distinct());
        let beside = if distinct { wanting } else { Wanting { votes: wanting.votes, ..Wanting::default() } };
        let select = self.of_opinions(filter, &facets, beside).await?;
        for row in self.line().query_all(&select).await? {
            let (values, order) = place(&row, &facets)?;
            let figures = &mut groups.entry(values).or_insert_with(|| (order, Figures::default())).1;
            let mut read = Reading { row: &row, column: 0 };
            opinions(&mut read, figures, wanting.votes)?;
            declarations(&mut read, figures, beside)?;
        }
        if wanting.of_declarations() && !distinct {
            let facets: Vec<Facet> = by.iter().map(|dimension| dimension.of_declarations()).collect();
            let select = self.of_declarations(filter, &facets, wanting).await?;
            for row in self.line().query_all(&select).await? {
                let (values, order) = place(&row, &facets)?;
                let figures = &mut groups.entry(values).or_insert_with(|| (order, Figures::default())).1;
                declarations(&mut Reading { row: &row, column: 0 }, figures, wanting)?;
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
        let mut select = self.of::<opinion::Model>(filter).await?;
        // What cannot be there twice need not be looked for again.
        let distinct = facets.iter().all(|facet| facet.is_distinct());
        let count = |rows: Expr| if distinct { Func::count(rows) } else { Func::count_distinct(rows) };
        select.expr(count(Expr::col((TABLE, "id"))));
        let tally = |column: &'static str| Expr::col((Alias::new("tally"), column));
        if wanting.votes || wanting.of_declarations() {
            let on = tally("opinion_id").equals((TABLE, "id"));
            select.join_as(JoinType::LeftJoin, "opinion_tally", "tally", on);
        }
        if wanting.votes {
            let of = |which: Expr| count(Expr::case(which, tally("opinion_id")).into());
            select.expr(of(tally("voted")));
            for (column, word) in WORDS {
                select.expr(of(tally(column).eq(word)));
            }
            select.expr(of(tally("voted").and(tally("majority").is_null())));
        }
        if wanting.of_declarations() {
            select.expr(Func::sum(tally("declarations")));
        }
        if wanting.reservations {
            select.expr(Func::sum(tally("with_reservations")));
            select.expr(Func::sum(tally("reservations_known")));
        }
        group(&mut select, facets);
        Ok(select)
    }

    async fn of_declarations(
        &self,
        filter: &Filter,
        facets: &[Facet],
        wanting: Wanting,
    ) -> Result<SelectStatement, Error> {
        let of = Filter::default().whose::<opinion::Model>(Parent::OPINION, filter.clone());
        let mut select = self.of::<declaration::Model>(&of).await?;
        let own = || Expr::col((TABLE, "id"));
        select.expr(Func::count_distinct(own()));
        if wanting.reservations {
            let announced = |column: &'static str| Expr::col((Alias::new("announced"), column));
            let on = announced("declaration_id").equals((TABLE, "id"));
            select.join_as(JoinType::LeftJoin, "vote_position", "announced", on);
            let reserved = || announced("with_reservations");
            select.expr(Func::count_distinct(Expr::case(reserved().eq(true), own())));
            select.expr(Func::count_distinct(Expr::case(reserved().is_not_null(), own())));
        }
        group(&mut select, facets);
        Ok(select)
    }

    async fn of<N: Noun>(&self, filter: &Filter) -> Result<SelectStatement, Error> {
        let phrases = self.phrases(filter).await?;
        let mut select = Query::select();
        select.from_as(Alias::new(N::TABLE), TABLE).cond_where(filter.condition(&phrases));
        Ok(select)
    }
}

/// Groups rows. What tells their group comes after all that is counted, which is read by its place.
fn group(select: &mut SelectStatement, facets: &[Facet]) {
    for (facet, name) in facets.iter().zip(PLACES) {
        facet.add(select, name);
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

/// A row whose figures are read one after the other.
struct Reading<'a> {
    row: &'a QueryResult,
    /// The next.
    column: usize,
}

impl Reading<'_> {
    fn next(&mut self) -> Result<u64, Error> {
        // Of no rows there is no sum.
        let figure: Option<i64> = self.row.try_get_by_index(self.column)?;
        self.column += 1;
        Ok(figure.unwrap_or_default().unsigned_abs())
    }
}

// Several rows may be of one group: a year that is not known has more than one sort key.

fn opinions(read: &mut Reading<'_>, figures: &mut Figures, votes: bool) -> Result<(), Error> {
    figures.opinions += read.next()?;
    if !votes {
        return Ok(());
    }
    figures.votes += read.next()?;
    figures.adopted += read.next()?;
    figures.rejected += read.next()?;
    figures.noted += read.next()?;
    figures.unanimous += read.next()?;
    figures.majority_unknown += read.next()?;
    Ok(())
}

fn declarations(read: &mut Reading<'_>, figures: &mut Figures, wanting: Wanting) -> Result<(), Error> {
    if !wanting.of_declarations() {
        return Ok(());
    }
    let all = read.next()?;
    figures.declarations += all;
    if wanting.reservations {
        figures.with_reservations += read.next()?;
        figures.reservations_unknown += all.saturating_sub(read.next()?);
    }
    Ok(())
}
