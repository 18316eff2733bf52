SELECT
    t.id, t.kind, t.title, t.adopted_on, t.assembly_id, t.session_id, t.commission_id, t.document_id, t.report_number,
    t.report_id, t.basis,
    source.document_id AS source_document_id, source.span_start AS source_start, source.span_end AS source_end,
    source.page AS source_page, source.quote AS source_quote
FROM opinion t
LEFT JOIN {source of t}
ORDER BY t.id
