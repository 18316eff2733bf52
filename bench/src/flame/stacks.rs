//! The stacks that perf saw, folded into a tree.

use std::collections::BTreeMap;

use super::frame::{name, owner};

/// A function in its place: called by those above it in the tree.
#[derive(Debug, Default)]
pub(crate) struct Frame {
    /// Whose it is.
    pub(crate) owner: String,
    /// How often it or what it calls was seen.
    pub(crate) seen: u64,
    /// What it calls, by name.
    pub(crate) calls: BTreeMap<String, Frame>,
}

/// All stacks.
#[derive(Debug, Default)]
pub(crate) struct Stacks {
    /// What is below all of them.
    pub(crate) root: Frame,
    /// How often the top of a stack was each owner's.
    owners: BTreeMap<String, u64>,
    /// How often the top of a stack was each function.
    functions: BTreeMap<String, u64>,
}

impl Stacks {
    /// Reads what `perf script` prints: for each look a head, then a line for each frame from the top down, then an empty
    /// line.
    pub(crate) fn read(printed: &str) -> Self {
        let mut stacks = Self::default();
        for look in printed.split("\n\n") {
            let frames: Vec<(String, String)> = look.lines().filter_map(frame).collect();
            if !frames.is_empty() {
                stacks.add(&frames);
            }
        }
        stacks
    }

    /// How many stacks there are.
    pub(crate) fn total(&self) -> u64 {
        self.root.seen
    }

    fn add(&mut self, frames: &[(String, String)]) {
        if let Some((name, owner)) = frames.first() {
            *self.owners.entry(owner.clone()).or_default() += 1;
            *self.functions.entry(name.clone()).or_default() += 1;
        }
        let mut at = &mut self.root;
        at.seen += 1;
        for (name, owner) in frames.iter().rev() {
            at = at.calls.entry(name.clone()).or_default();
            at.owner.clone_from(owner);
            at.seen += 1;
        }
    }

    /// Two tables in Markdown: what runs, by whose it is and by function.
    pub(crate) fn shares(&self) -> String {
        let table = |head: &str, counted: &BTreeMap<String, u64>, most: usize| {
            let mut counted: Vec<(&String, &u64)> = counted.iter().collect();
            counted.sort_by(|one, other| other.1.cmp(one.1).then(one.0.cmp(other.0)));
            let rows = counted.into_iter().take(most).map(|(name, seen)| {
                let share = *seen as f64 * 100.0 / self.total().max(1) as f64;
                format!("| {} | {share:.1} |\n", name.replace('|', "\\|"))
            });
            format!("| {head} | % |\n|---|---:|\n{}\n", rows.collect::<String>())
        };
        table("whose", &self.owners, 20) + &table("function", &self.functions, 25)
    }
}

/// A frame's name and owner: `7f01 hyper::Conn::poll+0x1f (/bin/hemicycle)`.
fn frame(line: &str) -> Option<(String, String)> {
    let (address, rest) = line.strip_prefix([' ', '\t'])?.trim_start().split_once(' ')?;
    u64::from_str_radix(address, 16).ok()?;
    let (symbol, object) = rest.rsplit_once(" (")?;
    let object = object.trim_end().trim_end_matches(')');
    // Where perf's copy of the stack ends.
    if symbol == "[unknown]" && object == "[unknown]" {
        return None;
    }
    let name = name(symbol, object);
    let owner = owner(&name, object);
    Some((name, owner))
}

#[cfg(test)]
mod tests {
    use super::Stacks;

    pub(super) const PRINTED: &str = "\
tokio-worker  41  7.1: cpu-clock:
\t  51 hyper::Conn<I>::poll+0x1f (/bin/hemicycle)
\t  52 tokio::run::h0123456789abcdef+0x2 (/bin/hemicycle)

tokio-worker  41  7.2: cpu-clock:
\tffffffff81 tcp_sendmsg+0x1 ([kernel.kallsyms])
\t  51 hyper::Conn<I>::poll+0x2f (/bin/hemicycle)
\t  52 tokio::run::h0123456789abcdef+0x2 (/bin/hemicycle)

swapper  0  7.3: cpu-clock:

tokio-worker  41  7.4: cpu-clock:
\t  53 tokio::park (/bin/hemicycle)
\tffffffffffffffff [unknown] ([unknown])
";

    #[test]
    fn stacks_with_the_same_callers_are_one_branch() {
        let stacks = Stacks::read(PRINTED);
        assert_eq!(stacks.total(), 3);
        let run = &stacks.root.calls["tokio::run"];
        let poll = &run.calls["hyper::Conn::poll"];
        assert_eq!((run.seen, poll.seen, poll.calls["tcp_sendmsg"].seen), (2, 2, 1));
        assert_eq!((&run.owner[..], &poll.calls["tcp_sendmsg"].owner[..]), ("tokio", "kernel"));
    }

    #[test]
    fn shares_are_of_what_ran_and_not_of_what_called_it() {
        let shares = Stacks::read(PRINTED).shares();
        assert!(shares.contains("| hyper | 33.3 |") && shares.contains("| tokio::park | 33.3 |"), "{shares}");
        assert!(!shares.contains("tokio::run"));
    }
}
