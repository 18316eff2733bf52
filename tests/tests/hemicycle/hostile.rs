//! Files that are no opinion: kept, refused, reported, and nothing else.

use std::{fs, path::Path};

use tests::{Program, block_on, on_both, sample};

/// The files, what is said of each, and whether its bytes are kept.
fn files(folder: &Path) -> Vec<(std::path::PathBuf, &'static str, bool)> {
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.join(name);
        fs::write(&path, bytes).unwrap();
        path
    };
    let zeros = folder.join("zeros.txt");
    fs::File::create(&zeros).unwrap().set_len(200 * 1024 * 1024).unwrap();
    vec![
        (write("empty.txt", b""), "1:1: error EMPTY: ", true),
        (write("binary.txt", b"\x7fELF\x02\x01\x01\x00\x00"), "1:5: error NOT_TEXT: ", true),
        (
            write("recipe.txt", "\n  Tarte aux prunes\n\nCuire 40 minutes.\n".as_bytes()),
            "2:3: error NOT_AN_OPINION: ",
            true,
        ),
        (
            write("broken.txt", b"Avis sur le rapport 1-1\nS\xc3\xa9ance\nd\xe9bat"),
            "3:2: error INVALID_UTF8: ",
            true,
        ),
        (zeros, "1:1: FILE_TOO_LARGE: ", false),
    ]
}

#[test]
fn five_hostile_files_are_refused_with_line_and_column_and_nothing_else_changes() {
    let folder = tempfile::tempdir().unwrap();
    let files = files(folder.path());
    on_both(|database| {
        let good = folder.path().join("good.txt");
        fs::write(&good, sample::opinion(1)).unwrap();
        let import =
            |path: &Path| Program::new(database).args(&["import", "--territory", "99"]).arg(path).run();
        assert_eq!(import(&good).code, Some(0));
        let mut before = block_on(database.dump());
        let mut added = Vec::new();
        for (path, says, kept) in &files {
            let run = import(path);
            assert_eq!(run.code, Some(1), "{run:?}");
            assert_eq!(run.stdout, "");
            let name = path.display().to_string();
            assert!(run.stderr.contains(&name) && run.stderr.contains(says), "{says}: {run:?}");
            let after = block_on(database.dump());
            assert!(before.iter().all(|row| after.contains(row)), "{name} changed a row");
            let mut tables: Vec<String> = after
                .iter()
                .filter(|row| !before.contains(row))
                .filter_map(|row| row.split_once(':').map(|(table, _)| table.to_owned()))
                .collect();
            tables.dedup();
            let expected: &[&str] =
                if *kept { &["node", "blob", "document", "problem", "revision"] } else { &[] };
            assert_eq!(tables, expected, "{name}");
            added.push(tables);
            before = after;
        }
        added
    });
}

#[test]
fn a_refused_file_does_not_keep_the_others_from_being_read() {
    let folder = tempfile::tempdir().unwrap();
    let (good, bad) = (folder.path().join("good.txt"), folder.path().join("bad.txt"));
    fs::write(&good, sample::opinion(1)).unwrap();
    fs::write(&bad, "").unwrap();
    on_both(|database| {
        let run = Program::new(database).args(&["import", "--territory", "99"]).arg(&bad).arg(&good).run();
        assert_eq!(run.code, Some(1));
        assert!(run.stdout.contains("read the opinion"), "{run:?}");
        let missing = Program::new(database).args(&["import", "no-such-file.txt"]).run();
        assert_eq!(missing.code, Some(1));
        assert!(missing.stderr.contains("no-such-file.txt: refused: cannot be opened"), "{missing:?}");
    });
}
