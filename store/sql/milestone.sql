SELECT
    t.id, t.date, t.title, t.initiative_id, t.organisation_id,
    (SELECT {ids opinion_id ORDER BY opinion_id} FROM milestone_opinion WHERE milestone_id = t.id) AS opinion_ids,
    t.basis,
    source.document_id AS source_document_id, source.span_start AS source_start, source.span_end AS source_end,
    source.page AS source_page, source.quote AS source_quote
FROM milestone t
LEFT JOIN {source of t}
ORDER BY t.id
