SELECT
    assembly.name AS "COLL_NOM", deliberation.siret AS "COLL_SIRET", t.identifier AS "DELIB_ID", t.held_on AS "DELIB_DATE",
    deliberation.matter_code AS "DELIB_MATIERE_CODE", deliberation.matter_name AS "DELIB_MATIERE_NOM",
    COALESCE(t.subject, opinion.title) AS "DELIB_OBJET", deliberation.budget_year AS "BUDGET_ANNEE",
    deliberation.budget_name AS "BUDGET_NOM", deliberation.prefecture AS "PREF_ID",
    deliberation.received_on AS "PREF_DATE", t.count_eligible AS "VOTE_EFFECTIF", t.count_cast AS "VOTE_REEL",
    t.count_for AS "VOTE_POUR", t.count_against AS "VOTE_CONTRE", t.count_abstentions AS "VOTE_ABSTENTION",
    COALESCE(deliberation.url, document.url) AS "DELIB_URL", t.id AS vote_id, t.opinion_id, t.outcome, t.majority,
    t.formula, t.count_not_participating, t.count_absent, t.count_present, t.inconsistent,
    session.kind AS session_kind, commission.name AS commission,
    (
        SELECT {texts person.name ORDER BY rapporteur.rank} FROM rapporteur
        JOIN person ON person.id = rapporteur.person_id WHERE rapporteur.opinion_id = t.opinion_id
    ) AS rapporteurs,
    (
        SELECT {texts organisation.name ORDER BY declaration.rank, joint.rank}
        FROM declaration
        JOIN declaration_organisation joint ON joint.declaration_id = declaration.id
        JOIN organisation ON organisation.id = joint.organisation_id
        WHERE declaration.opinion_id = t.opinion_id
    ) AS declared_by,
    CASE WHEN t.opinion_id IS NOT NULL
        THEN (SELECT COUNT(*) FROM recommendation WHERE recommendation.origin_id = t.opinion_id) END AS recommendations,
    (SELECT COUNT(*) FROM vote_position WHERE vote_position.vote_id = t.id) AS positions
FROM vote t
JOIN session ON session.id = t.session_id
JOIN organisation assembly ON assembly.id = session.assembly_id
LEFT JOIN deliberation ON deliberation.vote_id = t.id
LEFT JOIN opinion ON opinion.id = t.opinion_id
LEFT JOIN organisation commission ON commission.id = opinion.commission_id
LEFT JOIN document ON document.id = opinion.document_id
ORDER BY t.id
