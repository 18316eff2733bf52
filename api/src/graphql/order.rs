//! Orders of lists.

use async_graphql::{Enum, InputObject};
use store::Sort;

/// Which end of an order comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub(crate) enum OrderDirection {
    /// The smallest, the oldest, A (croissant).
    Asc,
    /// The greatest, the newest, Z (décroissant).
    Desc,
}

impl OrderDirection {
    /// A rising order, as it is or the other way round.
    fn turn(self, rising: Sort) -> Sort {
        match self {
            // By day, the list that falls is one of its own: of one day, what comes first still comes first.
            Self::Desc if rising == Sort::OLDEST => Sort::NEWEST,
            Self::Desc => rising.reversed(),
            Self::Asc => rising,
        }
    }
}

/// Writes the order of a noun's lists: what it can be ordered by, each with the rising order of its column.
macro_rules! order {
    (
        $(#[$field_doc:meta])* $field:ident
        $(#[$doc:meta])* $order:ident
        $($(#[$variant_doc:meta])* $variant:ident => $sort:expr,)+
    ) => {
        $(#[$field_doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
        pub(crate) enum $field {
            $($(#[$variant_doc])* $variant,)+
        }

        $(#[$doc])*
        #[derive(Clone, Copy, Debug, InputObject)]
        pub(crate) struct $order {
            /// By what.
            field: $field,
            /// Which end comes first.
            direction: OrderDirection,
        }

        impl $order {
            /// The order of the store.
            pub(crate) fn sort(self) -> Sort {
                self.direction.turn(match self.field {
                    $($field::$variant => $sort,)+
                })
            }
        }
    };
}

order! {
    /// What organisations can be ordered by.
    OrganisationOrderField
    /// An order of organisations.
    OrganisationOrder
    /// The name, whatever its case and accents (nom).
    Name => Sort::NAME,
}

order! {
    /// What persons can be ordered by.
    PersonOrderField
    /// An order of persons.
    PersonOrder
    /// The family name, then the given name (nom de famille).
    Name => Sort::NAME,
}

order! {
    /// What memberships can be ordered by.
    MembershipOrderField
    /// An order of memberships.
    MembershipOrder
    /// The name of who sits (nom).
    Name => Sort::NAME,
}

order! {
    /// What sessions can be ordered by.
    SessionOrderField
    /// An order of sessions.
    SessionOrder
    /// The day of the session (date de séance).
    HeldOn => Sort::OLDEST,
}

order! {
    /// What reports can be ordered by.
    ReportOrderField
    /// An order of reports.
    ReportOrder
    /// The day of the session (date de séance).
    SessionDate => Sort::OLDEST,
}

order! {
    /// What opinions can be ordered by.
    OpinionOrderField
    /// An order of opinions.
    OpinionOrder
    /// The day of the session (date de séance).
    SessionDate => Sort::OLDEST,
    /// The title, whatever its case and accents (objet); without a title the first, falling the last.
    Title => Sort::TITLE,
}

order! {
    /// What declarations can be ordered by.
    DeclarationOrderField
    /// An order of declarations.
    DeclarationOrder
    /// The day of the session (date de séance).
    SessionDate => Sort::OLDEST,
}

order! {
    /// What votes can be ordered by.
    VoteOrderField
    /// An order of votes.
    VoteOrder
    /// The day of the session (date de séance).
    HeldOn => Sort::OLDEST,
}

order! {
    /// What initiatives can be ordered by.
    InitiativeOrderField
    /// An order of initiatives.
    InitiativeOrder
    /// The name, whatever its case and accents (nom).
    Name => Sort::NAME,
}

order! {
    /// What mentions can be ordered by.
    MentionOrderField
    /// An order of mentions.
    MentionOrder
    /// The day of the session (date de séance), then the place in the text.
    SessionDate => Sort::OLDEST,
}

order! {
    /// What milestones can be ordered by.
    MilestoneOrderField
    /// An order of milestones.
    MilestoneOrder
    /// The earliest day that the date may mean; of one day the coarser date first (date).
    Date => Sort::OLDEST,
}

order! {
    /// What recommendations can be ordered by.
    RecommendationOrderField
    /// An order of recommendations.
    RecommendationOrder
    /// The day of the opinion that makes them (date); where that is not known, of the one that tells of them.
    MadeOn => Sort::OLDEST,
}

order! {
    /// What follow-ups can be ordered by.
    FollowUpOrderField
    /// An order of follow-ups.
    FollowUpOrder
    /// The day of the session (date de séance) of the opinion that says it.
    SessionDate => Sort::OLDEST,
}

order! {
    /// What territories can be ordered by.
    TerritoryOrderField
    /// An order of territories.
    TerritoryOrder
    /// The INSEE code (code officiel géographique).
    Code => Sort::NAME,
}

order! {
    /// What rapporteurs can be ordered by.
    RapporteurOrderField
    /// An order of rapporteurs.
    RapporteurOrder
    /// The day of the session (date de séance).
    SessionDate => Sort::NEWEST.reversed(),
}

order! {
    /// What positions can be ordered by.
    VotePositionOrderField
    /// An order of positions.
    VotePositionOrder
    /// The day of the session (date de séance).
    HeldOn => Sort::NEWEST.reversed(),
}

order! {
    /// What documents can be ordered by.
    DocumentOrderField
    /// An order of documents.
    DocumentOrder
    /// The day of the session (date de séance); refused ones last.
    SessionDate => Sort::OLDEST,
}

order! {
    /// What themes can be ordered by.
    ThemeOrderField
    /// An order of themes.
    ThemeOrder
    /// The name, whatever its case and accents (nom).
    Name => Sort::NAME,
}
