//! The keys of records that people make, and the columns that follow from what they hang on.

use serde_json::Value;
use uuid::Uuid;

use super::{
    decided::as_uuid,
    derived::{put, text},
    desk::Desk,
    editable::List,
    fault::{FaultKind, Refused},
};
use crate::{Error, id::NaturalKey, recorded::Cells, sort_key::SortKey};

/// The first rank of what people add to a list that a document numbers from 1: a later reading of it may find more.
const FIRST: i64 = 1_001;

/// What a new record's key is, and the columns that nobody gives.
pub(super) struct Made {
    pub(super) key: NaturalKey,
    pub(super) rest: Cells,
}

/// Makes a record's key as an import does.
pub(super) async fn made(
    desk: &Desk<'_>,
    kind: &'static str,
    row: &Cells,
    lists: &[(&List, Value)],
) -> Result<Made, Error> {
    let new = New { desk, row, kind };
    let rest = Cells::new();
    match kind {
        "Organisation" | "Initiative" => new.named(rest).await,
        "Person" => {
            let slug = ingest::text::fold(&new.text("name")?);
            let key = NaturalKey::new(kind, [&new.text("assembly_id")?, &slug]);
            Ok(Made { key, rest: put_in(rest, [("slug", slug.into()), ("redacted", false.into())]) })
        }
        "Membership" => new.membership(rest).await,
        "Report" => new.report(rest).await,
        "Opinion" => new.opinion(rest).await,
        "Rapporteur" => {
            let opinion = new.parent("opinion_id", "Opinion").await?;
            let rest = put_in(new.keys_of(&opinion, rest, &["newest_first"]), [("rank", FIRST.into())]);
            Ok(Made { key: NaturalKey::new(kind, [&new.text("opinion_id")?, &new.text("person_id")?]), rest })
        }
        "Declaration" => new.declaration(rest, lists).await,
        "Vote" => new.vote(rest).await,
        "VotePosition" => new.position(rest).await,
        "Milestone" => {
            let owner = new.row.get("initiative_id").or_else(|| new.row.get("organisation_id"));
            let Some(owner) = owner.and_then(Value::as_str) else {
                return Err(new.lacks("initiative_id", "a milestone is an initiative's or an organisation's"));
            };
            let slug = ingest::text::slug(&new.text("title")?);
            Ok(Made { key: NaturalKey::new(kind, [owner, &new.text("date")?, &slug]), rest })
        }
        "Recommendation" => new.recommendation(rest, lists).await,
        "FollowUp" => new.follow_up(rest).await,
        _ => Err(Refused::all(
            FaultKind::Invalid,
            format!("{kind}: records of this type are not made by hand"),
        )
        .into()),
    }
}

struct New<'a> {
    desk: &'a Desk<'a>,
    row: &'a Cells,
    kind: &'static str,
}

fn put_in<const N: usize>(mut row: Cells, cells: [(&str, Value); N]) -> Cells {
    row.extend(cells.map(|(column, value)| (column.to_owned(), value)));
    row
}

impl New<'_> {
    fn lacks(&self, field: &str, why: &str) -> Error {
        Refused::at(field, FaultKind::Invalid, format!("{field} is missing: {why}")).into()
    }

    /// A value that the key is made of.
    fn text(&self, field: &str) -> Result<String, Error> {
        text(self.row, field).ok_or_else(|| self.lacks(field, "the record's key is made of it"))
    }

    /// The record that it hangs on.
    async fn parent(&self, field: &str, kind: &str) -> Result<Cells, Error> {
        let id = as_uuid(&self.text(field)?).unwrap_or_default();
        Ok(self.desk.existing(field, kind, id).await?.1)
    }

    /// The keys of orders that it has from what it hangs on.
    fn keys_of(&self, parent: &Cells, mut rest: Cells, columns: &[&str]) -> Cells {
        for column in columns {
            rest.insert((*column).to_owned(), parent.get(*column).cloned().unwrap_or_default());
        }
        rest
    }

    async fn named(&self, rest: Cells) -> Result<Made, Error> {
        let territory = self.parent("territory_id", "Territory").await?;
        let name = text(self.row, "acronym").map_or_else(|| self.text("name"), Ok)?;
        let slug = ingest::text::slug(&name);
        // As texts name them: "Commission Mobilités" is known as "Mobilités".
        let commission =
            self.kind == "Organisation" && text(self.row, "kind").as_deref() == Some("COMMISSION");
        let slug =
            if commission && !slug.starts_with("commission-") { format!("commission-{slug}") } else { slug };
        if slug.is_empty() || slug == "commission-" {
            let message = format!(
                "{name:?} has no letter and no figure: expected a name, for the record's key is made of it"
            );
            return Err(Refused::at("name", FaultKind::Invalid, message).into());
        }
        let (level, code) =
            (text(&territory, "level").unwrap_or_default(), text(&territory, "code").unwrap_or_default());
        Ok(Made {
            key: NaturalKey::new(self.kind, [&level, &code, &slug]),
            rest: put_in(rest, [("slug", slug.into())]),
        })
    }

    async fn membership(&self, rest: Cells) -> Result<Made, Error> {
        let person = self.parent("person_id", "Person").await?;
        let rest = self.keys_of(&person, rest, &["name_key"]);
        let (person, body) = (self.text("person_id")?, self.text("organisation_id")?);
        let [behalf, role, start] = ["on_behalf_of_id", "role", "start_date"]
            .map(|column| text(self.row, column).unwrap_or_default());
        let key = if role.is_empty() && start.is_empty() {
            NaturalKey::new(self.kind, [&person, &body, &behalf])
        } else {
            NaturalKey::new(self.kind, [&person, &body, &behalf, &role, &start])
        };
        Ok(Made { key, rest })
    }

    async fn report(&self, mut rest: Cells) -> Result<Made, Error> {
        let session = self.parent("session_id", "Session").await?;
        let number = self.text("number")?;
        let title = text(self.row, "title").unwrap_or_default();
        let day = text(&session, "held_on").and_then(|day| day.parse().ok());
        put(&mut rest, "newest_first", SortKey::newest(day).number(Some(&number)).text(&title));
        put(&mut rest, "oldest_first", SortKey::oldest(day).number(Some(&number)).text(&title));
        Ok(Made { key: NaturalKey::new(self.kind, [&self.text("session_id")?, &number]), rest })
    }

    async fn opinion(&self, mut rest: Cells) -> Result<Made, Error> {
        let session = self.parent("session_id", "Session").await?;
        let (assembly, day) = (
            text(&session, "assembly_id").unwrap_or_default(),
            text(&session, "held_on").unwrap_or_default(),
        );
        let title = self.text("title")?;
        let number = match self.row.contains_key("report_id") {
            true => text(&self.parent("report_id", "Report").await?, "number"),
            false => None,
        };
        let last = number.clone().unwrap_or_else(|| ingest::text::slug(&title));
        let key = NaturalKey::new(self.kind, [&assembly, &day, &self.text("kind")?, &last]);
        let held_on = day.parse().ok();
        put(&mut rest, "newest_first", SortKey::newest(held_on).number(number.as_deref()).text(&title));
        put(&mut rest, "oldest_first", SortKey::oldest(held_on).number(number.as_deref()).text(&title));
        let number = number.map_or(Value::Null, Value::from);
        Ok(Made { key, rest: put_in(rest, [("assembly_id", assembly.into()), ("report_number", number)]) })
    }

    async fn declaration(&self, rest: Cells, lists: &[(&List, Value)]) -> Result<Made, Error> {
        let opinion = self.parent("opinion_id", "Opinion").await?;
        let mut rest = self.keys_of(&opinion, rest, &["newest_first", "oldest_first"]);
        let items =
            |field: &str| lists.iter().find(|(list, _)| list.field == field).map(|(_, value)| value.clone());
        if items("organisations").is_none_or(|value| value.as_array().is_none_or(Vec::is_empty)) {
            return Err(self.lacks("organisations", "a declaration is made in the name of one at least"));
        }
        let at = self.desk.table("declaration").unwrap_or_default();
        let id = as_uuid(&self.text("opinion_id")?).unwrap_or_default();
        let known = self.desk.tables[at].having(self.desk.on, "opinion_id", &[id]).await?;
        let last =
            known.iter().filter_map(|row| row.get("rank").and_then(Value::as_i64)).max().unwrap_or_default();
        let mut rank = FIRST.max(last + 1);
        // Ids are never given twice, also where what had one was removed.
        let key = loop {
            let key = NaturalKey::new(self.kind, [&id.to_string(), &rank.to_string()]);
            if self.desk.node(key.id()).await?.is_none() {
                break key;
            }
            rank += 1;
        };
        rest.insert("rank".to_owned(), rank.into());
        Ok(Made { key, rest })
    }

    async fn vote(&self, rest: Cells) -> Result<Made, Error> {
        let opinion = text(self.row, "opinion_id");
        let (parent, key) = match &opinion {
            Some(id) => (self.parent("opinion_id", "Opinion").await?, NaturalKey::new(self.kind, [id])),
            None => {
                let session = self.parent("session_id", "Session").await?;
                (session, NaturalKey::new(self.kind, [&self.text("session_id")?, &self.text("subject")?]))
            }
        };
        let session_id = match &opinion {
            Some(_) => text(&parent, "session_id").ok_or_else(|| {
                self.lacks(
                    "opinion_id",
                    "the vote's session is that of its opinion, and of this one no document was imported",
                )
            }),
            None => self.text("session_id"),
        }?;
        let session =
            self.desk.existing("session_id", "Session", as_uuid(&session_id).unwrap_or_default()).await?.1;
        let rest = self.keys_of(&parent, rest, &["newest_first", "oldest_first"]);
        let held_on = session.get("held_on").cloned().unwrap_or_default();
        let cells = [("session_id", session_id.into()), ("held_on", held_on), ("inconsistent", false.into())];
        Ok(Made { key, rest: put_in(rest, cells) })
    }

    async fn position(&self, rest: Cells) -> Result<Made, Error> {
        if self.text("kind")? == "ANNOUNCED" {
            let declaration = self.parent("declaration_id", "Declaration").await?;
            let (id, body) = (self.text("declaration_id")?, self.text("organisation_id")?);
            let at = self.desk.table("vote").unwrap_or_default();
            let opinion = text(&declaration, "opinion_id").and_then(|id| as_uuid(&id)).unwrap_or_default();
            let vote = self.desk.tables[at].having(self.desk.on, "opinion_id", &[opinion]).await?;
            let vote = vote.first().and_then(|vote| vote.get("id")).cloned().unwrap_or_default();
            let rest = put_in(self.keys_of(&declaration, rest, &["newest_first"]), [("vote_id", vote)]);
            return Ok(Made { key: NaturalKey::new(self.kind, [&id, &body]), rest });
        }
        let vote = self.parent("vote_id", "Vote").await?;
        let rest = self.keys_of(&vote, rest, &["newest_first"]);
        Ok(Made { key: NaturalKey::new(self.kind, [&self.text("vote_id")?, &self.text("person_id")?]), rest })
    }

    async fn recommendation(&self, rest: Cells, lists: &[(&List, Value)]) -> Result<Made, Error> {
        let origin = self.parent("origin_id", "Opinion").await?;
        let assembly = text(&origin, "assembly_id").unwrap_or_default();
        let made_by = lists
            .iter()
            .find(|(list, _)| list.field == "made_by")
            .and_then(|(_, value)| value.as_array().cloned());
        let mut askers: Vec<String> =
            made_by.iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect();
        askers.retain(|asker| *asker != assembly);
        askers.sort();
        let words = text(self.row, "text").or_else(|| text(self.row, "subject"));
        let (kind, value) = match (text(self.row, "number"), words) {
            (Some(number), _) => ("NUMBER", number),
            (None, Some(words)) => ("WORDS", ingest::text::slug(&words)),
            (None, None) => {
                return Err(self.lacks("text", "a recommendation has a text, a subject or a number"));
            }
        };
        let key = NaturalKey::new(self.kind, [&self.text("origin_id")?, "", &askers.join(" "), kind, &value]);
        Ok(Made { key, rest: self.keys_of(&origin, rest, &["newest_first", "oldest_first"]) })
    }

    async fn follow_up(&self, mut rest: Cells) -> Result<Made, Error> {
        let recommendation = self.parent("recommendation_id", "Recommendation").await?;
        let day = text(self.row, "evidence_date").and_then(|day| day.parse().ok());
        match day {
            Some(day) => {
                put(&mut rest, "newest_first", SortKey::newest(Some(day)).rank(0));
                put(&mut rest, "oldest_first", SortKey::oldest(Some(day)).rank(0));
            }
            None => rest = self.keys_of(&recommendation, rest, &["newest_first", "oldest_first"]),
        }
        let [evidence, url, day] = ["evidence_text", "evidence_url", "evidence_date"]
            .map(|column| text(self.row, column).unwrap_or_default());
        let (of, status) = (self.text("recommendation_id")?, self.text("status")?);
        Ok(Made { key: NaturalKey::new(self.kind, ["BY_HAND", &of, &status, &evidence, &url, &day]), rest })
    }
}

/// An id in a row.
pub(super) fn reference(row: &Cells, column: &str) -> Option<Uuid> {
    row.get(column)?.as_str().and_then(as_uuid)
}
