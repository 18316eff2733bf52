SELECT json_build_object('id', id) AS hemicycle, json_build_object('id', id) AS postgraphile, json_build_array(id) AS statement
FROM (SELECT g.id FROM organisation g WHERE EXISTS (SELECT FROM declaration_organisation m WHERE m.organisation_id = g.id)
  ORDER BY g.id LIMIT 200) g
