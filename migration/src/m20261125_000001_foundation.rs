//! The tables of the first version.

use sea_orm_migration::{
    DbErr, MigrationName, MigrationTrait, SchemaManager, async_trait,
    sea_orm::{ConnectionTrait, DbBackend},
};

use crate::dialect::fill;

/// One file a noun, each after those that it refers to.
const TABLES: [&str; 29] = [
    include_str!("../sql/access_key.sql"),
    include_str!("../sql/webhook.sql"),
    include_str!("../sql/node.sql"),
    include_str!("../sql/document.sql"),
    include_str!("../sql/source.sql"),
    include_str!("../sql/territory.sql"),
    include_str!("../sql/organisation.sql"),
    include_str!("../sql/person.sql"),
    include_str!("../sql/membership.sql"),
    include_str!("../sql/session.sql"),
    include_str!("../sql/report.sql"),
    include_str!("../sql/opinion.sql"),
    include_str!("../sql/rapporteur.sql"),
    include_str!("../sql/section.sql"),
    include_str!("../sql/declaration.sql"),
    include_str!("../sql/declaration_speaker.sql"),
    include_str!("../sql/paragraph.sql"),
    include_str!("../sql/vote.sql"),
    include_str!("../sql/deliberation.sql"),
    include_str!("../sql/vote_position.sql"),
    include_str!("../sql/citation.sql"),
    include_str!("../sql/initiative.sql"),
    include_str!("../sql/mention.sql"),
    include_str!("../sql/milestone.sql"),
    include_str!("../sql/recommendation.sql"),
    include_str!("../sql/follow_up.sql"),
    include_str!("../sql/theme.sql"),
    include_str!("../sql/theme_assignment.sql"),
    include_str!("../sql/decision.sql"),
];
/// The history, what was taken out of it, and what is made of it.
const HISTORY: [&str; 3] = [
    include_str!("../sql/revision.sql"),
    include_str!("../sql/redaction.sql"),
    include_str!("../sql/former_reference.sql"),
];
/// What is made of the records, beside what search reads.
const COUNTED: [&str; 1] = [include_str!("../sql/opinion_tally.sql")];

/// The statements that make the tables of records and no others, without their indexes: for a database of a few rows.
pub(crate) fn records(backend: DbBackend) -> String {
    let statements = TABLES.iter().flat_map(|sql| sql.split_inclusive(";\n"));
    // A comment may stand before a statement.
    let makes = |statement: &&str| !statement.lines().any(|line| line.starts_with("CREATE INDEX"));
    statements.filter(makes).map(|statement| fill(statement, backend)).collect()
}

pub(crate) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261125_000001_foundation"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for sql in TABLES.iter().chain(&HISTORY).chain(&COUNTED) {
            manager.get_connection().execute_unprepared(&fill(sql, manager.get_database_backend())).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for sql in COUNTED.iter().chain(HISTORY.iter().rev()).chain(TABLES.iter().rev()) {
            for created in created(sql).into_iter().rev() {
                manager.get_connection().execute_unprepared(&format!("DROP {created}")).await?;
            }
        }
        Ok(())
    }
}

/// The tables and views that a file creates, in its order: "TABLE vote".
fn created(sql: &str) -> Vec<String> {
    let created = sql.lines().filter_map(|line| {
        let mut words = line.strip_prefix("CREATE ")?.split_whitespace();
        let kind = words.next().filter(|kind| ["TABLE", "VIEW"].contains(kind))?;
        Some(format!("{kind} {}", words.next()?))
    });
    created.collect()
}
