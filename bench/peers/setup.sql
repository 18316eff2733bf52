-- What a user of the peers would build beside the tables. hemicycle reads none of it. May be run again.

-- Search by PostgreSQL's own means: the same texts, a GIN index.
CREATE TABLE IF NOT EXISTS peer_opinion_text (opinion_id uuid PRIMARY KEY REFERENCES opinion (id), words tsvector NOT NULL);
TRUNCATE peer_opinion_text;
INSERT INTO peer_opinion_text
SELECT o.id, setweight(to_tsvector('french', coalesce(o.title, '')), 'A')
  || setweight(to_tsvector('french', coalesce(t.words, '')), 'B')
FROM opinion o LEFT JOIN (
  SELECT s.opinion_id, string_agg(concat_ws(E'\n', s.heading, p.words), E'\n' ORDER BY s.rank) AS words
  FROM section s LEFT JOIN (
    SELECT section_id, string_agg(text, E'\n' ORDER BY rank) AS words FROM paragraph GROUP BY section_id
  ) p ON p.section_id = s.id GROUP BY s.opinion_id
) t ON t.opinion_id = o.id;
CREATE INDEX IF NOT EXISTS peer_opinion_text_words ON peer_opinion_text USING gin (words);

-- Figures by year and kind, as one statement.
CREATE OR REPLACE FUNCTION peer_statistics(assembly uuid, first date, last date) RETURNS json LANGUAGE sql STABLE AS $$
  WITH one AS (
    SELECT extract(year FROM s.held_on)::integer AS year, o.kind, v.id AS vote, v.outcome, v.majority,
      (SELECT count(*) FROM declaration d WHERE d.opinion_id = o.id) AS declarations
    FROM opinion o JOIN session s ON s.id = o.session_id LEFT JOIN vote v ON v.opinion_id = o.id
    WHERE o.assembly_id = $1 AND s.held_on BETWEEN $2 AND $3
  ), counted AS (
    SELECT year, kind, count(*) AS opinions, count(vote) AS votes, count(*) FILTER (WHERE outcome = 'ADOPTED') AS adopted,
      count(*) FILTER (WHERE majority = 'UNANIMITY') AS unanimous, sum(declarations)::bigint AS declarations,
      grouping(year) = 1 AS is_total
    FROM one GROUP BY GROUPING SETS ((year, kind), ())
  ), figured AS (
    SELECT year, kind, is_total, json_build_object('opinions', opinions, 'votes', votes, 'adopted', adopted,
      'unanimous', unanimous, 'declarations', coalesce(declarations, 0)) AS figures
    FROM counted
  )
  SELECT json_build_object(
    'groupCount', count(*) FILTER (WHERE NOT is_total),
    'groups', coalesce(json_agg(json_build_object(
      'values', json_build_array(json_build_object('year', year, 'kind', null), json_build_object('year', null, 'kind', kind)),
      'figures', figures) ORDER BY year, kind COLLATE "C") FILTER (WHERE NOT is_total), '[]'),
    'total', (SELECT figures FROM figured WHERE is_total))
  FROM figured
$$;

-- What PostGraphile offers as a field: what words find, and what an organisation has through a table between the two.
COMMENT ON TABLE peer_opinion_text IS '@behavior -*';
CREATE OR REPLACE FUNCTION peer_search(words text) RETURNS SETOF opinion LANGUAGE sql STABLE ROWS 100 AS $$
  SELECT o.* FROM plainto_tsquery('french', peer_search.words) q JOIN peer_opinion_text t ON t.words @@ q
  JOIN opinion o ON o.id = t.opinion_id ORDER BY ts_rank(t.words, q) DESC, o.id
$$;
CREATE OR REPLACE FUNCTION organisation_declarations(body organisation) RETURNS SETOF declaration LANGUAGE sql STABLE AS $$
  SELECT d.* FROM declaration_organisation m JOIN declaration d ON d.id = m.declaration_id
  WHERE m.organisation_id = body.id ORDER BY d.newest_first, d.id
$$;
CREATE OR REPLACE FUNCTION organisation_recommendations(body organisation) RETURNS SETOF recommendation LANGUAGE sql STABLE AS $$
  SELECT r.* FROM recommendation_maker m JOIN recommendation r ON r.id = m.recommendation_id
  WHERE m.organisation_id = body.id ORDER BY r.newest_first, r.id
$$;
ANALYZE peer_opinion_text;
