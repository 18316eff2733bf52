-- Who spoke, in the order of the text; the first is the declaration's own speaker_id.
CREATE TABLE declaration_speaker (
    declaration_id {uuid} NOT NULL REFERENCES declaration (id),
    person_id {uuid} NOT NULL REFERENCES person (id),
    rank integer NOT NULL CHECK (rank > 0),
    PRIMARY KEY (declaration_id, person_id)
) {clustered};
CREATE INDEX declaration_speaker_person ON declaration_speaker (person_id, declaration_id);
