//! Imports: once is as good as twice, and the order does not matter.

use std::fs;

use tests::{Database, Program, block_on, corpus, on_both, sample};

#[test]
fn a_second_import_changes_no_row_and_says_so() {
    let Some(document) = corpus("ceser-bfc-2020-10-06-avis-4-1.txt") else { return };
    on_both(|database| {
        let first = Program::new(database).arg("import").arg(&document).run();
        assert!(first.stdout.ends_with(" changes.\n"), "{first:?}");
        let before = block_on(database.dump());
        let second = Program::new(database).arg("import").arg(&document).run();
        assert_eq!(second.code, Some(0));
        assert!(second.stdout.ends_with("Nothing changed.\n"), "{second:?}");
        assert!(block_on(database.dump()) == before, "a row differs after the second import");
        before
    });
}

#[test]
fn the_order_of_imports_does_not_matter() {
    let rows = |database: &Database, order: &[u32]| {
        block_on(async {
            let store = database.store().await;
            for number in order {
                let bytes = sample::opinion(*number).into_bytes();
                store::import(&store, bytes, &sample::options(), "test", false).await.unwrap();
            }
            let mut rows = database.dump().await;
            rows.retain(|row| !row.starts_with("revision: "));
            rows
        })
    };
    let forth = rows(&Database::sqlite(), &[1, 2, 3, 40]);
    assert!(forth == rows(&Database::sqlite(), &[40, 3, 1, 2]), "the tables depend on the order of imports");
    assert!(forth == rows(&Database::postgres(), &[3, 40, 2, 1]), "the tables depend on the database");
}

#[test]
fn a_corrected_document_replaces_no_other_and_says_that_it_is_a_second_one() {
    on_both(|database| {
        block_on(async {
            let store = database.store().await;
            let text = sample::opinion(5);
            let other = text.replace("les ponts", "les écluses");
            for text in [text, other] {
                store::import(&store, text.into_bytes(), &sample::options(), "test", false).await.unwrap();
            }
            let rows = database.dump().await;
            let count = |table: &str| rows.iter().filter(|row| row.starts_with(table)).count();
            (count("document: "), count("opinion: "), count("priority: "), count("declaration: "))
        })
    });
}

#[test]
fn a_dry_run_says_what_it_would_read_and_stores_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("avis.txt");
    fs::write(&path, sample::opinion(1)).unwrap();
    on_both(|database| {
        let run = Program::new(database).args(&["import", "--dry-run", "--territory", "99"]).arg(&path).run();
        assert_eq!(run.code, Some(0), "{run:?}");
        assert!(run.stdout.contains("would read the opinion"), "{run:?}");
        assert_eq!(block_on(database.dump()), Vec::<String>::new());
    });
}
