//! What running programs cost between two looks at them, as /proc tells it: the processor time of a process with all that
//! descends from it, so that one number stands for a whole PostgreSQL cluster, and its memory.

use std::{collections::HashMap, fs};

/// A tick of /proc/PID/stat in nanoseconds: Linux counts a hundred a second for programs, on every machine (time(7)).
const TICK: u64 = 10_000_000;

/// So much can the ticks of a process be ahead of the nanoseconds of its threads without that a thread has ended.
const BLUR: u64 = 2 * TICK;

/// The processor time that processes had taken when they were looked at.
pub(crate) struct Look {
    processes: HashMap<u32, Process>,
}

#[derive(Default)]
struct Process {
    /// Nanoseconds of each thread that runs.
    threads: HashMap<u32, u64>,
    /// Nanoseconds of all threads there ever were, to a tick.
    own: u64,
    /// Nanoseconds of the children that have ended and were waited for, to a tick.
    ended: u64,
}

impl Look {
    /// Looks at these processes and at all that descends from them.
    pub(crate) fn at(roots: &[u32]) -> Self {
        Self {
            processes: family(roots).into_iter().filter_map(|id| Some((id, Process::read(id)?))).collect(),
        }
    }

    /// Nanoseconds of processor time since an earlier look at the same processes. What a process took that began and
    /// ended in between is in what its parent waited for.
    pub(crate) fn since(&self, earlier: &Self) -> u64 {
        let none = Process::default();
        let grown: u64 = self
            .processes
            .iter()
            .map(|(id, now)| now.since(earlier.processes.get(id).unwrap_or(&none)))
            .sum();
        // Those that have ended since took this before; their parents have it among what they waited for.
        let gone: u64 = earlier
            .processes
            .iter()
            .filter(|(id, _)| !self.processes.contains_key(id))
            .map(|(_, process)| process.own + process.ended)
            .sum();
        grown.saturating_sub(gone)
    }
}

impl Process {
    fn read(id: u32) -> Option<Self> {
        let stat = Stat::read(id)?;
        let threads = fs::read_dir(format!("/proc/{id}/task")).ok()?.flatten().filter_map(|entry| {
            let schedule = fs::read_to_string(entry.path().join("schedstat")).ok()?;
            Some((entry.file_name().to_str()?.parse().ok()?, schedule.split(' ').next()?.parse().ok()?))
        });
        Some(Self { threads: threads.collect(), own: stat.own, ended: stat.ended })
    }

    fn since(&self, earlier: &Self) -> u64 {
        let threads: u64 = self
            .threads
            .iter()
            .map(|(id, now)| now.saturating_sub(earlier.threads.get(id).copied().unwrap_or(0)))
            .sum();
        // Threads that have ended are in the ticks alone.
        let ticks = self.own.saturating_sub(earlier.own);
        let own = if ticks > threads + BLUR { ticks } else { threads };
        own + self.ended.saturating_sub(earlier.ended)
    }
}

/// What /proc/PID/stat says, in nanoseconds.
struct Stat {
    parent: u32,
    own: u64,
    ended: u64,
}

impl Stat {
    fn read(id: u32) -> Option<Self> {
        Self::parse(&fs::read_to_string(format!("/proc/{id}/stat")).ok()?)
    }

    /// proc_pid_stat(5): the name stands in brackets and may hold anything.
    fn parse(stat: &str) -> Option<Self> {
        let figures: Vec<&str> = stat[stat.rfind(')')? + 1..].split_whitespace().collect();
        let time = |place: usize| figures.get(place)?.parse::<u64>().ok().map(|ticks| ticks * TICK);
        Some(Self {
            parent: figures.get(1)?.parse().ok()?,
            own: time(11)? + time(12)?,
            ended: time(13)? + time(14)?,
        })
    }
}

/// These processes and all that descend from them, each once.
fn family(roots: &[u32]) -> Vec<u32> {
    let mut children: HashMap<u32, Vec<u32>> = HashMap::new();
    let all = fs::read_dir("/proc").into_iter().flatten().flatten();
    for id in all.filter_map(|entry| entry.file_name().to_str()?.parse().ok()) {
        if let Some(stat) = Stat::read(id) {
            children.entry(stat.parent).or_default().push(id);
        }
    }
    let (mut found, mut left) = (Vec::new(), roots.to_vec());
    while let Some(id) = left.pop() {
        if !found.contains(&id) {
            found.push(id);
            left.extend(children.get(&id).into_iter().flatten());
        }
    }
    found
}

/// The most memory that the processes and all that descend from them have had, in KiB. What several have in common is
/// in each of them, so that this is for programs of one process.
pub(crate) fn peak(roots: &[u32]) -> u64 {
    family(roots).into_iter().filter_map(|id| kib(&format!("/proc/{id}/status"), "VmHWM:")).sum()
}

/// The memory that the processes and all that descend from them have now, in KiB; what several have in common is shared
/// out among them (PSS), so that it counts once.
pub(crate) fn memory(roots: &[u32]) -> u64 {
    family(roots).into_iter().filter_map(|id| kib(&format!("/proc/{id}/smaps_rollup"), "Pss:")).sum()
}

/// The memory that a process has now, in KiB, with all that it has in common with others (RSS).
pub(crate) fn resident(process: u32) -> u64 {
    kib(&format!("/proc/{process}/status"), "VmRSS:").unwrap_or_default()
}

fn kib(file: &str, name: &str) -> Option<u64> {
    let status = fs::read_to_string(file).ok()?;
    status.lines().find_map(|line| line.strip_prefix(name))?.trim().strip_suffix(" kB")?.parse().ok()
}

#[cfg(test)]
mod tests {
    use std::process::{self, Command, Stdio};

    use super::{Look, Process, Stat, TICK, memory, peak};

    fn process(threads: &[(u32, u64)], own: u64, ended: u64) -> Process {
        Process { threads: threads.iter().copied().collect(), own, ended }
    }

    fn look(processes: Vec<(u32, Process)>) -> Look {
        Look { processes: processes.into_iter().collect() }
    }

    #[test]
    fn a_processs_name_may_look_like_figures() {
        let stat = Stat::parse("7 (a) R 1 2) S 3 7 7 0 -1 4194304 1 0 0 0 11 12 13 14 20 0").expect("a stat");
        assert_eq!((stat.parent, stat.own, stat.ended), (3, 23 * TICK, 27 * TICK));
    }

    #[test]
    fn threads_are_counted_in_nanoseconds_and_ended_ones_in_ticks() {
        let before = look(vec![(1, process(&[(1, 100), (2, 50)], TICK, 0))]);
        let after = look(vec![(1, process(&[(1, 350), (3, 7)], TICK, 0))]);
        assert_eq!(after.since(&before), 257);
        // Thread 2 went on for long before it ended.
        let after = look(vec![(1, process(&[(1, 350)], 9 * TICK, 0))]);
        assert_eq!(after.since(&before), 8 * TICK);
    }

    #[test]
    fn a_process_that_has_ended_is_counted_once() {
        let before = look(vec![(1, process(&[(1, 0)], 0, 0)), (2, process(&[(2, 3 * TICK)], 3 * TICK, 0))]);
        let after = look(vec![(1, process(&[(1, 5)], 0, 10 * TICK))]);
        assert_eq!(after.since(&before), 5 + 7 * TICK);
    }

    #[test]
    fn what_a_child_takes_is_counted_while_it_runs_and_after() {
        let own = [process::id()];
        let before = Look::at(&own);
        let mut child = Command::new("sh")
            .args(["-c", "i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done; read line"])
            .stdin(Stdio::piped())
            .spawn()
            .expect("a shell");
        while Look::at(&own).since(&before) < 2 * TICK {}
        assert!(memory(&own) > memory(&[child.id()]) && peak(&own) > peak(&[child.id()]));
        drop(child.stdin.take());
        child.wait().expect("its end");
        assert!(Look::at(&own).since(&before) >= 2 * TICK);
    }
}
