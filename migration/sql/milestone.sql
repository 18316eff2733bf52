CREATE TABLE milestone (
    id {uuid} PRIMARY KEY REFERENCES node (id),
    initiative_id {uuid} REFERENCES initiative (id),
    organisation_id {uuid} REFERENCES organisation (id),
    -- EDTF level 0: "2018", "2019-03", "2020-06-25".
    date text NOT NULL CHECK (length(date) IN (4, 7, 10)),
    title text NOT NULL,
    -- Folded by us: the earliest day, then the coarser first, then the title.
    newest_first {bytes} NOT NULL,
    oldest_first {bytes} NOT NULL,
    basis {basis}
);
CREATE INDEX milestone_newest_first ON milestone (newest_first, id);
CREATE INDEX milestone_oldest_first ON milestone (oldest_first, id);
CREATE INDEX milestone_initiative ON milestone (initiative_id, oldest_first, id);
CREATE INDEX milestone_organisation ON milestone (organisation_id, oldest_first, id);

-- Which opinions tell of it.
CREATE TABLE milestone_opinion (
    milestone_id {uuid} NOT NULL REFERENCES milestone (id),
    opinion_id {uuid} NOT NULL REFERENCES opinion (id),
    PRIMARY KEY (milestone_id, opinion_id)
);
CREATE INDEX milestone_opinion_opinion ON milestone_opinion (opinion_id, milestone_id);
