//! The terms that filters are made of, by the columns that they are about.

use chrono::NaiveDate;
use entities::{
    document::DocumentStatus,
    follow_up::FollowUpStatus,
    territory::TerritoryLevel,
    vote::{VoteMajority, VoteOutcome},
    vote_position::VoteChoice,
};
use sea_orm::ActiveEnum;

use super::filter::Filter;
use crate::sort_key::SortKey;

/// What a mention names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is the noun that is named")]
pub enum Target {
    Organisation,
    Person,
    Initiative,
    Opinion,
}

impl Target {
    fn column(self) -> &'static str {
        match self {
            Self::Organisation => "organisation_id",
            Self::Person => "person_id",
            Self::Initiative => "initiative_id",
            Self::Opinion => "cited_id",
        }
    }
}

/// Terms of enumerations: rows of one of the words that are given.
#[expect(missing_docs, reason = "each is the column that it is about")]
impl Filter {
    /// Rows of one of these kinds, of whichever noun it is the kind.
    #[must_use]
    pub fn kinds<E: ActiveEnum<Value = String>>(self, kinds: impl IntoIterator<Item = E>) -> Self {
        self.words("kind", kinds)
    }

    #[must_use]
    pub fn follow_up_statuses(self, statuses: impl IntoIterator<Item = FollowUpStatus>) -> Self {
        self.words("status", statuses)
    }

    #[must_use]
    pub fn document_statuses(self, statuses: impl IntoIterator<Item = DocumentStatus>) -> Self {
        self.words("status", statuses)
    }

    #[must_use]
    pub fn levels(self, levels: impl IntoIterator<Item = TerritoryLevel>) -> Self {
        self.words("level", levels)
    }

    #[must_use]
    pub fn choices(self, choices: impl IntoIterator<Item = VoteChoice>) -> Self {
        self.words("choice", choices)
    }

    #[must_use]
    pub fn outcomes(self, outcomes: impl IntoIterator<Item = VoteOutcome>) -> Self {
        self.words("outcome", outcomes)
    }

    #[must_use]
    pub fn majorities(self, majorities: impl IntoIterator<Item = VoteMajority>) -> Self {
        self.words("majority", majorities)
    }

    /// Mentions that name one of these nouns.
    #[must_use]
    pub fn targets(self, targets: impl IntoIterator<Item = Target>) -> Self {
        self.any(targets.into_iter().map(|target| Self::default().known(target.column(), true)).collect())
    }
}

/// Terms of what is or is not.
#[expect(missing_docs, reason = "each is the column that it is about")]
impl Filter {
    #[must_use]
    pub fn with_reservations(self, reserved: bool) -> Self {
        self.holds("with_reservations", reserved)
    }

    #[must_use]
    pub fn inconsistent(self, inconsistent: bool) -> Self {
        self.holds("inconsistent", inconsistent)
    }

    /// Positions at a vote that is printed, or at one that is not.
    #[must_use]
    pub fn voted_on(self, printed: bool) -> Self {
        self.known("vote_id", printed)
    }

    /// Opinions with a document of their own, or those that are only cited.
    #[must_use]
    pub fn documented(self, documented: bool) -> Self {
        self.known("document_id", documented)
    }
}

/// Terms of texts and days.
impl Filter {
    /// A report's or a recommendation's number, as printed.
    #[must_use]
    pub fn number(self, number: &str) -> Self {
        self.text("number", number.to_owned())
    }

    /// The number of the report that an opinion answers, as printed.
    #[must_use]
    pub fn report_number(self, number: &str) -> Self {
        self.text("report_number", number.to_owned())
    }

    /// A territory's code.
    #[must_use]
    pub fn code(self, code: &str) -> Self {
        self.text("code", code.to_owned())
    }

    /// A document's hash.
    #[must_use]
    pub fn sha256(self, sha256: &str) -> Self {
        self.text("sha256", sha256.to_lowercase())
    }

    /// A document's media type, whatever parameters follow it.
    #[must_use]
    pub fn media_type(self, media_type: &str) -> Self {
        let media_type = media_type.to_lowercase();
        let with_parameters = Self::default().starts("media_type", format!("{media_type};"));
        self.any(vec![Self::default().text("media_type", media_type), with_parameters])
    }

    /// A membership's role, as printed.
    #[must_use]
    pub fn role(self, role: &str) -> Self {
        self.text("role", role.to_owned())
    }

    /// An organisation's or an initiative's acronym, whatever its case and accents.
    #[must_use]
    pub fn acronym(self, acronym: &str) -> Self {
        self.text("acronym_key", ingest::text::fold(acronym))
    }

    /// A person's whole name, whatever its case and accents.
    #[must_use]
    pub fn person(self, name: &str) -> Self {
        self.text("slug", ingest::text::fold(name))
    }

    /// The whole name of an organisation or one of its other names, whatever their case and accents.
    #[must_use]
    pub fn organisation(self, name: &str) -> Self {
        self.called("organisation_alias", "organisation_id", name)
    }

    /// The whole name of an initiative or one of its other names, whatever their case and accents.
    #[must_use]
    pub fn initiative(self, name: &str) -> Self {
        self.called("initiative_alias", "initiative_id", name)
    }

    /// A theme's slug, whatever its case and accents.
    #[must_use]
    pub fn slug(self, slug: &str) -> Self {
        self.text("slug", ingest::text::slug(slug))
    }

    /// The whole name of what has no other, whatever its case and accents.
    #[must_use]
    pub fn name(self, name: &str) -> Self {
        self.key("name_key", SortKey::name(name).bytes())
    }

    /// What the name begins with, whatever its case and accents; of a person, the family name.
    #[must_use]
    pub fn name_begins(self, beginning: &str) -> Self {
        self.begins("name_key", beginning)
    }

    /// A session's day, or a milestone's earliest, or that of a position, both ends inclusive.
    #[must_use]
    pub fn held(self, from: Option<NaiveDate>, to: Option<NaiveDate>) -> Self {
        self.days(from, to)
    }

    fn called(self, aliases: &'static str, whose: &'static str, name: &str) -> Self {
        let key = SortKey::name(name).bytes();
        let own = Self::default().key("name_key", key.clone());
        let other = Self::default().beside(aliases, whose, Self::default().key("name_key", key));
        self.any(vec![own, other])
    }
}
