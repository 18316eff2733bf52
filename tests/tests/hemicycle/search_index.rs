//! Search: its index follows the records, and is made anew by another version.

use tests::{Database, Program, Server, block_on, on_both, sample};

#[test]
fn what_is_removed_or_changed_is_found_no_more() {
    let whole = sample::opinion(5);
    let cut = whole.find("\nDéclaration de Luc Tessel").unwrap();
    let shorter = whole[..=cut].replace("les ponts", "les écluses").replace("approuve", "regrette");
    on_both(|database| {
        // A store lives as long as the runtime that it was made in.
        let import = |text: &String| {
            block_on(async { sample::import(&database.store().await, text.clone()).await });
        };
        block_on(database.store());
        let server = Server::start(database);
        let count = |query: &str| {
            let data = server.data(&format!("{{ search(query: {query:?}) {{ totalCount }} }}"));
            data["search"]["totalCount"].as_u64().unwrap()
        };
        let counts = || ["ponts", "écluse", "approuve", "regretter", "abstiendrons"].map(count);
        // The report's priorities stand in the report, and in the opinion's summary of it.
        let of_whole = [2, 0, 1, 0, 1];
        let of_shorter = [0, 2, 0, 1, 0];
        // Of the two the smaller hash decides, whichever comes first.
        import(&whole);
        let before = counts();
        assert_eq!(before, of_whole);
        import(&shorter);
        let after = counts();
        assert!(after == of_whole || after == of_shorter, "{after:?}");
        let other = Database::sqlite();
        let backwards = block_on(async {
            let store = other.store().await;
            sample::import(&store, shorter.clone()).await;
            sample::import(&store, whole.clone()).await;
            other.dump().await
        });
        let searched =
            |rows: Vec<String>| rows.into_iter().filter(|row| row.starts_with("search_")).collect();
        let forwards: Vec<String> = searched(block_on(database.dump()));
        assert!(forwards == searched(backwards), "the index depends on what came first");
        after
    });
}

#[test]
fn an_index_of_another_analyser_is_made_anew_at_the_start_and_is_the_same() {
    on_both(|database| {
        let before = block_on(async {
            let store = database.store().await;
            for number in 0..70 {
                sample::import(&store, sample::opinion(number)).await;
            }
            let before = database.dump().await;
            database.execute("DELETE FROM search_posting").await;
            database.execute("UPDATE search_word SET records = 1").await;
            database.execute("UPDATE search_index SET analyser = '0'").await;
            let text = sample::opinion(71).into_bytes();
            let refused = store::import(&store, text, &sample::options(), "test").await;
            assert!(matches!(refused, Err(store::Error::Analyser { .. })), "{refused:?}");
            assert!(matches!(store.check().await, Err(store::Error::Analyser { .. })));
            before
        });
        let run = Program::new(database).arg("migrate").run();
        assert_eq!(
            run.stdout, "The database is of this version now: the search index was made anew.\n",
            "{run:?}"
        );
        let own = |rows: Vec<String>| -> Vec<String> {
            rows.into_iter().filter(|row| !row.starts_with("blob: ")).collect()
        };
        assert!(own(before) == own(block_on(database.dump())), "the new index differs from the old one");
    });
}
