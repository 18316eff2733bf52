//! Look-ups of the past: what the API answers of a moment is what it answered at that moment.

use std::{collections::BTreeMap, fs, time::Duration};

use api::{App, Limits};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};
use store::{Clock, Store};
use tests::{
    Database, Program, block_on,
    lists::Schema,
    on_both, sample,
    talk::{self, Talk},
};

/// The types that are nodes, each with the list of all its records; none where owners alone have lists of them.
const LISTS: [(&str, &str); 18] = [
    ("Territory", "territories"),
    ("Organisation", "organisations"),
    ("Person", "persons"),
    ("Membership", "memberships"),
    ("Session", "sessions"),
    ("Report", "reports"),
    ("Opinion", "opinions"),
    ("Rapporteur", "rapporteurs"),
    ("Declaration", "declarations"),
    ("Vote", "votes"),
    ("VotePosition", "votePositions"),
    ("Initiative", "initiatives"),
    ("Mention", "mentions"),
    ("Milestone", "milestones"),
    ("Recommendation", "recommendations"),
    ("FollowUp", "followUps"),
    ("Theme", "themes"),
    ("Document", "documents"),
];

/// The types whose records are in no list of all, each with a way to them.
const OWNED: [(&str, &str); 4] = [
    ("Priority", "reports(first: 100) { nodes { priorities { id } } }"),
    ("Section", "opinions(first: 100) { nodes { sections { id } } }"),
    (
        "Paragraph",
        "opinions(first: 100) { nodes { sections { paragraphs { id } } declarations { paragraphs { id } } } }",
    ),
    ("ThemeAssignment", "opinions(first: 100) { nodes { themes { id } } }"),
];

/// The types that are asked for until the microsecond before the next change too.
const BOUNDS: [&str; 3] = ["Opinion", "Mention", "Recommendation"];

/// Limits that nothing here meets.
fn limits() -> Limits {
    Limits {
        tokens: 1_000_000,
        fields: 1_000_000,
        aliases: 10_000,
        cost: u64::MAX,
        past_rows: 10_000_000,
        query_time: Duration::from_secs(300),
        ..tests::limits()
    }
}

/// A store that writes at a moment of its own.
async fn at(database: &Database, step: i64) -> Store {
    let moment =
        DateTime::from_timestamp(1_750_000_000 + step * 3, 0).unwrap() + TimeDelta::microseconds(137 * step);
    Store::connect(&database.address, Clock::Fixed(moment)).await.unwrap()
}

/// What is known at a moment of this world, and then other.
struct Step {
    /// When the first of its documents came, and the last.
    begun: DateTime<Utc>,
    moment: DateTime<Utc>,
    /// Each record with the answer about it.
    known: BTreeMap<String, Value>,
}

fn read(text: String) -> Talk {
    let parsed = ingest::parse(text.as_bytes(), &sample::options());
    Talk { text, parsed }
}

/// Documents that come, that another comes to decide about, and that are read anew with more in them and with less.
fn changes() -> Vec<Vec<Talk>> {
    let [first, own, third, last] = talk::story();
    let (draft, decided) = (sample::opinion(5).replace("Deux-Lacs", "Trois-Lacs"), sample::opinion(5));
    // As a reader might read it that sees neither the second declaration nor all that the first reader saw.
    let (seen, _) = own.text.split_once("Déclaration de Luc Tessel").unwrap();
    let mut less = Talk { text: own.text.clone(), parsed: read(seen.replace(" et Paul Vriès", "")).parsed };
    less.records().recommendations.clear();
    less.records().mentions.clear();
    less.records().milestones.clear();
    let mut other = own.clone();
    other.records().opinion.title = "Le canal qui déborde".to_owned();
    let themed = sample::opinion(6).replace("Le canal", "L'aménagement du canal");
    let silent = |talk: &Talk| {
        let text = talk.text.clone();
        let number = [40, 41].into_iter().find(|number| sample::opinion(*number) == text).unwrap();
        Talk::silent(number)
    };
    let (quiet, still) = (silent(&third), silent(&last));
    vec![
        vec![first],
        vec![own.clone()],
        vec![third.clone()],
        vec![read(draft), read(themed)],
        vec![read(decided)],
        vec![last],
        vec![less],
        vec![other],
        vec![quiet, still],
        vec![third, own],
    ]
}

/// Votes as files have them.
fn votes(database: &Database) {
    let folder = tempfile::tempdir().unwrap();
    let motions = r#"[{"organization_id": "o1", "text": "Le budget", "vote_events": [{"identifier": "7",
        "start_date": "2024-03-07", "votes": [{"voter_id": "p1", "option": "yes"}, {"voter_id": "p2", "option": "no"}]}]}]"#;
    fs::write(folder.path().join("motions.json"), motions).unwrap();
    let imported = Program::new(database).args(&["import", "--territory", "99"]).arg(folder.path()).run();
    assert_eq!(imported.code, Some(0), "{imported:?}");
}

/// The ids of a type's records that there are now.
async fn ids(app: &App, way: &str) -> Vec<String> {
    let answer = app.execute(&format!("{{ {way} }}")).await.unwrap();
    assert_eq!(answer.get("errors"), None, "{answer}");
    let mut found = Vec::new();
    collect(&answer["data"], &mut found);
    found
}

fn collect(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                match value.as_str().filter(|_| name == "id") {
                    Some(id) => found.push(id.to_owned()),
                    None => collect(value, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
        _ => {}
    }
}

/// The answers about records of one type, now or as of a moment; null where there is none.
async fn answers(
    app: &App,
    schema: &Schema,
    of: &str,
    ids: &[String],
    moment: Option<DateTime<Utc>>,
) -> BTreeMap<String, Value> {
    let whole = schema.whole(of, 1);
    let moment = moment.map(|moment| format!(", asOf: {}", json!(moment.to_rfc3339()))).unwrap_or_default();
    let mut answers = BTreeMap::new();
    // An organisation leads to so much that a query may ask for a few.
    for some in ids.chunks(if of == "Organisation" { 5 } else { 100 }) {
        let query = format!("{{ nodes(ids: {}{moment}) {{ ... on {of} {{ {whole} }} }} }}", json!(some));
        let answer = app.execute(&query).await.unwrap();
        assert_eq!(answer.get("errors"), None, "{of}: {}", answer["errors"]);
        let nodes = answer["data"]["nodes"].as_array().unwrap().clone();
        assert_eq!(nodes.len(), some.len());
        answers.extend(some.iter().cloned().zip(nodes));
    }
    answers
}

/// Each way to all records of a type.
fn ways() -> impl Iterator<Item = (&'static str, String)> {
    let lists = LISTS.map(|(of, list)| (of, format!("{list}(first: 100) {{ nodes {{ id }} }}")));
    lists.into_iter().chain(OWNED.map(|(of, way)| (of, way.to_owned())))
}

/// Lets a database change step by step, and tells of each: when its first document came.
async fn change(database: &Database, mut told: impl AsyncFnMut(Store, DateTime<Utc>)) {
    database.store().await;
    for (step, documents) in changes().into_iter().map(Some).chain([None]).enumerate() {
        let store = at(database, step as i64).await;
        let changed = async || store.version().await.unwrap().changed().unwrap();
        let mut begun = None;
        for document in documents.iter().flatten() {
            document.import(&store).await;
            begun = begun.or(Some(changed().await));
        }
        if documents.is_none() {
            votes(database);
        }
        let begun = begun.unwrap_or(changed().await);
        told(store.clone(), begun).await;
    }
}

/// Every record that there will ever be, by its type.
async fn records() -> BTreeMap<&'static str, Vec<String>> {
    let mut all: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    change(&Database::sqlite(), async |store, _| {
        let app = App::new(store, limits());
        for (of, way) in ways() {
            let seen = all.entry(of).or_default();
            seen.extend(ids(&app, &way).await);
            seen.sort_unstable();
            seen.dedup();
        }
    })
    .await;
    all
}

#[test]
fn what_was_known_at_each_moment_is_answered_as_it_was_then() {
    on_both(|database| {
        block_on(async {
            let all = records().await;
            let mut steps: Vec<Step> = Vec::new();
            change(database, async |store, begun| {
                let moment = store.version().await.unwrap().changed().unwrap();
                let app = App::new(store, limits());
                let schema = Schema::of(&app).await;
                let mut known = BTreeMap::new();
                for (of, ids) in &all {
                    known.extend(answers(&app, &schema, of, ids, None).await);
                }
                assert!(steps.last().is_none_or(|before| before.moment < moment));
                steps.push(Step { begun, moment, known });
            })
            .await;
            let app = App::new(database.store().await, limits());
            let schema = Schema::of(&app).await;
            for (of, ids) in &all {
                assert!(!ids.is_empty(), "no {of} was ever there");
                for (step, after) in steps.iter().zip(steps.iter().skip(1).map(Some).chain([None])) {
                    // Where nothing of the type changes with the next step, that is asked then.
                    let same = |next: &Step| ids.iter().all(|id| next.known[id] == step.known[id]);
                    if after.is_some_and(same) {
                        continue;
                    }
                    // From the microsecond of the write to the last before the next.
                    let until = after.map_or(step.moment + TimeDelta::days(1_000_000), |next| {
                        next.begun - TimeDelta::microseconds(1)
                    });
                    // Whatever the type, a moment is the same.
                    let moments = [step.moment, until];
                    for moment in &moments[..if BOUNDS.contains(of) { 2 } else { 1 }] {
                        let then = answers(&app, &schema, of, ids, Some(*moment)).await;
                        for (id, then) in then {
                            assert_eq!(then, step.known[&id], "{of} {id} as of {moment}");
                        }
                    }
                }
                let before = steps[0].begun - TimeDelta::microseconds(1);
                let nothing = answers(&app, &schema, of, ids, Some(before)).await;
                assert!(nothing.values().all(Value::is_null), "{of}: {nothing:?}");
            }
            let other =
                |one: &Step, next: &Step| one.known.iter().any(|(id, told)| next.known.get(id) != Some(told));
            assert!(steps.windows(2).filter(|pair| other(&pair[0], &pair[1])).count() > 5, "little changed");
        });
    });
}

#[test]
fn lists_filters_and_facets_of_the_past_are_those_of_the_present_where_nothing_changed_since() {
    on_both(|database| {
        block_on(async {
            let store = database.store().await;
            for document in changes().into_iter().flatten() {
                document.import(&store).await;
            }
            votes(database);
            let app = App::new(store, limits());
            let schema = Schema::of(&app).await;
            for (of, list) in LISTS {
                let ids = ids(&app, &format!("{list}(first: 100) {{ nodes {{ id }} }}")).await;
                assert!(!ids.is_empty(), "there is no {of}");
                for list in schema.lists(of) {
                    let facets =
                        schema.facets(&list.of).into_iter().map(|facet| format!("{facet} {{ count }}"));
                    let facets: Vec<String> = facets.collect();
                    let facets = if facets.is_empty() {
                        String::new()
                    } else {
                        format!("facets {{ {} }}", facets.join(" "))
                    };
                    for filter in schema.filters(&list.filter, ids.first().map_or("nonsense", |id| id)) {
                        let fields = format!(
                            "... on {of} {{ {}(first: 3, filter: {filter}) {{ totalCount {facets} nodes {{ id }} }} }}",
                            list.name
                        );
                        let query =
                            |moment: &str| format!("{{ nodes(ids: {}{moment}) {{ {fields} }} }}", json!(ids));
                        let now = app.execute(&query("")).await.unwrap();
                        let then = app.execute(&query(", asOf: \"2999-01-01T00:00:00Z\"")).await.unwrap();
                        if filter.contains("text:") {
                            assert_eq!(then["errors"][0]["extensions"]["code"], "INVALID_ARGUMENT", "{then}");
                        } else {
                            assert_eq!(now.get("errors"), None, "{now}");
                            assert_eq!(then, now, "{of}.{} {filter}", list.name);
                        }
                    }
                }
            }
        });
    });
}
