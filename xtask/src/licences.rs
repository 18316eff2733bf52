//! `licences`: under what terms our dependencies are.

use cargo_metadata::Package;
use spdx::{Expression, Licensee, ParseMode};

use crate::failure::Failure;
use crate::workspace::Workspace;

/// The licences that we allow: permissive ones, and only those that some dependency needs. To
/// allow another, add its SPDX identifier here with a reason in the commit.
const ALLOWED: [&str; 10] = [
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "Unicode-3.0",
    "Zlib",
];

/// Checks all packages that the lock file resolves, for every platform, builds and tests included.
pub(crate) fn run(workspace: &Workspace) -> Result<(), Failure> {
    let metadata = workspace.resolve()?;
    let dependencies: Vec<&Package> = metadata
        .packages
        .iter()
        .filter(|package| !metadata.workspace_members.contains(&package.id))
        .collect();
    let refused: Vec<String> = dependencies
        .iter()
        .filter_map(|package| {
            let reason = check(package.license.as_deref()).err()?;
            Some(format!("{} {}: {reason}", package.name, package.version))
        })
        .collect();
    if !refused.is_empty() {
        return Err(Failure::because(format!(
            "{} of {} dependencies are not under an allowed licence:\n  {}\n\
             `cargo tree --invert <name>` says who needs it. Replace it; or, where its terms suit a project \
             under MIT or Apache-2.0, allow them in xtask/src/licences.rs.",
            refused.len(),
            dependencies.len(),
            refused.join("\n  ")
        )));
    }
    println!("{} dependencies, all under allowed licences", dependencies.len());
    Ok(())
}

/// Whether an expression can be met with allowed licences alone; else what stands against it.
fn check(expression: Option<&str>) -> Result<(), String> {
    let Some(text) = expression else {
        return Err("states no licence; ask its authors to fill in `license`".to_owned());
    };
    // Lax: crates older than the rule write `MIT/Apache-2.0`.
    let expression = Expression::parse_mode(text, ParseMode::LAX)
        .map_err(|error| format!("`{text}` is no SPDX expression: {}", error.reason))?;
    let allowed: Vec<Licensee> =
        ALLOWED.iter().map(|name| Licensee::parse(name)).collect::<Result<_, _>>().map_err(|error| {
            format!("the list in xtask/src/licences.rs holds no SPDX identifier: {error}")
        })?;
    if expression.evaluate(|required| allowed.iter().any(|licence| licence.satisfies(required))) {
        Ok(())
    } else {
        Err(format!("`{text}` is not allowed"))
    }
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn an_or_needs_one_allowed_licence() {
        assert_eq!(check(Some("MIT OR LGPL-2.1-or-later")), Ok(()));
        assert!(check(Some("GPL-3.0-only OR LGPL-2.1-or-later")).is_err());
    }

    #[test]
    fn an_and_needs_all_of_them() {
        assert_eq!(check(Some("(MIT OR Apache-2.0) AND Unicode-3.0")), Ok(()));
        assert!(check(Some("MIT AND GPL-3.0-only")).is_err());
        assert!(check(Some("MIT OR Apache-2.0 AND GPL-3.0-only")).is_ok(), "AND binds before OR");
    }

    #[test]
    fn an_exception_is_part_of_the_licence() {
        assert_eq!(check(Some("Apache-2.0 WITH LLVM-exception")), Ok(()));
        assert!(check(Some("MIT WITH Classpath-exception-2.0")).is_err());
    }

    #[test]
    fn the_old_slash_is_an_or() {
        assert_eq!(check(Some("MIT/Apache-2.0")), Ok(()));
        assert_eq!(check(Some("Apache-2.0 / MIT")), Ok(()));
        assert_eq!(check(Some("GPL-2.0/MIT")), Ok(()));
    }

    #[test]
    fn what_cannot_be_read_is_refused_with_the_reason() {
        assert_eq!(check(None), Err("states no licence; ask its authors to fill in `license`".to_owned()));
        assert_eq!(
            check(Some("MIT OR Freeware-1")),
            Err("`MIT OR Freeware-1` is no SPDX expression: unknown term".to_owned())
        );
        assert!(check(Some("")).is_err());
    }
}
