//! Values as PostgreSQL sends them in its binary form, which its documentation calls that of `send` functions. The driver
//! asks of each value anew whether its type fits; here a column has one type, which is the entity's.

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use entities::{
    Basis,
    document::DocumentStatus,
    follow_up::FollowUpStatus,
    initiative::InitiativeKind,
    opinion::OpinionKind,
    organisation::OrganisationKind,
    session::SessionKind,
    territory::TerritoryLevel,
    theme_assignment::ThemeRuleKind,
    vote::{VoteMajority, VoteOutcome},
    vote_position::{VoteChoice, VotePositionKind},
};
use sea_orm::{ActiveEnum, DbErr, TryGetable};
use uuid::Uuid;

/// A type of columns that records are read from.
pub trait Cell: TryGetable {
    /// The value of these bytes; none are null.
    ///
    /// # Errors
    /// Where they are of something else.
    fn cell(bytes: Option<&[u8]>) -> Result<Self, DbErr>;
}

/// The day that PostgreSQL counts from.
const EPOCH: Option<NaiveDate> = NaiveDate::from_ymd_opt(2000, 1, 1);

fn strange<T>() -> DbErr {
    DbErr::Type(format!("the bytes of a column are no {}", std::any::type_name::<T>()))
}

fn known<T>(bytes: Option<&[u8]>) -> Result<&[u8], DbErr> {
    bytes.ok_or_else(|| DbErr::Type(format!("a column of {} is null", std::any::type_name::<T>())))
}

fn array<T, const SIZE: usize>(bytes: Option<&[u8]>) -> Result<[u8; SIZE], DbErr> {
    known::<T>(bytes)?.try_into().map_err(|_| strange::<T>())
}

impl<T: Cell> Cell for Option<T> {
    fn cell(bytes: Option<&[u8]>) -> Result<Self, DbErr> {
        bytes.map(|bytes| T::cell(Some(bytes))).transpose()
    }
}

impl Cell for Uuid {
    fn cell(bytes: Option<&[u8]>) -> Result<Self, DbErr> {
        array::<Self, 16>(bytes).map(Self::from_bytes)
    }
}

impl Cell for String {
    fn cell(bytes: Option<&[u8]>) -> Result<Self, DbErr> {
        text(bytes).map(str::to_owned)
    }
}

impl Cell for Vec<u8> {
    fn cell(bytes: Option<&[u8]>) -> Result<Self, DbErr> {
        known::<Self>(bytes).map(<[u8]>::to_vec)
    }
}

impl Cell for bool {
    fn cell(bytes: Option<&[u8]>) -> Result<Self, DbErr> {
        array::<Self, 1>(bytes).map(|[byte]| byte != 0)
    }
}

impl Cell for i16 {
    fn cell(bytes: Option<&[u8]>) -> Result<Self, DbErr> {
        array::<Self, 2>(bytes).map(Self::from_be_bytes)
    }
}

impl Cell for i32 {
    fn cell(bytes: Option<&[u8]>) -> Result<Self, DbErr> {
        array::<Self, 4>(bytes).map(Self::from_be_bytes)
    }
}

impl Cell for i64 {
    fn cell(bytes: Option<&[u8]>) -> Result<Self, DbErr> {
        array::<Self, 8>(bytes).map(Self::from_be_bytes)
    }
}

impl Cell for NaiveDate {
    fn cell(bytes: Option<&[u8]>) -> Result<Self, DbErr> {
        let days = i32::cell(bytes)?;
        let many = Days::new(days.unsigned_abs().into());
        let day = EPOCH.and_then(|from| match days {
            ..0 => from.checked_sub_days(many),
            _ => from.checked_add_days(many),
        });
        day.ok_or_else(strange::<Self>)
    }
}

impl Cell for DateTime<Utc> {
    fn cell(bytes: Option<&[u8]>) -> Result<Self, DbErr> {
        let since = TimeDelta::microseconds(i64::cell(bytes)?);
        let from = EPOCH.and_then(|day| day.and_hms_opt(0, 0, 0));
        from.and_then(|from| from.and_utc().checked_add_signed(since)).ok_or_else(strange::<Self>)
    }
}

fn text(bytes: Option<&[u8]>) -> Result<&str, DbErr> {
    str::from_utf8(known::<String>(bytes)?).map_err(|_| strange::<String>())
}

/// Words that columns hold as texts.
macro_rules! words {
    ($($word:ty),*) => {
        $(
            impl Cell for $word {
                fn cell(bytes: Option<&[u8]>) -> Result<Self, DbErr> {
                    Self::try_from_value(&text(bytes)?.to_owned())
                }
            }
        )*
    };
}

words!(
    Basis,
    DocumentStatus,
    FollowUpStatus,
    InitiativeKind,
    OpinionKind,
    OrganisationKind,
    SessionKind,
    TerritoryLevel,
    ThemeRuleKind,
    VoteMajority,
    VoteOutcome,
    VoteChoice,
    VotePositionKind
);
