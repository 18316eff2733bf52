//! What people decide and what documents state, against a model that knows nothing of tables: random imports, corrections,
//! merges, removals, undoings and redactions, with a follower that restarts, and look-ups of every past moment.
//!
//! `cargo xtask soak` runs thousands of steps; the tests run some hundreds.

mod driven;
mod world;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use tests::{block_on, on_both};

use self::{driven::Driven, world::World};

/// The opinions that may be imported.
const OPINIONS: u32 = 24;
/// Steps where nothing else is asked for.
const STEPS: u32 = 120;

/// What is compared of a record of each type.
const SHOWN: &str = "... on Opinion { title declarations { id } } ... on Declaration { organisations { id } speaker { id } } ... on \
                     Organisation { called: name aliases } ... on Person { name redacted }";

/// A record as a client sees it; ids to what is shown of them.
type Seen = BTreeMap<String, Value>;

/// Figures that look random, the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % sides.max(1)
    }

    fn pick<T: Clone>(&mut self, of: &[T]) -> Option<T> {
        (!of.is_empty()).then(|| of[self.roll(of.len())].clone())
    }
}

/// What people decided, beside what was imported.
#[derive(Clone, Debug, Default, PartialEq)]
struct Model {
    imported: BTreeSet<u32>,
    titles: BTreeMap<String, String>,
    names: BTreeMap<String, String>,
    /// Bodies that became others, and the other names that those took.
    merged: BTreeMap<String, String>,
    aliases: BTreeMap<String, Vec<Value>>,
    removed: BTreeSet<String>,
    redacted: BTreeSet<String>,
}

impl Model {
    fn resolve(&self, id: &str) -> String {
        self.merged.get(id).cloned().unwrap_or_else(|| id.to_owned())
    }

    /// Every record that there is, as a client should see it.
    fn seen(&self, world: &World) -> Seen {
        let mut seen = Seen::new();
        for number in &self.imported {
            let stated = &world.opinions[*number as usize];
            if self.removed.contains(&stated.opinion) {
                continue;
            }
            let declarations: Vec<_> =
                stated.declarations.iter().filter(|(id, ..)| !self.removed.contains(id)).collect();
            for (id, names, speaker) in &declarations {
                let mut once = BTreeSet::new();
                let bodies: Vec<Value> = names
                    .iter()
                    .map(|name| self.resolve(name))
                    .filter(|name| once.insert(name.clone()))
                    .map(|id| json!({ "id": id }))
                    .collect();
                let speaker = speaker.as_ref().map(|id| json!({ "id": id }));
                seen.insert(id.clone(), json!({ "organisations": bodies, "speaker": speaker }));
            }
            let title = self.titles.get(&stated.opinion).unwrap_or(&stated.title);
            let ids: Vec<Value> = declarations.iter().map(|(id, ..)| json!({ "id": id })).collect();
            seen.insert(stated.opinion.clone(), json!({ "title": title, "declarations": ids }));
        }
        if self.imported.is_empty() {
            return seen;
        }
        for (id, (name, aliases)) in
            world.organisations.iter().filter(|(id, _)| !self.merged.contains_key(*id))
        {
            let aliases = self.aliases.get(id).map_or_else(|| aliases.clone(), |names| json!(names));
            seen.insert(
                id.clone(),
                json!({ "called": self.names.get(id).unwrap_or(name), "aliases": aliases }),
            );
        }
        for (id, name) in &world.persons {
            let redacted = self.redacted.contains(id);
            let name = if redacted { Value::Null } else { json!(name) };
            seen.insert(id.clone(), json!({ "name": name, "redacted": redacted }));
        }
        seen
    }
}

/// Records without the lists of others: those tell of themselves, and a follower hears of them.
fn own(mut seen: Seen) -> Seen {
    for record in seen.values_mut().filter_map(Value::as_object_mut) {
        record.remove("declarations");
    }
    seen
}

#[test]
fn the_records_their_past_and_a_followers_copy_are_what_a_simple_model_says() {
    let steps =
        std::env::var("HEMICYCLE_MODEL_STEPS").ok().and_then(|steps| steps.parse().ok()).unwrap_or(STEPS);
    let seed = std::env::var("HEMICYCLE_MODEL_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(7);
    let world = block_on(World::read());
    on_both(|database| {
        block_on(async {
            let (mut dice, mut chance) = (Dice(seed), Dice(seed + 1));
            let mut driven = Driven::new(database.store().await, &world);
            for step in 0..steps {
                driven.step(&mut dice).await;
                if step % 5 == 0 {
                    assert_eq!(driven.seen().await, driven.model.seen(&world), "after step {step}");
                }
                driven.follow(&mut chance, false).await;
            }
            assert_eq!(driven.seen().await, driven.model.seen(&world), "at the end");
            driven.follow(&mut chance, true).await;
            let copy = own(driven.follower.copy.clone());
            assert_eq!(copy, own(driven.model.seen(&world)), "the follower's copy");
            let verified = driven.store.verify(None, |_| {}).await.unwrap();
            assert_eq!(verified.findings, Vec::new());
            let looked = driven.look_back(&mut chance).await;
            assert!(looked as u32 > steps / 2, "only {looked} look-ups");
            (driven.model.seen(&world), looked)
        })
    });
}
