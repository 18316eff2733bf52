//! An answer as a table: rows of JSON values under names that a query gives them.

use serde_json::Value;

use crate::{Error, Format};

/// Writes rows, each with a value for every name, as CSV, NDJSON or one JSON array. What is unknown is empty in CSV; lists
/// and objects are JSON there.
///
/// # Errors
/// [`Error::Format`] where the format is none of the three; [`Error::Written`].
pub fn table(format: Format, names: &[String], rows: &[Vec<Value>]) -> Result<Vec<u8>, Error> {
    match format {
        Format::Csv => csv(names, rows),
        Format::Ndjson | Format::Json => json(format, names, rows),
        Format::Parquet | Format::JsonLd | Format::Atom => Err(Error::Format(format.to_string())),
    }
}

fn csv(names: &[String], rows: &[Vec<Value>]) -> Result<Vec<u8>, Error> {
    let mut table = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(Vec::new());
    table.write_record(names)?;
    for row in rows {
        table.write_record(row.iter().map(text))?;
    }
    table.into_inner().map_err(|error| Error::Written(error.into_error()))
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        value => value.to_string(),
    }
}

fn json(format: Format, names: &[String], rows: &[Vec<Value>]) -> Result<Vec<u8>, Error> {
    let lines = format == Format::Ndjson;
    let mut file = Vec::new();
    for (place, row) in rows.iter().enumerate() {
        file.extend_from_slice(match (lines, place) {
            (true, _) => b"",
            (false, 0) => b"[\n",
            (false, _) => b",\n",
        });
        // By hand: in the order of the names.
        for (at, (name, value)) in names.iter().zip(row).enumerate() {
            file.push(if at == 0 { b'{' } else { b',' });
            serde_json::to_writer(&mut file, name).map_err(std::io::Error::from)?;
            file.push(b':');
            serde_json::to_writer(&mut file, value).map_err(std::io::Error::from)?;
        }
        file.push(b'}');
        if lines {
            file.push(b'\n');
        }
    }
    file.extend_from_slice(match (lines, rows.is_empty()) {
        (true, _) => b"",
        (false, true) => b"[]\n",
        (false, false) => b"\n]\n",
    });
    Ok(file)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Error, Format, table};

    fn written(format: Format, rows: &[Vec<serde_json::Value>]) -> Result<String, Error> {
        let names = ["title".to_owned(), "session.heldOn".to_owned(), "themes".to_owned()];
        table(format, &names, rows).map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
    }

    #[test]
    fn a_row_is_the_same_in_each_format() -> Result<(), Error> {
        let rows = [vec![json!("L'eau, \"vive\""), json!(null), json!(["Eau", "Sol"])]];
        assert_eq!(
            written(Format::Csv, &rows)?,
            "title,session.heldOn,themes\r\n\"L'eau, \"\"vive\"\"\",,\"[\"\"Eau\"\",\"\"Sol\"\"]\"\r\n"
        );
        let object =
            "{\"title\":\"L'eau, \\\"vive\\\"\",\"session.heldOn\":null,\"themes\":[\"Eau\",\"Sol\"]}";
        assert_eq!(written(Format::Ndjson, &rows)?, format!("{object}\n"));
        assert_eq!(written(Format::Json, &rows)?, format!("[\n{object}\n]\n"));
        assert_eq!(written(Format::Json, &[])?, "[]\n");
        assert_eq!(written(Format::Csv, &[])?, "title,session.heldOn,themes\r\n");
        Ok(())
    }
}
