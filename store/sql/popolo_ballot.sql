SELECT t.vote_id, t.person_id, t.choice, t.organisation_id, t.id
FROM vote_position t
WHERE t.kind = 'BALLOT' AND t.vote_id >= {id 1} AND t.vote_id <= {id 2}
ORDER BY t.vote_id, t.id
