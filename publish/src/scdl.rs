//! Deliberations as SCDL has them, and votes as near to it as they come.

use crate::{
    Column, Dataset, Kind,
    session::SESSION_KIND,
    vote::{MAJORITY, OUTCOME},
};

/// The schema that the strict file keeps.
pub const SCDL_SCHEMA: &str = "https://schema.data.gouv.fr/schemas/scdl/deliberations/2.1.5/schema.json";

/// How many columns the schema has.
const OWN: usize = 17;

/// Of these the first so many must be filled.
const REQUIRED: usize = 7;

/// Deliberations that keep SCDL Délibérations 2.1.5.
pub(crate) const SCDL_DELIBERATIONS: Dataset = Dataset {
    name: "scdl-deliberations",
    title: "Deliberations as SCDL has them (délibérations au format SCDL)",
    description: "One row for each deliberation that keeps SCDL Délibérations 2.1.5 and its eleven checks. The others, and why they are not here, are in scdl-extended.",
    record: None,
    columns: &STRICT,
};

/// All votes in SCDL's columns and in those that it lacks.
pub(crate) const SCDL_EXTENDED: Dataset = Dataset {
    name: "scdl-extended",
    title: "Votes in SCDL's columns and more (votes, format SCDL étendu)",
    description: "One row for each vote, opinions among them: the columns of SCDL Délibérations as far as they are known, then what it has no column for, and why the row is not in the strict file.",
    record: None,
    columns: &EXTENDED,
};

/// The columns of the schema in its order, then those that it lacks.
const EXTENDED: [Column; 34] = [
    Column::new("COLL_NOM", Kind::Text, &[], "The body that deliberated (nom de la collectivité)."),
    Column::new(
        "COLL_SIRET",
        Kind::Text,
        &[],
        "Its SIRET: a text of fourteen figures (SIRET de la collectivité).",
    ),
    Column::new("DELIB_ID", Kind::Text, &[], "What the body calls it (identifiant)."),
    Column::new("DELIB_DATE", Kind::Date, &[], "The day (date d'adoption)."),
    Column::new(
        "DELIB_MATIERE_CODE",
        Kind::Text,
        &[],
        "The matter's code in the nomenclature ACTES (code de matière).",
    ),
    Column::new("DELIB_MATIERE_NOM", Kind::Text, &[], "The matter's name (nom de matière)."),
    Column::new("DELIB_OBJET", Kind::Text, &[], "What was put to the vote (objet)."),
    Column::new("BUDGET_ANNEE", Kind::Text, &[], "The budget's year, or two of them (année du budget)."),
    Column::new("BUDGET_NOM", Kind::Text, &[], "The budget's name (nom du budget)."),
    Column::new("PREF_ID", Kind::Text, &[], "Who controls whether it is legal (préfecture)."),
    Column::new("PREF_DATE", Kind::Date, &[], "The day on which they received it (date de transmission)."),
    Column::new("VOTE_EFFECTIF", Kind::Integer, &[], "Who could have voted, as printed (effectif)."),
    Column::new("VOTE_REEL", Kind::Integer, &[], "Who took part, as printed (votants)."),
    Column::new("VOTE_POUR", Kind::Integer, &[], "Votes for, as printed (pour)."),
    Column::new("VOTE_CONTRE", Kind::Integer, &[], "Votes against, as printed (contre)."),
    Column::new("VOTE_ABSTENTION", Kind::Integer, &[], "Abstentions, as printed (abstentions)."),
    Column::new("DELIB_URL", Kind::Text, &[], "Where its text is published (lien)."),
    Column::new("vote_id", Kind::Id, &[], "The vote's id (identifiant du vote).").of("votes").required(),
    Column::new("opinion_id", Kind::Id, &[], "The opinion that was put to the vote (avis).").of("opinions"),
    Column::new("outcome", OUTCOME, &[], "What became of it (résultat)."),
    Column::new("majority", MAJORITY, &[], "By what majority (majorité)."),
    Column::new("formula", Kind::Text, &[], "The words that tell of the vote (formule)."),
    Column::new(
        "count_not_participating",
        Kind::Integer,
        &[],
        "Members who did not take part (ne prennent pas part au vote).",
    ),
    Column::new("count_absent", Kind::Integer, &[], "Absent members (absents)."),
    Column::new("count_present", Kind::Integer, &[], "Members present (présents)."),
    Column::new(
        "inconsistent",
        Kind::Boolean,
        &[],
        "Whether its figures contradict each other (incohérent).",
    )
    .required(),
    Column::new("session_kind", SESSION_KIND, &[], "What kind of sitting (séance).").required(),
    Column::new("commission", Kind::Text, &[], "The commission that drafted the opinion (commission)."),
    Column::new("rapporteurs", Kind::Texts, &[], "Who reported on it (rapporteurs)."),
    Column::new("declared_by", Kind::Texts, &[], "Who made a declaration (déclarants)."),
    Column::new(
        "recommendations",
        Kind::Integer,
        &[],
        "How many recommendations the opinion makes (préconisations).",
    ),
    Column::new("positions", Kind::Integer, &[], "How many positions are recorded or announced (positions).")
        .required(),
    Column::new(
        "not_exported",
        Kind::Texts,
        &[],
        "Why the row is not in the strict file: what SCDL asks for and the row does not have; empty where it is there (motifs de non-export).",
    ),
    Column::new(
        "configured",
        Kind::Texts,
        &[],
        "Which of SCDL's columns no document fills and whoever runs the service does, each with who answers for it (valeurs configurées et leur auteur).",
    ),
];

/// The columns of the schema as it asks for them.
const STRICT: [Column; OWN] = {
    let mut columns = [EXTENDED[0]; OWN];
    let mut place = 0;
    while place < OWN {
        columns[place] = if place < REQUIRED { EXTENDED[place].required() } else { EXTENDED[place] };
        place += 1;
    }
    columns
};
