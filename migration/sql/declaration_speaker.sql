-- Who spoke, in the order of the text; the first is the declaration's own speaker_id. The index bore the table's name.
DROP INDEX declaration_speaker;
CREATE TABLE declaration_speaker (
    declaration_id {uuid} NOT NULL REFERENCES declaration (id),
    person_id {uuid} NOT NULL REFERENCES person (id),
    rank integer NOT NULL CHECK (rank > 0),
    PRIMARY KEY (declaration_id, person_id)
);
CREATE INDEX declaration_speaker_person ON declaration_speaker (person_id, declaration_id);
INSERT INTO declaration_speaker (declaration_id, person_id, rank)
    SELECT id, speaker_id, 1 FROM declaration WHERE speaker_id IS NOT NULL;
