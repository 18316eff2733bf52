//! What a file says that no record takes.

use std::collections::BTreeMap;

use super::object::Object;
use crate::{Problem, Span};

/// Names that no record takes, by the noun that has them, each with its first place.
#[derive(Default)]
pub(super) struct NotTaken<'v>(BTreeMap<&'static str, BTreeMap<&'v str, Span>>);

impl<'v> NotTaken<'v> {
    /// Notes what an object says beside what is taken.
    pub(super) fn note(&mut self, noun: &'static str, object: Object<'v>, taken: &[&str]) {
        for member in object.members {
            // JSON-LD's keywords say what names mean, and nothing of the record.
            if !taken.contains(&member.name.as_ref()) && !member.name.starts_with('@') {
                self.0.entry(noun).or_default().entry(&member.name).or_insert(member.place);
            }
        }
    }

    /// One problem for each noun.
    pub(super) fn problems(self) -> Vec<Problem> {
        let told = self.0.into_iter().filter_map(|(noun, names)| {
            let at = names.values().min_by_key(|span| span.start).copied()?;
            let names: Vec<String> = names.keys().map(|name| format!("{name:?}")).collect();
            let message = format!(
                "What the file says of {noun} under {} has no record here. It stays in the file, which is kept.",
                names.join(", ")
            );
            Some(Problem::warning("NOT_TAKEN", message, at))
        });
        told.collect()
    }
}
