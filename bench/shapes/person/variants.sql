SELECT json_build_object('id', id) AS hemicycle, json_build_object('id', id) AS postgraphile, json_build_array(id) AS statement
FROM (SELECT id FROM person ORDER BY id LIMIT 200) p
