//! Facets: what a list counts by its values, as its filter leaves it.

use std::{collections::BTreeSet, fmt::Write, path::Path};

use serde_json::{Map, Value, json};
use tests::{Database, Program, Server, block_on, on_both, sample, talk};

fn server(database: &Database) -> Server {
    block_on(async {
        let store = database.store().await;
        for number in [2, 3, 400] {
            sample::import(&store, sample::opinion(number)).await;
        }
        for talk in talk::story() {
            talk.import(&store).await;
        }
    });
    Server::start(database)
}

#[test]
fn a_list_counts_its_records_by_their_values_and_the_unknown_apart() {
    on_both(|database| {
        let data = server(database).data(
            "{ opinions(first: 0) { totalCount facets { year { value count } kind { value count } outcome { value count } majority { value count } \
             commission { organisation { name } count } assembly { organisation { kind } count } declaredBy { organisation { acronym } count } } } }",
        );
        let facets = &data["opinions"]["facets"];
        assert_eq!(data["opinions"]["totalCount"], 8);
        assert_eq!(
            facets["year"],
            json!([{ "value": 2020, "count": 6 }, { "value": 2021, "count": 1 }, { "value": 2019, "count": 1 }])
        );
        assert_eq!(
            facets["kind"],
            json!([{ "value": "REFERRAL", "count": 7 }, { "value": "SELF_REFERRAL", "count": 1 }])
        );
        assert_eq!(
            facets["outcome"],
            json!([{ "value": "ADOPTED", "count": 7 }, { "value": null, "count": 1 }])
        );
        assert_eq!(facets["majority"], json!([{ "value": null, "count": 8 }]));
        assert_eq!(facets["commission"][1], json!({ "organisation": null, "count": 1 }));
        let declared = facets["declaredBy"].as_array().unwrap();
        assert_eq!(declared.len(), 4);
        // Of equally frequent ones the first name, and what is unknown last.
        assert_eq!(declared[3], json!({ "organisation": null, "count": 1 }));
        data
    });
}

#[test]
fn facets_follow_the_filter_the_parent_and_their_own_length() {
    on_both(|database| {
        let server = server(database);
        let data = server.data(
            "{ opinions(filter: { heldOn: { from: \"2021-01-01\" } }) { facets { year { value count } kind { value count } } } \
             organisations(filter: { kind: COMMISSION }) { facets { kind { value count } } nodes { opinions(first: 0, filter: { outcome: ADOPTED }) { totalCount facets { year(first: 1) { value count } outcome { value count } declaredBy { organisation { name } count } } } } } \
             votes { facets { outcome { value count } majority { value count } year { value count } commission { organisation { name } count } } } \
             declarations { facets { stance { value count } organisation { organisation { name } count } year { value count } commission { count } } } \
             votePositions { facets { choice { value count } kind { value count } organisation { organisation { name } count } year { value count } } } \
             recommendations { totalCount facets { followUp { value count } madeBy { organisation { name } count } year { value count } } } \
             initiatives { facets { kind { value count } } } }",
        );
        assert_eq!(data["opinions"]["facets"]["year"], json!([{ "value": 2021, "count": 1 }]));
        let opinions = &data["organisations"]["nodes"][0]["opinions"];
        assert_eq!(opinions["facets"]["year"], json!([{ "value": 2020, "count": 6 }]));
        assert_eq!(opinions["facets"]["outcome"], json!([{ "value": "ADOPTED", "count": 7 }]));
        assert_eq!(
            data["votePositions"]["facets"]["choice"],
            json!([{ "value": "ABSTENTION", "count": 14 }, { "value": "FOR", "count": 7 }])
        );
        assert_eq!(
            data["declarations"]["facets"]["stance"],
            json!([{ "value": "ABSTENTION", "count": 7 }, { "value": "FOR", "count": 7 }])
        );
        let refused = server.ask("{ opinions { facets { year(first: 101) { value } } } }");
        assert_eq!(refused["errors"][0]["extensions"]["code"], "INVALID_ARGUMENT");
        data
    });
}

/// A list, its facet, what the facet's values are, and the filter's field that asks for one of them.
const FILTERS: [(&str, &str, &str, &str); 23] = [
    ("opinions", "year", "value", "heldOn"),
    ("opinions", "kind", "value", "kind"),
    ("opinions", "assembly", "organisation { id }", "assembly"),
    ("opinions", "commission", "organisation { id }", "commission"),
    ("opinions", "outcome", "value", "outcome"),
    ("opinions", "majority", "value", "majority"),
    ("opinions", "declaredBy", "organisation { id }", "declaredBy"),
    ("opinions", "theme", "theme { id }", "theme"),
    ("declarations", "year", "value", "heldOn"),
    ("declarations", "organisation", "organisation { id }", "organisation"),
    ("declarations", "commission", "organisation { id }", "commission"),
    ("declarations", "stance", "value", "stance"),
    ("votes", "year", "value", "heldOn"),
    ("votes", "outcome", "value", "outcome"),
    ("votes", "majority", "value", "majority"),
    ("votes", "commission", "organisation { id }", "commission"),
    ("votePositions", "year", "value", "heldOn"),
    ("votePositions", "choice", "value", "choice"),
    ("votePositions", "kind", "value", "kind"),
    ("votePositions", "organisation", "organisation { id }", "organisation"),
    ("recommendations", "year", "value", "madeOn"),
    ("recommendations", "madeBy", "organisation { id }", "madeBy"),
    ("recommendations", "followUp", "value", "followUp"),
];

/// Filters under which the two must agree as well.
const WITHIN: [(&str, &str); 4] = [
    ("opinions", "withDocument: true"),
    ("opinions", "or: [{ outcome: ADOPTED }, { text: \"canal\" }]"),
    ("declarations", "not: { stance: FOR }"),
    ("recommendations", "followedUp: true"),
];

#[test]
fn a_facet_counts_as_many_as_the_filter_of_its_value_finds() {
    on_both(|database| {
        let server = server(database);
        let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("../api/demo");
        let imported = Program::new(database).args(&["import", "--territory", "99"]).arg(demo).run();
        assert_eq!(imported.code, Some(0), "{imported:?}");
        let (mut values, mut answers) = (0, Map::new());
        for (list, facet, value, field) in FILTERS {
            let within = WITHIN.iter().filter(|(of, _)| *of == list).map(|(_, filter)| *filter);
            for within in [""].into_iter().chain(within) {
                let counts =
                    agree(&server, list, &format!("{facet}(first: 100) {{ {value} count }}"), field, within);
                values += counts.as_array().unwrap().len();
                answers.insert(format!("{list} {facet} {within}"), counts);
            }
        }
        assert!(values > 150, "only {values} values were compared");
        Value::Object(answers)
    });
}

/// Asks for a facet, then counts each of its values by a filter; what is unknown is what has none of them.
fn agree(server: &Server, list: &str, facet: &str, field: &str, within: &str) -> Value {
    let data =
        server.data(&format!("{{ {list}(first: 0, filter: {{ {within} }}) {{ facets {{ {facet} }} }} }}"));
    let (_, facets) = data[list]["facets"].as_object().unwrap().iter().next().unwrap();
    let mut wanted = BTreeSet::new();
    let mut query = String::new();
    for (number, counted) in facets.as_array().unwrap().iter().enumerate() {
        let value = counted.as_object().unwrap().iter().find(|(name, _)| *name != "count").unwrap().1;
        let filter = match (value, field) {
            (Value::Null, "heldOn" | "madeOn") => format!("not: {{ {field}: {{ from: \"0001-01-01\" }} }}"),
            (Value::Null, _) => format!("not: {{ {field}: [{}] }}", known(facets)),
            (Value::Number(year), _) => {
                format!("{field}: {{ from: \"{year}-01-01\", to: \"{year}-12-31\" }}")
            }
            (Value::String(word), _) => format!("{field}: {word}"),
            (record, _) => format!("{field}: {}", record["id"]),
        };
        // `and`, for what the list is filtered by already may ask the same field.
        let _ = write!(
            query,
            "v{number}: {list}(first: 0, filter: {{ and: [{{ {within} }}, {{ {filter} }}] }}) {{ totalCount }} "
        );
        assert!(wanted.insert(value.to_string()), "{list} {facet} has {value} twice");
    }
    let found = if query.is_empty() { json!({}) } else { server.data(&format!("{{ {query} }}")) };
    for (number, counted) in facets.as_array().unwrap().iter().enumerate() {
        let found = &found[format!("v{number}")]["totalCount"];
        assert_eq!(found, &counted["count"], "{list} {facet}, filtered by {within:?}: {counted}");
    }
    facets.clone()
}

/// The values of a facet that are known, as a filter takes them.
fn known(facets: &Value) -> String {
    let values = facets.as_array().unwrap().iter().flat_map(|counted| counted.as_object().unwrap().values());
    let words = values.filter_map(|value| match value {
        Value::String(word) => Some(word.clone()),
        Value::Object(record) => Some(record["id"].to_string()),
        _ => None,
    });
    words.collect::<Vec<_>>().join(", ")
}
