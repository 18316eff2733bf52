// The statements of the Mercurius peer: one for each list and each record that others refer to, prepared by their names.
import pg from 'pg';

// Days go out as they are written; each would be a Date, in the zone of the machine.
pg.types.setTypeParser(pg.types.builtins.DATE, (day) => day);

const OPINION = `o.id, o.title, o.kind, o.adopted_on AS "adoptedOn", o.report_number AS "reportNumber",
  o.assembly_id, o.commission_id, o.session_id, o.report_id`;
const DECLARATION = 'd.id, d.rank, d.opinion_id, d.speaker_id';
const RECOMMENDATION = 'r.id, r.number, r.subject, r.text, r.origin_id';
const ORGANISATION = 'b.id, b.name, b.acronym, b.kind, b.territory_id';
const VOTE = `v.id, v.opinion_id, v.held_on AS "heldOn", v.outcome, v.majority, v.formula, v.count_for AS "for", v.count_against AS against,
  v.count_abstentions AS abstentions`;

const POSITION = 'p.id, p.choice, p.kind, p.vote_id, p.person_id, p.organisation_id';
const MEMBERSHIP = `m.id, m.role, m.start_date AS "startDate", m.end_date AS "endDate", m.person_id, m.organisation_id,
  m.on_behalf_of_id`;

// What each of many has, at most so many: cut in the database, the parent's id beside each row.
const each = (rows) => `SELECT x.parent, y.* FROM unnest($1::uuid[]) AS x (parent) CROSS JOIN LATERAL (${rows} LIMIT $2) y`;

// The arguments of a filter, each null where it does not matter.
const FILTER = `FROM opinion o LEFT JOIN session s ON s.id = o.session_id
  WHERE ($1::text[] IS NULL OR o.kind = ANY ($1)) AND ($2::uuid[] IS NULL OR o.assembly_id = ANY ($2))
  AND ($3::uuid[] IS NULL OR EXISTS (SELECT 1 FROM theme_assignment t WHERE t.opinion_id = o.id AND t.theme_id = ANY ($3)))
  AND ($4::date IS NULL OR s.held_on >= $4) AND ($5::date IS NULL OR s.held_on <= $5)`;

export const STATEMENTS = {
  opinions: `SELECT ${OPINION} FROM opinion o ORDER BY o.newest_first, o.id LIMIT $1`,
  opinionsAfter: `SELECT ${OPINION} FROM opinion o WHERE (o.newest_first, o.id) > ($1, $2)
    ORDER BY o.newest_first, o.id LIMIT $3`,
  opinionsWhere: `SELECT ${OPINION} ${FILTER} ORDER BY o.newest_first, o.id LIMIT $6`,
  countOpinions: `SELECT count(*)::integer AS count ${FILTER}`,
  opinion: `SELECT ${OPINION} FROM opinion o WHERE o.id = ANY ($1)`,
  searched: `SELECT ${OPINION} FROM plainto_tsquery('french', $1) q JOIN peer_opinion_text t ON t.words @@ q
    JOIN opinion o ON o.id = t.opinion_id ORDER BY ts_rank(t.words, q) DESC, o.id LIMIT $2`,
  countSearched: `SELECT count(*)::integer AS count FROM plainto_tsquery('french', $1) q
    JOIN peer_opinion_text t ON t.words @@ q`,
  statistics: 'SELECT peer_statistics($1, $2, $3) AS figures',
  vote: `SELECT ${VOTE} FROM vote v WHERE v.id = ANY ($1)`,
  voteOfOpinion: `SELECT ${VOTE} FROM vote v WHERE v.opinion_id = ANY ($1)`,
  positions: each(`SELECT ${POSITION} FROM vote_position p WHERE p.vote_id = x.parent ORDER BY p.newest_first, p.id`),
  positionsOfPerson: each(`SELECT ${POSITION} FROM vote_position p
    WHERE p.person_id = x.parent ORDER BY p.newest_first, p.id`),
  rapporteurs: `SELECT r.opinion_id AS parent, r.id, r.rank, r.person_id FROM rapporteur r
    WHERE r.opinion_id = ANY ($1) ORDER BY r.rank`,
  declarations: `SELECT d.opinion_id AS parent, ${DECLARATION} FROM declaration d
    WHERE d.opinion_id = ANY ($1) ORDER BY d.rank`,
  organisationsOfDeclaration: `SELECT m.declaration_id AS parent, ${ORGANISATION} FROM declaration_organisation m
    JOIN organisation b ON b.id = m.organisation_id WHERE m.declaration_id = ANY ($1) ORDER BY m.rank`,
  recommendationsOfDeclaration: each(`SELECT ${RECOMMENDATION} FROM recommendation r
    WHERE r.declaration_id = x.parent ORDER BY r.newest_first, r.id`),
  recommendationsOfOpinion: each(`SELECT ${RECOMMENDATION} FROM recommendation r
    WHERE r.origin_id = x.parent ORDER BY r.newest_first, r.id`),
  countRecommendationsOfOpinion: `SELECT r.origin_id AS parent, count(*)::integer AS count
    FROM recommendation r WHERE r.origin_id = ANY ($1) GROUP BY 1`,
  report: `SELECT r.id, r.number, r.title, r.summary, r.submitted_by_id FROM report r WHERE r.id = ANY ($1)`,
  themes: `SELECT t.opinion_id AS parent, t.id, t.theme_id FROM theme_assignment t
    WHERE t.opinion_id = ANY ($1) ORDER BY t.rank`,
  theme: 'SELECT t.id, t.slug, t.name FROM theme t WHERE t.id = ANY ($1)',
  sections: `SELECT s.opinion_id AS parent, s.id, s.rank, s.heading FROM section s
    WHERE s.opinion_id = ANY ($1) ORDER BY s.rank`,
  paragraphsOfSection: `SELECT p.section_id AS parent, p.id, p.rank, p.text FROM paragraph p
    WHERE p.section_id = ANY ($1) ORDER BY p.rank`,
  paragraphsOfDeclaration: `SELECT p.declaration_id AS parent, p.id, p.rank, p.text FROM paragraph p
    WHERE p.declaration_id = ANY ($1) ORDER BY p.rank`,
  makers: `SELECT m.recommendation_id AS parent, ${ORGANISATION} FROM recommendation_maker m
    JOIN organisation b ON b.id = m.organisation_id WHERE m.recommendation_id = ANY ($1) ORDER BY m.rank`,
  person: `SELECT p.id, p.name, p.given_name AS "givenName", p.family_name AS "familyName" FROM person p
    WHERE p.id = ANY ($1)`,
  organisation: `SELECT ${ORGANISATION} FROM organisation b WHERE b.id = ANY ($1)`,
  session: `SELECT s.id, s.held_on AS "heldOn", s.kind, s.assembly_id FROM session s WHERE s.id = ANY ($1)`,
  territory: 'SELECT t.id, t.code, t.name, t.level FROM territory t WHERE t.id = ANY ($1)',
  aliases: `SELECT a.organisation_id AS parent, a.name FROM organisation_alias a
    WHERE a.organisation_id = ANY ($1) ORDER BY a.rank`,
  identifiers: `SELECT i.organisation_id AS parent, i.scheme, i.value FROM organisation_identifier i
    WHERE i.organisation_id = ANY ($1) ORDER BY i.scheme, i.value`,
  memberships: each(`SELECT ${MEMBERSHIP} FROM membership m WHERE m.person_id = x.parent ORDER BY m.name_key, m.id`),
  countMemberships: `SELECT m.person_id AS parent, count(*)::integer AS count FROM membership m
    WHERE m.person_id = ANY ($1) GROUP BY 1`,
  delegations: each(`SELECT ${MEMBERSHIP} FROM membership m
    WHERE m.on_behalf_of_id = x.parent ORDER BY m.name_key, m.id`),
  countDelegations: `SELECT m.on_behalf_of_id AS parent, count(*)::integer AS count FROM membership m
    WHERE m.on_behalf_of_id = ANY ($1) GROUP BY 1`,
  declarationsOfOrganisation: each(`SELECT ${DECLARATION} FROM declaration_organisation m
    JOIN declaration d ON d.id = m.declaration_id WHERE m.organisation_id = x.parent ORDER BY d.newest_first, d.id`),
  countDeclarations: `SELECT m.organisation_id AS parent, count(*)::integer AS count FROM declaration_organisation m
    WHERE m.organisation_id = ANY ($1) GROUP BY 1`,
  recommendationsOfOrganisation: each(`SELECT ${RECOMMENDATION} FROM recommendation_maker m
    JOIN recommendation r ON r.id = m.recommendation_id WHERE m.organisation_id = x.parent
    ORDER BY r.newest_first, r.id`),
  countRecommendations: `SELECT m.organisation_id AS parent, count(*)::integer AS count FROM recommendation_maker m
    WHERE m.organisation_id = ANY ($1) GROUP BY 1`,
  countRecommendationsOfDeclaration: `SELECT r.declaration_id AS parent, count(*)::integer AS count
    FROM recommendation r WHERE r.declaration_id = ANY ($1) GROUP BY 1`,
};

// A pool of so many connections, and what asks one of them for a statement's rows.
export const database = (connectionString, max) => {
  const pool = new pg.Pool({ connectionString, max });
  return async (name, ...values) => (await pool.query({ name, text: STATEMENTS[name], values })).rows;
};
