//! Figures for charts (statistiques): what a filter leaves, counted by groups.

use async_graphql::{Context, Enum, Name, Object, SimpleObject, Value};
use store::{Dimension, FacetValue, Figures, Filter, Group, Wanting};
use tokio::sync::OnceCell;

use super::{connection::figure, *};
use crate::error::Error;

/// At most so many groups in an answer.
const MOST: i32 = 1_000;
/// The figures about votes.
const VOTES: [&str; 8] = [
    "votes",
    "adopted",
    "rejected",
    "noted",
    "outcomeUnknown",
    "unanimous",
    "majorityUnknown",
    "unanimityRate",
];
/// By at most so many dimensions.
const DIMENSIONS: usize = 2;

/// What opinions are grouped by (axe).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "store::Dimension")]
pub(crate) enum StatisticsDimension {
    /// The year of the session (année); of an opinion that is only cited, that of the day which the texts give.
    Year,
    /// The session (séance).
    Session,
    /// The commission that drafted it (commission).
    Commission,
    /// The organisations that made a declaration on it (déclarants).
    Organisation,
    /// What became of it (résultat du vote).
    Outcome,
    /// What gave rise to it (nature).
    Kind,
    /// The themes that it carries (thèmes).
    Theme,
}

/// What is counted of a group of opinions (chiffres). What the texts do not say is counted as unknown, in a figure of
/// its own: nothing is worked out from other figures.
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct StatisticsFigures {
    /// How many opinions (avis), those that are only cited included.
    opinions: u64,
    /// How many of them were put to the vote (votes), as far as their texts say.
    votes: u64,
    /// Votes whose text says that the opinion was adopted (adoptés).
    adopted: u64,
    /// Votes whose text says that it was rejected (rejetés).
    rejected: u64,
    /// Votes whose text says that it was taken note of (pris acte).
    noted: u64,
    /// Votes whose text states no outcome (résultat inconnu).
    outcome_unknown: u64,
    /// Votes whose text states unanimity (unanimité).
    unanimous: u64,
    /// Votes whose text states no majority (majorité inconnue), be there figures or not.
    majority_unknown: u64,
    /// `unanimous` of all `votes` (taux d'unanimité), from 0 to 1, rounded to six decimals; null where there
    /// is no vote.
    unanimity_rate: Option<f64>,
    /// How many declarations were made on the opinions (déclarations); by ORGANISATION, how many it made, alone or with
    /// others.
    declarations: u64,
    /// Declarations that announce a position with reservations (avec réserves).
    with_reservations: u64,
    /// Declarations that announce no position (réserves inconnues).
    reservations_unknown: u64,
    /// `withReservations` of all `declarations` (part des déclarations avec réserves), from 0 to 1, rounded to six
    /// decimals; null where there is none.
    reservation_rate: Option<f64>,
}

impl From<Figures> for StatisticsFigures {
    fn from(figures: Figures) -> Self {
        Self {
            opinions: figures.opinions,
            votes: figures.votes,
            adopted: figures.adopted,
            rejected: figures.rejected,
            noted: figures.noted,
            outcome_unknown: figures
                .votes
                .saturating_sub(figures.adopted)
                .saturating_sub(figures.rejected)
                .saturating_sub(figures.noted),
            unanimous: figures.unanimous,
            majority_unknown: figures.majority_unknown,
            unanimity_rate: share(figures.unanimous, figures.votes),
            declarations: figures.declarations,
            with_reservations: figures.with_reservations,
            reservations_unknown: figures.reservations_unknown,
            reservation_rate: share(figures.with_reservations, figures.declarations),
        }
    }
}

/// Rounded to a millionth, so that both databases and every machine write the same.
fn share(part: u64, whole: u64) -> Option<f64> {
    let figure = |count: u64| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    (whole > 0).then(|| (figure(part) / figure(whole) * 1e6).round() / 1e6)
}

/// A value that the opinions of a group share (valeur). One of the fields below is set, that of the dimension; all are
/// null where the value is not known.
pub(crate) struct StatisticsValue {
    dimension: Dimension,
    value: FacetValue,
}

impl StatisticsValue {
    fn id(&self, dimensions: &[Dimension]) -> Option<Uuid> {
        match self.value {
            FacetValue::Id(id) if dimensions.contains(&self.dimension) => Some(id),
            _ => None,
        }
    }

    fn word<T: async_graphql::InputType>(&self, dimension: Dimension) -> Option<T> {
        match &self.value {
            // The tables and the schema say the same words.
            FacetValue::Word(word) if self.dimension == dimension => {
                T::parse(Some(Value::Enum(Name::new(word)))).ok()
            }
            _ => None,
        }
    }
}

/// A value that the opinions of a group share (valeur). One of the fields below is set, that of the dimension; all are
/// null where the value is not known.
#[Object]
impl StatisticsValue {
    /// Of which dimension (axe).
    async fn dimension(&self) -> StatisticsDimension {
        self.dimension.into()
    }

    /// Whether it is known (connu).
    async fn is_known(&self) -> bool {
        self.value != FacetValue::Unknown
    }

    /// The year (année).
    async fn year(&self) -> Option<i32> {
        if let FacetValue::Year(year) = self.value { Some(year) } else { None }
    }

    /// The session (séance).
    async fn session(&self, ctx: &Context<'_>) -> Option<Result<Record<Session>, Error>> {
        maybe(ctx, self.id(&[Dimension::Session]), None).await
    }

    /// The commission, or the organisation (commission, organisation).
    async fn organisation(&self, ctx: &Context<'_>) -> Option<Result<Record<Organisation>, Error>> {
        maybe(ctx, self.id(&[Dimension::Commission, Dimension::Organisation]), None).await
    }

    /// The outcome (résultat).
    async fn outcome(&self) -> Option<VoteOutcome> {
        self.word(Dimension::Outcome)
    }

    /// What gave rise to the opinions (nature).
    async fn kind(&self) -> Option<OpinionKind> {
        self.word(Dimension::Kind)
    }

    /// The theme (thème).
    async fn theme(&self, ctx: &Context<'_>) -> Option<Result<Record<Theme>, Error>> {
        maybe(ctx, self.id(&[Dimension::Theme]), None).await
    }
}

/// The opinions that share a value of each dimension (groupe).
#[derive(SimpleObject)]
pub(crate) struct StatisticsGroup {
    /// The values (valeurs), one for each dimension, in the order of `groupBy`.
    values: Vec<StatisticsValue>,
    /// What is counted (chiffres).
    figures: StatisticsFigures,
}

/// Figures over the opinions that a filter leaves (statistiques).
pub(crate) struct Statistics {
    filter: Filter,
    by: Vec<Dimension>,
    /// Which figures are selected.
    wanting: Wanting,
    groups: OnceCell<Vec<Group>>,
}

impl Statistics {
    pub(crate) fn new(ctx: &Context<'_>, filter: Filter, by: &[StatisticsDimension]) -> Result<Self, Error> {
        let by = dimensions(by)?;
        let look = ctx.look_ahead();
        let figures = [look.field("groups").field("figures"), look.field("total")];
        let selected =
            |names: &[&str]| figures.iter().any(|of| names.iter().any(|name| of.field(name).exists()));
        let wanting = Wanting {
            votes: selected(&VOTES),
            declarations: selected(&["declarations"]),
            reservations: selected(&["withReservations", "reservationsUnknown", "reservationRate"]),
        };
        Ok(Self { filter, by, wanting, groups: OnceCell::new() })
    }

    async fn read(&self, ctx: &Context<'_>, by: &[Dimension]) -> Result<Vec<Group>, Error> {
        let store = ctx.data_unchecked::<Loaders>().store();
        Ok(store.statistics(&self.filter, by, self.wanting).await?)
    }
}

/// By what to group: none, one, or two that differ.
fn dimensions(by: &[StatisticsDimension]) -> Result<Vec<Dimension>, Error> {
    if by.len() > DIMENSIONS {
        let count = by.len();
        return Err(Error::OutOfRange {
            message: format!("`groupBy` has {count} dimensions: expected at most {DIMENSIONS}"),
            limit: "groupBy",
            maximum: DIMENSIONS as i64,
            actual: count as i64,
        });
    }
    if let [one, other] = by
        && one == other
    {
        let message = "`groupBy` names one dimension twice: expected two different ones";
        return Err(Error::InvalidArgument(message.to_owned()));
    }
    Ok(by.iter().map(|dimension| (*dimension).into()).collect())
}

/// How many groups to show.
pub(crate) fn first(first: i32) -> Result<usize, Error> {
    figure("first", first, MOST)
}

/// What `statistics` refuses of its arguments.
pub(crate) fn check(given: &Given<'_>) -> Result<(), Error> {
    checked(given.get::<OpinionFilter>("filter"))?;
    dimensions(&given.get::<Vec<_>>("groupBy").unwrap_or_default()).map(drop)
}

/// Figures over the opinions that a filter leaves (statistiques). They are read by one statement, and by one more for
/// declarations by who made them; the total, where it is not the sum of the groups, by one of its own.
#[Object]
impl Statistics {
    /// The groups (groupes) that have opinions, by each dimension in turn: years and sessions from the oldest, names by
    /// their letters, what is not known last. An opinion with several values of a dimension counts in each group.
    async fn groups(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most so many groups, from the start: 0 to 1000.", default = 100)] first: i32,
    ) -> Result<Items<StatisticsGroup>, Error> {
        let first = self::first(first)?;
        let groups = self.groups.get_or_try_init(|| self.read(ctx, &self.by)).await?;
        let shown = groups.iter().take(first).map(|group| StatisticsGroup {
            values: self
                .by
                .iter()
                .zip(&group.values)
                .map(|(dimension, value)| StatisticsValue { dimension: *dimension, value: value.clone() })
                .collect(),
            figures: group.figures.into(),
        });
        Ok(shown.collect())
    }

    /// How many groups there are (nombre de groupes).
    async fn group_count(&self, ctx: &Context<'_>) -> Result<u64, Error> {
        let groups = self.groups.get_or_try_init(|| self.read(ctx, &self.by)).await?;
        Ok(groups.len() as u64)
    }

    /// The figures over all the opinions (total), each counted once.
    async fn total(&self, ctx: &Context<'_>) -> Result<StatisticsFigures, Error> {
        if Dimension::are_of_one(&self.by) {
            let groups = self.groups.get_or_try_init(|| self.read(ctx, &self.by)).await?;
            let mut whole = Figures::default();
            groups.iter().for_each(|group| whole += group.figures);
            return Ok(whole.into());
        }
        let whole = self.read(ctx, &[]).await?;
        Ok(whole.first().map(|group| group.figures).unwrap_or_default().into())
    }
}

/// The figures of the root.
#[derive(Default)]
pub(crate) struct Charts;

/// The figures of the root.
#[Object]
impl Charts {
    /// Figures for charts (statistiques) over the opinions that a filter leaves, with their votes and declarations.
    async fn statistics(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only opinions for which all of this holds.")] filter: Option<OpinionFilter>,
        #[graphql(
            desc = "By what to group them: at most two dimensions. Without any, one group holds all.",
            default
        )]
        group_by: Vec<StatisticsDimension>,
    ) -> Result<Statistics, Error> {
        Statistics::new(ctx, checked(filter)?, &group_by)
    }
}
