//! Files that come with a request.

use std::sync::Mutex;

use async_graphql::{Context, InputValueError, InputValueResult, Scalar, ScalarType, Value};

/// What stands in the variables where a file belongs: no text of JSON that anybody writes by chance.
const PLACE: &str = "\u{0}file ";

/// A file.
#[derive(Debug)]
pub(crate) struct Upload {
    pub(crate) bytes: Vec<u8>,
}

/// The files of a request; each is taken once.
#[derive(Debug, Default)]
pub(crate) struct Uploads(Mutex<Vec<Option<Upload>>>);

impl Uploads {
    pub(crate) fn new(files: Vec<Upload>) -> Self {
        Self(Mutex::new(files.into_iter().map(Some).collect()))
    }
}

/// What stands for the file at an index.
pub(crate) fn placeholder(index: usize) -> Value {
    Value::String(format!("{PLACE}{index}"))
}

/// Whether a value stands for a file.
pub(crate) fn is_file(value: &Value) -> bool {
    index(value).is_some()
}

fn index(value: &Value) -> Option<usize> {
    let Value::String(text) = value else { return None };
    text.strip_prefix(PLACE)?.parse().ok()
}

/// Where a file stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct UploadPlace(usize);

/// A file that comes with the request (fichier), by the GraphQL multipart request specification: null in the variables,
/// the file in the form, and the form's `map` tells which is which.
#[Scalar(name = "Upload", specified_by_url = "https://github.com/jaydenseric/graphql-multipart-request-spec")]
impl ScalarType for UploadPlace {
    fn parse(value: Value) -> InputValueResult<Self> {
        let expected = || InputValueError::custom("expected a file of a multipart request");
        index(&value).map(Self).ok_or_else(expected)
    }

    fn to_value(&self) -> Value {
        placeholder(self.0)
    }
}

impl UploadPlace {
    /// The file; none where none came, or it was taken before.
    pub(crate) fn take(self, ctx: &Context<'_>) -> Option<Upload> {
        let uploads = &ctx.data_opt::<Uploads>()?.0;
        uploads.lock().unwrap_or_else(std::sync::PoisonError::into_inner).get_mut(self.0)?.take()
    }
}
