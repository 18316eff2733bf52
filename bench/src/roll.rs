//! What it costs to import a parliament's votes, beside what the databases' own loaders take for the rows that the import
//! left. The loaders get them as CSV, into a database that the same program made: same tables, keys, checks and indexes.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use tempfile::TempDir;

use crate::{
    postgres::Cluster,
    process::{Cost, run},
    sqlite,
};

/// What the benchmarks of votes need.
pub(crate) struct Needs {
    /// The program as it is released.
    pub(crate) program: PathBuf,
    /// Files of votes.
    pub(crate) archive: PathBuf,
    /// Their territory, as the program takes it.
    pub(crate) territory: String,
    /// PostgreSQL's programs.
    pub(crate) postgres: PathBuf,
}

impl Needs {
    /// The program, with a database.
    pub(crate) fn program(&self, database: &str) -> Command {
        let mut command = Command::new(&self.program);
        command.env_remove("DATABASE_URL").args(["--database", database, "--log", "warn"]);
        command
    }

    fn import(&self, database: &str) -> Result<Cost, String> {
        let mut command = self.program(database);
        run(command.args(["import", "--territory", &self.territory]).arg(&self.archive), |_| ())
    }

    fn migrate(&self, database: &str) -> Result<(), String> {
        run(self.program(database).arg("migrate"), |_| ()).map(drop)
    }
}

/// An SQLite database with the votes, that the export is measured on too.
pub(crate) struct Imported {
    pub(crate) folder: TempDir,
    pub(crate) cost: Cost,
}

impl Imported {
    /// Imports the votes.
    ///
    /// # Errors
    /// Where that fails.
    pub(crate) fn new(needs: &Needs) -> Result<Self, String> {
        let folder = TempDir::with_prefix("hemicycle-bench").map_err(|error| error.to_string())?;
        let cost = needs.import(&address(&folder.path().join(DATABASE)))?;
        Ok(Self { folder, cost })
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.folder.path().join(DATABASE)
    }

    /// How many votes there are: each person's in each ballot.
    ///
    /// # Errors
    /// Where they cannot be counted.
    pub(crate) fn votes(&self) -> Result<u64, String> {
        count(&self.database(), "vote_position")
    }
}

const DATABASE: &str = "imported.db";

/// The address of an SQLite database, as the program takes it.
pub(crate) fn address(file: &Path) -> String {
    format!("sqlite://{}", file.display())
}

/// Prints what the import takes on both databases, beside their loaders.
///
/// # Errors
/// Where a program fails.
pub(crate) fn report(needs: &Needs, imported: &Imported) -> Result<(), String> {
    let votes = imported.votes()?;
    println!(
        "{votes} votes of {}: imported, and loaded as the rows that the import left",
        name(&needs.archive)
    );
    println!("{:34} {:>9} {:>9} {:>8} {:>10} {:>7}", "", "seconds", "votes/s", "CPU s", "peak MiB", "ratio");
    let loaded = on_sqlite(needs, imported, votes)?;
    let same = on_postgres(needs, votes)?;
    println!(
        "\nratio: the import's seconds to the line's. CPU and memory of PostgreSQL are its clients' alone."
    );
    println!(
        "Loaded: {loaded} rows on SQLite, {same} on PostgreSQL: every table, with revisions, sources and the search"
    );
    println!(
        "index. `.import` reads texts alone, into tables without keys; INSERT puts them where they belong."
    );
    Ok(())
}

fn on_sqlite(needs: &Needs, imported: &Imported, votes: u64) -> Result<u64, String> {
    let work = TempDir::with_prefix("hemicycle-bench").map_err(|error| error.to_string())?;
    let tables = sqlite::tables(&imported.database())?;
    let mut rows = 0;
    for table in &tables {
        rows += sqlite::dump(&imported.database(), table, &work.path().join(format!("{}.csv", table.name)))?;
    }
    let (staged, loaded) = (work.path().join("staged.db"), work.path().join("loaded.db"));
    needs.migrate(&address(&loaded))?;
    let read = sqlite::import(&tables, work.path(), &staged)?;
    let put = sqlite::insert(&tables, &staged, &loaded, work.path())?;
    for table in &tables {
        let (there, wanted) = (count(&loaded, &table.name)?, count(&imported.database(), &table.name)?);
        if there != wanted {
            return Err(format!("{}: {wanted} rows were to be loaded, and {there} are there", table.name));
        }
    }
    let both = Cost {
        wall: read.wall + put.wall,
        processor: read.processor + put.processor,
        peak_kib: read.peak_kib.max(put.peak_kib),
    };
    let import = imported.cost;
    line("SQLite: hemicycle import", import, votes, import);
    line("SQLite: .import, then INSERT", both, votes, import);
    line("SQLite: the INSERT alone", put, votes, import);
    Ok(rows)
}

fn on_postgres(needs: &Needs, votes: u64) -> Result<u64, String> {
    let cluster = Cluster::start(&needs.postgres)?;
    cluster.create("imported")?;
    let import = needs.import(&cluster.address("imported"))?;
    let work = TempDir::with_prefix("hemicycle-bench").map_err(|error| error.to_string())?;
    let tables = cluster.tables("imported")?;
    cluster.dump("imported", &tables, work.path())?;
    cluster.create("loaded")?;
    needs.migrate(&cluster.address("loaded"))?;
    let copy = cluster.load("loaded", &tables, work.path())?;
    line("PostgreSQL: hemicycle import", import, votes, import);
    line("PostgreSQL: COPY", copy, votes, import);
    cluster.rows("loaded", &tables)
}

fn count(database: &Path, table: &str) -> Result<u64, String> {
    let printed = sqlite::answer(database, &format!("SELECT count(*) FROM \"{table}\""))?;
    printed.trim().parse().map_err(|_| format!("{printed:?} is no count"))
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn line(name: &str, cost: Cost, votes: u64, import: Cost) {
    println!(
        "{name:34} {:>9.1} {:>9.0} {:>8.1} {:>10.1} {:>7.2}",
        cost.wall,
        votes as f64 / cost.wall,
        cost.processor,
        cost.peak_mib(),
        import.wall / cost.wall,
    );
}
