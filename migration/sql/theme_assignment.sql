-- Which opinions carry which theme, and by which rule of the mapping.
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
