SELECT
    t.id, territory.code AS territory, territory.name AS territory_name, assembly.name AS assembly, session.held_on, t.kind,
    t.report_number, t.title, commission.name AS commission,
    (
        SELECT {joined person.name ORDER BY rapporteur.rank} FROM rapporteur
        JOIN person ON person.id = rapporteur.person_id WHERE rapporteur.opinion_id = t.id
    ) AS rapporteurs,
    vote.outcome, vote.majority, vote.count_for, vote.count_against, vote.count_abstentions, vote.formula,
    (
        SELECT {joined COALESCE(organisation.acronym, organisation.name) ORDER BY declaration.rank, joint.rank}
        FROM declaration
        JOIN declaration_organisation joint ON joint.declaration_id = declaration.id
        JOIN organisation ON organisation.id = joint.organisation_id
        WHERE declaration.opinion_id = t.id
    ) AS declared_by,
    (
        SELECT {joined theme.name ORDER BY carried.rank} FROM theme_assignment carried
        JOIN theme ON theme.id = carried.theme_id WHERE carried.opinion_id = t.id
    ) AS themes,
    (
        SELECT {joined COALESCE(named.acronym, named.name) ORDER BY named.name_key, named.id}
        FROM initiative named
        WHERE named.id IN (SELECT mention.initiative_id FROM mention WHERE mention.opinion_id = t.id)
    ) AS initiatives,
    report.summary, document.sha256 AS document_sha256, document.url AS document_url
FROM opinion t
JOIN organisation assembly ON assembly.id = t.assembly_id
JOIN territory ON territory.id = assembly.territory_id
LEFT JOIN session ON session.id = t.session_id
LEFT JOIN organisation commission ON commission.id = t.commission_id
LEFT JOIN vote ON vote.opinion_id = t.id
LEFT JOIN report ON report.id = t.report_id
LEFT JOIN document ON document.id = t.document_id
ORDER BY t.newest_first, t.id
