//! What happened to records, in the order in which it did: what those who keep a copy follow (flux des changements).

use async_graphql::{Context, Enum, ID, Object};
use store::{Event, Events, Since};

use super::{
    connection::{PageInfo, figure},
    given::Given,
    items::Items,
    node::{NODES, Node, of_type},
    scalar::DateTime,
};
use crate::{error::Error, loader::Loaders};

/// At most so many changes in a page.
pub(crate) const MOST: i32 = 100;
/// So many where `first` does not say.
const DEFAULT: i32 = 20;
/// The word that stands for the place where the ledger ends now.
const NOW: &str = "now";

/// The types of records (types d'enregistrements), as `__typename` names them: `VOTE_POSITION` is `VotePosition`.
// In the order of `NODES`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub(crate) enum NodeType {
    /// Territory (territoire).
    Territory,
    /// Organisation (organisation).
    Organisation,
    /// Person (personne).
    Person,
    /// Membership (mandat).
    Membership,
    /// Session (séance).
    Session,
    /// Report (rapport).
    Report,
    /// Priority (priorité).
    Priority,
    /// Opinion (avis).
    Opinion,
    /// Rapporteur (rapporteur).
    Rapporteur,
    /// Section (partie).
    Section,
    /// Paragraph (paragraphe).
    Paragraph,
    /// Declaration (déclaration).
    Declaration,
    /// Vote (vote).
    Vote,
    /// VotePosition (position de vote).
    VotePosition,
    /// Initiative (dispositif).
    Initiative,
    /// Mention (mention).
    Mention,
    /// Milestone (jalon).
    Milestone,
    /// Recommendation (préconisation).
    Recommendation,
    /// FollowUp (suite donnée).
    FollowUp,
    /// Theme (thème).
    Theme,
    /// ThemeAssignment (attribution de thème).
    ThemeAssignment,
    /// Document (document source).
    Document,
}

impl NodeType {
    const ALL: [Self; NODES.len()] = [
        Self::Territory,
        Self::Organisation,
        Self::Person,
        Self::Membership,
        Self::Session,
        Self::Report,
        Self::Priority,
        Self::Opinion,
        Self::Rapporteur,
        Self::Section,
        Self::Paragraph,
        Self::Declaration,
        Self::Vote,
        Self::VotePosition,
        Self::Initiative,
        Self::Mention,
        Self::Milestone,
        Self::Recommendation,
        Self::FollowUp,
        Self::Theme,
        Self::ThemeAssignment,
        Self::Document,
    ];

    /// As `__typename` says it.
    pub(crate) fn name(self) -> &'static str {
        NODES[self as usize]
    }

    /// All of them.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        Self::ALL.into_iter()
    }

    /// The type of that name.
    pub(crate) fn of(name: &str) -> Option<Self> {
        let place = NODES.iter().position(|known| *known == name)?;
        Self::ALL.get(place).copied()
    }
}

/// What was done to a record (opération).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "store::Operation")]
pub(crate) enum ChangeOperation {
    /// It was not there before (création).
    Created,
    /// It was there, and a value of it changed, or of what is told with it, such as its sources (modification).
    Updated,
    /// It is there no more, or another record answers for it (suppression).
    Deleted,
}

/// What one write did to one record (changement).
#[derive(Clone, Debug)]
pub(crate) struct Change(pub(crate) Event);

/// What one write did to one record (changement).
#[Object]
impl Change {
    /// The record's id (identifiant).
    async fn node_id(&self) -> ID {
        self.0.record.into()
    }

    /// Its type, also where it is there no more (type).
    #[graphql(name = "type")]
    async fn kind(&self) -> Result<NodeType, Error> {
        NodeType::of(&self.0.kind).ok_or(Error::Missing("Change", self.0.record))
    }

    /// What was done (opération).
    async fn operation(&self) -> ChangeOperation {
        self.0.operation.into()
    }

    /// When (date et heure). All changes of one write have one moment, and no other write has it.
    async fn at(&self) -> DateTime {
        DateTime(self.0.at)
    }

    /// Of a deleted record, the one that answers for it from then on, where the two were merged (fusionné avec).
    async fn merged_into(&self) -> Option<ID> {
        self.0.merged_into.map(ID::from)
    }

    /// The record as it is now, which may be later than this change (enregistrement); null where it was deleted, by this
    /// change or by a later one.
    async fn node(&self, ctx: &Context<'_>) -> Option<Result<Node, Error>> {
        if self.0.operation == store::Operation::Deleted {
            return None;
        }
        of_type(ctx, &self.0.kind, self.0.record).await.transpose()
    }

    /// Its place: pass it as `after` to go on from here, and tell by it a change that you have seen (jeton).
    async fn cursor(&self) -> String {
        self.0.token.to_string()
    }
}

/// A change in a list, with its cursor (Relay edge).
#[derive(Clone, Debug)]
pub(crate) struct ChangeEdge(Event);

/// A change in a list, with its cursor (Relay edge).
#[Object]
impl ChangeEdge {
    /// The change.
    async fn node(&self) -> Change {
        Change(self.0.clone())
    }

    /// Its place in the list: pass it as `after`.
    async fn cursor(&self) -> String {
        self.0.token.to_string()
    }
}

/// A page of changes, the earliest first (Relay connection).
pub(crate) struct ChangeConnection {
    page: Events,
    begins: bool,
}

/// A page of changes, the earliest first (Relay connection). Its `pageInfo.endCursor` is never null, and goes on where
/// the page is empty too.
#[Object]
impl ChangeConnection {
    /// The changes of the page.
    async fn nodes(&self) -> Items<Change> {
        self.page.events.iter().cloned().map(Change).collect()
    }

    /// The changes of the page, each with its cursor.
    async fn edges(&self) -> Items<ChangeEdge> {
        self.page.events.iter().cloned().map(ChangeEdge).collect()
    }

    /// Where the page stands in the list. A page may be empty and yet have a next one: what was looked at is of other
    /// types.
    async fn page_info(&self) -> PageInfo {
        PageInfo {
            has_next_page: self.page.more,
            has_previous_page: !self.begins,
            start_cursor: self.page.events.first().map(|event| event.token.to_string()),
            end_cursor: Some(self.page.end.to_string()),
        }
    }
}

/// What happened to all records.
#[derive(Default)]
pub(crate) struct Changes;

/// What happened to all records.
#[Object]
impl Changes {
    /// What happened to records, in the order in which it did (changements): for those who keep a copy. Keep
    /// `pageInfo.endCursor` and ask again with it as `after`: nothing is missed, and nothing comes twice. With the error
    /// UNKNOWN_TOKEN, start anew without a cursor.
    async fn changes(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "Only what comes after this cursor; \"now\" is where the list ends now. From the first change of all where it is not given."
        )]
        after: Option<String>,
        #[graphql(desc = "Only changes of records of these types; of all where it is not given.")]
        types: Option<Vec<NodeType>>,
        #[graphql(desc = "At most so many: 0 to 100, 20 where it is not given.")] first: Option<i32>,
    ) -> Result<ChangeConnection, Error> {
        let since = since(after.as_deref())?;
        let types = names(types)?;
        let first = figure("first", first.unwrap_or(DEFAULT), MOST)?;
        let page = ctx.data_unchecked::<Loaders>().store().changes(since, &types, first as u64).await?;
        Ok(ChangeConnection { page, begins: since == Since::Beginning })
    }
}

/// From where changes are asked for.
pub(crate) fn since(after: Option<&str>) -> Result<Since, Error> {
    match after {
        None => Ok(Since::Beginning),
        Some(NOW) => Ok(Since::Now),
        Some(token) => {
            let token = token.parse().map_err(|_| Error::InvalidCursor(token.chars().take(80).collect()))?;
            Ok(Since::Token(token))
        }
    }
}

/// The names of the types that are asked for; none where all are.
pub(crate) fn names(types: Option<Vec<NodeType>>) -> Result<Vec<&'static str>, Error> {
    let Some(types) = types else { return Ok(Vec::new()) };
    if types.is_empty() {
        let message =
            "`types` is an empty list: name the types that you follow, or leave it out to follow all";
        return Err(Error::InvalidArgument(message.to_owned()));
    }
    let mut names: Vec<_> = types.into_iter().map(NodeType::name).collect();
    names.sort_unstable();
    names.dedup();
    Ok(names)
}

/// What the fields refuse of their arguments. A subscription ends after `first` changes, however many that are.
fn check(given: &Given<'_>) -> Result<(), Error> {
    since(given.get::<String>("after").as_deref())?;
    names(given.get("types")).map(drop)
}

/// What the page refuses of its arguments.
pub(crate) fn check_page(given: &Given<'_>) -> Result<(), Error> {
    check(given)?;
    given.get("first").map_or(Ok(()), |first| figure("first", first, MOST).map(drop))
}

/// What a subscription refuses of its arguments.
pub(crate) fn check_subscription(given: &Given<'_>) -> Result<(), Error> {
    check(given)?;
    given.get("first").map_or(Ok(()), |first| figure("first", first, i32::MAX).map(drop))
}

#[cfg(test)]
mod tests {
    use super::{NODES, NodeType};

    #[test]
    fn each_type_has_its_name() {
        for (kind, name) in NodeType::ALL.into_iter().zip(NODES) {
            assert_eq!((kind.name(), format!("{kind:?}").as_str()), (name, name));
            assert_eq!(NodeType::of(name), Some(kind));
        }
        assert_eq!(NodeType::of("Ledger"), None);
    }
}
