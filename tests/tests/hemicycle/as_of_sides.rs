//! Look-ups of the past beside those of the present: in one query, within their limits, after what people changed.

use api::{App, Limits};
use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use tests::{Editor, Server, block_on, on_both, sample, talk::Talk};

fn read(text: String) -> Talk {
    let parsed = ingest::parse(text.as_bytes(), &sample::options());
    Talk { text, parsed }
}

const WHOLE: &str = "id title session { heldOn } rapporteurs { person { name } } vote { counts { for } } \
    declarations { rank organisations { acronym name } paragraphs { text } } history(first: 3) { nodes { sequence } }";

#[test]
fn the_past_and_the_present_stand_side_by_side_in_one_query() {
    on_both(|database| {
        block_on(async {
            let store = database.store().await;
            let draft = sample::opinion(5).replace("Luc Tessel", "Luc Tassel");
            let imported = |text: String| async {
                let store = store.clone();
                sample::import(&store, text).await;
                store.version().await.unwrap().changed().unwrap()
            };
            let first = imported(draft.clone()).await;
            let second = imported(sample::opinion(5)).await;
            // Whichever decides.
            for text in [draft, sample::opinion(5)] {
                let mut again = read(text);
                again.records().opinion.title = "Autrement dit".to_owned();
                again.import(&store).await;
            }
            let app = App::new(store.clone(), Limits::default());
            let data = app.execute("{ opinions { nodes { id } } }").await.unwrap();
            let id = data["data"]["opinions"]["nodes"][0]["id"].clone();
            let field = |moment: &DateTime<Utc>| format!("(id: {id}, asOf: {})", json!(moment.to_rfc3339()));
            let fields = [
                format!("a: opinion(id: {id})"),
                format!("b: opinion{}", field(&first)),
                format!("c: opinion{}", field(&second)),
                format!("d: opinion{}", field(&first)),
            ];
            let mut apart = Vec::new();
            for field in &fields {
                let answer = app.execute(&format!("{{ {field} {{ {WHOLE} }} }}")).await.unwrap();
                assert_eq!(answer.get("errors"), None, "{answer}");
                apart.push(answer["data"].as_object().unwrap().values().next().unwrap().clone());
            }
            assert_eq!(apart[0]["title"], "Autrement dit");
            assert_ne!(apart[0], apart[2]);
            assert_eq!(apart[1], apart[3]);
            let together: Vec<String> = fields.iter().map(|field| format!("{field} {{ {WHOLE} }}")).collect();
            let answer = app.execute(&format!("{{ {} }}", together.join(" "))).await.unwrap();
            let together: Vec<Value> = answer["data"].as_object().unwrap().values().cloned().collect();
            assert_eq!(together, apart);
            // A null moment is none; other keys than ids are looked up now.
            let sides = format!(
                "{{ none: opinion(id: {id}, asOf: null) {{ title }} \
                 then: session(by: {{ heldOn: \"2020-01-06\" }}, asOf: {}) {{ opinions {{ nodes {{ title }} }} }} \
                 gone: session(by: {{ heldOn: \"2020-01-06\" }}, asOf: \"2001-01-01T00:00:00Z\") {{ id }} }}",
                json!(first.to_rfc3339())
            );
            let sides = app.execute(&sides).await.unwrap();
            assert_eq!(sides["data"]["none"]["title"], "Autrement dit");
            assert_eq!(sides["data"]["then"]["opinions"]["nodes"][0]["title"], apart[1]["title"], "{sides}");
            assert_eq!(sides["data"]["gone"], Value::Null);
            apart
        })
    });
}

#[test]
fn a_look_up_of_the_past_has_a_limit_of_rows_and_a_price() {
    on_both(|database| {
        block_on(async {
            let store = database.store().await;
            sample::import(&store, sample::opinion(5)).await;
            let app = App::new(store.clone(), Limits { past_rows: 10, ..Limits::default() });
            let data = app.execute("{ opinions { nodes { id } } }").await.unwrap();
            let id = data["data"]["opinions"]["nodes"][0]["id"].clone();
            let query = |fields: &str| {
                format!(
                    "{{ now: opinion(id: {id}) {{ title }} then: opinion(id: {id}, asOf: \"2999-01-01T00:00:00Z\") {{ {fields} }} }}"
                )
            };
            let few = app.execute(&query("title session { heldOn }")).await.unwrap();
            assert_eq!(few.get("errors"), None, "{few}");
            assert_eq!(few["data"]["now"]["title"], few["data"]["then"]["title"]);
            let many =
                app.execute(&query("title sections { paragraphs { text source { quote } } }")).await.unwrap();
            let extensions = &many["errors"][0]["extensions"];
            assert_eq!(
                (&extensions["code"], &extensions["limit"]),
                (&json!("QUERY_TOO_LARGE"), &json!("pastRows"))
            );
            assert_eq!(extensions["maximum"], 10);
            assert_eq!(many["data"]["now"], few["data"]["now"]);
            let cheap = App::new(store, Limits { cost: 100, ..Limits::default() });
            let dear = cheap.execute(&query("title")).await.unwrap();
            assert_eq!(dear["errors"][0]["extensions"]["limit"], "cost", "{dear}");
            let now = cheap.execute(&format!("{{ opinion(id: {id}) {{ title }} }}")).await.unwrap();
            assert_eq!(now.get("errors"), None, "{now}");
            many["errors"][0]["message"].clone()
        })
    });
}

#[test]
fn merges_removals_and_corrections_are_known_from_their_moment_on() {
    on_both(|database| {
        block_on(async {
            let store = database.store().await;
            for number in [0, 1] {
                sample::import(&store, sample::opinion(number)).await;
            }
        });
        let server = Server::start(database);
        let editor = Editor::new(database, &server);
        let id = |query: &str, place: &str| {
            server.data(query).pointer(place).unwrap().as_str().unwrap().to_owned()
        };
        let of = |name: &str| {
            id(&format!("{{ organisation(by: {{ acronym: \"{name}\" }}) {{ id }} }}"), "/organisation/id")
        };
        let (cgt, cfdt) = (of("CGT"), of("CFDT"));
        let opinion = id("{ opinions { nodes { id } } }", "/opinions/nodes/1/id");
        let moment = || {
            let changed = block_on(async { database.store().await.version().await.unwrap().changed() });
            json!(changed.unwrap().to_rfc3339())
        };
        let whole = |at: &str| {
            let whole = "id name acronym aliases lastRevision decisions { field value } declarations { totalCount nodes { id \
                         rank opinion { id title } organisations { id acronym } } } votePositions { totalCount nodes { choice } } \
                         history(first: 3) { nodes { sequence } }";
            let opinion = format!(
                "opinion(id: \"{opinion}\"{at}) {{ title decisions {{ field }} declarations {{ id organisations {{ acronym }} }} \
                 vote {{ positions {{ totalCount }} }} mentions {{ totalCount }} }}"
            );
            server.data(&format!(
                "{{ cgt: node(id: \"{cgt}\"{at}) {{ ... on Organisation {{ {whole} }} }} \
                 cfdt: node(id: \"{cfdt}\"{at}) {{ ... on Organisation {{ {whole} }} }} {opinion} }}"
            ))
        };
        let mut told = vec![(moment(), whole(""))];
        let undone = "userErrors { code message }";
        editor.edit(&format!("mergeOrganisations {{ {undone} }}"), &json!({ "fromId": cfdt, "intoId": cgt }));
        told.push((moment(), whole("")));
        assert_eq!(told[1].1["cfdt"]["id"], *cgt, "the old id answers for the new one");
        editor.edit(
            &format!("updateOpinion {{ {undone} }}"),
            &json!({ "id": opinion, "title": "Autrement dit" }),
        );
        told.push((moment(), whole("")));
        editor.edit(&format!("deleteRecord {{ {undone} }}"), &json!({ "id": opinion }));
        told.push((moment(), whole("")));
        assert_eq!(told[3].1["opinion"], Value::Null);
        for (moment, told) in &told {
            assert_eq!(&whole(&format!(", asOf: {moment}")), told, "as of {moment}");
        }
        let distinct = told.windows(2).filter(|pair| pair[0].1 != pair[1].1).count();
        assert_eq!(distinct, 3);
    });
}
