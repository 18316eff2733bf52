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

/// The tables but for their history after these documents were imported one after the other.
fn rows(database: &Database, documents: &[&String]) -> Vec<String> {
    block_on(async {
        let store = database.store().await;
        for text in documents {
            let bytes = text.as_bytes().to_vec();
            store::import(&store, bytes, &sample::options(), "test").await.unwrap();
        }
        let mut rows = database.dump().await;
        rows.retain(|row| !tests::is_history(row));
        rows
    })
}

#[test]
fn the_order_of_imports_does_not_matter() {
    let [one, two, three, four] = [1, 2, 3, 40].map(sample::opinion);
    let forth = rows(&Database::sqlite(), &[&one, &two, &three, &four]);
    assert!(
        forth == rows(&Database::sqlite(), &[&four, &three, &one, &two]),
        "the tables depend on the order of imports"
    );
    assert!(
        forth == rows(&Database::postgres(), &[&three, &four, &two, &one]),
        "the tables depend on the database"
    );
}

#[test]
fn two_documents_of_one_opinion_hold_the_same_in_either_order() {
    let draft = sample::opinion(5);
    let last = draft.find("\nDéclaration de Luc Tessel").unwrap();
    let shorter = draft[..=last].replace("les ponts", "les écluses").replace(" et Paul Vriès", "");
    let forth = rows(&Database::sqlite(), &[&draft, &shorter]);
    let back = rows(&Database::postgres(), &[&shorter, &draft]);
    // Ids that were once given stay known; nothing else tells which came first.
    let apart: Vec<_> =
        forth.iter().filter(|row| !row.starts_with("node: ") && !back.contains(row)).collect();
    assert!(apart.is_empty(), "{apart:?}");
    let apart: Vec<_> =
        back.iter().filter(|row| !row.starts_with("node: ") && !forth.contains(row)).collect();
    assert!(apart.is_empty(), "{apart:?}");
    let count = |table: &str| forth.iter().filter(|row| row.starts_with(table)).count();
    assert_eq!((count("document: "), count("opinion: ")), (2, 1));
    // What the opinion owns is of one document, and so are its sources.
    assert_ne!((count("rapporteur: "), count("declaration: ")), (2, 1));
}

#[test]
fn a_second_document_of_an_opinion_is_said_to_be_one() {
    let folder = tempfile::tempdir().unwrap();
    let [draft, last] = ["draft.txt", "last.txt"].map(|name| folder.path().join(name));
    fs::write(&draft, sample::opinion(5)).unwrap();
    fs::write(&last, sample::opinion(5).replace("les ponts", "les écluses")).unwrap();
    on_both(|database| {
        let import = |path| Program::new(database).args(&["import", "--territory", "99"]).arg(path).run();
        let first = import(&draft);
        assert!(!first.stderr.contains("SECOND_DOCUMENT"), "{first:?}");
        let second = import(&last);
        assert_eq!(second.code, Some(0), "{second:?}");
        assert!(second.stderr.contains("last.txt: warning SECOND_DOCUMENT: "), "{second:?}");
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
        let rows = block_on(async {
            database.store().await;
            database.dump().await
        });
        assert_eq!(rows, Vec::<String>::new());
    });
}
