//! What can be exported: a file by its name.

use publish::{Dataset, Format};

/// One file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Product {
    pub(crate) dataset: &'static Dataset,
    pub(crate) format: Format,
    /// Whether a CSV begins with a byte order mark.
    pub(crate) mark: bool,
}

impl Product {
    /// The product of a file's name, such as "opinions.csv".
    pub(crate) fn named(file: &str, mark: bool) -> Option<Self> {
        let (name, extension) = file.split_once('.')?;
        let (dataset, format) = (publish::dataset(name)?, extension.parse().ok()?);
        Some(Self { dataset, format, mark: mark && format == Format::Csv })
    }

    pub(crate) fn file_name(&self) -> String {
        format!("{}.{}", self.dataset.name, self.format)
    }

    pub(crate) fn media_type(&self) -> &'static str {
        self.format.media_type()
    }

    /// What tells it from the others.
    fn key(&self) -> (&'static str, Format, bool) {
        (self.dataset.name, self.format, self.mark)
    }
}

impl PartialEq for Product {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Product {}

impl std::hash::Hash for Product {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.key().hash(state);
    }
}
