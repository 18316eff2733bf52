-- Of a section, or of a declaration.
CREATE TABLE paragraph (
    id {uuid} PRIMARY KEY REFERENCES node (id),
    section_id {uuid} REFERENCES section (id),
    declaration_id {uuid} REFERENCES declaration (id),
    rank integer NOT NULL CHECK (rank > 0),
    text text NOT NULL,
    basis {basis},
    CHECK ((section_id IS NULL) <> (declaration_id IS NULL)),
    UNIQUE (section_id, rank),
    UNIQUE (declaration_id, rank)
);
