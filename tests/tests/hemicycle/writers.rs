//! Many who write at once: their revisions become visible in their order, and form one chain.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use sea_orm::{ConnectionTrait, Statement};
use tests::{Database, block_on, on_both, sample};

/// How many write at once, each with connections of its own, and how many documents each writes.
const WRITERS: u32 = 8;
const EACH: u32 = 6;

/// Reads what came after the last revision that was seen, again and again until all have written. A follower does the
/// same: one that saw a revision before one of a smaller number became visible would miss it for ever.
async fn follow(database: &Database, done: Arc<AtomicBool>) -> (i64, usize) {
    let on = database.connect().await;
    let (mut last, mut looks) = (0i64, 0);
    loop {
        let over = done.load(Ordering::Acquire);
        let sql = format!("SELECT sequence FROM revision WHERE sequence > {last} ORDER BY sequence");
        let statement = Statement::from_string(on.get_database_backend(), sql);
        let rows = on.query_all_raw(statement).await.unwrap();
        looks += usize::from(!rows.is_empty());
        for row in rows {
            let sequence: i64 = row.try_get("", "sequence").unwrap();
            assert_eq!(sequence, last + 1, "a revision became visible before one of a smaller number");
            last = sequence;
        }
        if over {
            return (last, looks);
        }
    }
}

#[test]
fn a_follower_sees_every_revision_in_its_order_however_many_write() {
    on_both(|database| {
        block_on(async {
            database.store().await;
            let done = Arc::new(AtomicBool::new(false));
            let writers = async {
                let writing = (0..WRITERS).map(async |writer| {
                    let store = database.store().await;
                    for number in 0..EACH {
                        sample::import(&store, sample::opinion(writer * EACH + number)).await;
                    }
                });
                futures_util::future::join_all(writing).await;
                done.store(true, Ordering::Release);
            };
            let ((), (last, looks)) = tokio::join!(writers, follow(database, Arc::clone(&done)));
            assert!(looks > EACH as usize, "{looks} looks saw something new: nothing was written meanwhile");
            let verified = database.store().await.verify(None, |_| {}).await.unwrap();
            assert_eq!((verified.findings, verified.head.size), (Vec::new(), last));
            // How often a document of another changes what one has written hangs on their order; the records do not.
            let mut rows = database.dump().await;
            rows.retain(|row| !tests::is_history(row));
            rows
        })
    });
}
