-- What people with a key decided of a record: it outranks what documents say, now and in every later import.
CREATE TABLE decision (
    record_id {uuid} NOT NULL REFERENCES node (id),
    -- VALUE: what a field says. CREATED: that the record is there, whether a document states it or not. DELETED: that it is
    -- not. MERGED: that it is another one, `value`. REDACTED: that no name of a person is kept.
    kind text NOT NULL CHECK (kind IN ('VALUE', 'CREATED', 'DELETED', 'MERGED', 'REDACTED')),
    -- The column of a value, or the list; empty where it is about the whole record.
    field {bytewise} NOT NULL CHECK ((kind = 'VALUE') = (field <> '')),
    -- What people say, as JSON.
    value text,
    -- What the documents say, as JSON; null where none says anything.
    read text,
    -- By which key, and when.
    actor text NOT NULL,
    at {time} NOT NULL,
    PRIMARY KEY (record_id, kind, field)
);

-- Rows that a document states and a decision keeps out, or changes in what they refer to. Where the decision is undone they
-- come back as the document gives them.
CREATE TABLE withheld (
    document_id {uuid} NOT NULL REFERENCES document (id),
    -- The table, and the row's primary key.
    record_type text NOT NULL,
    row_key text NOT NULL,
    -- The row, as JSON.
    stated text NOT NULL,
    PRIMARY KEY (document_id, record_type, row_key)
);
