//! A primary with two streaming replicas that Patroni keeps with etcd, and HAProxy, which leads to whichever is the primary.

use std::{
    fs,
    net::TcpListener,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;
use tempfile::TempDir;

use crate::{postgres::unprivileged, process::run};

/// How long a site may take to begin.
const PATIENCE: Duration = Duration::from_secs(90);

/// How many servers have the data.
pub(super) const NODES: usize = 3;

/// What Patroni does, in seconds: how long a leader is believed without a word of it, and how often each looks.
pub(super) const LEASE: u64 = 20;
const TURN: u64 = 2;

/// A running site; all of it ends when it is dropped.
pub(super) struct Site {
    folder: TempDir,
    postgres: PathBuf,
    etcd: Running,
    proxy: Running,
    nodes: Vec<Node>,
    /// Where HAProxy leads to the primary.
    port: u16,
}

/// One of the servers.
struct Node {
    patroni: Running,
    /// Where it serves, and where Patroni answers for it.
    ports: [u16; 2],
}

/// A process that is killed when it is dropped.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Site {
    /// Begins all of it, with PostgreSQL's programs in that folder, and waits until one replica is a synchronous one and the
    /// other streams.
    ///
    /// # Errors
    /// Where a program is not there, or does not begin.
    pub(super) fn start(postgres: &Path) -> Result<Self, String> {
        let folder = TempDir::with_prefix("hemicycle-failover").map_err(|error| error.to_string())?;
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o777))
            .map_err(|error| error.to_string())?;
        let at = folder.path();
        let [client, peer, port] = [free()?, free()?, free()?];
        let mut etcd = Command::new("etcd");
        etcd.args(["--name", "e", "--data-dir"]).arg(at.join("etcd")).args([
            format!("--listen-client-urls=http://127.0.0.1:{client}"),
            format!("--advertise-client-urls=http://127.0.0.1:{client}"),
            format!("--listen-peer-urls=http://127.0.0.1:{peer}"),
            format!("--initial-advertise-peer-urls=http://127.0.0.1:{peer}"),
            format!("--initial-cluster=e=http://127.0.0.1:{peer}"),
        ]);
        let etcd = running(&mut etcd, &at.join("etcd.log"))?;
        let mut nodes = Vec::new();
        for number in 1..=NODES {
            let ports = [free()?, free()?];
            let settings = at.join(format!("node{number}.yml"));
            fs::write(&settings, patroni(at, postgres, number, ports, client))
                .map_err(|error| error.to_string())?;
            let mut command = unprivileged(Path::new("patroni"));
            let patroni =
                running(command.arg(&settings).env("TZ", "UTC"), &at.join(format!("node{number}.log")))?;
            nodes.push(Node { patroni, ports });
        }
        let settings = at.join("haproxy.cfg");
        fs::write(&settings, haproxy(port, &nodes)).map_err(|error| error.to_string())?;
        let mut proxy = Command::new("/usr/sbin/haproxy");
        let proxy = running(proxy.arg("-db").arg("-f").arg(&settings), &at.join("haproxy.log"))?;
        let site = Self { postgres: postgres.to_owned(), etcd, proxy, nodes, port, folder };
        site.wait("a primary, a synchronous replica and another", || {
            let states: Vec<Value> = (0..NODES).filter_map(|node| site.state(node)).collect();
            let streaming = states.iter().filter_map(|state| state["replication"].as_array());
            let streaming = streaming.map(Vec::len).max() == Some(NODES - 1);
            streaming && states.iter().any(|state| state["sync_standby"] == true)
        })?;
        site.wait("HAProxy's way to the primary", || site.psql("postgres", "SELECT 1").is_ok())?;
        Ok(site)
    }

    /// The address of a database on whichever server is the primary.
    pub(super) fn address(&self, database: &str) -> String {
        format!("postgres://hemicycle@127.0.0.1:{}/{database}?sslmode=disable", self.port)
    }

    /// Its addresses on each server.
    pub(super) fn each(&self, database: &str) -> Vec<String> {
        let address = |node: &Node| {
            format!("postgres://hemicycle@127.0.0.1:{}/{database}?sslmode=disable", node.ports[0])
        };
        self.nodes.iter().map(address).collect()
    }

    /// Which server is the primary.
    pub(super) fn primary(&self) -> Option<usize> {
        (0..NODES).find(|node| self.state(*node).is_some_and(|state| state["role"] == "master"))
    }

    /// Runs a statement on the primary, and returns what it prints.
    ///
    /// # Errors
    /// Where it fails.
    pub(super) fn psql(&self, database: &str, sql: &str) -> Result<String, String> {
        let mut printed = Vec::new();
        let mut psql = Command::new(self.postgres.join("psql"));
        psql.args([
            "-X",
            "-q",
            "-A",
            "-t",
            "-v",
            "ON_ERROR_STOP=1",
            "-h",
            "127.0.0.1",
            "-U",
            "hemicycle",
            "-p",
        ]);
        psql.arg(self.port.to_string()).args(["-d", database, "-c", sql]).env("PGCONNECT_TIMEOUT", "2");
        run(&mut psql, |bytes| printed.extend_from_slice(bytes))?;
        Ok(String::from_utf8_lossy(&printed).trim().to_owned())
    }

    /// Kills a server's processes at once, as a machine goes whose power is cut; or only PostgreSQL's, where Patroni stays and
    /// sees it.
    ///
    /// # Errors
    /// Where they cannot be found.
    pub(super) fn kill(&self, node: usize, whole: bool) -> Result<(), String> {
        let kill = |process: u32| {
            let process = i32::try_from(process).ok().and_then(Pid::from_raw);
            let _ = process.map(|process| kill_process(process, Signal::KILL));
        };
        let data = self.folder.path().join(format!("data{}", node + 1)).join("postmaster.pid");
        let data = fs::read_to_string(data).map_err(|error| format!("postmaster.pid: {error}"))?;
        let first = data.lines().next().and_then(|line| line.parse().ok());
        let postmaster: u32 = first.ok_or("postmaster.pid: no number")?;
        if whole {
            kill(self.nodes[node].patroni.0.id());
        }
        let children = children(postmaster);
        kill(postmaster);
        children.into_iter().for_each(kill);
        Ok(())
    }

    /// What Patroni says of a server; none where it does not answer.
    fn state(&self, node: usize) -> Option<Value> {
        let url = format!("http://127.0.0.1:{}/patroni", self.nodes[node].ports[1]);
        let agent = ureq::Agent::config_builder().http_status_as_error(false);
        let agent: ureq::Agent = agent.timeout_global(Some(Duration::from_secs(2))).build().into();
        agent.get(url).call().ok()?.body_mut().read_json().ok()
    }

    fn wait(&self, what: &str, mut comes: impl FnMut() -> bool) -> Result<(), String> {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            if comes() {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(200));
        }
        let log = |name: &str| fs::read_to_string(self.folder.path().join(name)).unwrap_or_default();
        let tail =
            |text: String| text.lines().rev().take(5).map(str::to_owned).collect::<Vec<_>>().join("\n");
        let said: Vec<String> = ["etcd.log", "node1.log", "haproxy.log"].map(|name| tail(log(name))).into();
        Err(format!("{what} did not come:\n{}", said.join("\n")))
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        // PostgreSQL outlives a Patroni that is killed.
        for node in 0..NODES {
            let _ = self.kill(node, true);
        }
        let _ = (&self.proxy, &self.etcd);
    }
}

/// A port that nobody has now.
fn free() -> Result<u16, String> {
    let listener = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
    listener.map(|address| address.port()).map_err(|error| error.to_string())
}

fn running(command: &mut Command, log: &Path) -> Result<Running, String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let file = fs::File::create(log).map_err(|error| error.to_string())?;
    let words = file.try_clone().map_err(|error| error.to_string())?;
    let child = command.stdin(Stdio::null()).stdout(file).stderr(words).spawn();
    child.map(Running).map_err(|error| format!("{name}: {error}. Run `cargo xtask setup`"))
}

/// The processes that a process has started.
fn children(parent: u32) -> Vec<u32> {
    let all = fs::read_dir("/proc").into_iter().flatten().flatten();
    let processes = all.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    processes
        .filter(|process| {
            let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
            // After the name in brackets, the state, then the parent.
            let fields = stat.rsplit_once(") ").map(|(_, fields)| fields).unwrap_or_default();
            fields.split(' ').nth(1) == Some(&parent.to_string())
        })
        .collect()
}

/// The settings of a server. `synchronous_mode` is what keeps the promise: a commit is answered once a replica has it too,
/// and none but such a replica becomes the primary.
fn patroni(at: &Path, postgres: &Path, number: usize, ports: [u16; 2], etcd: u16) -> String {
    let (at, bin, [port, rest]) = (at.display(), postgres.display(), ports);
    format!(
        r#"scope: hemicycle
name: node{number}
restapi: {{listen: "127.0.0.1:{rest}", connect_address: "127.0.0.1:{rest}"}}
etcd3: {{host: "127.0.0.1:{etcd}"}}
bootstrap:
  dcs:
    ttl: {LEASE}
    loop_wait: {TURN}
    retry_timeout: 3
    primary_start_timeout: 0
    synchronous_mode: true
    postgresql:
      parameters: {{max_connections: 200, synchronous_commit: "on", hot_standby_feedback: "on"}}
  initdb: [{{encoding: UTF8}}, {{locale: C.UTF-8}}, {{auth: trust}}]
postgresql:
  listen: "127.0.0.1:{port}"
  connect_address: "127.0.0.1:{port}"
  data_dir: {at}/data{number}
  bin_dir: {bin}
  pgpass: {at}/pgpass{number}
  pg_hba: ["local all all trust", "host all all 127.0.0.1/32 trust", "host replication all 127.0.0.1/32 trust"]
  parameters: {{unix_socket_directories: "{at}"}}
  authentication:
    superuser: {{username: hemicycle}}
    replication: {{username: replicator}}
"#
    )
}

/// HAProxy's settings: who answers as the primary is asked twice a second, and whoever is no more loses its connections.
fn haproxy(port: u16, nodes: &[Node]) -> String {
    let servers: String = (1..)
        .zip(nodes)
        .map(|(number, node)| {
            let [port, rest] = node.ports;
            format!("  server node{number} 127.0.0.1:{port} check port {rest}\n")
        })
        .collect();
    format!(
        "defaults\n  mode tcp\n  timeout connect 2s\n  timeout client 1h\n  timeout server 1h\n  timeout check 1s\n\
         listen primary\n  bind 127.0.0.1:{port}\n  option httpchk GET /primary\n  http-check expect status 200\n  \
         default-server inter 500ms fall 2 rise 1 on-marked-down shutdown-sessions\n{servers}"
    )
}
