//! An empty database of one kind or the other.

use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

use sea_orm::{ConnectionTrait, DatabaseConnection, EntityTrait, Iterable, PrimaryKeyToColumn, QueryOrder};
use store::{Clock, Store, entities};
use tempfile::TempDir;

use crate::cluster::Cluster;

static NEXT: AtomicU32 = AtomicU32::new(1);

/// A database that is gone when the test is.
pub struct Database {
    pub address: String,
    _folder: Option<TempDir>,
    _cluster: Option<Arc<Cluster>>,
}

impl Database {
    pub fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let address = format!("sqlite://{}/hemicycle.db", folder.path().display());
        Self { address, _folder: Some(folder), _cluster: None }
    }

    pub fn postgres() -> Self {
        let cluster = Cluster::shared();
        let address = cluster.create(&format!("test{}", NEXT.fetch_add(1, Ordering::Relaxed)));
        Self { address, _folder: None, _cluster: Some(cluster) }
    }

    /// A database of a cluster of the test's own.
    pub fn of(cluster: &Arc<Cluster>, name: &str) -> Self {
        Self { address: cluster.create(name), _folder: None, _cluster: Some(Arc::clone(cluster)) }
    }

    /// The same database by another address.
    #[must_use]
    pub fn by(&self, address: String) -> Self {
        Self { address, _folder: None, _cluster: self._cluster.clone() }
    }

    /// A store in this process, its tables made.
    pub async fn store(&self) -> Store {
        let store = Store::connect(&self.address, Clock::Fixed(crate::program::now())).await.unwrap();
        store.migrate().await.unwrap();
        store
    }

    /// A connection of the test's own.
    pub async fn connect(&self) -> DatabaseConnection {
        sea_orm::Database::connect(&self.address).await.unwrap()
    }

    /// Runs a statement of the test's own.
    pub async fn execute(&self, sql: &str) {
        self.connect().await.execute_unprepared(sql).await.unwrap();
    }

    /// Every row of every table as JSON, in the order of the keys.
    pub async fn dump(&self) -> Vec<String> {
        let on = &self.connect().await;
        let mut rows = Vec::new();
        table::<entities::node::Entity>(on, &mut rows).await;
        table::<entities::blob::Entity>(on, &mut rows).await;
        table::<entities::document::Entity>(on, &mut rows).await;
        table::<entities::problem::Entity>(on, &mut rows).await;
        table::<entities::territory::Entity>(on, &mut rows).await;
        table::<entities::organisation::Entity>(on, &mut rows).await;
        table::<entities::organisation_alias::Entity>(on, &mut rows).await;
        table::<entities::organisation_identifier::Entity>(on, &mut rows).await;
        table::<entities::person::Entity>(on, &mut rows).await;
        table::<entities::person_identifier::Entity>(on, &mut rows).await;
        table::<entities::membership::Entity>(on, &mut rows).await;
        table::<entities::session::Entity>(on, &mut rows).await;
        table::<entities::report::Entity>(on, &mut rows).await;
        table::<entities::priority::Entity>(on, &mut rows).await;
        table::<entities::opinion::Entity>(on, &mut rows).await;
        table::<entities::rapporteur::Entity>(on, &mut rows).await;
        table::<entities::section::Entity>(on, &mut rows).await;
        table::<entities::declaration::Entity>(on, &mut rows).await;
        table::<entities::declaration_organisation::Entity>(on, &mut rows).await;
        table::<entities::declaration_speaker::Entity>(on, &mut rows).await;
        table::<entities::paragraph::Entity>(on, &mut rows).await;
        table::<entities::vote::Entity>(on, &mut rows).await;
        table::<entities::deliberation::Entity>(on, &mut rows).await;
        table::<entities::vote_position::Entity>(on, &mut rows).await;
        table::<entities::citation::Entity>(on, &mut rows).await;
        table::<entities::initiative::Entity>(on, &mut rows).await;
        table::<entities::initiative_alias::Entity>(on, &mut rows).await;
        table::<entities::initiative_body::Entity>(on, &mut rows).await;
        table::<entities::mention::Entity>(on, &mut rows).await;
        table::<entities::mention_candidate::Entity>(on, &mut rows).await;
        table::<entities::milestone::Entity>(on, &mut rows).await;
        table::<entities::milestone_opinion::Entity>(on, &mut rows).await;
        table::<entities::recommendation::Entity>(on, &mut rows).await;
        table::<entities::recommendation_maker::Entity>(on, &mut rows).await;
        table::<entities::telling::Entity>(on, &mut rows).await;
        table::<entities::telling_maker::Entity>(on, &mut rows).await;
        table::<entities::follow_up::Entity>(on, &mut rows).await;
        table::<entities::theme::Entity>(on, &mut rows).await;
        table::<entities::theme_assignment::Entity>(on, &mut rows).await;
        table::<entities::source::Entity>(on, &mut rows).await;
        table::<entities::decision::Entity>(on, &mut rows).await;
        table::<entities::withheld::Entity>(on, &mut rows).await;
        table::<entities::redaction::Entity>(on, &mut rows).await;
        table::<entities::opinion_tally::Entity>(on, &mut rows).await;
        table::<entities::search_record::Entity>(on, &mut rows).await;
        table::<entities::search_stems::Entity>(on, &mut rows).await;
        table::<entities::search_word::Entity>(on, &mut rows).await;
        table::<entities::search_posting::Entity>(on, &mut rows).await;
        table::<entities::revision::Entity>(on, &mut rows).await;
        table::<entities::former_reference::Entity>(on, &mut rows).await;
        rows
    }
}

async fn table<E: EntityTrait>(on: &DatabaseConnection, rows: &mut Vec<String>)
where
    E::Model: serde::Serialize,
{
    let mut select = E::find();
    for key in E::PrimaryKey::iter() {
        select = select.order_by_asc(key.into_column());
    }
    let name = E::default().table_name().to_owned();
    let mut lines: Vec<String> =
        select.all(on).await.unwrap().iter().map(|row| format!("{name}: {}", json(row))).collect();
    // A collation orders texts: the comparison is of sets.
    lines.sort();
    rows.extend(lines);
}

fn json(row: &impl serde::Serialize) -> String {
    serde_json::to_string(row).unwrap()
}
