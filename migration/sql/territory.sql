CREATE TABLE territory (
    id {uuid} PRIMARY KEY REFERENCES node (id),
    level text NOT NULL CHECK (level IN ('REGION', 'DEPARTMENT')),
    code text NOT NULL,
    name text,
    basis {basis},
    UNIQUE (level, code)
);
