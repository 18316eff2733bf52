//! The words that people read: help, an import's report, every refusal. Each says what was read, where, what was
//! expected and what to do; a person has read the snapshots.

use std::{
    collections::BTreeSet,
    fmt::Write,
    fs,
    net::TcpListener,
    path::{Path, PathBuf},
};

use tests::{Database, Output, Program, block_on, rolls, sample};

/// What a run said, without the names of this machine.
fn said(run: &Output, folder: &Path) -> String {
    let text = format!("exit {}\n{}{}", run.code.unwrap(), run.stdout, run.stderr);
    text.replace(&folder.display().to_string(), "FOLDER")
}

#[test]
fn help_names_every_option_with_its_variable() {
    let mut text = String::new();
    for words in [
        &["--help"] as &[&str],
        &["serve", "--help"],
        &["demo", "--help"],
        &["import", "--help"],
        &["export", "--help"],
        &["keys", "create", "--help"],
        &["verify", "--help"],
        &["schema", "--help"],
        &["migrate", "--help"],
    ] {
        let run = Program::bare().args(words).run();
        let _ = writeln!(text, "$ hemicycle {}\n{}", words.join(" "), said(&run, Path::new("/nowhere")));
    }
    insta::assert_snapshot!("help", text);
}

#[test]
fn an_import_reports_what_it_understood() {
    let demo = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../api/demo"));
    let database = Database::sqlite();
    let mut text = String::new();
    let mut files: Vec<PathBuf> = fs::read_dir(demo).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    for dry in [" --dry-run", "", ""] {
        let import = Program::new(&database).args(&["import", "--territory", "99"]);
        let import = if dry.is_empty() { import } else { import.arg(dry.trim()) };
        let run = files.iter().fold(import, |import, file| import.arg(file)).run();
        let _ = writeln!(text, "$ hemicycle import{dry} *\n{}", said(&run, demo));
    }
    insta::assert_snapshot!("import", text);
}

/// A good opinion with one thing changed.
fn changed(from: &str, to: &str) -> Vec<u8> {
    let good = sample::opinion(5);
    assert!(good.contains(from), "{from:?}");
    good.replacen(from, to, 1).into_bytes()
}

/// Documents that are not, or not wholly, understood.
fn documents() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("empty", Vec::new()),
        ("binary", b"\x7fELF\x02\x01\x01\x00\x00".to_vec()),
        ("recipe", "\n  Tarte aux prunes\n\nCuire 40 minutes.\n".into()),
        ("latin-1", b"Avis sur le rapport 1-1\nS\xe9ance".to_vec()),
        ("pdf", b"%PDF-1.7\n".to_vec()),
        (
            "untitled",
            "Avis sur le rapport 1-1\n\nSéance plénière du 6 mars 2023\n\nAvis du CESER\nOui.\n".into(),
        ),
        ("undated", changed("Séance plénière du 6 janvier 2020\n", "")),
        ("impossible-day", changed("6 janvier 2020", "31 février 2020")),
        ("unnumbered", changed("le rapport 1-6", "le rapport")),
        ("rapporteur", changed("Anne Lormeau", "N. 12")),
        ("speaker", changed("de Zoé Arnac,", "de 3 membres,")),
        ("several-days", changed("Séance plénière du 6 janvier 2020", "Session des 6 et 7 janvier 2020")),
        ("two-plans", changed("Il salue la Région.", "Il salue le plan de relance.")),
        (
            "half-cited",
            changed("Il salue la Région.", "Il rappelle son autosaisine « Les moulins » de mars 2019."),
        ),
        ("nobody-at-all", changed("Zoé Arnac, au nom de la CGT", "Zoé Arnac")),
        ("nobody", changed("au nom de la CGT", "au nom d'")),
        ("refusing", changed("la CGT votera l'avis", "la CGT ne votera pas l'avis")),
        (
            "unvoted",
            changed("Vote du CESER sur l'avis : adopté par 45 voix pour, 3 contre et 5 abstentions.\n", ""),
        ),
        ("unfilled", changed("45 voix pour", "x voix pour")),
        ("contradicting", changed("45 voix pour", "45 voix pour sur 40 votants")),
        (
            "twice-decided",
            changed(
                "Vote du CESER sur l'avis : adopté par 45 voix pour, 3 contre et 5 abstentions.\n",
                "Vote : adopté à l'unanimité.\n\nVote du CESER sur l'avis : rejeté par 40 voix contre et 12 pour.\n",
            ),
        ),
        ("elsewhere", changed("Avis sur le rapport 1-6", "CESER de Bretagne\n\nAvis sur le rapport 1-6")),
    ]
}

#[test]
fn every_refusal_and_every_warning_says_what_and_where_and_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let database = Database::sqlite();
    let into = |database: &Database, path: &Path, options: &[&str]| {
        let run = Program::new(database).arg("import").args(options).arg(path).run();
        said(&run, folder.path())
    };
    let import = |path: &Path, options: &[&str]| into(&database, path, options);
    let mut text = String::new();
    let mut say = |name: &str, said: String| {
        let _ = writeln!(text, "# {name}\n{said}");
    };
    for (name, bytes) in documents() {
        let path = folder.path().join(format!("{name}.txt"));
        fs::write(&path, bytes).unwrap();
        say(name, into(&Database::sqlite(), &path, &["--territory", "99"]));
    }
    for (name, bytes) in rolls::misunderstood() {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        let said = into(&Database::sqlite(), &path, &["--territory", "COMMUNE:99001"]);
        say(name, shortened(&said));
    }
    let good = folder.path().join("good.txt");
    fs::write(&good, sample::opinion(40)).unwrap();
    say("no territory", import(&good, &[]));
    say("a territory that is none", import(&good, &["--territory", "Bretagne"]));
    say("a size limit", import(&good, &["--territory", "99", "--size-limit", "100"]));
    say("no such file", import(&folder.path().join("missing.txt"), &[]));
    let bare = folder.path().join("bare");
    fs::create_dir(&bare).unwrap();
    say("an empty folder", import(&bare, &[]));
    say("the first document of an opinion", import(&good, &["--territory", "99"]));
    let draft = folder.path().join("draft.txt");
    fs::write(&draft, sample::opinion(40).replace("les ponts", "les écluses")).unwrap();
    let second = import(&draft, &["--territory", "99"]);
    say("the second document of an opinion", hidden_hashes(&second));
    let codes = codes();
    assert!(codes.len() > 12, "only {codes:?} were found in the sources");
    let unsaid: Vec<_> = codes.iter().filter(|code| !text.contains(code.as_str())).collect();
    assert!(unsaid.is_empty(), "no document here has the problem {unsaid:?}: add one");
    insta::assert_snapshot!("problems", text);
}

#[test]
fn a_command_that_cannot_run_says_why_and_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let newer = Database::sqlite();
    block_on(newer.store());
    block_on(newer.execute("INSERT INTO seaql_migrations (version, applied_at) VALUES ('m2999_later', 0)"));
    let nowhere = format!("sqlite://{}/no/such/folder/h.db", folder.path().display());
    let runs = [
        ("a log filter", Program::bare().args(&["migrate", "--log", "a=b=c"]).run()),
        ("an address", Program::bare().args(&["serve", "--listen", "here"]).run()),
        ("a port that is taken", {
            let listen = format!("127.0.0.1:{port}");
            Program::new(&Database::sqlite()).args(&["serve", "--listen", &listen]).run()
        }),
        (
            "a kind of database",
            Program::bare().args(&["migrate", "--database", "mysql://me:secret@host/n"]).run(),
        ),
        ("a folder that is not there", Program::bare().args(&["migrate", "--database", &nowhere]).run()),
        ("a newer database", Program::new(&newer).args(&["migrate"]).run()),
        ("nothing to import", Program::bare().args(&["import"]).run()),
        ("an unknown command", Program::bare().args(&["devine"]).run()),
    ];
    let mut text = String::new();
    for (name, run) in runs {
        assert_ne!(run.code, Some(0), "{name}");
        let said = said(&run, folder.path()).replace(&port, "PORT");
        let _ = writeln!(text, "# {name}\n{said}");
    }
    insta::assert_snapshot!("refusals", text);
}

#[test]
fn a_database_that_does_not_answer_is_said_without_its_password() {
    // A port that was free a moment ago: nobody listens there.
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let address = format!("postgres://me:hunter2@127.0.0.1:{port}/name");
    let run = Program::bare().args(&["migrate", "--database", &address]).run();
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("hemicycle: the database does not answer: "), "{run:?}");
    assert!(run.stderr.contains("Check that it runs") && !run.stderr.contains("hunter2"), "{run:?}");
}

/// The beginning and the end of what is very long.
fn shortened(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let Some(left_out) = lines.len().checked_sub(100).filter(|left_out| *left_out > 0) else {
        return text.to_owned();
    };
    let (first, last) = (lines[..6].join("\n"), lines[left_out + 94..].join("\n"));
    format!("{first}\n[{} lines]\n{last}\n", lines.len() - 12)
}

fn hidden_hashes(text: &str) -> String {
    let hash = |word: &&str| word.len() == 64 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    let words = text.split_inclusive([' ', '.']).map(|word| match word.trim_end_matches([' ', '.']) {
        bare if hash(&bare) => word.replace(bare, "SHA-256"),
        _ => word.to_owned(),
    });
    words.collect()
}

/// What a problem goes through, before its code.
const DOORS: [&str; 7] = [
    "Problem::error(",
    "Problem::warning(",
    "Err(problem(",
    "sheet.warn(",
    "sheet.refuse(",
    "pass_over(",
    "told(sheet, ",
];

/// The code of every problem that the reader's sources name.
fn codes() -> BTreeSet<String> {
    let mut folders = vec![PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../ingest/src"))];
    let mut codes = BTreeSet::new();
    while let Some(folder) = folders.pop() {
        for file in fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let source = fs::read_to_string(path).unwrap();
            for door in DOORS {
                codes.extend(source.split(door).skip(1).filter_map(|rest| {
                    let (code, _) = rest.trim_start().strip_prefix('"')?.split_once('"')?;
                    Some(code.to_owned())
                }));
            }
        }
    }
    codes
}
