//! Records by their ids, whatever their type (Relay's global object identification).

use async_graphql::{Context, ID, Interface};
use store::Noun;
use uuid::Uuid;

use super::{reads::Nodes, *};
use crate::{error::Error, loader::Loaders};

/// At most so many ids in one look-up.
const MOST: usize = 100;

/// Any record: it has an id that is the same in every installation.
#[derive(Interface)]
#[graphql(field(name = "id", ty = "ID", desc = "The same in every installation, for ever (identifiant)."))]
pub(crate) enum Node {
    /// Territory.
    Territory(Territory),
    /// Organisation.
    Organisation(Organisation),
    /// Person.
    Person(Person),
    /// Membership.
    Membership(Membership),
    /// Session.
    Session(Session),
    /// Report.
    Report(Report),
    /// Priority.
    Priority(Priority),
    /// Opinion.
    Opinion(Opinion),
    /// Rapporteur.
    Rapporteur(Rapporteur),
    /// Section.
    Section(Section),
    /// Paragraph.
    Paragraph(Paragraph),
    /// Declaration.
    Declaration(Declaration),
    /// Vote.
    Vote(Vote),
    /// VotePosition.
    VotePosition(VotePosition),
    /// Initiative.
    Initiative(Initiative),
    /// Mention.
    Mention(Mention),
    /// Milestone.
    Milestone(Milestone),
    /// Recommendation.
    Recommendation(Recommendation),
    /// FollowUp.
    FollowUp(FollowUp),
    /// Theme.
    Theme(Theme),
    /// ThemeAssignment.
    ThemeAssignment(ThemeAssignment),
    /// Document.
    Document(Document),
}

/// The names of the types that are nodes.
pub(crate) const NODES: [&str; 22] = [
    "Territory",
    "Organisation",
    "Person",
    "Membership",
    "Session",
    "Report",
    "Priority",
    "Opinion",
    "Rapporteur",
    "Section",
    "Paragraph",
    "Declaration",
    "Vote",
    "VotePosition",
    "Initiative",
    "Mention",
    "Milestone",
    "Recommendation",
    "FollowUp",
    "Theme",
    "ThemeAssignment",
    "Document",
];

/// The record of an id; a text that is no id names none.
pub(crate) async fn node(ctx: &Context<'_>, id: &ID) -> Option<Result<Node, Error>> {
    read(ctx, Uuid::parse_str(id).ok()?).await.transpose()
}

/// Refuses more ids than one look-up takes.
pub(crate) fn check(ids: usize) -> Result<(), Error> {
    if ids <= MOST {
        return Ok(());
    }
    let message = format!("`ids` has {ids} ids: expected at most {MOST}");
    Err(Error::OutOfRange { message, limit: "ids", maximum: MOST as i64, actual: ids as i64 })
}

/// The records of ids, in their order.
pub(crate) async fn nodes(ctx: &Context<'_>, ids: &[ID]) -> Result<Vec<Option<Node>>, Error> {
    check(ids.len())?;
    let reads = ids.iter().map(async |id| match Uuid::parse_str(id) {
        Ok(id) => read(ctx, id).await,
        Err(_) => Ok(None),
    });
    futures_util::future::join_all(reads).await.into_iter().collect()
}

async fn read(ctx: &Context<'_>, id: Uuid) -> Result<Option<Node>, Error> {
    let Some((kind, id)) = ctx.data_unchecked::<Loaders>().load(Nodes, id).await? else { return Ok(None) };
    of_type(ctx, &kind, id).await
}

/// The record of an id, where it has that type.
pub(crate) async fn found<T>(ctx: &Context<'_>, id: &ID) -> Option<Result<T, Error>>
where
    T: Listed + From<Arc<T::Noun>>,
{
    known(ctx, Uuid::parse_str(id).ok()?).await
}

/// The same where the id is read already.
pub(crate) async fn known<T>(ctx: &Context<'_>, id: Uuid) -> Option<Result<T, Error>>
where
    T: Listed + From<Arc<T::Noun>>,
{
    // Only an id that its table does not have may be one that a merged record had.
    if let Some(found) = with_joins(ctx, id).await.transpose() {
        return Some(found);
    }
    match ctx.data_unchecked::<Loaders>().load(Nodes, id).await {
        Ok(Some((kind, became))) if kind == T::NAME && became != id => record(ctx, became).await.transpose(),
        Ok(_) => None,
        Err(error) => Some(Err(error)),
    }
}

/// The record of an id whose type is known.
pub(crate) async fn of_type(ctx: &Context<'_>, kind: &str, id: Uuid) -> Result<Option<Node>, Error> {
    Ok(match kind {
        "Territory" => record::<Territory>(ctx, id).await?.map(Node::from),
        "Organisation" => record::<Organisation>(ctx, id).await?.map(Node::from),
        "Person" => record::<Person>(ctx, id).await?.map(Node::from),
        "Membership" => record::<Membership>(ctx, id).await?.map(Node::from),
        "Session" => record::<Session>(ctx, id).await?.map(Node::from),
        "Report" => record::<Report>(ctx, id).await?.map(Node::from),
        "Priority" => record::<Priority>(ctx, id).await?.map(Node::from),
        "Opinion" => record::<Opinion>(ctx, id).await?.map(Node::from),
        "Rapporteur" => record::<Rapporteur>(ctx, id).await?.map(Node::from),
        "Section" => record::<Section>(ctx, id).await?.map(Node::from),
        "Paragraph" => record::<Paragraph>(ctx, id).await?.map(Node::from),
        "Declaration" => record::<Declaration>(ctx, id).await?.map(Node::from),
        "Vote" => record::<Vote>(ctx, id).await?.map(Node::from),
        "VotePosition" => record::<VotePosition>(ctx, id).await?.map(Node::from),
        "Initiative" => record::<Initiative>(ctx, id).await?.map(Node::from),
        "Mention" => record::<Mention>(ctx, id).await?.map(Node::from),
        "Milestone" => record::<Milestone>(ctx, id).await?.map(Node::from),
        "Recommendation" => record::<Recommendation>(ctx, id).await?.map(Node::from),
        "FollowUp" => record::<FollowUp>(ctx, id).await?.map(Node::from),
        "Theme" => record::<Theme>(ctx, id).await?.map(Node::from),
        "ThemeAssignment" => record::<ThemeAssignment>(ctx, id).await?.map(Node::from),
        "Document" => record::<Document>(ctx, id).await?.map(Node::from),
        _ => None,
    })
}

pub(super) async fn record<T>(ctx: &Context<'_>, id: Uuid) -> Result<Option<T>, Error>
where
    T: Listed + From<Arc<T::Noun>>,
    T::Noun: Noun,
{
    Ok(ctx.data_unchecked::<Loaders>().load(Of::<_, T::Noun>::new(ById), id).await?.map(T::from))
}
