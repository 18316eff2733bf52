SELECT '{"data":{"person":' || coalesce(row_to_json(x)::text, 'null') || '}}' FROM (SELECT) one LEFT JOIN LATERAL (
  SELECT p.name, p.given_name AS "givenName", p.family_name AS "familyName",
    json_build_object('nodes', (SELECT coalesce(json_agg(m), '[]') FROM (
      SELECT m.role, m.start_date AS "startDate", json_build_object('name', o.name, 'kind', o.kind) AS organisation,
        CASE WHEN b.id IS NOT NULL THEN json_build_object('name', b.name, 'acronym', b.acronym) END AS "onBehalfOf"
      FROM membership m JOIN organisation o ON o.id = m.organisation_id LEFT JOIN organisation b ON b.id = m.on_behalf_of_id
      WHERE m.person_id = p.id ORDER BY m.name_key, m.id LIMIT 20) m)) AS memberships,
    json_build_object('nodes', (SELECT coalesce(json_agg(q), '[]') FROM (
      SELECT q.choice, CASE WHEN g.id IS NOT NULL THEN json_build_object('acronym', g.acronym) END AS organisation,
        CASE WHEN v.id IS NOT NULL THEN json_build_object('heldOn', v.held_on, 'outcome', v.outcome, 'opinion',
          (SELECT json_build_object('id', o.id, 'title', o.title) FROM opinion o WHERE o.id = v.opinion_id)) END AS vote
      FROM vote_position q LEFT JOIN organisation g ON g.id = q.organisation_id LEFT JOIN vote v ON v.id = q.vote_id
      WHERE q.person_id = p.id ORDER BY q.newest_first, q.id LIMIT 50) q)) AS "votePositions"
  FROM person p WHERE p.id = $1::text::uuid) x ON true
