SELECT
    t.id, t.acronym, t.name, t.kind, t.territory_id,
    (SELECT {texts name ORDER BY rank} FROM initiative_alias WHERE initiative_id = t.id) AS aliases,
    t.organisation_id, t.basis,
    source.document_id AS source_document_id, source.span_start AS source_start, source.span_end AS source_end,
    source.page AS source_page, source.quote AS source_quote
FROM initiative t
LEFT JOIN {source of t}
ORDER BY t.id
