//! French about regions that do not exist: titles and sentences of the length and the manner of real ones.

use super::draw::{Draw, Weights};

/// A theme of the mapping: its slug, its name, the words of its rule, and what opinions with it are about.
pub(super) struct Subject {
    pub(super) slug: &'static str,
    pub(super) name: &'static str,
    pub(super) rule: &'static str,
    about: [&'static str; 6],
}

/// The most frequent first.
#[rustfmt::skip]
pub(super) const SUBJECTS: [Subject; 10] = [
    Subject { slug: "territoire", name: "Territoire", rule: "territoire|aménagement|ruralité", about: [
        "l'aménagement des bourgs de montagne", "la revitalisation des centres anciens", "l'accès aux services publics ruraux",
        "la coopération entre les vallées", "le foncier des communes du plateau", "l'habitat des saisonniers"] },
    Subject { slug: "transports", name: "Transports", rule: "transport|mobilité|ferroviaire", about: [
        "les trains de proximité", "la billettique commune aux cars et aux bacs", "les mobilités des lycéens",
        "le fret ferroviaire des carrières", "l'entretien des routes d'altitude", "les haltes fermées de la ligne du lac"] },
    Subject { slug: "formation", name: "Formation", rule: "formation|apprentissage|lycée", about: [
        "l'apprentissage dans les métiers du bois", "la carte des formations professionnelles", "la rénovation des lycées",
        "l'orientation des jeunes sans diplôme", "les écoles d'infirmières", "la formation continue des artisans"] },
    Subject { slug: "entreprise", name: "Entreprise", rule: "entreprise|économie|économique", about: [
        "le soutien aux petites entreprises", "la reprise des ateliers familiaux", "l'innovation dans la mécanique fine",
        "les circuits courts de la pierre", "la commande publique des collectivités", "l'accueil des jeunes entreprises"] },
    Subject { slug: "environnement", name: "Environnement", rule: "environnement|climat|biodiversité", about: [
        "la protection des tourbières", "la gestion des eaux du haut bassin", "la rénovation thermique des logements",
        "la haie et le bocage", "la réduction des déchets du bâtiment", "les réserves naturelles régionales"] },
    Subject { slug: "sante", name: "Santé", rule: "santé|soins|médecin", about: [
        "les maisons de santé des cantons", "la prévention chez les aînés", "l'accès aux soins dans les vallées",
        "la santé au travail des carriers", "les urgences de nuit", "la coordination des soins à domicile"] },
    Subject { slug: "agriculture", name: "Agriculture", rule: "agriculture|élevage|forêt", about: [
        "l'élevage de montagne", "l'installation des jeunes agriculteurs", "les vergers anciens",
        "la forêt communale", "les fromageries de vallée", "l'irrigation des prés"] },
    Subject { slug: "numerique", name: "Numérique", rule: "numérique|données|haut débit", about: [
        "la couverture mobile des hameaux", "les données ouvertes des collectivités", "l'inclusion numérique des aînés",
        "le très haut débit des zones d'activité", "l'école et ses écrans", "les tiers-lieux des bourgs"] },
    Subject { slug: "culture", name: "Culture", rule: "culture|patrimoine|musée", about: [
        "le patrimoine des ardoisières", "les bibliothèques de canton", "la langue régionale à l'école",
        "les fêtes de village", "les musées de pays", "le spectacle vivant en hiver"] },
    Subject { slug: "budget", name: "Budget", rule: "budget|finances|fiscalité", about: [
        "le budget primitif de la Région", "les orientations budgétaires", "le compte administratif",
        "la dette des syndicats mixtes", "la fiscalité de l'énergie", "les dotations des départements"] },
];

const HEADS: [&str; 12] = [
    "Schéma régional pour",
    "Plan pluriannuel d'investissement pour",
    "Stratégie régionale en faveur de tout ce que recouvre",
    "Feuille de route sur",
    "Convention entre la Région et l'État sur",
    "Cadre d'intervention concernant",
    "Évaluation à mi-parcours de la politique menée pour",
    "Projet de règlement d'aide pour",
    "Premier bilan de l'action régionale sur",
    "Contrat de filière pour",
    "Dispositif expérimental autour de",
    "Programme opérationnel pour",
];

const TAILS: [&str; 8] = [
    "",
    " dans les communes de moins de deux mille habitants",
    " : état des lieux et propositions",
    " : premières orientations",
    " (deuxième phase)",
    " à l'horizon de la prochaine décennie",
    " : modalités de mise en œuvre et calendrier",
    " et conditions de leur financement",
];

/// `{a}` is what the opinion is about, `{p}` a place, `{q}` another, `{n}` a figure, `{b}` a body.
const SENTENCES: [&str; 30] = [
    "Le rapport consacre {n} millions d'euros à {a}, dont un tiers pour le bassin de {p}.",
    "L'assemblée prend acte de l'effort consenti pour {a}, et rappelle qu'il vient après trois années de baisse.",
    "À {p}, {n} ménages sur mille attendent encore une réponse à leur première demande.",
    "Nous regrettons que {a} ne fasse l'objet d'aucun indicateur suivi dans le temps.",
    "Les élus de {p} et de {q} ont été entendus, ainsi que les associations qui y travaillent.",
    "Il conviendrait de préciser qui portera la dépense une fois l'expérimentation terminée.",
    "La dotation de {n} emplois n'est pas à la hauteur des besoins recensés à {p}.",
    "Pour {b}, la priorité reste l'emploi de qualité et le maintien des savoir-faire.",
    "Cette orientation prolonge les travaux conduits avec {q} depuis une dizaine d'années.",
    "Une étude de {n} pages, remise au printemps, décrit l'état de {a} commune par commune.",
    "L'articulation avec les départements n'est évoquée qu'en annexe, alors qu'elle conditionne la réussite de l'ensemble.",
    "Les habitants de {p} parcourent en moyenne {n} kilomètres pour rejoindre le premier guichet ouvert.",
    "La concertation a réuni {n} personnes, en majorité des femmes et des retraités.",
    "Nous partageons le diagnostic, moins les conclusions qui en sont tirées pour {p}.",
    "Le calendrier proposé paraît ambitieux au regard des moyens humains disponibles.",
    "{b} souligne que les petites structures n'ont ni le temps ni les compétences pour répondre à de tels appels à projets.",
    "L'expérience conduite à {q} montre que la dépense est amortie en {n} mois.",
    "Le texte ne dit rien des saisonniers, ni de celles et ceux qui vivent à la frontière.",
    "La hausse des prix de l'énergie fragilise {a}, et singulièrement les régies de {p}.",
    "Il est proposé de réunir deux fois l'an un comité de suivi ouvert aux usagers.",
    "Les crédits de paiement sont inférieurs de {n} pour cent aux autorisations de programme.",
    "La jeunesse de {p} demande des réponses rapides et lisibles.",
    "Nous demandons que les données produites soient publiées sous une licence ouverte.",
    "Un fonds de garantie doté de {n} millions serait plus efficace qu'une nouvelle subvention.",
    "{b} votera ce texte tout en appelant à la vigilance sur sa mise en œuvre.",
    "La comparaison avec les régions voisines est flatteuse, mais elle repose sur des chiffres anciens.",
    "Les lycées, les ateliers et les fermes de {p} attendent une simplification réelle des dossiers.",
    "L'avis porte enfin sur {a}, que la crise a durablement modifié.",
    "Le vieillissement de la population impose de repenser {a} à l'échelle de chaque vallée.",
    "Rien n'est prévu pour les {n} communes qui ont déjà engagé leurs propres travaux.",
];

/// What an assembly or a body asks for.
const REQUESTS: [&str; 8] = [
    "qu'un bilan de {a} soit rendu public chaque année, avec les chiffres de {p}",
    "que les crédits consacrés à {a} soient portés à {n} millions d'euros",
    "la création d'un guichet unique à {p}, ouvert à toutes les communes du canton",
    "que {n} emplois soient maintenus à {p} jusqu'à la fin du programme",
    "une évaluation indépendante de {a} avant toute reconduction",
    "que les usagers de {p} et de {q} siègent au comité de suivi",
    "la publication des données de {a} sous une licence ouverte",
    "un moratoire de {n} mois sur les fermetures envisagées à {p}",
];

const STARTS: [&str; 14] =
    ["Bra", "Cor", "Dou", "Esp", "Fer", "Gran", "Lor", "Mar", "Nau", "Or", "Pel", "Sau", "Ter", "Val"];
const MIDDLES: [&str; 12] =
    ["ba", "cheni", "dema", "gno", "lan", "mi", "no", "que", "ri", "si", "tou", "velo"];
const ENDS: [&str; 12] =
    ["court", "gny", "lles", "mont", "nans", "rolle", "ssey", "thal", "vaux", "vre", "zac", "zieux"];

/// How many places there are.
const PLACES: usize = 2_000;

/// All words that texts are put together from.
pub(super) struct Words {
    places: Vec<String>,
    by_place: Weights,
    by_subject: Weights,
}

/// What an opinion is about.
#[derive(Clone, Copy)]
pub(super) struct Matter {
    /// The place of its subject in [`SUBJECTS`].
    pub(super) subject: usize,
    about: &'static str,
}

impl Words {
    /// # Errors
    /// None that can happen: [`Weights::zipf`].
    pub(super) fn new(draw: &mut Draw) -> Result<Self, String> {
        let mut places: Vec<String> = STARTS
            .iter()
            .flat_map(|start| MIDDLES.iter().map(move |middle| (start, middle)))
            .flat_map(|(start, middle)| ENDS.iter().map(move |end| format!("{start}{middle}{end}")))
            .collect();
        draw.shuffle(&mut places);
        places.truncate(PLACES);
        Ok(Self { places, by_place: Weights::zipf(PLACES)?, by_subject: Weights::zipf(SUBJECTS.len())? })
    }

    /// What the next opinion is about.
    pub(super) fn matter(&self, draw: &mut Draw) -> Matter {
        let subject = draw.weighed(&self.by_subject);
        Matter { subject, about: draw.one(&SUBJECTS[subject].about) }
    }

    /// Its title, 40 to 180 characters.
    pub(super) fn title(&self, draw: &mut Draw, matter: Matter) -> String {
        let place = if draw.chance(60) { format!(" à {}", self.place(draw)) } else { String::new() };
        contracted(&format!("{} {}{place}{}", draw.one(&HEADS), matter.about, draw.one(&TAILS)))
    }

    /// So many sentences; `body` is who speaks, or is spoken of.
    pub(super) fn paragraph(&self, draw: &mut Draw, matter: Matter, body: &str, sentences: u32) -> String {
        let filled = (0..sentences).map(|_| {
            let sentence = draw.one(&SENTENCES);
            self.fill(draw, sentence, matter, body)
        });
        filled.collect::<Vec<_>>().join(" ")
    }

    /// What somebody asks for.
    pub(super) fn request(&self, draw: &mut Draw, matter: Matter) -> String {
        let request = draw.one(&REQUESTS);
        self.fill(draw, request, matter, "")
    }

    /// A place; the first ones come again and again.
    pub(super) fn place(&self, draw: &mut Draw) -> &str {
        &self.places[draw.weighed(&self.by_place)]
    }

    fn fill(&self, draw: &mut Draw, sentence: &str, matter: Matter, body: &str) -> String {
        let filled = sentence
            .replace("{a}", matter.about)
            .replace("{p}", self.place(draw))
            .replace("{q}", self.place(draw))
            .replace("{n}", &draw.number(2, 480).to_string())
            .replace("{b}", body);
        let filled = contracted(&filled);
        let mut chars = filled.chars();
        let first = chars.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
        if sentence.starts_with('{') { first + chars.as_str() } else { filled }
    }
}

/// Prepositions with their articles, as one writes them.
fn contracted(words: &str) -> String {
    words.replace(" de les ", " des ").replace(" de le ", " du ")
}
