//! Popolo's memberships.

use chrono::NaiveDate;

use super::{Seat, bodies::is_assembly, day, object::Object, popolo::Popolo};
use crate::{OrganisationKind, text::slug};

const TAKEN: [&str; 8] =
    ["id", "person_id", "organization_id", "on_behalf_of_id", "role", "start_date", "end_date", "person"];

impl<'v> Popolo<'v, '_> {
    /// Takes the memberships of the file, and those that stand within its persons and organisations.
    pub(super) fn seats(
        &mut self,
        seats: &[Object<'v>],
        persons: &[Object<'v>],
        organisations: &[Object<'v>],
    ) {
        let mut all: Vec<(Object<'v>, Option<Object<'v>>, Option<Object<'v>>)> =
            seats.iter().map(|seat| (*seat, None, None)).collect();
        for person in persons {
            let own = self.objects(person.list("memberships"), "a membership");
            all.extend(own.into_iter().map(|seat| (seat, Some(*person), None)));
        }
        for organisation in organisations {
            let own = self.objects(organisation.list("memberships"), "a membership");
            all.extend(own.into_iter().map(|seat| (seat, None, Some(*organisation))));
        }
        // Assemblies first: a seat in a party says nothing of where its person votes.
        for (seat, _, organisation) in &all {
            self.assembly_of(*seat, *organisation);
        }
        for (seat, person, organisation) in all {
            self.seat(seat, person, organisation);
        }
    }

    /// Notes the body of a seat as an assembly, where the seat or the body says so.
    fn assembly_of(&mut self, seat: Object<'v>, owner: Option<Object<'v>>) {
        let Some((id, at)) =
            owner.and_then(|owner| owner.text("id")).or_else(|| seat.text("organization_id"))
        else {
            return;
        };
        let stated = self.organisations.get(id).and_then(|organisation| organisation.text("classification"));
        let says = stated.is_some_and(|(classification, _)| is_assembly(&slug(classification)));
        if says || seat.text("on_behalf_of_id").is_some() {
            let body = self.body(id, OrganisationKind::Other, at);
            self.is_assembly(body);
        }
    }

    pub(super) fn is_assembly(&mut self, body: u32) {
        if !self.assemblies.contains(&body) {
            self.assemblies.push(body);
        }
    }

    fn seat(&mut self, seat: Object<'v>, person: Option<Object<'v>>, owner: Option<Object<'v>>) {
        self.not_taken.note("memberships", seat, &TAKEN);
        let person = person.and_then(|person| person.text("id")).or_else(|| seat.text("person_id"));
        let body = owner.and_then(|owner| owner.text("id")).or_else(|| seat.text("organization_id"));
        let (Some((person, at)), Some((body, place))) = (person, body) else {
            let why = "The membership does not say whose it is, or in which organisation.".to_owned();
            return self.pass_over("INCOMPLETE_MEMBERSHIP", &why, seat.span);
        };
        let body = self.body(body, OrganisationKind::Other, place);
        let votes = self.assemblies.iter().copied().find(|at| self.voters.contains_key(&(*at, person)));
        let assembly = Some(body).filter(|body| self.assemblies.contains(body)).or(votes);
        let Some(assembly) = assembly.or_else(|| self.assemblies.first().copied()) else {
            let why = "Nothing in the file says in which assembly this person is.".to_owned();
            return self.pass_over("PERSON_WITHOUT_ASSEMBLY", &why, seat.span);
        };
        let on_behalf_of = seat.text("on_behalf_of_id");
        let on_behalf_of = on_behalf_of.map(|(id, at)| self.body(id, OrganisationKind::Other, at));
        let person = self.voter(assembly, person, at);
        let (start, mut end) = (self.date(seat, "start_date"), self.date(seat, "end_date"));
        if start.zip(end).is_some_and(|(start, end)| end < start) {
            let message = "The membership ends before it begins. Its end was left out; mend the file, and import it again.";
            self.sheet.warn("END_BEFORE_START", message.to_owned(), seat.span);
            end = None;
        }
        let role = seat.text("role").map(|(role, _)| role.to_owned());
        self.sheet.seats.push(Seat { person, body, on_behalf_of, role, start, end, source: seat.span });
    }

    /// A whole day; a year or a month alone is told.
    fn date(&mut self, seat: Object<'v>, name: &str) -> Option<NaiveDate> {
        let (text, at) = seat.text(name)?;
        let day = day::moment(text).map(|(day, _)| day);
        if day.is_none() {
            let message = format!(
                "{text:?} is no whole day such as 2021-07-02, and a membership's dates are whole days. It was left out."
            );
            self.sheet.warn("INVALID_DATE", message, at);
        }
        day
    }
}
