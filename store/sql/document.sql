SELECT
    t.id, t.title, t.sha256, t.status, t.media_type, t.byte_size, t.url, t.licence, t.imported_at, t.parser_version,
    t.reference_version, t.redacted, t.text
FROM document t
ORDER BY t.id
