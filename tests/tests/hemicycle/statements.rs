//! A query's price: its statements depend on its shape, not on the number of rows.

use std::collections::BTreeMap;

use api::{App, Limits};
use store::Store;
use tests::{block_on, limits, lists::Schema, on_both, sample, talk};

const QUERY: &str = "{ opinions(first: 100) { nodes { title session { heldOn } report { number } \
    rapporteurs { person { name } } vote { outcome } \
    declarations { rank speaker { name } organisations { acronym } } } } }";

#[test]
fn ten_opinions_take_as_many_statements_as_a_hundred() {
    on_both(|database| {
        block_on(async {
            let store = database.store().await;
            let app = App::new(store.clone(), Limits::default());
            let mut taken = Vec::new();
            for (numbers, total) in [(0..10, 10), (10..100, 100)] {
                for number in numbers {
                    let bytes = sample::opinion(number).into_bytes();
                    let imported = store::import(&store, bytes, &sample::options(), "test").await.unwrap();
                    assert!(imported.parsed.records.is_some(), "{:?}", imported.parsed.problems);
                }
                let before = store.statements();
                let answer = app.execute(QUERY).await.unwrap();
                taken.push(store.statements() - before);
                let nodes = answer["data"]["opinions"]["nodes"].as_array().unwrap().clone();
                assert_eq!(nodes.len(), total, "{answer}");
                assert_eq!(nodes[0]["declarations"][1]["organisations"][1]["acronym"], "CFDT");
            }
            assert_eq!(taken[0], taken[1], "the statements grow with the rows");
            assert!(taken[0] <= 6, "{} statements", taken[0]);
            taken
        })
    });
}

const VOTES: &str = "{ votes(first: 20) { nodes { outcome opinion { title } \
    positions(first: 5) { nodes { choice organisation { acronym } } } } } }";

#[test]
fn a_page_of_votes_takes_the_two_statements_that_the_architecture_says() {
    on_both(|database| {
        block_on(async {
            let store = database.store().await;
            let app = App::new(store.clone(), Limits::default());
            for number in 0..20 {
                let bytes = sample::opinion(number).into_bytes();
                store::import(&store, bytes, &sample::options(), "test").await.unwrap();
            }
            let before = store.statements();
            let answer = app.execute(VOTES).await.unwrap();
            assert_eq!(store.statements() - before, 2);
            let nodes = answer["data"]["votes"]["nodes"].as_array().unwrap();
            assert_eq!(nodes.len(), 20);
            assert_eq!(nodes[19]["positions"]["nodes"][0]["choice"], "FOR");
        });
    });
}

const SEARCH: &str = "{ search(query: \"remarques\", first: 100) { totalCount nodes { score snippet \
    node { __typename id ... on Declaration { rank speaker { name } organisations { acronym } } } } } }";

#[test]
fn ten_hits_take_as_many_statements_as_a_hundred() {
    on_both(|database| {
        block_on(async {
            let store = database.store().await;
            let app = App::new(store.clone(), Limits::default());
            let mut taken = Vec::new();
            for (numbers, total) in [(0..10, 10), (10..100, 100)] {
                for number in numbers {
                    let bytes = sample::opinion(number).into_bytes();
                    store::import(&store, bytes, &sample::options(), "test").await.unwrap();
                }
                let before = store.statements();
                let answer = app.execute(SEARCH).await.unwrap();
                taken.push(store.statements() - before);
                assert_eq!(answer["data"]["search"]["nodes"].as_array().unwrap().len(), total, "{answer}");
            }
            assert_eq!(taken[0], taken[1], "the statements grow with the hits");
            // The page with its count; two for the snippets; the records, their speakers and organisations.
            assert!(taken[0] <= 6, "{} statements", taken[0]);
            taken
        })
    });
}

const PAST: &str = "{ organisation(by: { acronym: \"CGT\" }, asOf: \"2999-01-01T00:00:00Z\") { name aliases \
    source { quote document { sha256 } } declarations(first: 100) { totalCount nodes { speaker { name } \
    opinion { title session { heldOn } vote { outcome } } positions(first: 5) { nodes { choice } } \
    paragraphs { text } } } } }";

#[test]
fn a_look_up_of_the_past_takes_as_many_statements_for_ten_records_as_for_a_hundred() {
    on_both(|database| {
        block_on(async {
            let store = database.store().await;
            let app = App::new(store.clone(), Limits::default());
            let mut taken = Vec::new();
            for (numbers, total) in [(0..10, 10), (10..100, 100)] {
                for number in numbers {
                    sample::import(&store, sample::opinion(number)).await;
                }
                let before = store.statements();
                let answer = app.execute(PAST).await.unwrap();
                taken.push(store.statements() - before);
                let nodes = answer["data"]["organisation"]["declarations"]["nodes"].as_array();
                assert_eq!(nodes.unwrap_or_else(|| panic!("{answer}")).len(), total);
            }
            assert_eq!(taken[0], taken[1], "the statements grow with the rows");
            // The organisation now, the moment, the node; of each list its records and their revisions.
            assert!(taken[0] <= 22, "{} statements", taken[0]);
            taken
        })
    });
}

/// The look-ups, each with what it is asked by in the sample and what it leads to.
const LOOK_UPS: [(&str, &str, &str); 8] = [
    ("territory", "by: { code: \"99\" }", "Territory"),
    ("organisation", "by: { acronym: \"CGT\" }", "Organisation"),
    ("person", "by: { name: \"Anne Lormeau\" }", "Person"),
    ("session", "by: { heldOn: \"2020-01-02\" }", "Session"),
    ("report", "by: { number: { number: \"1-2\", heldOn: \"2020-01-02\" } }", "Report"),
    ("initiative", "by: { acronym: \"SCDL\" }", "Initiative"),
    ("theme", "by: { slug: \"territoire\" }", "Theme"),
    ("document", "by: { sha256: \"HASH\" }", "Document"),
];

#[test]
fn every_root_field_takes_statements_by_its_shape_and_its_children() {
    on_both(|database| {
        block_on(async {
            let store = database.store().await;
            let app = App::new(store.clone(), limits());
            for number in 2..110 {
                sample::import(&store, sample::opinion(number)).await;
            }
            for talk in talk::story() {
                talk.import(&store).await;
            }
            let schema = Schema::of(&app).await;
            let mut taken = BTreeMap::new();
            for list in schema.lists("Query") {
                let selected = schema.children(&list.of);
                let page = |size| {
                    format!("{{ {}(first: {size}) {{ totalCount nodes {{ {selected} }} }} }}", list.name)
                };
                let one = count(&app, &store, &page(1)).await;
                let hundred = count(&app, &store, &page(100)).await;
                // The page, its count, and for each list of the records their pages and their counts; each record
                // that they lead to is at most one statement more. Most of them go together, and more of those of many records.
                let lists = schema.lists(&list.of).len() as u64;
                let links = selected.matches("__typename").count() as u64;
                assert!(hundred <= one && one <= 2 + 2 * lists + links, "{}: {one}, {hundred}", list.name);
                taken.insert(list.name, (one, hundred));
            }
            let data = app.execute("{ documents(first: 1) { nodes { sha256 } } }").await.unwrap();
            let hash = data["data"]["documents"]["nodes"][0]["sha256"].as_str().unwrap().to_owned();
            for (name, by, of) in LOOK_UPS {
                let by = by.replace("HASH", &hash);
                let query = format!("{{ {name}({by}) {{ {} }} }}", schema.children(of));
                taken.insert(name.to_owned(), (count(&app, &store, &query).await, 0));
            }
            for (name, list) in
                schema.roots().into_iter().filter_map(|name| Some((name.clone(), listed(&name)?)))
            {
                let ids = app
                    .execute(&format!("{{ {list}(first: 100) {{ nodes {{ id __typename }} }} }}"))
                    .await
                    .unwrap();
                let ids = ids["data"][list]["nodes"].as_array().unwrap_or_else(|| panic!("{ids}")).clone();
                let Some(first) = ids.first() else {
                    taken.insert(name, (0, 0));
                    continue;
                };
                let of = first["__typename"].as_str().unwrap();
                let selected = schema.children(of);
                let one =
                    count(&app, &store, &format!("{{ {name}(id: {}) {{ {selected} }} }}", first["id"])).await;
                // The same records by `nodes`, which answers for all types.
                let list: Vec<String> = ids.iter().map(|each| each["id"].to_string()).collect();
                let nodes =
                    format!("{{ nodes(ids: [{}]) {{ ... on {of} {{ {selected} }} }} }}", list.join(", "));
                taken.insert(name, (one, count(&app, &store, &nodes).await));
            }
            for field in schema.roots() {
                let elsewhere = [
                    "changes",
                    "ledger",
                    "node",
                    "nodes",
                    "rateLimit",
                    "search",
                    "statistics",
                    "themeAssignment",
                ]
                .contains(&field.as_str());
                assert!(elsewhere || taken.contains_key(&field), "nothing says what `{field}` takes");
            }
            let taken: Vec<String> =
                taken.iter().map(|(name, (one, hundred))| format!("{name} {one} {hundred}")).collect();
            assert_eq!(taken, TAKEN, "the statements of root fields for one record and for a hundred");
        });
    });
}

/// The list of what a root field finds by its id.
fn listed(field: &str) -> Option<&'static str> {
    Some(match field {
        "membership" => "memberships",
        "opinion" => "opinions",
        "rapporteur" => "rapporteurs",
        "declaration" => "declarations",
        "vote" => "votes",
        "votePosition" => "votePositions",
        "mention" => "mentions",
        "milestone" => "milestones",
        "recommendation" => "recommendations",
        "followUp" => "followUps",
        _ => return None,
    })
}

async fn count(app: &App, store: &Store, query: &str) -> u64 {
    let before = store.statements();
    let answer = app.execute(query).await.unwrap();
    assert_eq!(answer.get("errors"), None, "{query}");
    store.statements() - before
}

/// Each root field with its statements for one record, and for a hundred, with everything that they lead to.
const TAKEN: [&str; 36] = [
    "declaration 5 7",
    "declarations 7 7",
    "document 6 0",
    "documents 7 7",
    "followUp 4 6",
    "followUps 5 5",
    "initiative 8 0",
    "initiatives 9 9",
    "membership 5 6",
    "memberships 6 6",
    "mention 5 7",
    "mentions 6 6",
    "milestone 7 8",
    "milestones 8 8",
    "opinion 7 8",
    "opinions 9 8",
    "organisation 11 0",
    "organisations 12 11",
    "person 9 0",
    "persons 10 9",
    "rapporteur 4 6",
    "rapporteurs 5 5",
    "recommendation 7 8",
    "recommendations 8 8",
    "report 7 0",
    "reports 8 8",
    "session 7 0",
    "sessions 8 8",
    "territories 8 8",
    "territory 7 0",
    "theme 1 0",
    "themes 2 2",
    "vote 6 8",
    "votePosition 4 6",
    "votePositions 5 5",
    "votes 8 8",
];
