//! All who speak in a declaration, where the tables of the first version knew one.

use sea_orm_migration::{
    DbErr, MigrationName, MigrationTrait, SchemaManager, async_trait, sea_orm::ConnectionTrait,
};

use crate::dialect::fill;

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261125_000003_speakers"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let sql = fill(include_str!("../sql/declaration_speaker.sql"), manager.get_database_backend());
        manager.get_connection().execute_unprepared(&sql).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let sql = "DROP TABLE declaration_speaker; \
            CREATE INDEX declaration_speaker ON declaration (speaker_id, newest_first, id);";
        manager.get_connection().execute_unprepared(sql).await?;
        Ok(())
    }
}
