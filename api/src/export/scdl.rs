//! Which votes keep SCDL Délibérations, and why the others do not: by the checks that the import makes. What an import
//! does not give may come from a table of codes, which the extended file names the author of.

use std::{path::Path, sync::Arc};

use ingest::ScdlCodes;
use store::Field;

use super::hashed::sha256;

/// The columns of the schema.
const COLUMNS: usize = 17;

/// Where they stand among them.
const BODY: usize = 0;
const SIRET: usize = 1;
const MATTER_CODE: usize = 4;
const MATTER_NAME: usize = 5;
const SUBJECT: usize = 6;

/// The columns of the extended file that are worked out here.
pub(super) const DERIVED: &[&str] = &["not_exported", "configured"];

/// A table of codes that whoever runs the program answers for.
#[derive(Clone, Debug)]
pub(crate) struct Codes {
    codes: Arc<ScdlCodes>,
    /// Of the table: another one makes other files of the same data.
    pub(super) digest: String,
}

impl Codes {
    /// Reads the table of `--scdl-codes`.
    pub(crate) fn read(path: &Path) -> Result<Self, String> {
        let name = path.display();
        let todo = "Pass a table with --scdl-codes, as docs/scdl.md describes it";
        let text = std::fs::read_to_string(path)
            .map_err(|error| format!("the codes {name} cannot be read: {error}. {todo}"))?;
        let codes = ScdlCodes::parse(&text)
            .map_err(|error| format!("the codes {name} do not read: {error}. {todo}"))?;
        Ok(Self { codes: Arc::new(codes), digest: sha256(text.as_bytes()).chars().take(16).collect() })
    }

    /// Fills what is empty; says what, and by whom.
    fn fill(&self, row: &mut [Field]) -> Vec<String> {
        let mut filled = Vec::new();
        if let (Some(Field::Text(body)), Some(Field::Null)) = (row.get(BODY), row.get(SIRET))
            && let Some(found) = self.codes.siret(body)
        {
            filled.push(format!("COLL_SIRET: {}", found.author));
            row[SIRET] = Field::Text(found.siret.clone());
        }
        // The code and its name belong together: where the import gave one, the other is not put beside it.
        if let (Some(Field::Text(subject)), Some(Field::Null), Some(Field::Null)) =
            (row.get(SUBJECT), row.get(MATTER_CODE), row.get(MATTER_NAME))
            && let Some(found) = self.codes.matter(subject)
        {
            filled.push(format!("DELIB_MATIERE_CODE, DELIB_MATIERE_NOM: {}", found.author));
            row[MATTER_CODE] = Field::Text(found.code.clone());
            row[MATTER_NAME] = Field::Text(found.name.clone());
        }
        filled
    }
}

/// Whether a row is in the strict file, with the codes that it lacks.
pub(super) fn is_strict(row: &mut [Field], codes: Option<&Codes>) -> bool {
    if let Some(codes) = codes {
        codes.fill(row);
    }
    faults(row).is_empty()
}

/// Says why a row is not in the strict file, and which of its codes come from whom.
pub(super) fn complete(row: &mut Vec<Field>, codes: Option<&Codes>) {
    let filled = codes.map(|codes| codes.fill(row)).unwrap_or_default();
    row.push(Field::Texts(faults(row)));
    row.push(Field::Texts(filled));
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
