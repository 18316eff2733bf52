SELECT v AS hemicycle, v AS postgraphile, json_build_array(assembly, "from", "to") AS statement FROM (
  SELECT json_build_object('assembly', a.id, 'from', y.day, 'to', (y.day + interval '6 years' - interval '1 day')::date) AS v,
    a.id AS assembly, y.day AS "from", (y.day + interval '6 years' - interval '1 day')::date AS "to"
  FROM organisation a CROSS JOIN (SELECT make_date(year, 1, 1) AS day FROM generate_series(1976, 2018, 6) year) y
  WHERE a.kind = 'CONSULTATIVE_ASSEMBLY' ORDER BY md5(concat(a.id, y.day))) x
