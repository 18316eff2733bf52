//! Names that a text gives without a short form in brackets.

use ingest::InitiativeKind;

use crate::said::{milestones, read, records};

fn initiatives(said: &str) -> Vec<(String, InitiativeKind)> {
    let parsed = read(said);
    records(&parsed).initiatives.iter().map(|each| (each.name.clone(), each.kind)).collect()
}

#[test]
fn a_coined_name_beside_its_noun_is_an_initiative_of_that_kind() {
    use InitiativeKind::{Other, Plan, Platform, Programme, Service};
    let cases: [(&str, &str, InitiativeKind); 14] = [
        ("La Région ouvre la plateforme LACOMOBIL.", "LACOMOBIL", Platform),
        ("Le portail régional des bacs RIVENET7 tarde.", "RIVENET7", Platform),
        ("Le programme BAC-AVENIR suit son cours.", "BAC-AVENIR", Programme),
        ("Un site et une application commune, PONTONEO, complètent l'offre.", "PONTONEO", Service),
        ("RIVEBUS, le service de navettes du lac, avance.", "RIVEBUS", Service),
        ("Le rapport cite RIVEBUS (service de navettes).", "RIVEBUS", Service),
        ("Un service de navettes baptisé RiveBus a ouvert.", "RiveBus", Service),
        ("L'application Pontonea compte mille abonnés.", "Pontonea", Service),
        ("Le programme « Rives vivantes » est reconduit.", "Rives vivantes", Programme),
        ("Le plan \"Lacs propres\" est reconduit.", "Lacs propres", Plan),
        ("Le dispositif RIVAIDE est connu. Le service RIVAIDE aussi.", "RIVAIDE", Service),
        ("Le dispositif Rivaide est connu.", "Rivaide", Other),
        ("Le plan LACS 2030 est en retard.", "LACS 2030", Plan),
        ("La plate-forme eRivages ouvre.", "eRivages", Platform),
    ];
    for (said, name, kind) in cases {
        assert_eq!(initiatives(said), [(name.to_owned(), kind)], "{said}");
    }
}

#[test]
fn a_name_with_a_capital_behind_its_article_is_an_initiative() {
    use InitiativeKind::{Agreement, Plan, Strategy};
    let cases: [(&str, &str, InitiativeKind); 8] = [
        (
            "On signe la Charte lacustre des bacs de nuit, utile.",
            "Charte lacustre des bacs de nuit",
            Agreement,
        ),
        (
            "Le Contrat de filière roseaux du lac, signé, finit. Il faut renouveler le Contrat de filière roseaux du lac pour dix ans.",
            "Contrat de filière roseaux du lac",
            Agreement,
        ),
        ("La Stratégie lacustre pour l'eau demeure un socle.", "Stratégie lacustre pour l'eau", Strategy),
        ("Le Plan rives et roseaux prévoit dix digues.", "Plan rives et roseaux", Plan),
        ("Le CESER salue le Plan des Trois-Vallées adopté hier.", "Plan des Trois-Vallées", Plan),
        (
            "Le Schéma directeur des pontons et des bacs est là.",
            "Schéma directeur des pontons et des bacs",
            Strategy,
        ),
        ("Avec le Pacte lacustre du vélo et la Région, on roule.", "Pacte lacustre du vélo", Agreement),
        ("La Feuille de route des rives en 2024 aidera.", "Feuille de route des rives", Plan),
    ];
    for (said, name, kind) in cases {
        assert_eq!(initiatives(said), [(name.to_owned(), kind)], "{said}");
    }
    for said in
        ["Le Plan tarde.", "Un plan des rives tarde.", "Le Programme prévoit des digues. PLAN DES RIVES"]
    {
        assert_eq!(initiatives(said), [], "{said}");
    }
}

#[test]
fn bodies_of_many_nouns_are_introduced() {
    let parsed = read(
        "Le Réseau lacustre des pontons (RLP), l'Interprofession du roseau (IDR), la Maison des bacs du lac (MBL), la Coopération \
         des rives (CDR) et l'association Lac Vivant (LV) ont été entendus. Un réseau express du lac (REL) suivra. Il crée une \
         Agence lacustre du roseau (ALR).",
    );
    let keys = ["rlp", "idr", "mbl", "cdr", "lv"];
    let own = &records(&parsed).organisations;
    assert!(keys.iter().all(|key| own.iter().any(|each| each.key.0 == *key)), "{own:#?}");
    assert_eq!(own.iter().find(|each| each.key.0 == "lv").map(|each| each.name.as_str()), Some("Lac Vivant"));
    assert!(!own.iter().any(|each| each.key.0 == "rel"));
    assert_eq!(
        records(&parsed).initiatives.iter().filter(|each| each.kind == InitiativeKind::Agency).count(),
        1
    );
}

#[test]
fn what_merely_stands_near_a_noun_is_none() {
    let cases = [
        "Le programme de l'ADEME et le service de la SNCF sont connus.",
        "Selon l'INSEE, le service public recule.",
        "Le plan de la Région Bourgogne-Franche-Comté est connu.",
        "Le service Culture et le réseau Natura suivent le projet Lormeau.",
        "Le dispositif régional. LES BACS DU LAC passent.",
        "Un nouveau programme\n\nLES RIVES DU LAC\n\nLes bacs passent.",
        "Le programme Axe 2 tarde. Le projet « Nous le dirons. Et encore. » tarde.",
        "Le plan Climat, l'application Internet et le portail Web tardent.",
        "M. DROUET, la charte en main, sourit à Mme LORMEAU (service des bacs) et à Paul DROUET, le service en moins.",
        "Les services Mobilac comptent, le plan III aussi.",
    ];
    for said in cases {
        assert_eq!(initiatives(said), [], "{said}");
    }
}

#[test]
fn a_coined_name_is_mentioned_again_in_its_own_letters_only() {
    let parsed = read("Le service de navettes LUNELAC ouvre. LUNELAC plaît. La lunelac est un poisson.");
    let own = records(&parsed).mentions.iter().filter_map(|mention| mention.target.as_ref());
    assert_eq!(own.filter(|named| crate::said::key(named) == "*lunelac").count(), 2);
}

#[test]
fn steps_are_told_of_names_that_are_described() {
    let cases: [(&str, &[&str]); 7] = [
        (
            "RIVEBUS, le service de navettes du lac, ouvert le 2 mai 2021, plaît.",
            &["2021-05-02 RIVEBUS, le service de navettes du lac, ouvert"],
        ),
        (
            "RIVEBUS, service de navettes mis en place en mars 2020, plaît.",
            &["2020-03 RIVEBUS, service de navettes mis en place"],
        ),
        (
            "Lancé à titre d'essai en 2018, étendu en mars 2020, le service RIVEBUS plaît.",
            &["2018 RIVEBUS lancé", "2020-03 RIVEBUS étendu"],
        ),
        (
            "La Charte des rives du lac (CRL), applicable au 1er mai 2023, suit.",
            &["2023-05-01 Charte des rives du lac (CRL), applicable"],
        ),
        (
            "La création d'une Agence des rives (ADR), dont l'installation est prévue en 2024, est bienvenue.",
            &["2024 Agence des rives (ADR) installation"],
        ),
        (
            "Les campus connectés, dont le premier a ouvert en mai 2020, plaisent.",
            &["2020-05 Campus connectés, dont le premier a ouvert"],
        ),
        ("RIVEBUS, le service que la Région a voulu en 2020, plaît.", &[]),
    ];
    for (said, expected) in cases {
        assert_eq!(milestones(said), expected, "{said}");
    }
}
