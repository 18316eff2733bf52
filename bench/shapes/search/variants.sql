-- Words that stand in 5 to 20 opinions, so that whatever comes first, all of them are on the page; without accents, and with
-- an ending that no stemmer takes off, so that stems agree.
SELECT json_build_object('words', word) AS hemicycle, json_build_object('words', word) AS postgraphile,
  json_build_array(word) AS statement
FROM ts_stat('SELECT words FROM peer_opinion_text')
WHERE ndoc BETWEEN 5 AND 20 AND word ~ '^[a-z]+(court|mont|vaux|thal|zac)$' ORDER BY word LIMIT 60
