//! pgbouncer before a cluster, in the mode that gives a server for one transaction.

use std::{
    fs,
    os::unix::{fs::PermissionsExt, net::UnixStream},
    path::Path,
    process::{Child, Stdio},
    thread,
    time::Duration,
};

use tempfile::TempDir;

use crate::{Cluster, cluster::unprivileged, not_run};

/// A running pgbouncer; ended when it is dropped.
pub struct Pooler {
    folder: TempDir,
    process: Child,
}

impl Pooler {
    /// Begins one with so many servers for each database; none, and said, where Debian's package is not installed. In CI that is
    /// a failure.
    pub fn start(cluster: &Cluster, servers: usize) -> Option<Self> {
        if !Path::new("/usr/sbin/pgbouncer").is_file() {
            not_run("no pgbouncer");
            return None;
        }
        let folder = tempfile::Builder::new().prefix("hemicycle-pool").tempdir().unwrap();
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o777)).unwrap();
        let (own, server) = (folder.path().display(), cluster.folder().display());
        let settings = format!(
            "[databases]\n* = host={server}\n[pgbouncer]\nlisten_addr =\nlisten_port = 6432\nunix_socket_dir = {own}\n\
             pool_mode = transaction\ndefault_pool_size = {servers}\nmax_client_conn = 500\nauth_type = trust\n\
             auth_file = {own}/users\n"
        );
        fs::write(folder.path().join("users"), "\"hemicycle\" \"\"\n").unwrap();
        fs::write(folder.path().join("settings.ini"), settings).unwrap();
        let mut command = unprivileged("pgbouncer");
        let process =
            command.arg(folder.path().join("settings.ini")).stdout(Stdio::null()).stderr(Stdio::null());
        let pooler = Self { process: process.spawn().unwrap(), folder };
        let socket = pooler.folder.path().join(".s.PGSQL.6432");
        for _ in 0..600 {
            if UnixStream::connect(&socket).is_ok() {
                return Some(pooler);
            }
            thread::sleep(Duration::from_millis(50));
        }
        panic!("pgbouncer did not start");
    }

    /// The address of a database by it.
    pub fn address(&self, name: &str) -> String {
        format!("postgres://hemicycle@localhost:6432/{name}?host={}", self.folder.path().display())
    }
}

impl Drop for Pooler {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
