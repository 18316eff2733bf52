SELECT
    t.id, t.opinion_id, t.declaration_id,
    COALESCE(t.organisation_id, t.person_id, t.initiative_id, t.cited_id) AS target_id,
    CASE WHEN t.organisation_id IS NOT NULL THEN 'Organisation' WHEN t.person_id IS NOT NULL THEN 'Person'
        WHEN t.initiative_id IS NOT NULL THEN 'Initiative' WHEN t.cited_id IS NOT NULL THEN 'Opinion' END AS target_type,
    (
        SELECT {ids COALESCE(organisation_id, person_id, initiative_id, cited_id) ORDER BY rank}
        FROM mention_candidate WHERE mention_id = t.id
    ) AS candidate_ids,
    t.basis,
    source.document_id AS source_document_id, source.span_start AS source_start, source.span_end AS source_end,
    source.page AS source_page, source.quote AS source_quote
FROM mention t
LEFT JOIN {source of t}
ORDER BY t.id
