//! The schema's types, as the handler needs them: what fields return, and what arguments take.

use std::collections::{HashMap, HashSet};

use async_graphql::{
    Value,
    parser::{
        Error, parse_schema,
        types::{BaseType, FieldDefinition, InputValueDefinition, Type, TypeKind, TypeSystemDefinition},
    },
};

use super::arguments::ROOT;

/// What every schema has, and what a gateway asks for: the schema's text shows neither (GraphQL, "Introspection"; Apollo
/// Federation, "Subgraph specification").
const HIDDEN: &str = include_str!("hidden.graphql");

/// The type in which [`HIDDEN`] has the fields of the root, and the one that all types have.
const META: &str = "__Meta";

/// All types of a schema by their names.
#[derive(Debug, Default)]
pub(super) struct Types {
    shown: Definitions,
    hidden: Definitions,
}

/// Types by their names.
#[derive(Debug, Default)]
struct Definitions {
    outputs: HashMap<String, HashMap<String, Field>>,
    /// Those of the outputs that a record has, not several kinds of records.
    objects: HashSet<String>,
    inputs: HashMap<String, Input>,
    scalars: HashSet<String>,
}

/// A field of an object or an interface.
#[derive(Debug)]
pub(super) struct Field {
    pub(super) ty: Type,
    pub(super) arguments: HashMap<String, Argument>,
}

/// An argument, or a field of an input object.
#[derive(Debug)]
pub(super) struct Argument {
    pub(super) ty: Type,
    pub(super) default: Option<Value>,
}

/// What an argument's type takes.
#[derive(Debug)]
pub(super) enum Input {
    Enum(HashSet<String>),
    Object { one_of: bool, fields: HashMap<String, Argument> },
}

impl Types {
    /// Reads a schema as `hemicycle schema` prints it.
    pub(super) fn read(sdl: &str) -> Result<Self, Error> {
        Ok(Self { shown: Definitions::read(sdl)?, hidden: Definitions::read(HIDDEN)? })
    }

    /// A field of a type; none where the schema shows none of that name.
    pub(super) fn field(&self, parent: &str, name: &str) -> Option<&Field> {
        self.shown.outputs.get(parent)?.get(name)
    }

    /// A field of a type, be it shown or not: `__typename`, `__schema` and what gateways ask for among them.
    pub(super) fn any_field(&self, parent: &str, name: &str) -> Option<&Field> {
        let hidden = |parent: &str| self.hidden.outputs.get(parent)?.get(name);
        let meta = || hidden(META).filter(|_| parent == ROOT || name == "__typename");
        self.field(parent, name).or_else(|| hidden(parent)).or_else(meta)
    }

    /// Whether records have this type, and not several kinds of records.
    pub(super) fn is_object(&self, name: &str) -> bool {
        self.shown.objects.contains(name) || self.hidden.objects.contains(name)
    }

    /// Whether a type has fields of its own, or those of the records that it may be.
    pub(super) fn is_composite(&self, name: &str) -> bool {
        self.shown.outputs.contains_key(name) || self.hidden.outputs.contains_key(name)
    }

    /// What a type takes; none for scalars.
    pub(super) fn input(&self, name: &str) -> Option<&Input> {
        self.shown.inputs.get(name)
    }

    /// Whether variables may have this type.
    pub(super) fn is_input(&self, name: &str) -> bool {
        matches!(name, "Int" | "Float" | "String" | "Boolean" | "ID")
            || [&self.shown, &self.hidden]
                .iter()
                .any(|types| types.inputs.contains_key(name) || types.scalars.contains(name))
    }

    /// How many types there are.
    pub(super) fn count(&self) -> u64 {
        (self.shown.outputs.len() + self.shown.inputs.len()) as u64
    }
}

impl Definitions {
    fn read(sdl: &str) -> Result<Self, Error> {
        let mut types = Self::default();
        for definition in parse_schema(sdl)?.definitions {
            let TypeSystemDefinition::Type(definition) = definition else { continue };
            let definition = definition.node;
            let name = definition.name.node.to_string();
            match definition.kind {
                TypeKind::Object(object) => {
                    let fields = object.fields.into_iter().map(|field| self::field(field.node));
                    types.objects.insert(name.clone());
                    types.outputs.entry(name).or_default().extend(fields);
                }
                TypeKind::Interface(interface) => {
                    let fields = interface.fields.into_iter().map(|field| self::field(field.node));
                    types.outputs.entry(name).or_default().extend(fields);
                }
                TypeKind::Union(_) => {
                    types.outputs.entry(name).or_default();
                }
                TypeKind::Enum(kind) => {
                    let values = kind.values.into_iter().map(|value| value.node.value.node.to_string());
                    types.inputs.insert(name, Input::Enum(values.collect()));
                }
                TypeKind::InputObject(object) => {
                    let one_of = definition.directives.iter().any(|each| each.node.name.node == "oneOf");
                    let fields = object.fields.into_iter().map(|field| argument(field.node)).collect();
                    types.inputs.insert(name, Input::Object { one_of, fields });
                }
                TypeKind::Scalar => {
                    types.scalars.insert(name);
                }
            }
        }
        Ok(types)
    }
}

/// The name inside a type's lists.
pub(super) fn named(ty: &Type) -> &str {
    match &ty.base {
        BaseType::Named(name) => name.as_str(),
        BaseType::List(inner) => named(inner),
    }
}

/// Whether a type is a list.
pub(super) fn is_list(ty: &Type) -> bool {
    matches!(ty.base, BaseType::List(_))
}

fn field(definition: FieldDefinition) -> (String, Field) {
    let arguments = definition.arguments.into_iter().map(|each| argument(each.node)).collect();
    (definition.name.node.to_string(), Field { ty: definition.ty.node, arguments })
}

fn argument(definition: InputValueDefinition) -> (String, Argument) {
    let default = definition.default_value.map(|value| value.node);
    (definition.name.node.to_string(), Argument { ty: definition.ty.node, default })
}
