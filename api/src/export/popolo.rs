//! All votes, who votes and who speaks, in the terms of Popolo.

use std::{collections::HashMap, io::Write};

use futures_util::TryStreamExt;
use publish::{
    Format, POPOLO_OWN_SCHEME, Popolo, PopoloCount, PopoloForm, PopoloIdentifier, PopoloName, PopoloRecord,
    PopoloVote, PopoloVoteEvent, popolo_option,
};
use store::{
    Field, FieldKind,
    FieldKind::{Date, Id, Integer, Text, Texts},
    Snapshot,
};
use uuid::Uuid;

use super::Error;

const ORGANISATIONS: &[(&str, FieldKind)] = &[
    ("id", Id),
    ("slug", Text),
    ("acronym", Text),
    ("name", Text),
    ("kind", Text),
    ("parent_id", Id),
    ("aliases", Texts),
    ("identifiers", Texts),
];
const PERSONS: &[(&str, FieldKind)] = &[
    ("id", Id),
    ("slug", Text),
    ("name", Text),
    ("given_name", Text),
    ("family_name", Text),
    ("identifiers", Texts),
];
const MEMBERSHIPS: &[(&str, FieldKind)] = &[
    ("id", Id),
    ("person_id", Id),
    ("organisation_id", Id),
    ("on_behalf_of_id", Id),
    ("role", Text),
    ("start_date", Date),
    ("end_date", Date),
];
const VOTES: &[(&str, FieldKind)] = &[
    ("id", Id),
    ("opinion_id", Id),
    ("assembly_id", Id),
    ("subject", Text),
    ("identifier", Text),
    ("held_on", Date),
    ("outcome", Text),
    ("formula", Text),
    ("count_for", Integer),
    ("count_against", Integer),
    ("count_abstentions", Integer),
    ("count_not_participating", Integer),
    ("count_absent", Integer),
];
const BALLOTS: &[(&str, FieldKind)] =
    &[("vote_id", Id), ("person_id", Id), ("choice", Text), ("organisation_id", Id), ("id", Id)];
const SPEECHES: &[(&str, FieldKind)] = &[
    ("id", Id),
    ("speaker_id", Id),
    ("assembly_id", Id),
    ("held_on", Date),
    ("rank", Integer),
    ("attribution", Text),
    ("text", Texts),
];

/// Writes the file; returns what it was written into, and how many records there were.
///
/// # Errors
/// Where the data cannot be read or the file not be written.
pub(super) async fn write<W: Write>(format: Format, snapshot: &Snapshot, into: W) -> Result<(W, u64), Error> {
    let form = if format == Format::JsonLd { PopoloForm::Linked } else { PopoloForm::Plain };
    let mut records = Records { file: Popolo::new(form, into)?, form, count: 0 };
    records.list("organizations", snapshot, "popolo-organisations", ORGANISATIONS, organisation).await?;
    records.list("persons", snapshot, "popolo-persons", PERSONS, person).await?;
    records.list("memberships", snapshot, "memberships", MEMBERSHIPS, membership).await?;
    records.motions(snapshot).await?;
    records.list("speeches", snapshot, "popolo-speeches", SPEECHES, speech).await?;
    Ok((records.file.finish()?, records.count))
}

/// The records of a file, as they are written.
struct Records<W: Write> {
    file: Popolo<W>,
    form: PopoloForm,
    count: u64,
}

impl<W: Write> Records<W> {
    async fn list(
        &mut self,
        list: &str,
        snapshot: &Snapshot,
        statement: &str,
        columns: &[(&str, FieldKind)],
        record: fn(&mut Row) -> PopoloRecord,
    ) -> Result<(), Error> {
        self.file.begin(list)?;
        let mut rows = std::pin::pin!(snapshot.rows(statement, columns, &[]).await?);
        while let Some(row) = rows.try_next().await? {
            self.file.add(&record(&mut Row::new(row, self.form)))?;
            self.count += 1;
        }
        Ok(())
    }

    /// Motions with their votes, some at a time: the votes of a page, then their ballots.
    async fn motions(&mut self, snapshot: &Snapshot) -> Result<(), Error> {
        self.file.begin("motions")?;
        let mut after = None;
        loop {
            let page: Vec<Vec<Field>> =
                snapshot.rows("popolo-votes", VOTES, &[after.take()]).await?.try_collect().await?;
            let (Some(Some(Field::Id(first))), Some(Some(Field::Id(last)))) =
                (page.first().map(|row| row.first()), page.last().map(|row| row.first()))
            else {
                return Ok(());
            };
            let mut ballots = ballots(self.form, snapshot, *first, *last).await?;
            after = Some(last.to_string());
            for row in page {
                self.file.add(&motion(&mut Row::new(row, self.form), &mut ballots))?;
                self.count += 1;
            }
        }
    }
}

/// The recorded votes of the vote events from one id to another.
async fn ballots(
    form: PopoloForm,
    snapshot: &Snapshot,
    first: Uuid,
    last: Uuid,
) -> Result<HashMap<String, Vec<PopoloVote>>, Error> {
    let range = [Some(first.to_string()), Some(last.to_string())];
    let mut rows = std::pin::pin!(snapshot.rows("popolo-ballots", BALLOTS, &range).await?);
    let mut ballots: HashMap<String, Vec<PopoloVote>> = HashMap::new();
    while let Some(row) = rows.try_next().await? {
        let mut row = Row::new(row, form);
        let vote = row.text();
        let (voter_id, choice, group_id) = (row.id(), row.text(), row.may_id());
        let option = popolo_option(&choice);
        // In JSON a vote stands in its vote event, and nothing refers to it.
        let (class, id) = (form.class("Vote"), row.may_id().filter(|_| form == PopoloForm::Linked));
        ballots.entry(vote).or_default().push(PopoloVote { class, id, voter_id, option, group_id });
    }
    Ok(ballots)
}

/// The values of a row, one after the other.
struct Row {
    values: std::vec::IntoIter<Field>,
    form: PopoloForm,
}

impl Row {
    fn new(values: Vec<Field>, form: PopoloForm) -> Self {
        Self { values: values.into_iter(), form }
    }

    /// The next as the id of a record; none where there is none.
    fn may_id(&mut self) -> Option<String> {
        self.may().map(|id| self.form.id(&id))
    }

    /// The next, which is the id of a record.
    fn id(&mut self) -> String {
        self.may_id().unwrap_or_default()
    }

    /// The next as a text; none where nothing is known.
    fn may(&mut self) -> Option<String> {
        match self.values.next()? {
            Field::Text(text) => Some(text),
            Field::Id(id) => Some(id.to_string()),
            Field::Date(day) => Some(day.to_string()),
            _ => None,
        }
    }

    /// The next, of which something is known.
    fn text(&mut self) -> String {
        self.may().unwrap_or_default()
    }

    fn texts(&mut self) -> Vec<String> {
        match self.values.next() {
            Some(Field::Texts(texts)) => texts,
            _ => Vec::new(),
        }
    }

    fn figure(&mut self) -> Option<i64> {
        match self.values.next()? {
            Field::Integer(figure) => Some(figure),
            _ => None,
        }
    }
}

/// What registers call a record, and what this program does.
fn identifiers(slug: String, listed: &[String]) -> Vec<PopoloIdentifier> {
    let listed = listed.iter().filter_map(|each| each.split_once(' '));
    let own = PopoloIdentifier { scheme: POPOLO_OWN_SCHEME.to_owned(), identifier: slug };
    let listed = listed
        .map(|(scheme, value)| PopoloIdentifier { scheme: scheme.to_owned(), identifier: value.to_owned() });
    [own].into_iter().chain(listed).collect()
}

fn organisation(row: &mut Row) -> PopoloRecord {
    let (id, slug, acronym, name, kind, parent_id) =
        (row.id(), row.text(), row.may(), row.text(), row.text(), row.may_id());
    let other_names = acronym.into_iter().chain(row.texts()).map(|name| PopoloName { name }).collect();
    let identifiers = identifiers(slug, &row.texts());
    let classification = kind.to_lowercase().replace('_', "-");
    let class = row.form.class("Organization");
    PopoloRecord::Organization { class, id, name, other_names, identifiers, classification, parent_id }
}

fn person(row: &mut Row) -> PopoloRecord {
    let (class, id, slug) = (row.form.class("Person"), row.id(), row.text());
    let (name, given_name, family_name) = (row.may(), row.may(), row.may());
    let identifiers = identifiers(slug, &row.texts());
    PopoloRecord::Person { class, id, name, given_name, family_name, identifiers }
}

fn membership(row: &mut Row) -> PopoloRecord {
    PopoloRecord::Membership {
        class: row.form.class("Membership"),
        id: row.id(),
        person_id: row.id(),
        organization_id: row.id(),
        on_behalf_of_id: row.may_id(),
        role: row.may(),
        start_date: row.may(),
        end_date: row.may(),
    }
}

/// A motion, of an opinion the opinion's, with its one vote. What it says of the result are the words as printed, or the
/// word that they mean where none are.
fn motion(row: &mut Row, ballots: &mut HashMap<String, Vec<PopoloVote>>) -> PopoloRecord {
    let form = row.form;
    let (vote, opinion, organization_id) = (row.text(), row.may_id(), row.id());
    let (text, identifier, day, outcome, formula) = (row.text(), row.may(), row.text(), row.may(), row.may());
    let counts = ["yes", "no", "abstain", "not voting", "absent"].into_iter();
    let class = form.class("Count");
    let counts =
        counts.filter_map(|option| row.figure().map(|value| PopoloCount { class, option, value })).collect();
    let result = formula.or_else(|| outcome.map(|outcome| outcome.to_lowercase()));
    let votes = ballots.remove(&vote).unwrap_or_default();
    PopoloRecord::Motion {
        class: form.class("Motion"),
        id: opinion.unwrap_or_else(|| form.motion(&vote)),
        organization_id: organization_id.clone(),
        text,
        date: day.clone(),
        result: result.clone(),
        vote_events: vec![PopoloVoteEvent {
            class: form.class("VoteEvent"),
            id: form.id(&vote),
            identifier,
            organization_id,
            start_date: day,
            result,
            counts,
            votes,
        }],
    }
}

fn speech(row: &mut Row) -> PopoloRecord {
    let (id, creator_id, audience_id, date) = (row.id(), row.may_id(), row.id(), row.may());
    let position = row.figure().unwrap_or_default();
    let (attribution_text, text) = (row.text(), row.texts().join("\n\n"));
    PopoloRecord::Speech {
        class: row.form.class("Speech"),
        id,
        creator_id,
        attribution_text,
        audience_id,
        text,
        date,
        r#type: "speech",
        position,
    }
}
