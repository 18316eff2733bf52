-- Where a fact was read. A record has one place in a document; a shared record has one in each.
-- `span_start` and `span_end` count code points of the document's text; the end is exclusive.
CREATE TABLE source (
    node_id {uuid} NOT NULL REFERENCES node (id),
    document_id {uuid} NOT NULL REFERENCES document (id),
    span_start integer NOT NULL CHECK (span_start >= 0),
    span_end integer NOT NULL CHECK (span_end > span_start),
    page integer CHECK (page > 0),
    quote text NOT NULL,
    prefix text NOT NULL,
    suffix text NOT NULL,
    -- Whether the document only tells of the record, which another text made: one that states it decides before it.
    cited boolean NOT NULL,
    PRIMARY KEY (node_id, document_id)
);
CREATE INDEX source_document ON source (document_id);
