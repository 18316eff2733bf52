SELECT v AS hemicycle, v AS postgraphile, json_build_array(theme, assembly, "from", "to") AS statement FROM (
  SELECT json_build_object('theme', t.id, 'assembly', a.id, 'from', y.day, 'to', (y.day + interval '12 years')::date) AS v,
    t.id AS theme, a.id AS assembly, y.day AS "from", (y.day + interval '12 years')::date AS "to"
  FROM theme t CROSS JOIN organisation a CROSS JOIN (VALUES ('1980-01-01'::date), ('2004-01-01')) y (day)
  WHERE a.kind = 'CONSULTATIVE_ASSEMBLY' ORDER BY md5(concat(t.id, a.id, y.day))) x
