//! `/publications.{json,csv,atom}`: opinions as observation platforms list what is published.

use axum::{
    extract::{Path, Query, Request, State, rejection::QueryRejection},
    http::{StatusCode, header},
    response::Response,
};
use chrono::{Months, NaiveDate};
use publish::{Format, Options};
use serde::Deserialize;

use super::{
    App,
    client::Client,
    export::{failed, is_current, said, send},
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
    let format = match extension.as_str() {
        "json" => Format::Json,
        "csv" => Format::Csv,
        "atom" => Format::Atom,
        _ => return said(StatusCode::NOT_FOUND, "Publications are at /publications.json, .csv and .atom."),
    };
    let Ok(Query(asked)) = asked else {
        return said(
            StatusCode::BAD_REQUEST,
            "Publications are chosen by `theme`, `territory`, `from` and `to`, each at most once; `bom` is `true` or \
             `false`.",
        );
    };
    let (from, to) =
        match (day(asked.from.as_deref(), |days| days.0), day(asked.to.as_deref(), |days| days.1)) {
            (Ok(from), Ok(to)) => (from, to),
            (Err(text), _) | (_, Err(text)) => {
                let words =
                    format!("{text:?} is no day: expected one such as 2024-06-18, or a month or a year.");
                return said(StatusCode::BAD_REQUEST, &words);
            }
        };
    let (parts, body) = request.into_parts();
    let (balance, spent) = app.0.spend(Client::of(&parts, &app.0.settings.trusted_proxies), COST);
    let Some(dataset) = publish::dataset("publications") else {
        return said(StatusCode::NOT_FOUND, "There are no publications.");
    };
    let mut response = if let Err(refusal) = spent {
        let mut response = said(StatusCode::TOO_MANY_REQUESTS, &refusal.words());
        if let Some(seconds) = refusal.retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
        }
        response
    } else {
        let Some(base) = app.0.settings.publishing.base(&parts.headers, &parts.uri) else {
            return said(
                StatusCode::BAD_REQUEST,
                "The header Host names no host that addresses can begin with.",
            );
        };
        // A feed says where it is.
        let address = format!("{base}{}", parts.uri.path_and_query().map_or("/", |path| path.as_str()));
        let options = Options { mark: asked.bom && format == Format::Csv, address, updated: None };
        let theme = asked.theme.as_deref().map(ingest::text::slug);
        let values = vec![asked.territory, theme, from, to];
        let product = Product { dataset, format, options, values };
        answer(&app, Request::from_parts(parts, body), product).await
    };
    if let Some(balance) = balance {
        balance.write(response.headers_mut());
    }
    response
}

async fn answer(app: &App, request: Request, product: Product) -> Response {
    // Before anything is read for a client that has the list.
    let known = match app.0.store.version().await {
        Ok(version) => is_current(request.headers(), version, &product),
        Err(error) => return failed(&error.into()),
    };
    if let Some(answer) = known {
        return answer;
    }
    match app.0.exports.begin(product.clone()).await {
        Ok(made) => send(request, &made, &product, true).await,
        Err(error) => failed(&error),
    }
}

/// One end of the period, as the statement asks for it; the text where it is none.
fn day(text: Option<&str>, end: fn((NaiveDate, NaiveDate)) -> NaiveDate) -> Result<Option<String>, String> {
    let Some(text) = text.filter(|text| !text.is_empty()) else { return Ok(None) };
    days(text).map(|days| Some(end(days).to_string())).ok_or_else(|| text.to_owned())
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
