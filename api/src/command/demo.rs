//! `hemicycle demo`.

use std::{io::Write, net::SocketAddr, process::ExitCode};

use store::Store;

use super::{
    Options,
    serve::{self, Stop},
};
use crate::http::EXAMPLES;

/// Opinions written for this program, in the form of real ones: their region, its people and its bodies are invented.
pub(super) const DOCUMENTS: [&str; 6] = [
    include_str!("../../demo/2023-03-14-avis-2-1.txt"),
    include_str!("../../demo/2023-06-20-avis-3-4.txt"),
    include_str!("../../demo/2023-10-10-avis-1-3.txt"),
    include_str!("../../demo/2024-02-06-autosaisine.txt"),
    include_str!("../../demo/2024-06-18-avis-2-2.txt"),
    include_str!("../../demo/2024-10-15-voeu.txt"),
];

/// A code that INSEE gives to no region.
const TERRITORY: &str = "99";

/// Serves the documents that come with the program from a database that goes with the process.
pub(super) async fn run(options: &Options, listen: &str) -> Result<ExitCode, String> {
    // Before there is a folder that a signal could leave behind.
    let stop = Stop::new()?;
    let listener = serve::bind(listen).await?;
    let folder = tempfile::Builder::new().prefix("hemicycle-demo").tempdir().map_err(|error| {
        format!(
            "no temporary folder could be made: {error}. Make room there, or set TMPDIR to another folder"
        )
    })?;
    let address = format!("sqlite://{}", folder.path().join("demo.db").display());
    let store = Store::connect(&address, options.clock()).await.map_err(|error| error.to_string())?;
    store.migrate().await.map_err(|error| error.to_string())?;
    let reader = ingest::Options { territory: Some(TERRITORY.to_owned()), ..ingest::Options::default() };
    for document in DOCUMENTS {
        let imported = store::import(&store, document.into(), &reader, "hemicycle demo").await;
        imported.map_err(|error| error.to_string())?;
    }
    serve::listen(store, listener, stop, say).await
}

/// The addresses, and a first query to paste.
fn say(address: SocketAddr) {
    let [first, ..] = EXAMPLES;
    let text = format!(
        "The demo serves {} opinions of a region that does not exist.\n\n\
         \x20 GraphiQL  http://{address}/graphiql\n\
         \x20 GraphQL   http://{address}/graphql\n\n\
         A first query, to paste into GraphiQL:\n\n{first}\n\
         The same from a terminal:\n\n\
         curl -s http://{address}/graphql -H 'content-type: application/json' \\\n\
         \x20 -d '{{\"query\": \"{{ opinions {{ nodes {{ title vote {{ outcome formula }} }} }} }}\"}}'\n\n\
         Ctrl-C ends it, and leaves nothing behind.",
        DOCUMENTS.len()
    );
    // Nobody need read it: the server serves all the same.
    let _ = writeln!(std::io::stdout(), "{text}");
}
