//! Vote positions (positions de vote).

use crate::{
    Column, Dataset, Kind,
    columns::{basis, id},
};

/// Vote positions (positions de vote).
pub(crate) const VOTE_POSITIONS: Dataset = Dataset {
    name: "vote-positions",
    title: "Vote positions (positions de vote)",
    description: "One row for each recorded ballot, and for each stance that a declaration announces. Their places stand in the dataset sources.",
    record: Some("VotePosition"),
    columns: &[
        id(&["VotePosition.id"]),
        Column::new("vote_id", Kind::Id, &["VotePosition.vote"], "At which vote; none where no vote is printed (vote).")
            .of("votes"),
        Column::new("kind", Kind::Word(&["BALLOT", "ANNOUNCED"]), &["VotePosition.kind"], "BALLOT, a member's recorded vote; ANNOUNCED, what a declaration says an organisation will do (nature).").required(),
        Column::new("choice", Kind::Word(&["FOR", "AGAINST", "ABSTENTION", "NOT_PARTICIPATING", "ABSENT"]), &["VotePosition.choice"], "What (choix).").means("popolo:option").required(),
        Column::new("with_reservations", Kind::Boolean, &["VotePosition.withReservations"], "Whether the announcement names reservations; none for a ballot (sous réserve)."),
        Column::new("person_id", Kind::Id, &["VotePosition.person"], "Whose ballot (personne).").of("persons").means("popolo:voter"),
        Column::new("organisation_id", Kind::Id, &["VotePosition.organisation"], "Which organisation; of a ballot, on whose behalf (organisation).").of("organisations").means("popolo:group"),
        Column::new("declaration_id", Kind::Id, &["VotePosition.declaration"], "The declaration that announces it (déclaration).").of("declarations"),
        basis(&["VotePosition.basis", "VotePosition.source"]),
    ],
};
