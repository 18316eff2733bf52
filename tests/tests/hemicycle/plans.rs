//! What the databases do for a list: the statements that the server really sends, explained.

use std::sync::{Arc, Mutex};

use api::App;
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, Statement, TransactionTrait};
use serde_json::Value;
use tests::{Database, block_on, limits, lists::Schema, sample, talk};

/// Asks queries, and has their statements explained.
struct Plans {
    app: App,
    heard: Arc<Mutex<Vec<String>>>,
    on: DatabaseTransaction,
}

impl Plans {
    async fn new(database: &Database) -> Self {
        let store = database.store().await;
        for number in 2..30 {
            sample::import(&store, sample::opinion(number)).await;
        }
        for talk in talk::story() {
            talk.import(&store).await;
        }
        let on = database.connect().await.begin().await.unwrap();
        if on.get_database_backend() == DbBackend::Postgres {
            // The tables here are small enough to be read as a whole: these ask what there is to read them by.
            on.execute_unprepared("SET LOCAL enable_seqscan = off").await.unwrap();
            on.execute_unprepared("SET LOCAL enable_sort = off").await.unwrap();
        }
        let heard = Arc::new(Mutex::new(Vec::new()));
        let listening = Arc::clone(&heard);
        let store = store.heard_by(move |sql| listening.lock().unwrap().push(sql.to_owned()));
        Self { app: App::new(store, limits()), heard, on }
    }

    /// The plan of each statement that a query takes.
    async fn of(&self, query: &str) -> Vec<Plan> {
        self.heard.lock().unwrap().clear();
        let answer = self.app.execute(query).await.unwrap();
        assert_eq!(answer.get("errors"), None, "{query}");
        let heard = self.heard.lock().unwrap().clone();
        assert!(!heard.is_empty(), "no statement was heard for {query}");
        let mut plans = Vec::new();
        for sql in heard {
            plans.push(self.explain(query, sql).await);
        }
        plans
    }

    /// The steps of all of them.
    async fn steps(&self, query: &str) -> String {
        let plans = self.of(query).await;
        plans.iter().flat_map(|plan| &plan.steps).fold(String::new(), |all, step| all + step + "\n")
    }

    async fn explain(&self, query: &str, sql: String) -> Plan {
        let backend = self.on.get_database_backend();
        let postgres = backend == DbBackend::Postgres;
        let explain = if postgres { "EXPLAIN (FORMAT JSON)" } else { "EXPLAIN QUERY PLAN" };
        let rows = self.on.query_all_raw(Statement::from_string(backend, format!("{explain} {sql}"))).await;
        let rows = rows.unwrap_or_else(|error| panic!("{error}\n{sql}"));
        let mut steps = Vec::new();
        for row in rows {
            if postgres {
                let plan: Value = row.try_get("", "QUERY PLAN").unwrap();
                walk(&plan[0]["Plan"], &mut steps);
            } else {
                steps.push(row.try_get("", "detail").unwrap());
            }
        }
        Plan { query: query.to_owned(), sql, steps }
    }
}

/// What a database does for a statement, step by step.
struct Plan {
    query: String,
    sql: String,
    steps: Vec<String>,
}

impl Plan {
    /// No table is read from one end to the other but in the order of an index.
    fn assert_indexed(&self) {
        // SQLite names what a view gave it as it names the table that it looks up there.
        let view = self.steps.iter().any(|step| step.starts_with("CO-ROUTINE recommendation_initiative"));
        for step in self.steps.iter().filter(|step| !(view && *step == "SCAN t")) {
            let whole = step.starts_with("Seq Scan")
                || step.strip_prefix("SCAN ").is_some_and(|table| {
                    !table.contains("USING")
                        && !table.contains("VIRTUAL TABLE")
                        && table != "CONSTANT ROW"
                        // What the statement made itself.
                        && !["ranked", "(subquery", "w", "recommendation_initiative", "page_end", "events", "previous"]
                            .iter()
                            .any(|made| table.starts_with(made))
                });
            assert!(!whole, "{step}\n{}\n{}\n{:#?}", self.query, self.sql, self.steps);
        }
    }

    /// The rows come in the order of this index, and nothing has to sort them.
    fn assert_in_order_of(&self, index: &str) {
        let by_index = self.steps.iter().any(|step| step.split_whitespace().any(|word| word == index));
        let sorted = self.steps.iter().any(|step| step.contains("TEMP B-TREE") || step.starts_with("Sort"));
        assert!(by_index && !sorted, "not by {index}\n{}\n{}\n{:#?}", self.query, self.sql, self.steps);
    }
}

/// PostgreSQL's plan as lines such as SQLite's.
fn walk(plan: &Value, steps: &mut Vec<String>) {
    let word = |name: &str| plan[name].as_str().unwrap_or_default().to_owned();
    steps.push(format!("{} {} {}", word("Node Type"), word("Relation Name"), word("Index Name")));
    for inner in plan["Plans"].as_array().into_iter().flatten() {
        walk(inner, steps);
    }
}

fn on_each(test: &impl AsyncFn(&Plans, &Schema)) {
    for database in [Database::sqlite(), Database::postgres()] {
        block_on(async {
            let plans = Plans::new(&database).await;
            let schema = Schema::of(&plans.app).await;
            test(&plans, &schema).await;
        });
    }
}

#[test]
fn every_root_list_comes_in_the_order_of_its_index() {
    on_each(&async |plans, schema| {
        let lists = schema.lists("Query");
        assert!(lists.len() >= 17, "only {} lists", lists.len());
        for list in lists {
            let page = plans.of(&format!("{{ {}(first: 3) {{ nodes {{ id }} }} }}", list.name)).await;
            let order = match list.of.as_str() {
                "Organisation" | "Person" | "Membership" | "Initiative" | "Territory" | "Theme" => "name",
                "Milestone" => "oldest_first",
                _ => "newest_first",
            };
            let [page] = page.as_slice() else { panic!("{} takes {} statements", list.name, page.len()) };
            page.assert_in_order_of(&format!("{}_{order}", snake(&list.of)));
        }
    });
}

#[test]
fn every_list_of_a_record_finds_its_rows_by_an_index() {
    on_each(&async |plans, schema| {
        for root in schema.lists("Query") {
            for list in schema.lists(&root.of) {
                let query = format!(
                    "{{ {}(first: 3) {{ nodes {{ {}(first: 2) {{ totalCount nodes {{ id }} }} }} }} }}",
                    root.name, list.name
                );
                plans.of(&query).await.iter().for_each(Plan::assert_indexed);
            }
        }
    });
}

#[test]
fn a_page_of_changes_finds_its_rows_by_an_index_and_sorts_nothing() {
    on_each(&async |plans, _| {
        for types in ["", ", types: [VOTE, OPINION]"] {
            let page = plans.of(&format!("{{ changes(first: 3{types}) {{ nodes {{ nodeId }} }} }}")).await;
            let [page] = page.as_slice() else { panic!("changes take {} statements", page.len()) };
            page.assert_indexed();
            let by_index = page.steps.iter().any(|step| step.contains("revision_record"));
            assert!(by_index, "not by revision_record\n{}\n{:#?}", page.sql, page.steps);
        }
    });
}

#[test]
fn every_filter_finds_its_rows_by_an_index() {
    on_each(&async |plans, schema| {
        let commissions = "{ organisations(filter: { kind: COMMISSION }, first: 1) { nodes { id } } }";
        let answer = plans.app.execute(commissions).await.unwrap();
        let id = answer["data"]["organisations"]["nodes"][0]["id"].as_str().unwrap().to_owned();
        for list in schema.lists("Query") {
            for filter in schema.filters(&list.filter, &id) {
                // A media type, compared without its parameters, is one of five: the page comes in the order of its
                // index, and counting all that have it reads them all.
                let total = if filter.contains("mediaType") { "" } else { "totalCount" };
                let query =
                    format!("{{ {}(first: 3, filter: {filter}) {{ {total} nodes {{ id }} }} }}", list.name);
                plans.of(&query).await.iter().for_each(Plan::assert_indexed);
            }
        }
    });
}

#[test]
fn every_facet_of_a_records_list_finds_its_rows_by_an_index() {
    on_each(&async |plans, schema| {
        let mut facets = 0;
        for root in schema.lists("Query") {
            for list in schema.lists(&root.of) {
                for facet in schema.facets(&list.of) {
                    let query = format!(
                        "{{ {}(first: 3) {{ nodes {{ {}(first: 0) {{ facets {{ {facet} {{ count }} }} }} }} }} }}",
                        root.name, list.name
                    );
                    plans.of(&query).await.iter().for_each(Plan::assert_indexed);
                    facets += 1;
                }
            }
        }
        assert!(facets > 40, "only {facets} facets");
    });
}

/// "VotePosition" as its table is called.
fn snake(name: &str) -> String {
    let mut snake = String::new();
    for char in name.chars() {
        if char.is_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.extend(char.to_lowercase());
    }
    snake
}

#[test]
fn what_is_read_by_the_hundred_is_not_looked_up_row_by_row_in_sqlite() {
    block_on(async {
        let plans = Plans::new(&Database::sqlite()).await;
        let votes = "{ votePositions(first: 1, filter: { withVote: true }) { nodes { vote { id } } } }";
        let votes = plans.app.execute(votes).await.unwrap();
        let id = votes["data"]["votePositions"]["nodes"][0]["vote"]["id"].as_str().unwrap();
        let positions = "positions { nodes { kind choice person { name } organisation { acronym } } }";
        let steps = plans.steps(&format!("{{ vote(id: \"{id}\") {{ {positions} }} }}")).await;
        assert!(steps.contains("COVERING INDEX vote_position_vote (vote_id=?)"), "{steps}");
        let links = "{ declarations { nodes { organisations { name } speakers { name } } } }";
        let steps = plans.steps(links).await;
        assert_eq!(steps.matches("USING PRIMARY KEY (declaration_id=?)").count(), 2, "{steps}");
    });
}
