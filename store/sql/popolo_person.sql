SELECT
    t.id, t.slug, t.name, t.given_name, t.family_name,
    (
        SELECT {texts scheme || ' ' || value ORDER BY bytes of scheme || value}
        FROM person_identifier WHERE person_id = t.id
    ) AS identifiers
FROM person t
ORDER BY t.id
