//! An installation that is driven at random, beside the model of it.

use std::collections::BTreeSet;

use api::App;
use serde_json::{Value, json};
use store::{Cells, Change, Edit, Store};
use tests::{limits, sample};

use super::{Dice, Model, OPINIONS, SHOWN, Seen, world::World};

/// One installation that is driven.
pub(super) struct Driven<'a> {
    pub(super) store: Store,
    app: App,
    world: &'a World,
    pub(super) model: Model,
    /// What was seen at each moment.
    past: Vec<(String, Model)>,
    /// Edits that may be taken back: the model before each, and what it should be after.
    edits: Vec<(i64, Model, Model)>,
    pub(super) follower: Follower,
}

/// Whoever keeps a copy by the changes alone; what it had when it last wrote that down.
#[derive(Clone, Default)]
pub(super) struct Follower {
    token: Option<String>,
    pub(super) copy: Seen,
    saved: Option<Box<Follower>>,
}

impl<'a> Driven<'a> {
    /// One that has nothing yet.
    pub(super) fn new(store: Store, world: &'a World) -> Self {
        let app = App::new(store.clone(), limits());
        let (model, follower) = (Model::default(), Follower::default());
        Self { store, app, world, model, past: Vec::new(), edits: Vec::new(), follower }
    }

    async fn ask(&self, query: &str) -> Value {
        let answer = self.app.execute(query).await.unwrap();
        assert_eq!(answer.get("errors"), None, "{query}: {answer}");
        answer["data"].clone()
    }

    async fn edit(&mut self, edit: Edit, after: Model) {
        let before = self.model.clone();
        let shown = format!("{edit:?}");
        let applied =
            store::apply(&self.store, &Change::Edit(Box::new(edit.clone())), "a step", "model").await;
        let applied = applied.unwrap_or_else(|error| panic!("{shown}: {error}"));
        self.model = after.clone();
        if applied.revisions > 0 {
            let size = self.store.head().await.unwrap().size;
            if !matches!(edit, Edit::Redact { .. } | Edit::Undo { .. }) {
                self.edits.push((size, before, after));
            }
        }
    }

    /// One step of any kind.
    pub(super) async fn step(&mut self, dice: &mut Dice) {
        let there: Vec<u32> = self.model.imported.iter().copied().collect();
        let shown =
            |number: &u32| !self.model.removed.contains(&self.world.opinions[*number as usize].opinion);
        let open: Vec<u32> = there.iter().copied().filter(shown).collect();
        match dice.roll(12) {
            0..=3 => {
                let number = dice.roll(OPINIONS as usize) as u32;
                sample::import(&self.store, sample::opinion(number)).await;
                self.model.imported.insert(number);
                // What is taken back later leaves what came in meanwhile.
                for (_, before, after) in &mut self.edits {
                    before.imported.insert(number);
                    after.imported.insert(number);
                }
            }
            4..=5 => {
                let Some(number) = dice.pick(&open) else { return };
                let id = self.world.opinions[number as usize].opinion.clone();
                let title = format!("Titre corrigé {}", dice.roll(50));
                let mut after = self.model.clone();
                after.titles.insert(id.clone(), title.clone());
                self.edit(update("Opinion", &id, &[("title", json!(title))]), after).await;
            }
            6 => {
                let free: Vec<String> = self.free().into_iter().filter(|_| !there.is_empty()).collect();
                let Some(id) = dice.pick(&free) else { return };
                let name = format!("Organisme {}", dice.roll(50));
                let mut after = self.model.clone();
                after.names.insert(id.clone(), name.clone());
                self.edit(update("Organisation", &id, &[("name", json!(name))]), after).await;
            }
            7 => {
                let free = self.free();
                let (Some(from), Some(into)) = (dice.pick(&free), dice.pick(&free)) else { return };
                if from == into || there.is_empty() {
                    return;
                }
                let after = self.merge(&from, &into).await;
                let (from, into) = (from.parse().unwrap(), into.parse().unwrap());
                self.edit(Edit::Merge { kind: "Organisation", from, into }, after).await;
            }
            8 => {
                let Some(number) = dice.pick(&open) else { return };
                let stated = &self.world.opinions[number as usize];
                let declarations = stated.declarations.iter().map(|(id, ..)| id.clone());
                let all: Vec<String> = declarations.chain([stated.opinion.clone()]).collect();
                let left: Vec<String> =
                    all.into_iter().filter(|id| !self.model.removed.contains(id)).collect();
                let Some(id) = dice.pick(&left) else { return };
                let mut after = self.model.clone();
                after.removed.insert(id.clone());
                self.edit(Edit::Delete { id: id.parse().unwrap(), expected: None }, after).await;
            }
            9..=10 => {
                let Some((sequence, before, after)) = self.edits.pop() else { return };
                assert_eq!(after, self.model, "the model has lost its place");
                self.edit(Edit::Undo { sequence }, before).await;
            }
            _ => {
                let known: Vec<String> = self
                    .world
                    .persons
                    .keys()
                    .filter(|id| !self.model.redacted.contains(*id))
                    .cloned()
                    .collect();
                // Some keep their names to the end.
                if known.len() < 3 || there.is_empty() || dice.roll(6) > 0 {
                    return;
                }
                let Some(id) = dice.pick(&known) else { return };
                let mut after = self.model.clone();
                after.redacted.insert(id.clone());
                self.edit(Edit::Redact { id: id.parse().unwrap() }, after).await;
                for (_, before, after) in &mut self.edits {
                    before.redacted.insert(id.clone());
                    after.redacted.insert(id.clone());
                }
                // What is gone is gone from the past.
                for (_, model) in &mut self.past {
                    model.redacted.insert(format!("past:{id}"));
                }
            }
        }
        let moment = self.ask("{ __typename }").await;
        assert!(moment.is_object());
        if let Some(at) = self.store.version().await.unwrap().changed() {
            let at = at.to_rfc3339_opts(chrono::SecondsFormat::Micros, true);
            if self.past.last().is_none_or(|(last, _)| *last != at) {
                self.past.push((at, self.model.clone()));
            }
        }
    }

    /// The bodies that declare something and are nobody else.
    fn free(&self) -> Vec<String> {
        self.world.declaring.iter().filter(|id| !self.model.merged.contains_key(*id)).cloned().collect()
    }

    /// The model once two bodies are one.
    async fn merge(&self, from: &str, into: &str) -> Model {
        let seen = self.model.seen(self.world);
        let own = self.ask(&format!("{{ a: organisation(by: {{ id: \"{from}\" }}) {{ acronym }} b: organisation(by: {{ id: \"{into}\" }}) {{ acronym }} }}")).await;
        let mut names: Vec<Value> = Vec::new();
        let given = [
            &seen[into]["aliases"],
            &json!([seen[from]["called"], own["a"]["acronym"]]),
            &seen[from]["aliases"],
        ];
        for name in given.iter().filter_map(|list| list.as_array()).flatten() {
            let is_own = *name == seen[into]["called"] || *name == own["b"]["acronym"];
            if !name.is_null() && !is_own && !names.contains(name) {
                names.push(name.clone());
            }
        }
        let mut after = self.model.clone();
        for other in after.merged.values_mut().filter(|other| *other == from) {
            *other = into.to_owned();
        }
        after.merged.insert(from.to_owned(), into.to_owned());
        after.aliases.insert(into.to_owned(), names);
        after
    }

    /// What a client sees of all records.
    pub(super) async fn seen(&self) -> Seen {
        let ids: Vec<String> = self.model.seen(self.world).keys().cloned().collect();
        let mut seen = Seen::new();
        let lists = "{ opinions(first: 100) { nodes { id } totalCount } declarations(first: 100) { nodes { id } totalCount } \
                     organisations(first: 100) { nodes { id } } persons(first: 100) { nodes { id } } }";
        let data = self.ask(lists).await;
        let listed =
            data.as_object().unwrap().values().flat_map(|list| list["nodes"].as_array().unwrap().clone());
        let all: BTreeSet<String> =
            listed.map(|node| node["id"].as_str().unwrap().to_owned()).chain(ids).collect();
        let all: Vec<String> = all.into_iter().collect();
        for ids in all.chunks(100) {
            let query = format!("{{ nodes(ids: {}) {{ id {SHOWN} }} }}", json!(ids));
            for node in self.ask(&query).await["nodes"].as_array().unwrap() {
                put(&mut seen, node);
            }
        }
        seen
    }

    /// Reads some pages of what has changed, from where the follower stands.
    pub(super) async fn follow(&mut self, dice: &mut Dice, to_the_end: bool) {
        match dice.roll(10) {
            // It writes down what it has; or it is killed and starts from there.
            0..=2 if !to_the_end => {
                let saved = Follower { saved: None, ..self.follower.clone() };
                self.follower.saved = Some(Box::new(saved));
            }
            3 if !to_the_end => {
                let saved = self.follower.saved.take().map(|saved| *saved).unwrap_or_default();
                self.follower = Follower { saved: Some(Box::new(saved.clone())), ..saved };
            }
            _ => {}
        }
        let mut pages = 0;
        while to_the_end || pages < 3 {
            pages += 1;
            let after = json!(self.follower.token);
            let first = 1 + dice.roll(90);
            let query = format!(
                "{{ changes(after: {after}, first: {first}, types: [OPINION, DECLARATION, ORGANISATION, PERSON]) {{ nodes {{ nodeId \
                 operation node {{ id {SHOWN} }} }} pageInfo {{ endCursor hasNextPage }} }} }}"
            );
            let page = self.ask(&query).await["changes"].clone();
            for change in page["nodes"].as_array().unwrap() {
                let id = change["nodeId"].as_str().unwrap();
                self.follower.copy.remove(id);
                if change["node"]["id"] == *id {
                    put(&mut self.follower.copy, &change["node"]);
                }
            }
            if let Some(end) = page["pageInfo"]["endCursor"].as_str() {
                self.follower.token = Some(end.to_owned());
            }
            if page["pageInfo"]["hasNextPage"] == false {
                return;
            }
        }
    }

    /// Look-ups of every moment, each of some records.
    pub(super) async fn look_back(&self, dice: &mut Dice) -> usize {
        let mut looked = 0;
        for (at, model) in &self.past {
            let mut model = model.clone();
            let gone: Vec<String> =
                model.redacted.iter().filter_map(|id| id.strip_prefix("past:").map(str::to_owned)).collect();
            model.redacted.retain(|id| !id.starts_with("past:"));
            let mut seen = model.seen(self.world);
            for id in gone.iter().filter(|id| !model.redacted.contains(*id)) {
                seen.entry(id.clone()).and_modify(|person| person["name"] = Value::Null);
            }
            let ids: Vec<String> = seen.keys().cloned().collect();
            for _ in 0..4 {
                let Some(id) = dice.pick(&ids) else { continue };
                let query = format!("{{ node(id: \"{id}\", asOf: \"{at}\") {{ id {SHOWN} }} }}");
                let mut then = Seen::new();
                put(&mut then, &self.ask(&query).await["node"]);
                assert_eq!(then.get(&id), seen.get(&id), "{id} as of {at}");
                looked += 1;
            }
            for id in model.removed.iter().take(1) {
                let query = format!("{{ node(id: \"{id}\", asOf: \"{at}\") {{ id }} }}");
                assert_eq!(self.ask(&query).await["node"], Value::Null, "{id} as of {at}");
            }
        }
        looked
    }
}

/// Keeps a record by its id, where there is one.
fn put(seen: &mut Seen, node: &Value) {
    let Some(mut record) = node.as_object().cloned() else { return };
    if let Some(Value::String(id)) = record.remove("id") {
        seen.insert(id, Value::Object(record));
    }
}

fn update(kind: &'static str, id: &str, values: &[(&str, Value)]) -> Edit {
    let values: Cells = values.iter().map(|(field, value)| ((*field).to_owned(), value.clone())).collect();
    Edit::Update { kind, id: id.parse().unwrap(), values, expected: None }
}
