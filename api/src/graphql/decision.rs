//! What people with a key decided of a record (décision).

use async_graphql::{Enum, Object};
use serde_json::Value;
use store::entities::decision;

use super::{given::camel, scalar::DateTime};

/// What was decided of a record (nature de la décision).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "store::entities::decision::DecisionKind")]
pub(crate) enum DecisionKind {
    /// What a field says (correction).
    Value,
    /// That the record is there, whether a document states it or not (création).
    Created,
    /// That it is not there (suppression).
    Deleted,
    /// That it is another one (fusion).
    Merged,
    /// That no name of a person is kept (occultation).
    Redacted,
}

/// What people with a key decided of a record (décision): it outranks what documents say, in every later import.
#[derive(Clone, Debug)]
pub(crate) struct Decision(pub(super) decision::Model);

/// What people with a key decided of a record (décision): it outranks what documents say, in every later import.
#[Object]
impl Decision {
    /// What was decided (nature).
    async fn kind(&self) -> DecisionKind {
        self.0.kind.into()
    }

    /// The field that was decided (champ), as the fields of the schema are called; null where it is about the whole record.
    async fn field(&self) -> Option<String> {
        let field = match self.0.field.as_str() {
            "" => return None,
            "organisation_alias" | "initiative_alias" => "aliases",
            "declaration_organisation" => "organisations",
            "declaration_speaker" => "speakers",
            "recommendation_maker" => "made_by",
            field => field,
        };
        Some(camel(field.strip_suffix("_id").unwrap_or(field)))
    }

    /// What people say (valeur retenue), as a text; null for nothing. Of lists and of what is no text, as JSON.
    async fn value(&self) -> Option<String> {
        said(self.0.value.as_deref())
    }

    /// What the deciding document says (valeur lue), in the same form; null where it says nothing.
    async fn stated(&self) -> Option<String> {
        said(self.0.read.as_deref())
    }

    /// By whose key (auteur), such as "key Greffe du CESER".
    async fn actor(&self) -> &str {
        &self.0.actor
    }

    /// When (date et heure).
    async fn at(&self) -> DateTime {
        DateTime(self.0.at)
    }
}

fn said(json: Option<&str>) -> Option<String> {
    match serde_json::from_str(json?) {
        Ok(Value::Null) | Err(_) => None,
        Ok(Value::String(text)) => Some(text),
        Ok(other) => Some(other.to_string()),
    }
}
