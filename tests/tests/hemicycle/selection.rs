//! What a field says does not depend on what else is selected: columns that nobody asks for are not read.

use api::{App, Limits};
use serde_json::Value;
use tests::{block_on, limits, lists::Schema, on_both, sample, talk};

/// The records of a page, each with what is selected of it.
async fn nodes(app: &App, list: &str, selected: &str) -> Vec<Value> {
    let query = format!("{{ {list}(first: 5) {{ nodes {{ {selected} }} }} }}");
    let answer = app.execute(&query).await.unwrap();
    assert_eq!(answer.get("errors"), None, "{query}");
    answer["data"][list]["nodes"].as_array().unwrap().clone()
}

/// The fields of a type that take no page: its values, and the types of the records that it leads to.
fn plain(schema: &Schema, of: &str) -> Vec<(String, Option<String>)> {
    let objects = schema.objects();
    let fields = schema.fields_of(of).into_iter().filter(|(_, of)| !of.ends_with("Connection"));
    let known = fields.map(|(field, of)| {
        let object = objects.contains(&of);
        (field, of, object)
    });
    known
        .filter(|(_, of, object)| {
            *object || ["ID", "String", "Int", "Boolean", "Date"].contains(&of.as_str())
        })
        .map(|(field, of, object)| (field, object.then_some(of)))
        .collect()
}

#[test]
fn a_field_alone_says_what_it_says_beside_all_others() {
    on_both(|database| {
        block_on(async {
            let store = database.store().await;
            talk::told(&store).await;
            let app = App::new(store, Limits { cost: 100_000_000, ..limits() });
            let schema = Schema::of(&app).await;
            let mut compared = 0;
            for list in schema.lists("Query") {
                let all = nodes(&app, &list.name, &schema.whole(&list.of, 1)).await;
                for (field, of) in plain(&schema, &list.of) {
                    let Some(of) = of else {
                        for (alone, beside) in nodes(&app, &list.name, &field).await.iter().zip(&all) {
                            assert_eq!(alone[&field], beside[&field], "{}: {field}", list.of);
                            compared += 1;
                        }
                        continue;
                    };
                    for (inner, _) in plain(&schema, &of).into_iter().filter(|(_, of)| of.is_none()) {
                        let selected = format!("{field} {{ {inner} }}");
                        for (alone, beside) in nodes(&app, &list.name, &selected).await.iter().zip(&all) {
                            assert_eq!(
                                said(&alone[&field], &inner),
                                said(&beside[&field], &inner),
                                "{}: {selected}",
                                list.of
                            );
                            compared += 1;
                        }
                    }
                }
            }
            assert!(compared > 1_000, "{compared} values were compared");
        });
    });
}

/// What a record says, or each of a list of them.
fn said(record: &Value, field: &str) -> Value {
    match record {
        Value::Array(records) => records.iter().map(|record| record[field].clone()).collect(),
        record => record[field].clone(),
    }
}

#[test]
fn what_cannot_be_read_fails_alone_though_it_is_asked_for_with_others() {
    on_both(|database| {
        block_on(async {
            let store = database.store().await;
            sample::import(&store, sample::opinion(1)).await;
            let app = App::new(store, limits());
            let id = nodes(&app, "opinions", "id").await[0]["id"].as_str().unwrap().to_owned();
            database.execute("ALTER TABLE recommendation RENAME TO elsewhere").await;
            let query = format!(
                "{{ opinion(id: \"{id}\") {{ title rapporteurs {{ rank }} sections {{ rank }} \
                 recommendations(first: 3) {{ nodes {{ id }} }} }} }}"
            );
            let answer = app.execute(&query).await.unwrap();
            let errors = answer["errors"].as_array().unwrap_or_else(|| panic!("{answer}"));
            assert_eq!(errors.len(), 1, "{answer}");
            assert_eq!(errors[0]["path"][1], "recommendations", "{answer}");
            errors[0]["extensions"]["code"].clone()
        })
    });
}
