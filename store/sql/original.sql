SELECT
    t.sha256, document.media_type, length(t.bytes) AS byte_size, document.imported_at, document.status, document.title,
    COALESCE(
        (
            SELECT territory.level || ':' || territory.code FROM source
            JOIN opinion ON opinion.id = source.node_id
            JOIN organisation assembly ON assembly.id = opinion.assembly_id
            JOIN territory ON territory.id = assembly.territory_id
            WHERE source.document_id = document.id AND NOT source.cited ORDER BY opinion.id LIMIT 1
        ),
        -- The bodies of a file of votes are of one territory: any of them tells which.
        (
            SELECT territory.level || ':' || territory.code FROM source
            JOIN organisation body ON body.id = source.node_id
            JOIN territory ON territory.id = body.territory_id
            WHERE source.document_id = document.id ORDER BY body.id LIMIT 1
        )
    ) AS territory
FROM blob t
LEFT JOIN document ON document.sha256 = t.sha256
ORDER BY document.imported_at IS NULL, document.imported_at, t.sha256
