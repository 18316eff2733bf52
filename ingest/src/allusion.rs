//! Allusions: what a text says of another opinion at a place where it names one.

use chrono::Datelike;

use crate::{
    CitationKey, OpinionKind, PartialDate, Precision, Problem,
    lines::Lines,
    naming::{Named as Stretch, Names},
    text::slug,
};

/// What a text says of an opinion where it names one.
#[derive(Debug)]
pub(crate) struct Allusion {
    pub(crate) at: Stretch,
    pub(crate) kind: OpinionKind,
    pub(crate) date: Option<PartialDate>,
    /// Whether the year was worked out.
    pub(crate) relative: bool,
    pub(crate) title: Option<String>,
    /// The number of its report.
    pub(crate) number: Option<String>,
    /// The number that it has of its own: "avis n° 7-1". No key holds it.
    pub(crate) own: Option<String>,
    /// What it is on, where it has no title.
    pub(crate) object: Option<String>,
    /// Whether a body beside it says that it is its own.
    pub(crate) others: bool,
}

impl Allusion {
    /// The key of the opinion, where the text gives all that makes it. An answer to a report is told by the report.
    pub(crate) fn key(&self) -> Option<CitationKey> {
        let date = self.date.filter(|date| date.precision() == Precision::Day && !self.others);
        let day = date?.earliest();
        let name = match self.kind {
            OpinionKind::Referral => self.number.clone().or_else(|| self.title.as_deref().map(slug))?,
            _ => slug(self.title.as_deref()?),
        };
        (!name.is_empty()).then_some(CitationKey { day, kind: self.kind, name })
    }

    /// The key of the opinion by what it is on, where the text gives its day and no title: as its own heading does,
    /// "Avis sur le plan vélo".
    pub(crate) fn key_by_object(&self) -> Option<CitationKey> {
        let date = self.date.filter(|date| date.precision() == Precision::Day && !self.relative);
        // A number of its own would tell two opinions of a day apart, and no key holds it.
        let plain = self.key().is_none() && !self.others && self.own.is_none();
        let name = slug(self.title.as_deref().or(self.object.as_deref()).filter(|_| plain)?);
        (!name.is_empty()).then_some(CitationKey { day: date?.earliest(), kind: self.kind, name })
    }

    /// Whether the text says more than that there is one.
    pub(crate) fn is_specific(&self) -> bool {
        self.date.is_some() || self.title.is_some() || self.number.is_some() || self.own.is_some()
    }

    pub(crate) fn fits(&self, key: &CitationKey) -> bool {
        let day = key.day;
        let date = self.date.is_none_or(|date| {
            let told = date.earliest();
            let yearless = self.relative || told.year() == day.year();
            match date.precision() {
                Precision::Day => yearless && (told.month(), told.day()) == (day.month(), day.day()),
                Precision::Month => (told.year(), told.month()) == (day.year(), day.month()),
                Precision::Year => told.year() == day.year(),
            }
        });
        let title = self.kind == OpinionKind::Referral
            || self.title.as_deref().is_none_or(|title| key.name.starts_with(&slug(title)));
        let number = self.kind != OpinionKind::Referral
            || key.kind != OpinionKind::Referral && self.number.is_none()
            || self.number.as_ref().is_none_or(|number| *number == key.name);
        let kind = self.kind == key.kind || self.kind == OpinionKind::Referral && number;
        kind && date && title && number
    }

    pub(crate) fn incomplete(&self, lines: &Lines, names: &Names) -> Problem {
        let wanted = match self.kind {
            OpinionKind::Referral if self.own.is_some() => {
                "the number of its report, or its title between quotation marks: its own number does not say which report it answers"
            }
            OpinionKind::Referral => "the number of its report, or its title between quotation marks",
            _ => "its title between quotation marks",
        };
        let read: String = names.text(self.at).chars().take(120).collect();
        let message = format!(
            "The text names another opinion, {read:?}, and does not say which. Expected its full day and {wanted}; the reference was left out."
        );
        Problem::warning("CITATION_INCOMPLETE", message, lines.paged(names.span(self.at)))
    }
}
