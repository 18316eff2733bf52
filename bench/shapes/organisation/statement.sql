SELECT '{"data":{"organisation":' || coalesce(row_to_json(x)::text, 'null') || '}}' FROM (SELECT) one LEFT JOIN LATERAL (
  SELECT g.id, g.name, g.acronym, g.kind,
    json_build_object('code', t.code, 'name', t.name) AS territory,
    (SELECT coalesce(json_agg(a.name ORDER BY a.rank), '[]') FROM organisation_alias a WHERE a.organisation_id = g.id) AS aliases,
    (SELECT coalesce(json_agg(i), '[]') FROM (
      SELECT i.scheme, i.value FROM organisation_identifier i WHERE i.organisation_id = g.id
      ORDER BY i.scheme COLLATE "C", i.value COLLATE "C") i) AS identifiers,
    json_build_object('totalCount', (SELECT count(*) FROM membership m WHERE m.on_behalf_of_id = g.id),
      'nodes', (SELECT coalesce(json_agg(m), '[]') FROM (
        SELECT json_build_object('name', p.name) AS person, json_build_object('name', o.name) AS organisation, m.role,
          m.start_date AS "startDate"
        FROM membership m JOIN person p ON p.id = m.person_id JOIN organisation o ON o.id = m.organisation_id
        WHERE m.on_behalf_of_id = g.id ORDER BY m.name_key, m.id LIMIT 20) m)) AS delegations,
    json_build_object('totalCount', (SELECT count(*) FROM declaration_organisation m WHERE m.organisation_id = g.id),
      'nodes', (SELECT coalesce(json_agg(d), '[]') FROM (
        SELECT d.id, d.rank, CASE WHEN p.id IS NOT NULL THEN json_build_object('name', p.name) END AS speaker,
          json_build_object('id', o.id, 'title', o.title, 'adoptedOn', o.adopted_on) AS opinion
        FROM (SELECT d.* FROM declaration_organisation m JOIN declaration d ON d.id = m.declaration_id
          WHERE m.organisation_id = g.id ORDER BY d.newest_first, d.id LIMIT 20) d
        JOIN opinion o ON o.id = d.opinion_id LEFT JOIN person p ON p.id = d.speaker_id
        ORDER BY d.newest_first, d.id) d)) AS declarations,
    json_build_object('totalCount', (SELECT count(*) FROM recommendation_maker m WHERE m.organisation_id = g.id),
      'nodes', (SELECT coalesce(json_agg(r), '[]') FROM (
        SELECT r.id, r.text, CASE WHEN o.id IS NOT NULL THEN json_build_object('id', o.id, 'title', o.title) END AS origin
        FROM (SELECT r.* FROM recommendation_maker m JOIN recommendation r ON r.id = m.recommendation_id
          WHERE m.organisation_id = g.id ORDER BY r.newest_first, r.id LIMIT 20) r
        LEFT JOIN opinion o ON o.id = r.origin_id ORDER BY r.newest_first, r.id) r)) AS recommendations
  FROM organisation g JOIN territory t ON t.id = g.territory_id WHERE g.id = $1::text::uuid) x ON true
