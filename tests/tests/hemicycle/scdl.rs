//! SCDL Délibérations in CSV.

use std::{fs, path::Path};

use serde_json::{Value, json};
use tests::{
    Database, Exchange, Output, Program, Python, Server, assert_whole, block_on, corpus, on_both,
    rolls::{HEADER, SECOND, WHOLE},
    said, sample,
};

fn import(database: &Database, text: &str) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("deliberations.csv");
    fs::write(&path, text).unwrap();
    Program::new(database).args(&["import", "--territory", "COMMUNE:99001"]).arg(&path).run()
}

const VOTES: &str = "{ votes(orderBy: { field: HELD_ON, direction: ASC }) { nodes { subject identifier heldOn outcome \
    majority formula inconsistent counts { for against abstentions cast eligible absent } \
    deliberation { siret matterCode matterName budgetYear budgetName prefecture receivedOn url } \
    session { kind assembly { name identifiers { scheme value } territory { level code } } } source { quote } } } }";

#[test]
fn rows_come_in_as_votes_with_all_that_they_say() {
    on_both(|database| {
        let run = import(database, &format!("\u{feff}{HEADER}\r\n{WHOLE}\r\n{SECOND}\r\n"));
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{run:?}");
        let server = Server::start(database);
        insta::assert_json_snapshot!("deliberations", server.data(VOTES)["votes"]["nodes"]);
        assert_whole(&block_on(database.dump()));
    });
}

#[test]
fn homonyms_of_two_files_have_the_same_ids_in_either_order() {
    let [one, two] = [WHOLE, SECOND].map(|row| format!("{HEADER}\n{row}\n"));
    let rows = |database: &Database, files: [&str; 2]| {
        for file in files {
            assert_eq!(import(database, file).code, Some(0));
        }
        let mut rows = block_on(database.dump());
        rows.retain(|row| !tests::is_history(row));
        rows
    };
    let forth = rows(&Database::sqlite(), [&one, &two]);
    assert_eq!(forth.iter().filter(|row| row.starts_with("vote: ")).count(), 2);
    assert!(forth == rows(&Database::postgres(), [&two, &one]), "the order of files matters");
}

/// A row that breaks one rule of the schema; the code it is told by, and the column its cell begins at.
const BROKEN: [(&str, &str, &str, &str); 17] = [
    ("COLL_SIRET", "21860194600014", "INVALID_SIRET", "check figure"),
    ("COLL_SIRET", "", "MISSING_VALUE", "COLL_SIRET is empty"),
    ("DELIB_MATIERE_CODE", "7,1", "INVALID_MATTER", "7.10"),
    ("DELIB_MATIERE_NOM", "finances locales", "INVALID_MATTER", "no oblique"),
    ("DELIB_MATIERE_NOM", "finances locales / divers", "INVALID_MATTER", "a blank"),
    ("DELIB_MATIERE_NOM", "argent/divers", "INVALID_MATTER", "nomenclature"),
    ("BUDGET_ANNEE", "2025/2024", "INVALID_BUDGET_YEAR", "2017/2018"),
    ("BUDGET_NOM", "", "INCOMPLETE_BUDGET", "both, or neither"),
    ("PREF_DATE", "2024-03-06", "EARLY_PREF_DATE", "before the DELIB_DATE"),
    ("PREF_DATE", "9 mars", "INVALID_DATE", "AAAA-MM-JJ"),
    ("VOTE_EFFECTIF", "39", "INCONSISTENT_VOTE", "more than VOTE_EFFECTIF"),
    ("VOTE_POUR", "41", "INCONSISTENT_VOTE", "more than VOTE_REEL"),
    ("VOTE_ABSTENTION", "6", "INCONSISTENT_VOTE", "make 41"),
    ("VOTE_CONTRE", "", "INCOMPLETE_VOTE", "all five, or none"),
    ("VOTE_CONTRE", "dix", "INVALID_FIGURE", "no whole number"),
    ("DELIB_URL", "rive.example", "INVALID_URL", "no address"),
    ("DELIB_DATE", "07/03/2024", "ROW_LEFT_OUT", "a day and a subject"),
];

/// The whole row with another cell in a column, and where that cell begins.
fn with(column: &str, cell: &str) -> (String, usize) {
    let place = HEADER.split(';').position(|name| name == column).unwrap();
    let mut cells: Vec<&str> = WHOLE.split(';').collect();
    cells[place] = cell;
    let begins = cells[..place].iter().map(|cell| cell.chars().count() + 1).sum::<usize>() + 1;
    (cells.join(";"), begins)
}

#[test]
fn whatever_breaks_the_schema_is_told_with_its_line_its_column_and_the_reason() {
    let rows: Vec<_> = BROKEN.iter().map(|(column, cell, ..)| with(column, cell)).collect();
    let text = rows.iter().fold(format!("{HEADER}\n{WHOLE}\n"), |text, (row, _)| text + row + "\n");
    on_both(|database| {
        let run = import(database, &text);
        assert_eq!(run.code, Some(0), "{run:?}");
        for ((column, _, code, why), ((_, begins), line)) in BROKEN.iter().zip(rows.iter().zip(3..)) {
            // A row that is left out is told as a whole.
            let begins = match *code {
                "ROW_LEFT_OUT" => 1,
                // Of two cells that contradict each other, the one that the sum or the limit is of.
                "INCONSISTENT_VOTE" if *column != "VOTE_POUR" => with("VOTE_REEL", "").1,
                _ => *begins,
            };
            let place = format!(":{line}:{begins}: warning {code}: ");
            let told = run.stderr.lines().find(|told| told.contains(&place));
            let told = told.unwrap_or_else(|| panic!("{column}: no {place}: {}", run.stderr));
            assert!(told.contains(why), "{told}");
        }
        let server = Server::start(database);
        let counted = server.data(
            "{ all: votes { totalCount } bad: votes(filter: { inconsistent: true }) { totalCount nodes { counts { for \
             cast eligible abstentions } } } }",
        );
        // All but the one without a day, which came in with one more; contradicting figures are kept as printed.
        assert_eq!(counted["all"]["totalCount"], json!(BROKEN.len()));
        assert_eq!(counted["bad"]["totalCount"], json!(3));
        counted
    });
}

#[test]
fn a_table_without_a_column_that_must_be_filled_is_refused() {
    on_both(|database| {
        let run = import(database, &format!("{}\n", HEADER.replace(";DELIB_OBJET", "")));
        assert_eq!(run.code, Some(1), "{run:?}");
        assert!(
            run.stderr.contains(":1:1: error MISSING_COLUMN: The first line lacks DELIB_OBJET."),
            "{run:?}"
        );
    });
}

#[test]
fn commas_quotes_and_line_ends_within_cells_are_read() {
    let text = HEADER.replace(';', ",")
        + "\r\nRive,21860194600013,\"D,3\",2024-03-07,7.1,finances locales/divers,\"Voirie\r\n\"\"Haute\"\"\",,,,,,,,,,\r\n";
    on_both(|database| {
        assert_eq!(import(database, &text).code, Some(0));
        let votes = Server::start(database).data("{ votes { nodes { subject identifier counts { for } } } }");
        let expected = json!([{ "subject": "Voirie\r\n\"Haute\"", "identifier": "D,3", "counts": null }]);
        assert_eq!(votes["votes"]["nodes"], expected);
    });
}

#[test]
fn a_table_in_another_encoding_is_read_and_told() {
    on_both(|database| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("latin.csv");
        let text = format!("{HEADER}\n{}\n", SECOND.replace("Budget", "Subvention à l'école"));
        let latin: Vec<u8> = text.chars().map(|char| u8::try_from(u32::from(char)).unwrap()).collect();
        fs::write(&path, latin).unwrap();
        let run = Program::new(database).args(&["import", "--territory", "COMMUNE:99001"]).arg(&path).run();
        assert!(run.stderr.contains("warning NOT_UTF8"), "{run:?}");
        let votes = Server::start(database).data("{ votes { nodes { subject } } }");
        assert_eq!(votes["votes"]["nodes"][0]["subject"], "Subvention à l'école");
    });
}

/// What a server's file holds.
fn exported(server: &Server, file: &str) -> String {
    let answer = Exchange::path(server, &format!("/export/{file}")).send();
    assert_eq!(answer.status, 200, "{answer:?}");
    answer.body
}

#[test]
fn only_deliberations_that_keep_the_schema_go_out_and_the_others_say_why_not() {
    on_both(|database| {
        // No SIRET; a sum that is wrong; one that keeps the schema.
        let rows = [
            WHOLE.to_owned(),
            WHOLE.replace("D-1", "D-3").replace("21860194600013", ""),
            WHOLE.replace("D-1", "D-4").replace("40;25;10;5", "40;25;10;4"),
            SECOND.replace("Finances locales", "finances locales"),
        ];
        let run = import(database, &format!("{HEADER}\n{}\n", rows.join("\n")));
        assert_eq!(run.code, Some(0), "{run:?}");
        block_on(async { sample::import(&database.store().await, sample::opinion(5)).await });
        let server = Server::start(database);
        let strict = exported(&server, "scdl-deliberations.csv");
        let mut lines: Vec<&str> = strict.lines().collect();
        assert_eq!(lines.remove(0), HEADER.replace(';', ","));
        lines.sort_unstable();
        let ids: Vec<&str> = lines.iter().map(|line| line.split(',').nth(2).unwrap()).collect();
        assert_eq!(ids, ["D-1", "D-2"]);

        let extended = exported(&server, "scdl-extended.ndjson");
        let rows: Vec<Value> = extended.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(rows.len(), 5);
        let find = |id: Value| rows.iter().find(|row| row["DELIB_ID"] == id).unwrap();
        assert_eq!(find(json!("D-1"))["not_exported"], json!([]));
        assert_eq!(find(json!("D-3"))["not_exported"], json!(["COLL_SIRET is empty, and must be filled."]));
        assert!(
            find(json!("D-4"))["not_exported"][0].as_str().unwrap().contains("make 39, and VOTE_REEL is 40")
        );
        let opinion = find(Value::Null);
        assert_eq!(opinion["rapporteurs"], json!(["Anne Lormeau", "Paul Vriès"]));
        assert_eq!((&opinion["VOTE_POUR"], &opinion["outcome"]), (&json!(45), &json!("ADOPTED")));
        assert!(opinion["not_exported"].as_array().unwrap().len() >= 3, "{opinion}");
        (strict, extended)
    });
}

#[test]
fn what_went_out_comes_in_again_and_goes_out_the_same() {
    let text = format!("{HEADER}\n{WHOLE}\n{}\n", SECOND.replace("Finances locales", "finances locales"));
    on_both(|database| {
        assert_eq!(import(database, &text).code, Some(0));
        let first = exported(&Server::start(database), "scdl-deliberations.csv");
        let other = Database::sqlite();
        assert_eq!(import(&other, &first).code, Some(0));
        assert_eq!(exported(&Server::start(&other), "scdl-deliberations.csv"), first);
        first
    });
}

/// What Validata says of a file: the schema, and its eleven checks.
fn validated(python: &Python, schema: &Path, file: &str) -> Value {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("deliberations.csv");
    fs::write(&path, file).unwrap();
    let check = Path::new(env!("CARGO_MANIFEST_DIR")).join("validata/check.py");
    let ran = python.program("python").arg(check).arg(&path).arg(schema).output().unwrap();
    assert!(ran.status.success(), "{}", said(&ran));
    serde_json::from_slice(&ran.stdout).unwrap()
}

#[test]
fn the_strict_file_passes_the_schema_and_its_eleven_checks() {
    let (Some(python), Some(schema)) = (Python::validata(), corpus("scdl-deliberations-2.1.5.schema.json"))
    else {
        return;
    };
    let database = Database::sqlite();
    // Each breaks one rule: those stay out, and the others go out.
    let figures = |figures: &str| WHOLE.replace("43;40;25;10;5", figures);
    let wrong = [
        figures("43;40;25;10;4"),
        figures("39;40;25;10;5"),
        figures("43;40;25;;5"),
        WHOLE.replace("21860194600013", "21860194600014"),
        WHOLE.replace("finances locales", "finances"),
        WHOLE.replace("2024-03-09", "2024-03-01"),
        WHOLE.replace("Budget principal", ""),
        WHOLE.replace(";2024;", ";2024/2023;"),
    ];
    let mut rows: Vec<String> =
        vec![WHOLE.to_owned(), SECOND.replace("Finances locales", "finances locales")];
    for (row, number) in wrong.iter().zip(10..) {
        rows.push(row.replace("D-1", &format!("D-{number}")));
        let broken = format!("{HEADER}\n{row}\n").replace(';', ",");
        assert_ne!(validated(&python, &schema, &broken), json!([]), "Validata takes {row}");
    }
    let run = import(&database, &format!("{HEADER}\n{}\n", rows.join("\n")));
    assert_eq!(run.code, Some(0), "{run:?}");
    let strict = exported(&Server::start(&database), "scdl-deliberations.csv");
    assert_eq!(strict.lines().count(), 3, "{strict}");
    assert_eq!(validated(&python, &schema, &strict), json!([]));
}

/// Codes for bodies and subjects, each with its author.
const CODES: &str = "kind;value;code;name;author\n\
    ORGANISATION;commune de rive haute;21860194600013;;Sirene (INSEE)\n\
    SUBJECT;budget;7.1;finances locales/décisions budgétaires;Greffe de Rive-Haute\n";

#[test]
fn codes_that_no_import_gives_come_from_a_table_that_names_its_author() {
    let (Some(python), Some(schema)) = (Python::validata(), corpus("scdl-deliberations-2.1.5.schema.json"))
    else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let codes = folder.path().join("codes.csv");
    fs::write(&codes, CODES).unwrap();
    let codes = ["--scdl-codes", codes.to_str().unwrap()];
    // Without all codes; with a code and no name; of another subject; with its own.
    let bare = "Commune de Rive-Haute;;D-3;2024-03-08;;;Le budget de l'eau;;;;;;;;;;".to_owned();
    let half = bare.replace("D-3;2024-03-08;;", "D-4;2024-03-09;7.10;");
    let other = bare.replace("D-3", "D-5").replace("Le budget de l'eau", "La voirie");
    let rows = [WHOLE.to_owned(), bare, half, other].join("\n");
    on_both(|database| {
        assert_eq!(import(database, &format!("{HEADER}\n{rows}\n")).code, Some(0));
        let without = Server::start(database);
        let plain = Exchange::path(&without, "/export/scdl-deliberations.csv").send();
        let server = Server::start_with(database, &codes);
        let strict = Exchange::path(&server, "/export/scdl-deliberations.csv").send();
        assert_eq!((plain.body.lines().count(), strict.body.lines().count()), (2, 3), "{strict:?}");
        assert_ne!(plain.header("etag"), strict.header("etag"), "one tag for two files");
        assert_eq!(validated(&python, &schema, &strict.body), json!([]));
        let export = Program::new(database).args(&["export", "scdl-deliberations"]).args(&codes).run();
        assert_eq!(export.stdout, strict.body);

        let extended = exported(&server, "scdl-extended.ndjson");
        let rows: Vec<Value> = extended.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let find = |id: &str| rows.iter().find(|row| row["DELIB_ID"] == id).unwrap();
        assert_eq!(
            (&find("D-1")["configured"], &find("D-1")["DELIB_MATIERE_CODE"]),
            (&json!([]), &json!("7.10"))
        );
        let filled = find("D-3");
        let authors =
            ["COLL_SIRET: Sirene (INSEE)", "DELIB_MATIERE_CODE, DELIB_MATIERE_NOM: Greffe de Rive-Haute"];
        assert_eq!((&filled["configured"], &filled["not_exported"]), (&json!(authors), &json!([])));
        assert_eq!(filled["DELIB_MATIERE_NOM"], "finances locales/décisions budgétaires");
        for (id, empty) in [("D-4", "DELIB_MATIERE_NOM"), ("D-5", "DELIB_MATIERE_CODE")] {
            let row = find(id);
            assert_eq!((&row["configured"], &row[empty]), (&json!(authors[..1]), &Value::Null));
            assert!(row["not_exported"][0].as_str().unwrap().starts_with(empty), "{row}");
        }
        // No other file and no record knows them.
        assert_eq!(exported(&server, "deliberations.csv"), exported(&without, "deliberations.csv"));
        extended
    });
}

#[test]
fn a_table_of_codes_that_is_wrong_is_refused_at_the_start_with_its_place() {
    let database = Database::sqlite();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("codes.csv");
    drop(Server::start(&database));
    for (table, expected) in [
        (
            CODES.replace("600013", "600014"),
            "do not read: line 2, column 36: read \"21860194600014\", expected a SIRET",
        ),
        (CODES.replace(";Sirene (INSEE)", ";"), "line 2, column 52: the author is empty"),
        (CODES.replace("kind", "Kind"), "line 1, column 1: read the heading"),
    ] {
        fs::write(&path, table).unwrap();
        for command in [&["serve", "--listen", "127.0.0.1:0"][..], &["export", "scdl-extended"]] {
            let run = Program::new(&database).args(command).arg("--scdl-codes").arg(&path).run();
            assert_eq!(run.code, Some(1), "{run:?}");
            assert!(run.stderr.contains(expected) && run.stderr.contains("docs/scdl.md"), "{run:?}");
        }
    }
    fs::remove_file(&path).unwrap();
    let run = Program::new(&database).args(&["serve", "--scdl-codes"]).arg(&path).run();
    assert!(run.code == Some(1) && run.stderr.contains("cannot be read"), "{run:?}");
}
