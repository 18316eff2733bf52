//! What it costs to import a parliament's votes, beside what the databases' own loaders take for the rows that the import
//! left. The loaders get them as CSV, into a database that the same program made: same tables, keys, checks and indexes.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use tempfile::TempDir;

use crate::{
    postgres::Cluster,
    process::{Cost, run, run_to},
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
        command.env_remove("DATABASE_URL").env("HEMICYCLE_LOG", "warn").args(["--database", database]);
        command
    }

    fn import(&self, database: &str) -> Result<Cost, String> {
        let mut command = self.program(database);
        command.args(["import", "--territory", &self.territory]).arg(&self.archive);
        // 1 is also where some file was refused: archives hold empty ones.
        run_to(&[0, 1], &mut command, |_| ())
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
        let votes = count(&self.database(), "vote_position")?;
        if votes > 0 {
            Ok(votes)
        } else {
            Err("no vote was imported: look at what `hemicycle import` says".to_owned())
        }
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
pub(crate) fn report(needs: &Needs, imported: Imported) -> Result<(), String> {
    let votes = imported.votes()?;
    println!(
        "{votes} votes of {}: imported, and loaded as the rows that the import left",
        name(&needs.archive)
    );
    println!("{:34} {:>9} {:>9} {:>8} {:>10} {:>7}", "", "seconds", "votes/s", "CPU s", "peak MiB", "ratio");
    let loaded = on_sqlite(needs, &imported, votes)?;
    drop(imported);
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
    let (staged, loaded) = (work.path().join("staged.db"), work.path().join("loaded.db"));
    needs.migrate(&address(&loaded))?;
    let (mut read, mut put, mut rows) = (Cost::default(), Cost::default(), 0);
    // One table after the other, so that no more than one lies about as a file.
    for table in &sqlite::tables(&imported.database())? {
        let file = work.path().join("table.csv");
        let dumped = sqlite::dump(&imported.database(), table, &file)?;
        read = read.then(sqlite::import(table, &file, &staged)?);
        remove(&file)?;
        put = put.then(sqlite::insert(table, &staged, &loaded)?);
        remove(&staged)?;
        expect(&table.name, dumped, count(&loaded, &table.name)?)?;
        rows += dumped;
    }
    let import = imported.cost;
    line("SQLite: hemicycle import", import, votes, import);
    line("SQLite: .import, then INSERT", read.then(put), votes, import);
    line("SQLite: the INSERT alone", put, votes, import);
    Ok(rows)
}

fn on_postgres(needs: &Needs, votes: u64) -> Result<u64, String> {
    let cluster = Cluster::start(&needs.postgres)?;
    cluster.create("imported")?;
    cluster.create("loaded")?;
    let import = needs.import(&cluster.address("imported"))?;
    needs.migrate(&cluster.address("loaded"))?;
    let work = TempDir::with_prefix("hemicycle-bench").map_err(|error| error.to_string())?;
    let tables = cluster.tables("imported")?;
    // What migrations put there is in the files too. Of a table that is loaded, only one copy is kept.
    cluster.empty("loaded", &tables)?;
    let (mut copy, mut rows) = (Cost::default(), 0);
    for table in &tables {
        let file = work.path().join("table.csv");
        cluster.dump("imported", table, &file)?;
        copy = copy.then(cluster.load("loaded", table, &file)?);
        remove(&file)?;
        let loaded = cluster.count("loaded", table)?;
        expect(table, cluster.count("imported", table)?, loaded)?;
        cluster.drop("imported", table)?;
        rows += loaded;
    }
    line("PostgreSQL: hemicycle import", import, votes, import);
    line("PostgreSQL: COPY", copy, votes, import);
    Ok(rows)
}

fn expect(table: &str, wanted: u64, there: u64) -> Result<(), String> {
    if wanted == there {
        return Ok(());
    }
    Err(format!("{table}: {wanted} rows were to be loaded, and {there} are there"))
}

fn remove(file: &Path) -> Result<(), String> {
    fs::remove_file(file).map_err(|error| format!("{}: {error}", file.display()))
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
