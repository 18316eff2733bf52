//! Tests that could not run, and why.
//!
//! libtest knows no such outcome: a test that lacks something returns and counts as passed. So it
//! also appends a line such as `not run: no corpus` to the file that a variable names.

use std::fs;

use tempfile::NamedTempFile;

use crate::failure::Failure;

/// The variable that names the file.
pub(crate) const VARIABLE: &str = "HEMICYCLE_NOT_RUN";

/// The file that tests append to; it goes away with the value.
pub(crate) struct NotRun {
    pub(crate) file: NamedTempFile,
}

impl NotRun {
    pub(crate) fn new() -> Result<Self, Failure> {
        NamedTempFile::with_prefix("hemicycle-not-run-").map(|file| Self { file }).map_err(|error| {
            Failure::because(format!(
                "A temporary file could not be created: {error}. Make room in the temporary directory, or \
                 set TMPDIR to another one."
            ))
        })
    }

    /// What the tests have written until now.
    pub(crate) fn read(&self) -> Result<String, Failure> {
        fs::read(self.file.path()).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).map_err(
            |error| {
                Failure::because(format!(
                    "{} could not be read: {error}. A test must only append to it.",
                    self.file.path().display()
                ))
            },
        )
    }
}

/// Each different line once, in the order of its first appearance, with how often it appears.
pub(crate) fn distinct(text: &str) -> Vec<(&str, usize)> {
    let mut found: Vec<(&str, usize)> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        match found.iter_mut().find(|(known, _)| *known == line) {
            Some((_, times)) => *times += 1,
            None => found.push((line, 1)),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::distinct;

    #[test]
    fn a_repeated_line_is_said_once_with_its_count() {
        let text = "not run: no corpus\n\nnot run: no PostgreSQL\nnot run: no corpus";
        assert_eq!(distinct(text), [("not run: no corpus", 2), ("not run: no PostgreSQL", 1)]);
    }
}
