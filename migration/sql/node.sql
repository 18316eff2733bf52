-- Every record's id, so that `node(id)` finds it and a merged record's old id keeps answering.
-- `natural_key` is what the id is the UUIDv5 of; it never changes.
CREATE TABLE node (
    id {uuid} PRIMARY KEY,
    type text NOT NULL CHECK (type IN (
        'Document', 'Territory', 'Organisation', 'Person', 'Membership', 'Session', 'Report', 'Priority',
        'Opinion', 'Rapporteur', 'Section', 'Paragraph', 'Declaration', 'Vote', 'VotePosition',
        'Initiative', 'Mention', 'Milestone', 'Recommendation', 'FollowUp',
        'Theme', 'ThemeAssignment'
    )),
    natural_key text NOT NULL UNIQUE,
    merged_into {uuid} REFERENCES node (id)
);
