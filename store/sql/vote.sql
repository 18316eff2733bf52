SELECT
    t.id, t.session_id, t.opinion_id, t.subject, t.identifier, t.held_on, t.outcome, t.majority, t.count_for, t.count_against,
    t.count_abstentions, t.count_not_participating, t.count_absent, t.count_present, t.count_cast, t.count_eligible,
    t.formula, t.inconsistent, t.basis,
    source.document_id AS source_document_id, source.span_start AS source_start, source.span_end AS source_end,
    source.page AS source_page, source.quote AS source_quote
FROM vote t
LEFT JOIN {source of t}
ORDER BY t.id
