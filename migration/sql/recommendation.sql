CREATE TABLE recommendation (
    id {uuid} PRIMARY KEY REFERENCES node (id),
    -- The opinion that made it; null where no text says which.
    origin_id {uuid} REFERENCES opinion (id),
    declaration_id {uuid} REFERENCES declaration (id),
    number text,
    subject text,
    text text,
    newest_first {bytes} NOT NULL,
    oldest_first {bytes} NOT NULL,
    basis {basis},
    CHECK (subject IS NOT NULL OR text IS NOT NULL OR number IS NOT NULL)
);
CREATE INDEX recommendation_newest_first ON recommendation (newest_first, id);
CREATE INDEX recommendation_oldest_first ON recommendation (oldest_first, id);
CREATE INDEX recommendation_number ON recommendation (number, newest_first, id);
CREATE INDEX recommendation_origin ON recommendation (origin_id, newest_first, id);
CREATE INDEX recommendation_declaration ON recommendation (declaration_id, newest_first, id);

-- Who asks, in the order of the text.
CREATE TABLE recommendation_maker (
    recommendation_id {uuid} NOT NULL REFERENCES recommendation (id),
    organisation_id {uuid} NOT NULL REFERENCES organisation (id),
    rank integer NOT NULL CHECK (rank > 0),
    PRIMARY KEY (recommendation_id, organisation_id)
) {clustered};
CREATE INDEX recommendation_maker_organisation ON recommendation_maker (organisation_id, recommendation_id);

-- What one opinion says of a recommendation. Those that agree by number or by words are one recommendation: which, and
-- what it says, is worked out anew from all of them whenever one changes, so that the order of imports does not matter.
CREATE TABLE telling (
    id {uuid} PRIMARY KEY,
    opinion_id {uuid} NOT NULL REFERENCES opinion (id),
    rank integer NOT NULL CHECK (rank > 0),
    recommendation_id {uuid} NOT NULL REFERENCES recommendation (id),
    origin_id {uuid} REFERENCES opinion (id),
    declaration_id {uuid} REFERENCES declaration (id),
    -- Who asks beside the assembly, as the text has it: a part of the recommendation's key, which no merge changes.
    asker text NOT NULL,
    number text,
    subject text,
    text text,
    span_start integer NOT NULL CHECK (span_start >= 0),
    span_end integer NOT NULL CHECK (span_end > span_start),
    page integer CHECK (page > 0),
    quote text NOT NULL,
    prefix text NOT NULL,
    suffix text NOT NULL,
    UNIQUE (opinion_id, rank)
);
CREATE INDEX telling_origin ON telling (origin_id);
CREATE INDEX telling_recommendation ON telling (recommendation_id);

-- Who asks, as that opinion says.
CREATE TABLE telling_maker (
    telling_id {uuid} NOT NULL REFERENCES telling (id),
    organisation_id {uuid} NOT NULL REFERENCES organisation (id),
    rank integer NOT NULL CHECK (rank > 0),
    PRIMARY KEY (telling_id, organisation_id)
) {clustered};

-- The initiatives that the words of a recommendation name, in whichever opinion tells of it.
CREATE VIEW recommendation_initiative AS
SELECT DISTINCT telling.recommendation_id, mention.initiative_id
FROM telling
JOIN mention ON mention.opinion_id = telling.opinion_id AND mention.initiative_id IS NOT NULL
JOIN source ON source.node_id = mention.id AND source.document_id = mention.document_id
    AND source.span_start >= telling.span_start AND source.span_end <= telling.span_end;
