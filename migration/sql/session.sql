CREATE TABLE session (
    id {uuid} PRIMARY KEY REFERENCES node (id),
    assembly_id {uuid} NOT NULL REFERENCES organisation (id),
    held_on {date} NOT NULL,
    kind text NOT NULL CHECK (kind IN ('PLENARY', 'BUREAU', 'COMMISSION')),
    newest_first {bytes} NOT NULL,
    oldest_first {bytes} NOT NULL,
    basis {basis},
    UNIQUE (assembly_id, held_on, kind)
);
CREATE INDEX session_newest_first ON session (newest_first, id);
CREATE INDEX session_oldest_first ON session (oldest_first, id);
CREATE INDEX session_assembly ON session (assembly_id, newest_first, id);
CREATE INDEX session_kind ON session (kind, newest_first, id);
