//! Things: the nouns that say what a named initiative is, "plateforme", "contrat".

use crate::{
    InitiativeKind,
    word::{Phrases, Word, phrase},
};

/// Nouns before or after a coined name, with what it then is.
pub(crate) const NOUNS: [(&str, InitiativeKind); 51] = [
    ("accord cadre", InitiativeKind::Agreement),
    ("accord", InitiativeKind::Agreement),
    ("agenda", InitiativeKind::Plan),
    ("aide", InitiativeKind::Other),
    ("appel a projets", InitiativeKind::Programme),
    ("appli", InitiativeKind::Service),
    ("application", InitiativeKind::Service),
    ("bouquet de services", InitiativeKind::Service),
    ("bourse", InitiativeKind::Other),
    ("bus", InitiativeKind::Service),
    ("campagne", InitiativeKind::Other),
    ("carte", InitiativeKind::Other),
    ("charte", InitiativeKind::Agreement),
    ("cheque", InitiativeKind::Other),
    ("contrat", InitiativeKind::Agreement),
    ("convention", InitiativeKind::Agreement),
    ("demarche", InitiativeKind::Other),
    ("dispositif", InitiativeKind::Other),
    ("experimentation", InitiativeKind::Other),
    ("feuille de route", InitiativeKind::Plan),
    ("fonds", InitiativeKind::Other),
    ("guichet", InitiativeKind::Service),
    ("hub", InitiativeKind::Hub),
    ("incubateur", InitiativeKind::Hub),
    ("initiative", InitiativeKind::Other),
    ("label", InitiativeKind::Other),
    ("logiciel", InitiativeKind::Other),
    ("marque", InitiativeKind::Other),
    ("minibus", InitiativeKind::Service),
    ("navette", InitiativeKind::Service),
    ("observatoire en ligne", InitiativeKind::Platform),
    ("operation", InitiativeKind::Other),
    ("outil", InitiativeKind::Other),
    ("pacte", InitiativeKind::Agreement),
    ("pass", InitiativeKind::Other),
    ("plan", InitiativeKind::Plan),
    ("plate forme", InitiativeKind::Platform),
    ("plateforme", InitiativeKind::Platform),
    ("portail", InitiativeKind::Platform),
    ("prime", InitiativeKind::Other),
    ("programme", InitiativeKind::Programme),
    ("projet", InitiativeKind::Other),
    ("protocole", InitiativeKind::Agreement),
    ("reseau", InitiativeKind::Other),
    ("schema", InitiativeKind::Strategy),
    ("service", InitiativeKind::Service),
    ("site", InitiativeKind::Platform),
    ("strategie", InitiativeKind::Strategy),
    ("systeme", InitiativeKind::Other),
    ("trajectoire", InitiativeKind::Strategy),
    ("unite mobile", InitiativeKind::Service),
];
/// Nouns that departments, networks and places have too: only capitals after them are a coined name.
pub(crate) static COMMON: Phrases = Phrases::new(
    "accord; accord cadre; aide; appel a projets; bourse; bus; campagne; carte; contrat; convention; demarche; \
     experimentation; fonds; hub; incubateur; initiative; marque; minibus; navette; operation; prime; projet; protocole; reseau; \
     schema; service; site; strategie; systeme; trajectoire; unite mobile",
);
/// Nouns that a name of capitalised words follows: "l'application Mobilac"; "le plan Climat" has only a theme.
pub(crate) static NAMED: Phrases = Phrases::new(
    "appli; application; dispositif; logiciel; outil; pass; plate forme; plateforme; portail; programme",
);
/// Nouns that one does behind "le" or "un": "le contrat Rivages".
pub(crate) static SINGLE: Phrases = Phrases::new("contrat; fonds; label; pacte; protocole");
/// Whether a noun for what initiatives are stands at a word: "service", "plate-forme".
pub(crate) fn is_thing(words: &[Word], at: usize) -> bool {
    NOUNS.iter().any(|(noun, _)| phrase(words, at, noun).is_some())
}
