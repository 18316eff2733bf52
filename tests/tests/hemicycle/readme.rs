//! The README's commands, run as printed.

use std::{
    env, fs,
    io::{BufRead, BufReader},
    os::unix::fs::symlink,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
};

use rustix::process::{Pid, Signal, kill_process_group};
use tempfile::TempDir;
use tests::{Database, corpus};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().unwrap()
}

fn readme() -> String {
    fs::read_to_string(root().join("README.md")).unwrap()
}

/// The blocks of one language below a heading, in their order.
fn blocks(heading: &str, language: &str) -> Vec<String> {
    let readme = readme();
    let (_, below) = readme.split_once(&format!("\n## {heading}\n")).unwrap();
    let below = below.split("\n## ").next().unwrap();
    let fence = format!("```{language}\n");
    let blocks = below.split(&fence).skip(1);
    blocks.map(|block| block.split("\n```").next().unwrap().to_owned()).collect()
}

/// A program that runs until it is stopped, with all that it started.
struct Running {
    child: Child,
    /// Where it listens, such as "127.0.0.1:4711".
    address: String,
}

impl Running {
    /// Starts a line of the README on a free port, and waits until it says where it listens.
    fn start(line: &str, folder: &Path) -> Self {
        use std::os::unix::process::CommandExt;
        // Without a shell around it: the exit code is the program's.
        let mut command = shell(&format!("exec {line}"), folder);
        command.env("HEMICYCLE_LISTEN", "127.0.0.1:0").process_group(0).stderr(Stdio::piped());
        let mut child = command.stdout(Stdio::null()).spawn().unwrap();
        let mut said = String::new();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines().map_while(Result::ok);
        let address = lines.by_ref().find_map(|line| {
            said = format!("{said}{line}\n");
            Some(line.split_once("serving http://")?.1.trim_end_matches("/graphql").to_owned())
        });
        thread::spawn(move || lines.for_each(drop));
        Self { child, address: address.unwrap_or_else(|| panic!("{line} does not listen: {said}")) }
    }

    /// Stops it as Ctrl-C does, and returns its exit code.
    fn stop(mut self) -> Option<i32> {
        kill_process_group(Pid::from_child(&self.child), Signal::INT).unwrap();
        self.child.wait().unwrap().code()
    }
}

fn shell(line: &str, folder: &Path) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", line]).current_dir(folder);
    for name in ["HEMICYCLE_DATABASE", "DATABASE_URL", "HEMICYCLE_NOW", "HEMICYCLE_LOG"] {
        command.env_remove(name);
    }
    // The demo runs the build that the tests run, which is there: a release takes eight minutes, and the benchmarks build it.
    command.env("HEMICYCLE_DEMO_PROFILE", "dev");
    command
}

fn run(line: &str, folder: &Path) -> String {
    let output = shell(line, folder).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{line}: {said}{}", String::from_utf8_lossy(&output.stderr));
    said
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn the_demo_starts_as_printed_and_answers_the_query_as_printed() {
    let [demo, query] = blocks("Run it", "sh").try_into().unwrap();
    let [answer] = blocks("Run it", "json").try_into().unwrap();
    assert_eq!(demo, "cargo xtask demo");
    let running = Running::start(&demo, &root());
    let asked = query.replace("127.0.0.1:8080", &running.address);
    assert_ne!(asked, query);
    let answered = run(&asked, &root());
    let stopped = running.stop();
    assert_eq!(folded(&answered), folded(&answer));
    assert_eq!(stopped, Some(0));
}

#[test]
fn the_tests_are_run_as_printed() {
    // By whoever runs this: a test that ran all tests would run itself. The gate runs the same command.
    assert_eq!(blocks("Test it", "sh"), ["cargo xtask test"]);
    let task = Command::new("cargo").args(["xtask", "test", "--help"]).current_dir(root()).output().unwrap();
    assert!(task.status.success(), "{task:?}");
}

/// A folder in which the README's lines find what they name: the build, the opinion.
fn folder(document: &Path) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let own = env::current_exe().unwrap();
    let built = own.parent().unwrap().parent().unwrap();
    fs::create_dir(folder.path().join("target")).unwrap();
    // What `cargo build --release` builds is called the same.
    symlink(built, folder.path().join("target/release")).unwrap();
    fs::copy(document, folder.path().join("avis.txt")).unwrap();
    folder
}

#[test]
fn a_real_opinion_is_imported_as_printed() {
    let Some(document) = corpus("ceser-bfc-2020-10-06-avis-4-1.txt") else { return };
    let folder = folder(&document);
    let [commands] = blocks("Import a real opinion", "sh").try_into().unwrap();
    let [report] = blocks("Import a real opinion", "text").try_into().unwrap();
    let [build, import, serve] = commands.lines().collect::<Vec<_>>().try_into().unwrap();
    assert_eq!(build, "cargo build --release");
    assert_eq!(run(import, folder.path()).trim_end(), report);
    assert!(run(import, folder.path()).ends_with("Nothing changed.\n"));
    let running = Running::start(serve, folder.path());
    let health = format!("http://{}/health/ready", running.address);
    assert_eq!(ureq::get(health).call().unwrap().status(), 200);
    let [files] = blocks("Feed a data platform", "sh").try_into().unwrap();
    let [publications, export] = files.lines().collect::<Vec<_>>().try_into().unwrap();
    let list = run(&publications.replace("127.0.0.1:8080", &running.address), folder.path());
    run(export, folder.path());
    let flat = fs::read_to_string(folder.path().join("avis.csv")).unwrap();
    for file in [&list, flat.strip_prefix('\u{feff}').unwrap()] {
        assert!(
            file.lines().count() > 1 && file.contains("Feuille de route des usages numériques"),
            "{file}"
        );
    }
    assert_eq!(running.stop(), Some(0));
}

#[test]
fn it_serves_from_postgres_as_printed() {
    let Some(document) = corpus("ceser-bfc-2020-10-06-avis-4-1.txt") else { return };
    let folder = folder(&document);
    let database = Database::postgres();
    let [serve] = blocks("Run it for real", "sh").try_into().unwrap();
    let own = serve
        .replace("postgres://hemicycle:secret@localhost/hemicycle", &database.address)
        .replace("0.0.0.0:8080", "127.0.0.1:0");
    assert!(own.contains(&database.address) && own.contains("127.0.0.1:0"), "{own}");
    let running = Running::start(&own, folder.path());
    let health = format!("http://{}/health/ready", running.address);
    assert_eq!(ureq::get(health).call().unwrap().status(), 200);
    assert_eq!(running.stop(), Some(0));
}

#[test]
fn every_page_that_it_points_to_is_there() {
    let readme = readme();
    let targets = readme.split("](").skip(1).map(|rest| rest.split(')').next().unwrap());
    let own: Vec<_> = targets.filter(|target| !target.starts_with("http")).collect();
    assert!(own.len() > 5, "{own:?}");
    for target in own {
        assert!(root().join(target).is_file(), "README.md points to {target}, which is not there");
    }
}
