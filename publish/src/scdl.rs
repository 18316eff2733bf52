//! Deliberations as SCDL has them, and votes as near to it as they come.

use crate::{Column, Dataset, Kind};

/// The schema that the strict file keeps.
pub const SCDL_SCHEMA: &str = "https://schema.data.gouv.fr/schemas/scdl/deliberations/2.1.5/schema.json";

const COLL_NOM: Column =
    Column::new("COLL_NOM", Kind::Text, &[], "The body that deliberated (nom de la collectivité).");
const COLL_SIRET: Column = Column::new(
    "COLL_SIRET",
    Kind::Text,
    &[],
    "Its SIRET: a text of fourteen figures (SIRET de la collectivité).",
);
const DELIB_ID: Column = Column::new("DELIB_ID", Kind::Text, &[], "What the body calls it (identifiant).");
const DELIB_DATE: Column = Column::new("DELIB_DATE", Kind::Date, &[], "The day (date d'adoption).");
const DELIB_MATIERE_CODE: Column = Column::new(
    "DELIB_MATIERE_CODE",
    Kind::Text,
    &[],
    "The matter's code in the nomenclature ACTES (code de matière).",
);
const DELIB_MATIERE_NOM: Column =
    Column::new("DELIB_MATIERE_NOM", Kind::Text, &[], "The matter's name (nom de matière).");
const DELIB_OBJET: Column = Column::new("DELIB_OBJET", Kind::Text, &[], "What was put to the vote (objet).");
const BUDGET_ANNEE: Column =
    Column::new("BUDGET_ANNEE", Kind::Text, &[], "The budget's year, or two of them (année du budget).");
const BUDGET_NOM: Column = Column::new("BUDGET_NOM", Kind::Text, &[], "The budget's name (nom du budget).");
const PREF_ID: Column =
    Column::new("PREF_ID", Kind::Text, &[], "Who controls whether it is legal (préfecture).");
const PREF_DATE: Column =
    Column::new("PREF_DATE", Kind::Date, &[], "The day on which they received it (date de transmission).");
const VOTE_EFFECTIF: Column =
    Column::new("VOTE_EFFECTIF", Kind::Integer, &[], "Who could have voted, as printed (effectif).");
const VOTE_REEL: Column =
    Column::new("VOTE_REEL", Kind::Integer, &[], "Who took part, as printed (votants).");
const VOTE_POUR: Column = Column::new("VOTE_POUR", Kind::Integer, &[], "Votes for, as printed (pour).");
const VOTE_CONTRE: Column =
    Column::new("VOTE_CONTRE", Kind::Integer, &[], "Votes against, as printed (contre).");
const VOTE_ABSTENTION: Column =
    Column::new("VOTE_ABSTENTION", Kind::Integer, &[], "Abstentions, as printed (abstentions).");
const DELIB_URL: Column = Column::new("DELIB_URL", Kind::Text, &[], "Where its text is published (lien).");

/// Deliberations that keep SCDL Délibérations 2.1.5.
pub(crate) const SCDL_DELIBERATIONS: Dataset = Dataset {
    name: "scdl-deliberations",
    title: "Deliberations as SCDL has them (délibérations au format SCDL)",
    description: "One row for each deliberation that keeps SCDL Délibérations 2.1.5 and its eleven checks. The others, and why they are not here, are in scdl-extended.",
    record: None,
    columns: &[
        COLL_NOM.required(),
        COLL_SIRET.required(),
        DELIB_ID.required(),
        DELIB_DATE.required(),
        DELIB_MATIERE_CODE.required(),
        DELIB_MATIERE_NOM.required(),
        DELIB_OBJET.required(),
        BUDGET_ANNEE,
        BUDGET_NOM,
        PREF_ID,
        PREF_DATE,
        VOTE_EFFECTIF,
        VOTE_REEL,
        VOTE_POUR,
        VOTE_CONTRE,
        VOTE_ABSTENTION,
        DELIB_URL,
    ],
};

/// All votes in SCDL's columns and in those that it lacks.
pub(crate) const SCDL_EXTENDED: Dataset = Dataset {
    name: "scdl-extended",
    title: "Votes in SCDL's columns and more (votes, format SCDL étendu)",
    description: "One row for each vote, opinions among them: the columns of SCDL Délibérations as far as they are known, then what it has no column for, and why the row is not in the strict file.",
    record: None,
    columns: &[
        COLL_NOM,
        COLL_SIRET,
        DELIB_ID,
        DELIB_DATE,
        DELIB_MATIERE_CODE,
        DELIB_MATIERE_NOM,
        DELIB_OBJET,
        BUDGET_ANNEE,
        BUDGET_NOM,
        PREF_ID,
        PREF_DATE,
        VOTE_EFFECTIF,
        VOTE_REEL,
        VOTE_POUR,
        VOTE_CONTRE,
        VOTE_ABSTENTION,
        DELIB_URL,
        Column::new("vote_id", Kind::Id, &[], "The vote's id (identifiant du vote).").of("votes").required(),
        Column::new("opinion_id", Kind::Id, &[], "The opinion that was put to the vote (avis).")
            .of("opinions"),
        Column::new(
            "outcome",
            Kind::Word(&["ADOPTED", "REJECTED", "NOTED"]),
            &[],
            "What became of it (résultat).",
        ),
        Column::new(
            "majority",
            Kind::Word(&["UNANIMITY", "NEAR_UNANIMITY", "LARGE_MAJORITY", "MAJORITY", "NARROW_MAJORITY"]),
            &[],
            "By what majority (majorité).",
        ),
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
        Column::new(
            "session_kind",
            Kind::Word(&["PLENARY", "BUREAU", "COMMISSION"]),
            &[],
            "What kind of sitting (séance).",
        )
        .required(),
        Column::new("commission", Kind::Text, &[], "The commission that drafted the opinion (commission)."),
        Column::new("rapporteurs", Kind::Texts, &[], "Who reported on it (rapporteurs)."),
        Column::new("declared_by", Kind::Texts, &[], "Who made a declaration (déclarants)."),
        Column::new(
            "recommendations",
            Kind::Integer,
            &[],
            "How many recommendations the opinion makes (préconisations).",
        ),
        Column::new(
            "positions",
            Kind::Integer,
            &[],
            "How many positions are recorded or announced (positions).",
        )
        .required(),
        Column::new(
            "not_exported",
            Kind::Texts,
            &[],
            "Why the row is not in the strict file: what SCDL asks for and the row does not have; empty where it is there (motifs de non-export).",
        ),
    ],
};
