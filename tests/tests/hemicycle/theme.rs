//! Themes: by the bundled mapping or one's own, with the rule and the place that each rests on.

use std::fs;

use serde_json::{Value, json};
use tests::{Program, Server, on_both, sample};

const HEADING: &str = "theme\tscheme\tkind\tvalue\tat least\tnote";

const ASKED: &str = "{ opinions { nodes { title themes { theme { name slug scheme basis opinions { totalCount } } \
                     rule { kind values atLeast } basis source { quote } opinion { title } } } } \
                     themes { totalCount nodes { name } } theme(by: { slug: \"Filière\" }) { name } }";

fn import(database: &tests::Database, document: &str, themes: Option<&str>) -> tests::Output {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("avis.txt");
    fs::write(&path, document).unwrap();
    let mut program = Program::new(database).arg("import").arg(&path).args(&["--territory", "99"]);
    if let Some(themes) = themes {
        let path = folder.path().join("themes.tsv");
        fs::write(&path, themes).unwrap();
        program = program.arg("--themes").arg(path);
    }
    program.run()
}

fn names(answer: &Value) -> Vec<&str> {
    let themes = answer["opinions"]["nodes"][0]["themes"].as_array().unwrap();
    themes.iter().map(|theme| theme["theme"]["name"].as_str().unwrap()).collect()
}

#[test]
fn an_opinion_carries_themes_that_name_their_rule_and_quote_their_place() {
    on_both(|database| {
        let text = sample::opinion_about(3, "La filière bois", "Les exportations de bois reculent.");
        assert_eq!(import(database, &text, None).code, Some(0));
        let server = Server::start(database);
        let data = server.data(ASKED);
        assert_eq!(names(&data), ["Commerce extérieur", "Filière"]);
        let [trade, sector] = &data["opinions"]["nodes"][0]["themes"].as_array().unwrap()[..] else {
            unreachable!("two themes were named")
        };
        assert_eq!(trade["rule"]["kind"], "TERM");
        assert_eq!(trade["source"], json!({ "quote": "exportations" }));
        assert_eq!(trade["basis"], "INFERRED");
        assert_eq!(sector["rule"], json!({ "kind": "TITLE", "values": ["filière"], "atLeast": 1 }));
        assert_eq!(sector["theme"]["scheme"], "DECIDATA");
        assert_eq!(sector["theme"]["opinions"], json!({ "totalCount": 1 }));
        assert_eq!(data["theme"], json!({ "name": "Filière" }));
        data
    });
}

#[test]
fn an_edited_mapping_changes_what_differs_and_nothing_else_when_a_document_is_imported_again() {
    on_both(|database| {
        let text = sample::opinion_about(3, "La filière bois", "Les exportations de bois reculent.");
        assert_eq!(import(database, &text, None).code, Some(0));
        let own =
            format!("{HEADING}\nForêt\t\tTERM\tbois\t1\tours\nFilière\tDECIDATA\tTITLE\tfilière\t1\t\n");
        let again = import(database, &text, Some(&own));
        assert_eq!(again.code, Some(0), "{again:?}");
        let server = Server::start(database);
        let data = server.data(ASKED);
        assert_eq!(names(&data), ["Forêt", "Filière"]);
        assert_eq!(data["opinions"]["nodes"][0]["themes"][0]["theme"]["scheme"], Value::Null);
        let third = import(database, &text, Some(&own));
        assert!(third.stdout.contains("changed"), "{third:?}");
        assert_eq!(server.data(ASKED), data);
        data
    });
}

#[test]
fn the_mapping_that_the_program_prints_is_one_that_it_reads() {
    let printed = Program::bare().arg("themes").run();
    assert!(printed.stdout.starts_with(HEADING), "{printed:?}");
    on_both(|database| {
        let text = sample::opinion_about(3, "La filière bois", "Rien.");
        let imported = import(database, &text, Some(&printed.stdout));
        assert_eq!(imported.code, Some(0), "{imported:?}");
    });
}

#[test]
fn a_mapping_that_does_not_read_stops_the_import_before_anything_is_stored() {
    on_both(|database| {
        let text = sample::opinion(3);
        let refused = import(database, &text, Some(&format!("{HEADING}\nBois\t\tWORD\tbois\t1\t\n")));
        assert_eq!(refused.code, Some(1));
        assert!(refused.stderr.contains("line 2: read \"WORD\", expected TITLE, TERM"), "{refused:?}");
        let server = Server::start(database);
        server.data("{ documents { totalCount } }")
    });
}
