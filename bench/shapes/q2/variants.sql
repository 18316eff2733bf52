SELECT json_build_object('vote', id) AS hemicycle, json_build_object('vote', id) AS postgraphile,
  json_build_array(id) AS statement
FROM (SELECT v.id FROM vote v WHERE EXISTS (SELECT FROM vote_position p WHERE p.vote_id = v.id) ORDER BY v.id LIMIT 200) v
