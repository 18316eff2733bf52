//! Files of votes of places that are on no map.

use serde_json::{Value, json};

/// The first line of SCDL Délibérations.
pub const HEADER: &str = "COLL_NOM;COLL_SIRET;DELIB_ID;DELIB_DATE;DELIB_MATIERE_CODE;DELIB_MATIERE_NOM;DELIB_OBJET;\
    BUDGET_ANNEE;BUDGET_NOM;PREF_ID;PREF_DATE;VOTE_EFFECTIF;VOTE_REEL;VOTE_POUR;VOTE_CONTRE;VOTE_ABSTENTION;DELIB_URL";

/// A row that breaks no rule.
pub const WHOLE: &str = "Commune de Rive-Haute;21860194600013;D-1;2024-03-07;7.10;finances locales/divers;Budget;2024;\
    Budget principal;PREF099;2024-03-09;43;40;25;10;5;https://rive.example/d1.pdf";

/// A row of the same session with the same subject, and no figures.
pub const SECOND: &str =
    "Commune de Rive-Haute;21860194600013;D-2;2024-03-07;7.1;Finances locales/décisions;Budget;;;;;;;;;;";

/// Files that are not, or not wholly, understood: between them, every problem that they can have.
pub fn misunderstood() -> Vec<(&'static str, Vec<u8>)> {
    let json = |value: Value| serde_json::to_vec_pretty(&value).unwrap();
    let votes = json!([
        { "option": "yes" }, { "voter_id": "a", "option": "perhaps" }, { "voter_id": "house", "option": "no" },
        { "voter_id": "b", "option": "yes", "weight": 2 }, { "voter_id": "b", "option": "no" }, 7,
    ]);
    let event = |fields: Value| {
        let mut event =
            json!({ "organization_id": "house", "start_date": "2030-03-01", "id": "v", "votes": votes });
        event.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        event
    };
    let mut bare = event(json!({}));
    ["id", "votes"].iter().for_each(|name| drop(bare.as_object_mut().unwrap().remove(*name)));
    bare["counts"] = json!([{ "option": "yes", "value": "9" }]);
    let house = json!({
        "organizations": [{ "id": "house" }, { "id": "house" }, { "abstract": "?" }],
        "persons": [{ "id": "a", "name": "Ana" }, { "gender": "?" }],
        "memberships": [{ "person_id": "a" },
            { "person_id": "a", "organization_id": "house", "start_date": "2030-02", "role": "m" },
            { "person_id": "a", "organization_id": "house", "start_date": "2030-02-02", "end_date": "2030-02-01" }],
        "motions": {},
        "vote_events": [event(json!({ "counts": [{ "option": "yes", "value": 5 }, { "option": "no", "value": "9" }] })),
            bare,
            event(json!({ "start_date": "March" })), event(json!({ "organization_id": null }))],
    });
    let homeless =
        json!({ "persons": [{ "id": "a" }], "memberships": [{ "person_id": "b", "organization_id": "x" }] });
    let table = |rows: &[&str]| format!("{HEADER}\n{}\n", rows.join("\n")).into_bytes();
    let latin: Vec<u8> =
        String::from_utf8(table(&[SECOND])).unwrap().chars().map(|char| char as u8).collect();
    let many = format!("{HEADER}\n{}", "a;b\n".repeat(1_200)).into_bytes();
    vec![
        ("house.json", json(house)),
        ("homeless.json", json(homeless)),
        ("empty-list.json", b"[]".to_vec()),
        ("no-lists.json", b"{\"votes_of\": 1}".to_vec()),
        ("no-motions.json", b"[{\"text\": \"Budget\"}]".to_vec()),
        ("broken.json", b"{\"motions\": [}".to_vec()),
        ("empty.csv", table(&[])),
        (
            "broken.csv",
            table(&[
                "Rive;1;;hier;7,1;divers;;24;;;2024-01-01;1;2;3;x;;rive",
                "a;b",
                WHOLE,
                WHOLE,
                &WHOLE.replace("2024-03-09", "2024-01-09").replace(";Budget principal", ";"),
                "\"Rive",
            ]),
        ),
        (
            "other.csv",
            format!(
                "coll_nom;{};MEMO;DELIB_ID\nx\n",
                HEADER.replace("COLL_NOM;", "").replace(";PREF_ID", "")
            )
            .into_bytes(),
        ),
        ("short.csv", b"COLL_NOM;DELIB_ID\nRive;1\n".to_vec()),
        ("latin.csv", latin),
        ("many.csv", many),
    ]
}
