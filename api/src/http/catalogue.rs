//! `/catalog.jsonld` and `/catalog.ttl`: what is published here, for portals that harvest it. The datasets' identifiers
//! are addresses that lead there.

use std::sync::LazyLock;

use axum::{
    extract::{Path, Query, State, rejection::QueryRejection},
    http::{HeaderMap, HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use publish::{Catalogue, Page, Place, Publisher};
use serde::Deserialize;
use store::Version;

use super::{App, accept::preferred, etag, plain::Refused, revision, saved, settings::Switch};
use crate::{
    catalogue::{Contents, listed},
    export::Error,
};

/// How many datasets a page has, unless fewer are asked for.
const SIZE: usize = 100;

/// Written once: its making costs more than its sending.
static SDL: LazyLock<String> = LazyLock::new(crate::graphql::sdl);

/// Which part is asked for.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    /// From 1.
    page: Option<usize>,
    /// How many datasets a page shall have.
    size: Option<usize>,
}

fn wrong_page() -> Refused {
    Refused::wrong("The parameters here are `page`, from 1, and `size`, from 1 to 100 datasets a page.")
}

type Parameters = Result<Query<Asked>, QueryRejection>;

/// How the graph is written.
#[derive(Clone, Copy)]
enum Serialisation {
    JsonLd,
    Turtle,
}

impl Serialisation {
    fn file(self) -> &'static str {
        match self {
            Self::JsonLd => "catalog.jsonld",
            Self::Turtle => "catalog.ttl",
        }
    }

    fn media_type(self) -> &'static str {
        match self {
            Self::JsonLd => "application/ld+json",
            Self::Turtle => "text/turtle; charset=utf-8",
        }
    }
}

/// In JSON-LD.
pub(super) async fn json_ld(app: State<App>, asked: Parameters, uri: Uri, headers: HeaderMap) -> Response {
    answer(app.0, Serialisation::JsonLd, asked, &uri, &headers).await.into_response()
}

/// In Turtle.
pub(super) async fn turtle(app: State<App>, asked: Parameters, uri: Uri, headers: HeaderMap) -> Response {
    answer(app.0, Serialisation::Turtle, asked, &uri, &headers).await.into_response()
}

/// In what the client likes better.
pub(super) async fn negotiated(app: State<App>, asked: Parameters, uri: Uri, headers: HeaderMap) -> Response {
    let serialisation = match preferred(&headers, &[("application", "ld+json"), ("text", "turtle")]) {
        0 => Serialisation::JsonLd,
        _ => Serialisation::Turtle,
    };
    let mut answer = answer(app.0, serialisation, asked, &uri, &headers).await.into_response();
    answer.headers_mut().append(header::VARY, HeaderValue::from_static("accept"));
    answer
}

async fn answer(
    app: App,
    serialisation: Serialisation,
    asked: Parameters,
    uri: &Uri,
    headers: &HeaderMap,
) -> Result<Response, Refused> {
    let asked = asked.map_err(|_| wrong_page())?.0;
    let base = app.0.settings.publishing.asked(headers, uri)?;
    let (number, size) = (asked.page.unwrap_or(1), asked.size.unwrap_or(SIZE));
    if number == 0 || !(1..=SIZE).contains(&size) {
        return Err(wrong_page());
    }
    let mut reading = revision::reading(&app.0, headers).await?;
    let version = app.0.version(&mut reading).await?;
    let tag = tag(&app, version, &[&base, serialisation.file(), &number.to_string(), &size.to_string()]);
    if etag::is_known(headers, &tag) {
        return Ok((StatusCode::NOT_MODIFIED, described(&app, version, &tag)).into_response());
    }
    // Whoever asked may have gone before the files are whole; then the next one finds them.
    let gathering = app.clone();
    let gathered = tokio::spawn(async move {
        let gate = &gathering.0;
        gate.catalogues.get(version, reading.store(), &gate.exports).await
    });
    let contents = gathered.await.unwrap_or(Err(Error::Unfinished))?;
    let query = asked.size.map(|size| format!("size={size}"));
    let page = Page { number, size, file: serialisation.file(), query: query.as_deref() };
    let mut catalogue = catalogue(&app, base, version, &contents);
    catalogue.datasets.extend(saved::entries(&app.0).await);
    let graph = catalogue.page(page).ok_or_else(|| {
        Refused::not_found("There is no such page: /catalog is the first, and each names the next.")
    })?;
    let text = match serialisation {
        Serialisation::JsonLd => graph.json_ld(),
        Serialisation::Turtle => graph.turtle(),
    };
    let media = [(header::CONTENT_TYPE, serialisation.media_type())];
    Ok((media, described(&app, version, &tag), text).into_response())
}

fn catalogue(app: &App, base: String, version: Version, contents: &Contents) -> Catalogue {
    let publishing = &app.0.settings.publishing;
    let name = publishing.publisher.clone();
    let coverage = &contents.coverage;
    let place = |place: &store::entities::territory::Model| Place {
        id: place.id,
        code: place.code.clone(),
        name: place.name.clone(),
    };
    Catalogue {
        base,
        publisher: name.map(|name| Publisher { name, homepage: publishing.publisher_url.clone() }),
        licence: publishing.licence.clone(),
        contact: publishing.contact.clone(),
        issued: coverage.begun,
        modified: version.changed(),
        territories: coverage.territories.iter().map(place).collect(),
        period: coverage.days,
        schema: app.0.settings.introspection == Switch::On,
        datasets: contents.datasets.clone(),
    }
}

/// A dataset's identifier leads to the page of the catalogue that describes it.
pub(super) async fn dataset(
    State(app): State<App>,
    Path(name): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    let saved = saved::entries(&app.0).await;
    let names = listed().map(|(dataset, _)| dataset.name).chain(saved.iter().map(|entry| &*entry.name));
    let place = names.into_iter().position(|known| known == name).ok_or_else(|| {
        Refused::not_found("There is no such dataset: /catalog describes those that there are.")
    })?;
    let base = app.0.settings.publishing.asked(&headers, &uri)?;
    let page = match place / SIZE {
        0 => String::new(),
        before => format!("?page={}", before + 1),
    };
    let location = [(header::LOCATION, format!("{base}/catalog{page}"))];
    Ok((StatusCode::SEE_OTHER, location).into_response())
}

/// The schema of the API, where it may be asked about.
pub(super) async fn schema(State(app): State<App>, headers: HeaderMap) -> Response {
    if app.0.settings.introspection == Switch::Off {
        return Refused::not_found("This server does not show its schema.").into_response();
    }
    let tag = format!("W/\"{}\"", app.0.schema_version);
    let described = [
        (header::ETAG, tag.as_str()),
        (header::CACHE_CONTROL, "public, no-cache"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    if etag::is_known(&headers, &tag) {
        return (StatusCode::NOT_MODIFIED, described).into_response();
    }
    let media = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
    (media, described, SDL.as_str()).into_response()
}

/// A weak tag, for an answer may be compressed: of all that it is made of.
fn tag(app: &App, version: Version, asked: &[&str]) -> String {
    let settings = &app.0.settings;
    let options =
        format!("{:?} {:?} {:?}", settings.publishing, settings.introspection, app.0.exports.codes());
    let version = version.to_string();
    let saved: String = app.0.trusted.saved().map(|(name, _, text)| format!("{name} {text:?} ")).collect();
    etag::weak(&[&[&version, &options, &saved, env!("CARGO_PKG_VERSION")], asked].concat())
}

/// What the headers say of a state of the data.
fn described(app: &App, version: Version, tag: &str) -> HeaderMap {
    let changed = version.changed();
    let fresh = etag::cache_control(changed, app.0.store.now(), app.0.settings.max_age);
    let mut headers = HeaderMap::new();
    etag::keep(&mut headers, tag, fresh, changed);
    headers
}
