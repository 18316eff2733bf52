SELECT
    t.id, t.acronym, t.name, t.kind, t.parent_id, t.territory_id,
    (SELECT {texts name ORDER BY rank} FROM organisation_alias WHERE organisation_id = t.id) AS aliases,
    (SELECT {texts scheme || ':' || value ORDER BY bytes of scheme || value} FROM organisation_identifier WHERE organisation_id = t.id) AS identifiers,
    t.basis,
    source.document_id AS source_document_id, source.span_start AS source_start, source.span_end AS source_end,
    source.page AS source_page, source.quote AS source_quote
FROM organisation t
LEFT JOIN {source of t}
ORDER BY t.id
