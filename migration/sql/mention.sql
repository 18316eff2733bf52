CREATE TABLE mention (
    id {uuid} PRIMARY KEY REFERENCES node (id),
    document_id {uuid} NOT NULL REFERENCES document (id),
    -- In which opinion, and in which of its declarations.
    opinion_id {uuid} NOT NULL REFERENCES opinion (id),
    declaration_id {uuid} REFERENCES declaration (id),
    -- What it names: one of these, or none and candidates.
    organisation_id {uuid} REFERENCES organisation (id),
    person_id {uuid} REFERENCES person (id),
    initiative_id {uuid} REFERENCES initiative (id),
    cited_id {uuid} REFERENCES opinion (id),
    newest_first {bytes} NOT NULL,
    oldest_first {bytes} NOT NULL,
    basis {basis},
    CHECK (
        CASE WHEN organisation_id IS NULL THEN 0 ELSE 1 END + CASE WHEN person_id IS NULL THEN 0 ELSE 1 END
        + CASE WHEN initiative_id IS NULL THEN 0 ELSE 1 END + CASE WHEN cited_id IS NULL THEN 0 ELSE 1 END <= 1
    )
);
CREATE INDEX mention_newest_first ON mention (newest_first, id);
CREATE INDEX mention_oldest_first ON mention (oldest_first, id);
CREATE INDEX mention_document ON mention (document_id, newest_first, id);
CREATE INDEX mention_opinion ON mention (opinion_id, newest_first, id);
CREATE INDEX mention_declaration ON mention (declaration_id, newest_first, id);
CREATE INDEX mention_organisation ON mention (organisation_id, newest_first, id);
CREATE INDEX mention_person ON mention (person_id, newest_first, id);
CREATE INDEX mention_initiative ON mention (initiative_id, newest_first, id);
CREATE INDEX mention_cited ON mention (cited_id, newest_first, id);

-- What a mention may name, where that cannot be told.
CREATE TABLE mention_candidate (
    mention_id {uuid} NOT NULL REFERENCES mention (id),
    rank integer NOT NULL CHECK (rank > 0),
    organisation_id {uuid} REFERENCES organisation (id),
    person_id {uuid} REFERENCES person (id),
    initiative_id {uuid} REFERENCES initiative (id),
    cited_id {uuid} REFERENCES opinion (id),
    PRIMARY KEY (mention_id, rank),
    CHECK (
        CASE WHEN organisation_id IS NULL THEN 0 ELSE 1 END + CASE WHEN person_id IS NULL THEN 0 ELSE 1 END
        + CASE WHEN initiative_id IS NULL THEN 0 ELSE 1 END + CASE WHEN cited_id IS NULL THEN 0 ELSE 1 END = 1
    )
);
