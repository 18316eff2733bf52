//! A primary with two streaming replicas and two instances of the program: the primary is killed while they write and read,
//! and what becomes of the writes and of the reads is told.

mod load;
mod site;

use std::{
    collections::BTreeSet,
    process::Command,
    thread,
    time::{Duration, Instant},
};

use serde_json::Value;

use self::{
    load::Load,
    site::{LEASE, Site},
};
use crate::{
    process::run,
    server::{Programs, Server},
};

/// How long the load runs before the primary goes, and after writes are back.
const AROUND: Duration = Duration::from_secs(8);

/// The time that is stated until writes are back where the whole machine went: Patroni's lease, and some turns for the
/// choice, the promotion and HAProxy's looks.
const STATED: Duration = Duration::from_secs(LEASE + 10);

/// Kills a machine's processes, and PostgreSQL's alone, each on a site of its own, and prints what happened.
///
/// # Errors
/// Where a program fails, a write is lost, reads stopped or the time was not kept.
pub(crate) fn report(needs: &Programs) -> Result<(), String> {
    println!("A primary, a synchronous replica and another; two instances; 4 writers and 8 readers.");
    for (what, whole) in [("PostgreSQL alone", false), ("the whole machine", true)] {
        fail_over(needs, what, whole)?;
    }
    Ok(())
}

fn fail_over(needs: &Programs, what: &str, whole: bool) -> Result<(), String> {
    let site = Site::start(&needs.postgres)?;
    site.psql("postgres", "CREATE DATABASE hemicycle")?;
    let program = || {
        let mut command = Command::new(&needs.program);
        command.env_remove("DATABASE_URL").env("HEMICYCLE_LOG", "warn").env("HEMICYCLE_RATE_LIMIT", "0");
        command.env("HEMICYCLE_KEY_RATE_LIMIT", "0").args(["--database", &site.address("hemicycle")]);
        command
    };
    run(program().arg("migrate"), |_| ())?;
    let mut made = Vec::new();
    let make = ["keys", "create", "bench", "--scopes", "import", "--json"];
    run(program().args(make), |bytes| made.extend_from_slice(bytes))?;
    let made: Value = serde_json::from_slice(&made).map_err(|error| error.to_string())?;
    let key = made["key"].as_str().ok_or("hemicycle keys create: no key")?.to_owned();
    let serve = || {
        let mut serving = program();
        serving.env("HEMICYCLE_REPLICAS", site.each("hemicycle").join(","));
        Server::start(serving)
    };
    let servers = [serve()?, serve()?];
    let load = Load::new(servers.iter().map(|server| server.address.clone()).collect(), key);
    let threads = load.begin(2, 4);
    thread::sleep(AROUND);
    let old = site.primary().ok_or("there is no primary")?;
    let before = load.acknowledged().len();
    let killed = Instant::now();
    site.kill(old, whole)?;
    let back = back(&load, killed)?;
    thread::sleep(AROUND);
    load.end(threads);
    let new = site.primary().ok_or("there is no new primary")?;
    let mut verified = program();
    run(verified.arg("verify"), |_| ())?;
    let acknowledged = load.acknowledged();
    let kept = site.psql("hemicycle", "SELECT sha256 FROM document")?;
    let kept: BTreeSet<&str> = kept.lines().collect();
    let lost = acknowledged.iter().filter(|(_, hash)| !kept.contains(hash.as_str())).count();
    let reads = load.reads();
    println!("\n{what} of the primary killed with SIGKILL (node {} to node {}):", old + 1, new + 1);
    println!("  acknowledged writes      {} before, {} in all", before, acknowledged.len());
    println!("  of these lost            {lost}");
    println!("  writes back after        {:.1} s (stated: {} s)", back.as_secs_f64(), STATED.as_secs());
    println!(
        "  reads                    {} answered, {} by the other instance, {} failed on both",
        reads.answered, reads.elsewhere, reads.failed
    );
    println!("  longest wait of a reader {:.2} s from one answer to the next", reads.longest.as_secs_f64());
    println!("  hemicycle verify         clean on the new primary");
    let wrong = [
        (lost > 0, "acknowledged writes were lost"),
        (new == old, "the primary is the one that was killed"),
        (reads.failed > 0, "reads failed on both instances"),
        (back > STATED, "writes were not back in the time stated"),
    ];
    wrong.iter().find(|(is, _)| *is).map_or(Ok(()), |(_, what)| Err((*what).to_owned()))
}

/// How long after a moment the first write was acknowledged that was not under way at it.
fn back(load: &Load, killed: Instant) -> Result<Duration, String> {
    let mut last = killed;
    while killed.elapsed() < STATED * 4 {
        thread::sleep(Duration::from_millis(20));
        let acknowledged = load.acknowledged();
        let since: Vec<Instant> = acknowledged.iter().map(|(at, _)| *at).filter(|at| *at > killed).collect();
        // What was answered within the first moments was under way: a pause comes, and then the first after it.
        let paused = since.iter().find(|at| {
            let pause = at.duration_since(last);
            last = **at;
            pause > Duration::from_millis(500)
        });
        if let Some(at) = paused {
            return Ok(at.duration_since(killed));
        }
        last = killed;
    }
    Err("writes did not come back".to_owned())
}
