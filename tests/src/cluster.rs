//! A PostgreSQL cluster in a temporary folder, shared by the tests that run at the same time.

use std::{
    fs,
    os::unix::{fs::PermissionsExt, process::ExitStatusExt},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex, PoisonError, Weak},
    thread,
    time::Duration,
};

use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

static RUNNING: Mutex<Weak<Cluster>> = Mutex::new(Weak::new());

/// A PostgreSQL server with its data.
pub struct Cluster {
    folder: TempDir,
    server: Mutex<Child>,
}

impl Cluster {
    /// The running cluster, or a new one. The last test that holds it stops it.
    pub(crate) fn shared() -> Arc<Self> {
        let mut running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
        running.upgrade().unwrap_or_else(|| {
            let cluster = Arc::new(Self::own());
            *running = Arc::downgrade(&cluster);
            cluster
        })
    }

    /// One of a test's own.
    pub fn own() -> Self {
        let folder = folder();
        let made = unprivileged("initdb")
            .arg("-D")
            .arg(folder.path().join("data"))
            .args(["-U", "hemicycle", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"])
            .stdout(Stdio::null())
            .status();
        assert!(made.unwrap().success(), "initdb failed: run `cargo xtask setup`");
        Self::of(folder)
    }

    /// A streaming replica of it.
    pub fn replica(&self) -> Self {
        let folder = folder();
        let made = unprivileged("pg_basebackup")
            .arg("-D")
            .arg(folder.path().join("data"))
            .arg("-h")
            .arg(self.folder.path())
            .args(["-U", "hemicycle", "-R", "-X", "stream", "-c", "fast", "--no-sync"])
            .status();
        assert!(made.unwrap().success(), "pg_basebackup failed");
        Self::of(folder)
    }

    fn of(folder: TempDir) -> Self {
        let server = Mutex::new(serve(folder.path()));
        let cluster = Self { folder, server };
        cluster.wait();
        cluster
    }

    /// Makes an empty database and returns its address.
    pub(crate) fn create(&self, name: &str) -> String {
        let socket = self.folder.path();
        let made =
            Command::new(program("createdb")).arg("-h").arg(socket).args(["-U", "hemicycle", name]).status();
        assert!(made.unwrap().success(), "createdb failed");
        self.address(name)
    }

    /// The address of a database of it.
    pub fn address(&self, name: &str) -> String {
        format!("postgres://hemicycle@localhost/{name}?host={}", self.folder.path().display())
    }

    /// Where its socket is.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Ends it, with all its connections.
    pub fn stop(&self) {
        let mut server = self.server.lock().unwrap_or_else(PoisonError::into_inner);
        kill_process(Pid::from_child(&server), Signal::INT).unwrap();
        server.wait().unwrap();
    }

    /// Starts it again.
    pub fn start(&self) {
        *self.server.lock().unwrap_or_else(PoisonError::into_inner) = serve(self.folder.path());
        self.wait();
    }

    /// Makes it the primary.
    pub fn promote(&self) {
        let mut promote = unprivileged("pg_ctl");
        promote.arg("-D").arg(self.folder.path().join("data")).args(["promote", "-w"]);
        assert!(promote.stdout(Stdio::null()).status().unwrap().success(), "pg_ctl promote failed");
    }

    fn wait(&self) {
        for _ in 0..600 {
            let ready =
                Command::new(program("pg_isready")).arg("-q").arg("-h").arg(self.folder.path()).status();
            if ready.is_ok_and(|status| status.success()) {
                return;
            }
            thread::sleep(Duration::from_millis(50));
        }
        panic!(
            "PostgreSQL did not start: {}",
            fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
        );
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let mut server = self.server.lock().unwrap_or_else(PoisonError::into_inner);
        // A test may have stopped it.
        if server.try_wait().is_ok_and(|ended| ended.is_some()) {
            return;
        }
        let status = kill_process(Pid::from_child(&server), Signal::INT)
            .map_err(Into::into)
            .and_then(|()| server.wait());
        assert!(status.is_ok_and(|status| status.signal().is_none()), "PostgreSQL did not stop");
    }
}

/// A folder that the unprivileged user reaches.
fn folder() -> TempDir {
    let folder = tempfile::Builder::new().prefix("hemicycle-pg").tempdir().unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o777)).unwrap();
    folder
}

/// Starts the server of a folder's data. A process's death signal follows the thread that started it: this one lives as
/// long as the tests do.
fn serve(folder: &Path) -> Child {
    let log = fs::File::create(folder.join("log")).unwrap();
    let folder = folder.to_owned();
    let (send, receive) = std::sync::mpsc::channel();
    thread::spawn(move || {
        let server = unprivileged("postgres")
            .arg("-D")
            .arg(folder.join("data"))
            .arg("-k")
            .arg(folder)
            .args(["-c", "listen_addresses=", "-c", "fsync=off", "-c", "max_connections=300"])
            .stdout(Stdio::null())
            .stderr(log)
            .spawn();
        send.send(server.unwrap()).unwrap();
        loop {
            thread::park();
        }
    });
    receive.recv().unwrap()
}

/// A PostgreSQL program that may not run as root, and that dies with the tests.
pub(crate) fn unprivileged(name: &str) -> Command {
    let mut command = Command::new("setpriv");
    command.arg("--pdeathsig=INT");
    let root = fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0);
    if root {
        let user = if user_exists("postgres") { "postgres" } else { "nobody" };
        command.args([format!("--reuid={user}"), "--regid=nogroup".to_owned(), "--clear-groups".to_owned()]);
    }
    command.arg(program(name)).current_dir("/");
    command
}

fn user_exists(name: &str) -> bool {
    fs::read_to_string("/etc/passwd")
        .is_ok_and(|users| users.lines().any(|user| user.starts_with(&format!("{name}:"))))
}

/// A server program: on the path, or where Debian keeps the newest.
pub(crate) fn program(name: &str) -> PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let on_path = std::env::split_paths(&path).map(|folder| folder.join(name));
    let mut debian: Vec<PathBuf> =
        fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten().map(|each| each.path()).collect();
    debian.sort();
    let debian = debian.into_iter().rev().map(|version| version.join("bin").join(name));
    let system = [PathBuf::from("/usr/sbin").join(name)];
    let found = debian.chain(on_path).chain(system).find(|path: &PathBuf| Path::is_file(path));
    found.unwrap_or_else(|| panic!("{name} is missing: run `cargo xtask setup`"))
}
