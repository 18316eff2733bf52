//! All tables' parts of a change.

use entities::{
    declaration, declaration_organisation, document, membership, node, opinion, organisation,
    organisation_alias, paragraph, person, priority, problem, rapporteur, report, section, session, source,
    territory, vote, vote_position,
};
use sea_orm::{
    ActiveModelBehavior, ActiveModelTrait, Condition, DatabaseTransaction, DbErr, EntityTrait,
    FromQueryResult, IntoActiveModel, ModelTrait,
};
use serde::Serialize;
use uuid::Uuid;

use super::table::{Changed, Difference, Mend, among};
use crate::{Error, Rows};

/// What differs, one table after those that it refers to.
pub(crate) struct Tables<'a> {
    on: &'a DatabaseTransaction,
    all: Vec<Box<dyn Mend>>,
}

impl<'a> Tables<'a> {
    /// Compares rows with what is stored: of each record that they hold, and of all that it owns.
    pub(crate) async fn compare(on: &'a DatabaseTransaction, rows: Rows) -> Result<Self, DbErr> {
        let mut tables = Self { on, all: Vec::new() };
        let documents = ids(&rows.document, |row| row.id);
        let organisations = ids(&rows.organisation, |row| row.id);
        let reports = ids(&rows.report, |row| row.id);
        let opinions = ids(&rows.opinion, |row| row.id);
        // Whatever an opinion or a report owns, and owned until now.
        let mut owned = Vec::new();

        let scope = among(node::Column::Id, ids(&rows.node, |row| row.id));
        tables.add(rows.node, scope, |row| row.id).await?;
        let scope = among(document::Column::Id, documents.clone());
        tables.add(rows.document, scope, |row| row.id).await?;
        let scope = among(problem::Column::DocumentId, documents.clone());
        tables.add(rows.problem, scope, |row| row.document_id).await?;
        let scope = among(territory::Column::Id, ids(&rows.territory, |row| row.id));
        tables.add(rows.territory, scope, |row| row.id).await?;
        let scope = among(organisation::Column::Id, organisations.clone());
        tables.add(rows.organisation, scope, |row| row.id).await?;
        let scope = among(organisation_alias::Column::OrganisationId, organisations);
        tables.add(rows.organisation_alias, scope, |row| row.organisation_id).await?;
        let scope = among(person::Column::Id, ids(&rows.person, |row| row.id));
        tables.add(rows.person, scope, |row| row.id).await?;
        let scope = among(membership::Column::Id, ids(&rows.membership, |row| row.id));
        tables.add(rows.membership, scope, |row| row.id).await?;
        let scope = among(session::Column::Id, ids(&rows.session, |row| row.id));
        tables.add(rows.session, scope, |row| row.id).await?;
        let scope = among(report::Column::Id, reports.clone());
        tables.add(rows.report, scope, |row| row.id).await?;
        let scope = among(priority::Column::ReportId, reports);
        owned.extend(tables.add(rows.priority, scope, |row| row.id).await?);
        let scope = among(opinion::Column::Id, opinions.clone());
        tables.add(rows.opinion, scope, |row| row.id).await?;
        let scope = among(rapporteur::Column::OpinionId, opinions.clone());
        owned.extend(tables.add(rows.rapporteur, scope, |row| row.id).await?);
        let scope = among(section::Column::OpinionId, opinions.clone());
        let sections = tables.add(rows.section, scope, |row| row.id).await?;
        let scope = among(declaration::Column::OpinionId, opinions.clone());
        let declarations = tables.add(rows.declaration, scope, |row| row.id).await?;
        let scope = among(declaration_organisation::Column::DeclarationId, declarations.clone());
        tables.add(rows.declaration_organisation, scope, |row| row.declaration_id).await?;
        let mut scope = among(paragraph::Column::SectionId, sections.clone());
        scope.extend(among(paragraph::Column::DeclarationId, declarations.clone()));
        owned.extend(tables.add(rows.paragraph, scope, |row| row.id).await?);
        let scope = among(vote::Column::OpinionId, opinions);
        let votes = tables.add(rows.vote, scope, |row| row.id).await?;
        let scope = among(vote_position::Column::VoteId, votes.clone());
        owned.extend(tables.add(rows.vote_position, scope, |row| row.id).await?);
        owned.extend(sections.into_iter().chain(declarations).chain(votes));
        // Another document's places in what this one now owns say nothing any more.
        let mut scope = among(source::Column::DocumentId, documents);
        scope.extend(among(source::Column::NodeId, owned));
        tables.add(rows.source, scope, |row| row.node_id).await?;
        Ok(tables)
    }

    /// Compares one table, and returns the records whose rows are wanted there or were until now.
    async fn add<M>(
        &mut self,
        wanted: Vec<M>,
        scope: Vec<Condition>,
        owner: fn(&M) -> Uuid,
    ) -> Result<Vec<Uuid>, DbErr>
    where
        M: ModelTrait + FromQueryResult + PartialEq + Serialize + Send + Sync + 'static,
        M::Entity: EntityTrait<Model = M>,
        M: IntoActiveModel<<M::Entity as EntityTrait>::ActiveModel>,
        <M::Entity as EntityTrait>::ActiveModel:
            ActiveModelTrait<Entity = M::Entity> + ActiveModelBehavior + Send,
    {
        let mut records = ids(&wanted, owner);
        let difference = Difference::find(self.on, wanted, scope, owner).await?;
        records.extend(difference.gone());
        self.all.push(Box::new(difference));
        Ok(records)
    }

    /// Removes from the last table to the first, and writes from the first to the last.
    pub(crate) async fn mend(&self) -> Result<(), Error> {
        for table in self.all.iter().rev() {
            table.remove(self.on).await?;
        }
        for table in &self.all {
            table.put(self.on).await?;
        }
        Ok(())
    }

    /// What changes, row by row.
    pub(crate) fn changes(&self) -> Result<Vec<Changed>, Error> {
        let mut changed = Vec::new();
        for table in &self.all {
            changed.extend(table.history().map_err(|error| DbErr::Json(error.to_string()))?);
        }
        Ok(changed)
    }
}

fn ids<M>(rows: &[M], owner: fn(&M) -> Uuid) -> Vec<Uuid> {
    rows.iter().map(owner).collect()
}
