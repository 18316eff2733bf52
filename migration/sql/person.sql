CREATE TABLE person (
    id {uuid} PRIMARY KEY REFERENCES node (id),
    -- A name tells a person apart within one assembly.
    assembly_id {uuid} NOT NULL REFERENCES organisation (id),
    slug text NOT NULL,
    name text,
    given_name text,
    family_name text,
    -- Family name, then given name, folded, for order.
    name_key {bytes} NOT NULL,
    -- Whether the name was taken out, everywhere and for good.
    redacted boolean NOT NULL,
    basis {basis},
    CHECK (NOT redacted OR name IS NULL),
    UNIQUE (assembly_id, slug)
);
CREATE INDEX person_name ON person (name_key, id);
CREATE INDEX person_assembly ON person (assembly_id, name_key, id);
CREATE INDEX person_slug ON person (slug);

CREATE TABLE person_identifier (
    person_id {uuid} NOT NULL REFERENCES person (id),
    scheme text NOT NULL,
    value text NOT NULL,
    PRIMARY KEY (person_id, scheme, value)
);
CREATE INDEX person_identifier_value ON person_identifier (value, scheme);
