-- What search finds records by: all of it is made from the records, and made anew where the analyser is another.
-- Stems are compared as bytes. Nothing here is numbered: what was imported first leaves no trace.

-- The analyser that the tables below are of; one row.
CREATE TABLE search_index (
    analyser text PRIMARY KEY
);

-- A record that search may find, with what searches are restricted by.
CREATE TABLE search_record (
    id {uuid} PRIMARY KEY REFERENCES node (id),
    territory_id {uuid} NOT NULL REFERENCES territory (id),
    -- Begins with the session's day; null for what has none.
    oldest_first {bytes}
) {clustered};

-- A record's stems, each once, in order, separated by spaces: what its postings are found by when it changes. Apart
-- from the record, whose rows are read for each hit that a filter looks at and shall be small.
CREATE TABLE search_stems (
    record_id {uuid} PRIMARY KEY,
    stems text NOT NULL
);

-- How many records have a stem. The empty stem is that of all records.
CREATE TABLE search_word (
    stem {bytewise} PRIMARY KEY,
    records bigint NOT NULL
);

-- A stem in a record: what it weighs there, and where it stands: the distances between its places, seven bits a byte.
-- It refers to a record and a word without foreign keys, which would look both up for each of very many rows. What kind of
-- record that is stands here too: most searches ask for one kind, and then look at nothing else.
CREATE TABLE search_posting (
    stem {bytewise} NOT NULL,
    record_id {uuid} NOT NULL,
    -- The place of its noun among those that search may find, from 1.
    noun smallint NOT NULL CHECK (noun BETWEEN 1 AND 7),
    impact integer NOT NULL,
    places {bytes} NOT NULL,
    PRIMARY KEY (stem, record_id) {covering impact, noun}
) {clustered};
