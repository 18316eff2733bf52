SELECT
    t.id, t.recommendation_id, t.opinion_id, t.status, t.evidence_text, t.evidence_url, t.evidence_date, t.basis,
    source.document_id AS source_document_id, source.span_start AS source_start, source.span_end AS source_end,
    source.page AS source_page, source.quote AS source_quote
FROM follow_up t
LEFT JOIN {source of t}
ORDER BY t.id
