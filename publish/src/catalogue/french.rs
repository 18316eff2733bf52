//! The datasets' titles and descriptions in French, for the portals that show the catalogue.

/// A dataset's name, its title and what a row of it is.
const WORDS: [(&str, &str, &str); 32] = [
    (
        "territories",
        "Territoires",
        "Une ligne par région, département ou autre territoire dont relève un document, avec son code INSEE.",
    ),
    (
        "organisations",
        "Organisations",
        "Une ligne par organisme nommé dans un texte : assemblées, commissions, syndicats, chambres, associations.",
    ),
    (
        "persons",
        "Personnes",
        "Une ligne par personne dont un texte rapporte la fonction publique ou la prise de parole publique.",
    ),
    ("memberships", "Mandats", "Une ligne par fonction d'une personne dans un organisme."),
    ("sessions", "Séances", "Une ligne par séance d'une assemblée."),
    ("reports", "Rapports", "Une ligne par rapport soumis par l'exécutif."),
    ("priorities", "Priorités", "Une ligne par priorité d'un rapport, dans son ordre."),
    (
        "opinions",
        "Avis",
        "Une ligne par avis adopté par une assemblée, y compris ceux que d'autres textes ne font que citer.",
    ),
    ("rapporteurs", "Rapporteurs", "Une ligne par personne qui rapporte un avis."),
    ("sections", "Parties", "Une ligne par partie du texte d'un avis."),
    ("paragraphs", "Paragraphes", "Une ligne par paragraphe d'une partie ou d'une déclaration."),
    ("declarations", "Déclarations", "Une ligne par déclaration d'organisations sur un avis."),
    (
        "votes",
        "Votes",
        "Une ligne par vote : ce qui a été mis aux voix, le résultat et les chiffres tels qu'imprimés.",
    ),
    (
        "vote-positions",
        "Positions de vote",
        "Une ligne par suffrage consigné et par position annoncée dans une déclaration. Leurs passages sont dans le \
         jeu de données « Sources ».",
    ),
    (
        "deliberations",
        "Délibérations",
        "Une ligne par vote dont une collectivité publie davantage : ce que le schéma SCDL Délibérations prévoit en plus \
         du vote, tel qu'imprimé.",
    ),
    (
        "initiatives",
        "Dispositifs",
        "Une ligne par stratégie, plan, service, plateforme ou agence en projet nommés dans un texte.",
    ),
    (
        "mentions",
        "Mentions",
        "Une ligne par passage où un texte nomme un organisme, une personne, un dispositif ou un autre avis.",
    ),
    ("milestones", "Jalons", "Une ligne par étape datée d'un dispositif ou d'un organisme."),
    ("recommendations", "Préconisations", "Une ligne par demande de l'assemblée ou d'un organisme."),
    ("follow-ups", "Suites données", "Une ligne par suite donnée à une préconisation."),
    ("themes", "Thèmes", "Une ligne par thème qu'un avis peut porter."),
    (
        "theme-assignments",
        "Thèmes des avis",
        "Une ligne par thème d'un avis, avec la règle de la table de correspondance qui le lui donne.",
    ),
    (
        "documents",
        "Documents sources",
        "Une ligne par document reçu, y compris ceux qui ont été refusés. Les octets sont connus par leur empreinte.",
    ),
    (
        "problems",
        "Anomalies",
        "Une ligne par élément d'un document qui n'a pas été compris ou paraît erroné.",
    ),
    (
        "sources",
        "Sources",
        "Une ligne par passage où un enregistrement a été lu ; une par document pour ceux que plusieurs nomment.",
    ),
    (
        "decisions",
        "Décisions",
        "Une ligne par décision prise par une personne munie d'une clé, à côté de ce que disent les documents.",
    ),
    (
        "revisions",
        "Révisions",
        "Une ligne par modification d'un enregistrement, dans l'ordre où elles ont été faites.",
    ),
    (
        "opinions-flat",
        "Avis, à plat",
        "Une ligne par avis avec ce dont un tableur a besoin à côté, les listes jointes par « ; ».",
    ),
    (
        "publications",
        "Publications",
        "Une ligne par avis contenu dans un document, telle que les plateformes d'observation recensent les publications ; \
         aussi à l'adresse /publications, avec des filtres et en flux Atom.",
    ),
    (
        "scdl-deliberations",
        "Délibérations au format SCDL",
        "Une ligne par délibération conforme au schéma SCDL Délibérations 2.1.5 et à ses onze contrôles. Les autres, avec \
         les raisons de leur absence, sont dans « Votes, format SCDL étendu ».",
    ),
    (
        "scdl-extended",
        "Votes, format SCDL étendu",
        "Une ligne par vote, dans les colonnes du schéma SCDL Délibérations et dans celles qui lui manquent, avec les \
         raisons qui l'écartent du fichier strict.",
    ),
    (
        "popolo",
        "Votes selon Popolo",
        "Personnes, organismes, fonctions, motions, scrutins avec leurs décomptes et leurs votes, et interventions, dans les \
         termes de Popolo.",
    ),
];

/// A dataset's title and description; none where nobody has written them.
pub(super) fn words(name: &str) -> Option<(&'static str, &'static str)> {
    WORDS.iter().find(|words| words.0 == name).map(|(_, title, description)| (*title, *description))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::WORDS;
    use crate::{DATASETS, POPOLO};

    #[test]
    fn every_dataset_has_french_words_and_no_others_do() {
        let worded: HashSet<&str> = WORDS.iter().map(|words| words.0).collect();
        let datasets: HashSet<&str> =
            DATASETS.into_iter().chain([&POPOLO]).map(|dataset| dataset.name).collect();
        assert_eq!(worded, datasets);
    }
}
