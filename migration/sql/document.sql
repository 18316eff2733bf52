-- The bytes as received, by their SHA-256: written first, never changed.
CREATE TABLE blob (
    sha256 text PRIMARY KEY CHECK (length(sha256) = 64),
    bytes {bytes} NOT NULL
);

CREATE TABLE document (
    id {uuid} PRIMARY KEY REFERENCES node (id),
    sha256 text NOT NULL UNIQUE REFERENCES blob (sha256),
    status text NOT NULL CHECK (status IN ('ACCEPTED', 'REFUSED')),
    title text,
    media_type text NOT NULL,
    byte_size bigint NOT NULL CHECK (byte_size >= 0),
    url text,
    licence text,
    parser_version text NOT NULL,
    reference_version text NOT NULL,
    -- Whether its bytes are gone, and names in its text are masked, because a person's name was taken out.
    redacted boolean NOT NULL,
    imported_at {time} NOT NULL,
    -- Folded by us: the session's day descending, then the hash.
    newest_first {bytes} NOT NULL,
    -- The session's day ascending, then the hash: the smallest decides what a shared record says.
    oldest_first {bytes} NOT NULL,
    -- Last: SQLite reads a row from its beginning, and what stands behind megabytes costs them.
    text text
);
CREATE INDEX document_newest_first ON document (newest_first, id);
CREATE INDEX document_oldest_first ON document (oldest_first, id);
CREATE INDEX document_status ON document (status, newest_first, id);

CREATE TABLE problem (
    document_id {uuid} NOT NULL REFERENCES document (id),
    rank integer NOT NULL CHECK (rank > 0),
    severity text NOT NULL CHECK (severity IN ('ERROR', 'WARNING')),
    code text NOT NULL,
    message text NOT NULL,
    line integer NOT NULL CHECK (line > 0),
    "column" integer NOT NULL CHECK ("column" > 0),
    PRIMARY KEY (document_id, rank)
);
