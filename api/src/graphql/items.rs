//! Lists as fields return them.

use std::borrow::Cow;

use async_graphql::{
    ContextSelectionSet, OutputType, Positioned, ServerResult, Value, parser::types::Field,
    registry::Registry,
};
use futures_util::future::try_join_all;

/// A list whose items' errors keep their paths. In a `Vec`, async-graphql writes the item's path over that of whatever
/// failed below it.
pub(crate) struct Items<T>(Vec<T>);

impl<T> Items<T> {
    /// The first of them.
    pub(crate) fn first(self) -> Option<T> {
        self.0.into_iter().next()
    }
}

impl<T> FromIterator<T> for Items<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self(items.into_iter().collect())
    }
}

impl<T: OutputType> OutputType for Items<T> {
    fn type_name() -> Cow<'static, str> {
        Vec::<T>::type_name()
    }

    fn qualified_type_name() -> String {
        Vec::<T>::qualified_type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        Vec::<T>::create_type_info(registry)
    }

    async fn resolve(&self, ctx: &ContextSelectionSet<'_>, field: &Positioned<Field>) -> ServerResult<Value> {
        let items = self.0.iter().enumerate().map(async |(index, item)| {
            let ctx = ctx.with_index(index);
            item.resolve(&ctx, field).await.map_err(|error| match error.path.is_empty() {
                true => ctx.set_error_path(error),
                false => error,
            })
        });
        try_join_all(items).await.map(Value::List)
    }
}
