-- What rows referred to until a revision took it from them: the present rows do not tell any more. Made from the history
-- and from nothing else, so that a look-up of the past finds what a record had then without reading all revisions.
CREATE TABLE former_reference (
    referred_id {uuid} NOT NULL,
    -- The revision whose `before` refers to it and whose `after` does not.
    sequence bigint NOT NULL,
    PRIMARY KEY (referred_id, sequence)
) {clustered};
