//! What is named or asked for in other manners: no capital, no short form, a pronoun, a letter before an item.

use ingest::{InitiativeKind, Options, Recommendation, parse};

use crate::said::{asked, milestones, read, records, told};

fn initiatives(said: &str) -> Vec<(String, InitiativeKind)> {
    let parsed = read(said);
    records(&parsed).initiatives.iter().map(|each| (each.name.clone(), each.kind)).collect()
}

fn titled(title: &str) -> Vec<String> {
    let text = format!(
        "Avis sur le rapport 2-3 de l'Exécutif régional\n{title}\n\nSéance plénière du mardi 14 juin 2022\n\n\
         Rapporteure : Anne Lormeau\n\nAvis du CESER\n\nLe CESER est d'accord.\n"
    );
    let parsed = parse(text.as_bytes(), &Options { territory: Some("27".to_owned()), ..Options::default() });
    records(&parsed).initiatives.iter().map(|each| each.name.clone()).collect()
}

#[test]
fn what_a_title_is_on_is_an_initiative_where_it_is_a_region_s_or_for_some_years() {
    let cases: [(&str, &[&str]); 8] = [
        (
            "Schéma régional des pontons et des digues 2023-2027",
            &["Schéma régional des pontons et des digues"],
        ),
        ("Révision de la stratégie régionale des roselières", &["stratégie régionale des roselières"]),
        ("Contrat de filière roseaux 2024-2027", &["Contrat de filière roseaux"]),
        ("Avenant n° 2 au programme régional des phares", &["programme régional des phares"]),
        ("Feuille de route des bacs", &[]),
        ("Fonds européens 2021-2027", &[]),
        ("Budget primitif 2023", &[]),
        ("Le lac et ses plans d'eau", &[]),
    ];
    for (title, expected) in cases {
        assert_eq!(titled(title), expected, "{title}");
    }
}

#[test]
fn what_is_called_by_the_same_words_twice_is_an_initiative() {
    let twice = "On lit la stratégie régionale des roselières, utile. Le CESER salue la stratégie régionale des roselières.";
    let expected = ("stratégie régionale des roselières".to_owned(), InitiativeKind::Strategy);
    assert_eq!(initiatives(twice), [expected]);
    for said in [
        "On lit la stratégie régionale des roselières, utile.",
        "Le plan régional est connu. Le plan régional est long.",
        "La politique de l'eau est connue. La politique de l'eau est longue.",
    ] {
        assert_eq!(initiatives(said), [], "{said}");
    }
}

#[test]
fn a_contract_is_called_by_its_noun_and_a_capital() {
    let cases: [(&str, &str, InitiativeKind); 4] = [
        ("On signe le contrat Roselières, utile.", "contrat Roselières", InitiativeKind::Agreement),
        ("Le système d'alerte VIGILAC sonne.", "VIGILAC", InitiativeKind::Other),
        ("Une unité mobile, le SOINLAC, passe.", "SOINLAC", InitiativeKind::Service),
        ("L'appel à projets ROSELAB est clos.", "ROSELAB", InitiativeKind::Programme),
    ];
    for (said, name, kind) in cases {
        assert_eq!(initiatives(said), [(name.to_owned(), kind)], "{said}");
    }
    for said in [
        "Un contrat Climat et le contrat Région tardent.",
        "Des contrats Jeunes tardent, le fonds Social aussi.",
        "Une unité mobile, la DRAAF, passe.",
    ] {
        assert_eq!(initiatives(said), [], "{said}");
    }
}

#[test]
fn a_thing_that_is_at_work_since_a_day_has_that_step() {
    let said = "Le système VIGILAC, en service depuis le 2 mai 2021, sonne. Le service SOINLAC circule depuis mars 2020.";
    assert_eq!(
        milestones(said),
        ["2021-05-02 VIGILAC, en service", "2020-03 Le service SOINLAC circule"]
            .map(|title| title.replace("Le service ", ""))
    );
}

#[test]
fn a_pronoun_points_back_to_what_was_asked_for() {
    let cases: [(&str, &[&str]); 10] = [
        (
            "Sa demande d'un phare neuf figurait déjà dans l'avis du 3 mai 2021. La Région ne l'a pas suivie.",
            &["Declined - un phare neuf <ne l'a pas suivie>"],
        ),
        (
            "L'avis du 3 mai 2021 préconisait « un phare neuf ». L'Exécutif n'y a pas donné suite.",
            &["Declined - un phare neuf <n'y a pas donné suite>"],
        ),
        (
            "L'avis du 3 mai 2021 demandait un phare neuf. La Région l'a accepté.",
            &["Addressed - un phare neuf <l'a accepté>"],
        ),
        (
            "Le CESER avait proposé en 2019 un phare neuf ; la Région l'a réalisé.",
            &["Addressed - un phare neuf <l'a réalisé>"],
        ),
        (
            "L'avis du 3 mai 2021 proposait de doubler le bac. Elle est restée lettre morte.",
            &["Declined - doubler le bac <lettre morte>"],
        ),
        (
            "L'avis du 3 mai 2021 préconisait de \"doubler le bac\". Le CESER la maintient.",
            &["Reiterated - doubler le bac <maintient>"],
        ),
        (
            "La préconisation n° 4 de l'avis du 3 mai 2021, qui portait sur les phares du lac, a été écartée. Le CESER la réitère.",
            &[
                "Declined 4 les phares du lac <préconisation n° 4 de l'avis du 3 mai 2021, qui portait sur les phares du lac, a été écartée>",
                "Reiterated 4 les phares du lac <réitère>",
            ],
        ),
        (
            "La création d'un phare répond à la préconisation émise dans l'avis du 3 mai 2021.",
            &["Echoed - La création d'un phare <répond à la préconisation>"],
        ),
        ("Le lac est beau. La Région ne l'a pas suivi. Le CESER la maintient.", &[]),
        ("L'avis du 3 mai 2021 demandait un phare, comme l'a fait l'État.", &[]),
    ];
    for (said, expected) in cases {
        assert_eq!(told(said), expected, "{said}");
    }
}

#[test]
fn items_have_letters_and_may_say_who_asks() {
    let parsed = read(
        "Le CESER préconise :\na) d'ouvrir un ponton ;\nb) de fermer le canal.\n\nPréconisation B2. Draguer le port du lac.",
    );
    let read: Vec<(Option<&str>, Option<&str>)> = records(&parsed)
        .recommendations
        .iter()
        .map(|each: &Recommendation| (each.number.as_deref(), each.text.as_deref()))
        .collect();
    let expected = [
        (None, Some("ouvrir un ponton")),
        (None, Some("fermer le canal")),
        (Some("B2"), Some("Draguer le port du lac")),
    ];
    assert_eq!(read, expected);
    let parsed = crate::said::read(
        "A1. Draguer le port.\n\nR12 – Former les bateliers du lac.\n\nA2. Comprendre le lac\n\nA4 est une route.",
    );
    let read = records(&parsed).recommendations.iter();
    let read: Vec<_> = read.map(|each| (each.number.clone().unwrap(), each.text.clone().unwrap())).collect();
    let expected = [("A1", "Draguer le port"), ("R12", "Former les bateliers du lac")];
    assert_eq!(read, expected.map(|(number, text)| (number.to_owned(), text.to_owned())));
    let said = "Les propositions du CESER sont :\n\n1. Le CESER propose de draguer le port.\n\n2. Le CESER propose un bac neuf.";
    assert_eq!(asked(said), ["draguer le port", "un bac neuf"]);
}

#[test]
fn what_is_asked_of_the_speakers_is_not_asked_by_them() {
    assert_eq!(asked("La carte est faite sans que l'on nous demande où nous passons."), Vec::<String>::new());
    assert_eq!(asked("Il conviendrait désormais d'aller plus loin."), Vec::<String>::new());
    assert_eq!(asked("Le CESER suggère de draguer le port et votera le budget."), ["draguer le port"]);
}

#[test]
fn names_that_share_a_form_are_candidates_by_their_names() {
    let parsed = read("Le plan de relance est attendu.");
    let problem = parsed.problems.iter().find(|problem| problem.code == "AMBIGUOUS_MENTION").unwrap();
    assert!(problem.message.contains("\"plan de relance de l'État\""), "{}", problem.message);
}
