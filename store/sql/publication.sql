SELECT
    t.id, t.title, COALESCE(t.adopted_on, session.held_on) AS published_on,
    assembly.name AS producer, t.assembly_id AS producer_id, report.summary,
    (
        SELECT {texts COALESCE(named.acronym, named.name) ORDER BY named.name_key, named.id}
        FROM initiative named
        WHERE named.id IN (SELECT mention.initiative_id FROM mention WHERE mention.opinion_id = t.id)
    ) AS keywords,
    territory.level AS territory_level, territory.code AS territory_code, territory.name AS territory_name,
    (
        SELECT {texts theme.name ORDER BY carried.rank} FROM theme_assignment carried
        JOIN theme ON theme.id = carried.theme_id WHERE carried.opinion_id = t.id
    ) AS themes,
    document.url AS link,
    (
        SELECT last.at FROM revision last WHERE last.record_id = t.id ORDER BY last.sequence DESC LIMIT 1
    ) AS changed_at
FROM opinion t
JOIN organisation assembly ON assembly.id = t.assembly_id
JOIN territory ON territory.id = assembly.territory_id
JOIN session ON session.id = t.session_id
JOIN document ON document.id = t.document_id
LEFT JOIN report ON report.id = t.report_id
WHERE ({text 1} IS NULL OR territory.code = {text 1})
    AND ({text 2} IS NULL OR t.id IN (
        SELECT carried.opinion_id FROM theme_assignment carried
        JOIN theme ON theme.id = carried.theme_id WHERE theme.slug = {text 2}
    ))
    AND ({text 3} IS NULL OR COALESCE(t.adopted_on, session.held_on) >= {day 3})
    AND ({text 4} IS NULL OR COALESCE(t.adopted_on, session.held_on) <= {day 4})
ORDER BY t.newest_first, t.id
