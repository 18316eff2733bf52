//! Popolo: persons, organisations, memberships, motions with their vote events, speeches, as one JSON file; JSON-LD where
//! a context stands before them. There ids are whole IRIs, those of the other files in JSON-LD, and records have types.
//! Specification: <https://www.popoloproject.com/specs/>.

use std::io::Write;

use serde::Serialize;
use serde_json::json;

use crate::{Dataset, Error};

/// The scheme of the identifiers that this program knows a record again by.
pub const POPOLO_OWN_SCHEME: &str = "hemicycle";

/// What a file of Popolo is; its records have no columns.
pub static POPOLO: Dataset = Dataset {
    name: "popolo",
    title: "Votes in the terms of Popolo (votes nominatifs)",
    description: "Persons, organisations, memberships, motions with their vote events, and speeches: one JSON object of lists.",
    record: None,
    columns: &[],
};

/// How a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PopoloForm {
    /// JSON: ids as they are, no types.
    Plain,
    /// JSON-LD.
    Linked,
}

impl PopoloForm {
    /// The id of a record, or of one that another refers to.
    #[must_use]
    pub fn id(self, uuid: &str) -> String {
        match self {
            Self::Plain => uuid.to_owned(),
            Self::Linked => format!("urn:uuid:{uuid}"),
        }
    }

    /// The id of a motion that is no record but what a vote was held on: in RDF one id is one node, and the vote has its
    /// own.
    #[must_use]
    pub fn motion(self, vote: &str) -> String {
        match self {
            Self::Plain => vote.to_owned(),
            Self::Linked => format!("urn:uuid:{vote}#motion"),
        }
    }

    /// A class, where records have types.
    #[must_use]
    pub fn class(self, name: &'static str) -> Option<&'static str> {
        (self == Self::Linked).then_some(name)
    }
}

/// An identifier that somebody has issued.
#[derive(Clone, Debug, Serialize)]
pub struct PopoloIdentifier {
    /// By whom.
    pub scheme: String,
    /// What it is.
    pub identifier: String,
}

/// Another name.
#[derive(Clone, Debug, Serialize)]
pub struct PopoloName {
    /// The name.
    pub name: String,
}

/// One record of a list.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum PopoloRecord {
    /// Of `organizations`.
    Organization {
        /// Its class, in JSON-LD.
        #[serde(rename = "@type", skip_serializing_if = "Option::is_none")]
        class: Option<&'static str>,
        /// Its id.
        id: String,
        /// Its name.
        name: String,
        /// Its short form and what else texts call it.
        other_names: Vec<PopoloName>,
        /// What registers call it.
        identifiers: Vec<PopoloIdentifier>,
        /// Its kind, in our own schema's words.
        classification: String,
        /// What it is a part of.
        #[serde(skip_serializing_if = "Option::is_none")]
        parent_id: Option<String>,
    },
    /// Of `persons`.
    Person {
        /// Its class, in JSON-LD.
        #[serde(rename = "@type", skip_serializing_if = "Option::is_none")]
        class: Option<&'static str>,
        /// Their id.
        id: String,
        /// Their name.
        #[serde(skip_serializing_if = "Option::is_none")]
        name: Option<String>,
        /// Their given name.
        #[serde(skip_serializing_if = "Option::is_none")]
        given_name: Option<String>,
        /// Their family name.
        #[serde(skip_serializing_if = "Option::is_none")]
        family_name: Option<String>,
        /// What registers call them.
        identifiers: Vec<PopoloIdentifier>,
    },
    /// Of `memberships`.
    Membership {
        /// Its class, in JSON-LD.
        #[serde(rename = "@type", skip_serializing_if = "Option::is_none")]
        class: Option<&'static str>,
        /// Its id.
        id: String,
        /// Who.
        person_id: String,
        /// In what.
        organization_id: String,
        /// For whom.
        #[serde(skip_serializing_if = "Option::is_none")]
        on_behalf_of_id: Option<String>,
        /// As what.
        #[serde(skip_serializing_if = "Option::is_none")]
        role: Option<String>,
        /// From when.
        #[serde(skip_serializing_if = "Option::is_none")]
        start_date: Option<String>,
        /// Until when.
        #[serde(skip_serializing_if = "Option::is_none")]
        end_date: Option<String>,
    },
    /// Of `motions`.
    Motion {
        /// Its class, in JSON-LD.
        #[serde(rename = "@type", skip_serializing_if = "Option::is_none")]
        class: Option<&'static str>,
        /// Its id.
        id: String,
        /// Where it was put to the vote.
        organization_id: String,
        /// What it says.
        text: String,
        /// The day.
        date: String,
        /// What became of it, as the words say.
        #[serde(skip_serializing_if = "Option::is_none")]
        result: Option<String>,
        /// How it was voted on.
        vote_events: Vec<PopoloVoteEvent>,
    },
    /// Of `speeches`.
    Speech {
        /// Its class, in JSON-LD.
        #[serde(rename = "@type", skip_serializing_if = "Option::is_none")]
        class: Option<&'static str>,
        /// Its id.
        id: String,
        /// Who spoke, where the text says it.
        #[serde(skip_serializing_if = "Option::is_none")]
        creator_id: Option<String>,
        /// In whose name, as the text's heading has it.
        attribution_text: String,
        /// Before whom.
        audience_id: String,
        /// The words.
        text: String,
        /// The day.
        #[serde(skip_serializing_if = "Option::is_none")]
        date: Option<String>,
        /// What kind of speech.
        r#type: &'static str,
        /// The place among those on the same opinion.
        position: i64,
    },
}

/// One vote on a motion.
#[derive(Clone, Debug, Serialize)]
pub struct PopoloVoteEvent {
    /// Its class, in JSON-LD.
    #[serde(rename = "@type", skip_serializing_if = "Option::is_none")]
    pub class: Option<&'static str>,
    /// Its id.
    pub id: String,
    /// What the body calls it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identifier: Option<String>,
    /// Who voted.
    pub organization_id: String,
    /// The day.
    pub start_date: String,
    /// The words that say how it went, or the word that they mean.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub result: Option<String>,
    /// The figures as printed; none where there are none.
    pub counts: Vec<PopoloCount>,
    /// What members are recorded to have voted.
    pub votes: Vec<PopoloVote>,
}

/// How many chose an option.
#[derive(Clone, Debug, Serialize)]
pub struct PopoloCount {
    /// Its class, in JSON-LD.
    #[serde(rename = "@type", skip_serializing_if = "Option::is_none")]
    pub class: Option<&'static str>,
    /// The option.
    pub option: &'static str,
    /// How many.
    pub value: i64,
}

/// One member's vote.
#[derive(Clone, Debug, Serialize)]
pub struct PopoloVote {
    /// Its class, in JSON-LD.
    #[serde(rename = "@type", skip_serializing_if = "Option::is_none")]
    pub class: Option<&'static str>,
    /// Its id, in JSON-LD.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Whose.
    pub voter_id: String,
    /// What.
    pub option: &'static str,
    /// On whose behalf.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group_id: Option<String>,
}

/// What Popolo calls a choice.
#[must_use]
pub fn popolo_option(choice: &str) -> &'static str {
    match choice {
        "FOR" => "yes",
        "AGAINST" => "no",
        "ABSTENTION" => "abstain",
        "ABSENT" => "absent",
        _ => "not voting",
    }
}

/// Writes a file list by list. Memory does not grow with the number of records.
pub struct Popolo<W: Write> {
    into: W,
    /// Whether a list is open, and whether it has a record.
    list: Option<bool>,
    lists: usize,
}

impl<W: Write> Popolo<W> {
    /// Begins a file.
    ///
    /// # Errors
    /// [`Error::Written`], here and below.
    pub fn new(form: PopoloForm, mut into: W) -> Result<Self, Error> {
        into.write_all(b"{")?;
        let mut lists = 0;
        if form == PopoloForm::Linked {
            write!(into, "\n\"@context\":{}", context())?;
            lists = 1;
        }
        Ok(Self { into, list: None, lists })
    }

    /// Ends the list before, and begins another.
    pub fn begin(&mut self, list: &str) -> Result<(), Error> {
        self.end()?;
        self.into.write_all(if self.lists == 0 { b"\n" } else { b",\n" })?;
        write!(self.into, "\"{list}\":[")?;
        self.lists += 1;
        self.list = Some(false);
        Ok(())
    }

    /// Adds a record to the list.
    pub fn add(&mut self, record: &PopoloRecord) -> Result<(), Error> {
        self.into.write_all(if self.list == Some(true) { b",\n" } else { b"\n" })?;
        self.list = Some(true);
        serde_json::to_writer(&mut self.into, record).map_err(|error| Error::Written(error.into()))
    }

    /// Ends the file.
    pub fn finish(mut self) -> Result<W, Error> {
        self.end()?;
        self.into.write_all(b"\n}\n")?;
        Ok(self.into)
    }

    fn end(&mut self) -> Result<(), Error> {
        match self.list.take() {
            Some(true) => self.into.write_all(b"\n]")?,
            Some(false) => self.into.write_all(b"]")?,
            None => {}
        }
        Ok(())
    }
}

/// What the names mean: Popolo's own terms, and those that it takes from others.
fn context() -> serde_json::Value {
    let id = |term: &str| json!({ "@id": term, "@type": "@id" });
    let list = |term: &str| json!({ "@id": term, "@container": "@set" });
    json!({
        "@vocab": "http://www.w3.org/ns/opengov#",
        "org": "http://www.w3.org/ns/org#",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "dcterms": "http://purl.org/dc/terms/",
        "schema": "http://schema.org/",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "id": "@id",
        "Person": "http://www.w3.org/ns/person#Person",
        "Organization": "org:Organization",
        "Membership": "org:Membership",
        "name": "skos:prefLabel",
        "given_name": "foaf:givenName",
        "family_name": "foaf:familyName",
        "classification": "org:classification",
        "parent_id": id("org:subOrganizationOf"),
        "person_id": id("org:member"),
        "organization_id": id("org:organization"),
        "role": "org:role",
        "start_date": "schema:startDate",
        "end_date": "schema:endDate",
        "text": "dcterms:description",
        "date": "dcterms:date",
        "creator_id": id("dcterms:creator"),
        "audience_id": id("dcterms:audience"),
        "on_behalf_of_id": id("on_behalf_of"),
        "voter_id": id("voter"),
        "group_id": id("group"),
        "persons": list("person"),
        "organizations": list("organization"),
        "memberships": list("membership"),
        "motions": list("motion"),
        "vote_events": list("vote_event"),
        "votes": list("vote"),
        "counts": list("count"),
        "speeches": list("speech"),
        "identifiers": list("identifier_of"),
        "other_names": list("other_name"),
    })
}

#[cfg(test)]
mod tests {
    use super::{Popolo, PopoloForm, PopoloRecord};

    #[test]
    fn lists_follow_each_other_whether_they_have_records_or_not() -> Result<(), crate::Error> {
        for form in [PopoloForm::Plain, PopoloForm::Linked] {
            let mut file = Popolo::new(form, Vec::new())?;
            file.begin("persons")?;
            for id in ["a", "b"] {
                let (name, given_name, family_name) = (Some("\"Ana\"".to_owned()), None, None);
                let identifiers = Vec::new();
                file.add(&PopoloRecord::Person {
                    class: form.class("Person"),
                    id: form.id(id),
                    name,
                    given_name,
                    family_name,
                    identifiers,
                })?;
            }
            file.begin("motions")?;
            file.begin("speeches")?;
            let file: serde_json::Value = serde_json::from_slice(&file.finish()?)
                .map_err(|error| crate::Error::Written(error.into()))?;
            assert_eq!(file["persons"][1]["name"], "\"Ana\"");
            assert_eq!(file["motions"], serde_json::json!([]));
            let linked = form == PopoloForm::Linked;
            assert_eq!(file.get("@context").is_some(), linked);
            assert_eq!(file["persons"][1].get("@type").is_some(), linked);
            assert_eq!(file["persons"][1]["id"], if linked { "urn:uuid:b" } else { "b" });
        }
        Ok(())
    }
}
