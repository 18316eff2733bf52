//! What whoever changes something can mend themselves.

use async_graphql::{Enum, SimpleObject};

/// What is wrong with an input (erreur de saisie).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub(crate) enum UserErrorCode {
    /// A value is none of those that it can be (valeur incorrecte).
    Invalid,
    /// A file is larger than this server takes (fichier trop grand).
    TooLarge,
    /// No record of that type has an id (introuvable).
    NotFound,
    /// A record with the same key is there already (déjà enregistré).
    Taken,
    /// Other records cannot be without it (utilisé ailleurs).
    InUse,
    /// It was changed meanwhile (modifié entre-temps).
    Conflict,
    /// It cannot be undone (annulation impossible).
    NotUndoable,
    /// Nothing could be read of a document; its bytes are kept (document refusé).
    Refused,
}

/// Something in an input that whoever sent it can mend (erreur de saisie). Where there is one, nothing was changed, unless
/// its code says otherwise.
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct UserError {
    /// The names that lead to it in the input (champ); null where it is about all of it.
    field: Option<Vec<String>>,
    /// What was given, what was expected, what to do (message).
    message: String,
    /// What is wrong, for programs (code).
    code: UserErrorCode,
}

impl UserError {
    /// About a field of the input, by the names that lead to it, or about all of it.
    pub(crate) fn on(field: Option<Vec<String>>, code: UserErrorCode, message: impl Into<String>) -> Self {
        Self { field, message: message.into(), code }
    }

    /// About one field of the input.
    pub(crate) fn at(field: &str, code: UserErrorCode, message: impl Into<String>) -> Self {
        Self { field: Some(vec![field.to_owned()]), message: message.into(), code }
    }
}
