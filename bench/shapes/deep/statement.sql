SELECT '{"data":{"opinions":{"nodes":' || coalesce(json_agg(x)::text, '[]') || '}}}' FROM (
  SELECT o.id, o.title,
    (SELECT row_to_json(s) FROM (
      SELECT s.held_on AS "heldOn", s.kind, json_build_object('name', a.name, 'territory',
        json_build_object('code', t.code, 'name', t.name)) AS assembly
      FROM session s JOIN organisation a ON a.id = s.assembly_id JOIN territory t ON t.id = a.territory_id
      WHERE s.id = o.session_id) s) AS session,
    (SELECT coalesce(json_agg(d), '[]') FROM (
      SELECT d.rank,
        CASE WHEN p.id IS NOT NULL THEN json_build_object('name', p.name) END AS speaker,
        (SELECT coalesce(json_agg((SELECT json_build_object('name', g.name, 'territory',
              (SELECT json_build_object('name', t.name) FROM territory t WHERE t.id = g.territory_id))
            FROM organisation g WHERE g.id = m.organisation_id) ORDER BY m.rank), '[]')
          FROM declaration_organisation m WHERE m.declaration_id = d.id) AS organisations,
        (SELECT coalesce(json_agg(w), '[]') FROM (
          SELECT w.text FROM paragraph w WHERE w.declaration_id = d.id ORDER BY w.rank) w) AS paragraphs
      FROM declaration d LEFT JOIN person p ON p.id = d.speaker_id WHERE d.opinion_id = o.id ORDER BY d.rank) d) AS declarations
  FROM opinion o
  WHERE (o.newest_first, o.id) > (SELECT a.newest_first, a.id FROM opinion a WHERE a.id = $1::text::uuid)
  ORDER BY o.newest_first, o.id LIMIT 20) x
