//! Names that a text gives without a short form in brackets.

use ingest::InitiativeKind;

use crate::said::{read, records};

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
fn what_merely_stands_near_a_noun_is_none() {
    let cases = [
        "Le programme de l'ADEME et le service de la SNCF sont connus.",
        "Selon l'INSEE, le service public recule.",
        "Le plan de la Région Bourgogne-Franche-Comté est connu.",
        "Le service Culture et le réseau Natura suivent le projet Lormeau.",
        "Le dispositif régional. LES BACS DU LAC passent.",
        "Un nouveau programme\n\nLES RIVES DU LAC\n\nLes bacs passent.",
        "Le programme Axe 2 tarde. Le projet « Nous le dirons. Et encore. » tarde.",
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
