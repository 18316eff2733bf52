-- What a document says of an opinion that it cites; the opinion says it where no document states it.
CREATE TABLE citation (
    document_id {uuid} NOT NULL REFERENCES document (id),
    opinion_id {uuid} NOT NULL REFERENCES opinion (id),
    day {date} NOT NULL,
    kind text NOT NULL CHECK (kind IN ('REFERRAL', 'SELF_REFERRAL', 'CONTRIBUTION', 'WISH')),
    title text,
    report_number text,
    PRIMARY KEY (document_id, opinion_id)
);
CREATE INDEX citation_opinion ON citation (opinion_id);
