SELECT
    t.document_id, t.rank, t.severity, t.code, t.message, t.line, t."column"
FROM problem t
ORDER BY t.document_id, t.rank
