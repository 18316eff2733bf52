CREATE TABLE opinion (
    id {uuid} PRIMARY KEY REFERENCES node (id),
    assembly_id {uuid} NOT NULL REFERENCES organisation (id),
    session_id {uuid} NOT NULL REFERENCES session (id),
    commission_id {uuid} REFERENCES organisation (id),
    report_id {uuid} REFERENCES report (id),
    -- The document whose words these are, and all that the opinion owns.
    document_id {uuid} NOT NULL REFERENCES document (id),
    kind text NOT NULL CHECK (kind IN ('REFERRAL', 'SELF_REFERRAL', 'CONTRIBUTION', 'WISH')),
    title text NOT NULL,
    title_key {bytes} NOT NULL,
    adopted_on {date},
    newest_first {bytes} NOT NULL,
    oldest_first {bytes} NOT NULL,
    basis {basis}
);
CREATE INDEX opinion_newest_first ON opinion (newest_first, id);
CREATE INDEX opinion_oldest_first ON opinion (oldest_first, id);
CREATE INDEX opinion_title ON opinion (title_key, id);
CREATE INDEX opinion_kind ON opinion (kind, newest_first, id);
CREATE INDEX opinion_session ON opinion (session_id, newest_first, id);
CREATE INDEX opinion_report ON opinion (report_id, newest_first, id);
CREATE INDEX opinion_commission ON opinion (commission_id, newest_first, id);
