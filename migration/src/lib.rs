//! How the tables came to be. The statements are SQL that SQLite and PostgreSQL both read, one file a noun in
//! `sql/`; what the two call by different names stands in braces there and is filled in by `dialect`.

mod dialect;
mod m20261125_000001_foundation;
mod m20261125_000002_search;

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::{MigrationTrait, async_trait, sea_orm::DbBackend};

/// Every migration, oldest first.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![Box::new(m20261125_000001_foundation::Migration), Box::new(m20261125_000002_search::Migration)]
    }
}

/// The statements that make the tables of records and no others, without their indexes: for a database of a few rows
/// that is gone when a request is.
#[must_use]
pub fn records(backend: DbBackend) -> String {
    m20261125_000001_foundation::records(backend)
}
