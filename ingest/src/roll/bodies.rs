//! Popolo's organisations.

use super::{
    Body, Identifier,
    object::Object,
    popolo::{Popolo, key},
};
use crate::{OrganisationKey, OrganisationKind, Span, text::slug};

const TAKEN: [&str; 7] =
    ["id", "name", "other_names", "identifiers", "classification", "parent_id", "memberships"];

impl<'v> Popolo<'v, '_> {
    /// The place of the body that an id refers to, whether the file states it or not.
    pub(super) fn body(&mut self, id: &'v str, kind: OrganisationKind, at: Span) -> u32 {
        if let Some(known) = self.bodies.get(id) {
            return *known;
        }
        let body = match self.organisations.get(id).copied() {
            Some(organisation) => {
                let parent =
                    organisation.text("parent_id").map(|(parent, _)| parent).filter(|parent| *parent != id);
                Body { parent: parent.map(|parent| self.parent(parent)), ..stated(organisation, id) }
            }
            None => Body {
                key: OrganisationKey(key(id)),
                // The only name that the file has for it.
                name: id.to_owned(),
                kind,
                aliases: Vec::new(),
                parent: None,
                identifiers: vec![popolo_id(id)],
                stated: false,
                source: at,
            },
        };
        let at = self.sheet.body(body);
        self.bodies.insert(id, at);
        at
    }

    /// The key of the body that another is a part of.
    fn parent(&self, id: &str) -> OrganisationKey {
        OrganisationKey(self.organisations.get(id).map_or_else(|| key(id), |parent| own_key(*parent, id)))
    }

    /// Takes an organisation that the file states.
    pub(super) fn organisation(&mut self, organisation: Object<'v>) {
        self.not_taken.note("organisations", organisation, &TAKEN);
        if let Some((id, at)) = organisation.text("id") {
            if let Some((parent, at)) = organisation.text("parent_id") {
                self.body(parent, OrganisationKind::Other, at);
            }
            self.body(id, OrganisationKind::Other, at);
        } else if let Some((name, _)) = organisation.text("name") {
            self.sheet.body(stated(organisation, &slug(name)));
        } else {
            let why = "The organisation has neither an id nor a name.".to_owned();
            self.pass_over("NAMELESS", &why, organisation.span);
        }
    }
}

fn stated(organisation: Object<'_>, id: &str) -> Body {
    let name = organisation.text("name").map_or(id, |(name, _)| name);
    let classification = organisation.text("classification").map(|(text, _)| slug(text)).unwrap_or_default();
    Body {
        key: OrganisationKey(own_key(organisation, id)),
        name: name.to_owned(),
        kind: kind(&classification),
        aliases: other_names(organisation, name),
        parent: None,
        identifiers: identifiers(organisation, id, name),
        stated: true,
        source: organisation.span,
    }
}

/// What a classification says of a body's kind. Popolo has no list of them: these are words that publishers use, and
/// the ones of our own schema.
fn kind(classification: &str) -> OrganisationKind {
    match classification {
        "party" | "political-party" | "parti" | "parti-politique" => OrganisationKind::Party,
        "commission" => OrganisationKind::Commission,
        "committee" | "comite" => OrganisationKind::Committee,
        "college" => OrganisationKind::College,
        "executive" | "executif" | "government" => OrganisationKind::Executive,
        "trade-union" | "union" | "syndicat" => OrganisationKind::TradeUnion,
        "employers" => OrganisationKind::Employers,
        "association" => OrganisationKind::Association,
        "agency" | "agence" => OrganisationKind::Agency,
        "state" | "etat" => OrganisationKind::State,
        "regional-council" | "conseil-regional" => OrganisationKind::RegionalCouncil,
        "consultative-assembly" => OrganisationKind::ConsultativeAssembly,
        _ => OrganisationKind::Other,
    }
}

/// Whether a classification is that of a body that votes.
pub(super) fn is_assembly(classification: &str) -> bool {
    [
        "assembly",
        "assemblee",
        "council",
        "conseil",
        "legislature",
        "parliament",
        "parlement",
        "senate",
        "senat",
    ]
    .iter()
    .any(|word| classification.split('-').any(|part| part == *word))
}

pub(super) fn popolo_id(id: &str) -> Identifier {
    Identifier { scheme: "popolo".to_owned(), value: key(id) }
}

/// The scheme by which this program's own exports say what a record is known by.
const OWN: &str = "hemicycle";

/// What a record is known by: in an export of this program what it was known by there, else the file's id of it.
pub(super) fn own_key(object: Object<'_>, id: &str) -> String {
    exported(object).map_or_else(|| key(id), key)
}

fn exported(object: Object<'_>) -> Option<&str> {
    object.list("identifiers").iter().filter_map(Object::new).find_map(|identifier| {
        let (scheme, _) = identifier.text("scheme")?;
        let (value, _) = identifier.text("identifier").filter(|_| scheme == OWN)?;
        Some(value)
    })
}

/// The id that the file refers by, unless it is no more than the name or this program's own, and what registers call it.
pub(super) fn identifiers(object: Object<'_>, id: &str, name: &str) -> Vec<Identifier> {
    let own = !id.is_empty() && id != slug(name) && exported(object).is_none();
    let own = own.then(|| popolo_id(id));
    let listed = object.list("identifiers").iter().filter_map(|value| {
        let identifier = Object::new(value)?;
        let (value, _) = identifier.text("identifier")?;
        let scheme = identifier.text("scheme").map_or("identifier", |(scheme, _)| scheme);
        (scheme != OWN).then(|| Identifier { scheme: key(scheme), value: key(value) })
    });
    let mut identifiers: Vec<Identifier> = own.into_iter().chain(listed).collect();
    identifiers.sort();
    identifiers.dedup();
    identifiers
}

fn other_names(object: Object<'_>, name: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for other in object.list("other_names").iter().filter_map(Object::new) {
        let Some((other, _)) = other.text("name") else { continue };
        if other != name && !names.iter().any(|known| known == other) {
            names.push(other.to_owned());
        }
    }
    names
}
