SELECT
    t.sequence, t.record_type, t.record_id, t.reason, t.actor, t.at, t.before, t.after
FROM revision t
ORDER BY t.sequence
