//! Facets: what a list counts by its values, as its filter leaves it.

use serde_json::json;
use tests::{Database, Server, block_on, on_both, sample, talk};

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
