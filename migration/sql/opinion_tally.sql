-- What statistics count of each opinion: made from its vote, its declarations and what they announce, and from nothing
-- else, so that counting many opinions looks at a row of each and at nothing that they own. No revision tells of it.
CREATE TABLE opinion_tally (
    opinion_id {uuid} NOT NULL REFERENCES node (id),
    -- Whether there is a vote on it; then its outcome and its majority, as there.
    voted boolean NOT NULL,
    outcome text CHECK (outcome IN ('ADOPTED', 'REJECTED', 'NOTED')),
    majority text CHECK (majority IN ('UNANIMITY', 'NEAR_UNANIMITY', 'LARGE_MAJORITY', 'MAJORITY', 'NARROW_MAJORITY')),
    declarations integer NOT NULL CHECK (declarations >= 0),
    -- Declarations that announce a position with reservations.
    with_reservations integer NOT NULL CHECK (with_reservations >= 0),
    -- Declarations that announce a position of which is known whether it has any.
    reservations_known integer NOT NULL CHECK (reservations_known >= 0),
    PRIMARY KEY (opinion_id)
        {covering voted, outcome, majority, declarations, with_reservations, reservations_known}
) {clustered};
