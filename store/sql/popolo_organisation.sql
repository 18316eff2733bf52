SELECT
    t.id, t.slug, t.acronym, t.name, t.kind, t.parent_id,
    (SELECT {texts name ORDER BY rank} FROM organisation_alias WHERE organisation_id = t.id) AS aliases,
    (
        SELECT {texts scheme || ' ' || value ORDER BY bytes of scheme || value}
        FROM organisation_identifier WHERE organisation_id = t.id
    ) AS identifiers
FROM organisation t
ORDER BY t.id
