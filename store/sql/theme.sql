SELECT
    t.id, t.slug, t.name, t.scheme, t.basis
FROM theme t
ORDER BY t.id
