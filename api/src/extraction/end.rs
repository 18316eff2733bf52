//! How a worker ended, and what that says of its document.

use std::{os::unix::process::ExitStatusExt, process::ExitStatus};

use ingest::Problem;
use rustix::process::Signal;

use super::{Answer, Limits, TEXT};

/// What is left of a worker.
pub(super) struct End {
    pub(super) status: ExitStatus,
    pub(super) said: Vec<u8>,
    pub(super) errors: Vec<u8>,
}

impl End {
    /// The answer, or what the worker's end says of the document.
    pub(super) fn answer(self, limits: &Limits) -> Result<Answer, Problem> {
        let answer = self.status.success().then(|| Answer::read(&self.said)).flatten();
        if let Some(answer) = answer {
            let length = answer.length();
            return if length > TEXT { Err(too_long()) } else { Ok(answer) };
        }
        if self.said.len() as u64 > TEXT {
            return Err(too_long());
        }
        let errors = String::from_utf8_lossy(&self.errors);
        tracing::debug!("the process that reads documents ended with {}: {errors}", self.status);
        let signal = self.status.signal();
        // Words of Rust's own runtime and library: nothing else tells one abort from another.
        if errors.contains("memory allocation of") || errors.contains("out of memory") {
            Err(memory(limits))
        } else if signal == Some(Signal::XCPU.as_raw()) {
            Err(processor(limits))
        } else if errors.contains("has overflowed its stack") {
            Err(failed("its parts contain each other without an end"))
        } else if let Some(signal) = signal {
            Err(failed(&format!("its reader was ended by the signal {signal}")))
        } else {
            Err(failed("its reader gave up in the middle"))
        }
    }
}

/// The document took longer than the clock allows.
pub(super) fn timeout(limits: &Limits) -> Problem {
    let message = format!(
        "Reading the file took longer than {} seconds. {REMEDY} Raise --extract-time if it is an opinion that \
         large.",
        limits.extract_time
    );
    Problem::refusal("EXTRACTION_TIMEOUT", message, 1, 1)
}

/// What to do with a document that one program cannot read.
const REMEDY: &str =
    "Open it in the program that made it, save it or print it to a new PDF, and import that.";

fn failed(why: &str) -> Problem {
    let message = format!("The file cannot be read: {why}. {REMEDY}");
    Problem::refusal("EXTRACTION_FAILED", message, 1, 1)
}

fn memory(limits: &Limits) -> Problem {
    let message = format!(
        "Reading the file takes more than {} bytes of memory. {REMEDY} Raise --extract-memory if it is an opinion \
         that large.",
        limits.extract_memory
    );
    Problem::refusal("EXTRACTION_LIMIT", message, 1, 1)
}

fn processor(limits: &Limits) -> Problem {
    let message = format!(
        "Reading the file takes more than {} seconds of processor time. {REMEDY} Raise --extract-cpu if it is an \
         opinion that large.",
        limits.extract_cpu
    );
    Problem::refusal("EXTRACTION_LIMIT", message, 1, 1)
}

fn too_long() -> Problem {
    let message = format!(
        "The file holds more than {TEXT} bytes of text. Expected an opinion. Cut it, and import the parts."
    );
    Problem::refusal("EXTRACTION_LIMIT", message, 1, 1)
}
