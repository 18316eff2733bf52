//! Deeds: the words for what is done to an initiative or a body, and those around them.

use crate::word::{Phrases, Word};

/// Nouns for steps of initiatives and bodies alike.
pub(crate) static MAKING: Phrases = Phrases::new(
    "creation; installation; mise en place; constitution; fondation; naissance; dissolution; fusion; \
     renouvellement; ouverture; suppression; instauration; transformation; inauguration; fermeture; \
     reforme; demarrage; disparition; prefiguration; structuration; refonte",
);
/// Nouns for steps of initiatives only: "l'engagement de la Région" is none.
pub(crate) static DOING: Phrases = Phrases::new(
    "adoption; signature; lancement; engagement; mise en service; mise en oeuvre; mise en ligne; mise en \
     application; mise en chantier; demarrage; publication; approbation; validation; deploiement; entree \
     en vigueur; entree en service; entree en application; elaboration; revision; actualisation; \
     generalisation; experimentation; ratification; achevement; livraison; conclusion; prolongation; \
     extension; cloture; evaluation; vote; presentation; debut; fin; expiration; annonce; labellisation",
);
/// Participles of the same; "é" is what tells them from a present.
pub(crate) static MADE: Phrases = Phrases::new(
    "créé; installé; fondé; constitué; dissous; dissout; fusionné; renouvelé; inauguré; ouvert; \
     supprimé; instauré; né; devenu; remplacé",
);
pub(crate) static DONE: Phrases = Phrases::new(
    "adopté; signé; lancé; engagé; initié; approuvé; validé; publié; voté; ratifié; déployé; démarré; \
     achevé; révisé; actualisé; généralisé; expérimenté; prolongé; terminé; livré; conclu; élaboré; \
     débuté; présenté; clôturé; étendu; paraphé; finalisé; amorcé; contractualisé; promulgué; arrêté; repris; reconduit; rouvert; suspendu; abandonné; rénové; refondu; transformé; \
     annoncé; labellisé; homologué; évalué; abrogé; relancé; modifié",
);
/// What stands after "mis".
pub(crate) static MIS: Phrases =
    Phrases::new("en service; en place; en oeuvre; en ligne; en application; en chantier");
/// What a thing does from a day on, before "depuis".
static SINCE: Phrases = Phrases::new(
    "en service; en vigueur; en fonction; en ligne; en place; en activite; en application; circule; circulent; \
     fonctionne; fonctionnent; existe; existent; roule; fonctionnel; disponible; accessible",
);
/// Verbs whose subject takes the step.
pub(crate) static BECOMING: Phrases = Phrases::new(
    "a vu le jour; voit le jour; verra le jour; vit le jour; est entre en vigueur; est entree en vigueur; \
     entre en vigueur; entrera en vigueur; est entre en service; est entree en service; entre en service; \
     entrera en service; devient; deviendra; a pris fin; prend fin; prendra fin; a demarre; a debute; \
     demarrera; debutera; a ouvert; voyait le jour; voyaient le jour; entrait en vigueur; entraient en vigueur; \
     entrait en service; prenait fin; prenait effet; devenait",
);
/// Words that may stand between a name and its participle.
pub(crate) static LINKS: Phrases = Phrases::new(
    "a; ont; avait; avaient; ete; est; sont; fut; furent; sera; seront; serait; etait; etaient; doit; \
     doivent; devra; devrait; etre; qui; que; va; vont; devront; devraient; s; se; deja; officiellement; definitivement; recemment; ensuite; \
     enfin; ainsi; egalement; bien; puis; finalement; formellement; aussi; soit; et; aura",
);
/// Words that say that what follows the noun is another clause.
pub(crate) static CLAUSES: Phrases =
    Phrases::new("que; qu; qui; dont; ou; mais; car; afin; est; sont; ont; avait; etait; sera; permet; pas");
/// Verbs that only carry a noun to its date: "la signature a eu lieu le …".
pub(crate) static CARRIERS: Phrases = Phrases::new(
    "a; eu; lieu; aura; est; sera; prevu; prevue; intervenu; intervenue; interviendra; programme; \
     programmee; annoncee; attendue; fixee; envisagee; effective; date; remonte",
);
/// Words that bring in who did it, or with whom.
pub(crate) static DOERS: Phrases = Phrases::new("par; avec; entre; aupres");
/// Texts whose own dates are no steps of what they are about.
pub(crate) static TEXTS: Phrases = Phrases::new(
    "avis; voeu; contribution; autosaisine; rapport; declaration; motion; debat; amendement; \
     preconisation; etude; resolution; deliberation",
);

/// What a text does with what it is about.
pub(crate) static SUBMITS: Phrases = Phrases::new(
    "soumet; soumis; soumise; presente; propose; inscrit; annonce; transmet; adresse; confie; donne; prevoit",
);

/// How many words a participle takes at a word that can be said of an initiative, or of a body.
pub(crate) fn participle(words: &[Word], chars: &[char], at: usize, body: bool) -> Option<usize> {
    let word = words.get(at)?;
    if matches!(word.folded.as_str(), "mis" | "mise" | "mises") {
        return MIS.at(words, at + 1).map(|count| count + 1);
    }
    // "VIGILAC, en service depuis 2022", "RIVEBUS circule depuis le 4 avril".
    let since = SINCE.at(words, at).filter(|_| !body);
    if let Some(count) =
        since.filter(|count| words.get(at + count).is_some_and(|word| word.folded == "depuis"))
    {
        return Some(count);
    }
    let printed: String = chars[word.start..word.end].iter().flat_map(|char| char.to_lowercase()).collect();
    // What may be applied from a day on.
    if !body
        && matches!(word.folded.as_str(), "applicable" | "applicables" | "operationnel" | "operationnelle")
    {
        return Some(1);
    }
    let stems = ["", "e", "s", "es"].iter().filter_map(|end| printed.strip_suffix(end));
    stems.into_iter().any(|stem| MADE.has(stem) || !body && DONE.has(stem)).then_some(1)
}
