-- One change of one record. `before` and `after` are JSON objects of the row, null where there was or is none. The
-- revisions of one write have one moment, and no other write has it. `hash` is SHA-256 over all of it and the hash
-- before it: docs/ledger.md.
CREATE TABLE revision (
    sequence bigint PRIMARY KEY CHECK (sequence > 0),
    record_type text NOT NULL,
    record_id {uuid} NOT NULL,
    reason text NOT NULL,
    actor text NOT NULL,
    at {time} NOT NULL,
    before text,
    after text,
    hash {bytes} NOT NULL,
    CHECK (before IS NOT NULL OR after IS NOT NULL)
);
CREATE INDEX revision_record ON revision (record_id, sequence);
-- What was known at a moment: the last sequence up to it.
CREATE INDEX revision_at ON revision (at, sequence);
