//! Popolo's persons.

use super::{
    Voter,
    bodies::{identifiers, own_key, popolo_id},
    object::Object,
    popolo::{Popolo, key},
};
use crate::{PersonKey, Span, text::slug};

const TAKEN: [&str; 6] = ["id", "name", "given_name", "family_name", "identifiers", "memberships"];

impl<'v> Popolo<'v, '_> {
    /// The place of the person in an assembly that an id refers to, whether the file states them or not.
    pub(super) fn voter(&mut self, assembly: u32, id: &'v str, at: Span) -> u32 {
        if let Some(known) = self.voters.get(&(assembly, id)) {
            return *known;
        }
        let voter = match self.persons.get(id).copied() {
            Some(person) => stated(person, assembly, id),
            None => Voter {
                key: PersonKey(key(id)),
                assembly,
                name: None,
                given_name: None,
                family_name: None,
                identifiers: vec![popolo_id(id)],
                stated: false,
                source: at,
            },
        };
        let place = self.sheet.voter(voter);
        self.voters.insert((assembly, id), place);
        place
    }

    /// Takes a person that the file states, in each assembly where they vote or sit, or in the only one there is.
    pub(super) fn person(&mut self, person: Object<'v>) {
        self.not_taken.note("persons", person, &TAKEN);
        let id = person.text("id").map(|(id, _)| id);
        if id.is_some_and(|id| self.assemblies.iter().any(|at| self.voters.contains_key(&(*at, id)))) {
            return;
        }
        let [assembly] = self.assemblies[..] else {
            let why = "Nothing in the file says in which assembly this person is: no vote, no membership on behalf of another body or in a body that is classified as an assembly.";
            return self.pass_over("PERSON_WITHOUT_ASSEMBLY", why, person.span);
        };
        match (id, person.text("name")) {
            (Some(id), _) => {
                self.voter(assembly, id, person.span);
            }
            (None, Some((name, _))) => {
                self.sheet.voter(stated(person, assembly, &slug(name)));
            }
            (None, None) => {
                let why = "The person has neither an id nor a name.".to_owned();
                self.pass_over("NAMELESS", &why, person.span);
            }
        }
    }
}

/// A person that the file states.
pub(super) fn stated(person: Object<'_>, assembly: u32, id: &str) -> Voter {
    let text = |name: &str| person.text(name).map(|(text, _)| text.to_owned());
    let name = text("name");
    Voter {
        key: PersonKey(own_key(person, id)),
        assembly,
        identifiers: identifiers(person, id, name.as_deref().unwrap_or_default()),
        name,
        given_name: text("given_name"),
        family_name: text("family_name"),
        stated: true,
        source: person.span,
    }
}
