//! The stem of a French word: what its inflected forms share.
//!
//! Plain Snowball keeps "élus" from "élu", "actif" from "active" and "public" from "publique", and it expects
//! accents that people do not type. So words are folded before, a first pass turns plurals and feminines into what
//! Snowball knows, and a last one joins what it leaves apart. Known and left: "logement" and "loger" share a stem,
//! "marché" and "marche", "mer" and "mère"; "développons" has another than "développer".

use std::borrow::Cow;

use frostem::{Algorithm, Stemmer};

/// Forms that no rule makes, each with the form that the rules go on from.
const IRREGULAR: [(&str, &str); 16] = [
    ("yeux", "oeil"),
    ("baux", "bail"),
    ("emaux", "email"),
    ("vitraux", "vitrail"),
    ("coraux", "corail"),
    ("soupiraux", "soupirail"),
    ("nouvelle", "nouveau"),
    ("nouvel", "nouveau"),
    ("belle", "beau"),
    ("vieille", "vieu"),
    ("vieil", "vieu"),
    ("grosse", "gros"),
    ("basse", "bas"),
    ("rousse", "roux"),
    ("epaisse", "epais"),
    ("fausse", "faux"),
];

/// Words that are no plurals though they end in "s", nouns in "-ée" that are no participles, and what Snowball would
/// take for a form of another word: "communication" of "commun".
const WHOLE: [&str; 38] = [
    "annee",
    "armee",
    "avis",
    "bois",
    "bras",
    "choix",
    "communication",
    "corps",
    "cours",
    "donnee",
    "duree",
    "entree",
    "epais",
    "fois",
    "gros",
    "idee",
    "journee",
    "lycee",
    "maree",
    "matinee",
    "mois",
    "musee",
    "palais",
    "pays",
    "pensee",
    "poids",
    "prix",
    "proces",
    "progres",
    "repas",
    "secours",
    "sens",
    "soiree",
    "succes",
    "temps",
    "univers",
    "vallee",
    "voix",
];

/// Feminines in "-euse" of words in "-eux", where the others in the same letters are of words in "-eur".
const IN_EUX: [&str; 11] = [
    "boiteuse",
    "couteuse",
    "douteuse",
    "honteuse",
    "juteuse",
    "merveilleuse",
    "orgueilleuse",
    "perilleuse",
    "pointilleuse",
    "prestigieuse",
    "vaniteuse",
];

/// The stem of a folded word. A word that is not all of plain letters stays as it is.
pub(super) fn stem(word: &str) -> String {
    if !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return word.to_owned();
    }
    let word = masculine(singular(word));
    if WHOLE.contains(&word.as_ref()) {
        return word.into_owned();
    }
    close(&Stemmer::new(Algorithm::French).stem(&word)).into_owned()
}

/// The singular of a plural. What is no plural may lose its "s" too, in texts and queries alike.
fn singular(word: &str) -> Cow<'_, str> {
    if WHOLE.contains(&word) {
        return word.into();
    }
    if let Some(stem) = word.strip_suffix("travaux") {
        return format!("{stem}travail").into();
    }
    if let Some((_, singular)) = IRREGULAR.iter().find(|(form, _)| *form == word) {
        return (*singular).into();
    }
    let long = word.len() > 4;
    if let Some(stem) = word.strip_suffix('x') {
        if stem.ends_with("eau") || stem.ends_with("yau") || stem.ends_with("eu") {
            return stem.into();
        }
        if let Some(stem) = stem.strip_suffix("au").filter(|_| long) {
            return format!("{stem}al").into();
        }
    }
    match word.strip_suffix('s') {
        Some(stem) if word.len() > 3 && !stem.ends_with('s') => stem.into(),
        _ => word.into(),
    }
}

/// The masculine of a feminine, and a participle without its second "e".
fn masculine(word: Cow<'_, str>) -> Cow<'_, str> {
    if WHOLE.contains(&word.as_ref()) {
        return word;
    }
    if let Some((_, masculine)) = IRREGULAR.iter().find(|(form, _)| *form == word) {
        return (*masculine).into();
    }
    let ending = |feminine: &str, masculine: &str| {
        let stem = word.strip_suffix(feminine).filter(|stem| stem.len() > 1)?;
        Some(Cow::Owned(format!("{stem}{masculine}")))
    };
    if word.ends_with("euse") && IN_EUX.contains(&word.as_ref()) {
        return ending("euse", "eu").unwrap_or(word);
    }
    let found = ending("trice", "teur")
        .or_else(|| ending("teuse", "teur"))
        .or_else(|| ending("cheuse", "cheur"))
        .or_else(|| ending("lleuse", "lleur"))
        .or_else(|| ending("teure", "teur"))
        .or_else(|| ending("euse", "eu"))
        .or_else(|| ending("iere", "ier"))
        .or_else(|| ending("llere", "ller"))
        .or_else(|| ending("ngere", "nger"));
    if let Some(found) = found {
        return found;
    }
    let bare = word.trim_end_matches('e');
    if word.len() > bare.len() + 1 && bare.len() > 1 { format!("{bare}e").into() } else { word }
}

/// Joins what Snowball leaves apart: "actif" and "active", "public" and "publique", "long" and "longue".
fn close(stem: &str) -> Cow<'_, str> {
    let long = stem.len() > 3;
    if let Some(start) = stem.strip_suffix('f').filter(|_| long) {
        return format!("{start}v").into();
    }
    if let Some(start) = stem.strip_suffix("qu").filter(|start| start.ends_with(['i', 'c', 'r']) && long) {
        return if start.ends_with('c') { start.to_owned().into() } else { format!("{start}c").into() };
    }
    if let Some(start) = stem.strip_suffix("gu").filter(|_| long) {
        return format!("{start}g").into();
    }
    // "français" has lost its "s" as a plural would, "française" has not.
    match stem.strip_suffix('s') {
        Some(start) if (start.ends_with("ai") || start.ends_with("oi")) && stem.len() > 5 => start.into(),
        _ => stem.into(),
    }
}

#[cfg(test)]
mod tests {
    use ingest::text::fold;

    fn stem(word: &str) -> String {
        super::stem(&fold(word))
    }

    #[test]
    fn inflected_forms_share_a_stem() {
        let forms = "\
            stratégie stratégies
            opérationnel opérationnelle opérationnels opérationnelles
            élu élus élue élues
            régional régionale régionaux régionales
            travail travaux
            télétravail télétravaux
            habitant habitants habitante habitantes
            eau eaux
            lieu lieux
            enjeu enjeux
            vœu vœux voeux
            feu feux
            pneu pneus
            bijou bijoux
            tuyau tuyaux
            réseau réseaux
            niveau niveaux
            journal journaux
            hôpital hôpitaux
            canal canaux
            vitrail vitraux
            numérique numériques
            développement développements
            développer développe développé développée développées développera
            adopter adopté adoptée adoptés adoptées adopte
            créer créé créée créés créées
            voter vote voté votera votes
            territorial territoriale territoriaux territoriales
            européen européenne européens européennes
            citoyen citoyenne citoyens citoyennes
            conseiller conseillère conseillers conseillères
            ouvrier ouvrière ouvriers ouvrières
            premier première premiers premières
            étranger étrangère étrangers étrangères
            acteur acteurs actrice actrices
            agriculteur agricultrice agriculteurs agricultrices
            rapporteur rapporteuse rapporteure rapporteurs rapporteuses
            travailleur travailleuse travailleurs travailleuses
            heureux heureuse heureuses
            nombreux nombreuse nombreuses
            coûteux coûteuse coûteuses
            actif active actifs actives
            neuf neuve neufs neuves
            public publique publics publiques
            turc turque turcs turques
            long longue longs longues
            nouveau nouvelle nouveaux nouvelles nouvel
            beau belle beaux belles
            vieux vieille vieilles
            gros grosse grosses
            bas basse basses
            net nette nets nettes
            français française françaises
            social sociale sociaux sociales
            professionnel professionnelle professionnels professionnelles
            apprenti apprentie apprentis apprenties
            étudiant étudiante étudiants étudiantes
            emploi emplois
            loi lois
            donnée données
            année années
            commission commissions
            préconisation préconisations
            mobilité mobilités
            compétence compétences
            crise crises";
        let stems =
            forms.lines().map(|line| line.split_whitespace().map(|form| (form, stem(form))).collect());
        let apart: Vec<Vec<(&str, String)>> =
            stems.filter(|forms: &Vec<_>| forms.iter().any(|(_, stem)| *stem != forms[0].1)).collect();
        assert!(apart.is_empty(), "{apart:#?}");
    }

    #[test]
    fn other_words_have_other_stems() {
        let pairs = "\
            organisation organe
            université universel
            région régime
            région règle
            commune communication
            état été
            mobilité mobilier
            politique police
            donnée don
            donnée donner
            année Anne
            durée dur
            élu élève
            forêt forme
            transport transposition
            avis avide
            voix voie
            prix prier
            choix chou
            temps tempête
            mois moi
            pays paysan
            corps corporation
            emploi emplette
            banque banc
            ville vil
            lieu lier
            eau au
            numérique numéro
            chef cheval
            culture agriculture
            filière fil";
        let same = |line: &&str| {
            let mut stems = line.split_whitespace().map(stem);
            stems.next() == stems.next()
        };
        assert_eq!(pairs.lines().filter(same).collect::<Vec<_>>(), Vec::<&str>::new());
    }
}
