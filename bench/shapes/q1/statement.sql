SELECT '{"data":{"opinions":{"nodes":' || coalesce(json_agg(x)::text, '[]') || '}}}' FROM (
  SELECT o.id, o.title, o.kind, o.adopted_on AS "adoptedOn",
    (SELECT coalesce(json_agg(r), '[]') FROM (
      SELECT json_build_object('name', p.name) AS person
      FROM rapporteur r JOIN person p ON p.id = r.person_id WHERE r.opinion_id = o.id ORDER BY r.rank) r) AS rapporteurs,
    (SELECT row_to_json(v) FROM (
      SELECT v.outcome, v.formula,
        CASE WHEN num_nonnulls(v.count_for, v.count_against, v.count_abstentions) > 0 THEN
          json_build_object('for', v.count_for, 'against', v.count_against, 'abstentions', v.count_abstentions) END AS counts
      FROM vote v WHERE v.opinion_id = o.id) v) AS vote,
    (SELECT coalesce(json_agg(d), '[]') FROM (
      SELECT d.rank,
        (SELECT coalesce(json_agg((SELECT json_build_object('name', g.name, 'acronym', g.acronym)
            FROM organisation g WHERE g.id = m.organisation_id) ORDER BY m.rank), '[]')
          FROM declaration_organisation m WHERE m.declaration_id = d.id) AS organisations,
        CASE WHEN s.id IS NOT NULL THEN json_build_object('name', s.name) END AS speaker
      FROM declaration d LEFT JOIN person s ON s.id = d.speaker_id WHERE d.opinion_id = o.id ORDER BY d.rank) d) AS declarations
  FROM opinion o ORDER BY o.newest_first, o.id LIMIT 20) x
