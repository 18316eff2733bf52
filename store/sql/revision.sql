SELECT
    t.sequence, t.record_type, t.record_id, t.reason, t.actor, t.at, t.before, t.after,
    {hex t.hash} AS hash
FROM revision t
ORDER BY t.sequence
