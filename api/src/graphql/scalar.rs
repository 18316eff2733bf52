//! Scalars of the schema's own: days, partial dates and moments as ISO 8601 writes them.

use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};
use chrono::{DateTime as Moment, NaiveDate, SecondsFormat, Utc};

/// A day (date), as ISO 8601 writes it: "2020-10-06".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Date(pub(crate) NaiveDate);

/// A day (date), as ISO 8601 writes it: "2020-10-06".
#[Scalar(specified_by_url = "https://scalars.graphql.org/andimarek/local-date")]
impl ScalarType for Date {
    fn parse(value: Value) -> InputValueResult<Self> {
        match &value {
            Value::String(text) => day(text).map(Self).ok_or_else(|| {
                InputValueError::custom(format!("expected a day such as \"2020-10-06\", not {text:?}"))
            }),
            _ => Err(InputValueError::expected_type(value)),
        }
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_string())
    }
}

/// A moment (date et heure) in UTC, as RFC 3339 writes it: "2020-10-06T14:30:00Z".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DateTime(pub(crate) Moment<Utc>);

/// A moment (date et heure) in UTC, as RFC 3339 writes it: "2020-10-06T14:30:00Z".
#[Scalar]
impl ScalarType for DateTime {
    fn parse(value: Value) -> InputValueResult<Self> {
        match &value {
            Value::String(text) => {
                Moment::parse_from_rfc3339(text).map(|moment| Self(moment.to_utc())).map_err(|_| {
                    InputValueError::custom(format!(
                        "expected a moment such as \"2020-10-06T14:30:00Z\", not {text:?}"
                    ))
                })
            }
            _ => Err(InputValueError::expected_type(value)),
        }
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_rfc3339_opts(SecondsFormat::AutoSi, true))
    }
}

/// A year, a month or a day (date partielle), as EDTF level 0 (ISO 8601-2) writes it: "2018", "2019-03", "2020-06-25".
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PartialDate(pub(crate) String);

/// A year, a month or a day (date partielle), as EDTF level 0 (ISO 8601-2) writes it: "2018", "2019-03", "2020-06-25".
#[Scalar(specified_by_url = "https://www.loc.gov/standards/datetime/")]
impl ScalarType for PartialDate {
    fn parse(value: Value) -> InputValueResult<Self> {
        let Value::String(text) = &value else { return Err(InputValueError::expected_type(value)) };
        match partial(text).filter(|date| date.to_string() == *text) {
            Some(date) => Ok(Self(date.to_string())),
            None => Err(InputValueError::custom(format!(
                "expected a date such as \"2018\", \"2019-03\" or \"2020-06-25\", not {text:?}"
            ))),
        }
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.clone())
    }
}

/// What one of these scalars expects, where a value is none of its own; none for other scalars.
pub(crate) fn complaint(scalar: &str, value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.as_str(),
        _ => "",
    };
    let (fits, expected) = match scalar {
        "Date" => (day(text).is_some(), "a day such as \"2020-10-06\""),
        "DateTime" => (Moment::parse_from_rfc3339(text).is_ok(), "a moment such as \"2020-10-06T14:30:00Z\""),
        "PartialDate" => (
            partial(text).is_some_and(|date| date.to_string() == text),
            "a date such as \"2018\", \"2019-03\" or \"2020-06-25\"",
        ),
        "Upload" => (super::upload::is_file(value), "a file of a multipart request"),
        _ => return None,
    };
    (!fits).then(|| expected.to_owned())
}

/// A day, in ten characters and no others: no sign, no space, every zero.
fn day(text: &str) -> Option<NaiveDate> {
    text.parse().ok().filter(|day: &NaiveDate| text.len() == 10 && day.to_string() == text)
}

fn partial(text: &str) -> Option<ingest::PartialDate> {
    match text.split('-').collect::<Vec<_>>().as_slice() {
        [year] => ingest::PartialDate::year(year.parse().ok()?),
        [year, month] => ingest::PartialDate::month(year.parse().ok()?, month.parse().ok()?),
        _ => text.parse().ok().map(ingest::PartialDate::day),
    }
}
