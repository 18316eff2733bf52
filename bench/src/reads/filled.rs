//! A database of each kind, with the same rows.

use std::{
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

/// What was filled. Both go with the cluster and the folder that they are in.
pub(super) struct Filled {
    /// The database's name in the cluster.
    pub(super) name: String,
    /// Its address.
    pub(super) postgres: String,
    file: PathBuf,
    opinions: u64,
}

impl Filled {
    /// Makes both databases, fills them and makes their search index.
    ///
    /// # Errors
    /// Where the program or a database fails.
    pub(super) fn new(needs: &Needs, cluster: &Cluster, work: &Path, sizes: &Sizes) -> Result<Self, String> {
        let name = format!("opinions_{}", sizes.opinions);
        let filled = Self {
            postgres: cluster.address(&name),
            file: work.join(format!("{name}.db")),
            opinions: sizes.opinions.into(),
            name,
        };
        // What an earlier part filled is there.
        if filled.file.is_file() {
            return Ok(filled);
        }
        cluster.create(&filled.name)?;
        for address in [filled.postgres.clone(), filled.sqlite()] {
            println!(
                "filling {} opinions into {}",
                sizes.opinions,
                address.split(':').next().unwrap_or_default()
            );
            let migrate = || {
                let mut program = Command::new(&needs.program);
                program.env_remove("DATABASE_URL").args(["--database", &address, "migrate"]);
                run(&mut program, |_| ())
            };
            migrate()?;
            let rows = data::fill(&address, sizes, needs.seed)?;
            // The search index is made from the rows.
            migrate()?;
            println!("  {} rows in {:.0} s", rows.rows, rows.seconds);
        }
        // Words that variants of searches are made of, and what others need to search by.
        peer::prepare(&needs.folder.join("peers"), &filled.postgres)?;
        cluster.answer(&filled.name, "VACUUM (ANALYZE)")?;
        Ok(filled)
    }

    fn sqlite(&self) -> String {
        format!("sqlite://{}", self.file.display())
    }

    /// The program on one of them.
    pub(super) fn on<'a>(&self, needs: &'a Needs, cluster: &Cluster, peer: Peer) -> Base<'a> {
        let on_postgres = peer == Peer::Postgres;
        Base {
            program: &needs.program,
            address: if on_postgres { self.postgres.clone() } else { self.sqlite() },
            peer,
            cluster: on_postgres.then(|| cluster.id()),
            opinions: self.opinions,
        }
    }

    /// What all peers are started with.
    pub(super) fn peers(&self, needs: &Needs) -> peer::Needs {
        peer::Needs {
            program: needs.program.clone(),
            peers: needs.folder.join("peers"),
            shapes: needs.folder.join("shapes"),
            postgres: self.postgres.clone(),
            sqlite: self.sqlite(),
            answers: PathBuf::new(),
        }
    }
}
