//! What all documents of the model state.

use std::collections::{BTreeMap, BTreeSet};

use api::App;
use serde_json::Value;
use tests::{Database, limits, sample};

use super::OPINIONS;

/// What one opinion's document states: a tree of plain records.
#[derive(Clone, Debug)]
pub(super) struct Stated {
    pub(super) opinion: String,
    pub(super) title: String,
    /// Each with who is named and who speaks.
    pub(super) declarations: Vec<(String, Vec<String>, Option<String>)>,
}

/// What all documents state, as an installation of its own reads them.
pub(super) struct World {
    pub(super) opinions: Vec<Stated>,
    /// Bodies and persons by their ids, with their names.
    pub(super) organisations: BTreeMap<String, (String, Value)>,
    pub(super) persons: BTreeMap<String, String>,
    /// The bodies that declare something, which can be merged.
    pub(super) declaring: Vec<String>,
}

impl World {
    /// Reads what the documents state, each imported once into a database of its own.
    pub(super) async fn read() -> Self {
        let database = Database::sqlite();
        let store = database.store().await;
        for number in 0..OPINIONS {
            sample::import(&store, sample::opinion(number)).await;
        }
        let app = App::new(store, limits());
        let data = app
        .execute(
            "{ opinions(last: 100) { nodes { id title declarations { id organisations { id } speaker { id } } } } \
             organisations(first: 100) { nodes { id name aliases } } persons(first: 100) { nodes { id name } } }",
        )
        .await
        .unwrap();
        let nodes = |list: &str| data["data"][list]["nodes"].as_array().unwrap().clone();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let mut opinions: Vec<Stated> = nodes("opinions")
            .iter()
            .map(|node| Stated {
                opinion: text(&node["id"]),
                title: text(&node["title"]),
                declarations: node["declarations"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|each| {
                        let names = each["organisations"]
                            .as_array()
                            .unwrap()
                            .iter()
                            .map(|body| text(&body["id"]))
                            .collect();
                        (text(&each["id"]), names, each["speaker"]["id"].as_str().map(str::to_owned))
                    })
                    .collect(),
            })
            .collect();
        opinions.sort_by_key(|stated| {
            let number =
                stated.title.trim_start_matches("Le canal numéro ").split(' ').next().unwrap().to_owned();
            number.parse::<u32>().unwrap()
        });
        let declaring: BTreeSet<String> = opinions
            .iter()
            .flat_map(|stated| &stated.declarations)
            .flat_map(|(_, names, _)| names)
            .cloned()
            .collect();
        World {
            declaring: declaring.into_iter().collect(),
            organisations: nodes("organisations")
                .iter()
                .map(|node| (text(&node["id"]), (text(&node["name"]), node["aliases"].clone())))
                .collect(),
            persons: nodes("persons").iter().map(|node| (text(&node["id"]), text(&node["name"]))).collect(),
            opinions,
        }
    }
}
