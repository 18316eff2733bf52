//! The schema's types, as the handler needs them: what fields return, and what arguments take.

use std::collections::{HashMap, HashSet};

use async_graphql::{
    Value,
    parser::{
        Error, parse_schema,
        types::{BaseType, FieldDefinition, InputValueDefinition, Type, TypeKind, TypeSystemDefinition},
    },
};

/// All types of a schema by their names.
#[derive(Debug, Default)]
pub(super) struct Types {
    outputs: HashMap<String, HashMap<String, Field>>,
    inputs: HashMap<String, Input>,
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
        let mut types = Self::default();
        for definition in parse_schema(sdl)?.definitions {
            let TypeSystemDefinition::Type(definition) = definition else { continue };
            let definition = definition.node;
            let name = definition.name.node.to_string();
            match definition.kind {
                TypeKind::Object(object) => {
                    let fields = object.fields.into_iter().map(|field| self::field(field.node));
                    types.outputs.entry(name).or_default().extend(fields);
                }
                TypeKind::Interface(interface) => {
                    let fields = interface.fields.into_iter().map(|field| self::field(field.node));
                    types.outputs.entry(name).or_default().extend(fields);
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
                TypeKind::Scalar | TypeKind::Union(_) => {}
            }
        }
        Ok(types)
    }

    /// A field of a type; none where the schema has none of that name.
    pub(super) fn field(&self, parent: &str, name: &str) -> Option<&Field> {
        self.outputs.get(parent)?.get(name)
    }

    /// What a type takes; none for scalars.
    pub(super) fn input(&self, name: &str) -> Option<&Input> {
        self.inputs.get(name)
    }

    /// How many types there are.
    pub(super) fn count(&self) -> u64 {
        (self.outputs.len() + self.inputs.len()) as u64
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
