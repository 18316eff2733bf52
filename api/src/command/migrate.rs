//! `hemicycle migrate`.

use std::process::ExitCode;

use super::Options;

/// Brings the tables up to this version.
pub(super) async fn run(options: &Options) -> Result<ExitCode, String> {
    let store = options.store().await?;
    match store.migrate().await.map_err(|error| error.to_string())? {
        0 => println!("The database is of this version: nothing to do."),
        count => println!("The database is of this version now: {count} migrations ran."),
    }
    Ok(ExitCode::SUCCESS)
}
