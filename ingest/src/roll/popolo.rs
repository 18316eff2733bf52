//! JSON in the terms of Popolo: <https://www.popoloproject.com/specs/>. Nothing is required there; what refers to a
//! record by its id need not stand in the file that states the record.

use std::collections::HashMap;

use super::{
    json::{Kind, Value, parse},
    not_taken::NotTaken,
    object::Object,
    sheet::{Sheet, WHOLE},
};
use crate::Span;

/// The lists that are read.
const LISTS: [&str; 5] = ["persons", "organizations", "memberships", "motions", "vote_events"];

/// The longest id that is kept whole as a key, in characters.
const LONGEST: usize = 200;

/// What a file states, by the ids that it refers by.
pub(super) struct Popolo<'v, 's> {
    pub(super) sheet: &'s mut Sheet,
    pub(super) organisations: HashMap<&'v str, Object<'v>>,
    pub(super) persons: HashMap<&'v str, Object<'v>>,
    pub(super) motions: HashMap<&'v str, Object<'v>>,
    /// Places of bodies and persons that were met, by their ids.
    pub(super) bodies: HashMap<&'v str, u32>,
    pub(super) voters: HashMap<(u32, &'v str), u32>,
    /// The bodies that vote, or that a person sits in on behalf of another; places in the sheet.
    pub(super) assemblies: Vec<u32>,
    pub(super) not_taken: NotTaken<'v>,
}

/// The records of a file by their kinds.
#[derive(Default)]
struct Lists<'v> {
    organisations: Vec<Object<'v>>,
    persons: Vec<Object<'v>>,
    motions: Vec<Object<'v>>,
    events: Vec<Object<'v>>,
    seats: Vec<Object<'v>>,
}

/// Reads a file, and says what it is not.
pub(super) fn read(text: &str, sheet: &mut Sheet) {
    let tree = match parse(text) {
        Ok(tree) => tree,
        Err(malformed) => {
            return sheet.refuse("INVALID_JSON", malformed.message, malformed.at);
        }
    };
    let mut popolo = Popolo {
        sheet,
        organisations: HashMap::new(),
        persons: HashMap::new(),
        motions: HashMap::new(),
        bodies: HashMap::new(),
        voters: HashMap::new(),
        assemblies: Vec::new(),
        not_taken: NotTaken::default(),
    };
    match &tree.kind {
        Kind::List(items) => popolo.items(items),
        Kind::Object(_) => popolo.file(&tree),
        _ => return popolo.sheet.refuse("NOT_POPOLO", no_popolo("one value alone"), WHOLE),
    }
    let problems = std::mem::take(&mut popolo.not_taken).problems();
    sheet.problems.extend(problems);
    if is_empty(&tree) {
        let message = "The file holds an empty list: no vote, no person and no organisation. If there should be some, fetch it again.";
        return sheet.warn("EMPTY_LIST", message.to_owned(), tree.span);
    }
    let found = !(sheet.votes.is_empty() && sheet.voters.is_empty() && sheet.bodies.is_empty());
    let refused = sheet.problems.iter().any(|problem| problem.severity == crate::Severity::Error);
    if !found && !refused {
        let message = "The file states no vote, no person and no organisation that could be taken. Expected Popolo: an object with \"persons\", \"organizations\", \"memberships\", \"motions\" or \"vote_events\", or a list of motions with their \"vote_events\".";
        sheet.refuse("NO_RECORDS", message.to_owned(), WHOLE);
    }
}

/// Whether a file has Popolo's lists, and nothing in them.
fn is_empty(tree: &Value<'_>) -> bool {
    match &tree.kind {
        Kind::List(items) => items.is_empty(),
        Kind::Object(members) => members
            .iter()
            .filter(|member| !member.name.starts_with('@'))
            .all(|member| matches!(&member.value.kind, Kind::List(items) if items.is_empty())),
        _ => false,
    }
}

fn no_popolo(read: &str) -> String {
    format!(
        "The JSON holds {read}. Expected Popolo: an object with \"persons\", \"organizations\", \"memberships\", \"motions\" or \"vote_events\", or a list of motions with their \"vote_events\"."
    )
}

impl<'v> Popolo<'v, '_> {
    /// An object of lists; a motion or a vote event alone.
    fn file(&mut self, tree: &'v Value<'v>) {
        let Some(file) = Object::new(tree) else { return };
        if !LISTS.iter().any(|list| file.get(list).is_some()) && file.get("votes").is_some() {
            return self.items(std::slice::from_ref(tree));
        }
        if ["motion", "text", "organization_id"].iter().any(|name| file.get(name).is_some())
            && file.get("vote_events").is_some()
        {
            return self.items(std::slice::from_ref(tree));
        }
        if !LISTS.iter().any(|list| file.get(list).is_some()) {
            return self.sheet.refuse("NOT_POPOLO", no_popolo("none of Popolo's lists"), tree.span);
        }
        self.not_taken.note("the whole", file, &LISTS);
        for name in LISTS {
            if let Some(value) = file.get(name).filter(|value| !matches!(value.kind, Kind::List(_))) {
                let message =
                    format!("{name:?} is no list. It was passed over; mend the file, and import it again.");
                self.sheet.warn("NOT_A_LIST", message, value.span);
            }
        }
        let lists = Lists {
            organisations: self.objects(file.list("organizations"), "an organisation"),
            persons: self.objects(file.list("persons"), "a person"),
            motions: self.objects(file.list("motions"), "a motion"),
            events: self.objects(file.list("vote_events"), "a vote event"),
            seats: self.objects(file.list("memberships"), "a membership"),
        };
        self.take(&lists);
    }

    /// A list of records of any kind: what each is, what it says tells.
    fn items(&mut self, items: &'v [Value<'v>]) {
        let mut lists = Lists::default();
        for item in self.objects(items, "a motion") {
            let says = |names: &[&str]| names.iter().any(|name| item.get(name).is_some());
            if says(&["vote_events"]) {
                lists.motions.push(item);
            } else if says(&["votes", "counts"]) {
                lists.events.push(item);
            } else if says(&["person_id"]) {
                lists.seats.push(item);
            } else if says(&["family_name", "given_name", "birth_date", "gender", "honorific_prefix"]) {
                lists.persons.push(item);
            } else if says(&["classification", "parent_id", "founding_date"]) {
                lists.organisations.push(item);
            } else {
                let message = "Nothing says what this object is: a motion has \"vote_events\", a vote event \"votes\", a membership a \"person_id\", a person a \"family_name\", an organisation a \"classification\". It was passed over; put it into a list with a name, such as {\"persons\": […]}.";
                self.sheet.warn("UNKNOWN_ITEM", message.to_owned(), item.span);
            }
        }
        self.take(&lists);
    }

    /// Votes first: they tell which bodies are assemblies, and who votes in them.
    fn take(&mut self, lists: &Lists<'v>) {
        let Lists { organisations, persons, motions, events, seats } = lists;
        self.state(organisations, persons, motions);
        motions.iter().for_each(|motion| self.motion(*motion));
        events.iter().for_each(|event| self.vote_event(*event, None));
        organisations.iter().for_each(|organisation| self.organisation(*organisation));
        self.seats(seats, persons, organisations);
        persons.iter().for_each(|person| self.person(*person));
    }

    /// Knows what the file states by its ids; the first that bears one.
    fn state(&mut self, organisations: &[Object<'v>], persons: &[Object<'v>], motions: &[Object<'v>]) {
        let lists = [
            (organisations, &mut self.organisations, "organisation"),
            (persons, &mut self.persons, "person"),
            (motions, &mut self.motions, "motion"),
        ];
        for (objects, known, noun) in lists {
            for object in objects {
                let Some((id, at)) = object.text("id") else { continue };
                if known.contains_key(id) {
                    let message = format!(
                        "Two records bear the id {id:?}. The first was taken for it; give each {noun} an id of its own."
                    );
                    self.sheet.problems.push(crate::Problem::warning("DUPLICATE_ID", message, at));
                } else {
                    known.insert(id, *object);
                }
            }
        }
    }

    /// The objects of a list; what is none is told.
    pub(super) fn objects(&mut self, list: &'v [Value<'v>], noun: &str) -> Vec<Object<'v>> {
        let mut objects = Vec::with_capacity(list.len());
        for value in list {
            match Object::new(value) {
                Some(object) => objects.push(object),
                None => {
                    let message =
                        format!("Expected an object that states {noun}; what stands here was passed over.");
                    self.sheet.warn("NOT_AN_OBJECT", message, value.span);
                }
            }
        }
        objects
    }

    /// Says of an object that it was passed over.
    pub(super) fn pass_over(&mut self, code: &'static str, why: &str, at: Span) {
        self.sheet.warn(code, format!("{why} It was left out; mend the file, and import it again."), at);
    }
}

/// An id as a key: the file's own words, so that two ids never make one record.
pub(super) fn key(id: &str) -> String {
    id.chars().take(LONGEST).collect()
}
