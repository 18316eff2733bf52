//! Votes (votes).

use crate::{
    Column, Dataset, Kind,
    columns::{SOURCE_DOCUMENT, SOURCE_END, SOURCE_PAGE, SOURCE_QUOTE, SOURCE_START, basis, id},
};

/// By what majority.
pub(crate) const MAJORITY: Kind =
    Kind::Word(&["UNANIMITY", "NEAR_UNANIMITY", "LARGE_MAJORITY", "MAJORITY", "NARROW_MAJORITY"]);

/// What became of a vote.
pub(crate) const OUTCOME: Kind = Kind::Word(&["ADOPTED", "REJECTED", "NOTED"]);

/// Votes (votes).
pub(crate) const VOTES: Dataset = Dataset {
    name: "votes",
    title: "Votes (votes)",
    description: "One row for each vote: what was put to it, what became of it, and the figures as printed.",
    record: Some("Vote"),
    columns: &[
        id(&["Vote.id"]),
        Column::new("session_id", Kind::Id, &["Vote.session"], "In which session (séance).")
            .of("sessions")
            .required(),
        Column::new(
            "opinion_id",
            Kind::Id,
            &["Vote.opinion", "Opinion.vote"],
            "The opinion that was put to the vote (avis).",
        )
        .of("opinions"),
        Column::new(
            "subject",
            Kind::Text,
            &["Vote.subject"],
            "What was put to the vote, where it is no opinion (objet).",
        )
        .means("dcterms:subject"),
        Column::new(
            "identifier",
            Kind::Text,
            &["Vote.identifier"],
            "What the document calls the vote, such as a deliberation's number (identifiant).",
        )
        .means("dcterms:identifier"),
        Column::new("held_on", Kind::Date, &["Vote.heldOn"], "The day (date).")
            .means("schema:startDate")
            .required(),
        Column::new("outcome", OUTCOME, &["Vote.outcome"], "What became of it, as the words say (résultat).")
            .means("popolo:result"),
        Column::new(
            "majority",
            MAJORITY,
            &["Vote.majority"],
            "By what majority, as the words say (majorité).",
        ),
        Column::new(
            "count_for",
            Kind::Integer,
            &["VoteCounts.for", "Vote.counts"],
            "Votes for, as printed (voix pour).",
        ),
        Column::new("count_against", Kind::Integer, &["VoteCounts.against"], "Votes against (voix contre)."),
        Column::new(
            "count_abstentions",
            Kind::Integer,
            &["VoteCounts.abstentions"],
            "Abstentions (abstentions).",
        ),
        Column::new(
            "count_not_participating",
            Kind::Integer,
            &["VoteCounts.notParticipating"],
            "Members who did not take part (ne prennent pas part au vote).",
        ),
        Column::new("count_absent", Kind::Integer, &["VoteCounts.absent"], "Absent members (absents)."),
        Column::new("count_present", Kind::Integer, &["VoteCounts.present"], "Members present (présents)."),
        Column::new(
            "count_cast",
            Kind::Integer,
            &["VoteCounts.cast"],
            "Voters, abstentions included (votants).",
        ),
        Column::new(
            "count_eligible",
            Kind::Integer,
            &["VoteCounts.eligible"],
            "Members of the assembly (effectif).",
        ),
        Column::new("formula", Kind::Text, &["Vote.formula"], "The words that tell of the vote (formule)."),
        Column::new(
            "inconsistent",
            Kind::Boolean,
            &["Vote.inconsistent"],
            "Whether its figures contradict each other (incohérent).",
        )
        .required(),
        basis(&["Vote.basis", "Vote.source"]),
        SOURCE_DOCUMENT,
        SOURCE_START,
        SOURCE_END,
        SOURCE_PAGE,
        SOURCE_QUOTE,
    ],
};
