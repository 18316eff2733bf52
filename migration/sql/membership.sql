CREATE TABLE membership (
    id {uuid} PRIMARY KEY REFERENCES node (id),
    person_id {uuid} NOT NULL REFERENCES person (id),
    organisation_id {uuid} NOT NULL REFERENCES organisation (id),
    on_behalf_of_id {uuid} REFERENCES organisation (id),
    role text,
    start_date {date},
    end_date {date} CHECK (end_date >= start_date),
    -- The person's, for order.
    name_key {bytes} NOT NULL,
    basis {basis},
    UNIQUE (person_id, organisation_id, on_behalf_of_id, role, start_date)
);
CREATE INDEX membership_name ON membership (name_key, id);
CREATE INDEX membership_person ON membership (person_id, name_key, id);
CREATE INDEX membership_organisation ON membership (organisation_id, name_key, id);
CREATE INDEX membership_on_behalf_of ON membership (on_behalf_of_id, name_key, id);
CREATE INDEX membership_role ON membership (role, name_key, id);
