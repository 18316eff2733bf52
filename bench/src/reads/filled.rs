//! A database of each kind, with the same rows.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use super::{Needs, base::Base};
use crate::{
    data::{self, Sizes},
    peer,
    postgres::Cluster,
    process::run,
    report::figures::Peer,
};

/// A pair of databases, each of which is there when it was filled.
pub(super) struct Filled {
    /// The database's name in the cluster.
    pub(super) name: String,
    /// Its address.
    pub(super) postgres: String,
    file: PathBuf,
    sizes: Sizes,
    seed: u64,
}

impl Filled {
    /// The two of that name, with what rows they are to have. Nothing is made yet.
    pub(super) fn new(needs: &Needs, cluster: &Cluster, work: &Path, name: String, sizes: Sizes) -> Self {
        let (postgres, file) = (cluster.address(&name), work.join(format!("{name}.db")));
        Self { name, postgres, file, sizes, seed: needs.seed }
    }

    /// Whether words can be searched in them.
    pub(super) fn is_searched(&self) -> bool {
        !self.sizes.unsearched
    }

    /// Makes one of the two, fills it and makes its search index; where an earlier run left it so, nothing is to be done.
    ///
    /// # Errors
    /// Where the program or the database fails.
    pub(super) fn fill(&self, needs: &Needs, cluster: &Cluster, peer: Peer) -> Result<(), String> {
        let whole = self.mark(peer);
        let wrong = |error: std::io::Error| format!("{}: {error}", whole.display());
        if fs::read_to_string(&whole).is_ok_and(|found| found == self.rows()) {
            return self.migrate(needs, peer);
        }
        self.remove(cluster, peer)?;
        let address = self.address(peer);
        println!("filling {} opinions for {}", self.sizes.opinions, peer.name());
        if peer == Peer::Postgres {
            cluster.create(&self.name)?;
        }
        self.migrate(needs, peer)?;
        let rows = data::fill(&address, &self.sizes, self.seed)?;
        // The search index is made from the rows.
        self.migrate(needs, peer)?;
        println!("  {} rows in {:.0} s", rows.rows, rows.seconds);
        if peer == Peer::Postgres {
            if self.is_searched() {
                // Words that variants of searches are made of, and what others need to search by.
                peer::prepare(&needs.folder.join("peers"), &address)?;
            }
            cluster.answer(&self.name, "VACUUM (ANALYZE)")?;
        }
        fs::write(&whole, self.rows()).map_err(wrong)
    }

    /// Removes what there is of one of the two.
    ///
    /// # Errors
    /// Where somebody reads it.
    pub(super) fn remove(&self, cluster: &Cluster, peer: Peer) -> Result<(), String> {
        let mut files = vec![self.mark(peer)];
        if peer == Peer::Postgres {
            cluster.remove(&self.name)?;
        } else {
            files.extend(["", "-wal", "-shm"].map(|end| self.work(&format!("{}.db{end}", self.name))));
        }
        for file in files.iter().filter(|file| file.is_file()) {
            fs::remove_file(file).map_err(|error| format!("{}: {error}", file.display()))?;
        }
        Ok(())
    }

    /// The program on one of them.
    pub(super) fn on<'a>(&self, needs: &'a Needs, cluster: &Cluster, peer: Peer) -> Base<'a> {
        Base {
            program: &needs.program,
            address: self.address(peer),
            peer,
            cluster: (peer == Peer::Postgres).then(|| cluster.id()),
            opinions: self.sizes.opinions.into(),
        }
    }

    /// What all peers are started with.
    pub(super) fn peers(&self, needs: &Needs) -> peer::Needs {
        peer::Needs {
            program: needs.program.clone(),
            peers: needs.folder.join("peers"),
            shapes: needs.folder.join("shapes"),
            postgres: self.postgres.clone(),
            sqlite: self.address(Peer::Sqlite),
            answers: PathBuf::new(),
        }
    }

    fn address(&self, peer: Peer) -> String {
        if peer == Peer::Postgres {
            self.postgres.clone()
        } else {
            format!("sqlite://{}", self.file.display())
        }
    }

    fn migrate(&self, needs: &Needs, peer: Peer) -> Result<(), String> {
        let mut program = Command::new(&needs.program);
        program.env_remove("DATABASE_URL").args(["--database", &self.address(peer), "migrate"]);
        run(&mut program, |_| ()).map(drop)
    }

    /// The file that says of what rows one of them is whole.
    fn mark(&self, peer: Peer) -> PathBuf {
        let kind = if peer == Peer::Postgres { "postgres" } else { "sqlite" };
        self.work(&format!("{}.{kind}.whole", self.name))
    }

    fn work(&self, name: &str) -> PathBuf {
        self.file.with_file_name(name)
    }

    fn rows(&self) -> String {
        format!("seed {}, {:?}\n", self.seed, self.sizes)
    }
}
