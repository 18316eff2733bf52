SELECT
    t.id, t.number, t.subject, t.text,
    (SELECT {ids organisation_id ORDER BY rank} FROM recommendation_maker WHERE recommendation_id = t.id) AS made_by_ids,
    t.origin_id, t.declaration_id,
    (
        SELECT {ids initiative_id ORDER BY initiative_id} FROM recommendation_initiative WHERE recommendation_id = t.id
    ) AS initiative_ids,
    t.basis,
    source.document_id AS source_document_id, source.span_start AS source_start, source.span_end AS source_end,
    source.page AS source_page, source.quote AS source_quote
FROM recommendation t
LEFT JOIN {source of t}
ORDER BY t.id
