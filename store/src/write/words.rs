//! The reader's words for closed sets, in the tables' words.

use entities::{
    Basis,
    follow_up::FollowUpStatus,
    initiative::InitiativeKind,
    opinion::OpinionKind,
    organisation::OrganisationKind,
    problem::ProblemSeverity,
    session::SessionKind,
    territory::TerritoryLevel,
    theme_assignment::ThemeRuleKind,
    vote::{VoteMajority, VoteOutcome},
    vote_position::VoteChoice,
};

pub(crate) fn basis(basis: ingest::Basis) -> Basis {
    match basis {
        ingest::Basis::Text => Basis::Text,
        ingest::Basis::Inferred => Basis::Inferred,
        ingest::Basis::Reference => Basis::Reference,
    }
}

pub(crate) fn severity(severity: ingest::Severity) -> ProblemSeverity {
    match severity {
        ingest::Severity::Error => ProblemSeverity::Error,
        ingest::Severity::Warning => ProblemSeverity::Warning,
    }
}

pub(crate) fn level(level: ingest::TerritoryLevel) -> TerritoryLevel {
    match level {
        ingest::TerritoryLevel::Region => TerritoryLevel::Region,
        ingest::TerritoryLevel::Department => TerritoryLevel::Department,
        ingest::TerritoryLevel::Intercommunality => TerritoryLevel::Intercommunality,
        ingest::TerritoryLevel::Commune => TerritoryLevel::Commune,
        ingest::TerritoryLevel::Country => TerritoryLevel::Country,
    }
}

pub(crate) fn theme_rule_kind(kind: ingest::ThemeRuleKind) -> ThemeRuleKind {
    match kind {
        ingest::ThemeRuleKind::Title => ThemeRuleKind::Title,
        ingest::ThemeRuleKind::Term => ThemeRuleKind::Term,
        ingest::ThemeRuleKind::Initiative => ThemeRuleKind::Initiative,
        ingest::ThemeRuleKind::Organisation => ThemeRuleKind::Organisation,
    }
}

/// A level's part of a natural key.
pub(crate) fn level_key(level: ingest::TerritoryLevel) -> &'static str {
    match level {
        ingest::TerritoryLevel::Region => "REGION",
        ingest::TerritoryLevel::Department => "DEPARTMENT",
        ingest::TerritoryLevel::Intercommunality => "INTERCOMMUNALITY",
        ingest::TerritoryLevel::Commune => "COMMUNE",
        ingest::TerritoryLevel::Country => "COUNTRY",
    }
}

pub(crate) fn organisation_kind(kind: ingest::OrganisationKind) -> OrganisationKind {
    use ingest::OrganisationKind as Read;
    match kind {
        Read::ConsultativeAssembly => OrganisationKind::ConsultativeAssembly,
        Read::RegionalCouncil => OrganisationKind::RegionalCouncil,
        Read::Executive => OrganisationKind::Executive,
        Read::Commission => OrganisationKind::Commission,
        Read::Committee => OrganisationKind::Committee,
        Read::College => OrganisationKind::College,
        Read::Chamber => OrganisationKind::Chamber,
        Read::TradeUnion => OrganisationKind::TradeUnion,
        Read::Employers => OrganisationKind::Employers,
        Read::Association => OrganisationKind::Association,
        Read::Agency => OrganisationKind::Agency,
        Read::State => OrganisationKind::State,
        Read::Party => OrganisationKind::Party,
        Read::Other => OrganisationKind::Other,
    }
}

pub(crate) fn session_kind(kind: ingest::SessionKind) -> SessionKind {
    match kind {
        ingest::SessionKind::Plenary => SessionKind::Plenary,
        ingest::SessionKind::Bureau => SessionKind::Bureau,
        ingest::SessionKind::Commission => SessionKind::Commission,
    }
}

/// A session's kind in its natural key.
pub(crate) fn session_key(kind: ingest::SessionKind) -> &'static str {
    match kind {
        ingest::SessionKind::Plenary => "PLENARY",
        ingest::SessionKind::Bureau => "BUREAU",
        ingest::SessionKind::Commission => "COMMISSION",
    }
}

pub(crate) fn opinion_kind(kind: ingest::OpinionKind) -> OpinionKind {
    match kind {
        ingest::OpinionKind::Referral => OpinionKind::Referral,
        ingest::OpinionKind::SelfReferral => OpinionKind::SelfReferral,
        ingest::OpinionKind::Contribution => OpinionKind::Contribution,
        ingest::OpinionKind::Wish => OpinionKind::Wish,
    }
}

/// An opinion's kind in its natural key.
pub(crate) fn opinion_key(kind: ingest::OpinionKind) -> &'static str {
    match kind {
        ingest::OpinionKind::Referral => "REFERRAL",
        ingest::OpinionKind::SelfReferral => "SELF_REFERRAL",
        ingest::OpinionKind::Contribution => "CONTRIBUTION",
        ingest::OpinionKind::Wish => "WISH",
    }
}

pub(crate) fn outcome(outcome: ingest::Outcome) -> VoteOutcome {
    match outcome {
        ingest::Outcome::Adopted => VoteOutcome::Adopted,
        ingest::Outcome::Rejected => VoteOutcome::Rejected,
        ingest::Outcome::Noted => VoteOutcome::Noted,
    }
}

pub(crate) fn majority(majority: ingest::Majority) -> VoteMajority {
    match majority {
        ingest::Majority::Unanimity => VoteMajority::Unanimity,
        ingest::Majority::NearUnanimity => VoteMajority::NearUnanimity,
        ingest::Majority::LargeMajority => VoteMajority::LargeMajority,
        ingest::Majority::Majority => VoteMajority::Majority,
        ingest::Majority::NarrowMajority => VoteMajority::NarrowMajority,
    }
}

pub(crate) fn choice(choice: ingest::Choice) -> VoteChoice {
    match choice {
        ingest::Choice::For => VoteChoice::For,
        ingest::Choice::Against => VoteChoice::Against,
        ingest::Choice::Abstention => VoteChoice::Abstention,
        ingest::Choice::NotParticipating => VoteChoice::NotParticipating,
        ingest::Choice::Absent => VoteChoice::Absent,
    }
}

pub(crate) fn initiative_kind(kind: ingest::InitiativeKind) -> InitiativeKind {
    match kind {
        ingest::InitiativeKind::Strategy => InitiativeKind::Strategy,
        ingest::InitiativeKind::Policy => InitiativeKind::Policy,
        ingest::InitiativeKind::Plan => InitiativeKind::Plan,
        ingest::InitiativeKind::Programme => InitiativeKind::Programme,
        ingest::InitiativeKind::Agreement => InitiativeKind::Agreement,
        ingest::InitiativeKind::Agency => InitiativeKind::Agency,
        ingest::InitiativeKind::Service => InitiativeKind::Service,
        ingest::InitiativeKind::Platform => InitiativeKind::Platform,
        ingest::InitiativeKind::Hub => InitiativeKind::Hub,
        ingest::InitiativeKind::Other => InitiativeKind::Other,
    }
}

pub(crate) fn status(status: ingest::FollowUpStatus) -> FollowUpStatus {
    match status {
        ingest::FollowUpStatus::Echoed => FollowUpStatus::Echoed,
        ingest::FollowUpStatus::Addressed => FollowUpStatus::Addressed,
        ingest::FollowUpStatus::Reiterated => FollowUpStatus::Reiterated,
        ingest::FollowUpStatus::Declined => FollowUpStatus::Declined,
    }
}

/// A status in a follow-up's natural key.
pub(crate) fn status_key(status: ingest::FollowUpStatus) -> &'static str {
    match status {
        ingest::FollowUpStatus::Echoed => "ECHOED",
        ingest::FollowUpStatus::Addressed => "ADDRESSED",
        ingest::FollowUpStatus::Reiterated => "REITERATED",
        ingest::FollowUpStatus::Declined => "DECLINED",
    }
}
