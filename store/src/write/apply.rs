//! The one door for writes.

use entities::{
    declaration, declaration_organisation, document, membership, node, opinion, organisation,
    organisation_alias, paragraph, person, priority, problem, rapporteur, report, revision, section, session,
    source, territory, vote, vote_position,
};
use sea_orm::{
    ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
use uuid::Uuid;

use super::{
    plan::plan,
    received::Received,
    table::{Changed, Difference, among, record},
};
use crate::{Error, Rows, Store};

/// Something to be written.
#[derive(Clone, Debug)]
pub enum Change {
    /// A document with what was read of it.
    Import(Box<Received>),
}

/// What a write did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Applied {
    /// How many rows were written or removed, each with a revision; 0 where nothing differed.
    pub revisions: usize,
}

/// Compares a change with what is stored and writes what differs, rows and revisions, in one transaction.
/// Where nothing differs, nothing is written.
///
/// # Errors
/// [`Error::Unavailable`], [`Error::Database`]; then nothing was written.
pub async fn apply(store: &Store, change: &Change, reason: &str, actor: &str) -> Result<Applied, Error> {
    let transaction = begin(store).await?;
    let Change::Import(received) = change;
    let rows = plan(&transaction, received).await?;
    let changed = write(&transaction, rows).await?;
    let revisions = changed.len();
    if !changed.is_empty() {
        let at = store.clock.now();
        let last =
            revision::Entity::find().order_by_desc(revision::Column::Sequence).one(&transaction).await?;
        let next = last.map_or(1, |last| last.sequence + 1);
        let rows = changed.into_iter().map(|change| revision::Model {
            sequence: 0,
            record_type: change.record_type.to_owned(),
            record_id: change.record_id,
            reason: reason.to_owned(),
            actor: actor.to_owned(),
            at,
            before: change.before,
            after: change.after,
        });
        record(&transaction, rows.collect(), next).await?;
    }
    transaction.commit().await?;
    Ok(Applied { revisions })
}

/// A transaction that no other writer runs beside, so that sequences have no gaps and plans stay true.
async fn begin(store: &Store) -> Result<DatabaseTransaction, DbErr> {
    let options = TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..TransactionOptions::default()
    };
    let transaction = store.connection.begin_with_options(options).await?;
    if transaction.get_database_backend() == DbBackend::Postgres {
        transaction.execute_unprepared("LOCK TABLE revision IN EXCLUSIVE MODE").await?;
    }
    Ok(transaction)
}

/// Finds what differs in every table, removes from the last table to the first, writes from the first to the last.
async fn write(on: &DatabaseTransaction, rows: Rows) -> Result<Vec<Changed>, Error> {
    let documents: Vec<Uuid> = rows.document.iter().map(|row| row.id).collect();
    let organisations: Vec<Uuid> = rows.organisation.iter().map(|row| row.id).collect();
    let reports: Vec<Uuid> = rows.report.iter().map(|row| row.id).collect();
    let opinions: Vec<Uuid> = rows.opinion.iter().map(|row| row.id).collect();
    // What an opinion owned before counts too: its sections and declarations may go.
    let mut owners: Vec<Uuid> = rows.section.iter().map(|row| row.id).collect();
    owners.extend(stored_sections(on, &opinions).await?);
    let mut speeches: Vec<Uuid> = rows.declaration.iter().map(|row| row.id).collect();
    speeches.extend(stored_declarations(on, &opinions).await?);
    let mut votes: Vec<Uuid> = rows.vote.iter().map(|row| row.id).collect();
    votes.extend(stored_votes(on, &opinions).await?);

    let node = Difference::<node::Entity>::find(
        on,
        rows.node.clone(),
        among(node::Column::Id, rows.node.iter().map(|row| row.id)),
    )
    .await?;
    let document = Difference::<document::Entity>::find(
        on,
        rows.document,
        among(document::Column::Id, documents.clone()),
    )
    .await?;
    let problem = Difference::<problem::Entity>::find(
        on,
        rows.problem,
        among(problem::Column::DocumentId, documents.clone()),
    )
    .await?;
    let scope = among(territory::Column::Id, rows.territory.iter().map(|row| row.id));
    let territory = Difference::<territory::Entity>::find(on, rows.territory, scope).await?;
    let organisation = Difference::<organisation::Entity>::find(
        on,
        rows.organisation,
        among(organisation::Column::Id, organisations.clone()),
    )
    .await?;
    let alias = Difference::<organisation_alias::Entity>::find(
        on,
        rows.organisation_alias,
        among(organisation_alias::Column::OrganisationId, organisations),
    )
    .await?;
    let scope = among(person::Column::Id, rows.person.iter().map(|row| row.id));
    let person = Difference::<person::Entity>::find(on, rows.person, scope).await?;
    let scope = among(membership::Column::Id, rows.membership.iter().map(|row| row.id));
    let membership = Difference::<membership::Entity>::find(on, rows.membership, scope).await?;
    let scope = among(session::Column::Id, rows.session.iter().map(|row| row.id));
    let session = Difference::<session::Entity>::find(on, rows.session, scope).await?;
    let report =
        Difference::<report::Entity>::find(on, rows.report, among(report::Column::Id, reports.clone()))
            .await?;
    let priority =
        Difference::<priority::Entity>::find(on, rows.priority, among(priority::Column::ReportId, reports))
            .await?;
    let opinion =
        Difference::<opinion::Entity>::find(on, rows.opinion, among(opinion::Column::Id, opinions.clone()))
            .await?;
    let rapporteur = Difference::<rapporteur::Entity>::find(
        on,
        rows.rapporteur,
        among(rapporteur::Column::OpinionId, opinions.clone()),
    )
    .await?;
    let section = Difference::<section::Entity>::find(
        on,
        rows.section,
        among(section::Column::OpinionId, opinions.clone()),
    )
    .await?;
    let declaration = Difference::<declaration::Entity>::find(
        on,
        rows.declaration,
        among(declaration::Column::OpinionId, opinions.clone()),
    )
    .await?;
    let behalf = Difference::<declaration_organisation::Entity>::find(
        on,
        rows.declaration_organisation,
        among(declaration_organisation::Column::DeclarationId, speeches.clone()),
    )
    .await?;
    let mut scope = among(paragraph::Column::SectionId, owners);
    scope.extend(among(paragraph::Column::DeclarationId, speeches));
    let paragraph = Difference::<paragraph::Entity>::find(on, rows.paragraph, scope).await?;
    let vote =
        Difference::<vote::Entity>::find(on, rows.vote, among(vote::Column::OpinionId, opinions)).await?;
    let position = Difference::<vote_position::Entity>::find(
        on,
        rows.vote_position,
        among(vote_position::Column::VoteId, votes),
    )
    .await?;
    let source =
        Difference::<source::Entity>::find(on, rows.source, among(source::Column::DocumentId, documents))
            .await?;

    source.remove(on).await?;
    position.remove(on).await?;
    vote.remove(on).await?;
    paragraph.remove(on).await?;
    behalf.remove(on).await?;
    declaration.remove(on).await?;
    section.remove(on).await?;
    rapporteur.remove(on).await?;
    priority.remove(on).await?;
    alias.remove(on).await?;
    problem.remove(on).await?;

    node.put(on).await?;
    document.put(on).await?;
    problem.put(on).await?;
    territory.put(on).await?;
    organisation.put(on).await?;
    alias.put(on).await?;
    person.put(on).await?;
    membership.put(on).await?;
    session.put(on).await?;
    report.put(on).await?;
    priority.put(on).await?;
    opinion.put(on).await?;
    rapporteur.put(on).await?;
    section.put(on).await?;
    declaration.put(on).await?;
    behalf.put(on).await?;
    paragraph.put(on).await?;
    vote.put(on).await?;
    position.put(on).await?;
    source.put(on).await?;

    let history = [
        document.history("document", |row| row.id),
        problem.history("problem", |row| row.document_id),
        territory.history("territory", |row| row.id),
        organisation.history("organisation", |row| row.id),
        alias.history("organisation_alias", |row| row.organisation_id),
        person.history("person", |row| row.id),
        membership.history("membership", |row| row.id),
        session.history("session", |row| row.id),
        report.history("report", |row| row.id),
        priority.history("priority", |row| row.id),
        opinion.history("opinion", |row| row.id),
        rapporteur.history("rapporteur", |row| row.id),
        section.history("section", |row| row.id),
        declaration.history("declaration", |row| row.id),
        behalf.history("declaration_organisation", |row| row.declaration_id),
        paragraph.history("paragraph", |row| row.id),
        vote.history("vote", |row| row.id),
        position.history("vote_position", |row| row.id),
        source.history("source", |row| row.node_id),
    ];
    let history: Result<Vec<Vec<Changed>>, serde_json::Error> = history.into_iter().collect();
    let history = history.map_err(|error| DbErr::Json(error.to_string()))?;
    Ok(history.into_iter().flatten().collect())
}

async fn stored_sections(on: &DatabaseTransaction, opinions: &[Uuid]) -> Result<Vec<Uuid>, DbErr> {
    stored::<section::Entity>(on, section::Column::OpinionId, section::Column::Id, opinions).await
}

async fn stored_declarations(on: &DatabaseTransaction, opinions: &[Uuid]) -> Result<Vec<Uuid>, DbErr> {
    stored::<declaration::Entity>(on, declaration::Column::OpinionId, declaration::Column::Id, opinions).await
}

async fn stored_votes(on: &DatabaseTransaction, opinions: &[Uuid]) -> Result<Vec<Uuid>, DbErr> {
    stored::<vote::Entity>(on, vote::Column::OpinionId, vote::Column::Id, opinions).await
}

/// The ids of the rows that some owners have now.
async fn stored<E: EntityTrait>(
    on: &DatabaseTransaction,
    owner: E::Column,
    id: E::Column,
    owners: &[Uuid],
) -> Result<Vec<Uuid>, DbErr> {
    let mut ids = Vec::new();
    for condition in among(owner, owners.iter().copied()) {
        ids.extend(E::find().select_only().column(id).filter(condition).into_tuple::<Uuid>().all(on).await?);
    }
    Ok(ids)
}
