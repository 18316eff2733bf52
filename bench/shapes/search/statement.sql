WITH found AS (
  SELECT o.id, o.title, ts_rank(t.words, q) AS rank
  FROM plainto_tsquery('french', $1::text) q JOIN peer_opinion_text t ON t.words @@ q JOIN opinion o ON o.id = t.opinion_id
)
SELECT '{"data":{"search":{"totalCount":' || (SELECT count(*) FROM found) || ',"nodes":' || coalesce(json_agg(x)::text, '[]') || '}}}'
FROM (SELECT json_build_object('id', id, 'title', title) AS node FROM found ORDER BY rank DESC, id LIMIT 20) x
