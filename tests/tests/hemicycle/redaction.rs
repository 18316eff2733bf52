//! A person's name that a law asks to take out: it is nowhere, and the history can be checked as before.

use std::{fs, path::Path, process::Command};

use sea_orm::{ConnectionTrait, DbBackend, Statement, TransactionTrait};
use serde_json::{Value, json};
use tests::{Database, Editor, Exchange, Program, Server, block_on, on_both, sample, verified};

/// The last of them in hexadecimal digits, as keys of orders have it.
const NAME: [&str; 3] = ["arnac", "zoé", "61726e6163"];

fn imported(database: &Database, number: u32) {
    block_on(async { sample::import(&database.store().await, sample::opinion(number)).await });
}

/// Where the name still stands in texts, or a piece of it where a context is cut.
fn left<'a>(texts: impl IntoIterator<Item = &'a String>) -> Vec<&'a String> {
    let has = |text: &&String| {
        let text = text.to_lowercase();
        let cut = ["arna\\\"", "\\\"rnac", "arna\"", "\"rnac", "zo\\\"", "\\\"oé"];
        NAME.iter().chain(&cut).any(|piece| text.contains(piece))
    };
    texts.into_iter().filter(has).collect()
}

/// Every file that an export of everything writes.
fn exported(database: &Database, folder: &Path) -> Vec<String> {
    let run =
        Program::new(database).args(&["export", "all", "--format", "ndjson", "--output"]).arg(folder).run();
    assert_eq!(run.code, Some(0), "{run:?}");
    let mut files = Vec::new();
    for place in [folder.to_owned(), folder.join("originals")] {
        for file in fs::read_dir(place).into_iter().flatten() {
            let path = file.unwrap().path();
            if path.is_file() {
                files.push(String::from_utf8_lossy(&fs::read(path).unwrap()).into_owned());
            }
        }
    }
    files
}

fn person(server: &Server, name: &str) -> String {
    let found = server.data(&format!("{{ person(by: {{ name: \"{name}\" }}) {{ id }} }}"));
    found["person"]["id"].as_str().unwrap_or_else(|| panic!("{found}")).to_owned()
}

#[test]
fn a_redacted_name_is_nowhere_and_the_ledger_verifies_as_before() {
    on_both(|database| {
        imported(database, 0);
        imported(database, 1);
        // Bytes that nobody understood have it too.
        block_on(async {
            let store = database.store().await;
            let bytes = "Note de Zoé Arnac, sans avis ni séance.".as_bytes().to_vec();
            store::import(&store, bytes, &sample::options(), "test").await.unwrap();
        });
        let server = Server::keeping(database, &[]);
        let editor = Editor::admin(database, &server);
        let id = person(&server, "Zoé Arnac");
        // A correction of the name is a place of it, too.
        editor
            .edit("updatePerson { userErrors { message } }", &json!({ "id": id, "familyName": "Arnac-Zoé" }));
        let head = server.data("{ ledger { head size } }")["ledger"].clone();
        let pinned = format!("{}:{}", head["size"], head["head"].as_str().unwrap());
        assert!(!left(&block_on(database.dump())).is_empty());

        let asked =
            "redactPerson { person { id name redacted memberships { totalCount } } userErrors { message } }";
        let done = editor.edit(asked, &json!({ "id": id, "reason": "demande du 3 mars" }));
        assert_eq!(done["person"]["name"], Value::Null);
        assert_eq!((&done["person"]["redacted"], &done["person"]["id"]), (&json!(true), &json!(id)));
        let dump = block_on(database.dump());
        assert_eq!(left(&dump), Vec::<&String>::new());
        verified(database, &["--head", &pinned]);

        // Exports, search and texts.
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(left(&exported(database, folder.path())), Vec::<&String>::new());
        let found = server.data(
            "{ search(query: \"Arnac\") { totalCount } persons(filter: { name: \"Arnac\" }) { totalCount } }",
        );
        assert_eq!(found["search"]["totalCount"], 0, "{found}");
        let texts = server.data("{ documents { nodes { redacted status text mentions { nodes { source { quote start end } } } } } }");
        assert_eq!(left(&[texts.to_string()]), Vec::<&String>::new());
        for document in texts["documents"]["nodes"].as_array().unwrap() {
            assert_eq!(document["redacted"], true, "{document}");
            let text: Vec<char> = document["text"].as_str().unwrap_or_default().chars().collect();
            for mention in document["mentions"]["nodes"].as_array().unwrap() {
                let at = |name: &str| usize::try_from(mention["source"][name].as_u64().unwrap()).unwrap();
                let quote: String = text[at("start")..at("end")].iter().collect();
                assert_eq!(mention["source"]["quote"], quote, "places have moved");
            }
        }
        let history = server.data(&format!(
            "{{ node(id: \"{id}\") {{ ... on Person {{ history(first: 100) {{ nodes {{ reason differences {{ \
                                            before after }} }} }} decisions {{ kind value }} }} }} }}"
        ));
        assert!(history.to_string().contains("demande du 3 mars"), "the gap is not marked: {history}");

        // The head that was pinned, by the fifteen lines of the documentation.
        let page =
            fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/ledger.md")).unwrap();
        let script = page.split("```python\n").nth(1).unwrap().split("```").next().unwrap();
        let stdin = fs::File::open(folder.path().join("revisions.ndjson")).unwrap();
        let run = Command::new("python3").args(["-c", script]).stdin(stdin).output().unwrap();
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));

        // The same documents come again, and one that was never there.
        for number in 0..3 {
            imported(database, number);
        }
        assert_eq!(
            left(&block_on(database.dump())),
            Vec::<&String>::new(),
            "an import brought the name back"
        );
        verified(database, &["--head", &pinned]);
        let told = server.data("{ declarations { nodes { speaker { id name redacted } } } }");
        assert!(
            told.to_string().contains(&format!("{{\"id\":\"{id}\",\"name\":null,\"redacted\":true}}")),
            "{told}"
        );
        let again = editor.refused("redactPerson { userErrors { code field } }", &json!({ "id": id }));
        assert_eq!(again, [("INVALID".to_owned(), "id".to_owned())]);
        let last = server.data(&format!("{{ node(id: \"{id}\") {{ ... on Person {{ lastRevision }} }} }}"));
        let undo = editor.refused(
            "undoRevision { userErrors { code field } }",
            &json!({ "sequence": last["node"]["lastRevision"] }),
        );
        assert_eq!(undo, [("NOT_UNDOABLE".to_owned(), "sequence".to_owned())]);

        // Another one of the same documents.
        let other = person(&server, "Luc Tessel");
        editor.edit(asked, &json!({ "id": other }));
        verified(database, &["--head", &pinned]);
        let dump = block_on(database.dump());
        assert!(
            !dump.iter().any(|row| row.contains("Tessel")),
            "{:?}",
            dump.iter().find(|row| row.contains("Tessel"))
        );
        assert!(dump.iter().any(|row| row.contains("Lormeau")), "others have lost their names");
        dump.into_iter().filter(|row| !row.contains("access_key")).count()
    });
}

#[test]
fn a_redaction_beside_a_reader_of_the_file_is_done_and_the_log_says_what_is_left() {
    let database = Database::sqlite();
    imported(&database, 0);
    let server = Server::keeping(&database, &[]);
    let editor = Editor::admin(&database, &server);
    let id = person(&server, "Zoé Arnac");
    let asked = "redactPerson { person { redacted } userErrors { message } }";
    let redact = |id: &str| editor.edit(asked, &json!({ "id": id }));
    let said = "what was redacted is still in the file";
    let (reader, begun) = block_on(async {
        let reader = database.connect().await;
        let begun = reader.begin().await.unwrap();
        begun
            .query_one_raw(Statement::from_string(DbBackend::Sqlite, "SELECT count(*) FROM opinion"))
            .await
            .unwrap();
        (reader, begun)
    });
    let redacted = redact(&id);
    block_on(async {
        begun.rollback().await.unwrap();
        reader.close().await.unwrap();
    });
    assert_eq!(redacted["person"]["redacted"], true);
    assert!(server.logs(said), "{}", server.log());
    // Whoever is redacted next takes the rest along.
    assert_eq!(redact(&person(&server, "Luc Tessel"))["person"]["redacted"], true);
    assert_eq!(server.log().matches(said).count(), 1, "{}", server.log());
}

#[test]
fn a_backup_with_a_gap_is_restored_and_other_changes_under_its_cover_are_found() {
    on_both(|database| {
        imported(database, 0);
        let server = Server::keeping(database, &[]);
        let editor = Editor::admin(database, &server);
        let id = person(&server, "Zoé Arnac");
        editor.edit("redactPerson { userErrors { message } }", &json!({ "id": id }));
        let folder = tempfile::tempdir().unwrap();
        exported(database, folder.path());
        let other = Database::sqlite();
        let run = Program::new(&other).args(&["import"]).arg(folder.path()).run();
        assert_eq!(run.code, Some(0), "{run:?}");
        let without = |rows: Vec<String>| {
            rows.into_iter().filter(|row| !row.starts_with("search_")).collect::<Vec<_>>()
        };
        assert_eq!(without(block_on(other.dump())), without(block_on(database.dump())));
        verified(&other, &[]);
        // Another change under cover of the redaction.
        let masked =
            "UPDATE revision SET reason = 'x' WHERE sequence IN (SELECT MIN(revision) FROM redaction)";
        block_on(database.execute(masked));
        let found = Program::new(database).args(&["verify"]).run();
        assert_eq!(found.code, Some(1), "{found:?}");
        drop(editor);
        let health = Exchange::path(&server, "/health/live").send();
        assert_eq!(health.status, 200);
    });
}
