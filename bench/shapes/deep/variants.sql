-- From the middle of the list to its last tenth. `after` of hemicycle is made a cursor of it; of PostGraphile, its own.
SELECT json_build_object('after', json_build_object('id', id, 'newest_first', encode(newest_first, 'hex'))) AS hemicycle,
  json_build_object('after', json_build_object('offset', place)) AS postgraphile, json_build_array(id) AS statement
FROM (SELECT id, newest_first, row_number() OVER (ORDER BY newest_first, id) - 1 AS place, count(*) OVER () AS all FROM opinion) o
WHERE place >= "all" / 2 AND place < "all" * 9 / 10 AND place % ("all" / 120 + 1) = 0 ORDER BY md5(id::text)
