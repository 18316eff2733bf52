SELECT '{"data":{"vote":' || coalesce(row_to_json(x)::text, 'null') || '}}' FROM (SELECT) one LEFT JOIN LATERAL (
  SELECT v.outcome,
    CASE WHEN o.id IS NOT NULL THEN json_build_object('title', o.title) END AS opinion,
    json_build_object('nodes', (SELECT coalesce(json_agg(p), '[]') FROM (
      SELECT p.choice,
        CASE WHEN n.id IS NOT NULL THEN json_build_object('name', n.name) END AS person,
        CASE WHEN g.id IS NOT NULL THEN json_build_object('name', g.name, 'acronym', g.acronym) END AS organisation
      FROM vote_position p LEFT JOIN person n ON n.id = p.person_id LEFT JOIN organisation g ON g.id = p.organisation_id
      WHERE p.vote_id = v.id ORDER BY p.newest_first, p.id LIMIT 100) p)) AS positions
  FROM vote v LEFT JOIN opinion o ON o.id = v.opinion_id WHERE v.id = $1::text::uuid) x ON true
