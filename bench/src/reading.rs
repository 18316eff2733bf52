//! What it costs to read documents. Each measure is a process of its own, so that its peak of memory is its own; ratios
//! are of measures of one run, since machines differ and drift.

use std::{env, process::Command};

use clap::Subcommand;

use crate::{
    document,
    measure::{Measure, measured},
    pdf,
};

/// What one process measures.
#[derive(Clone, Copy, Subcommand)]
pub(crate) enum Task {
    /// Decodes, composes and counts the characters of so many documents: the ceiling of all reading
    Decode { documents: u32 },
    /// Reads so many documents
    Read { documents: u32 },
    /// Takes the text out of a PDF of so many pages
    Extract { pages: u32 },
    /// Takes the text out of it, and reads it as an opinion
    ExtractAndRead { pages: u32 },
}

/// Runs one task in this process.
pub(crate) fn run(task: Task) -> Measure {
    match task {
        Task::Decode { documents } => measured((0..documents).map(document::opinion), document::decode),
        Task::Read { documents } => measured((0..documents).map(document::opinion), document::read),
        Task::Extract { pages } => measured([pdf::pages(pages)].into_iter(), pdf::text),
        Task::ExtractAndRead { pages } => measured([pdf::pages(pages)].into_iter(), pdf::read),
    }
}

/// Runs all tasks, each in a process of its own, and prints the figures side by side.
pub(crate) fn report() -> Result<(), String> {
    println!("Opinions of {} bytes, one after the other, on one core", document::opinion(7).len());
    println!("{:32} {:>12} {:>14} {:>10} {:>8}", "", "documents/s", "CPU us each", "peak MiB", "ratio");
    let ceiling = child(&["decode", "10000"])?;
    line("decoded only (ceiling), 10,000", ceiling, 10_000, ceiling);
    for (name, count) in [("read, 100", 100), ("read, 1,000", 1_000), ("read, 10,000", 10_000)] {
        let measure = child(&["read", &count.to_string()])?;
        line(name, measure, count, ceiling);
    }
    println!("\nA PDF, in one process");
    println!("{:32} {:>12} {:>14} {:>10} {:>8}", "", "pages/s", "CPU us each", "peak MiB", "ratio");
    let fifty = child(&["extract", "50"])?;
    line("text taken out, 50 pages", fifty, 50, fifty);
    line("text taken out, 500 pages", child(&["extract", "500"])?, 500, fifty);
    line("and read, 500 pages", child(&["extract-and-read", "500"])?, 500, fifty);
    println!("\nratio: CPU each, to the first line of its table.");
    Ok(())
}

fn child(arguments: &[&str]) -> Result<Measure, String> {
    let own = env::current_exe().map_err(|error| error.to_string())?;
    let output = Command::new(own).args(arguments).output().map_err(|error| error.to_string())?;
    let printed = String::from_utf8_lossy(&output.stdout);
    printed.trim().parse().map_err(|error: String| {
        format!("{}: {error}: {}", arguments.join(" "), String::from_utf8_lossy(&output.stderr))
    })
}

fn line(name: &str, measure: Measure, count: u32, ceiling: Measure) {
    let each = measure.each(count);
    // The ceiling's count is that of its own measure: its first table line, or fifty pages.
    let base = ceiling.per_item;
    println!(
        "{name:32} {:>12.0} {each:>14.1} {:>10.1} {:>8.2}",
        1e6 / each,
        measure.peak_kib as f64 / 1024.0,
        measure.per_item / base,
    );
}
