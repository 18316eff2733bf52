//! Where a running server's processor time goes: its stacks, taken by perf, drawn one frame over the other, and the time
//! of each crate in words.

mod draw;
mod frame;
mod stacks;

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use tempfile::TempDir;

use self::stacks::Stacks;
use crate::process::run;

/// Looks a second, odd so that nothing that repeats falls in step with them.
const RATE: &str = "199";

/// How perf finds who called whom in a program as it is released: by the tables that it has for panics, in a copy of as
/// much of the stack as perf can take. Futures in futures take more, so that the lowest callers are missing in some stacks.
const TABLES: &str = "dwarf,65528";

/// What `bench flame` needs.
#[derive(clap::Args)]
pub(crate) struct Needs {
    /// The server's process, under a load that somebody else drives
    #[arg(long, value_name = "PID")]
    watch: u32,
    /// How long it is watched
    #[arg(long, default_value_t = 10)]
    seconds: u32,
    /// It was built with `RUSTFLAGS="-C force-frame-pointers=yes"`, so that every stack is whole
    #[arg(long)]
    frame_pointers: bool,
    /// What it does, for the picture's head
    #[arg(long, default_value = "A server under load")]
    title: String,
    /// The picture
    #[arg(long, value_name = "FILE")]
    into: PathBuf,
}

/// Watches, draws, and prints the shares of crates.
///
/// # Errors
/// Where perf is missing or may not look, or the picture cannot be written.
pub(crate) fn report(needs: &Needs) -> Result<(), String> {
    let calls = if needs.frame_pointers { "fp" } else { TABLES };
    let stacks = watch(needs.watch, needs.seconds, calls)?;
    fs::write(&needs.into, draw::flame(&needs.title, &stacks))
        .map_err(|error| format!("{}: {error}", needs.into.display()))?;
    print!("{}", stacks.shares());
    Ok(())
}

/// The stacks of a process in so many seconds, with callers found in that way.
///
/// # Errors
/// Where perf is missing or may not look, or nothing ran.
fn watch(process: u32, seconds: u32, calls: &str) -> Result<Stacks, String> {
    let folder = TempDir::with_prefix("hemicycle-perf").map_err(|error| error.to_string())?;
    let data = folder.path().join("perf.data");
    let (process, seconds) = (process.to_string(), seconds.to_string());
    let record = ["record", "--quiet", "--freq", RATE, "--call-graph", calls, "--pid", &process, "--output"];
    perf(&record, &data, &["--", "sleep", &seconds])?;
    // Inlined frames would take an addr2line for each address.
    let fields = ["--no-inline", "--fields", "comm,tid,time,event,ip,sym,dso"];
    let printed = perf(&["script", "--input"], &data, &fields)?;
    let stacks = Stacks::read(&printed);
    if stacks.total() == 0 {
        return Err(format!(
            "perf saw nothing of process {process} in {seconds} seconds. Drive it meanwhile, and allow perf to look \
             (sysctl kernel.perf_event_paranoid=1, or root)."
        ));
    }
    Ok(stacks)
}

fn perf(before: &[&str], data: &Path, after: &[&str]) -> Result<String, String> {
    let mut printed = Vec::new();
    let mut command = Command::new("perf");
    command.args(before).arg(data).args(after).stdin(Stdio::null());
    run(&mut command, |bytes| printed.extend_from_slice(bytes))
        .map_err(|error| format!("{error} (perf is in Debian's package linux-perf)"))?;
    Ok(String::from_utf8_lossy(&printed).into_owned())
}
