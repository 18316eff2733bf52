//! A saved query: a table that is put together when it is asked for, as the catalogue and a Table Schema describe it.

use serde_json::{Value, json};

use crate::{Distribution, Entry, Form, Schema, Words};

/// A query that is had at `/q/{name}.{json,csv,ndjson}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedQuery {
    /// Its name in addresses: letters, digits, "-" and "_".
    pub name: String,
    /// Variables without which it gives nothing.
    pub needed: Vec<String>,
    /// Whether its pages follow each other.
    pub paged: bool,
    /// What its columns are called, and what they hold.
    pub columns: Vec<(String, Holds)>,
}

/// What the values of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// A text or a word.
    Text,
    /// A whole figure.
    Integer,
    /// A figure.
    Number,
    /// Yes or no.
    Boolean,
    /// A day.
    Day,
    /// A day, a month or a year: EDTF level 0.
    PartialDate,
    /// A moment in UTC.
    Moment,
    /// A list, written as JSON.
    List,
}

impl SavedQuery {
    /// What it is called among the datasets: no other has a name that begins so.
    #[must_use]
    pub fn dataset(&self) -> String {
        format!("q-{}", self.name)
    }

    /// The Table Schema of its CSV, as JSON.
    #[must_use]
    pub fn table_schema(&self) -> Value {
        let field = |(name, holds): &(String, Holds)| {
            let mut field = json!({ "name": name, "type": holds.table_type() });
            match holds {
                Holds::Moment => field["format"] = json!("any"),
                Holds::PartialDate => {
                    field["constraints"] = json!({ "pattern": crate::table_schema::PARTIAL_DATE });
                }
                _ => {}
            }
            field
        };
        json!({
            "$schema": "https://specs.frictionlessdata.io/schemas/table-schema.json",
            "name": self.name,
            "title": self.title().english,
            "description": self.description().english,
            "fields": self.columns.iter().map(field).collect::<Vec<_>>(),
            "missingValues": [""],
        })
    }

    /// Its entry in the catalogue. A query that needs variables is no file to download: it has one distribution, whose
    /// address says what to ask for. (One for each form would have the same address, and udata keeps one of those.)
    #[must_use]
    pub fn entry(&self) -> Entry {
        let name = &self.name;
        let distribution = |path: String, form: Form, download: bool| Distribution {
            path,
            form,
            checked: None,
            schema: (form == Form::CSV).then(|| Schema::Own(format!("q/{name}.schema.json"))),
            download,
        };
        let file = |(form, ending)| distribution(format!("q/{name}.{ending}"), form, true);
        let distributions = if self.needed.is_empty() {
            [(Form::CSV, "csv"), (Form::JSON, "json"), (Form::NDJSON, "ndjson")].map(file).into()
        } else {
            vec![distribution(format!("q/{name}"), Form::CSV, false)]
        };
        Entry {
            name: self.dataset(),
            title: self.title(),
            keyword: Some("requête enregistrée".to_owned()),
            description: self.description(),
            distributions,
        }
    }

    fn title(&self) -> Words {
        let name = &self.name;
        Words {
            english: format!("Saved query \"{name}\""),
            french: Some(format!("Requête enregistrée « {name} »")),
        }
    }

    fn description(&self) -> Words {
        let columns: Vec<&str> = self.columns.iter().map(|(name, _)| name.as_str()).collect();
        let columns = columns.join(", ");
        let mut english = format!("A table that a query makes when it is asked for. Columns: {columns}.");
        let mut french =
            format!("Un tableau que produit une requête au moment où il est demandé. Colonnes : {columns}.");
        if !self.needed.is_empty() {
            let needed = self.needed.join(", ");
            english.push_str(&format!(" The address has to give: {needed}."));
            french.push_str(&format!(" À donner dans l'adresse : {needed}."));
        }
        if self.paged {
            english.push_str(" In pages, each of which names the next in its Link header.");
            french.push_str(" Par pages : chacune donne l'adresse de la suivante dans son en-tête Link.");
        }
        Words { english, french: Some(french) }
    }
}

impl Holds {
    /// What Table Schema calls it.
    fn table_type(self) -> &'static str {
        match self {
            Self::Text | Self::PartialDate => "string",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Boolean => "boolean",
            Self::Day => "date",
            Self::Moment => "datetime",
            Self::List => "array",
        }
    }
}
