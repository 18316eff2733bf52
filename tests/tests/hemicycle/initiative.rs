//! Initiatives: found by what they are known by, with what texts say of them.

use serde_json::{Value, json};
use tests::{
    Server, on_both,
    talk::{import, story},
};

#[test]
fn an_initiative_is_found_by_its_acronym_and_its_name_and_knows_the_body_that_it_became() {
    on_both(|database| {
        let [first, own, third, last] = story();
        import(database, &[&first, &own, &last]);
        let server = Server::start(database);
        let query = "{ scdl: initiative(by: { acronym: \"scdl\" }) { id acronym name kind aliases basis territory { code } \
            organisation { acronym } mentions(first: 1) { totalCount nodes { source { quote } opinion { title } } } \
            milestones { nodes { date title } } sources { quote } } \
            named: initiative(by: { name: \"strategie des CANAUX des deux-lacs\" }) { id } none: initiative(by: { acronym: \"X\" }) { id } \
            initiatives(filter: { kind: STRATEGY }, orderBy: { field: NAME, direction: DESC }) { totalCount nodes { name } } \
            plans: initiatives(filter: { kind: PLAN }) { totalCount } }";
        let before = server.data(query);
        assert_eq!(before["scdl"]["organisation"], Value::Null, "{before}");
        assert_eq!((&before["scdl"]["id"], &before["none"]), (&before["named"]["id"], &Value::Null));
        assert_eq!(before["scdl"]["aliases"], json!(["Stratégie des canaux"]));
        assert_eq!(
            (&before["initiatives"]["totalCount"], &before["plans"]["totalCount"]),
            (&json!(1), &json!(0))
        );
        // A later text knows what earlier ones could not.
        import(database, &[&third]);
        let after = server.data(query);
        assert_eq!(after["scdl"]["organisation"]["acronym"], "ADL", "{after}");
        assert_eq!(after["scdl"]["mentions"]["totalCount"], 3);
        (before, after)
    });
}
