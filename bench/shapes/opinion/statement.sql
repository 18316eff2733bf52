SELECT '{"data":{"opinion":' || coalesce(row_to_json(x)::text, 'null') || '}}' FROM (SELECT) one LEFT JOIN LATERAL (
  SELECT o.title, o.kind, o.adopted_on AS "adoptedOn",
    CASE WHEN s.id IS NOT NULL THEN json_build_object('heldOn', s.held_on, 'kind', s.kind, 'assembly',
      (SELECT json_build_object('name', a.name, 'acronym', a.acronym) FROM organisation a WHERE a.id = s.assembly_id)) END AS session,
    CASE WHEN c.id IS NOT NULL THEN json_build_object('name', c.name) END AS commission,
    CASE WHEN r.id IS NOT NULL THEN json_build_object('number', r.number, 'title', r.title, 'summary', r.summary, 'submittedBy',
      (SELECT json_build_object('name', a.name) FROM organisation a WHERE a.id = r.submitted_by_id)) END AS report,
    (SELECT coalesce(json_agg(r), '[]') FROM (
      SELECT r.rank, json_build_object('name', p.name) AS person
      FROM rapporteur r JOIN person p ON p.id = r.person_id WHERE r.opinion_id = o.id ORDER BY r.rank) r) AS rapporteurs,
    (SELECT coalesce(json_agg(t), '[]') FROM (
      SELECT json_build_object('slug', t.slug, 'name', t.name) AS theme
      FROM theme_assignment m JOIN theme t ON t.id = m.theme_id WHERE m.opinion_id = o.id ORDER BY m.rank) t) AS themes,
    (SELECT coalesce(json_agg(n), '[]') FROM (
      SELECT n.rank, n.heading, (SELECT coalesce(json_agg(w), '[]') FROM (
        SELECT w.rank, w.text FROM paragraph w WHERE w.section_id = n.id ORDER BY w.rank) w) AS paragraphs
      FROM section n WHERE n.opinion_id = o.id ORDER BY n.rank) n) AS sections,
    (SELECT coalesce(json_agg(d), '[]') FROM (
      SELECT d.rank, CASE WHEN p.id IS NOT NULL THEN json_build_object('name', p.name) END AS speaker,
        (SELECT coalesce(json_agg((SELECT json_build_object('name', g.name, 'acronym', g.acronym)
            FROM organisation g WHERE g.id = m.organisation_id) ORDER BY m.rank), '[]')
          FROM declaration_organisation m WHERE m.declaration_id = d.id) AS organisations,
        (SELECT coalesce(json_agg(w), '[]') FROM (
          SELECT w.rank, w.text FROM paragraph w WHERE w.declaration_id = d.id ORDER BY w.rank) w) AS paragraphs
      FROM declaration d LEFT JOIN person p ON p.id = d.speaker_id WHERE d.opinion_id = o.id ORDER BY d.rank) d) AS declarations,
    (SELECT row_to_json(v) FROM (
      SELECT v.outcome, v.majority, v.formula,
        CASE WHEN num_nonnulls(v.count_for, v.count_against, v.count_abstentions) > 0 THEN
          json_build_object('for', v.count_for, 'against', v.count_against, 'abstentions', v.count_abstentions) END AS counts
      FROM vote v WHERE v.opinion_id = o.id) v) AS vote,
    json_build_object('nodes', (SELECT coalesce(json_agg(q), '[]') FROM (
      SELECT q.text, (SELECT coalesce(json_agg(g), '[]') FROM (
        SELECT g.name FROM recommendation_maker m JOIN organisation g ON g.id = m.organisation_id
        WHERE m.recommendation_id = q.id ORDER BY m.rank) g) AS "madeBy"
      FROM recommendation q WHERE q.origin_id = o.id ORDER BY q.newest_first, q.id LIMIT 20) q)) AS recommendations
  FROM opinion o LEFT JOIN session s ON s.id = o.session_id LEFT JOIN organisation c ON c.id = o.commission_id
  LEFT JOIN report r ON r.id = o.report_id WHERE o.id = $1::text::uuid) x ON true
