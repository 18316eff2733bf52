//! The ledger that all revisions form (registre).

use async_graphql::{Context, Object, SimpleObject};
use store::Head;

use crate::{error::Error, loader::Loaders};

/// All changes of all records, one after the other, each with a hash over what it says and over the hash before it
/// (registre).
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct Ledger {
    /// The hash of the last change in 64 hexadecimal digits; null where there is none. Whoever has kept it can check later
    /// that none of the changes before it was altered: `hemicycle verify --head SIZE:HEAD` (empreinte).
    head: Option<String>,
    /// How many changes there are (nombre).
    size: i64,
}

/// What the history tells of itself.
#[derive(Default)]
pub(crate) struct Ledgers;

/// What the history tells of itself.
#[Object]
impl Ledgers {
    /// All changes of all records as they follow from each other (registre).
    async fn ledger(&self, ctx: &Context<'_>) -> Result<Ledger, Error> {
        let Head { size, hash } = ctx.data_unchecked::<Loaders>().store().head().await?;
        Ok(Ledger { head: hash, size })
    }
}
