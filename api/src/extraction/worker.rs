//! The process that reads one document: bytes on standard input, an [`Answer`] on standard output.

use std::{
    fs::File,
    io::{self, Read},
};

use rustix::{
    io::dup,
    process::{Resource, Rlimit, getrlimit, setrlimit},
    stdio::dup2_stdout,
};

use super::{Answer, Limits};

/// Reads one document within the limits.
///
/// # Errors
/// The limits were not set, or nobody listens.
pub(crate) fn run(limits: &Limits) -> io::Result<()> {
    // Libraries may print what puzzles them; the answer has a way of its own.
    let answer = dup(io::stdout())?;
    dup2_stdout(io::stderr())?;
    confine(limits)?;
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    Answer::new(ingest::extract(&bytes)).write(io::BufWriter::new(File::from(answer)))
}

/// No worker needs a deeper stack, in bytes.
const STACK: u64 = 8 * 1024 * 1024;

/// Sets the limits, before a byte is read. No file can be opened and nothing can be dialled any more.
fn confine(limits: &Limits) -> io::Result<()> {
    // Memory that can be written to. The address space would count the program too, however little of it is in memory.
    limit(Resource::Data, limits.extract_memory, limits.extract_memory)?;
    limit(Resource::Stack, STACK, STACK)?;
    // The first ends the process with SIGXCPU, the second would with SIGKILL, which says nothing.
    limit(Resource::Cpu, limits.extract_cpu, limits.extract_cpu.saturating_add(1))?;
    limit(Resource::Fsize, 0, 0)?;
    limit(Resource::Core, 0, 0)?;
    limit(Resource::Nofile, 0, 0)
}

/// Sets one limit, or leaves it as low as someone else has set it: only root may raise one.
fn limit(resource: Resource, current: u64, maximum: u64) -> io::Result<()> {
    let held = getrlimit(resource).maximum.unwrap_or(u64::MAX);
    let [current, maximum] = [current, maximum].map(|figure| Some(figure.min(held)));
    Ok(setrlimit(resource, Rlimit { current, maximum })?)
}
