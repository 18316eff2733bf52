WITH chosen AS MATERIALIZED (
  SELECT o.id, o.newest_first
  FROM opinion o JOIN session s ON s.id = o.session_id
  WHERE o.assembly_id = $2::text::uuid AND o.kind IN ('REFERRAL', 'WISH')
    AND s.held_on BETWEEN $3::text::date AND $4::text::date
    AND EXISTS (SELECT FROM theme_assignment t WHERE t.opinion_id = o.id AND t.theme_id = $1::text::uuid)
)
SELECT '{"data":{"opinions":{"totalCount":' || (SELECT count(*) FROM chosen) || ',"nodes":' || coalesce(json_agg(x)::text, '[]') || '}}}'
FROM (
  SELECT o.id, o.title, o.kind, o.adopted_on AS "adoptedOn"
  FROM (SELECT id, newest_first FROM chosen ORDER BY newest_first, id LIMIT 20) c JOIN opinion o ON o.id = c.id
  ORDER BY o.newest_first, o.id) x
