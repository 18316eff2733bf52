//! Sessions, one after the other, each with its opinions.

use chrono::{Datelike, Days, NaiveDate};
use ingest::SessionKind;
use uuid::Uuid;

use super::{
    draw::Draw,
    key::SortKey,
    row::{Rows, Table, row},
    world::Assembly,
};

/// Which assembly sits next: the first one sits most.
const TURNS: [usize; 10] = [0, 1, 0, 2, 0, 1, 3, 0, 1, 2];
/// Opinions of a session, on average.
const OPINIONS: u32 = 20;
const KINDS: [SessionKind; 3] = [SessionKind::Plenary, SessionKind::Bureau, SessionKind::Commission];
/// From the year in which such assemblies were made.
const FIRST_YEAR: i32 = 1974;
const DAYS: u32 = 19_000;
/// Who votes of all members, and for how many years.
const SITTING: usize = 100;
const TERM: i32 = 6;

/// A session.
pub(super) struct Session {
    pub(super) id: Uuid,
    /// Its assembly's place.
    pub(super) assembly: usize,
    pub(super) day: NaiveDate,
    pub(super) kind: SessionKind,
    /// The place of the first member among the assembly's people, who sit together with those after it.
    first: usize,
}

/// When sessions are held.
pub(super) struct Calendar {
    /// Of each assembly.
    sessions: [u32; 4],
}

impl Calendar {
    /// For that many opinions.
    ///
    /// # Errors
    /// Where they do not fit into the years.
    pub(super) fn new(opinions: u32) -> Result<Self, String> {
        // More than are likely: sessions differ in length.
        let turns = (opinions / OPINIONS * 21 / 20 + 20) / TURNS.len() as u32 + 1;
        let of = |assembly: usize| TURNS.iter().filter(|turn| **turn == assembly).count() as u32 * turns;
        let sessions = [of(0), of(1), of(2), of(3)];
        if sessions[0] > 3 * DAYS {
            Err("--opinions: at most 2,600,000".to_owned())
        } else {
            Ok(Self { sessions })
        }
    }

    /// Makes the session of that number, with its row.
    ///
    /// # Errors
    /// None that can happen: a day after the last one.
    pub(super) fn session(
        &self,
        number: u32,
        assemblies: &[Assembly],
        draw: &mut Draw,
        rows: &mut Rows,
    ) -> Result<Session, String> {
        let turns = TURNS.len() as u32;
        let turn = (number % turns) as usize;
        let assembly = TURNS[turn];
        let before = TURNS[..turn].iter().filter(|turn| **turn == assembly).count() as u32;
        let each = TURNS.iter().filter(|turn| **turn == assembly).count() as u32;
        let (at, all) = (number / turns * each + before, self.sessions[assembly]);
        let (days, kind) = if all <= DAYS {
            let kind = if draw.chance(85) { 0 } else { draw.place(KINDS.len()) };
            (place(at, DAYS, all), kind)
        } else {
            let slot = place(at, 3 * DAYS, all);
            (slot / 3, (slot % 3) as usize)
        };
        let first = NaiveDate::from_ymd_opt(FIRST_YEAR, 1, 8);
        let day = first.and_then(|first| first.checked_add_days(Days::new(days.into())));
        let day = day.ok_or_else(|| format!("session {number} has no day"))?;
        let of = &assemblies[assembly];
        let kind = KINDS[kind];
        let id = rows.node("Session", &[&of.id.to_string(), &day.to_string(), word(kind)]);
        let (newest, oldest) =
            (SortKey::newest(day).rank(kind as u32), SortKey::oldest(day).rank(kind as u32));
        rows.add(Table::Session, row![id, of.id, day, word(kind), newest.bytes(), oldest.bytes(), "TEXT"]);
        let term = (day.year() - FIRST_YEAR) / TERM;
        Ok(Session { id, assembly, day, kind, first: term as usize * (SITTING / 2) % of.people.len() })
    }
}

impl Session {
    /// How many opinions it has.
    pub(super) fn opinions(draw: &mut Draw) -> u32 {
        draw.number(OPINIONS / 2, OPINIONS * 3 / 2)
    }

    /// The places of its members among the assembly's people.
    pub(super) fn members(&self, of: &Assembly) -> impl Iterator<Item = usize> {
        let (first, all) = (self.first, of.people.len());
        (0..SITTING.min(all)).map(move |after| (first + after) % all)
    }
}

/// A session's kind as the tables have it.
pub(super) fn word(kind: SessionKind) -> &'static str {
    match kind {
        SessionKind::Plenary => "PLENARY",
        SessionKind::Bureau => "BUREAU",
        SessionKind::Commission => "COMMISSION",
    }
}

/// Spreads `all` over so many slots.
fn place(at: u32, slots: u32, all: u32) -> u32 {
    (u64::from(at) * u64::from(slots) / u64::from(all)) as u32
}
