-- Keys of programs and people who may write. The secret part of one is shown once and kept as its SHA-256.
CREATE TABLE access_key (
    id {uuid} PRIMARY KEY,
    -- What revisions call it: never given to another key, also when this one is revoked.
    name text NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 80),
    -- Words with commas, in their order.
    scopes text NOT NULL CHECK (length(scopes) > 0),
    secret_hash {bytes} NOT NULL,
    created_at {time} NOT NULL,
    expires_at {time},
    revoked_at {time},
    -- To the minute.
    last_used_at {time}
);
