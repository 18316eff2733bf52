//! Titles, territories and what else a head must say: read through the door.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use ingest::{OpinionKind, Options, Records, parse};

fn read(text: &str) -> Records {
    parse(text.as_bytes(), &Options { territory: Some("99".to_owned()), ..Options::default() })
        .records
        .unwrap()
}

fn headings(records: &Records) -> Vec<&str> {
    records.opinion.sections.iter().filter_map(|section| section.heading.as_deref()).collect()
}

#[test]
fn an_opinion_that_does_not_say_when_lacks_its_session() {
    for heading in [
        "Avis n° 7-1",
        "AVIS N°7-1",
        "Avis no 7-1",
        "Avis numéro 7-1",
        "Avis 2024-12",
        "Avis du CESER n° 7-1",
        "Avis du CESER",
        "Avis n° 7-1 – Le plan des haies",
        "Avis sur le rapport n° 7-1",
        "Vœu",
        "Autosaisine",
    ] {
        let text = format!(
            "CESER Marche-Verte\n\n{heading}\n\nLe plan des haies\n\nAnalyse\n\nLe plan est utile. Il manque de moyens.\n"
        );
        let parsed =
            parse(text.as_bytes(), &Options { territory: Some("99".to_owned()), ..Options::default() });
        let codes: Vec<&str> = parsed.problems.iter().map(|problem| problem.code).collect();
        assert_eq!(codes, ["MISSING_SESSION"], "{heading}");
    }
}

#[test]
fn a_territory_that_is_no_code_is_refused_whatever_the_text_names() {
    let text = |region: &str| {
        format!(
            "CESER {region}\nAvis sur le rapport 3-2 de l'Exécutif\nLe plan des haies\n\nSéance plénière du 14 mars 2023\n\nAnalyse\n\nLe plan est utile.\n"
        )
    };
    for region in ["Bretagne", "Marche-Verte"] {
        for code in ["XX", "BFC", "7", "2C", "027", "2700", "ZZ"] {
            let parsed = parse(
                text(region).as_bytes(),
                &Options { territory: Some(code.to_owned()), ..Options::default() },
            );
            let codes: Vec<&str> = parsed.problems.iter().map(|problem| problem.code).collect();
            assert_eq!(
                (codes.as_slice(), parsed.records.is_none()),
                (["INVALID_TERRITORY"].as_slice(), true),
                "{region} {code}"
            );
        }
        for code in ["27", "99", "2A", "974", "01"] {
            let parsed = parse(
                text(region).as_bytes(),
                &Options { territory: Some(code.to_owned()), ..Options::default() },
            );
            assert!(parsed.records.is_some(), "{region} {code}");
        }
    }
}

/// A text whose head is given, with a body that begins in a sentence.
fn headed(head: &str) -> Records {
    read(&format!(
        "CESER Marche-Verte\n\n{head}\n\nLe CESER salue un plan attendu par les communes.\n\nIl demande un bilan annuel.\n\n\
         Avis adopté à l'unanimité.\n"
    ))
}

#[test]
fn a_heading_that_says_what_it_is_about_is_the_title_and_the_text_stays_text() {
    let day = "Séance plénière du 14 mars 2023";
    for (heading, title) in [
        ("Avis sur le budget primitif 2025 de la Région", "budget primitif 2025 de la Région"),
        ("Avis sur le projet de schéma des haies", "projet de schéma des haies"),
        ("Avis relatif au schéma des haies (rapport n° 4-2)", "schéma des haies"),
        ("Avis sur le rapport n° 4-2 relatif au schéma des haies", "schéma des haies"),
        ("Avis du CESER concernant les haies et les mares", "haies et les mares"),
        ("Avis sur le projet de loi « Haies »", "projet de loi « Haies »"),
        ("Vœu pour des haies partout", "des haies partout"),
        ("Vœu relatif à la forêt\nprésenté par la CGT, la FSU et Solidaires", "forêt"),
        ("Contribution au débat public sur l'eau", "Contribution au débat public sur l'eau"),
        ("AVIS\nsur le rapport n° 7-1 « Plan vélo »", "Plan vélo"),
        ("Avis\n\nsur le rapport n° 7-1 : Plan vélo", "Plan vélo"),
        ("Autosaisine sur la maternité, présentée par Mme Odile Sarrazin", "maternité"),
    ] {
        for head in [
            format!("{heading}\n\n{day}"),
            format!("{heading}\n{day}\nCommission Finances\nAvis du CESER"),
            format!("{day}\n\n{heading}\n\nContexte"),
        ] {
            let records = headed(&head);
            assert_eq!(records.opinion.title, title, "{head}");
            let texts: Vec<&str> = records.opinion.sections[0]
                .paragraphs
                .iter()
                .map(|paragraph| paragraph.text.as_str())
                .collect();
            let text = ["Le CESER salue un plan attendu par les communes.", "Il demande un bilan annuel."];
            assert_eq!(texts, text, "{head}");
        }
    }
    let quoted = headed("Autosaisine « Vieillir en forêt », séance plénière du 14 mars 2023");
    assert_eq!(
        (quoted.opinion.title.as_str(), quoted.session.held_on.to_string().as_str()),
        ("Vieillir en forêt", "2023-03-14")
    );
}

#[test]
fn quotation_marks_stay_both_where_they_quote_a_part_of_a_title_and_go_both_where_they_quote_it() {
    let title = |lines: &str| headed(&format!("{lines}\n\nSéance plénière du 4 mars 2024")).opinion.title;
    for (printed, read) in [
        (
            "\"Le numérique au service des habitants\"\nde la Région des Deux-Lacs",
            "\"Le numérique au service des habitants\" de la Région des Deux-Lacs",
        ),
        ("« Le numérique »\nau service de la Région", "« Le numérique » au service de la Région"),
        ("“Le numérique” au service\nde la Région", "“Le numérique” au service de la Région"),
        ("\"Le numérique\" et \"le papier\"", "\"Le numérique\" et \"le papier\""),
        ("\"Le numérique au service\ndes habitants\"", "Le numérique au service des habitants"),
        ("« Le numérique au service\ndes habitants »", "Le numérique au service des habitants"),
        ("Le numérique \"au service\" des habitants", "Le numérique \"au service\" des habitants"),
    ] {
        for head in ["Avis sur le rapport n° 2-3\n", "Avis sur le rapport n° 2-3 : "] {
            assert_eq!(title(&format!("{head}{printed}")), read, "{head}{printed}");
        }
    }
    assert_eq!(
        title("Avis sur le rapport n° 2-3 \"Le numérique au service des habitants\"\nde la Région"),
        "\"Le numérique au service des habitants\" de la Région"
    );
    assert_eq!(
        title("Avis sur le rapport n° 2-3 \"Le numérique\nau service de la Région\""),
        "Le numérique au service de la Région"
    );
}

#[test]
fn two_wishes_of_a_session_have_their_own_titles_and_a_sentence_is_none() {
    let wish = |about: &str| {
        headed(&format!("Séance plénière du 14 mars 2023\n\nVœu pour {about}\n\nTexte du vœu")).opinion
    };
    let (hedges, ponds) = (wish("des haies"), wish("des mares"));
    assert_eq!((hedges.title.as_str(), ponds.title.as_str()), ("des haies", "des mares"));
    assert_eq!(hedges.sections[0].heading.as_deref(), Some("Texte du vœu"));
    let text = "CESER Marche-Verte\n\nAvis n° 7-1\n\nSéance plénière du 14 mars 2023\n\nAvis du CESER\n\nLe CESER salue ce plan.\n";
    let parsed = parse(text.as_bytes(), &Options { territory: Some("99".to_owned()), ..Options::default() });
    let codes: Vec<&str> = parsed.problems.iter().map(|problem| problem.code).collect();
    assert_eq!(codes, ["MISSING_TITLE"]);
}

#[test]
fn an_opinion_may_be_headed_by_its_day_or_by_its_series() {
    for head in [
        "Avis du 14 mars 2023\nLe plan des haies\n\nContexte",
        "Avis du CESER en date du mardi 14 mars 2023\n\nLe plan des haies\n\nContexte",
        "Avis et contributions du CESER\n\nSéance plénière du 14 mars 2023\n\nLe plan des haies\n\nContexte",
    ] {
        let records = headed(head);
        assert_eq!(records.opinion.title, "Le plan des haies", "{head}");
        assert_eq!(records.opinion.kind, OpinionKind::Referral, "{head}");
        assert_eq!(records.session.held_on.to_string(), "2023-03-14", "{head}");
        assert_eq!(headings(&records), ["Contexte"], "{head}");
    }
}

/// The territory's code where it is known, and the codes of the problems.
fn territory(letterhead: &str, said: &str, code: Option<&str>) -> (Option<String>, Vec<&'static str>) {
    let text = format!(
        "{letterhead}\n\nAvis sur le rapport 3-2 de l'Exécutif\nLe plan des haies\n\nSéance plénière du 14 mars 2023\n\nAnalyse\n\n\
         Le plan est utile. {said}\n\nAvis adopté à l'unanimité.\n"
    );
    let options = Options { territory: code.map(str::to_owned), ..Options::default() };
    let parsed = parse(text.as_bytes(), &options);
    let codes = parsed.problems.iter().map(|problem| problem.code);
    let codes = codes.filter(|code| code.contains("TERRITORY")).collect();
    (parsed.records.map(|records| records.territory.code), codes)
}

#[test]
fn the_territory_is_the_head_s_or_the_caller_s_and_never_that_of_a_region_named_in_passing() {
    let of = |code: &str| Some(code.to_owned());
    for said in [
        "La Région Bretagne a fait de même.",
        "Il faut suivre la région Bretagne.",
        "Le Conseil régional de Bretagne le fait.",
        "La Normandie et la Bretagne le font.",
    ] {
        assert_eq!(territory("CESER", said, Some("27")), (of("27"), vec![]), "{said}");
        let ours = "Conseil économique, social et environnemental régional\nde Bourgogne-Franche-Comté";
        for letterhead in [ours, "CESER de Bourgogne-Franche-Comté", "CESER BOURGOGNE-FRANCHE-COMTÉ"] {
            for code in [None, Some("27")] {
                assert_eq!(territory(letterhead, said, code), (of("27"), vec![]), "{letterhead} {said}");
            }
            assert_eq!(
                territory(letterhead, said, Some("53")),
                (of("27"), vec!["TERRITORY_DIFFERS"]),
                "{said}"
            );
        }
    }
    let cited = "Le CESER de Bretagne l'a dit.";
    assert_eq!(territory("CESER", cited, Some("27")), (of("27"), vec!["TERRITORY_DIFFERS"]));
    let own = "Le CESER de Bourgogne-Franche-Comté le demande, comme la Région Bretagne.";
    for code in [None, Some("27")] {
        assert_eq!(territory("CESER", own, code), (of("27"), vec![]));
    }
    let two = "La Région Normandie le fait, la Région Bretagne aussi.";
    assert_eq!(territory("CESER", two, None), (None, vec!["UNKNOWN_TERRITORY"]));
    let text = "CESER\n\nAvis sur le budget de la Région\nSéance plénière du 14 mars 2023\n\nAnalyse\n\nLe plan est utile.\n";
    assert_eq!(read(text).territory.name, None);
}

#[test]
fn a_heading_that_names_a_matter_by_its_maker_alone_leaves_the_title_to_the_line_below() {
    for heading in [
        "Avis sur le projet de la Région",
        "Avis sur le dossier du Conseil régional",
        "Avis sur la proposition de l'Exécutif régional",
    ] {
        let records = headed(&format!("{heading}\nLe plan des haies\n\nSéance plénière du 14 mars 2023"));
        assert_eq!(records.opinion.title, "Le plan des haies", "{heading}");
    }
}

#[test]
fn a_reports_number_is_read_to_its_end_so_that_two_reports_stay_two() {
    for number in ["24-SP-0412", "24-SP-0413", "3-1 bis", "3.1.a", "CP-2020-114"] {
        let records = headed(&format!(
            "Avis sur le rapport n° {number}\nLe plan des haies\n\nSéance plénière du 14 mars 2023"
        ));
        let report = records.opinion.report.unwrap();
        assert_eq!(report.number.to_lowercase(), number.to_lowercase());
        assert_eq!(records.opinion.title, "Le plan des haies", "{number}");
    }
}
