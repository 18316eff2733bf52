//! What it costs to write all vote positions as files, by the command and by the server, beside what SQLite's own shell
//! takes to write the same rows.

use std::{io::Read, time::Instant};

use crate::{
    process::{self, Cost, run},
    roll::{Imported, Needs, address},
    server::Server,
    sqlite,
};

const DATASET: &str = "vote-positions";

/// Prints what the files take.
///
/// # Errors
/// Where a program fails.
pub(crate) fn report(needs: &Needs, imported: &Imported) -> Result<(), String> {
    let rows = imported.votes()?;
    println!("{rows} vote positions out of SQLite, in the order of their ids");
    println!("{:34} {:>9} {:>9} {:>8} {:>10} {:>7}", "", "seconds", "rows/s", "CPU s", "peak MiB", "ratio");
    let mut lines = 0;
    let ceiling = sqlite::positions(&imported.database(), |bytes| lines += ends(bytes))?;
    expect(rows, lines)?;
    line("sqlite3 -csv (ceiling)", ceiling, rows, ceiling);
    for format in ["csv", "ndjson", "parquet", "jsonld"] {
        let cost = exported(needs, imported, format, rows)?;
        line(&format!("hemicycle export, {format}"), cost, rows, ceiling);
    }
    for (format, encoding) in [("csv", "identity"), ("csv", "gzip"), ("csv", "zstd"), ("parquet", "identity")]
    {
        let cost = served(needs, imported, format, encoding, rows)?;
        let name = if encoding == "identity" { String::new() } else { format!(", {encoding}") };
        line(&format!("GET /export/….{format}{name}"), cost, rows, ceiling);
    }
    println!(
        "\nratio: seconds, to the ceiling's. A server is a new one each time, asked for nothing else before: it"
    );
    println!("writes the file while it sends it, but Parquet, which is sent when whole.");
    Ok(())
}

/// To standard output, as the command does; the lines are counted where the format has lines.
fn exported(needs: &Needs, imported: &Imported, format: &str, rows: u64) -> Result<Cost, String> {
    let mut lines = 0;
    let mut command = needs.program(&address(&imported.database()));
    let cost = run(command.args(["export", DATASET, "--format", format]), |bytes| lines += ends(bytes))?;
    match format {
        "csv" => expect(rows + 1, lines)?,
        "ndjson" => expect(rows, lines)?,
        _ => {}
    }
    Ok(cost)
}

/// By a server that was started for it.
fn served(
    needs: &Needs,
    imported: &Imported,
    format: &str,
    encoding: &str,
    rows: u64,
) -> Result<Cost, String> {
    let server = Server::start(needs.program(&address(&imported.database())))?;
    let (begun, before) = (Instant::now(), process::processor(server.id()));
    let answer = ureq::get(format!("{}/export/{DATASET}.{format}", server.address))
        .header("accept-encoding", encoding)
        .call()
        .map_err(|error| format!("GET {DATASET}.{format}: {error}"))?;
    let mut body = answer.into_body().into_reader();
    let (mut bytes, mut lines) = (vec![0; 256 * 1024], 0);
    loop {
        match body.read(&mut bytes).map_err(|error| format!("GET {DATASET}.{format}: {error}"))? {
            0 => break,
            read => lines += ends(&bytes[..read]),
        }
    }
    if (format, encoding) == ("csv", "identity") {
        expect(rows + 1, lines)?;
    }
    Ok(Cost {
        wall: begun.elapsed().as_secs_f64(),
        processor: process::processor(server.id()) - before,
        peak_kib: process::peak(server.id()).unwrap_or_default(),
    })
}

/// How many lines end in these bytes: no value of a position has a line's end in it.
fn ends(bytes: &[u8]) -> u64 {
    bytes.iter().filter(|byte| **byte == b'\n').count() as u64
}

fn expect(wanted: u64, found: u64) -> Result<(), String> {
    if wanted == found { Ok(()) } else { Err(format!("{wanted} lines were expected, and {found} came")) }
}

fn line(name: &str, cost: Cost, rows: u64, ceiling: Cost) {
    println!(
        "{name:34} {:>9.2} {:>9.0} {:>8.2} {:>10.1} {:>7.2}",
        cost.wall,
        rows as f64 / cost.wall,
        cost.processor,
        cost.peak_mib(),
        cost.wall / ceiling.wall,
    );
}
