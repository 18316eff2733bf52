CREATE TABLE vote (
    id {uuid} PRIMARY KEY REFERENCES node (id),
    session_id {uuid} NOT NULL REFERENCES session (id),
    -- What was put to the vote: an opinion, or what `subject` says.
    opinion_id {uuid} UNIQUE REFERENCES opinion (id),
    subject text,
    -- What the document calls the vote, where it calls it anything.
    identifier text,
    held_on {date} NOT NULL,
    outcome text CHECK (outcome IN ('ADOPTED', 'REJECTED', 'NOTED')),
    majority text CHECK (majority IN ('UNANIMITY', 'NEAR_UNANIMITY', 'LARGE_MAJORITY', 'MAJORITY', 'NARROW_MAJORITY')),
    formula text,
    count_for integer CHECK (count_for >= 0),
    count_against integer CHECK (count_against >= 0),
    count_abstentions integer CHECK (count_abstentions >= 0),
    count_not_participating integer CHECK (count_not_participating >= 0),
    count_absent integer CHECK (count_absent >= 0),
    count_present integer CHECK (count_present >= 0),
    count_cast integer CHECK (count_cast >= 0),
    count_eligible integer CHECK (count_eligible >= 0),
    inconsistent boolean NOT NULL,
    newest_first {bytes} NOT NULL,
    oldest_first {bytes} NOT NULL,
    basis {basis},
    CHECK ((opinion_id IS NULL) <> (subject IS NULL))
);
-- What is counted of an opinion's vote, without reading the rest of it.
CREATE INDEX vote_counted ON vote (opinion_id, outcome, majority);
CREATE INDEX vote_newest_first ON vote (newest_first, id);
CREATE INDEX vote_oldest_first ON vote (oldest_first, id);
CREATE INDEX vote_identifier ON vote (identifier, newest_first, id);
CREATE INDEX vote_session ON vote (session_id, newest_first, id);
CREATE INDEX vote_outcome ON vote (outcome, newest_first, id);
CREATE INDEX vote_majority ON vote (majority, newest_first, id);
CREATE INDEX vote_inconsistent ON vote (inconsistent, newest_first, id);
