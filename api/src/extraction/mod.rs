//! Text out of documents that others made: PDFs, DOCX and HTML are read by a process of their own with limits on
//! memory and time, since a hostile one can end the process that reads it. Plain text is read here.

mod answer;
mod end;
mod worker;

use std::{process::Stdio, time::Duration};

use answer::Answer;
use clap::Args;
use end::End;
use ingest::{Extracted, Format, Problem};
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWriteExt},
    process::{Child, Command},
    time::timeout,
};

pub(crate) use worker::run as worker;

/// The subcommand that is the worker.
pub(crate) const WORKER: &str = "extract";

/// No document has more text, in bytes: 64 MiB.
const TEXT: u64 = 64 * 1024 * 1024;

/// What is kept of what a worker says on its standard error, in bytes.
const SAID: u64 = 64 * 1024;

/// How much one document may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Args)]
#[group(id = "ExtractionLimits")]
pub struct Limits {
    /// The memory that reading one PDF, DOCX or HTML file may take, in bytes.
    #[arg(long, env = "HEMICYCLE_EXTRACT_MEMORY", hide_env_values = true, default_value_t = 512 * 1024 * 1024, value_name = "BYTES")]
    extract_memory: u64,
    /// The processor time that it may take, in seconds.
    #[arg(
        long,
        env = "HEMICYCLE_EXTRACT_CPU",
        hide_env_values = true,
        default_value_t = 20,
        value_name = "SECONDS"
    )]
    extract_cpu: u64,
    /// The time that it may take by the clock, in seconds.
    #[arg(
        long,
        env = "HEMICYCLE_EXTRACT_TIME",
        hide_env_values = true,
        default_value_t = 60,
        value_name = "SECONDS"
    )]
    extract_time: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { extract_memory: 512 * 1024 * 1024, extract_cpu: 20, extract_time: 60 }
    }
}

/// Takes the text out of a document. What a document does to its reader becomes its refusal.
///
/// # Errors
/// The worker did not start: the machine's fault, not the document's.
pub(crate) async fn extract(bytes: &[u8], limits: &Limits) -> Result<Extracted, String> {
    let format = Format::of(bytes);
    if format == Format::Text {
        return Ok(ingest::extract(bytes));
    }
    let mut child = start(limits).map_err(|error| {
        format!("the process that reads documents did not start: {error}. Free memory and processes, and try again")
    })?;
    let time = Duration::from_secs(limits.extract_time);
    let end = match timeout(time, talk(&mut child, bytes)).await {
        Ok(Ok(end)) => end,
        Ok(Err(error)) => {
            kill(&mut child).await;
            return Err(format!("the process that reads documents was not heard: {error}. Try again"));
        }
        Err(_) => {
            kill(&mut child).await;
            return Ok(refused(format, end::timeout(limits)));
        }
    };
    Ok(end.answer(limits).map_or_else(|problem| refused(format, problem), Answer::extracted))
}

fn refused(format: Format, problem: Problem) -> Extracted {
    Extracted { media_type: format.media_type().to_owned(), text: Err(problem) }
}

/// This program once more. It gets no variable of our environment: the database's password is none of its business.
fn start(limits: &Limits) -> std::io::Result<Child> {
    Command::new(std::env::current_exe()?)
        .arg(WORKER)
        .args(["--extract-memory", &limits.extract_memory.to_string()])
        .args(["--extract-cpu", &limits.extract_cpu.to_string()])
        .env_clear()
        // Or mimalloc takes a gibibyte before the limit is set, and nothing that fits into it counts.
        .env("MIMALLOC_ARENA_RESERVE", "0")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
}

/// Hands the bytes over and hears the worker to its end.
async fn talk(child: &mut Child, bytes: &[u8]) -> std::io::Result<End> {
    let (mut input, output, errors) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let give = async move {
        if let Some(input) = &mut input {
            // A worker that is gone says so by its end.
            let _ = input.write_all(bytes).await;
        }
    };
    // The header is some hundred bytes; a text within the limit always fits.
    let (_, said, errors) = tokio::join!(give, hear(output, TEXT + SAID), hear(errors, SAID));
    let (said, errors) = (said?, errors?);
    Ok(End { status: child.wait().await?, said, errors })
}

/// What comes out of a pipe, up to a limit and one byte; the rest is let go, so that nobody waits.
async fn hear(pipe: Option<impl AsyncRead + Unpin>, limit: u64) -> std::io::Result<Vec<u8>> {
    let mut said = Vec::new();
    if let Some(mut pipe) = pipe {
        (&mut pipe).take(limit + 1).read_to_end(&mut said).await?;
        tokio::io::copy(&mut pipe, &mut tokio::io::sink()).await?;
    }
    Ok(said)
}

/// Ends the worker and waits until it is gone.
async fn kill(child: &mut Child) {
    if let Err(error) = child.kill().await {
        tracing::warn!("the process that reads documents could not be ended: {error}");
    }
}
