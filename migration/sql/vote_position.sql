-- A parliament has hundreds of thousands, and exports read them all by id: SQLite keeps the rows in that order.
CREATE TABLE vote_position (
    id {uuid} PRIMARY KEY REFERENCES node (id),
    -- An announcement may be made where no vote is printed.
    vote_id {uuid} REFERENCES vote (id),
    kind text NOT NULL CHECK (kind IN ('BALLOT', 'ANNOUNCED')),
    choice text NOT NULL CHECK (choice IN ('FOR', 'AGAINST', 'ABSTENTION', 'NOT_PARTICIPATING', 'ABSENT')),
    -- Only an announcement has reservations, and only a ballot has a person.
    with_reservations boolean,
    person_id {uuid} REFERENCES person (id),
    organisation_id {uuid} REFERENCES organisation (id),
    declaration_id {uuid} REFERENCES declaration (id),
    newest_first {bytes} NOT NULL,
    basis {basis},
    CHECK (kind <> 'ANNOUNCED' OR (person_id IS NULL AND organisation_id IS NOT NULL
        AND declaration_id IS NOT NULL AND with_reservations IS NOT NULL)),
    CHECK (kind <> 'BALLOT' OR (vote_id IS NOT NULL AND person_id IS NOT NULL AND with_reservations IS NULL)),
    UNIQUE (vote_id, person_id),
    UNIQUE (declaration_id, organisation_id)
) {clustered};
CREATE INDEX vote_position_newest_first ON vote_position (newest_first, id);
CREATE INDEX vote_position_choice ON vote_position (choice, newest_first, id);
CREATE INDEX vote_position_kind ON vote_position (kind, newest_first, id);
CREATE INDEX vote_position_with_reservations ON vote_position (with_reservations, newest_first, id);
-- SQLite would look each of a vote's positions up in another place of the table: what a list shows is in the index.
CREATE INDEX vote_position_vote ON vote_position (vote_id, newest_first, id
    {carrying kind, choice, basis, person_id, organisation_id});
CREATE INDEX vote_position_organisation ON vote_position (organisation_id, newest_first, id);
CREATE INDEX vote_position_person ON vote_position (person_id, newest_first, id);
