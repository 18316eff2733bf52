CREATE TABLE initiative (
    id {uuid} PRIMARY KEY REFERENCES node (id),
    territory_id {uuid} NOT NULL REFERENCES territory (id),
    slug text NOT NULL,
    acronym text,
    -- The acronym folded, for look-ups.
    acronym_key text,
    name text NOT NULL,
    -- The name folded, for order.
    name_key {bytes} NOT NULL,
    kind text NOT NULL CHECK (kind IN (
        'STRATEGY', 'POLICY', 'PLAN', 'PROGRAMME', 'AGREEMENT', 'AGENCY', 'SERVICE', 'PLATFORM', 'HUB', 'OTHER'
    )),
    -- The body that it has become.
    organisation_id {uuid} REFERENCES organisation (id),
    basis {basis},
    UNIQUE (territory_id, slug)
);
CREATE INDEX initiative_name ON initiative (name_key, id);
CREATE INDEX initiative_acronym ON initiative (acronym_key);
CREATE INDEX initiative_territory ON initiative (territory_id, name_key, id);
CREATE INDEX initiative_kind ON initiative (kind, name_key, id);
CREATE INDEX initiative_organisation ON initiative (organisation_id, name_key, id);

CREATE TABLE initiative_alias (
    initiative_id {uuid} NOT NULL REFERENCES initiative (id),
    rank integer NOT NULL CHECK (rank > 0),
    name text NOT NULL,
    -- The name folded, for look-ups.
    name_key {bytes} NOT NULL,
    PRIMARY KEY (initiative_id, name)
);
CREATE INDEX initiative_alias_name ON initiative_alias (name_key, initiative_id);

-- What a document says that it has become: the smallest that says so decides, even where a smaller one names no body.
CREATE TABLE initiative_body (
    document_id {uuid} NOT NULL REFERENCES document (id),
    initiative_id {uuid} NOT NULL REFERENCES initiative (id),
    organisation_id {uuid} NOT NULL REFERENCES organisation (id),
    PRIMARY KEY (document_id, initiative_id)
);
CREATE INDEX initiative_body_initiative ON initiative_body (initiative_id);
