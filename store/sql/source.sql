SELECT
    t.node_id, node.type AS node_type, t.document_id, t.span_start AS "start", t.span_end AS "end", t.page, t.quote,
    NULLIF(t.prefix, '') AS prefix, NULLIF(t.suffix, '') AS suffix, t.cited
FROM source t
JOIN node ON node.id = t.node_id
ORDER BY t.node_id, t.document_id
