//! All tables' parts of a change.

use std::{
    collections::{BTreeSet, HashSet},
    ops::Range,
};

use entities::{
    citation, declaration, declaration_organisation, declaration_speaker, deliberation, document, follow_up,
    initiative, initiative_alias, initiative_body, membership, mention, mention_candidate, milestone,
    milestone_opinion, node, opinion, organisation, organisation_alias, organisation_identifier, paragraph,
    person, person_identifier, priority, problem, rapporteur, recommendation, recommendation_maker, report,
    revision, section, session, source, telling, telling_maker, territory, theme, theme_assignment, vote,
    vote_position, withheld,
};
use sea_orm::{
    ActiveModelBehavior, ActiveModelTrait, Condition, DatabaseTransaction, DbErr, EntityName, EntityTrait,
    IdenStatic, IntoActiveModel,
};
use uuid::Uuid;

use super::{
    decision::lay_over,
    table::{CHUNK, Changed, Difference, Mend, among, mend},
};
use crate::{
    Error, Rows,
    ledger::{self, Chain, Said},
    recorded::Recorded,
};

/// What differs, one table after those that it refers to.
pub(crate) struct Tables<'a> {
    on: &'a DatabaseTransaction,
    all: Vec<Box<dyn Mend>>,
    /// The records that stay although nothing states them.
    kept: HashSet<Uuid>,
    /// Those of them that nothing states: what belongs to them stays too.
    held: HashSet<Uuid>,
    /// The hashes of documents whose bytes are not kept.
    emptied: Vec<String>,
}

impl<'a> Tables<'a> {
    /// Compares rows with what is stored, once what people decided is laid over them: of each record that they hold, and of
    /// all that it owns.
    pub(crate) async fn compare(on: &'a DatabaseTransaction, mut rows: Rows) -> Result<Self, Error> {
        let kept = lay_over(on, &mut rows).await?;
        let emptied = rows.document.iter().filter(|document| document.redacted);
        let emptied = emptied.map(|document| document.sha256.clone()).collect();
        let mut tables = Self { on, all: Vec::new(), kept, held: HashSet::new(), emptied };
        let documents = ids(&rows.document);
        let organisations = ids(&rows.organisation);
        let reports = ids(&rows.report);
        let stale = rows.stale;
        let with_stale =
            |ids: Vec<Uuid>| -> Vec<Uuid> { ids.into_iter().chain(stale.iter().copied()).collect() };
        let opinions = with_stale(ids(&rows.opinion));
        // Whatever an opinion or a report owns, and owned until now.
        let mut owned = Vec::new();

        let scope = among(node::Column::Id, ids(&rows.node));
        tables.add(rows.node, scope).await?;
        tables.add_fresh(rows.fresh.node);
        let scope = among(document::Column::Id, documents.clone());
        tables.add(rows.document, scope).await?;
        let scope = among(problem::Column::DocumentId, documents.clone());
        tables.add(rows.problem, scope).await?;
        let scope = among(territory::Column::Id, ids(&rows.territory));
        tables.add(rows.territory, scope).await?;
        let scope = among(organisation::Column::Id, organisations.clone());
        tables.add(rows.organisation, scope).await?;
        let scope = among(organisation_alias::Column::OrganisationId, organisations);
        tables.add(rows.organisation_alias, scope).await?;
        // What all files say together: `roll_shared` has added what is stored.
        let named = ids(&rows.organisation_identifier);
        let scope = among(organisation_identifier::Column::OrganisationId, named);
        tables.add(rows.organisation_identifier, scope).await?;
        let scope = among(person::Column::Id, ids(&rows.person));
        tables.add(rows.person, scope).await?;
        let named = ids(&rows.person_identifier);
        let scope = among(person_identifier::Column::PersonId, named);
        tables.add(rows.person_identifier, scope).await?;
        let scope = among(membership::Column::Id, ids(&rows.membership));
        tables.add(rows.membership, scope).await?;
        let scope = among(session::Column::Id, ids(&rows.session));
        tables.add(rows.session, scope).await?;
        let scope = among(report::Column::Id, reports.clone());
        tables.add(rows.report, scope).await?;
        let scope = among(priority::Column::ReportId, reports);
        owned.extend(tables.add(rows.priority, scope).await?);
        let scope = among(opinion::Column::Id, opinions.clone());
        tables.add(rows.opinion, scope).await?;
        let scope = among(rapporteur::Column::OpinionId, opinions.clone());
        owned.extend(tables.add(rows.rapporteur, scope).await?);
        let scope = among(section::Column::OpinionId, opinions.clone());
        let sections = tables.add(rows.section, scope).await?;
        let scope = among(declaration::Column::OpinionId, opinions.clone());
        let declarations = tables.add(rows.declaration, scope).await?;
        let scope = among(declaration_organisation::Column::DeclarationId, declarations.clone());
        tables.add(rows.declaration_organisation, scope).await?;
        let scope = among(declaration_speaker::Column::DeclarationId, declarations.clone());
        tables.add(rows.declaration_speaker, scope).await?;
        let mut scope = among(paragraph::Column::SectionId, sections.clone());
        scope.extend(among(paragraph::Column::DeclarationId, declarations.clone()));
        owned.extend(tables.add(rows.paragraph, scope).await?);
        // A vote on a subject is stated by any number of files: only that on an opinion is the opinion's own.
        let subjects: HashSet<Uuid> =
            rows.vote.iter().filter(|row| row.opinion_id.is_none()).map(|row| row.id).collect();
        let mut scope = among(vote::Column::OpinionId, opinions.clone());
        scope.extend(among(vote::Column::Id, subjects.iter().chain(&stale).copied()));
        let votes = tables.add(rows.vote, scope).await?;
        let scope = among(deliberation::Column::VoteId, votes.clone());
        tables.add(rows.deliberation, scope).await?;
        let mut scope = among(vote_position::Column::VoteId, votes.clone());
        scope.extend(among(vote_position::Column::DeclarationId, declarations.clone()));
        owned.extend(tables.add(rows.vote_position, scope).await?);
        tables.add_fresh(rows.fresh.vote_position);
        owned.extend(sections.into_iter().chain(declarations));
        owned.extend(votes.into_iter().filter(|id| !subjects.contains(id)));
        // What the opinion's document cites and names.
        let scope = among(citation::Column::DocumentId, documents.clone());
        tables.add(rows.citation, scope).await?;
        let initiatives = with_stale(ids(&rows.initiative));
        let scope = among(initiative::Column::Id, initiatives.clone());
        tables.add(rows.initiative, scope).await?;
        let scope = among(initiative_alias::Column::InitiativeId, initiatives);
        tables.add(rows.initiative_alias, scope).await?;
        let scope = among(initiative_body::Column::DocumentId, documents.clone());
        tables.add(rows.initiative_body, scope).await?;
        let mut scope = among(mention::Column::OpinionId, opinions.clone());
        scope.extend(among(mention::Column::DocumentId, documents.clone()));
        let mentions = tables.add(rows.mention, scope).await?;
        let scope = among(mention_candidate::Column::MentionId, mentions.clone());
        tables.add(rows.mention_candidate, scope).await?;
        let milestones = with_stale(ids(&rows.milestone));
        let scope = among(milestone::Column::Id, milestones.clone());
        tables.add(rows.milestone, scope).await?;
        let mut scope = among(milestone_opinion::Column::OpinionId, opinions.clone());
        scope.extend(among(milestone_opinion::Column::MilestoneId, stale.clone()));
        tables.add(rows.milestone_opinion, scope).await?;
        // Recommendations, with all that is told of them, here and elsewhere.
        let recommendations = with_stale(ids(&rows.recommendation));
        let scope = among(recommendation::Column::Id, recommendations.clone());
        owned.extend(tables.add(rows.recommendation, scope).await?);
        let scope = among(recommendation_maker::Column::RecommendationId, recommendations);
        tables.add(rows.recommendation_maker, scope).await?;
        let scope = among(theme::Column::Id, ids(&rows.theme));
        tables.add(rows.theme, scope).await?;
        let scope = among(theme_assignment::Column::OpinionId, opinions.clone());
        owned.extend(tables.add(rows.theme_assignment, scope).await?);
        let mut scope = among(telling::Column::OpinionId, opinions);
        scope.extend(among(telling::Column::Id, ids(&rows.telling)));
        let tellings = tables.add(rows.telling, scope).await?;
        let scope = among(telling_maker::Column::TellingId, tellings.clone());
        tables.add(rows.telling_maker, scope).await?;
        let scope = among(follow_up::Column::TellingId, tellings);
        owned.extend(tables.add(rows.follow_up, scope).await?);
        owned.extend(mentions);
        // Another document's places in what this one now owns say nothing any more.
        let mut scope = among(source::Column::DocumentId, documents.clone());
        scope.extend(among(source::Column::NodeId, owned));
        tables.add(rows.source, scope).await?;
        tables.add_fresh(rows.fresh.source);
        tables.all.push(Box::new(Difference::told(Vec::new(), rows.decision, Vec::new())));
        tables.add(rows.withheld, among(withheld::Column::DocumentId, documents)).await?;
        Ok(tables)
    }

    /// What an edit changes: differences of the tables, in their order.
    pub(crate) fn edited(on: &'a DatabaseTransaction, all: Vec<Box<dyn Mend>>) -> Self {
        Self { on, all, kept: HashSet::new(), held: HashSet::new(), emptied: Vec::new() }
    }

    /// Compares one table, and returns the records whose rows are wanted there or were until now.
    async fn add<M>(&mut self, wanted: Vec<M>, scope: Vec<Condition>) -> Result<Vec<Uuid>, DbErr>
    where
        M: Recorded,
        M::Entity: EntityTrait<Model = M>,
        M: IntoActiveModel<<M::Entity as EntityTrait>::ActiveModel>,
        <M::Entity as EntityTrait>::ActiveModel:
            ActiveModelTrait<Entity = M::Entity> + ActiveModelBehavior + Send,
    {
        let mut records = ids(&wanted);
        let mut difference = Difference::find(self.on, wanted, scope).await?;
        difference.retain(|row| !self.keeps(row));
        records.extend(difference.gone());
        self.all.push(Box::new(difference));
        Ok(records)
    }

    /// Whether a row that nothing states stays. A document's place in a record never does.
    fn keeps<M>(&mut self, row: &M) -> bool
    where
        M: Recorded,
        M::Entity: EntityTrait<Model = M>,
    {
        let own = M::OWNER.as_str() == "id";
        if own && self.kept.contains(&row.owner()) {
            self.held.insert(row.owner());
        }
        self.held.contains(&row.owner()) && M::Entity::default().table_name() != "source"
    }

    /// Adds rows that cannot be there yet.
    fn add_fresh<M>(&mut self, rows: Vec<M>)
    where
        M: Recorded,
        M::Entity: EntityTrait<Model = M>,
        M: IntoActiveModel<<M::Entity as EntityTrait>::ActiveModel>,
        <M::Entity as EntityTrait>::ActiveModel:
            ActiveModelTrait<Entity = M::Entity> + ActiveModelBehavior + Send,
    {
        if !rows.is_empty() {
            self.all.push(Box::new(Difference::added(rows)));
        }
    }

    /// Writes what differs.
    pub(crate) async fn mend(&self) -> Result<(), Error> {
        Ok(mend(self.on, &self.all).await?)
    }

    /// What changes, row by row, in the tables that are asked for.
    pub(crate) fn changes(&self, wanted: impl Fn(&str) -> bool) -> Result<Vec<Changed>, Error> {
        let mut changed = Vec::new();
        for table in self.all.iter().filter(|table| wanted(table.table())) {
            changed.extend(history(table.as_ref(), 0..table.len())?);
        }
        Ok(changed)
    }

    /// The records that a table's changing rows name in a column, before and after.
    pub(crate) fn named(&self, table: &str, column: &str) -> BTreeSet<Uuid> {
        let of = self.all.iter().filter(|each| each.table() == table);
        of.flat_map(|each| each.named(column)).collect()
    }

    /// The hashes of documents whose bytes are not kept.
    pub(crate) fn emptied(&self) -> &[String] {
        &self.emptied
    }

    /// How many rows change.
    pub(crate) fn len(&self) -> usize {
        self.all.iter().map(|table| table.len()).sum()
    }

    /// Adds what changes to the history, after what its chain holds. A chunk at a time: a file of votes changes tens of thousands of
    /// rows, and its history is longer than they are.
    pub(crate) async fn record(&self, told: &Told<'_>, mut chain: Chain) -> Result<(), Error> {
        let mut rows = Vec::with_capacity(CHUNK);
        for table in &self.all {
            for from in (0..table.len()).step_by(CHUNK) {
                let changed = history(table.as_ref(), from..table.len().min(from + CHUNK))?;
                for change in changed {
                    rows.push(told.revision(change, &mut chain));
                }
                if rows.len() >= CHUNK {
                    let rest = rows.split_off(CHUNK);
                    ledger::write(self.on, &rows).await?;
                    rows = rest;
                }
            }
        }
        Ok(ledger::write(self.on, &rows).await?)
    }
}

/// What every change of one write has in common.
pub(crate) struct Told<'a> {
    pub(crate) reason: &'a str,
    pub(crate) actor: &'a str,
    pub(crate) at: chrono::DateTime<chrono::Utc>,
}

impl Told<'_> {
    fn revision(&self, change: Changed, chain: &mut Chain) -> revision::Model {
        let hash = chain.add(&Said {
            sequence: chain.next(),
            record_type: change.record_type,
            record_id: change.record_id,
            reason: self.reason,
            actor: self.actor,
            at: self.at,
            before: change.before.as_deref(),
            after: change.after.as_deref(),
        });
        revision::Model {
            sequence: chain.size,
            record_type: change.record_type.to_owned(),
            record_id: change.record_id,
            reason: self.reason.to_owned(),
            actor: self.actor.to_owned(),
            at: self.at,
            before: change.before,
            after: change.after,
            hash,
        }
    }
}

fn history(table: &dyn Mend, places: Range<usize>) -> Result<Vec<Changed>, DbErr> {
    table.history(places).map_err(|error| DbErr::Json(error.to_string()))
}

/// The records that rows belong to.
fn ids<M>(rows: &[M]) -> Vec<Uuid>
where
    M: Recorded,
    M::Entity: EntityTrait<Model = M>,
{
    rows.iter().map(Recorded::owner).collect()
}
