//! The tables whose every change is a revision, and the record whose history each of their rows belongs to.

use std::marker::PhantomData;

use entities::{
    citation, decision, declaration, declaration_organisation, declaration_speaker, deliberation, document,
    follow_up, initiative, initiative_alias, initiative_body, membership, mention, mention_candidate,
    milestone, milestone_opinion, node, opinion, organisation, organisation_alias, organisation_identifier,
    paragraph, person, person_identifier, priority, problem, rapporteur, recommendation,
    recommendation_maker, redaction, report, revision, section, session, source, telling, telling_maker,
    territory, theme, theme_assignment, vote, vote_position, withheld,
};
use futures_util::future::BoxFuture;
use sea_orm::{
    ActiveModelBehavior, ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr,
    EntityName, EntityTrait, FromQueryResult, IdenStatic, Identity, IntoActiveModel, Iterable, ModelTrait,
    PrimaryKeyToColumn, QueryFilter, QueryResult, QueryTrait, RelationTrait,
};
use serde::{Serialize, de::DeserializeOwned};
use uuid::Uuid;

use crate::{
    Error, Unrestored,
    write::{Mend, OWN, Who, among, difference, left, mask_row, own, withheld},
};

/// A row whose every change is a revision.
pub(crate) trait Recorded:
    ModelTrait + FromQueryResult + PartialEq + Serialize + Send + Sync + 'static
where
    Self::Entity: EntityTrait<Model = Self>,
{
    /// The column that names the record.
    const OWNER: <Self::Entity as EntityTrait>::Column;

    /// The record.
    fn owner(&self) -> Uuid;
}

/// A table of such rows, whatever they are.
pub(crate) trait Table: Send + Sync {
    /// As revisions name it.
    fn name(&self) -> &'static str;

    /// The rows of the records whose ids come after one and up to another, each with its record and as a revision
    /// writes it; of a row that is none any more, what is wrong with it.
    fn rows<'a>(&'a self, on: &'a DatabaseTransaction, records: Records) -> Told<'a>;

    /// What revisions of this table change.
    fn difference(&self, revisions: &[revision::Model]) -> Result<Box<dyn Mend>, Unrestored>;

    /// What is new after all revisions of some records, of which these are the rows of this table: the rows that the last
    /// of them left.
    fn left(&self, revisions: &[revision::Model]) -> Result<Box<dyn Mend>, Unrestored>;

    /// The column that names the record.
    fn owner(&self) -> &'static str;

    /// The columns of the primary key, in their order.
    fn key(&self) -> Vec<&'static str>;

    /// The columns that refer to other records.
    fn references(&self) -> &[Reference];

    /// The rows that hold one of some ids in a column.
    fn having<'a>(&'a self, on: &'a DatabaseTransaction, column: &'a str, ids: &'a [Uuid]) -> Having<'a>;

    /// A row, as revisions write it, without a person's name; none where it does not have it.
    fn masked(&self, row: &str, who: &Who) -> Result<Option<String>, serde_json::Error>;

    /// A row as revisions write it; an error where it is none of this table.
    fn written(&self, row: Cells) -> Result<String, serde_json::Error>;
}

/// A row as JSON: its columns by their names.
pub type Cells = serde_json::Map<String, serde_json::Value>;

/// Rows that were read, as JSON.
pub(crate) type Having<'a> = BoxFuture<'a, Result<Vec<Cells>, DbErr>>;

/// A column that refers to another table's record by its id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reference {
    pub(crate) column: &'static str,
    /// The table of the record.
    pub(crate) to: String,
    /// Whether the row can do without.
    pub(crate) optional: bool,
}

/// Rows, each with its record.
pub(crate) type Told<'a> = BoxFuture<'a, Result<Vec<(Uuid, String)>, Error>>;

/// Records in the order of their ids.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Records {
    /// The id before the first; none where they begin with the first of all.
    pub(crate) after: Option<Uuid>,
    /// The last id; none where they end with the last of all.
    pub(crate) last: Option<Uuid>,
}

impl Records {
    /// The condition that a column with their ids meets.
    pub(crate) fn condition(self, column: impl ColumnTrait) -> sea_orm::Condition {
        let after = self.after.map(|id| column.gt(id));
        let last = self.last.map(|id| column.lte(id));
        sea_orm::Condition::all().add_option(after).add_option(last)
    }
}

struct Of<M> {
    references: Vec<Reference>,
    rows: PhantomData<fn() -> M>,
}

impl<M> Of<M>
where
    M: Recorded,
    M::Entity: EntityTrait<Model = M>,
{
    /// The table, with what its foreign keys refer to by an id.
    fn new() -> Self {
        let relations = <M::Entity as EntityTrait>::Relation::iter().map(|relation| relation.def());
        let one = relations.filter_map(|relation| {
            let Identity::Unary(from) = relation.from_col else { return None };
            let column = <M::Entity as EntityTrait>::Column::iter()
                .find(|column| column.as_str() == &*from.inner())?;
            let by_id = matches!(&relation.to_col, Identity::Unary(to) if &*to.inner() == "id");
            let to = relation.to_tbl.sea_orm_table().to_string();
            by_id.then(|| Reference { column: column.as_str(), to, optional: column.def().is_null() })
        });
        Self { references: one.collect(), rows: PhantomData }
    }
}

impl<M> Table for Of<M>
where
    M: Recorded + DeserializeOwned,
    M::Entity: EntityTrait<Model = M>,
    M: IntoActiveModel<<M::Entity as EntityTrait>::ActiveModel>,
    <M::Entity as EntityTrait>::ActiveModel:
        ActiveModelTrait<Entity = M::Entity> + ActiveModelBehavior + Send,
{
    fn name(&self) -> &'static str {
        M::Entity::default().table_name()
    }

    fn rows<'a>(&'a self, on: &'a DatabaseTransaction, records: Records) -> Told<'a> {
        Box::pin(async move {
            let select = M::Entity::find().filter(records.condition(M::OWNER));
            let rows = on.query_all_raw(select.build(on.get_database_backend())).await?;
            Ok(rows.iter().map(told::<M>).collect())
        })
    }

    fn difference(&self, revisions: &[revision::Model]) -> Result<Box<dyn Mend>, Unrestored> {
        difference::<M>(revisions)
    }

    fn owner(&self) -> &'static str {
        M::OWNER.as_str()
    }

    fn left(&self, revisions: &[revision::Model]) -> Result<Box<dyn Mend>, Unrestored> {
        left::<M>(revisions)
    }

    fn key(&self) -> Vec<&'static str> {
        <M::Entity as EntityTrait>::PrimaryKey::iter().map(|key| key.into_column().as_str()).collect()
    }

    fn references(&self) -> &[Reference] {
        &self.references
    }

    fn having<'a>(&'a self, on: &'a DatabaseTransaction, column: &'a str, ids: &'a [Uuid]) -> Having<'a> {
        Box::pin(async move {
            let column = <M::Entity as EntityTrait>::Column::iter().find(|known| known.as_str() == column);
            let Some(column) = column else { return Ok(Vec::new()) };
            let mut rows = Vec::new();
            for condition in among(column, ids.iter().copied()) {
                for row in M::Entity::find().filter(condition).all(on).await? {
                    rows.push(cells(&row)?);
                }
            }
            Ok(rows)
        })
    }

    fn masked(&self, row: &str, who: &Who) -> Result<Option<String>, serde_json::Error> {
        let mut read: M = serde_json::from_str(row)?;
        let mut changed = mask_row(&mut read, &who.mask);
        let name = M::Entity::default().table_name();
        if OWN.contains(&name) {
            let mut row = cells(&read).map_err(serde::ser::Error::custom)?;
            changed |= own(name, &mut row, who);
            changed |= name == "withheld" && withheld(&mut row, &tables(), who)?;
            read = serde_json::from_value(serde_json::Value::Object(row))?;
        }
        if changed { serde_json::to_string(&read).map(Some) } else { Ok(None) }
    }

    fn written(&self, row: Cells) -> Result<String, serde_json::Error> {
        let row: M = serde_json::from_value(serde_json::Value::Object(row))?;
        serde_json::to_string(&row)
    }
}

/// A row as JSON.
pub(crate) fn cells(row: &impl Serialize) -> Result<Cells, DbErr> {
    match serde_json::to_value(row) {
        Ok(serde_json::Value::Object(cells)) => Ok(cells),
        Ok(_) => Err(DbErr::Json("a row is no object".to_owned())),
        Err(error) => Err(DbErr::Json(error.to_string())),
    }
}

/// A row with its record. Another program may have written what this one cannot read.
fn told<M>(row: &QueryResult) -> (Uuid, String)
where
    M: Recorded,
    M::Entity: EntityTrait<Model = M>,
{
    let written = |row: M| serde_json::to_string(&row).map_err(|error| DbErr::Json(error.to_string()));
    let text = M::from_query_result(row, "").and_then(written);
    let owner = row.try_get_by(M::OWNER.as_str()).unwrap_or_default();
    (owner, text.unwrap_or_else(|error| format!("unreadable: {error}")))
}

macro_rules! recorded {
    ($($table:ident by $column:ident $field:ident),* $(,)?) => {
        $(impl Recorded for $table::Model {
            const OWNER: $table::Column = $table::Column::$column;

            fn owner(&self) -> Uuid {
                self.$field
            }
        })*

        /// Every table that is recorded, in the order in which a change tells of them: that of `write/tables.rs`.
        pub(crate) fn tables() -> Vec<Box<dyn Table>> {
            vec![$(Box::new(Of::<$table::Model>::new())),*]
        }
    };
}

recorded! {
    node by Id id,
    document by Id id,
    problem by DocumentId document_id,
    territory by Id id,
    organisation by Id id,
    organisation_alias by OrganisationId organisation_id,
    organisation_identifier by OrganisationId organisation_id,
    person by Id id,
    person_identifier by PersonId person_id,
    membership by Id id,
    session by Id id,
    report by Id id,
    priority by Id id,
    opinion by Id id,
    rapporteur by Id id,
    section by Id id,
    declaration by Id id,
    declaration_organisation by DeclarationId declaration_id,
    declaration_speaker by DeclarationId declaration_id,
    paragraph by Id id,
    vote by Id id,
    deliberation by VoteId vote_id,
    vote_position by Id id,
    citation by OpinionId opinion_id,
    initiative by Id id,
    initiative_alias by InitiativeId initiative_id,
    initiative_body by InitiativeId initiative_id,
    mention by Id id,
    mention_candidate by MentionId mention_id,
    milestone by Id id,
    milestone_opinion by MilestoneId milestone_id,
    recommendation by Id id,
    recommendation_maker by RecommendationId recommendation_id,
    theme by Id id,
    theme_assignment by Id id,
    telling by Id id,
    telling_maker by TellingId telling_id,
    follow_up by Id id,
    source by NodeId node_id,
    decision by RecordId record_id,
    withheld by DocumentId document_id,
    redaction by RecordId record_id,
}
