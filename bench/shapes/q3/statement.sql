SELECT '{"data":{"opinions":{"nodes":' || coalesce(json_agg(x)::text, '[]') || '}}}' FROM (
  SELECT o.id, o.title, o.kind, o.adopted_on AS "adoptedOn" FROM opinion o ORDER BY o.newest_first, o.id LIMIT 20) x
