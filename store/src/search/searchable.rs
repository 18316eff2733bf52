//! What can be found: one place a noun says what its texts are, and which changes concern them.
//!
//! To add a noun: a variant here and at the end of `ALL`, its place below, its number in `migration/sql/search.sql`, and
//! its word in the schema; then raise [`super::analyse::ANALYSER`], so that databases that hold it already are read anew.

use std::collections::HashMap;

use sea_orm::{ConnectionTrait, DbErr, QueryResult, Statement, Value};
use uuid::Uuid;

/// A noun whose records search may find.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each is the vocabulary's word")]
pub enum Searchable {
    Opinion,
    Report,
    Declaration,
    Recommendation,
    Initiative,
    Organisation,
    Person,
}

/// The statements of a noun. `{ids}` stands for a list of its ids, or of those that `through` goes by. SQLite and
/// PostgreSQL read them alike.
struct Noun {
    /// The GraphQL type.
    name: &'static str,
    /// Of each record: `id`, `territory_id`, `oldest_first`.
    records: &'static str,
    /// Every id after `$1`, at most `$2`, in their order.
    after: &'static str,
    /// The parts of a record's title: `id`, two ranks and `text`.
    title: &'static str,
    /// The parts of its body, likewise; empty where there is none.
    body: &'static str,
    /// The tables whose rows make up the texts.
    tables: &'static [Table],
}

/// A table whose rows make up a noun's texts.
pub(super) struct Table {
    pub(super) name: &'static str,
    /// Its column that says of which record a row is.
    pub(super) key: &'static str,
    /// The statement that leads from there to the record's `id`, where the column does not name the record itself.
    pub(super) through: Option<&'static str>,
}

const OPINION: Noun = Noun {
    name: "Opinion",
    records: "SELECT o.id, a.territory_id, o.oldest_first FROM opinion o \
        JOIN organisation a ON a.id = o.assembly_id WHERE o.id IN ({ids})",
    after: "SELECT id FROM opinion WHERE id > $1 ORDER BY id LIMIT $2",
    title: "SELECT id, 0 AS part, 0 AS rank, title AS text FROM opinion WHERE id IN ({ids})",
    body: "SELECT opinion_id AS id, rank AS part, 0 AS rank, heading AS text FROM section \
        WHERE opinion_id IN ({ids}) \
        UNION ALL SELECT s.opinion_id, s.rank, p.rank, p.text FROM section s \
        JOIN paragraph p ON p.section_id = s.id WHERE s.opinion_id IN ({ids}) ORDER BY 1, 2, 3",
    tables: &[
        Table { name: "opinion", key: "id", through: None },
        Table { name: "section", key: "opinion_id", through: None },
        Table {
            name: "paragraph",
            key: "section_id",
            through: Some("SELECT opinion_id AS id FROM section WHERE id IN ({ids})"),
        },
    ],
};

const REPORT: Noun = Noun {
    name: "Report",
    records: "SELECT r.id, a.territory_id, r.oldest_first FROM report r JOIN session s ON s.id = r.session_id \
        JOIN organisation a ON a.id = s.assembly_id WHERE r.id IN ({ids})",
    after: "SELECT id FROM report WHERE id > $1 ORDER BY id LIMIT $2",
    title: "SELECT id, 1 AS part, 0 AS rank, title AS text FROM report WHERE id IN ({ids}) \
        UNION ALL SELECT id, 2, 0, number FROM report WHERE id IN ({ids}) ORDER BY 1, 2, 3",
    body: "SELECT id, 1 AS part, 0 AS rank, summary AS text FROM report WHERE id IN ({ids}) \
        UNION ALL SELECT report_id, 2, rank, title FROM priority WHERE report_id IN ({ids}) ORDER BY 1, 2, 3",
    tables: &[
        Table { name: "report", key: "id", through: None },
        Table { name: "priority", key: "report_id", through: None },
    ],
};

const DECLARATION: Noun = Noun {
    name: "Declaration",
    records: "SELECT d.id, a.territory_id, d.oldest_first FROM declaration d \
        JOIN opinion o ON o.id = d.opinion_id JOIN organisation a ON a.id = o.assembly_id WHERE d.id IN ({ids})",
    after: "SELECT id FROM declaration WHERE id > $1 ORDER BY id LIMIT $2",
    title: "SELECT s.declaration_id AS id, 0 AS part, s.rank, p.name AS text FROM declaration_speaker s \
        JOIN person p ON p.id = s.person_id WHERE s.declaration_id IN ({ids}) \
        UNION ALL SELECT m.declaration_id, m.rank, 1, o.acronym FROM declaration_organisation m \
        JOIN organisation o ON o.id = m.organisation_id WHERE m.declaration_id IN ({ids}) \
        UNION ALL SELECT m.declaration_id, m.rank, 2, o.name FROM declaration_organisation m \
        JOIN organisation o ON o.id = m.organisation_id WHERE m.declaration_id IN ({ids}) ORDER BY 1, 2, 3",
    body: "SELECT declaration_id AS id, 0 AS part, rank, text FROM paragraph \
        WHERE declaration_id IN ({ids}) ORDER BY 1, 2, 3",
    tables: &[
        Table { name: "declaration", key: "id", through: None },
        Table { name: "declaration_organisation", key: "declaration_id", through: None },
        Table { name: "declaration_speaker", key: "declaration_id", through: None },
        Table { name: "paragraph", key: "declaration_id", through: None },
        Table {
            name: "person",
            key: "id",
            through: Some("SELECT declaration_id AS id FROM declaration_speaker WHERE person_id IN ({ids})"),
        },
        Table {
            name: "organisation",
            key: "id",
            through: Some(
                "SELECT declaration_id AS id FROM declaration_organisation WHERE organisation_id IN ({ids})",
            ),
        },
    ],
};

const RECOMMENDATION: Noun = Noun {
    name: "Recommendation",
    // Whoever tells of it sits in the territory that it is about; of one that people recorded, whoever made it.
    records: "SELECT id, territory_id, oldest_first FROM (SELECT r.id, COALESCE( \
        (SELECT a.territory_id FROM telling t JOIN opinion o ON o.id = t.opinion_id \
        JOIN organisation a ON a.id = o.assembly_id WHERE t.recommendation_id = r.id LIMIT 1), \
        (SELECT a.territory_id FROM opinion o JOIN organisation a ON a.id = o.assembly_id WHERE o.id = r.origin_id) \
        ) AS territory_id, r.oldest_first FROM recommendation r WHERE r.id IN ({ids})) placed \
        WHERE territory_id IS NOT NULL",
    after: "SELECT id FROM recommendation WHERE id > $1 ORDER BY id LIMIT $2",
    title: "SELECT id, 0 AS part, 0 AS rank, subject AS text FROM recommendation WHERE id IN ({ids})",
    body: "SELECT id, 0 AS part, 0 AS rank, text FROM recommendation WHERE id IN ({ids})",
    tables: &[Table { name: "recommendation", key: "id", through: None }],
};

const INITIATIVE: Noun = Noun {
    name: "Initiative",
    records: "SELECT id, territory_id, NULL AS oldest_first FROM initiative WHERE id IN ({ids})",
    after: "SELECT id FROM initiative WHERE id > $1 ORDER BY id LIMIT $2",
    title: "SELECT id, 0 AS part, 0 AS rank, acronym AS text FROM initiative WHERE id IN ({ids}) \
        UNION ALL SELECT id, 1, 0, name FROM initiative WHERE id IN ({ids}) \
        UNION ALL SELECT initiative_id, 2, rank, name FROM initiative_alias \
        WHERE initiative_id IN ({ids}) ORDER BY 1, 2, 3",
    body: "",
    tables: &[
        Table { name: "initiative", key: "id", through: None },
        Table { name: "initiative_alias", key: "initiative_id", through: None },
    ],
};

const ORGANISATION: Noun = Noun {
    name: "Organisation",
    records: "SELECT id, territory_id, NULL AS oldest_first FROM organisation WHERE id IN ({ids})",
    after: "SELECT id FROM organisation WHERE id > $1 ORDER BY id LIMIT $2",
    title: "SELECT id, 0 AS part, 0 AS rank, acronym AS text FROM organisation WHERE id IN ({ids}) \
        UNION ALL SELECT id, 1, 0, name FROM organisation WHERE id IN ({ids}) \
        UNION ALL SELECT organisation_id, 2, rank, name FROM organisation_alias \
        WHERE organisation_id IN ({ids}) ORDER BY 1, 2, 3",
    body: "",
    tables: &[
        Table { name: "organisation", key: "id", through: None },
        Table { name: "organisation_alias", key: "organisation_id", through: None },
    ],
};

const PERSON: Noun = Noun {
    name: "Person",
    records: "SELECT p.id, a.territory_id, NULL AS oldest_first FROM person p \
        JOIN organisation a ON a.id = p.assembly_id WHERE p.id IN ({ids})",
    after: "SELECT id FROM person WHERE id > $1 ORDER BY id LIMIT $2",
    title: "SELECT id, 0 AS part, 0 AS rank, name AS text FROM person WHERE id IN ({ids})",
    body: "",
    tables: &[Table { name: "person", key: "id", through: None }],
};

/// A record's words before they are analysed. Null parts are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Text {
    pub(super) title: Vec<String>,
    pub(super) body: Vec<String>,
}

/// What searches are restricted by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Record {
    pub(super) id: Uuid,
    pub(super) territory_id: Uuid,
    pub(super) oldest_first: Option<Vec<u8>>,
}

impl Searchable {
    /// All of them, in the order of the schema.
    pub const ALL: [Self; 7] = [
        Self::Opinion,
        Self::Report,
        Self::Declaration,
        Self::Recommendation,
        Self::Initiative,
        Self::Organisation,
        Self::Person,
    ];

    /// The GraphQL type.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.noun().name
    }

    /// Its place among all of them, from 1: what a posting says of its record.
    pub(super) fn number(self) -> i16 {
        let place = Self::ALL.iter().position(|noun| *noun == self).unwrap_or_default();
        i16::try_from(place + 1).unwrap_or_default()
    }

    /// The noun of a number.
    pub(super) fn numbered(number: i16) -> Option<Self> {
        Self::ALL.into_iter().find(|noun| noun.number() == number)
    }

    /// The tables whose rows make up the texts.
    pub(super) fn tables(self) -> &'static [Table] {
        self.noun().tables
    }

    /// The records of these ids that there are.
    pub(super) async fn records(self, on: &impl ConnectionTrait, ids: &[Uuid]) -> Result<Vec<Record>, DbErr> {
        let rows = on.query_all_raw(statement(on, self.noun().records, ids)).await?;
        let record = |row: &QueryResult| {
            Ok(Record {
                id: row.try_get("", "id")?,
                territory_id: row.try_get("", "territory_id")?,
                oldest_first: row.try_get("", "oldest_first")?,
            })
        };
        rows.iter().map(record).collect()
    }

    /// The first ids after another.
    pub(super) async fn after(
        self,
        on: &impl ConnectionTrait,
        id: Uuid,
        limit: i64,
    ) -> Result<Vec<Uuid>, DbErr> {
        let values = [Value::from(id), Value::from(limit)];
        let after = Statement::from_sql_and_values(on.get_database_backend(), self.noun().after, values);
        on.query_all_raw(after).await?.iter().map(|row| row.try_get("", "id")).collect()
    }

    /// The texts of records: two statements.
    pub(super) async fn texts(
        self,
        on: &impl ConnectionTrait,
        ids: &[Uuid],
    ) -> Result<HashMap<Uuid, Text>, DbErr> {
        let mut texts: HashMap<Uuid, Text> = HashMap::new();
        let noun = self.noun();
        for (sql, is_title) in [(noun.title, true), (noun.body, false)] {
            if sql.is_empty() || ids.is_empty() {
                continue;
            }
            for row in on.query_all_raw(statement(on, sql, ids)).await? {
                let text = texts.entry(row.try_get("", "id")?).or_default();
                let part: Option<String> = row.try_get("", "text")?;
                if is_title { text.title.extend(part) } else { text.body.extend(part) }
            }
        }
        Ok(texts)
    }

    fn noun(self) -> &'static Noun {
        match self {
            Self::Opinion => &OPINION,
            Self::Report => &REPORT,
            Self::Declaration => &DECLARATION,
            Self::Recommendation => &RECOMMENDATION,
            Self::Initiative => &INITIATIVE,
            Self::Organisation => &ORGANISATION,
            Self::Person => &PERSON,
        }
    }
}

/// A statement about ids. Both databases take `$1`, `$2`… , and each of them as often as it stands there.
pub(super) fn statement(on: &impl ConnectionTrait, sql: &str, ids: &[Uuid]) -> Statement {
    let places: Vec<String> = (1..=ids.len()).map(|place| format!("${place}")).collect();
    let sql = sql.replace("{ids}", &places.join(", "));
    Statement::from_sql_and_values(on.get_database_backend(), sql, ids.iter().map(|id| Value::from(*id)))
}
