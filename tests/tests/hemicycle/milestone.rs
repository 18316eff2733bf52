//! Milestones: dates as exact as the text has them, in their order.

use ingest::PartialDate;
use serde_json::{Value, json};
use tests::{
    Server, on_both,
    talk::{Talk, import, story},
};

fn dates(list: &Value) -> Vec<&str> {
    list["nodes"].as_array().unwrap().iter().map(|node| node["date"].as_str().unwrap()).collect()
}

#[test]
fn partial_dates_stand_by_their_earliest_day_the_coarser_first() {
    on_both(|database| {
        let day =
            |year, month, day| PartialDate::day(chrono::NaiveDate::from_ymd_opt(year, month, day).unwrap());
        let mut talk = Talk::silent(2);
        talk.names(None)
            .tells(day(2018, 1, 1), "Premier jour")
            .tells(PartialDate::year(2019).unwrap(), "Bilan")
            .tells(PartialDate::month(2018, 1).unwrap(), "Premier mois")
            .tells(PartialDate::year(2018).unwrap(), "Première année")
            .tells(day(2018, 6, 25), "Signature");
        import(database, &[&talk]);
        let server = Server::start(database);
        let data = server.data(
            "{ up: milestones(orderBy: { field: DATE, direction: ASC }) { nodes { date title initiative { acronym } organisation { name } basis source { quote } } } \
             down: milestones(orderBy: { field: DATE, direction: DESC }) { nodes { date } } plain: milestones { nodes { date } } \
             page: milestones(first: 2, orderBy: { field: DATE, direction: ASC }) { pageInfo { endCursor } } \
             some: milestones(filter: { date: { from: \"2018-01-02\", to: \"2018-12-31\" } }) { nodes { date } } \
             opinions { nodes { milestones { nodes { date } } } } }",
        );
        let up = ["2018", "2018-01", "2018-01-01", "2018-06-25", "2019"];
        assert_eq!(dates(&data["up"]), up);
        assert_eq!(dates(&data["plain"]), up);
        assert_eq!(dates(&data["opinions"]["nodes"][0]["milestones"]), up);
        assert_eq!(dates(&data["down"]), ["2019", "2018-06-25", "2018", "2018-01", "2018-01-01"]);
        assert_eq!(dates(&data["some"]), ["2018-06-25"]);
        assert_eq!(data["up"]["nodes"][0]["initiative"]["acronym"], "SCDL");
        let rest = server.data(&format!(
            "{{ milestones(after: {}) {{ nodes {{ date }} }} }}",
            data["page"]["pageInfo"]["endCursor"]
        ));
        assert_eq!(dates(&rest["milestones"]), up[2..]);
        data
    });
}

#[test]
fn a_step_that_two_opinions_tell_of_is_one() {
    on_both(|database| {
        import(database, &story().each_ref());
        let data = Server::start(database)
            .data("{ milestones { nodes { date title opinions { totalCount } sources { quote } } } }");
        assert_eq!(
            data["milestones"]["nodes"],
            json!([
                { "date": "2018", "title": "Adoption de la stratégie", "opinions": { "totalCount": 2 }, "sources": [{ "quote": "les digues" }, { "quote": "les digues" }] },
                { "date": "2018-01", "title": "Adoption de la stratégie", "opinions": { "totalCount": 1 }, "sources": [{ "quote": "les digues" }] },
            ])
        );
        data
    });
}
