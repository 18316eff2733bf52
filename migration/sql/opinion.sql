CREATE TABLE opinion (
    id {uuid} PRIMARY KEY REFERENCES node (id),
    assembly_id {uuid} NOT NULL REFERENCES organisation (id),
    -- Null where other texts cite the opinion, none that was imported holds it, and nobody recorded it by hand.
    session_id {uuid} REFERENCES session (id),
    commission_id {uuid} REFERENCES organisation (id),
    report_id {uuid} REFERENCES report (id),
    -- As printed; a cited opinion has it without the report.
    report_number text,
    -- The document whose words these are, and all that the opinion owns; null where none holds it.
    document_id {uuid} REFERENCES document (id),
    kind text NOT NULL CHECK (kind IN ('REFERRAL', 'SELF_REFERRAL', 'CONTRIBUTION', 'WISH')),
    title text,
    title_key {bytes} NOT NULL,
    adopted_on {date},
    newest_first {bytes} NOT NULL,
    oldest_first {bytes} NOT NULL,
    basis {basis},
    CHECK (session_id IS NOT NULL OR document_id IS NULL),
    CHECK (document_id IS NULL OR title IS NOT NULL)
);
CREATE INDEX opinion_newest_first ON opinion (newest_first, id);
CREATE INDEX opinion_oldest_first ON opinion (oldest_first, id);
CREATE INDEX opinion_title ON opinion (title_key, id);
CREATE INDEX opinion_kind ON opinion (kind, newest_first, id);
CREATE INDEX opinion_assembly ON opinion (assembly_id, newest_first, id);
CREATE INDEX opinion_document ON opinion (document_id, newest_first, id);
CREATE INDEX opinion_report_number ON opinion (report_number, newest_first, id);
CREATE INDEX opinion_session ON opinion (session_id, newest_first, id);
CREATE INDEX opinion_report ON opinion (report_id, newest_first, id);
CREATE INDEX opinion_commission ON opinion (commission_id, newest_first, id);
