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
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use tokio::net::TcpListener;

use super::say;

/// What `bench bytes` takes on the command line.
#[derive(clap::Args)]
pub(crate) struct Bytes {
    /// The folder of answers: a file SHAPE/VARIANT.json for each
    #[arg(long)]
    answers: PathBuf,
    /// Where it listens
    #[arg(long, default_value = "127.0.0.1:0")]
    listen: SocketAddr,
}

/// Answers by their paths, such as "/search/3", each with its headers.
type Answers = HashMap<String, (HeaderMap, axum::body::Bytes)>;

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
        Some((headers, bytes)) => (headers.clone(), bytes.clone()).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn answers(folder: &Path) -> Result<Answers, String> {
    let mut answers = HashMap::new();
    for shape in listed(folder)?.into_iter().filter(|path| path.is_dir()) {
        let files = listed(&shape)?.into_iter();
        for file in files.filter(|file| file.extension().is_some_and(|kind| kind == "json")) {
            let bytes = fs::read(&file).map_err(|error| format!("{}: {error}", file.display()))?;
            let path = file.strip_prefix(folder).map_err(|error| error.to_string())?.with_extension("");
            answers.insert(format!("/{}", path.display()), (head(&file)?, bytes.into()));
        }
    }
    Ok(answers)
}

/// The headers that go with an answer: those of `<variant>.head` where that is there, as another server sent them, but what
/// each server says itself of a body and of the day.
fn head(file: &Path) -> Result<HeaderMap, String> {
    let text = fs::read_to_string(file.with_extension("head"))
        .unwrap_or_else(|_| "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n".to_owned());
    let mut headers = HeaderMap::new();
    for (name, value) in text.lines().skip(1).filter_map(|line| line.split_once(':')) {
        let read = HeaderName::from_bytes(name.as_bytes()).ok().zip(HeaderValue::from_str(value.trim()).ok());
        let (name, value) =
            read.ok_or_else(|| format!("{}: {name}: {value} is no header", file.display()))?;
        if ![header::CONTENT_LENGTH, header::DATE, header::TRANSFER_ENCODING].contains(&name) {
            headers.append(name, value);
        }
    }
    Ok(headers)
}

fn listed(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
    let entries = fs::read_dir(folder).map_err(failed)?;
    entries.map(|entry| Ok(entry.map_err(failed)?.path())).collect()
}
