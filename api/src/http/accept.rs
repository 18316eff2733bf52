//! Media types: the one that an answer is written in, as the client accepts it, and the one that a body is read in.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

/// What GraphQL is answered in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Media {
    /// `application/graphql-response+json`: the status tells what became of the query.
    Modern,
    /// `application/json`: a well-formed request is answered with 200, whatever became of it.
    Legacy,
}

impl Media {
    /// As a header says it.
    pub(super) fn header(self) -> &'static str {
        match self {
            Self::Modern => "application/graphql-response+json; charset=utf-8",
            Self::Legacy => "application/json; charset=utf-8",
        }
    }

    /// The one that the client likes best (RFC 9110, 12.5.1); none where it takes neither. A client that says nothing,
    /// or takes both alike by a wildcard, knows the older one for certain.
    pub(super) fn accepted(headers: &HeaderMap) -> Option<Self> {
        // What most clients say.
        match headers.get(header::ACCEPT).map(HeaderValue::as_bytes) {
            Some(b"application/graphql-response+json") if is_sole(headers) => return Some(Self::Modern),
            Some(b"application/json" | b"*/*") if is_sole(headers) => return Some(Self::Legacy),
            None => return Some(Self::Legacy),
            Some(_) => {}
        }
        let ranges = ranges(headers);
        let quality = |media: Self, subtype: &str| {
            quality(&ranges, "application", subtype).map(|(quality, how)| (quality, how, media))
        };
        let modern = quality(Self::Modern, "graphql-response+json");
        let legacy = quality(Self::Legacy, "json");
        match (modern, legacy) {
            (Some(modern), Some(legacy)) if modern.0 > legacy.0 => Some(modern.2),
            // Both alike: the newer one where the client names it.
            (Some(modern), Some(legacy)) if modern.0 == legacy.0 && modern.1 == NAMED => Some(modern.2),
            (Some(modern), None) => Some(modern.2),
            (_, Some(legacy)) => Some(legacy.2),
            (None, None) => None,
        }
    }
}

/// Whether `Accept` has one line.
fn is_sole(headers: &HeaderMap) -> bool {
    headers.get_all(header::ACCEPT).iter().nth(1).is_none()
}

/// Whether a client takes events of the server's, and says so.
pub(super) fn takes_events(headers: &HeaderMap) -> bool {
    let values = || headers.get_all(header::ACCEPT).iter().map(HeaderValue::as_bytes);
    // Only who names them.
    if !values().any(|value| value.windows(12).any(|part| part.eq_ignore_ascii_case(b"event-stream"))) {
        return false;
    }
    quality(&ranges(headers), "text", "event-stream").is_some_and(|(_, how)| how == NAMED)
}

/// The place of the media type that the client likes best of those that are offered, the first of several alike; also
/// where it takes none of them: an answer of another type tells it more than a refusal.
pub(super) fn preferred(headers: &HeaderMap, offered: &[(&str, &str)]) -> usize {
    let ranges = ranges(headers);
    let quality = |(kind, subtype)| quality(&ranges, kind, subtype).map_or(0, |(quality, _)| quality);
    let places = offered.iter().map(|offer| quality(*offer)).enumerate();
    // The last of equals is taken, so the first offered comes last.
    places.rev().max_by_key(|(_, quality)| *quality).map_or(0, |(place, _)| place)
}

fn ranges(headers: &HeaderMap) -> Vec<Range> {
    items(headers, &header::ACCEPT).filter_map(|range| Range::read(&range)).collect()
}

/// How well a media type is liked, and how well it is named; none where it is not taken.
fn quality(ranges: &[Range], kind: &str, subtype: &str) -> Option<(u16, u8)> {
    let matching = ranges.iter().filter_map(|range| range.matches(kind, subtype).map(|how| (how, range)));
    // The most specific range decides, the best of several such.
    let best = matching.max_by_key(|(how, range)| (*how, range.quality));
    best.filter(|(_, range)| range.quality > 0).map(|(how, range)| (range.quality, how))
}

/// A range that names the media type; less is a wildcard.
const NAMED: u8 = 2;

/// A media range of an `Accept` header. Its quality is in thousandths.
struct Range {
    kind: String,
    subtype: String,
    quality: u16,
}

impl Range {
    /// None where it does not parse, or asks for a charset that JSON is not written in.
    fn read(text: &str) -> Option<Self> {
        let (media, parameters) = parts(text);
        let (kind, subtype) = media.split_once('/')?;
        let mut quality = 1000;
        for (name, value) in parameters {
            match name.as_str() {
                "q" => quality = weight(&value)?,
                "charset" if !is_utf8(&value) && value != "*" => return None,
                _ => {}
            }
        }
        Some(Self { kind: kind.to_owned(), subtype: subtype.to_owned(), quality })
    }

    fn matches(&self, kind: &str, subtype: &str) -> Option<u8> {
        match (self.kind.as_str(), self.subtype.as_str()) {
            (first, own) if first == kind && own == subtype => Some(NAMED),
            (first, "*") if first == kind => Some(1),
            ("*", "*") => Some(0),
            _ => None,
        }
    }
}

/// Why a body's `Content-Encoding` is refused.
pub(super) fn encoded(headers: &HeaderMap) -> Option<String> {
    let mut codings = items(headers, &header::CONTENT_ENCODING);
    let coding: String =
        codings.find(|coding| !coding.eq_ignore_ascii_case("identity"))?.chars().take(80).collect();
    Some(format!("the body is encoded as {coding:?} (`Content-Encoding`): expected it as it is"))
}

/// Why a body's `Content-Encoding` or `Content-Type` is refused.
pub(super) fn unreadable(headers: &HeaderMap) -> Option<String> {
    if let Some(message) = encoded(headers) {
        return Some(message);
    }
    let expected = "expected `Content-Type: application/json`, in UTF-8";
    let Some(value) = headers.get(header::CONTENT_TYPE) else {
        return Some(format!("the body has no media type: {expected}"));
    };
    let value = value.to_str().unwrap_or_default();
    let (media, parameters) = parts(value);
    if media != "application/json" {
        let media: String = media.chars().take(80).collect();
        return Some(format!("the body is of the type {media:?}: {expected}"));
    }
    let charset = parameters.into_iter().find(|(name, value)| name == "charset" && !is_utf8(value));
    charset.map(|(_, charset)| {
        let charset: String = charset.chars().take(80).collect();
        format!("the body is in the charset {charset:?}: {expected}")
    })
}

/// The items of a header's list, however many lines it has.
pub(super) fn items(headers: &HeaderMap, name: &HeaderName) -> impl Iterator<Item = String> {
    let values = headers.get_all(name).iter().filter_map(|value| value.to_str().ok());
    let items = values.flat_map(|value| value.split(',')).map(str::trim).filter(|item| !item.is_empty());
    items.map(str::to_owned).collect::<Vec<_>>().into_iter()
}

/// A media type in small letters, and its parameters.
fn parts(text: &str) -> (String, Vec<(String, String)>) {
    let mut parts = text.split(';').map(str::trim);
    let media = parts.next().unwrap_or_default().to_ascii_lowercase();
    let parameters = parts.filter_map(|part| {
        let (name, value) = part.split_once('=')?;
        Some((name.trim().to_ascii_lowercase(), value.trim().trim_matches('"').to_ascii_lowercase()))
    });
    (media, parameters.collect())
}

fn is_utf8(charset: &str) -> bool {
    matches!(charset, "utf-8" | "utf8")
}

/// A weight from 0 to 1 with at most three decimals (RFC 9110, 12.4.2), in thousandths.
pub(super) fn weight(text: &str) -> Option<u16> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let digits = decimals.len() <= 3 && decimals.bytes().all(|byte| byte.is_ascii_digit());
    if !digits || !matches!(whole, "0" | "1") {
        return None;
    }
    let thousandths: u16 = format!("{decimals:0<3}").parse().ok()?;
    let weight = whole.parse::<u16>().ok()? * 1000 + thousandths;
    (weight <= 1000).then_some(weight)
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, header};

    use super::{
        Media::{self, Legacy, Modern},
        preferred,
    };

    #[test]
    fn of_what_is_offered_the_best_liked_is_taken_and_the_first_of_equals() {
        let taken = |accept: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT, accept.parse().expect("a header"));
            preferred(&headers, &[("application", "ld+json"), ("text", "turtle")])
        };
        assert_eq!(preferred(&HeaderMap::new(), &[("application", "ld+json"), ("text", "turtle")]), 0);
        assert_eq!(taken("*/*"), 0);
        assert_eq!(taken("text/turtle"), 1);
        assert_eq!(taken("text/*, application/ld+json;q=0.9"), 1);
        assert_eq!(taken("text/turtle;q=0.4, */*;q=0.5"), 0);
        assert_eq!(taken("image/png"), 0);
    }

    #[test]
    fn the_media_type_is_the_one_that_the_client_likes_best() {
        let accepted = |accept: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT, accept.parse().expect("a header"));
            Media::accepted(&headers)
        };
        assert_eq!(Media::accepted(&HeaderMap::new()), Some(Legacy));
        assert_eq!(accepted("*/*"), Some(Legacy));
        assert_eq!(accepted("application/*;q=0.5, text/html"), Some(Legacy));
        assert_eq!(accepted("application/graphql-response+json, application/json;q=0.9"), Some(Modern));
        assert_eq!(accepted("application/graphql-response+json;q=0.8, application/json"), Some(Legacy));
        assert_eq!(accepted("application/json, application/graphql-response+json"), Some(Modern));
        assert_eq!(accepted("Application/GraphQL-Response+JSON; Charset=\"UTF-8\""), Some(Modern));
        assert_eq!(accepted("application/json;q=0, */*;q=0.1"), Some(Modern));
        assert_eq!(accepted("application/json; charset=iso-8859-1"), None);
        assert_eq!(accepted("text/html, application/xml;q=0.9"), None);
        assert_eq!(accepted("*/*;q=0"), None);
    }
}
