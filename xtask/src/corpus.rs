//! The corpus: other people's documents, which tests read and the project does not contain.

use std::env;
use std::path::PathBuf;

use crate::failure::Failure;
use crate::workspace::Workspace;

/// The variable that says where the corpus is. Tests read it too.
pub(crate) const VARIABLE: &str = "HEMICYCLE_CORPUS";

/// The corpus's directory, absolute: `$HEMICYCLE_CORPUS`, else `../shared/corpus` beside the
/// workspace. A variable that points nowhere is a failure, and is not replaced by the default.
pub(crate) fn find(workspace: &Workspace) -> Result<PathBuf, Failure> {
    let named = env::var_os(VARIABLE).filter(|value| !value.is_empty());
    let directory = match &named {
        Some(value) => PathBuf::from(value),
        None => workspace.root().join("../shared/corpus"),
    };
    directory.canonicalize().ok().filter(|found| found.is_dir()).ok_or_else(|| {
        let origin = if named.is_some() { "it is what HEMICYCLE_CORPUS says" } else { "the default" };
        Failure::because(format!(
            "The corpus was not found: {} ({origin}) is no directory. Tests read real documents there, and \
             the gate requires them. Set {VARIABLE} to the corpus's directory, then run this again.",
            directory.display()
        ))
    })
}
