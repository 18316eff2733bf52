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

-- Which opinions carry it, and by which rule of the mapping.
CREATE TABLE theme_assignment (
    id {uuid} PRIMARY KEY REFERENCES node (id),
    opinion_id {uuid} NOT NULL REFERENCES opinion (id),
    theme_id {uuid} NOT NULL REFERENCES theme (id),
    -- The place among the opinion's themes, in the mapping's order.
    rank integer NOT NULL CHECK (rank > 0),
    rule_kind text NOT NULL CHECK (rule_kind IN ('TITLE', 'TERM', 'INITIATIVE', 'ORGANISATION')),
    rule_value text NOT NULL,
    rule_at_least integer NOT NULL CHECK (rule_at_least > 0),
    basis {basis},
    UNIQUE (opinion_id, theme_id)
);
CREATE INDEX theme_assignment_opinion ON theme_assignment (opinion_id, rank);
CREATE INDEX theme_assignment_theme ON theme_assignment (theme_id, opinion_id);
