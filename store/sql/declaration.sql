SELECT
    t.id, t.opinion_id, t.rank,
    (SELECT {ids organisation_id ORDER BY rank} FROM declaration_organisation WHERE declaration_id = t.id) AS organisation_ids,
    (SELECT {ids person_id ORDER BY rank} FROM declaration_speaker WHERE declaration_id = t.id) AS speaker_ids,
    t.basis,
    source.document_id AS source_document_id, source.span_start AS source_start, source.span_end AS source_end,
    source.page AS source_page, source.quote AS source_quote
FROM declaration t
LEFT JOIN {source of t}
ORDER BY t.id
