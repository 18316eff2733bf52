//! Opinions that texts cite: records before their own document comes, and the same ones afterwards.

use ingest::OpinionKind;
use tests::{
    Database, Server, on_both,
    talk::{Talk, import, mills, rows, sample_key, story},
};

const OPINIONS: &str = "{ opinions { totalCount nodes { id kind title reportNumber adoptedOn basis session { heldOn } \
    report { number } document { sha256 } vote { outcome } sections { heading } source { quote } sources { quote } \
    citedBy { totalCount nodes { opinion { id } target { ... on Opinion { id } } source { quote } } } } } }";

#[test]
fn the_tables_are_the_same_whatever_came_first_the_opinion_or_those_that_cite_it() {
    let story = story();
    let forth = rows(&Database::sqlite(), &story.each_ref());
    for order in
        [[3, 2, 1, 0], [1, 2, 3, 0], [2, 3, 0, 1], [3, 0, 1, 2], [0, 2, 3, 1], [1, 3, 0, 2], [2, 0, 3, 1]]
    {
        let back = rows(&Database::sqlite(), &order.map(|number| &story[number]));
        assert_alike(&forth, &back, &format!("{order:?} differs"));
    }
    let back = rows(&Database::postgres(), &[3, 2, 0, 1].map(|number| &story[number]));
    assert_alike(&forth, &back, "the other database differs");
    let count = |table: &str| forth.iter().filter(|row| row.starts_with(table)).count();
    assert_eq!((count("opinion: "), count("citation: "), count("recommendation: ")), (5, 5, 2));
}

#[test]
fn a_cited_opinion_says_what_is_known_of_it_and_becomes_whole() {
    on_both(|database| {
        let [_, own, third, last] = story();
        import(database, &[&last]);
        let server = Server::start(database);
        let before = server.data(OPINIONS);
        let [_, cited, mills] = before["opinions"]["nodes"].as_array().unwrap().as_slice() else {
            panic!("{before}")
        };
        assert_eq!((&cited["title"], &cited["session"], &cited["document"]), (&NULL, &NULL, &NULL));
        assert_eq!((&cited["reportNumber"], &cited["report"]), (&"1-2".into(), &NULL));
        assert_eq!((&cited["adoptedOn"], &cited["kind"]), (&"2020-01-02".into(), &"REFERRAL".into()));
        assert_eq!((&cited["basis"], &cited["citedBy"]["totalCount"]), (&"TEXT".into(), &1.into()));
        assert_eq!(cited["source"]["quote"], "Il salue la Région");
        assert_eq!((&mills["title"], &mills["kind"]), (&NULL, &"SELF_REFERRAL".into()));
        import(database, &[&third, &own]);
        let after = server.data(OPINIONS);
        let [_, _, whole, mills] = after["opinions"]["nodes"].as_array().unwrap().as_slice() else {
            panic!("{after}")
        };
        assert_eq!(whole["id"], cited["id"]);
        assert_eq!(whole["title"], "Le canal numéro 1 des Deux-Lacs");
        assert_eq!(
            (&whole["session"]["heldOn"], &whole["report"]["number"]),
            (&"2020-01-02".into(), &"1-2".into())
        );
        assert_eq!(whole["source"]["quote"], "Avis sur le rapport 1-2 de l'Exécutif régional");
        assert_eq!(
            (whole["sources"].as_array().unwrap().len(), &whole["citedBy"]["totalCount"]),
            (3, &2.into())
        );
        // The smaller of the two that cite it has its title.
        assert_eq!(mills["title"], "Les moulins des Deux-Lacs");
        (before, after)
    });
}

const NULL: serde_json::Value = serde_json::Value::Null;

#[test]
fn what_a_changed_reading_cites_no_more_goes_unless_another_cites_it() {
    on_both(|database| {
        let [first, own, third, last] = story();
        let mut changed = Talk::silent(40);
        changed.cites(&sample_key(5), Some("Le canal numéro 5"));
        let fresh = rows(&Database::sqlite(), &[&first, &own, &changed, &last]);
        let mended = rows(database, &[&first, &own, &third, &last, &changed]);
        // The ids that were given stay known, and so does the body that was introduced: as ever with organisations. Their
        // words stay in the index, of which `search_index.rs` asks more.
        let kept = |row: &&String| {
            !row.starts_with("node: ") && !row.starts_with("search_") && !row.contains("Agence ADL")
        };
        let [fresh, mended] =
            [&fresh, &mended].map(|rows| rows.iter().filter(kept).cloned().collect::<Vec<_>>());
        assert_alike(&fresh, &mended, "the changed reading left something");
        let quiet = rows(database, &[&Talk::silent(41)]);
        assert!(
            !quiet.iter().any(|row| row.starts_with("opinion: ") && row.contains("SELF_REFERRAL")),
            "{quiet:#?}"
        );
        mended
    });
}

#[test]
fn an_opinion_that_its_document_holds_no_more_is_what_others_cite() {
    on_both(|database| {
        let [_, own, third, _] = story();
        let mut renamed = Talk::silent(1);
        renamed.records().opinion.kind = OpinionKind::Wish;
        renamed.records().opinion.report = None;
        let fresh = rows(&Database::sqlite(), &[&renamed, &third]);
        let mended = rows(database, &[&own, &third, &renamed]);
        let kept = |row: &&String| {
            !["node: ", "report: ", "priority: ", "source: ", "search_"]
                .iter()
                .any(|table| row.starts_with(table))
        };
        let [fresh, mended] =
            [&fresh, &mended].map(|rows| rows.iter().filter(kept).cloned().collect::<Vec<_>>());
        assert_alike(&fresh, &mended, "the opinion is not as others cite it");
        mended
    });
}

#[test]
fn a_citation_that_no_document_answers_has_the_day_in_its_key() {
    let key = mills();
    let mut one = Talk::silent(3);
    one.cites(&key, Some("Les moulins des Deux-Lacs"));
    let rows = rows(&Database::sqlite(), &[&one]);
    let node = rows.iter().find(|row| row.starts_with("node: ") && row.contains("les-moulins")).unwrap();
    assert!(node.contains("2019-05-04|SELF_REFERRAL|les-moulins-des-deux-lacs"), "{node}");
}

fn assert_alike(one: &[String], other: &[String], message: &str) {
    let apart: Vec<_> = one
        .iter()
        .filter(|row| !other.contains(row))
        .map(|row| format!("- {row}"))
        .chain(other.iter().filter(|row| !one.contains(row)).map(|row| format!("+ {row}")))
        .collect();
    assert!(apart.is_empty(), "{message}:\n{}", apart.join("\n"));
}

/// An opinion with a number of its own, and one that cites it by number, day and title.
fn numbered() -> [Talk; 2] {
    let talk = |heading: &str, title: &str, day: &str, said: &str| {
        let text = format!(
            "CESER des Deux-Lacs\n\n{heading}\n\n{title}\n\nSéance plénière du {day}\n\nAnalyse\n\n{said}\n\nAvis adopté à l'unanimité.\n"
        );
        let parsed = ingest::parse(text.as_bytes(), &tests::sample::options());
        Talk { text, parsed }
    };
    let own = talk("Avis n° 7-1", "Les écluses du canal", "mardi 15 octobre 2024", "Le canal est vieux.");
    let citing = talk(
        "Avis sur le rapport n° 2-3",
        "Le budget du canal",
        "mardi 3 décembre 2024",
        "Vu l'avis n° 7-1 du 15 octobre 2024 intitulé « Les écluses du canal », le CESER approuve ce budget.",
    );
    [own, citing]
}

#[test]
fn an_opinion_cited_by_its_own_number_and_title_is_one_with_its_document_in_either_order() {
    let [own, citing] = numbered();
    let forth = rows(&Database::sqlite(), &[&own, &citing]);
    for database in [Database::sqlite(), Database::postgres()] {
        assert_alike(&forth, &rows(&database, &[&citing, &own]), "the order of imports shows");
    }
    let opinions: Vec<_> = forth.iter().filter(|row| row.starts_with("opinion: ")).collect();
    assert_eq!(opinions.len(), 2, "{opinions:#?}");
    assert!(!opinions.iter().any(|row| row.contains("7-1")), "{opinions:#?}");
    assert!(forth.iter().any(|row| {
        row.starts_with("node: ") && row.contains("2024-10-15|REFERRAL|les-ecluses-du-canal")
    }));
}
