//! A PostgreSQL cluster of the benchmark's own, with the server's default settings, and its COPY as the ceiling.

use std::{
    fs,
    os::unix::fs::{MetadataExt, PermissionsExt},
    path::{Path, PathBuf, absolute},
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

use crate::process::{Cost, run};

/// A running server; stopped when it is dropped.
pub(crate) struct Cluster {
    programs: PathBuf,
    folder: PathBuf,
    server: Child,
    /// Removes the folder, where it is not to be kept.
    _temporary: Option<TempDir>,
}

impl Cluster {
    /// Makes a cluster and starts its server, with the programs in that folder.
    ///
    /// # Errors
    /// Where one of them fails.
    pub(crate) fn start(programs: &Path) -> Result<Self, String> {
        let folder = TempDir::with_prefix("hemicycle-pg").map_err(|error| error.to_string())?;
        Self::begin(programs, folder.path().to_owned(), Some(folder))
    }

    /// The same in a folder that stays: a cluster that is there already is started as it is.
    ///
    /// # Errors
    /// Where one of the programs fails, or another server runs on it.
    pub(crate) fn kept(programs: &Path, folder: &Path) -> Result<Self, String> {
        let folder = absolute(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        Self::begin(programs, folder, None)
    }

    fn begin(programs: &Path, folder: PathBuf, temporary: Option<TempDir>) -> Result<Self, String> {
        // The unprivileged user must reach its folder.
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o777)).map_err(|error| error.to_string())?;
        let data = folder.join("data");
        if !data.join("PG_VERSION").is_file() {
            let mut made = unprivileged(&programs.join("initdb"));
            made.arg("-D").arg(&data);
            made.args(["-U", "hemicycle", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"]);
            run(&mut made, |_| ())?;
        }
        let server = unprivileged(&programs.join("postgres"))
            .arg("-D")
            .arg(data)
            .arg("-k")
            .arg(&folder)
            .args(["-c", "listen_addresses="])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("postgres: {error}"))?;
        let cluster = Self { programs: programs.to_owned(), folder, server, _temporary: temporary };
        for _ in 0..600 {
            if run(cluster.client("pg_isready").arg("-q"), |_| ()).is_ok() {
                return Ok(cluster);
            }
            thread::sleep(Duration::from_millis(50));
        }
        Err("PostgreSQL did not start".to_owned())
    }

    /// Makes an empty database.
    ///
    /// # Errors
    /// Where that fails.
    pub(crate) fn create(&self, database: &str) -> Result<(), String> {
        run(self.client("createdb").arg(database), |_| ()).map(drop)
    }

    /// Removes a database, where there is one of that name.
    ///
    /// # Errors
    /// Where that fails.
    pub(crate) fn remove(&self, database: &str) -> Result<(), String> {
        run(self.client("dropdb").args(["--if-exists", database]), |_| ()).map(drop)
    }

    /// The address of a database, as the program takes it.
    pub(crate) fn address(&self, database: &str) -> String {
        format!("postgres://hemicycle@localhost/{database}?host={}", self.folder.display())
    }

    /// The tables, in the order in which they were made.
    ///
    /// # Errors
    /// Where they cannot be read.
    pub(crate) fn tables(&self, database: &str) -> Result<Vec<String>, String> {
        let sql = "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
            AND relname <> 'seaql_migrations' ORDER BY oid";
        Ok(self.answer(database, sql)?.lines().map(str::to_owned).collect())
    }

    /// Writes a table's rows as CSV.
    ///
    /// # Errors
    /// Where that fails.
    pub(crate) fn dump(&self, database: &str, table: &str, file: &Path) -> Result<(), String> {
        self.answer(database, &format!("\\copy {table} TO '{}' CSV", file.display())).map(drop)
    }

    /// Reads them into the table of another database with COPY.
    ///
    /// # Errors
    /// Where that fails.
    pub(crate) fn load(&self, database: &str, table: &str, file: &Path) -> Result<Cost, String> {
        let copy = format!("\\copy {table} FROM '{}' CSV", file.display());
        run(&mut self.psql(database, &copy), |_| ())
    }

    /// Takes all rows out of the tables.
    ///
    /// # Errors
    /// Where that fails.
    pub(crate) fn empty(&self, database: &str, tables: &[String]) -> Result<(), String> {
        self.answer(database, &format!("TRUNCATE {}", tables.join(", "))).map(drop)
    }

    /// Removes a table, and what others say of it.
    ///
    /// # Errors
    /// Where that fails.
    pub(crate) fn drop(&self, database: &str, table: &str) -> Result<(), String> {
        self.answer(database, &format!("DROP TABLE {table} CASCADE")).map(drop)
    }

    /// How many rows a table has.
    ///
    /// # Errors
    /// Where they cannot be counted.
    pub(crate) fn count(&self, database: &str, table: &str) -> Result<u64, String> {
        let printed = self.answer(database, &format!("SELECT count(*) FROM {table}"))?;
        printed.trim().parse().map_err(|_| format!("{printed:?} is no count"))
    }

    /// The first of its processes, which all others descend from.
    pub(crate) fn id(&self) -> u32 {
        self.server.id()
    }

    /// What a statement returns: a line for each row, its columns with `|` between them.
    ///
    /// # Errors
    /// Where it fails.
    pub(crate) fn answer(&self, database: &str, command: &str) -> Result<String, String> {
        let mut printed = Vec::new();
        run(&mut self.psql(database, command), |bytes| printed.extend_from_slice(bytes))?;
        Ok(String::from_utf8_lossy(&printed).into_owned())
    }

    fn psql(&self, database: &str, command: &str) -> Command {
        let mut psql = self.client("psql");
        psql.args(["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", database, "-c", command]);
        psql
    }

    fn client(&self, program: &str) -> Command {
        let mut client = Command::new(self.programs.join(program));
        client.arg("-h").arg(&self.folder).args(["-U", "hemicycle"]);
        client
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let _ = kill_process(Pid::from_child(&self.server), Signal::INT);
        let _ = self.server.wait();
    }
}

/// A program that may not run as root, and that ends with the benchmark.
pub(crate) fn unprivileged(program: &Path) -> Command {
    let mut command = Command::new("setpriv");
    command.arg("--pdeathsig=INT");
    if fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0) {
        let users = fs::read_to_string("/etc/passwd").unwrap_or_default();
        let user =
            if users.lines().any(|user| user.starts_with("postgres:")) { "postgres" } else { "nobody" };
        command.args([format!("--reuid={user}"), "--regid=nogroup".to_owned(), "--clear-groups".to_owned()]);
    }
    command.arg(program).current_dir("/");
    command
}
