//! The ceiling of all: the bytes of an answer, from memory.

use std::{
    collections::HashMap,
    fs,
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::Arc,
};

use axum::{
    Router,
    extract::State,
    http::{StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use tokio::net::TcpListener;

use super::say;

/// What `bench bytes` takes on the command line.
#[derive(clap::Args)]
pub(crate) struct Bytes {
    /// The folder of answers: a file <shape>/<variant>.json for each
    #[arg(long)]
    answers: PathBuf,
    /// Where it listens
    #[arg(long, default_value = "127.0.0.1:0")]
    listen: SocketAddr,
}

/// Answers by their paths, such as "/search/3".
type Answers = HashMap<String, axum::body::Bytes>;

impl Bytes {
    /// Serves `GET /<shape>/<variant>`.
    ///
    /// # Errors
    /// Where a file cannot be read, or nothing can listen there.
    pub(crate) fn serve(&self) -> Result<(), String> {
        let answers = Arc::new(answers(&self.answers)?);
        let runtime = tokio::runtime::Runtime::new().map_err(|error| error.to_string())?;
        runtime.block_on(async {
            let router = Router::new().fallback(answer).with_state(answers);
            let listener = TcpListener::bind(self.listen).await.map_err(|error| error.to_string())?;
            say(listener.local_addr().map_err(|error| error.to_string())?);
            axum::serve(listener, router).await.map_err(|error| error.to_string())
        })
    }
}

async fn answer(State(answers): State<Arc<Answers>>, uri: Uri) -> Response {
    match answers.get(uri.path()) {
        Some(bytes) => ([(header::CONTENT_TYPE, "application/json")], bytes.clone()).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn answers(folder: &Path) -> Result<Answers, String> {
    let mut answers = HashMap::new();
    for shape in listed(folder)?.into_iter().filter(|path| path.is_dir()) {
        for file in listed(&shape)? {
            let bytes = fs::read(&file).map_err(|error| format!("{}: {error}", file.display()))?;
            let path = file.strip_prefix(folder).map_err(|error| error.to_string())?.with_extension("");
            answers.insert(format!("/{}", path.display()), bytes.into());
        }
    }
    Ok(answers)
}

fn listed(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
    let entries = fs::read_dir(folder).map_err(failed)?;
    entries.map(|entry| Ok(entry.map_err(failed)?.path())).collect()
}
