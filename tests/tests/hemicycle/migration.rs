//! Migrations go up and down, and up again.

use store::Migrated;
use tests::{Program, block_on, on_both};

#[test]
fn migrations_walk_up_and_down_on_both_databases() {
    on_both(|database| {
        block_on(async {
            let store = database.store().await;
            assert_eq!(store.migrate().await.unwrap(), Migrated::default());
            store.check().await.unwrap();
            store.unmigrate().await.unwrap();
            assert!(matches!(store.check().await, Err(store::Error::Older { missing: 2 })));
            assert_eq!(store.migrate().await.unwrap(), Migrated { migrations: 2, indexed: true });
            assert_eq!(database.dump().await, Vec::<String>::new());
        });
        let run = Program::new(database).arg("migrate").run();
        assert_eq!(
            (run.code, run.stdout.as_str()),
            (Some(0), "The database is of this version: nothing to do.\n")
        );
    });
}

#[test]
fn a_database_of_a_newer_version_is_refused_with_the_reason() {
    on_both(|database| {
        block_on(async {
            database.store().await;
            database
                .execute("INSERT INTO seaql_migrations (version, applied_at) VALUES ('m99991231_future', 0)")
                .await;
        });
        let run = Program::new(database).args(&["serve", "--listen", "127.0.0.1:0"]).run();
        assert_eq!(run.code, Some(1));
        assert!(run.stderr.contains("m99991231_future") && run.stderr.contains("newer hemicycle"), "{run:?}");
    });
}

#[test]
fn the_tables_refuse_words_that_are_no_part_of_the_vocabulary() {
    on_both(|database| {
        block_on(async {
            use sea_orm::ConnectionTrait;
            database.store().await;
            let on = database.connect().await;
            let node = "INSERT INTO node (id, type, natural_key) VALUES";
            let id = match on.get_database_backend() {
                sea_orm::DbBackend::Postgres => "'00000000-0000-0000-0000-000000000001'",
                _ => "x'00000000000000000000000000000001'",
            };
            assert!(on.execute_unprepared(&format!("{node} ({id}, 'Sandwich', 'a')")).await.is_err());
            assert!(on.execute_unprepared(&format!("{node} ({id}, 'Territory', 'a')")).await.is_ok());
            let territory = "INSERT INTO territory (id, level, code, name_key, basis) VALUES";
            assert!(
                on.execute_unprepared(&format!("{territory} ({id}, 'REGION', '27', '1', 'RUMOUR')"))
                    .await
                    .is_err()
            );
            assert!(
                on.execute_unprepared(&format!("{territory} ({id}, 'REGION', '27', '1', 'TEXT')"))
                    .await
                    .is_ok()
            );
        });
    });
}
