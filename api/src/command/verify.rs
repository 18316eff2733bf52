//! `hemicycle verify`.

use std::{
    process::ExitCode,
    time::{Duration, Instant},
};

use clap::builder::FalseyValueParser;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde_json::json;
use store::{Finding, Head, Verified};

use super::Options;

/// How long nothing is shown.
const QUIET: Duration = Duration::from_secs(1);

/// Whether the history is what it was, and the tables are what it says.
#[derive(Debug, clap::Args)]
pub(super) struct Verify {
    /// A head that the ledger had, as `verify` and the API's `ledger` gave it: whether all up to it is what it was.
    #[arg(long, env = "HEMICYCLE_HEAD", hide_env_values = true, value_name = "SIZE:HASH")]
    head: Option<Head>,
    /// Writes one JSON object, for machines, and no other words.
    #[arg(long, env = "HEMICYCLE_JSON", hide_env_values = true, value_parser = FalseyValueParser::new())]
    json: bool,
}

/// Looks through the whole ledger, and says what it found.
pub(super) async fn run(options: &Options, asked: Verify) -> Result<ExitCode, String> {
    let store = options.existing().await?.ok_or_else(|| options.missing())?;
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
    let style = ProgressStyle::with_template("{bar:30} {percent} %, {eta} to go");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    let (begun, mut shown) = (Instant::now(), asked.json);
    let verified = store.verify(asked.head.as_ref(), |progress| {
        bar.set_length(progress.of);
        bar.set_position(progress.done);
        if !shown && begun.elapsed() > QUIET {
            bar.set_draw_target(ProgressDrawTarget::stderr());
            shown = true;
        }
    });
    let verified = verified.await.map_err(|error| error.to_string());
    bar.finish_and_clear();
    let verified = verified?;
    if asked.json {
        super::say(&object(&verified).to_string());
    } else {
        say(&verified, asked.head.as_ref());
    }
    Ok(if verified.findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn say(verified: &Verified, pinned: Option<&Head>) {
    let head = &verified.head;
    let Some(hash) = &head.hash else {
        super::say("The ledger is empty: nothing was written yet.");
        findings(verified);
        return;
    };
    super::say(&format!("The ledger has {} revisions. Its head is {hash}.", head.size));
    findings(verified);
    if !verified.findings.is_empty() {
        return;
    }
    super::say(&format!(
        "Each follows from the one before it; the {} rows of the tables are what they say; the bytes of {} documents are \
         those of their hashes.",
        verified.rows, verified.documents
    ));
    super::say(&match pinned {
        Some(pinned) => format!("All {} revisions up to the given head are what they were.", pinned.size),
        None => format!(
            "Keep the head elsewhere. `hemicycle verify --head {head}` shows later that nothing up to it was changed."
        ),
    });
}

fn findings(verified: &Verified) {
    let count = verified.findings.len() as u64 + verified.more;
    if count == 0 {
        return;
    }
    let places = if count == 1 { "1 place" } else { &format!("{count} places") };
    eprintln!("hemicycle: the data is not what its history says, in {places}:");
    for finding in &verified.findings {
        eprintln!("  {finding}.");
    }
    if verified.more > 0 {
        eprintln!("  and {} more.", verified.more);
    }
    eprintln!("Nothing was mended. Compare with a backup, or with an export that someone else has kept.");
}

fn object(verified: &Verified) -> serde_json::Value {
    let findings: Vec<_> = verified.findings.iter().map(told).collect();
    json!({
        "size": verified.head.size,
        "head": verified.head.hash,
        "rows": verified.rows,
        "documents": verified.documents,
        "findings": findings,
        "moreFindings": verified.more,
    })
}

fn told(finding: &Finding) -> serde_json::Value {
    let mut object = json!({ "code": finding.code(), "message": finding.to_string() });
    match finding {
        Finding::Gap { first, next } => {
            object["first"] = json!(first);
            object["last"] = json!(next - 1);
        }
        Finding::Changed { sequence } => object["sequence"] = json!(sequence),
        Finding::Start { sequence, table, record } => {
            object["sequence"] = json!(sequence);
            object["recordType"] = json!(table);
            object["recordId"] = json!(record);
        }
        Finding::Row { table, record, sequence, .. } => {
            object["sequence"] = json!(sequence);
            object["recordType"] = json!(table);
            object["recordId"] = json!(record);
        }
        Finding::Bytes { sha256 } | Finding::NoBytes { sha256 } => object["sha256"] = json!(sha256),
        Finding::Pinned { size, now } => {
            object["size"] = json!(size);
            object["now"] = json!(now);
        }
    }
    object
}
