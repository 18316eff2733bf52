SELECT '{"data":{"statistics":' || peer_statistics($1::text::uuid, $2::text::date, $3::text::date)::text || '}}'
