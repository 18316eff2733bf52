//! The workspace that the commands work on, as cargo describes it.

use std::path::{Path, PathBuf};

use cargo_metadata::{CargoOpt, Metadata, MetadataCommand};

use crate::failure::Failure;

/// The workspace around the current directory.
pub(crate) struct Workspace {
    metadata: Metadata,
}

impl Workspace {
    /// Asks cargo, without resolving dependencies: quick, and needs no network.
    pub(crate) fn load() -> Result<Self, Failure> {
        MetadataCommand::new()
            .no_deps()
            .exec()
            .map(|metadata| Self { metadata })
            .map_err(|error| unreadable(&error))
    }

    /// The directory of the workspace's `Cargo.toml`.
    pub(crate) fn root(&self) -> &Path {
        self.metadata.workspace_root.as_std_path()
    }

    /// Where the gate's tools are installed: beside what cargo builds, so that `cargo clean`
    /// removes them and git ignores them.
    pub(crate) fn tools(&self) -> PathBuf {
        self.metadata.target_directory.join("tools").into_std_path_buf()
    }

    /// Where cargo puts a binary that it builds for release.
    pub(crate) fn release(&self, binary: &str) -> PathBuf {
        self.metadata.target_directory.join("release").join(binary).into_std_path_buf()
    }

    /// Whether the package has a binary of that name.
    pub(crate) fn has_binary(&self, package: &str, binary: &str) -> bool {
        self.metadata
            .packages
            .iter()
            .filter(|candidate| candidate.name.as_str() == package)
            .flat_map(|candidate| &candidate.targets)
            .any(|target| target.is_bin() && target.name == binary)
    }

    /// Everything that the lock file resolves: for all platforms, features, builds and tests.
    pub(crate) fn resolve(&self) -> Result<Metadata, Failure> {
        MetadataCommand::new()
            .current_dir(self.root())
            .features(CargoOpt::AllFeatures)
            .other_options(["--locked".to_owned()])
            .exec()
            .map_err(|error| unreadable(&error))
    }
}

fn unreadable(error: &cargo_metadata::Error) -> Failure {
    Failure::because(format!(
        "cargo could not describe the workspace: {error}\nRun `cargo metadata --locked` to see it alone."
    ))
}
