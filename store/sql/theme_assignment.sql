SELECT
    t.id, t.opinion_id, t.theme_id, t.rank, t.rule_kind, t.rule_value AS rule_values, t.rule_at_least, t.basis,
    source.document_id AS source_document_id, source.span_start AS source_start, source.span_end AS source_end,
    source.page AS source_page, source.quote AS source_quote
FROM theme_assignment t
LEFT JOIN {source of t}
ORDER BY t.id
