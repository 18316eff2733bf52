//! A query's price: its statements depend on its shape, not on the number of rows.

use api::{App, Limits};
use tests::{block_on, on_both, sample};

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
            // Weights, the count, the page, its types; two for the snippets; the records, their speakers and
            // organisations.
            assert!(taken[0] <= 9, "{} statements", taken[0]);
            taken
        })
    });
}
