//! What a task costs: processor time, and the peak of memory.

use std::{fmt, fs, str::FromStr};

/// The cost of a task.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Measure {
    /// Processor time of all items, in microseconds, without the making of them.
    pub(crate) micros: f64,
    /// The same for one item.
    pub(crate) per_item: f64,
    /// The most memory that the process had, in KiB.
    pub(crate) peak_kib: u64,
}

impl Measure {
    /// Microseconds for each of so many.
    pub(crate) fn each(self, count: u32) -> f64 {
        self.micros / f64::from(count)
    }
}

impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.micros, self.per_item, self.peak_kib)
    }
}

impl FromStr for Measure {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let mut figures = text.split(' ');
        let mut next = || figures.next().ok_or_else(|| format!("{text:?} is no measure"));
        let float = |text: &str| text.parse().map_err(|_| format!("{text:?} is no figure"));
        Ok(Self { micros: float(next()?)?, per_item: float(next()?)?, peak_kib: float(next()?)? as u64 })
    }
}

/// Runs a task on items that are made one at a time, and counts only the task's time. `task` says how many things an
/// item holds: one document, so many pages.
pub(crate) fn measured(items: impl Iterator<Item = Vec<u8>>, task: fn(&[u8]) -> u32) -> Measure {
    let (mut nanos, mut count) = (0, 0u32);
    for item in items {
        let before = processor();
        count += task(&item);
        nanos += processor() - before;
    }
    let micros = nanos as f64 / 1e3;
    Measure { micros, per_item: micros / f64::from(count.max(1)), peak_kib: peak() }
}

/// Nanoseconds that this thread has been on a processor.
pub(crate) fn processor() -> u64 {
    let stat = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    stat.split(' ').next().and_then(|figure| figure.parse().ok()).unwrap_or_default()
}

/// The most memory that this process has had, in KiB.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or_default()
}
