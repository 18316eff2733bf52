//! What a list belongs to.

/// What tells parents' lists apart: a column of the list's table, or of a table that links the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Parent {
    column: &'static str,
    /// The linking table, and its column that holds the list's ids.
    link: Option<(&'static str, &'static str)>,
}

#[expect(missing_docs, reason = "each is the noun that owns the list")]
impl Parent {
    pub const TERRITORY: Self = Self::column("territory_id");
    pub const PARENT: Self = Self::column("parent_id");
    pub const SESSION: Self = Self::column("session_id");
    pub const REPORT: Self = Self::column("report_id");
    pub const COMMISSION: Self = Self::column("commission_id");
    pub const ASSEMBLY: Self = Self::column("assembly_id");
    pub const SUBMITTED_BY: Self = Self::column("submitted_by_id");
    pub const OPINION: Self = Self::column("opinion_id");
    pub const SECTION: Self = Self::column("section_id");
    pub const DECLARATION: Self = Self::column("declaration_id");
    pub const DOCUMENT: Self = Self::column("document_id");
    pub const VOTE: Self = Self::column("vote_id");
    pub const PERSON: Self = Self::column("person_id");
    pub const ORGANISATION: Self = Self::column("organisation_id");
    pub const ON_BEHALF_OF: Self = Self::column("on_behalf_of_id");
    pub const INITIATIVE: Self = Self::column("initiative_id");
    pub const CITED: Self = Self::column("cited_id");
    pub const ORIGIN: Self = Self::column("origin_id");
    pub const RECOMMENDATION: Self = Self::column("recommendation_id");
    /// The organisations on whose behalf a declaration is made.
    pub const MAKES: Self =
        Self { column: "declaration_id", link: Some(("declaration_organisation", "organisation_id")) };
    /// The declarations that are made on behalf of an organisation.
    pub const MADE_BY: Self =
        Self { column: "organisation_id", link: Some(("declaration_organisation", "declaration_id")) };

    /// The persons who speak in a declaration.
    pub const SPEAKERS: Self =
        Self { column: "declaration_id", link: Some(("declaration_speaker", "person_id")) };
    /// The declarations in which a person speaks.
    pub const SPOKEN_BY: Self =
        Self { column: "person_id", link: Some(("declaration_speaker", "declaration_id")) };
    /// The organisations that ask for a recommendation.
    pub const ASKS: Self =
        Self { column: "recommendation_id", link: Some(("recommendation_maker", "organisation_id")) };
    /// The recommendations that an organisation asks for.
    pub const ASKED_BY: Self =
        Self { column: "organisation_id", link: Some(("recommendation_maker", "recommendation_id")) };
    /// The milestones that an opinion tells of.
    pub const TELLS: Self = Self { column: "opinion_id", link: Some(("milestone_opinion", "milestone_id")) };
    /// The opinions that tell of a milestone.
    pub const TOLD_BY: Self =
        Self { column: "milestone_id", link: Some(("milestone_opinion", "opinion_id")) };

    pub const THEME: Self = Self::column("theme_id");
    /// The opinions that carry a theme.
    pub const CARRIED_BY: Self = Self { column: "theme_id", link: Some(("theme_assignment", "opinion_id")) };

    const fn column(column: &'static str) -> Self {
        Self { column, link: None }
    }

    pub(crate) fn is_link(self) -> bool {
        self.link.is_some()
    }

    pub(crate) fn link(self) -> Option<(&'static str, &'static str)> {
        self.link
    }

    /// The column that holds the parent's id, with its table.
    pub(crate) fn owner(self, table: &'static str) -> (&'static str, &'static str) {
        (self.link.map_or(table, |(link, _)| link), self.column)
    }
}
