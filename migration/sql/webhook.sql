-- Addresses that changes are sent to. No part of the history: whoever has the key that made one sees it, and nobody else.
CREATE TABLE webhook (
    id {uuid} PRIMARY KEY,
    key_id {uuid} NOT NULL REFERENCES access_key (id),
    url text NOT NULL,
    -- The types of records whose changes are sent, with commas, in their order; empty for all.
    types text NOT NULL,
    -- Deliveries are signed with it, so that it is kept as it is.
    secret {bytes} NOT NULL,
    -- The place in the ledger up to which everything was delivered.
    token text NOT NULL,
    created_at {time} NOT NULL,
    -- Since when nothing is sent, and why.
    disabled_at {time},
    disabled_because text CHECK (disabled_because IN ('KEY', 'GONE', 'FAILING', 'TOKEN')),
    delivered_at {time},
    -- Since when deliveries fail, how many have since, and what the last one met.
    failing_since {time},
    failures integer NOT NULL CHECK (failures >= 0),
    failure text,
    -- Before then nothing is tried.
    next_at {time},
    -- Which instance sends, and until when no other does.
    sender {uuid},
    sender_until {time},
    CHECK ((disabled_at IS NULL) = (disabled_because IS NULL))
);
CREATE INDEX webhook_key ON webhook (key_id, created_at, id);
