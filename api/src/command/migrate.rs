//! `hemicycle migrate`.

use std::process::ExitCode;

use super::Options;

/// Brings the tables up to this version.
pub(super) async fn run(options: &Options) -> Result<ExitCode, String> {
    let store = options.store().await?;
    let migrated = store.migrate().await.map_err(|error| error.to_string())?;
    match migrated.migrations {
        0 if !migrated.indexed => println!("The database is of this version: nothing to do."),
        0 => println!("The database is of this version now: the search index was made anew."),
        1 => println!("The database is of this version now: 1 migration ran."),
        count => println!("The database is of this version now: {count} migrations ran."),
    }
    store.settle().await;
    Ok(ExitCode::SUCCESS)
}
