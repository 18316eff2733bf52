CREATE TABLE territory (
    id {uuid} PRIMARY KEY REFERENCES node (id),
    level text NOT NULL CHECK (level IN ('REGION', 'DEPARTMENT', 'INTERCOMMUNALITY', 'COMMUNE', 'COUNTRY')),
    code text NOT NULL,
    name text,
    -- The code, for order.
    name_key {bytes} NOT NULL,
    basis {basis},
    UNIQUE (level, code)
);
CREATE INDEX territory_name ON territory (name_key, id);
CREATE INDEX territory_code ON territory (code);
