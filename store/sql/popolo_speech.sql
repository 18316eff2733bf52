SELECT
    t.id, t.speaker_id, opinion.assembly_id, COALESCE(opinion.adopted_on, session.held_on) AS held_on, t.rank,
    (
        SELECT {joined organisation.name ORDER BY joint.rank} FROM declaration_organisation joint
        JOIN organisation ON organisation.id = joint.organisation_id WHERE joint.declaration_id = t.id
    ) AS attribution,
    (SELECT {texts paragraph.text ORDER BY paragraph.rank} FROM paragraph WHERE paragraph.declaration_id = t.id) AS text
FROM declaration t
JOIN opinion ON opinion.id = t.opinion_id
LEFT JOIN session ON session.id = opinion.session_id
ORDER BY t.id
