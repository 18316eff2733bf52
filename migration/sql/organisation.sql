CREATE TABLE organisation (
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
        'CONSULTATIVE_ASSEMBLY', 'REGIONAL_COUNCIL', 'EXECUTIVE', 'COMMISSION', 'COMMITTEE', 'COLLEGE',
        'CHAMBER', 'TRADE_UNION', 'EMPLOYERS', 'ASSOCIATION', 'AGENCY', 'STATE', 'PARTY', 'OTHER'
    )),
    parent_id {uuid} REFERENCES organisation (id),
    basis {basis},
    UNIQUE (territory_id, slug)
);
CREATE INDEX organisation_name ON organisation (name_key, id);
CREATE INDEX organisation_acronym ON organisation (acronym_key);
CREATE INDEX organisation_parent ON organisation (parent_id, name_key, id);
CREATE INDEX organisation_territory ON organisation (territory_id, name_key, id);
CREATE INDEX organisation_kind ON organisation (kind, name_key, id);

CREATE TABLE organisation_alias (
    organisation_id {uuid} NOT NULL REFERENCES organisation (id),
    rank integer NOT NULL CHECK (rank > 0),
    name text NOT NULL,
    -- The name folded, for look-ups.
    name_key {bytes} NOT NULL,
    PRIMARY KEY (organisation_id, name)
);
CREATE INDEX organisation_alias_name ON organisation_alias (name_key, organisation_id);

CREATE TABLE organisation_identifier (
    organisation_id {uuid} NOT NULL REFERENCES organisation (id),
    scheme text NOT NULL,
    value text NOT NULL,
    PRIMARY KEY (organisation_id, scheme, value)
);
-- Two bodies may bear one identifier: what documents say of them is not for a table to refuse.
CREATE INDEX organisation_identifier_value ON organisation_identifier (value, scheme);
