SELECT
    t.id, t.person_id, t.opinion_id, t.rank, t.basis,
    source.document_id AS source_document_id, source.span_start AS source_start, source.span_end AS source_end,
    source.page AS source_page, source.quote AS source_quote
FROM rapporteur t
LEFT JOIN {source of t}
ORDER BY t.id
