SELECT
    t.record_id, t.kind, NULLIF(t.field, '') AS field, t.value, t.read AS stated, t.actor, t.at
FROM decision t
ORDER BY t.record_id, t.kind, t.field
