CREATE TABLE declaration (
    id {uuid} PRIMARY KEY REFERENCES node (id),
    opinion_id {uuid} NOT NULL REFERENCES opinion (id),
    rank integer NOT NULL CHECK (rank > 0),
    speaker_id {uuid} REFERENCES person (id),
    newest_first {bytes} NOT NULL,
    oldest_first {bytes} NOT NULL,
    basis {basis},
    UNIQUE (opinion_id, rank)
);
CREATE INDEX declaration_newest_first ON declaration (newest_first, id);
CREATE INDEX declaration_oldest_first ON declaration (oldest_first, id);

-- On whose behalf, in the order of the text.
CREATE TABLE declaration_organisation (
    declaration_id {uuid} NOT NULL REFERENCES declaration (id),
    organisation_id {uuid} NOT NULL REFERENCES organisation (id),
    rank integer NOT NULL CHECK (rank > 0),
    PRIMARY KEY (declaration_id, organisation_id)
) {clustered};
CREATE INDEX declaration_organisation_organisation ON declaration_organisation (organisation_id, declaration_id);
