-- What a local council publishes of a deliberation beside its vote, as printed: SCDL Délibérations has a column for each.
CREATE TABLE deliberation (
    vote_id {uuid} PRIMARY KEY REFERENCES vote (id),
    siret text,
    matter_code text,
    matter_name text,
    budget_year text,
    budget_name text,
    prefecture text,
    received_on {date},
    url text
);
