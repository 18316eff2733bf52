//! Look-ups of the past: a record and all that it leads to, as they were known at a moment (état à une date).

use std::{borrow::Cow, sync::Arc};

use async_graphql::{
    Context, ContextSelectionSet, OutputType, Positioned, ServerResult, Value, parser::types::Field,
    registry::Registry,
};
use store::{Filter, Sort};
use uuid::Uuid;

use super::{DateTime, Listed, look_up, node::known, only, written::Record};
use crate::{error::Error, loader::Loaders};

/// What a look-up found, with what its fields read: the present, or what was known at a moment.
pub(crate) struct AsOf<T> {
    found: T,
    known: Option<Arc<Loaders>>,
}

impl<T> AsOf<T> {
    /// Of what there is now.
    pub(crate) fn now(found: T) -> Self {
        Self { found, known: None }
    }
}

impl<T: OutputType> OutputType for AsOf<T> {
    fn type_name() -> Cow<'static, str> {
        T::type_name()
    }

    fn qualified_type_name() -> String {
        T::qualified_type_name()
    }

    fn introspection_type_name(&self) -> Cow<'static, str> {
        self.found.introspection_type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        T::create_type_info(registry)
    }

    async fn resolve(&self, ctx: &ContextSelectionSet<'_>, field: &Positioned<Field>) -> ServerResult<Value> {
        let resolved = self.found.resolve(ctx, field);
        match &self.known {
            None => resolved.await,
            // Apart: it would make the state of each root field larger, which a query's depth multiplies.
            Some(known) => Box::pin(known.read_by(resolved)).await,
        }
    }
}

/// What a look-up finds now, or found at a moment; none where nothing was known yet.
pub(crate) async fn as_of<T>(
    ctx: &Context<'_>,
    moment: Option<DateTime>,
    look_up: impl Future<Output = Option<Result<T, Error>>>,
) -> Option<Result<AsOf<T>, Error>> {
    let Some(moment) = moment else {
        return look_up.await.map(|found| found.map(AsOf::now));
    };
    let loaders = ctx.data_unchecked::<Loaders>();
    let known = match Box::pin(loaders.as_of(moment.0)).await {
        Ok(known) => known?,
        Err(error) => return Some(Err(error)),
    };
    let found = Box::pin(known.read_by(look_up)).await?;
    Some(found.map(|found| AsOf { found, known: Some(known) }))
}

/// The only record for which all terms hold now, as it is or was at a moment. An id names its record at all times.
pub(crate) async fn look_up_as_of<T>(
    ctx: &Context<'_>,
    filter: Filter,
    sort: Sort,
    moment: Option<DateTime>,
) -> Option<Result<AsOf<Record<T>>, Error>>
where
    T: Listed + From<Arc<T::Noun>>,
{
    let id: Uuid = match filter.id() {
        Some(id) => id,
        None if moment.is_none() => {
            let found: T = match look_up(ctx, filter, sort).await? {
                Ok(found) => found,
                Err(error) => return Some(Err(error)),
            };
            return Some(Ok(AsOf::now(Record(found))));
        }
        None => match only::<T>(ctx, filter, sort).await? {
            Ok(row) => row.place.id,
            Err(error) => return Some(Err(error)),
        },
    };
    as_of(ctx, moment, async { Some(known(ctx, id).await?.map(Record)) }).await
}
