SELECT '{}'::json AS hemicycle, '{}'::json AS postgraphile, '[]'::json AS statement
