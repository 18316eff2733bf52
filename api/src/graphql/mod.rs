//! The schema: one file a noun.

mod ahead;
mod as_of;
mod at_hand;
mod by;
mod change;
mod children;
mod connection;
mod decision;
mod declaration;
mod deliberation;
mod document;
mod edit;
mod facet;
mod federation;
mod filter;
mod follow_up;
mod given;
mod import_document;
mod initiative;
mod items;
mod later;
mod leaf;
mod ledger;
mod membership;
mod mention;
mod milestone;
mod mutation;
mod node;
mod opinion;
mod order;
mod organisation;
mod paragraph;
mod person;
mod priority;
mod query;
mod rapporteur;
mod rate_limit;
mod reads;
mod recommendation;
mod report;
mod revision;
mod scalar;
mod search;
mod section;
mod session;
mod source;
mod statistics;
mod subscription;
mod territory;
mod theme;
mod theme_assignment;
mod upload;
mod user_error;
mod vote;
mod vote_position;
mod webhook;
mod writing;
mod written;

use std::sync::Arc;

use async_graphql::{Context, SDLExportOptions, Schema, ValidationMode};
use store::{Filter, List, Page, Row, Sort, Without};
use uuid::Uuid;

use self::declaration::*;
use self::deliberation::*;
use self::document::*;
use self::follow_up::*;
use self::initiative::*;
use self::membership::*;
use self::mention::*;
use self::milestone::*;
use self::opinion::*;
use self::organisation::*;
use self::paragraph::*;
use self::person::*;
use self::priority::*;
use self::rapporteur::*;
use self::recommendation::*;
use self::report::*;
use self::section::*;
use self::session::*;
use self::territory::*;
use self::theme::*;
use self::theme_assignment::*;
use self::vote::*;
use self::vote_position::*;
use self::{
    ahead::begin_all,
    as_of::{AsOf, as_of, look_up_as_of},
    by::*,
    children::*,
    connection::{Begin, Connection, Listed, all, with_joins},
    facet::FacetedConnection,
    federation::Root,
    filter::*,
    items::Items,
    mutation::Mutation,
    node::{Node, node, nodes},
    order::*,
    query::Query,
    reads::{
        Aliases, ById, Candidates, Deliberations, Identifiers, InitiativeAliases, Of, PersonIdentifiers,
        Problems, Texts,
    },
    revision::History,
    scalar::{Date, DateTime, PartialDate},
    source::{Basis, Source, source, sources},
    subscription::Subscription,
    written::Record,
};
pub(crate) use self::{
    change::{NodeType, since},
    given::{Check, Given, check},
    mutation::{Acting, SCOPES},
    rate_limit::RateLimit,
    scalar::complaint,
    upload::{Upload, Uploads, placeholder},
    written::{Straight, room, write},
};
use crate::{error::Error, http::OnlyRules, loader::Loaders};

pub(crate) use self::federation::subgraph;

/// The schema that the HTTP handler runs.
pub(crate) type Executable = Schema<Root, Mutation, Subscription>;

/// How a schema treats what the HTTP handler hands to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Manner {
    /// Applies every rule of the specification and runs nothing.
    Rules {
        /// Whether an unknown name's error says which known ones are like it.
        suggestions: bool,
    },
    /// Runs what follows the rules.
    Runs,
}

/// Builds the schema. It has no limits of its own: the HTTP handler bounds a query before it comes here.
pub(crate) fn schema(manner: Manner, nesting: usize) -> Executable {
    let builder = Schema::build(Root::default(), Mutation::default(), Subscription);
    let builder = builder.limit_recursive_depth(nesting);
    match manner {
        Manner::Rules { suggestions: true } => builder.extension(OnlyRules).finish(),
        Manner::Rules { suggestions: false } => builder.extension(OnlyRules).disable_suggestions().finish(),
        Manner::Runs => builder.validation_mode(ValidationMode::Fast).finish(),
    }
}

/// The schema as text, as `schema.graphql` keeps it: without what only a gateway asks for.
pub(crate) fn sdl() -> String {
    let options = SDLExportOptions::new().include_specified_by();
    let sdl = Schema::new(Query::default(), Mutation::default(), Subscription).sdl_with_options(options);
    // One line feed at the end, whatever async-graphql's next version writes.
    format!(
        "{}
",
        sdl.trim_end()
    )
}

/// The schema for Relay's compiler, which fetches a record anew by a field `node` that takes an id and nothing else:
/// without its `asOf`. What is written after it runs as well.
pub(crate) fn relay() -> String {
    let sdl = sdl();
    let asks = ["\n\tnode(\n", "\t\tid: ID!", "\n\t): Node\n"];
    let mut at = 0;
    let places = asks.map(|words| {
        at += sdl[at..].find(words).unwrap_or_default() + words.len();
        at
    });
    let [_, after_id, end] = places;
    format!("{}{}{}", &sdl[..after_id], asks[2], &sdl[end..])
}

/// The record that another one must have.
async fn one<T>(ctx: &Context<'_>, id: Uuid, joined: Option<Option<Arc<T::Noun>>>) -> Result<Record<T>, Error>
where
    T: Listed + From<Arc<T::Noun>>,
{
    if let Some(Some(row)) = joined {
        return Ok(Record(T::from(row)));
    }
    let loaders = ctx.data_unchecked::<Loaders>();
    if let Some(row) = loaders.held(id) {
        return Ok(Record(T::from(row)));
    }
    let row = loaders.load(Of::<_, T::Noun>::new(ById), id).await?;
    row.map(|row| Record(T::from(row))).ok_or_else(|| Error::Missing(T::NAME, id))
}

/// The record that another one may have.
async fn maybe<T>(
    ctx: &Context<'_>,
    id: Option<Uuid>,
    joined: Option<Option<Arc<T::Noun>>>,
) -> Option<Result<Record<T>, Error>>
where
    T: Listed + From<Arc<T::Noun>>,
{
    let id = id?;
    Some(one(ctx, id, joined).await)
}

/// The only record for which all terms hold.
async fn look_up<T: Listed>(ctx: &Context<'_>, filter: Filter, sort: Sort) -> Option<Result<T, Error>> {
    Some(only::<T>(ctx, filter, sort).await?.map(T::from))
}

/// The row of the only record for which all terms hold.
async fn only<T: Listed>(
    ctx: &Context<'_>,
    filter: Filter,
    sort: Sort,
) -> Option<Result<Row<T::Noun>, Error>> {
    let list = List { sort, filter: &filter, joins: &[], without: Without::NOTHING };
    let page = Page { limit: 100, backward: false, after: None, before: None };
    match ctx.data_unchecked::<Loaders>().store().page::<T::Noun>(&list, &page).await {
        Err(error) => Some(Err(error.into())),
        Ok(slice) if slice.rows.len() > 1 => {
            let ids = slice.rows.iter().map(|row| row.place.id).collect();
            Some(Err(Error::Ambiguous(T::NAME, ids)))
        }
        Ok(slice) => slice.rows.into_iter().next().map(Ok),
    }
}
