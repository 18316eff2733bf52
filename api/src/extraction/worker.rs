//! The process that reads one document: bytes on standard input, an [`Answer`] on standard output.

use std::{
    fs::File,
    io::{self, Read},
};

use rustix::{
    io::dup,
    process::{Resource, Rlimit, setrlimit},
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

/// Sets the limits, before a byte is read. No file can be opened and nothing can be dialled any more.
fn confine(limits: &Limits) -> io::Result<()> {
    let set = |resource, current: u64, maximum: u64| {
        setrlimit(resource, Rlimit { current: Some(current), maximum: Some(maximum) })
    };
    // What the process writes to, not what it reserves: the allocator reserves a gibibyte at once.
    set(Resource::Data, limits.extract_memory, limits.extract_memory)?;
    // The first ends the process with SIGXCPU, the second would with SIGKILL, which says nothing.
    set(Resource::Cpu, limits.extract_cpu, limits.extract_cpu.saturating_add(1))?;
    set(Resource::Fsize, 0, 0)?;
    set(Resource::Core, 0, 0)?;
    set(Resource::Nofile, 0, 0)?;
    Ok(())
}
