CREATE TABLE report (
    id {uuid} PRIMARY KEY REFERENCES node (id),
    session_id {uuid} NOT NULL REFERENCES session (id),
    number text NOT NULL,
    title text,
    summary text,
    submitted_by_id {uuid} REFERENCES organisation (id),
    newest_first {bytes} NOT NULL,
    oldest_first {bytes} NOT NULL,
    basis {basis},
    UNIQUE (session_id, number)
);
CREATE INDEX report_newest_first ON report (newest_first, id);
CREATE INDEX report_oldest_first ON report (oldest_first, id);
CREATE INDEX report_session ON report (session_id, newest_first, id);
CREATE INDEX report_number ON report (number, newest_first, id);
CREATE INDEX report_submitted_by ON report (submitted_by_id, newest_first, id);

CREATE TABLE priority (
    id {uuid} PRIMARY KEY REFERENCES node (id),
    report_id {uuid} NOT NULL REFERENCES report (id),
    rank integer NOT NULL CHECK (rank > 0),
    title text NOT NULL,
    basis {basis},
    UNIQUE (report_id, rank)
);
