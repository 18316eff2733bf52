SELECT
    t.id, t.opinion_id, session.assembly_id, COALESCE(t.subject, opinion.title) AS subject, t.identifier, t.held_on,
    t.outcome, t.formula, t.count_for, t.count_against, t.count_abstentions, t.count_not_participating, t.count_absent
FROM vote t
JOIN session ON session.id = t.session_id
LEFT JOIN opinion ON opinion.id = t.opinion_id
WHERE {text 1} IS NULL OR t.id > {id 1}
ORDER BY t.id
LIMIT 200
