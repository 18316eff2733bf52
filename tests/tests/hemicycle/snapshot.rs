//! What is read for an export: one state of the data, the same rows whichever way they are read.

use futures_util::TryStreamExt;
use publish::{DATASETS, Dataset, Kind};
use store::{Clock, Field, FieldKind, Snapshot, Store};
use tests::{Database, block_on, on_both, sample, talk};

async fn rows(snapshot: &Snapshot, dataset: &Dataset) -> Vec<Vec<Field>> {
    // What no table holds is worked out from the others.
    let derived = ["not_exported", "configured", "month", "period_start", "period_end"];
    let columns = dataset.columns.iter().filter(|column| !derived.contains(&column.name));
    let columns: Vec<_> = columns.map(|column| (column.name, kind(column.kind))).collect();
    snapshot.rows(dataset.name, &columns, &[]).await.unwrap().try_collect().await.unwrap()
}

fn kind(kind: Kind) -> FieldKind {
    match kind {
        Kind::Text | Kind::Word(_) | Kind::PartialDate => FieldKind::Text,
        Kind::Integer => FieldKind::Integer,
        Kind::Boolean => FieldKind::Boolean,
        Kind::Date => FieldKind::Date,
        Kind::Moment => FieldKind::Moment,
        Kind::Id => FieldKind::Id,
        Kind::Ids => FieldKind::Ids,
        Kind::Texts => FieldKind::Texts,
    }
}

#[test]
fn a_snapshot_shows_one_state_whatever_is_written_meanwhile() {
    on_both(|database| {
        block_on(async {
            let store = database.store().await;
            let opinions = publish::dataset("opinions").unwrap();
            sample::import(&store, sample::opinion(1)).await;
            let before = store.snapshot().await.unwrap();
            sample::import(&store, sample::opinion(2)).await;
            let after = store.snapshot().await.unwrap();
            assert_eq!(after.version(), store.version().await.unwrap());
            assert_ne!(after.version(), before.version());
            assert_eq!((rows(&before, opinions).await.len(), rows(&after, opinions).await.len()), (1, 2));
            // Another statement of the same snapshot sees the same state.
            assert_eq!(rows(&before, opinions).await.len(), 1);
        });
    });
}

#[test]
fn a_file_s_rows_are_those_that_the_driver_reads() {
    let database = Database::sqlite();
    talk::import(&database, &talk::story().iter().collect::<Vec<_>>());
    block_on(async {
        // The driver reads "%63" as "c"; the direct connection finds no such file, and leaves the rows to it.
        let address = database.address.replace("hemicycle.db", "hemi%63ycle.db?mode=rw");
        let driven = Store::connect(&address, Clock::System).await.unwrap().snapshot().await.unwrap();
        let direct = database.store().await.snapshot().await.unwrap();
        assert_eq!(driven.version(), direct.version());
        let mut filled = 0;
        for dataset in DATASETS {
            let read = rows(&direct, dataset).await;
            assert_eq!(rows(&driven, dataset).await, read, "{}", dataset.name);
            filled += usize::from(!read.is_empty());
        }
        assert!(filled > DATASETS.len() / 2, "{filled} datasets have rows");
    });
}
