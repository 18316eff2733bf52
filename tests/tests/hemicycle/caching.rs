//! Answers to GET that a client keeps: entity tags, 304 without running, and for how long.

use std::{collections::HashMap, fs, thread, time::Duration};

use serde_json::json;
use tests::{Answer, Database, Exchange, Program, Server, block_on, on_both, sample};

const QUERY: &str = "query($n: Int) { opinions(first: $n) { nodes { title } } }";

fn get(server: &Server, variables: &str, tag: &str) -> Answer {
    Exchange::get(server, &[("query", QUERY), ("variables", variables)]).header("if-none-match", tag).send()
}

fn import(database: &Database, number: u32) {
    block_on(async {
        let store = database.store().await;
        store::import(&store, sample::opinion(number).into_bytes(), &sample::options(), "test")
            .await
            .unwrap();
    });
}

#[test]
fn a_client_that_has_the_answer_is_told_so_without_the_query_running() {
    on_both(|database| {
        import(database, 1);
        let server = Server::keeping(database, &[]);
        let first = get(&server, "{\"n\":1}", "");
        assert_eq!(first.status, 200);
        let tag = first.header("etag");
        assert!(tag.starts_with("W/\""), "{first:?}");
        // A query that ran would fail now.
        block_on(database.execute("ALTER TABLE opinion RENAME TO gone"));
        let again = get(&server, "{\"n\":1}", &format!("\"other\", {tag}"));
        assert_eq!((again.status, again.body.as_str(), again.header("etag")), (304, "", tag.clone()));
        assert_eq!(again.header("cache-control"), first.header("cache-control"));
        let ran = get(&server, "{\"n\":2}", &tag);
        assert_eq!((ran.code().as_str(), ran.header("etag").as_str()), ("INTERNAL", ""));
        assert_eq!(ran.header("cache-control"), "no-store", "an error is not kept");
        tag
    });
}

#[test]
fn the_tag_changes_with_the_data_the_query_the_variables_and_the_media_type() {
    on_both(|database| {
        import(database, 1);
        let server = Server::keeping(database, &[]);
        let tag = get(&server, "{\"n\":1}", "").header("etag");
        assert_eq!(get(&server, "{ \"n\" : 1 }", "").header("etag"), tag, "white space says nothing");
        assert_ne!(get(&server, "{\"n\":2}", "").header("etag"), tag);
        let legacy = Exchange::get(&server, &[("query", QUERY), ("variables", "{\"n\":1}")]);
        assert_ne!(legacy.header("accept", "application/json").send().header("etag"), tag);
        let other = Exchange::get(&server, &[("query", &format!("{QUERY} ")), ("variables", "{\"n\":1}")]);
        assert_ne!(other.send().header("etag"), tag);
        import(database, 2);
        // A client that has an answer may be told so for a moment more.
        let changed = (0..100).map(|_| {
            thread::sleep(Duration::from_millis(50));
            get(&server, "{\"n\":1}", &tag)
        });
        let changed = changed.into_iter().find(|answer| answer.status == 200).unwrap();
        assert_ne!(changed.header("etag"), tag);
    });
}

#[test]
fn what_no_cache_may_keep_has_no_tag() {
    let database = Database::sqlite();
    let server = Server::keeping(&database, &[]);
    let post = Exchange::query(&server, "{ __typename }").send();
    assert_eq!((post.header("etag").as_str(), post.header("cache-control").as_str()), ("", "no-store"));
    let own = Exchange::get(&server, &[("query", "{ rateLimit { remaining } }")])
        .header("if-none-match", "*")
        .send();
    assert_eq!((own.status, own.header("etag").as_str()), (200, ""));
    let wrong = Exchange::get(&server, &[("query", "{ nonsense }")]).header("if-none-match", "*").send();
    assert_eq!((wrong.status, wrong.header("etag").as_str()), (400, ""));
    let kept = Exchange::get(&server, &[("query", "{ __typename }")]).send();
    assert_eq!(kept.json(), json!({ "data": { "__typename": "Query" } }));
    assert_eq!(kept.header("cache-control"), "public, max-age=0, must-revalidate");
}

#[test]
fn a_tag_stands_for_one_body_while_another_process_imports() {
    on_both(|database| imported_meanwhile(database, true));
    on_both(|database| imported_meanwhile(database, false));
}

/// Asks while another process imports. What is kept may be half a second old then; what is not is never old.
fn imported_meanwhile(database: &Database, keeps: bool) -> usize {
    import(database, 1);
    let options: &[&str] = if keeps { &[] } else { &["--response-cache", "0"] };
    let server = Server::keeping(database, options);
    let folder = tempfile::tempdir().unwrap();
    let mut seen: HashMap<String, String> = HashMap::new();
    let mut ask = || {
        let answer = get(&server, "{\"n\":100}", "");
        assert_eq!(answer.status, 200, "{answer:?}");
        let tag = answer.header("etag");
        // Where the data changed under a query, its answer has no tag.
        if !tag.is_empty() {
            let known = seen.entry(tag).or_insert_with(|| answer.body.clone());
            assert_eq!(*known, answer.body, "one tag stands for two bodies");
        }
        answer.body
    };
    ask();
    for number in 2..6 {
        let file = folder.path().join("avis.txt");
        fs::write(&file, sample::opinion(number)).unwrap();
        let program = Program::new(database).args(&["import", "--territory", "99"]).arg(&file);
        let importing = thread::spawn(|| program.run());
        while !importing.is_finished() {
            ask();
        }
        assert_eq!(importing.join().unwrap().code, Some(0));
        let imported = format!("numéro {number} ");
        let looks = if keeps { 600 } else { 1 };
        let sees = (0..looks).any(|look| {
            thread::sleep(Duration::from_millis(if look == 0 { 0 } else { 50 }));
            ask().contains(&imported)
        });
        assert!(sees, "{imported:?} is not seen");
    }
    seen.len()
}
