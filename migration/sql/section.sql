CREATE TABLE section (
    id {uuid} PRIMARY KEY REFERENCES node (id),
    opinion_id {uuid} NOT NULL REFERENCES opinion (id),
    rank integer NOT NULL CHECK (rank > 0),
    heading text,
    basis {basis},
    UNIQUE (opinion_id, rank)
);
