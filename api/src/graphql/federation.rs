//! The service as a subgraph of Apollo Federation 2: records by their representations, and the schema with its keys.
//!
//! async-graphql has entities of its own, but answers them without their place in the list: an error would name no
//! entity, and one that is not there would take the others with it.

use std::{borrow::Cow, sync::LazyLock};

use async_graphql::{
    Any, Context, ContextSelectionSet, EmptySubscription, MergedObject, Object, OutputType, Positioned,
    SDLExportOptions, Schema, ServerResult, SimpleObject, Value,
    parser::types::Field,
    registry::{MetaType, MetaTypeId, Registry},
};
use futures_util::future::join_all;
use uuid::Uuid;

use super::{
    mutation::Mutation,
    node::{NODES, Node, of_type},
    query::{Query, Reads},
    reads::Nodes,
};
use crate::{error::Error, loader::Loaders};

/// At most so many representations in one request: a gateway asks for all records of a page at once, and of the pages
/// below it.
const MOST: usize = 1_000;

/// The keys of a representation, as the specification of subgraphs names them.
const TYPE: &str = "__typename";
const ID: &str = "id";

static SUBGRAPH: LazyLock<String> = LazyLock::new(|| {
    let plain = Schema::new(Query::default(), Mutation::default(), EmptySubscription);
    with_keys(&plain.sdl_with_options(SDLExportOptions::new().federation()))
});

/// The schema as a subgraph: with the key of every record, and what subgraphs may share.
pub(crate) fn subgraph() -> &'static str {
    &SUBGRAPH
}

/// Gives every type that is a node its key.
fn with_keys(sdl: &str) -> String {
    let mut keyed = String::with_capacity(sdl.len());
    for line in sdl.lines() {
        match line.strip_suffix(" {") {
            Some(head) if head.starts_with("type ") && head.contains(" implements Node") => {
                keyed.extend([head, " @key(fields: \"id\") {"]);
            }
            _ => keyed.push_str(line),
        }
        keyed.push('\n');
    }
    keyed
}

/// The root of all reads: every record of the assemblies, with its sources.
// And what a gateway asks for, which introspection does not show.
#[derive(Default, MergedObject)]
#[graphql(name = "Query")]
pub(crate) struct Root(Reads, Subgraph);

/// What a gateway asks for.
#[derive(Default)]
pub(crate) struct Subgraph;

/// What a gateway asks for.
#[Object]
impl Subgraph {
    /// The records of those representations in their order, at most 1,000; null where there is none.
    #[graphql(name = "_entities", visible = false)]
    async fn entities(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Each has a `__typename` and an `id`.")] representations: Vec<Any>,
    ) -> Result<Vec<Option<Result<Entity, Error>>>, Error> {
        check(representations.len())?;
        let reads = representations.iter().map(async |Any(value)| read(ctx, value).await.transpose());
        Ok(join_all(reads).await)
    }

    /// This subgraph, for a gateway.
    #[graphql(name = "_service", visible = false)]
    async fn service(&self) -> Service {
        Service { sdl: subgraph() }
    }
}

/// A subgraph, for a gateway.
#[derive(SimpleObject)]
#[graphql(name = "_Service")]
pub(crate) struct Service {
    /// Its schema with the directives of federation.
    sdl: &'static str,
}

/// Any record that another subgraph may refer to.
pub(crate) struct Entity(Node);

/// Refuses more representations than one request takes.
pub(crate) fn check(count: usize) -> Result<(), Error> {
    if count <= MOST {
        return Ok(());
    }
    let message = format!("`representations` has {count} of them: expected at most {MOST}");
    Err(Error::OutOfRange { message, limit: "representations", maximum: MOST as i64, actual: count as i64 })
}

/// The record of a representation.
async fn read(ctx: &Context<'_>, representation: &Value) -> Result<Option<Entity>, Error> {
    let Value::Object(fields) = representation else { return Err(unreadable(representation)) };
    let (kind, id) = match (fields.get(TYPE), fields.get(ID)) {
        (Some(Value::String(kind)), _) if !NODES.contains(&kind.as_str()) => {
            let kind: String = kind.chars().take(80).collect();
            let message = format!("`{TYPE}` is {kind:?}, which is no type of ours that has an `{ID}`");
            return Err(Error::InvalidArgument(message));
        }
        (Some(Value::String(kind)), Some(Value::String(id))) => (kind, id),
        (Some(Value::String(_)), Some(id)) => {
            let shown: String = id.to_string().chars().take(80).collect();
            return Err(Error::InvalidArgument(format!("`{ID}` is {shown}: expected a string")));
        }
        _ => return Err(unreadable(representation)),
    };
    let Ok(id) = Uuid::parse_str(id) else { return Ok(None) };
    if let Some(node) = of_type(ctx, kind, id).await? {
        return Ok(Some(Entity(node)));
    }
    // An id that a merged record had answers for the one that it has become.
    match ctx.data_unchecked::<Loaders>().load(Nodes, id).await? {
        Some((known, became)) if known == *kind && became != id => {
            Ok(of_type(ctx, kind, became).await?.map(Entity))
        }
        _ => Ok(None),
    }
}

fn unreadable(representation: &Value) -> Error {
    let shown: String = representation.to_string().chars().take(80).collect();
    Error::InvalidArgument(format!(
        "{shown} is no representation: expected an object with `{TYPE}` and `{ID}`"
    ))
}

impl OutputType for Entity {
    fn type_name() -> Cow<'static, str> {
        "_Entity".into()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        let nodes = Node::create_type_info(registry);
        registry.create_output_type::<Self, _>(MetaTypeId::Union, |registry| {
            let possible = match registry.concrete_type_by_name(&nodes) {
                Some(MetaType::Interface { possible_types, .. }) => possible_types.clone(),
                _ => Default::default(),
            };
            MetaType::Union {
                name: Self::type_name().into_owned(),
                description: Some("Any record that another subgraph may refer to.".to_owned()),
                possible_types: possible,
                visible: None,
                inaccessible: false,
                tags: Vec::new(),
                rust_typename: Some(std::any::type_name::<Self>()),
                directive_invocations: Vec::new(),
            }
        })
    }

    async fn resolve(&self, ctx: &ContextSelectionSet<'_>, field: &Positioned<Field>) -> ServerResult<Value> {
        self.0.resolve(ctx, field).await
    }
}

#[cfg(test)]
mod tests {
    use super::with_keys;

    #[test]
    fn nodes_get_a_key_and_nothing_else_does() {
        let sdl = "type A implements Node {\n\tid: ID!\n}\ntype AEdge {\n\tnode: A!\n}\ninterface Node {\n\tid: ID!\n}\n";
        let keyed = with_keys(sdl);
        assert_eq!(keyed.matches("@key").count(), 1);
        assert!(keyed.starts_with("type A implements Node @key(fields: \"id\") {\n"), "{keyed}");
    }
}
