//! What the real opinion talks about, read where it lies: other people's words are never copied into the project.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use std::{fs, path::PathBuf};

use ingest::{
    FollowUpStatus, InitiativeKind, Named, OpinionKind, Options, Origin, Parsed, Records, Span, parse,
};

/// The opinion, or none where there is no corpus; in CI that is a failure.
fn opinion() -> Option<Parsed> {
    let beside = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/corpus"));
    let corpus = std::env::var_os("HEMICYCLE_CORPUS").map_or(beside, PathBuf::from);
    match fs::read(corpus.join("ceser-bfc-2020-10-06-avis-4-1.txt")) {
        Ok(bytes) => Some(parse(&bytes, &Options::default())),
        Err(error) => {
            assert!(std::env::var_os("CI").is_none(), "no corpus in CI: {error}");
            println!("not run: no corpus");
            None
        }
    }
}

fn records(parsed: &Parsed) -> &Records {
    parsed.records.as_ref().unwrap()
}

/// What stands at a place, on one line.
fn slice(parsed: &Parsed, span: Span) -> String {
    let text = parsed.text.as_deref().unwrap();
    let text: String =
        text.chars().skip(span.start as usize).take((span.end - span.start) as usize).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace('\u{2019}', "'")
}

/// The key of what is named.
fn key(named: &Named) -> String {
    match named {
        Named::Organisation(key) => key.0.clone(),
        Named::Person(key) => key.0.clone(),
        Named::Initiative(key) => key.0.clone(),
        Named::Opinion(key) => format!("{} {}", key.day, key.name),
    }
}

/// The places where something is named.
fn places(parsed: &Parsed, of: &str) -> Vec<String> {
    let mentions = records(parsed).mentions.iter();
    let of = mentions.filter(|mention| mention.target.as_ref().is_some_and(|named| key(named) == of));
    of.map(|mention| slice(parsed, mention.source)).collect()
}

#[test]
fn every_initiative_has_its_kind_and_its_mentions() {
    let Some(parsed) = opinion() else { return };
    use InitiativeKind::{Agency, Agreement, Hub, Plan, Platform, Policy, Programme, Service, Strategy};
    let expected = [
        ("scoran", Strategy, 5),
        ("ppun", Policy, 4),
        ("plan-de-relance-de-l-etat", Plan, 1),
        ("plan-de-relance-de-la-region", Plan, 1),
        ("arn-ia", Agency, 4),
        ("spnr", Service, 1),
        ("capeco-numerique", Agreement, 1),
        ("eticss", Service, 1),
        ("mobigo", Service, 2),
        ("frec", Plan, 1),
        ("2school", Service, 1),
        ("strategie-regionale-de-la-connaissance", Strategy, 1),
        ("decidata", Platform, 1),
        ("kapnumerik", Programme, 1),
        ("edih-bfc", Hub, 1),
        ("campus-connectes", Programme, 1),
    ];
    let initiatives = records(&parsed).initiatives.iter();
    let read: Vec<_> = initiatives
        .map(|each| (each.key.0.as_str(), each.kind, places(&parsed, &each.key.0).len()))
        .collect();
    assert_eq!(read, expected);
    assert!(records(&parsed).initiatives.iter().all(|initiative| initiative.organisation.is_none()));
    assert_eq!(
        places(&parsed, "scoran")[0],
        "Stratégie de cohérence régionale pour l'aménagement numérique en Bourgogne-Franche-Comté (SCORAN BFC)"
    );
    assert_eq!(places(&parsed, "edih-bfc"), ["pôle européen d'innovation digitale EDIH BFC"]);
    assert_eq!(places(&parsed, "plan-de-relance-de-la-region"), ["plans de relance (État et Région)"]);
}

#[test]
fn organisations_persons_and_texts_are_mentioned_where_they_are_named() {
    let Some(parsed) = opinion() else { return };
    let counts = [
        ("ccir", 3),
        ("cgt", 2),
        ("cmar", 1),
        ("emfor", 1),
        ("aer", 1),
        ("comite-regional-du-numerique", 1),
        ("silvere denis", 1),
        ("bernard echalier", 1),
        ("guy zima", 1),
    ];
    for (of, count) in counts {
        assert_eq!(places(&parsed, of).len(), count, "{of}");
    }
    let citation = &records(&parsed).citations[0];
    assert_eq!((records(&parsed).citations.len(), citation.key.kind), (1, OpinionKind::SelfReferral));
    let title = "Le numérique au service des habitants et des territoires de la Bourgogne-Franche-Comté";
    assert_eq!(citation.title.as_deref(), Some(title));
    assert_eq!(citation.key.name, ingest::text::slug(title));
    assert_eq!(
        places(&parsed, &format!("2020-09-11 {}", citation.key.name)),
        [
            format!("autosaisine \"{title}\" le 11 septembre 2020"),
            "autosaisine de septembre dernier".to_owned(),
            "rapport d'autosaisine du 11 septembre".to_owned(),
            "autosaisine".to_owned(),
        ]
    );
    let open: Vec<_> = records(&parsed).mentions.iter().filter(|mention| mention.target.is_none()).collect();
    assert_eq!(open.len(), 1);
    assert_eq!(slice(&parsed, open[0].source), "plan de relance");
    let candidates: Vec<String> = open[0].candidates.iter().map(key).collect();
    assert_eq!(candidates, ["plan-de-relance-de-l-etat", "plan-de-relance-de-la-region"]);
}

#[test]
fn milestones_keep_the_precision_of_the_text() {
    let Some(parsed) = opinion() else { return };
    let read: Vec<String> = records(&parsed)
        .milestones
        .iter()
        .map(|each| {
            let of =
                each.initiative.as_ref().map(|key| &key.0).or(each.organisation.as_ref().map(|key| &key.0));
            format!(
                "{} {} [{}]{}",
                each.date,
                each.title,
                of.unwrap(),
                if each.relative { " relative" } else { "" }
            )
        })
        .collect();
    assert_eq!(
        read,
        [
            "2018 Engagement du travail sur la SCORAN [scoran]",
            "2019-03 Signature du CAPéCO Numérique [capeco-numerique]",
            "2019-06 Adoption de la SCORAN [scoran]",
            "2019-09 Installation du Comité régional du Numérique [comite-regional-du-numerique]",
            "2020-06-25 Feuille de route économie circulaire (FREC) adoptée par le Conseil régional [frec] relative",
        ]
    );
    let first = records(&parsed).milestones[0].source;
    assert_eq!(slice(&parsed, first), "Engagement du travail sur la SCORAN en 2018");
}

#[test]
fn recommendations_say_what_became_of_them() {
    let Some(parsed) = opinion() else { return };
    let records = records(&parsed);
    let cited = Origin::Cited(records.citations[0].key.clone());
    let subjects: Vec<&str> =
        records.recommendations.iter().filter_map(|each| each.subject.as_deref()).collect();
    assert_eq!(subjects.len(), 6);
    assert!(subjects.iter().any(|subject| subject.contains("développement du télétravail")));
    assert!(subjects.iter().any(|subject| subject.contains("gouvernance régionale de la donnée")));
    for each in records.recommendations.iter().filter(|each| each.subject.is_some()) {
        assert_eq!((&each.origin, &each.text, each.follow_ups.len()), (&cited, &None, 1));
        assert_eq!(each.follow_ups[0].status, FollowUpStatus::Echoed);
    }
    let second = records.recommendations.iter().find(|each| each.number.as_deref() == Some("2")).unwrap();
    let text = second.text.as_deref().unwrap();
    assert!(text.starts_with("Mettre en place") && text.ends_with("en cours et à venir"), "{text}");
    assert!(text.contains("une \"Agence régionale du numérique\" comme \"porte d'entrée unique\""), "{text}");
    assert_eq!(second.origin, cited);
    assert_eq!(slice(&parsed, second.follow_ups[0].source), "fait écho à la préconisation du CESER n° 2");
    let again = |words: &str| {
        let text =
            |each: &&ingest::Recommendation| each.text.as_deref().is_some_and(|text| text.contains(words));
        records.recommendations.iter().find(text).unwrap()
    };
    let homogeneous = again("développement homogène et lisible");
    assert_eq!((&homogeneous.origin, homogeneous.follow_ups[0].status), (&cited, FollowUpStatus::Reiterated));
    let evidence = slice(&parsed, homogeneous.follow_ups[0].source);
    assert!(evidence.starts_with("Comme déjà préconisé") && evidence.ends_with("insiste encore une fois"));
    let platform = again("régionale d\u{2019}observation et d\u{2019}aide à la décision");
    assert_eq!((&platform.origin, platform.declaration), (&Origin::Own, Some(1)));
    assert_eq!(platform.made_by[0].0, "ccir");
    // Neither "s'interroge" nor "note" nor "salue" asks for anything.
    let own = records.recommendations.iter().filter(|each| each.origin == Origin::Own);
    let own: Vec<&str> = own.filter_map(|each| each.text.as_deref()).collect();
    assert_eq!(own.len(), 4, "{own:#?}");
}
