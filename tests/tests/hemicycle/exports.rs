//! Exports: whole datasets as files, over HTTP and from the command line.

use std::{collections::BTreeSet, fs, io::Read, path::Path, process::Command, thread};

use flate2::read::GzDecoder;
use publish::DATASETS;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tests::{Database, Editor, Exchange, Program, Python, Server, everything, on_both, said, sample};

fn filled(database: &Database) -> Server {
    everything(database);
    Server::start(database)
}

fn get(server: &Server, file: &str) -> tests::Answer {
    let answer = Exchange::path(server, &format!("/export/{file}")).send();
    assert_eq!(answer.status, 200, "{file}: {answer:?}");
    answer
}

#[test]
fn every_dataset_has_the_same_rows_and_types_in_every_format_and_on_both_databases() {
    let Some(python) = Python::here() else { return };
    on_both(|database| {
        let server = filled(database);
        // What people decided is a dataset too.
        let editor = Editor::new(database, &server);
        let bodies = server.data("{ organisations(first: 1) { nodes { id } } }");
        let body = &bodies["organisations"]["nodes"][0]["id"];
        editor.edit(
            "updateOrganisation { userErrors { code } }",
            &json!({ "id": body, "name": "Chambre corrigée" }),
        );
        let formats = Path::new(env!("CARGO_MANIFEST_DIR")).join("exports/formats.py");
        let ran = python.program("python").arg(formats).arg(&server.url).output().unwrap();
        assert!(ran.status.success(), "{}", said(&ran));
        let mut read: Value = serde_json::from_slice(&ran.stdout).unwrap();
        assert_eq!(read.as_object().unwrap().len(), DATASETS.len());
        for (dataset, read) in read.as_object_mut().unwrap() {
            assert_ne!(read["rows"], 0, "{dataset} is empty: its columns were not looked at");
            if dataset == "revisions" {
                // Their moments and what they tell of versions are this run's.
                read["digest"].take();
            }
        }
        read
    });
}

#[test]
fn a_state_of_the_data_has_one_tag_for_each_file_and_the_next_state_another() {
    on_both(|database| {
        let server = filled(database);
        let first = get(&server, "opinions.csv");
        assert_eq!(first.header("content-type"), "text/csv; charset=utf-8; header=present");
        assert!(first.header("last-modified").ends_with(" GMT"), "{first:?}");
        let tag = first.header("etag");
        assert!(tag.starts_with('"'), "{tag}");
        let known = |file: &str, tag: &str| {
            Exchange::path(&server, &format!("/export/{file}")).header("if-none-match", tag).send()
        };
        let same = known("opinions.csv", &tag);
        assert_eq!((same.status, same.body.as_str()), (304, ""));
        assert_eq!(known("opinions.csv?bom=true", &tag).status, 200);
        assert_eq!(known("opinions.ndjson", &tag).status, 200);

        let text = sample::opinion(300);
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("new.txt"), text).unwrap();
        let import = Program::new(database).args(&["import", "--territory", "99"]).arg(folder.path());
        assert_eq!(import.run().code, Some(0));
        let second = known("opinions.csv", &tag);
        assert_eq!(second.status, 200);
        assert_ne!(second.header("etag"), tag);
        assert_eq!(second.body.lines().count(), first.body.lines().count() + 1);
        second.body
    });
}

#[test]
fn a_finished_file_is_sent_in_ranges_and_a_range_of_an_old_state_is_the_whole_new_one() {
    let database = Database::sqlite();
    let server = filled(&database);
    let whole = get(&server, "votes.ndjson");
    let head = Exchange::path(&server, "/export/votes.ndjson").method("HEAD").send();
    assert_eq!(head.header("content-length"), whole.body.len().to_string());
    assert_eq!(head.header("accept-ranges"), "bytes");
    assert_eq!((head.header("etag"), head.body.as_str()), (whole.header("etag"), ""));

    let part = |tag: &str| {
        let part = Exchange::path(&server, "/export/votes.ndjson").header("range", "bytes=10-19");
        part.header("if-range", tag).send()
    };
    for tag in ["", &whole.header("etag")] {
        let part = part(tag);
        assert_eq!((part.status, part.body.as_str()), (206, &whole.body[10..20]));
        assert_eq!(part.header("content-range"), format!("bytes 10-19/{}", whole.body.len()));
    }
    let old = part("\"another\"");
    assert_eq!((old.status, old.body), (200, whole.body.clone()));
    let beyond = Exchange::path(&server, "/export/votes.ndjson").header("range", "bytes=99999999-").send();
    assert_eq!(beyond.status, 416);
    let asked = |range: &str| Exchange::path(&server, "/export/votes.ndjson").header("range", range).send();
    for other in ["items=0-1", "bytes=5-2", "bytes=0-0,5-6"] {
        assert_eq!((asked(other).status, asked(other).body), (200, whole.body.clone()), "{other}");
    }
    let to_its_end = asked("bytes=0-99999999999999999999999");
    assert_eq!((to_its_end.status, to_its_end.body), (206, whole.body.clone()));

    // A day says nothing where a tag was sent: two states may be of one second.
    let kept = |tag: &str| {
        let get = Exchange::path(&server, "/export/votes.ndjson").header("if-none-match", tag);
        get.header("if-modified-since", &whole.header("last-modified")).send().status
    };
    assert_eq!([kept("\"another\""), kept(&whole.header("etag"))], [200, 304]);
}

#[test]
fn what_is_no_file_takes_the_bytes_and_stays_what_it_is() {
    let database = Database::sqlite();
    everything(&database);
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let export = |name: &str| Program::new(&database).args(&["export", "votes", "-o", &path(name)]).run();
    assert_eq!(export("votes.csv").code, Some(0));
    let votes = fs::read(path("votes.csv")).unwrap();

    fs::write(path("target.csv"), "").unwrap();
    std::os::unix::fs::symlink("target.csv", path("link.csv")).unwrap();
    assert_eq!(export("link.csv").code, Some(0));
    assert!(fs::symlink_metadata(path("link.csv")).unwrap().is_symlink());
    assert_eq!(fs::read(path("target.csv")).unwrap(), votes);

    assert!(Command::new("mkfifo").arg(path("pipe")).status().unwrap().success());
    let pipe = path("pipe");
    let reader = thread::spawn(move || fs::read(pipe).unwrap());
    assert_eq!(export("pipe").code, Some(0));
    assert_eq!(reader.join().unwrap(), votes);
    assert!(!fs::symlink_metadata(path("pipe")).unwrap().is_file());

    let backup =
        Program::new(&database).args(&["export", "all", "--format", "ndjson", "-o", &path("backup")]).run();
    assert_eq!(backup.code, Some(0));
    let spoiled = Program::new(&database).args(&["export", "votes", "persons", "-o", &path("backup")]).run();
    assert!(spoiled.code == Some(1) && spoiled.stderr.contains("holds a backup"), "{spoiled:?}");
}

#[test]
fn files_are_compressed_for_those_who_ask_and_parquet_is_not() {
    let database = Database::sqlite();
    let server = filled(&database);
    let plain = get(&server, "paragraphs.csv");
    for (encoding, begins) in [("gzip", [0x1f, 0x8b]), ("zstd", [0x28, 0xb5])] {
        let sent =
            Exchange::path(&server, "/export/paragraphs.csv").header("accept-encoding", encoding).send();
        assert_eq!(sent.header("content-encoding"), encoding);
        assert_eq!(sent.header("etag"), format!("W/{}", plain.header("etag")));
        assert!(sent.header("vary").contains("accept-encoding"), "{:?}", sent.headers);
        assert!(sent.bytes.starts_with(&begins) && sent.bytes.len() * 2 < plain.bytes.len());
        if encoding == "gzip" {
            let mut text = String::new();
            GzDecoder::new(&sent.bytes[..]).read_to_string(&mut text).unwrap();
            assert!(text == plain.body);
        }
    }
    let parquet = Exchange::path(&server, "/export/paragraphs.parquet").method("HEAD");
    let parquet = parquet.header("accept-encoding", "gzip, zstd").send();
    assert_eq!(parquet.header("content-encoding"), "");
    assert_eq!(parquet.header("content-type"), "application/vnd.apache.parquet");
}

#[test]
fn many_who_ask_at_once_get_the_same_bytes() {
    on_both(|database| {
        let server = filled(database);
        let bodies: BTreeSet<String> = thread::scope(|scope| {
            let asked: Vec<_> =
                (0..8).map(|_| scope.spawn(|| get(&server, "mentions.ndjson").body)).collect();
            asked.into_iter().map(|asked| asked.join().unwrap()).collect()
        });
        assert_eq!(bodies.len(), 1);
        bodies
    });
}

#[test]
fn queries_are_answered_while_every_file_is_asked_for_at_once() {
    on_both(|database| {
        let server = filled(database);
        let counted = thread::scope(|scope| {
            let asked: Vec<_> = DATASETS
                .iter()
                .map(|dataset| scope.spawn(|| get(&server, &format!("{}.jsonld", dataset.name)).body))
                .collect();
            let counted = server.data("{ opinions { totalCount } }");
            assert!(asked.into_iter().all(|asked| asked.join().unwrap().ends_with("]}\n")));
            counted
        });
        assert_eq!(counted["opinions"]["totalCount"], 11);
        counted
    });
}

#[test]
fn what_is_not_there_is_answered_with_what_is() {
    let database = Database::sqlite();
    let server = Server::start(&database);
    for file in ["opinion.csv", "opinions.xlsx", "opinions", "../Cargo.toml", "nothing.schema.json"] {
        let answer = Exchange::path(&server, &format!("/export/{file}")).send();
        assert_eq!(answer.status, 404, "{file}");
    }
    let answer = Exchange::path(&server, "/export/opinion.csv").send();
    assert!(answer.body.contains("/export/datapackage.json"), "{answer:?}");
    let odd = Exchange::path(&server, "/export/opinions.csv?bom=perhaps").send();
    assert_eq!((odd.status, odd.body.contains("`bom`")), (400, true));
    // Nothing was imported yet: every file is there, without rows.
    for dataset in DATASETS {
        let answer = get(&server, &format!("{}.csv", dataset.name));
        assert_eq!(answer.body.lines().count(), 1, "{answer:?}");
        assert_eq!(get(&server, &format!("{}.ndjson", dataset.name)).body, "");
    }
}

#[test]
fn a_byte_order_mark_stands_before_a_csv_where_one_is_asked_for() {
    let database = Database::sqlite();
    let server = filled(&database);
    let plain = get(&server, "opinions-flat.csv").body;
    assert!(plain.starts_with("id,territory,"), "{plain}");
    assert_eq!(get(&server, "opinions-flat.csv?bom=true").body, format!("\u{feff}{plain}"));
}

#[test]
fn a_spreadsheet_opens_the_flat_file_with_its_accents_and_columns_right() {
    let database = Database::sqlite();
    let server = filled(&database);
    let folder = tempfile::tempdir().unwrap();
    for address in ["opinions-flat.csv", "opinions-flat.csv?bom=true"] {
        fs::write(folder.path().join("avis.csv"), get(&server, address).bytes).unwrap();
        // A profile of its own, so that no other run is in the way. Commas, quotes and UTF-8, as its dialog proposes
        // where a byte order mark stands.
        let profile = format!("-env:UserInstallation=file://{}/profile", folder.path().display());
        let ran = Command::new("soffice")
            .args(["--headless", &profile, "--infilter=CSV:44,34,76,1", "--convert-to", "fods", "avis.csv"])
            .current_dir(folder.path())
            .output()
            .unwrap();
        assert!(ran.status.success(), "{}", said(&ran));
        let sheet = fs::read_to_string(folder.path().join("avis.fods")).unwrap();
        for text in
            ["id", "territory_name", "Schéma régional de l&apos;eau", "Inès Valdoré", "Montagne et Forêts"]
        {
            assert!(sheet.contains(&format!("<text:p>{text}</text:p>")), "{address}: no cell {text:?}");
        }
    }
}

#[test]
fn the_command_writes_the_bytes_that_the_server_sends() {
    on_both(|database| {
        let server = filled(database);
        let folder = tempfile::tempdir().unwrap();
        for format in ["csv", "ndjson", "jsonld"] {
            let out = folder.path().join(format);
            let export = Program::new(database).args(&["export", "all", "--format", format, "--output"]);
            let exported = export.arg(&out).run();
            assert_eq!(exported.code, Some(0), "{exported:?}");
            for dataset in DATASETS {
                let file = format!("{}.{format}", dataset.name);
                let written = fs::read_to_string(out.join(&file)).unwrap();
                assert!(written == get(&server, &file).body, "{file} differs");
            }
            let package = fs::read(out.join("datapackage.json")).unwrap();
            let mut package: Value = serde_json::from_slice(&package).unwrap();
            for resource in package["resources"].as_array_mut().unwrap() {
                let resource = resource.as_object_mut().unwrap();
                let bytes = fs::read(out.join(resource["path"].as_str().unwrap())).unwrap();
                let hash: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
                assert_eq!(resource.remove("bytes"), Some(bytes.len().into()));
                assert_eq!(resource.remove("hash"), Some(format!("sha256:{hash}").into()));
            }
            if format == "csv" {
                let served = Exchange::path(&server, "/export/datapackage.json").send().body;
                assert_eq!(package, serde_json::from_str::<Value>(&served).unwrap());
            }
        }
        let printed = Program::new(database).args(&["export", "votes", "--format", "ndjson"]).run();
        assert_eq!(printed.stdout, get(&server, "votes.ndjson").body);
        printed.stdout
    });
}

#[test]
fn a_wrong_export_is_refused_with_what_would_be_right() {
    let database = Database::sqlite();
    drop(Server::start(&database));
    let refused = |args: &[&str]| {
        let refused = Program::new(&database).arg("export").args(args).run();
        assert_eq!(refused.code, Some(1), "{refused:?}");
        refused.stderr
    };
    assert!(
        refused(&["opinion"])
            .contains("there is no dataset \"opinion\": expected all, popolo, or of territories,")
    );
    assert!(refused(&["opinions", "votes"]).contains("pass one with --output"));
    assert!(refused(&["opinions", "--output", "/dev/full/x.csv"]).contains("could not be written"));
    let none =
        Program::bare().args(&["export", "opinions", "--database", "sqlite:///nowhere/at-all.db"]).run();
    assert_eq!(none.code, Some(1));
    assert!(none.stderr.contains("there is no database"), "{none:?}");
}
