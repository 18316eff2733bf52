SELECT
    t.id, t.session_id, t.number, t.title, t.summary, t.submitted_by_id, t.basis,
    source.document_id AS source_document_id, source.span_start AS source_start, source.span_end AS source_end,
    source.page AS source_page, source.quote AS source_quote
FROM report t
LEFT JOIN {source of t}
ORDER BY t.id
