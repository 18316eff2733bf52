//! Which votes keep SCDL Délibérations, and why the others do not: by the checks that the import makes.

use store::Field;

/// The columns of the schema.
const COLUMNS: usize = 17;

/// The column of the extended file that is worked out here.
pub(super) const DERIVED: &[&str] = &["not_exported"];

/// Whether a row is in the strict file.
#[expect(clippy::ptr_arg, reason = "as every dataset's rows are completed")]
pub(super) fn is_strict(row: &mut Vec<Field>) -> bool {
    faults(row).is_empty()
}

/// Says why a row is not in the strict file, and keeps it.
pub(super) fn say_why(row: &mut Vec<Field>) -> bool {
    row.push(Field::Texts(faults(row)));
    true
}

fn faults(row: &[Field]) -> Vec<String> {
    let texts: Vec<String> = row.iter().take(COLUMNS).map(text).collect();
    let cells: Vec<&str> = texts.iter().map(String::as_str).collect();
    match cells.first_chunk() {
        Some(cells) => ingest::scdl_faults(cells),
        None => vec!["The row has not the columns of SCDL.".to_owned()],
    }
}

/// A value as CSV has it.
fn text(field: &Field) -> String {
    match field {
        Field::Text(text) => text.clone(),
        Field::Integer(figure) => figure.to_string(),
        Field::Date(day) => day.to_string(),
        _ => String::new(),
    }
}
