-- Revisions of which a person's name was taken out. What they said stands in the chain by its SHA-256, which is kept here; and
-- so is that of what they say now, so that nothing else can be changed under cover of a redaction.
CREATE TABLE redaction (
    revision bigint PRIMARY KEY REFERENCES revision (sequence),
    -- The revision's record.
    record_id {uuid} NOT NULL,
    -- SHA-256 in hexadecimal digits of what it said; null where it had none.
    reason_digest text NOT NULL CHECK (length(reason_digest) = 64),
    before_digest text CHECK (length(before_digest) = 64),
    after_digest text CHECK (length(after_digest) = 64),
    -- SHA-256 over those of what it says now: docs/ledger.md.
    redacted_digest text NOT NULL CHECK (length(redacted_digest) = 64)
);
CREATE INDEX redaction_record ON redaction (record_id);
