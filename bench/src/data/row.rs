//! Rows on their way into a database: cells that both databases take.

use chrono::NaiveDate;
use uuid::Uuid;

/// A value of a column.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    /// No value.
    Null,
    /// Of a record.
    Id(Uuid),
    /// Of any width.
    Int(i64),
    /// Yes or no.
    Bool(bool),
    /// Also days and times.
    Text(String),
    /// Sort keys and hashes.
    Bytes(Vec<u8>),
}

/// A row, in the order of its table's columns.
macro_rules! row {
    ($($cell:expr),* $(,)?) => { vec![$($crate::data::row::Cell::from($cell)),*] };
}
pub(super) use row;

macro_rules! tables {
    ($($table:ident $name:literal [$($column:literal)*],)*) => {
        /// A table that is filled.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Table { $($table),* }

        /// The tables with their names and columns, each after those that it refers to.
        pub(super) const TABLES: &[(Table, &str, &[&str])] = &[$((Table::$table, $name, &[$($column),*])),*];
    };
}

tables! {
    Node "node" ["id" "type" "natural_key" "merged_into"],
    Blob "blob" ["sha256" "bytes"],
    Document "document" ["id" "sha256" "status" "title" "media_type" "byte_size" "url" "licence" "parser_version"
        "reference_version" "redacted" "imported_at" "newest_first" "oldest_first" "text"],
    Source "source" ["node_id" "document_id" "span_start" "span_end" "page" "quote" "prefix" "suffix" "cited"],
    Territory "territory" ["id" "level" "code" "name" "name_key" "basis"],
    Organisation "organisation" ["id" "territory_id" "slug" "acronym" "acronym_key" "name" "name_key" "kind" "parent_id"
        "basis"],
    Alias "organisation_alias" ["organisation_id" "rank" "name" "name_key"],
    Identifier "organisation_identifier" ["organisation_id" "scheme" "value"],
    Person "person" ["id" "assembly_id" "slug" "name" "given_name" "family_name" "name_key" "redacted" "basis"],
    Membership "membership" ["id" "person_id" "organisation_id" "on_behalf_of_id" "role" "start_date" "end_date"
        "name_key" "basis"],
    Session "session" ["id" "assembly_id" "held_on" "kind" "newest_first" "oldest_first" "basis"],
    Report "report" ["id" "session_id" "number" "title" "summary" "submitted_by_id" "newest_first" "oldest_first"
        "basis"],
    Opinion "opinion" ["id" "assembly_id" "session_id" "commission_id" "report_id" "report_number" "document_id" "kind"
        "title" "title_key" "adopted_on" "newest_first" "oldest_first" "basis"],
    Rapporteur "rapporteur" ["id" "opinion_id" "person_id" "rank" "newest_first" "basis"],
    Section "section" ["id" "opinion_id" "rank" "heading" "basis"],
    Declaration "declaration" ["id" "opinion_id" "rank" "speaker_id" "newest_first" "oldest_first" "basis"],
    DeclarationOrganisation "declaration_organisation" ["declaration_id" "organisation_id" "rank"],
    DeclarationSpeaker "declaration_speaker" ["declaration_id" "person_id" "rank"],
    Paragraph "paragraph" ["id" "section_id" "declaration_id" "rank" "text" "basis"],
    Vote "vote" ["id" "session_id" "opinion_id" "subject" "identifier" "held_on" "outcome" "majority" "formula"
        "count_for" "count_against" "count_abstentions" "count_not_participating" "count_absent" "count_present"
        "count_cast" "count_eligible" "inconsistent" "newest_first" "oldest_first" "basis"],
    VotePosition "vote_position" ["id" "vote_id" "kind" "choice" "with_reservations" "person_id" "organisation_id"
        "declaration_id" "newest_first" "basis"],
    Mention "mention" ["id" "document_id" "opinion_id" "declaration_id" "organisation_id" "person_id" "initiative_id"
        "cited_id" "newest_first" "oldest_first" "basis"],
    Recommendation "recommendation" ["id" "origin_id" "declaration_id" "number" "subject" "text" "newest_first"
        "oldest_first" "basis"],
    RecommendationMaker "recommendation_maker" ["recommendation_id" "organisation_id" "rank"],
    Theme "theme" ["id" "slug" "name" "scheme" "name_key" "basis"],
    ThemeAssignment "theme_assignment" ["id" "opinion_id" "theme_id" "rank" "rule_kind" "rule_value" "rule_at_least"
        "basis"],
    Revision "revision" ["sequence" "record_type" "record_id" "reason" "actor" "at" "before" "after" "hash"],
}

/// Rows of all tables that wait to be written together.
pub(super) struct Rows {
    tables: Vec<Vec<Vec<Cell>>>,
}

impl Rows {
    /// None.
    pub(super) fn new() -> Self {
        Self { tables: TABLES.iter().map(|_| Vec::new()).collect() }
    }

    /// Adds one.
    pub(super) fn add(&mut self, table: Table, row: Vec<Cell>) {
        self.tables[table as usize].push(row);
    }

    /// Adds a record's id, and gives it.
    pub(super) fn node(&mut self, kind: &str, parts: &[&str]) -> Uuid {
        let (id, key) = super::key::natural(kind, parts);
        self.add(Table::Node, row![id, kind, key, Cell::Null]);
        id
    }

    /// The last row of a table, by its columns.
    pub(super) fn last(&self, table: Table) -> Option<&[Cell]> {
        self.tables[table as usize].last().map(Vec::as_slice)
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.tables.iter().map(Vec::len).sum()
    }

    /// The rows of each table that has some, in the order of the tables.
    pub(super) fn each(&self) -> impl Iterator<Item = (&'static str, &'static [&'static str], &[Vec<Cell>])> {
        let tables = TABLES.iter().zip(&self.tables).filter(|(_, rows)| !rows.is_empty());
        tables.map(|((_, name, columns), rows)| (*name, *columns, rows.as_slice()))
    }

    /// Takes them out.
    pub(super) fn clear(&mut self) {
        self.tables.iter_mut().for_each(Vec::clear);
    }
}

macro_rules! cell {
    ($($from:ty => $make:expr,)*) => {
        $(impl From<$from> for Cell {
            fn from(value: $from) -> Self {
                $make(value)
            }
        })*
    };
}

cell! {
    Uuid => Self::Id,
    i64 => Self::Int,
    u32 => |value: u32| Self::Int(value.into()),
    bool => Self::Bool,
    String => Self::Text,
    &str => |value: &str| Self::Text(value.to_owned()),
    &String => |value: &String| Self::Text(value.clone()),
    NaiveDate => |value: NaiveDate| Self::Text(value.to_string()),
    Vec<u8> => Self::Bytes,
}

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}
