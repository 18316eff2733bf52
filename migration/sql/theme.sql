-- What opinions are about, by a mapping that people edit.
CREATE TABLE theme (
    id {uuid} PRIMARY KEY REFERENCES node (id),
    -- The slug of the name, unique everywhere.
    slug text NOT NULL UNIQUE,
    name text NOT NULL,
    -- Whose list it stands in, such as "DECIDATA".
    scheme text,
    -- Folded by us.
    name_key {bytes} NOT NULL,
    basis {basis}
);
CREATE INDEX theme_name_key ON theme (name_key, id);
