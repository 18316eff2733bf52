//! Names of territories, bodies and persons that do not exist.

/// Territories with their codes, which are no region's, and how their names follow another: the most active first.
pub(super) const TERRITORIES: [(&str, &str, &str); 4] = [
    ("95", "Hautes-Brumes", "des Hautes-Brumes"),
    ("96", "Val-d'Orme", "du Val-d'Orme"),
    ("97", "Marches-d'Ambre", "des Marches-d'Ambre"),
    ("98", "Côte-Grise", "de la Côte-Grise"),
];

/// What the commissions of an assembly work on.
pub(super) const COMMISSIONS: [&str; 7] = [
    "Mobilités",
    "Montagne et Forêts",
    "Finances et Évaluation",
    "Formation et Recherche",
    "Cadre de vie",
    "Économie et Emploi",
    "Solidarités",
];

/// Kinds of bodies with how their names begin.
pub(super) const MANNERS: [(&str, &str); 6] = [
    ("TRADE_UNION", "Union syndicale des"),
    ("EMPLOYERS", "Fédération patronale des"),
    ("ASSOCIATION", "Association des amis des"),
    ("CHAMBER", "Chambre consulaire des"),
    ("ASSOCIATION", "Collectif régional des"),
    ("AGENCY", "Agence publique des"),
];

/// Whose bodies they are.
pub(super) const TRADES: [&str; 24] = [
    "gardiens de refuge",
    "artisans du bâtiment",
    "usagers des trains",
    "carriers et ardoisiers",
    "éleveurs de montagne",
    "bibliothécaires",
    "infirmières libérales",
    "lycéens et apprentis",
    "bateliers du lac",
    "forestiers",
    "retraités de la mine",
    "commerçants de canton",
    "fromagers",
    "mécaniciens de précision",
    "logements populaires",
    "chasseurs et pêcheurs",
    "femmes rurales",
    "étudiants",
    "maires ruraux",
    "transporteurs",
    "chercheurs",
    "musiciens",
    "parents d'élèves",
    "tourbières",
];

#[rustfmt::skip]
pub(super) const GIVEN: [&str; 40] = [
    "Odile", "Bastien", "Inès", "Lucien", "Maud", "Théo", "Éléonore", "Gaspard", "Noémie", "Rémi", "Solène", "Yvon", "Agathe",
    "Basile", "Clémence", "Denis", "Estelle", "Félix", "Gisèle", "Hervé", "Irène", "Joachim", "Katell", "Léon", "Marthe",
    "Nathan", "Olga", "Paul", "Quitterie", "Roland", "Sabine", "Tanguy", "Ursule", "Victor", "Wilma", "Xavier", "Yaël", "Zoé",
    "Anaïs", "Blaise",
];

#[rustfmt::skip]
pub(super) const FAMILY: [&str; 60] = [
    "Marchampt", "Corvelle", "Favrolle", "Terrasson", "Brunoy", "Valdoré", "Aubrac", "Bessonne", "Chauvière", "Delorme",
    "Estrade", "Fontbrune", "Grandval", "Hautecombe", "Isnard", "Jolivet", "Kervella", "Lambrecy", "Montarlot", "Nérac",
    "Orsenne", "Pelissane", "Quéral", "Rochebrune", "Sarrazac", "Thévenon", "Urvoas", "Vaucresson", "Wattrel", "Ysambert",
    "Arcelin", "Baudrillac", "Cassagne", "Desgranges", "Eymoutier", "Ferrandon", "Gourdelle", "Hennequin", "Imbertie", "Jarnac",
    "Laubressac", "Mirandel", "Noirmont", "Ollivary", "Prémery", "Rambervaux", "Saintonge", "Tournebise", "Valserine",
    "Vernuche", "Bellegarde", "Coudray", "Dourlens", "Épinal", "Fayolle", "Givrand", "Herbelin", "Laroquette", "Malvoisin",
    "Pontarcy",
];
