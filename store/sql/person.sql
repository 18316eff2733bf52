SELECT
    t.id, t.name, t.given_name, t.family_name, t.assembly_id,
    (SELECT {texts scheme || ':' || value ORDER BY bytes of scheme || value} FROM person_identifier WHERE person_id = t.id) AS identifiers,
    t.redacted, t.basis,
    source.document_id AS source_document_id, source.span_start AS source_start, source.span_end AS source_end,
    source.page AS source_page, source.quote AS source_quote
FROM person t
LEFT JOIN {source of t}
ORDER BY t.id
