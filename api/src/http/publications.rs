//! `/publications.{json,csv,atom}`: opinions as observation platforms list what is published. Who takes the list removes
//! what is no longer in it, so that a list of what cannot be is refused: it would be empty.

use axum::{
    extract::{Path, Query, Request, State, rejection::QueryRejection},
    http::{Uri, request::Parts},
    response::{IntoResponse, Response},
};
use chrono::{Months, NaiveDate};
use ingest::{Territory, ThemeMapping};
use publish::{Format, Options, PUBLICATIONS};
use serde::Deserialize;
use store::Store;

use super::{
    App,
    asked::is_utf8,
    client::Client,
    export::{is_current, send},
    plain::Refused,
    revision,
};
use crate::export::Product;

/// What one of them costs of what a client may spend: as much as a query of many records.
const COST: u64 = 1_000;

/// What the list is chosen by.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    /// The slug or the name of a theme.
    theme: Option<String>,
    /// A code of INSEE.
    territory: Option<String>,
    /// The first day, or the month or the year that it begins.
    from: Option<String>,
    /// The last day, or the month or the year that it ends.
    to: Option<String>,
    #[serde(default)]
    bom: bool,
}

/// Answers with the list.
pub(super) async fn list(
    State(app): State<App>,
    Path(extension): Path<String>,
    asked: Result<Query<Asked>, QueryRejection>,
    request: Request,
) -> Response {
    let (parts, body) = request.into_parts();
    let (balance, spent) = app.0.spend(Client::of(&parts, &app.0.settings.trusted_proxies), COST);
    let answered = match spent {
        Err(refusal) => Err(refusal.into()),
        Ok(()) => match product(&app, &extension, asked, &parts) {
            Err(refused) => Err(refused),
            Ok(product) => answer(&app, Request::from_parts(parts, body), product).await,
        },
    };
    let mut response = answered.into_response();
    if let Some(balance) = balance {
        balance.write(response.headers_mut());
    }
    response
}

/// What is asked for.
fn product(
    app: &App,
    extension: &str,
    asked: Result<Query<Asked>, QueryRejection>,
    parts: &Parts,
) -> Result<Product, Refused> {
    let format = match extension {
        "json" => Format::Json,
        "csv" => Format::Csv,
        "atom" => Format::Atom,
        _ => return Err(Refused::not_found("Publications are at /publications.json, .csv and .atom.")),
    };
    let Query(asked) = asked.map_err(|_| {
        Refused::wrong(
            "Publications are chosen by `theme`, `territory`, `from` and `to`, each at most once; `bom` is `true` or \
             `false`.",
        )
    })?;
    if !is_readable(&parts.uri) {
        return Err(Refused::wrong(
            "The address holds a `%` that no two hexadecimal digits follow, or what it encodes is no UTF-8. Expected \
             such as `?theme=Fili%C3%A8re`.",
        ));
    }
    let theme = asked.theme.as_deref().map(theme).transpose()?;
    if let Some(code) = asked.territory.as_deref().filter(|code| !Territory::may_be_code(code)) {
        return Err(Refused::wrong(format!(
            "{code:?} is no code of a territory: expected INSEE's of a region or a department, such as 27 or 2A, or of \
             a commune, such as 21231, a SIREN of nine figures, or two letters of a country."
        )));
    }
    let (from, to) = (day(asked.from.as_deref(), |days| days.0)?, day(asked.to.as_deref(), |days| days.1)?);
    // A feed says where it is.
    let base = app.0.settings.publishing.asked(&parts.headers, &parts.uri)?;
    let address = format!("{base}{}", parts.uri.path_and_query().map_or("/", |path| path.as_str()));
    let title = title(app.0.settings.publishing.publisher.as_deref(), &asked);
    let options = Options { mark: asked.bom && format == Format::Csv, title, address, updated: None };
    let values = vec![asked.territory, theme, from, to];
    Ok(Product { dataset: &PUBLICATIONS, format, options, values, codes: None })
}

async fn answer(app: &App, request: Request, product: Product) -> Result<Response, Refused> {
    // Before anything is read for a client that has the list.
    let mut reading = revision::reading(&app.0, request.headers()).await?;
    let version = app.0.version(&mut reading).await?;
    let store = reading.store();
    if let Some(answer) = is_current(request.headers(), version, &product) {
        return Ok(answer);
    }
    if let [territory, theme, ..] = &product.values[..] {
        is_known(store, territory.as_deref(), theme.as_deref()).await?;
    }
    let made = app.0.exports.begin(store, product.clone()).await?;
    send(request, &made, &product, true).await
}

/// What people who follow the feed see in their list of feeds: whose it is, and what it is chosen by.
fn title(publisher: Option<&str>, asked: &Asked) -> String {
    let territory = asked.territory.as_ref().map(|code| format!("territoire {code}"));
    let from = asked.from.as_ref().filter(|day| !day.is_empty()).map(|day| format!("depuis {day}"));
    let to = asked.to.as_ref().filter(|day| !day.is_empty()).map(|day| format!("jusqu'à {day}"));
    let parts = [Some("Avis publiés".to_owned()), publisher.map(str::to_owned), asked.theme.clone()];
    parts.into_iter().chain([territory, from, to]).flatten().collect::<Vec<_>>().join(" – ")
}

/// Whether an address can be read in one way alone: what is broken in it would be read as another text.
fn is_readable(uri: &Uri) -> bool {
    let mut encoded = uri.query().unwrap_or_default().split('%').skip(1);
    let whole = |rest: &str| rest.len() >= 2 && rest.bytes().take(2).all(|byte| byte.is_ascii_hexdigit());
    encoded.all(whole) && is_utf8(uri)
}

/// A theme's slug.
fn theme(text: &str) -> Result<String, Refused> {
    let slug = ingest::text::slug(text);
    if slug.is_empty() { Err(no_theme(text)) } else { Ok(slug) }
}

fn no_theme(given: &str) -> Refused {
    Refused::wrong(format!(
        "There is no theme {given:?}: /export/themes.csv lists those that there are. Expected the `slug` or the `name` \
         of one, or no `theme` at all."
    ))
}

/// Refuses a theme and a territory that neither the data nor the program's own tables have.
async fn is_known(store: &Store, territory: Option<&str>, theme: Option<&str>) -> Result<(), Refused> {
    if let Some(slug) = theme.filter(|slug| !ThemeMapping::default().gives(slug))
        && !store.has_theme(slug).await?
    {
        return Err(no_theme(slug));
    }
    if let Some(code) = territory.filter(|code| !Territory::is_region(code))
        && !store.has_territory(code).await?
    {
        return Err(Refused::wrong(format!(
            "No territory here has the code {code:?}: /export/territories.csv lists those that there are. Expected the \
             `code` of one, or no `territory` at all."
        )));
    }
    Ok(())
}

/// One end of the period, as the statement asks for it.
fn day(text: Option<&str>, end: fn((NaiveDate, NaiveDate)) -> NaiveDate) -> Result<Option<String>, Refused> {
    let Some(text) = text.filter(|text| !text.is_empty()) else { return Ok(None) };
    let days = days(text).ok_or_else(|| {
        Refused::wrong(format!("{text:?} is no day: expected one such as 2024-06-18, or a month or a year."))
    })?;
    Ok(Some(end(days).to_string()))
}

/// The first and the last day of a day, a month or a year.
fn days(text: &str) -> Option<(NaiveDate, NaiveDate)> {
    if !text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') {
        return None;
    }
    let (first, months) = match text.len() {
        4 => (format!("{text}-01-01"), 12),
        7 => (format!("{text}-01"), 1),
        10 => (text.to_owned(), 0),
        _ => return None,
    };
    let first: NaiveDate = first.parse().ok()?;
    let last = if months == 0 { first } else { first.checked_add_months(Months::new(months))?.pred_opt()? };
    Some((first, last))
}

#[cfg(test)]
mod tests {
    use super::days;

    #[test]
    fn a_month_and_a_year_have_a_first_and_a_last_day() {
        let read = |text| days(text).map(|(first, last)| format!("{first} {last}"));
        assert_eq!(read("2024-06-18").as_deref(), Some("2024-06-18 2024-06-18"));
        assert_eq!(read("2024-02").as_deref(), Some("2024-02-01 2024-02-29"));
        assert_eq!(read("2024").as_deref(), Some("2024-01-01 2024-12-31"));
        for text in ["", "24", "2024-6", "2024-13", "2024-02-30", "+024", "juin 2024", "2024-1-1"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
