//! What is counted of each opinion: written in the transaction of the rows that it is counted of.

use std::collections::BTreeSet;

use entities::{declaration, opinion_tally};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QuerySelect,
    Statement, Value,
};
use uuid::Uuid;

use super::{
    table::{CHUNK, among},
    tables::Tables,
};

/// Counts the opinions that `{which}` leaves. An opinion has one vote at most.
const COUNT: &str = "INSERT INTO opinion_tally \
    (opinion_id, voted, outcome, majority, declarations, with_reservations, reservations_known) \
    SELECT o.id, v.id IS NOT NULL, v.outcome, v.majority, COUNT(DISTINCT d.id), \
    COUNT(DISTINCT CASE WHEN p.with_reservations THEN d.id END), COUNT(DISTINCT p.declaration_id) \
    FROM opinion o LEFT JOIN vote v ON v.opinion_id = o.id LEFT JOIN declaration d ON d.opinion_id = o.id \
    LEFT JOIN vote_position p ON p.declaration_id = d.id AND p.with_reservations IS NOT NULL \
    {which} GROUP BY o.id, v.id, v.outcome, v.majority";

/// Counts anew the opinions that what has just been written concerns, and takes out those that are gone.
pub(crate) async fn refresh(on: &DatabaseTransaction, tables: &Tables<'_>) -> Result<(), DbErr> {
    let opinions: Vec<Uuid> = concerned(on, tables).await?.into_iter().collect();
    for ids in opinions.chunks(CHUNK) {
        let known = opinion_tally::Column::OpinionId.is_in(ids.iter().copied());
        opinion_tally::Entity::delete_many().filter(known).exec(on).await?;
        let places: Vec<String> = (1..=ids.len()).map(|place| format!("${place}")).collect();
        let sql = COUNT.replace("{which}", &format!("WHERE o.id IN ({})", places.join(", ")));
        let values = ids.iter().map(|id| Value::from(*id));
        on.execute_raw(Statement::from_sql_and_values(on.get_database_backend(), sql, values)).await?;
    }
    Ok(())
}

/// Counts all opinions anew.
pub(crate) async fn make_anew(on: &DatabaseTransaction) -> Result<(), DbErr> {
    opinion_tally::Entity::delete_many().exec(on).await?;
    on.execute_unprepared(&COUNT.replace("{which}", "")).await?;
    Ok(())
}

/// The opinions that are there or gone, and those that changed rows are or were of.
async fn concerned(on: &DatabaseTransaction, tables: &Tables<'_>) -> Result<BTreeSet<Uuid>, DbErr> {
    let mut opinions = tables.named("opinion", "id");
    opinions.extend(tables.named("vote", "opinion_id"));
    opinions.extend(tables.named("declaration", "opinion_id"));
    // A declaration that changed has named its opinion.
    let changed = tables.named("declaration", "id");
    let announced = tables.named("vote_position", "declaration_id").into_iter();
    for condition in among(declaration::Column::Id, announced.filter(|id| !changed.contains(id))) {
        let of = declaration::Entity::find().select_only().column(declaration::Column::OpinionId);
        opinions.extend(of.filter(condition).into_tuple::<Uuid>().all(on).await?);
    }
    Ok(opinions)
}
