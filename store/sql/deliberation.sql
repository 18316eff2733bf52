SELECT
    t.vote_id, t.siret, t.matter_code, t.matter_name, t.budget_year, t.budget_name, t.prefecture, t.received_on, t.url
FROM deliberation t
ORDER BY t.vote_id
