//! How many tests passed, read from what libtest prints.

use std::fmt;

/// Counts over all test programs of one run.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
    pub(crate) ignored: u64,
    /// Programs that announced tests and ended without counts: an abort, a signal. They are not
    /// in `failed`, for nobody knows how many of their tests would have.
    pub(crate) unfinished: u64,
    open: bool,
}

impl Tally {
    /// Reads one line of `cargo test`'s standard output; most say nothing.
    pub(crate) fn read(&mut self, line: &str) {
        if is_announcement(line) {
            self.end();
            self.open = true;
        } else if let Some(counts) = line.strip_prefix("test result: ") {
            self.open = false;
            self.passed += count(counts, "passed");
            self.failed += count(counts, "failed");
            self.ignored += count(counts, "ignored");
        }
    }

    /// There is no more to read.
    pub(crate) fn end(&mut self) {
        self.unfinished += u64::from(self.open);
        self.open = false;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// `running 12 tests`: the first line of every test program.
fn is_announcement(line: &str) -> bool {
    line.trim_end()
        .strip_prefix("running ")
        .and_then(|rest| rest.strip_suffix(" tests").or_else(|| rest.strip_suffix(" test")))
        .is_some_and(|digits| digits.parse::<u64>().is_ok())
}

/// The figure before a word, in `ok. 12 passed; 0 failed; 1 ignored; 0 measured; …`. The words
/// before the first figure may be coloured.
fn count(counts: &str, word: &str) -> u64 {
    counts.split("; ").find_map(|part| figure(part, word)).unwrap_or(0)
}

fn figure(part: &str, word: &str) -> Option<u64> {
    part.trim_end().strip_suffix(word)?.split_whitespace().next_back()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::Tally;

    fn tally(output: &str) -> Tally {
        let mut tally = Tally::default();
        output.lines().for_each(|line| tally.read(line));
        tally.end();
        tally
    }

    #[test]
    fn the_counts_of_all_programs_are_added() {
        let output = "\nrunning 2 tests\ntest a ... ok\ntest b ... ok\n\n\
            test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\n\
            running 4 tests\ntest c ... FAILED\n\
            test result: FAILED. 1 passed; 2 failed; 1 ignored; 0 measured; 7 filtered out; finished in 1.20s\n";
        let expected = Tally { passed: 3, failed: 2, ignored: 1, ..Tally::default() };
        assert_eq!(tally(output), expected);
        assert_eq!(expected.to_string(), "3 passed, 2 failed");
    }

    #[test]
    fn colours_do_not_hide_the_counts() {
        let output = "test result: \u{1b}[32mok\u{1b}(B\u{1b}[m. 12 passed; 0 failed; 0 ignored; 0 measured";
        assert_eq!(tally(output), Tally { passed: 12, ..Tally::default() });
    }

    #[test]
    fn a_program_that_ends_without_counts_is_noticed() {
        let output = "running 1 test\nrunning 3 tests\ntest result: ok. 3 passed; 0 failed; 0 ignored\n\
            running 8 tests\ntest deep ... \n";
        assert_eq!(tally(output), Tally { passed: 3, unfinished: 2, ..Tally::default() });
    }

    #[test]
    fn other_lines_count_nothing() {
        let output = "the test result: ok. 12 passed; 0 failed\nrunning late\nrunning some tests\n";
        assert_eq!(tally(output), Tally::default());
    }
}
