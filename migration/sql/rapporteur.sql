CREATE TABLE rapporteur (
    id {uuid} PRIMARY KEY REFERENCES node (id),
    opinion_id {uuid} NOT NULL REFERENCES opinion (id),
    person_id {uuid} NOT NULL REFERENCES person (id),
    rank integer NOT NULL CHECK (rank > 0),
    newest_first {bytes} NOT NULL,
    basis {basis},
    UNIQUE (opinion_id, person_id)
);
CREATE INDEX rapporteur_opinion ON rapporteur (opinion_id, rank);
CREATE INDEX rapporteur_person ON rapporteur (person_id, newest_first, id);
CREATE INDEX rapporteur_newest_first ON rapporteur (newest_first, id);
