//! A bar that shows how far an import is, on a terminal, once it has taken a second.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::report::printable;

/// How long nothing is shown.
const QUIET: Duration = Duration::from_secs(1);

/// How far an import is.
pub(super) struct Progress {
    bar: ProgressBar,
    begun: Instant,
    shown: bool,
    machine: bool,
}

impl Progress {
    pub(super) fn new(documents: usize, machine: bool) -> Self {
        let bar = ProgressBar::with_draw_target(Some(documents as u64), ProgressDrawTarget::hidden());
        let style = ProgressStyle::with_template("{bar:30} {pos} of {len}, {eta} to go: {wide_msg}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        // One document needs no bar, and a machine none at all.
        Self { bar, begun: Instant::now(), shown: machine || documents < 2, machine }
    }

    /// Counts documents that are found in one of them: an archive.
    pub(super) fn more(&mut self, documents: usize) {
        self.bar.inc_length(documents.saturating_sub(1) as u64);
        self.shown = self.machine || self.shown && documents < 2;
    }

    /// Says which document is being read.
    pub(super) fn at(&self, path: &Path) {
        self.bar.set_message(printable(path));
    }

    /// Lets something be printed, and counts one document more.
    pub(super) fn say(&mut self, print: impl FnOnce()) {
        self.bar.suspend(print);
        self.bar.inc(1);
        if !self.shown && self.begun.elapsed() > QUIET {
            // Where standard error is no terminal, this draws nothing.
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
            self.shown = true;
        }
    }

    /// Takes the bar away.
    pub(super) fn end(&self) {
        self.bar.finish_and_clear();
    }
}
