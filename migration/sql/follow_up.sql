CREATE TABLE follow_up (
    id {uuid} PRIMARY KEY REFERENCES node (id),
    recommendation_id {uuid} NOT NULL REFERENCES recommendation (id),
    -- The opinion that says it, and where it tells of the recommendation; null where people recorded it by hand.
    opinion_id {uuid} REFERENCES opinion (id),
    telling_id {uuid} REFERENCES telling (id),
    status text NOT NULL CHECK (status IN ('ECHOED', 'ADDRESSED', 'REITERATED', 'DECLINED')),
    -- What people who recorded it show for it.
    evidence_text text,
    evidence_url text,
    evidence_date {date},
    newest_first {bytes} NOT NULL,
    oldest_first {bytes} NOT NULL,
    basis {basis},
    CHECK ((opinion_id IS NULL) = (telling_id IS NULL)),
    CHECK (opinion_id IS NOT NULL OR evidence_text IS NOT NULL OR evidence_url IS NOT NULL)
);
CREATE INDEX follow_up_newest_first ON follow_up (newest_first, id);
CREATE INDEX follow_up_oldest_first ON follow_up (oldest_first, id);
CREATE INDEX follow_up_status ON follow_up (status, newest_first, id);
CREATE INDEX follow_up_recommendation ON follow_up (recommendation_id, newest_first, id);
CREATE INDEX follow_up_opinion ON follow_up (opinion_id, newest_first, id);
CREATE INDEX follow_up_telling ON follow_up (telling_id);
