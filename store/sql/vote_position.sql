SELECT
    t.id, t.vote_id, t.kind, t.choice, t.with_reservations, t.person_id, t.organisation_id, t.declaration_id, t.basis
FROM vote_position t
ORDER BY t.id
