//! Where records were read.

use std::collections::HashMap;

use entities::{
    deliberation, document, initiative_alias, mention_candidate, organisation_alias, organisation_identifier,
    person_identifier, problem, source,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::{Error, Store, past::Reach};

impl Store {
    /// The places where records were read, that of the deciding document first (one that states it, then the smallest
    /// session day and hash), `first` of each at most: one statement.
    ///
    /// # Errors
    /// [`Error::Unavailable`], [`Error::Database`], here and below.
    pub async fn sources(
        &self,
        nodes: &[Uuid],
        first: usize,
    ) -> Result<HashMap<Uuid, Vec<source::Model>>, Error> {
        self.bring("source", "node_id", nodes).await?;
        self.reach(&[Reach { from: ("source", "document_id"), to: ("document", "id") }]).await?;
        let rows = source::Entity::find()
            .inner_join(document::Entity)
            .filter(source::Column::NodeId.is_in(nodes.iter().copied()))
            .order_by_asc(source::Column::Cited)
            .order_by_asc(document::Column::OldestFirst)
            .order_by_asc(source::Column::DocumentId)
            .all(&self.line())
            .await?;
        let mut sources: HashMap<Uuid, Vec<source::Model>> = HashMap::new();
        for row in rows {
            let list = sources.entry(row.node_id).or_default();
            if list.len() < first {
                list.push(row);
            }
        }
        Ok(sources)
    }

    /// The plain texts of documents: one statement.
    pub async fn texts(&self, documents: &[Uuid]) -> Result<HashMap<Uuid, String>, Error> {
        if let Some(past) = &self.past {
            return past.texts(documents).await;
        }
        let rows: Vec<(Uuid, Option<String>)> = document::Entity::find()
            .select_only()
            .column(document::Column::Id)
            .column(document::Column::Text)
            .filter(document::Column::Id.is_in(documents.iter().copied()))
            .into_tuple()
            .all(&self.line())
            .await?;
        Ok(rows.into_iter().filter_map(|(id, text)| Some((id, text?))).collect())
    }

    /// What was not understood in documents: one statement.
    pub async fn problems(&self, documents: &[Uuid]) -> Result<HashMap<Uuid, Vec<problem::Model>>, Error> {
        self.bring("problem", "document_id", documents).await?;
        let rows = problem::Entity::find()
            .filter(problem::Column::DocumentId.is_in(documents.iter().copied()))
            .order_by_asc(problem::Column::Rank)
            .all(&self.line())
            .await?;
        Ok(grouped(rows, |row| row.document_id))
    }

    /// The other names of organisations: one statement.
    pub async fn aliases(
        &self,
        organisations: &[Uuid],
    ) -> Result<HashMap<Uuid, Vec<organisation_alias::Model>>, Error> {
        self.bring("organisation_alias", "organisation_id", organisations).await?;
        let rows = organisation_alias::Entity::find()
            .filter(organisation_alias::Column::OrganisationId.is_in(organisations.iter().copied()))
            .order_by_asc(organisation_alias::Column::Rank)
            .all(&self.line())
            .await?;
        Ok(grouped(rows, |row| row.organisation_id))
    }

    /// The identifiers of organisations: one statement.
    pub async fn identifiers(
        &self,
        organisations: &[Uuid],
    ) -> Result<HashMap<Uuid, Vec<organisation_identifier::Model>>, Error> {
        self.bring("organisation_identifier", "organisation_id", organisations).await?;
        let mut rows = organisation_identifier::Entity::find()
            .filter(organisation_identifier::Column::OrganisationId.is_in(organisations.iter().copied()))
            .all(&self.line())
            .await?;
        rows.sort_by(|one, other| (&one.scheme, &one.value).cmp(&(&other.scheme, &other.value)));
        Ok(grouped(rows, |row| row.organisation_id))
    }

    /// The identifiers of persons: one statement.
    pub async fn person_identifiers(
        &self,
        persons: &[Uuid],
    ) -> Result<HashMap<Uuid, Vec<person_identifier::Model>>, Error> {
        self.bring("person_identifier", "person_id", persons).await?;
        let mut rows = person_identifier::Entity::find()
            .filter(person_identifier::Column::PersonId.is_in(persons.iter().copied()))
            .all(&self.line())
            .await?;
        rows.sort_by(|one, other| (&one.scheme, &one.value).cmp(&(&other.scheme, &other.value)));
        Ok(grouped(rows, |row| row.person_id))
    }

    /// What SCDL says of deliberations beside their votes: one statement.
    pub async fn deliberations(&self, votes: &[Uuid]) -> Result<HashMap<Uuid, deliberation::Model>, Error> {
        self.bring("deliberation", "vote_id", votes).await?;
        let rows = deliberation::Entity::find()
            .filter(deliberation::Column::VoteId.is_in(votes.iter().copied()))
            .all(&self.line())
            .await?;
        Ok(rows.into_iter().map(|row| (row.vote_id, row)).collect())
    }

    /// The other names of initiatives: one statement.
    pub async fn initiative_aliases(
        &self,
        initiatives: &[Uuid],
    ) -> Result<HashMap<Uuid, Vec<initiative_alias::Model>>, Error> {
        self.bring("initiative_alias", "initiative_id", initiatives).await?;
        let rows = initiative_alias::Entity::find()
            .filter(initiative_alias::Column::InitiativeId.is_in(initiatives.iter().copied()))
            .order_by_asc(initiative_alias::Column::Rank)
            .all(&self.line())
            .await?;
        Ok(grouped(rows, |row| row.initiative_id))
    }

    /// What mentions may name, where that cannot be told: one statement.
    pub async fn candidates(
        &self,
        mentions: &[Uuid],
    ) -> Result<HashMap<Uuid, Vec<mention_candidate::Model>>, Error> {
        self.bring("mention_candidate", "mention_id", mentions).await?;
        let rows = mention_candidate::Entity::find()
            .filter(mention_candidate::Column::MentionId.is_in(mentions.iter().copied()))
            .order_by_asc(mention_candidate::Column::Rank)
            .all(&self.line())
            .await?;
        Ok(grouped(rows, |row| row.mention_id))
    }

    /// The types of records: one statement. A merged record's id answers for the one that it went into.
    pub async fn nodes(&self, ids: &[Uuid]) -> Result<HashMap<Uuid, (String, Uuid)>, Error> {
        use entities::node;
        self.bring("node", "id", ids).await?;
        let rows = node::Entity::find()
            .filter(node::Column::Id.is_in(ids.iter().copied()))
            .all(&self.line())
            .await?;
        Ok(rows.into_iter().map(|row| (row.id, (row.r#type, row.merged_into.unwrap_or(row.id)))).collect())
    }
}

fn grouped<R>(rows: Vec<R>, owner: impl Fn(&R) -> Uuid) -> HashMap<Uuid, Vec<R>> {
    let mut groups: HashMap<Uuid, Vec<R>> = HashMap::new();
    for row in rows {
        groups.entry(owner(&row)).or_default().push(row);
    }
    groups
}
